/* Elements as this page makes them: all text is set as text, nothing from an article becomes HTML. And dates as they are read. */
(function () {
  "use strict";

  function element(tag, name, text) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function button(name, text, press) {
    const made = element("button", name, text);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  }

  /* 2020-04-16 → 2020. 4. 16. */
  function korean(date) {
    return date.split("-").map(function (digits) { return Number(digits) + "."; }).join(" ");
  }

  window.BriefingsElements = { element: element, button: button, korean: korean };
})();
