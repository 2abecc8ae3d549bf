// Gives spaced text its room, makes the links between slides glide, keeps address and history in
// step, listens to arrow keys while focus is in the scene, and lets the scene be as low as its
// slide. Without it, links jump.
(function () {
  var scene = document.querySelector(".scene");
  if (!scene) return;

  // Text that a reader enlarges or spaces may want more room than the picture has: then the number
  // becomes smaller and the sky higher. With the text as it was designed, nothing changes.
  var top = scene.querySelector(".top");
  var headlines = scene.querySelectorAll(".headline");
  function room() {
    var lack = 0;
    scene.style.removeProperty("--h");
    headlines.forEach(function (headline) {
      var number = headline.querySelector(".number");
      number.style.removeProperty("--fit");
      number.style.setProperty("--fit", Math.min(1, headline.clientWidth / number.scrollWidth));
      lack = Math.max(lack, top.getBoundingClientRect().bottom - headline.getBoundingClientRect().top - 14);
    });
    if (lack > 0) scene.style.setProperty("--h", scene.querySelector(".stand").offsetHeight + lack * 2 + "px");
  }
  if (window.ResizeObserver) {
    var text = new ResizeObserver(room);
    [top].concat(Array.prototype.slice.call(headlines)).forEach(function (part) { text.observe(part); });
  }

  var slides = scene.querySelector(".slides");
  if (!slides) return;
  var still = matchMedia("(prefers-reduced-motion: reduce)");
  var all = Array.prototype.slice.call(slides.children);

  function current() {
    return all[Math.min(all.length - 1, Math.max(0, Math.round(slides.scrollLeft / slides.clientWidth)))];
  }

  function fit() {
    slides.style.blockSize = current().offsetHeight + "px";
  }

  function to(slide, behavior) {
    slides.scrollTo({ left: slide.offsetLeft, behavior: behavior });
  }

  // Focus goes to the heading of the new slide: it is read aloud, and Tab goes on from there.
  function go(slide, keep) {
    if (!slide) return;
    var heading = slide.querySelector("h3");
    if (heading) heading.focus({ preventScroll: true });
    to(slide, still.matches ? "instant" : "smooth");
    if (keep && location.hash !== "#" + slide.id) history.pushState(null, "", "#" + slide.id);
  }

  function named(hash) {
    return all.find(function (slide) { return "#" + slide.id === hash; });
  }

  // The slide that the address names; without a name, the first.
  function align() {
    var slide = named(location.hash) || (location.hash === "" && all[0]);
    if (slide) to(slide, "instant");
  }

  scene.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    var slide = link && named(link.hash);
    if (!slide) return;
    event.preventDefault();
    var box = link.closest("[popover]");
    if (box && box.hidePopover) box.hidePopover();
    go(slide, true);
  });

  scene.addEventListener("keydown", function (event) {
    var step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var box = event.target.closest("[popover]");
    if (event.target.closest(".scroll") || (box && box.hidePopover && box.matches(":popover-open"))) return;
    event.preventDefault();
    go(all[all.indexOf(current()) + step], true);
  });

  // A reload, and a way back from another page, restore how far down the page was, not which slide.
  addEventListener("popstate", align);
  addEventListener("pageshow", align);
  align();

  // A swipe changes the address too, but makes no history of every step.
  var rest;
  slides.addEventListener("scroll", function () {
    clearTimeout(rest);
    rest = setTimeout(function () {
      var slide = current();
      fit();
      if (location.hash !== "#" + slide.id && (named(location.hash) || slide !== all[0]))
        history.replaceState(history.state, "", "#" + slide.id);
    }, 120);
  }, { passive: true });

  if (window.ResizeObserver) {
    var watch = new ResizeObserver(fit);
    all.forEach(function (slide) { watch.observe(slide); });
  }
})();
