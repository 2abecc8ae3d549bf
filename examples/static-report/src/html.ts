/** HTML that cannot be broken by its content: html`<p>${text}</p>` escapes every text. */

export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | string | number | null | false | readonly Piece[];

export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(parts.map((part, i) => part + (i < pieces.length ? written(pieces[i]!) : "")).join(""));
}

/** Rich text of the API is HTML already. */
export function rich(text: string | null): Html {
  return new Html(text ?? "");
}

function written(piece: Piece): string {
  if (piece === null || piece === false) return "";
  if (piece instanceof Html) return piece.text;
  if (Array.isArray(piece)) return piece.map(written).join("");
  return String(piece).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
