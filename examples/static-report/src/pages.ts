/** The pages of the site: the cover and one page for each area, with its articles and strategies. */

import type { Schemas } from "./api.js";
import { block, picture } from "./blocks.js";
import { Html, html, rich } from "./html.js";
import { reason, share, shown } from "./numbers.js";

type Edition = Schemas["Edition"];
type Area = Schemas["WholeArea"];
type Figure = Schemas["Figure"];

const WORDS = {
  sv: { areas: "Områden", skip: "Till innehållet", example: "Exempel", source: "Källa", permanent: "Siffrans sida" },
  en: { areas: "Areas", skip: "To the content", example: "Example", source: "Source", permanent: "The number's page" },
} satisfies Record<Edition["locale"], object>;

export function cover(edition: Edition): string {
  return page(edition, edition.report.title, html`<h1>${edition.report.title}</h1>
${edition.report.lead && html`<p class="lead">${edition.report.lead}</p>`}
<ul class="areas">${edition.areas.map((area) => html`<li class="${area.colour}"><h2><a href="${file(area)}">${area.title}</a></h2>
${headline(edition, area)}</li>`)}</ul>
${edition.strategies.map((strategy) => text(strategy, edition.locale))}`);
}

/** The number that the editors chose for the cover, or else the area's first. */
function headline(edition: Edition, area: Area): Html {
  const chosen = area.statistics.find((figure) => edition.report.headlines.includes(figure.id));
  const figure = chosen ?? area.statistics[0];
  return figure ? number(figure, edition.locale) : html``;
}

export function areaPage(edition: Edition, area: Area): string {
  return page(edition, area.title, html`<h1>${area.title}</h1>
${area.scene_background && picture(area.scene_background, "")}
${area.lead && html`<p class="lead">${area.lead}</p>`}
<div class="statistics">${area.statistics.map((figure) => statistic(figure, edition.locale))}</div>
${area.body.map((part) => block(part, edition.locale))}
${[...area.articles, ...area.strategies].map((below) => text(below, edition.locale))}`, area);
}

export function file(area: Area): string {
  return `${area.slug}.html`;
}

function number(figure: Figure, locale: Edition["locale"]): Html {
  const value = figure.value === null ? reason(figure.missing, locale) : shown(figure.value, locale, figure.decimals);
  return html`<p class="number"><b>${figure.qualifier && `${figure.qualifier} `}${value}</b> ${figure.label}</p>
${figure.is_example && html`<p class="example">${WORDS[locale].example}</p>`}`;
}

function statistic(figure: Figure, locale: Edition["locale"]): Html {
  return html`<section id="${figure.slug}"><h2>${figure.heading}</h2>
${number(figure, locale)}
<ul>${figure.parts.map((part) => html`<li>${shown(part.value, locale)} ${part.label}${part.share !== null && ` (${share(part.share, locale)})`}</li>`)}
${figure.derived.map((item) => html`<li>${shown(item.value, locale)} ${item.text}</li>`)}</ul>
${rich(figure.infobox)}
${figure.source && html`<p class="source">${WORDS[locale].source}: ${figure.source.name}</p>`}
<p class="source"><a href="${figure.url}">${WORDS[locale].permanent}</a>${figure.files.map((other) => html` · <a href="${other.url}">${other.format}</a>`)}</p></section>`;
}

function text(page: Schemas["ArticlePage"] | Schemas["StrategyPage"], locale: Edition["locale"]): Html {
  return html`<article><h2>${page.title}</h2>
${page.is_example && html`<p class="example">${WORDS[locale].example}</p>`}
${page.type === "strategy" && page.updated_on && html`<p><time datetime="${page.updated_on}">${page.updated_on}</time></p>`}
${page.lead && html`<p class="lead">${page.lead}</p>`}
${page.body.map((part) => block(part, locale))}</article>`;
}

/** The frame of every page, from the chrome. */
function page({ chrome, locale, areas }: Edition, title: string, main: Html, current?: Area): string {
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${chrome.organisation}</title>
<link rel="stylesheet" href="../site.css">
</head>
<body>
<a class="skip" href="#main">${WORDS[locale].skip}</a>
<header><a href="index.html">${chrome.title}</a> ${chrome.organisation}
<nav aria-label="${WORDS[locale].areas}"><ul>${areas.map((area) => html`<li><a href="${file(area)}"${area === current && html` aria-current="page"`}>${area.title}</a></li>`)}</ul></nav></header>
<main id="main">${main}</main>
<footer>${rich(chrome.contact)}<ul>${chrome.footer_links.map(({ value }) => value.url && html`<li><a href="${value.url}">${value.text}</a></li>`)}
${chrome.accessibility_statement && html`<li><a href="${chrome.accessibility_statement.url}">${chrome.accessibility_statement.title}</a></li>`}</ul>
${chrome.footer_note && html`<p>${chrome.footer_note}</p>`}</footer>
</body>
</html>
`.text;
}
