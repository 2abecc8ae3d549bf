() => {
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const said = new Set([document.title]);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement, textContent } = texts.currentNode;
    if (textContent.trim() && !parentElement.closest("script, style, template") && seen(parentElement)) {
      said.add(textContent.trim());
    }
  }
  for (const element of document.body.querySelectorAll("*")) {
    for (const name of ["placeholder", "title", "aria-label", "alt"]) {
      const text = element.getAttribute(name);
      if (text && seen(element)) said.add(text);
    }
    if (element.matches("input[type=submit]") && seen(element)) said.add(element.value);
  }
  return [...said];
}
