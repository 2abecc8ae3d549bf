/** Fetches the newest edition in every language and writes it as a static site into `site/`. */

import { copyFile, mkdir, writeFile } from "node:fs/promises";

import { Api } from "./api.js";
import { areaPage, cover, file } from "./pages.js";

const api = new Api(process.env["REPORT_SITE"] ?? "http://127.0.0.1:8000");
const newest = (await api.editions({ limit: 1 })).items[0];
if (!newest) throw new Error("The site has no report yet.");

for (const { locale } of newest.languages) {
  const edition = await api.edition(newest.year, { locale });
  const folder = `site/${locale}`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/index.html`, cover(edition));
  for (const area of edition.areas) await writeFile(`${folder}/${file(area)}`, areaPage(edition, area));
  console.log(`${folder}: the report for ${edition.year} with ${edition.areas.length} areas`);
}
await copyFile("site.css", "site/site.css");
