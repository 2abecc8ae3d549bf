/** Reads the report with wagtail-js, which knows Wagtail's API v2 and nothing of this site. */

import { CMSClient } from "wagtail-js";

const site = process.env.REPORT_SITE ?? "http://127.0.0.1:8000";
const client = new CMSClient({ baseURL: site, apiPath: "/api/v2", cache: "no-store" });

/** Every row of a list, fetched five at a time. */
async function all(list, query = {}) {
  const rows = [];
  for (;;) {
    const asked = { ...query, limit: 5, offset: rows.length };
    const { items, meta } = await client.fetchContent(list, asked);
    rows.push(...items);
    if (items.length === 0 || rows.length >= meta.total_count) return rows;
  }
}

/** The page at an address of the site, in the language that the address begins with. */
const pageAt = (path) => client.fetchContent("pages/find", { html_path: path });
const titles = (pages) => pages.map((page) => page.title);

const [swedish, english] = await Promise.all([pageAt("/2018/"), pageAt("/en/2018/")]);
const areas = await all("pages", { type: "report.AreaPage", child_of: swedish.id, fields: ["*"] });
const area = await client.fetchPage(areas[0].id);
const { items: newestFirst } = await client.fetchPages({ order: "-first_published_at" });
const { items: translations } = await client.fetchPages({ translation_of: area.id });
const { items: found } = await client.fetchPages({ search: "nära vård", locale: "sv" });
const images = await all("images", { fields: ["*"] });
const documents = await all("documents");

const told = {
  reports: { sv: swedish.title, en: english.title },
  areas: areas.map(({ title, statistics }) => ({
    title,
    statistics: statistics
      .filter((block) => block.type === "statistic")
      .map(({ value }) => [value.heading, value.value, value.unit]),
  })),
  area: { title: area.title, lead: area.lead, parent: area.meta.parent.title },
  by_slug: (await client.fetchPage(area.meta.slug, { locale: "sv" })).title,
  english_areas: titles(await all("pages", { type: "report.AreaPage", descendant_of: english.id })),
  everything: titles(await all("pages")),
  newest_first: newestFirst.map((page) => page.meta.first_published_at),
  translations: translations.map(({ title, meta }) => [meta.locale, title]),
  found: titles(found),
  images: images.map(({ title, meta, sources }) => ({
    title,
    address: client.getMediaSrc(meta),
    widths: sources.map((source) => source.width),
  })),
  documents: await Promise.all(
    documents.map(async ({ id, meta }) => ({
      title: (await client.fetchDocument(id)).title,
      address: client.getMediaSrc(meta),
    })),
  ),
  redirects: (await all("redirects")).map(({ old_path, location }) => [old_path, location]),
};
console.log(JSON.stringify(told, null, 2));
