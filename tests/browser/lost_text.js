// What of the page's text a reader cannot see: cut off, or written over by other text. With forced
// colours each text lies on a plate as high as its letters can be, which covers what is behind it.
() => {
  const plates = matchMedia("(forced-colors: active)").matches;
  const lost = [];
  const seen = [];
  const root = document.documentElement;
  const words = (node) => `“${node.textContent.trim().slice(0, 40)}”`;

  // An own way of hiding: for screen readers only, until the focus comes (.skip), or on hover.
  const forTheEar = (element) =>
    element.closest(".skip") ||
    getComputedStyle(element).clipPath === "inset(50%)" ||
    (element.parentElement && forTheEar(element.parentElement));

  // Follows the text outwards: cut by a box that does not scroll, or by the edge of the page. What
  // lies outside a box that scrolls can be reached, and is followed no further.
  function cut(rect, element) {
    for (let box = element; box && box !== root; box = box.parentElement) {
      if (box instanceof SVGElement) continue;
      const style = getComputedStyle(box);
      const frame = box.getBoundingClientRect();
      const beside = rect.right > frame.right + 1 || rect.left < frame.left - 1;
      const below = rect.bottom > frame.bottom + 1 || rect.top < frame.top - 1;
      const slide = box.parentElement && getComputedStyle(box.parentElement).scrollSnapType !== "none";
      if (beside && slide) return "wider than its slide";
      if (beside && /auto|scroll/.test(style.overflowX)) return "";
      if (below && /auto|scroll/.test(style.overflowY)) return "";
      if (beside && /hidden|clip/.test(style.overflowX)) return "cut at the side";
      if (below && /hidden|clip/.test(style.overflowY)) return "cut above or below";
      if (style.position === "fixed") break;
    }
    const sideways = rect.right > root.clientWidth + 1 || rect.left < -1;
    return sideways ? "outside the page" : "";
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.closest("script, [aria-hidden=true]") || forTheEar(element)) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const whole of range.getClientRects()) {
      if (whole.width < 1) continue;
      // The band in which there is ink: the rest of a line's height may lie under another line.
      const middle = (whole.top + whole.bottom) / 2;
      const rect = { left: whole.left, right: whole.right, top: middle - 0.3 * size, bottom: middle + 0.3 * size };
      const why = cut(rect, element);
      if (why) lost.push(`${words(node)} is ${why}`);
      const plate = plates && getComputedStyle(element).forcedColorAdjust === "auto" ? whole : rect;
      const raised = getComputedStyle(element).position !== "static";
      seen.push({ rect, plate, node, raised });
    }
  }

  const over = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  for (const [i, first] of seen.entries())
    for (const second of seen.slice(i + 1)) {
      // What comes later is painted over what came before, unless that was raised.
      const [lower, upper] = first.raised && !second.raised ? [second, first] : [first, second];
      if (first.node !== second.node && over(lower.rect, upper.plate))
        lost.push(`${words(upper.node)} lies on ${words(lower.node)}`);
    }

  if (root.scrollWidth > root.clientWidth) lost.push(`the page scrolls sideways: ${root.scrollWidth} px`);
  return [...new Set(lost)];
}
