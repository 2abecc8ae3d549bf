/** Each block as HTML. The compiler knows what each `type` holds, and misses none: see `unknown`. */

import type { Schemas } from "./api.js";
import { type Html, html, rich } from "./html.js";
import { shown } from "./numbers.js";

export function block(block: Schemas["BodyBlock"], locale: string): Html {
  switch (block.type) {
    case "heading":
      return html`<h2>${block.value}</h2>`;
    case "paragraph":
      return rich(block.value);
    case "bullet_list":
      return html`${block.value.lead_in && html`<p>${block.value.lead_in}</p>`}
<ul>${block.value.items.map((item) => html`<li>${rich(item)}</li>`)}</ul>`;
    case "quote":
      return html`<figure><blockquote><p>${block.value.text}</p></blockquote>
${block.value.person && html`<figcaption>${block.value.person}${block.value.role && `, ${block.value.role}`}</figcaption>`}</figure>`;
    case "image":
      return html`<figure>${block.value.image && picture(block.value.image, block.value.alt)}
${block.value.caption && html`<figcaption>${block.value.caption}</figcaption>`}</figure>`;
    case "table":
      return block.value ? table(block.value, locale) : html``;
    case "link":
      return block.value.url
        ? html`<p><a href="${block.value.url}">${block.value.text}</a></p>`
        : html`<p>${block.value.text}</p>`;
    case "video":
      return html`<figure>${block.value.file && html`<video controls preload="none" src="${block.value.file}">
${block.value.captions && html`<track default src="${block.value.captions}">`}</video>`}
<figcaption>${block.value.title}</figcaption></figure>${rich(block.value.transcript)}`;
    default:
      return unknown(block);
  }
}

/** New types of blocks may come: today's build leaves them out, the next one does not compile. */
function unknown(block: never): Html {
  console.warn("A block that this front end does not know yet:", block);
  return html``;
}

export function picture(image: Schemas["Picture"], alt: string): Html {
  const sources = image.sources.map((source) => `${source.url} ${source.width}w`).join(", ");
  return html`<img src="${image.sources.at(-1)?.url ?? ""}" srcset="${sources}" sizes="(min-width: 48rem) 44rem, 100vw"
 width="${image.width}" height="${image.height}" alt="${alt}" loading="lazy">${image.credit && html` <small>${image.credit}</small>`}`;
}

function table({ caption, columns, rows }: Schemas["Table"], locale: string): Html {
  const cell = (value: string | number | null) => (typeof value === "string" ? value : shown(value, locale));
  return html`<table><caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column.heading}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.values.map((value) => html`<td>${cell(value)}</td>`)}</tr>`)}</tbody></table>`;
}
