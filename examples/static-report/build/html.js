/** HTML that cannot be broken by its content: html`<p>${text}</p>` escapes every text. */
export class Html {
    text;
    constructor(text) {
        this.text = text;
    }
}
export function html(parts, ...pieces) {
    return new Html(parts.map((part, i) => part + (i < pieces.length ? written(pieces[i]) : "")).join(""));
}
/** Rich text of the API is HTML already. */
export function rich(text) {
    return new Html(text ?? "");
}
function written(piece) {
    if (piece === null || piece === false)
        return "";
    if (piece instanceof Html)
        return piece.text;
    if (Array.isArray(piece))
        return piece.map(written).join("");
    return String(piece).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
