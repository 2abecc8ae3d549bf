// What the translation engine's editor says in English in every language.
document.addEventListener("DOMContentLoaded", () => {
  const editor = document.querySelector(".js-translation-editor");
  // Its template has no place for a link; this is beside the languages.
  document.querySelector(".header-meta--locales").append(document.querySelector("a.edition"));
  for (const name of editor.querySelectorAll(".w-dropdown__toggle .w-sr-only")) {
    name.textContent = gettext("More actions");
  }
  for (const heading of editor.querySelectorAll("section h3")) {
    heading.textContent = heading.textContent.replace(/^(.+) to (.+) translation$/, "$1 → $2");
  }
});
