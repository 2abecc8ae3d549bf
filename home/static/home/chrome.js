// The help as dialog, the tick that hides it, and the crosses of notices.
// Nothing is stored unless the reader ticks the box; then exactly one key.
(function () {
  var KEY = "help-hidden";
  var help = document.getElementById("help");

  if (help && help.showModal) {
    var tick = help.querySelector("input");
    var kept = null;
    try { kept = localStorage.getItem(KEY); } catch (refused) { /* the browser keeps nothing: fine */ }
    if (tick) {
      tick.checked = kept !== null;
      tick.addEventListener("change", function () {
        try {
          if (tick.checked) localStorage.setItem(KEY, "1");
          else localStorage.removeItem(KEY);
        } catch (refused) { tick.checked = false; }
      });
    }
    if (kept !== null && help.open) help.close();

    var open = function (event) {
      event.preventDefault();
      if (help.open) help.close();
      help.showModal();
    };
    document.querySelectorAll("a[href='#help']").forEach(function (link) {
      link.setAttribute("role", "button");
      link.setAttribute("aria-haspopup", "dialog");
      link.addEventListener("click", open);
      link.addEventListener("keydown", function (event) {
        if (event.key === " ") open(event);
      });
    });
    if (location.hash === "#help" && !help.open) help.showModal();
  }

  var forget = document.querySelector(".forget");
  if (forget) {
    var said = forget.querySelector("[role=status]");
    forget.querySelector("button").addEventListener("click", function () {
      var found = null;
      try {
        found = localStorage.getItem(KEY);
        localStorage.removeItem(KEY);
      } catch (refused) { /* then nothing was ever kept */ }
      if (help && help.querySelector("input")) help.querySelector("input").checked = false;
      said.textContent = found === null ? said.dataset.nothing : said.dataset.forgotten;
    });
  }

  // A citation names the day on which it is read, whenever the page was made.
  document.querySelectorAll("[data-today]").forEach(function (time) {
    var now = new Date(), lang = document.documentElement.lang;
    time.dateTime = now.toLocaleDateString("sv");
    time.textContent = now.toLocaleDateString(lang === "en" ? "en-GB" : lang, { dateStyle: "long" });
  });

  // A text of the page, or the address of the page or of one number on it; only where the browser
  // has a clipboard.
  var canonical = document.querySelector("link[rel=canonical]");
  if (navigator.clipboard) document.querySelectorAll(".copy").forEach(function (copy) {
    var said = copy.querySelector("[role=status]");
    copy.hidden = false;
    copy.querySelector("button").addEventListener("click", function (event) {
      var button = event.currentTarget, of = document.getElementById(button.dataset.of);
      var text = of ? of.textContent.trim().replace(/\s+/g, " ")
        : new URL(button.value, (canonical || location).href).href;
      said.textContent = "";
      navigator.clipboard.writeText(text).then(function () {
        said.textContent = said.dataset.copied;
      }, function () {
        said.textContent = said.dataset.refused + (of ? "" : " " + text);
      });
    });
  });

  document.querySelectorAll(".notice button").forEach(function (button) {
    button.addEventListener("click", function () {
      button.closest(".notice").hidden = true;
    });
  });
})();
