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

  // The address of a page, or of one number on it; only where the browser has a clipboard.
  var canonical = document.querySelector("link[rel=canonical]");
  if (navigator.clipboard) document.querySelectorAll(".copy").forEach(function (copy) {
    var said = copy.querySelector("[role=status]");
    copy.hidden = false;
    copy.querySelector("button").addEventListener("click", function (event) {
      var address = new URL(event.currentTarget.value, (canonical || location).href).href;
      said.textContent = "";
      navigator.clipboard.writeText(address).then(function () {
        said.textContent = said.dataset.copied;
      }, function () {
        said.textContent = said.dataset.refused + " " + address;
      });
    });
  });

  document.querySelectorAll(".notice button").forEach(function (button) {
    button.addEventListener("click", function () {
      button.closest(".notice").hidden = true;
    });
  });
})();
