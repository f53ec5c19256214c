/* The page of the reading list: its entries, and their citations in one file. The citations are those of the articles' own pages, which are
   opened unseen and asked for them: nothing is made up here, and what cannot be had is told. */
(function () {
  "use strict";
  const { all, save, show, root, words } = window.BriefingsReading;
  const { fill } = window.BriefingsBox;
  const page = document.querySelector(".bp-reading");
  const list = page.querySelector("ol");
  const said = page.querySelector("[role=status]");
  const tools = page.querySelector(".bp-reading__tools");
  const empty = page.querySelector(".bp-reading__empty");
  const FORMS = {
    bibtex: { name: "reading-list.bib", type: "application/x-bibtex", join: function (texts) { return texts.join("\n"); } },
    ris: { name: "reading-list.ris", type: "application/x-research-info-systems", join: function (texts) { return texts.join("\n"); } },
    csl: {
      name: "reading-list.json",
      type: "application/json",
      join: function (texts) { return JSON.stringify(texts.flatMap(function (text) { return JSON.parse(text); }), null, 2) + "\n"; },
    },
  };
  const AT_ONCE = 4;
  const PATIENCE = 8000; // milliseconds for a page to open and answer

  function draw() {
    const items = all();
    list.replaceChildren.apply(list, items.map(row));
    empty.hidden = items.length > 0;
    tools.hidden = items.length === 0;
  }

  function row(one) {
    const made = document.createElement("li");
    const link = document.createElement("a");
    link.href = root + "briefings/" + one.id + ".html";
    link.textContent = one.title;
    const about = document.createElement("small");
    about.textContent = one.about || "";
    const off = document.createElement("button");
    off.type = "button";
    off.textContent = words.remove;
    off.setAttribute("aria-label", fill(words.remove_name, one));
    off.addEventListener("click", function () { remove(one, made); });
    made.append(link, " ", about, " ", off);
    return made;
  }

  /** The focus goes to the next row, or to what stands there where none is left. */
  function remove(one, made) {
    const next = made.nextElementSibling || made.previousElementSibling;
    if (!save(all().filter(function (other) { return other.id !== one.id; }))) return changed(words.refused);
    made.remove();
    changed(fill(words.removed, one));
    return (next ? next.querySelector("a") : empty).focus();
  }

  function changed(text) {
    show();
    empty.hidden = all().length > 0;
    tools.hidden = all().length === 0;
    said.textContent = text;
  }

  /* ---- citations --------------------------------------------------------------------------------------------------- */

  /** The citations of an article by form, or null. */
  function cite(one) {
    return new Promise(function (resolve) {
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.src = root + "briefings/" + one.id + ".html";
      const done = function (forms) {
        clearTimeout(late);
        window.removeEventListener("message", heard);
        frame.remove();
        resolve(forms);
      };
      const heard = function (event) { if (event.source === frame.contentWindow && event.data && event.data.briefings) done(event.data.briefings); };
      const late = setTimeout(done, PATIENCE, null);
      window.addEventListener("message", heard);
      frame.addEventListener("load", function () { frame.contentWindow.postMessage("briefings-cite", "*"); });
      document.body.append(frame);
    });
  }

  async function citeAll(items) {
    const found = new Map();
    const waiting = items.slice();
    const work = async function () {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        found.set(one.id, await cite(one));
        said.textContent = fill(words.gathering, { done: found.size, count: items.length });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return found;
  }

  async function exported(form) {
    tools.setAttribute("aria-busy", "true");
    const items = all();
    const found = await citeAll(items);
    const texts = items.map(function (one) { return (found.get(one.id) || {})[form]; });
    const missing = items.filter(function (one, place) { return !texts[place]; });
    const there = texts.filter(Boolean);
    if (there.length) download(FORMS[form], FORMS[form].join(there));
    said.textContent = [there.length ? fill(words.exported, { count: there.length, name: FORMS[form].name }) : ""]
      .concat(missing.length ? fill(words.missing, { titles: missing.map(function (one) { return one.title; }).join(", ") }) : [])
      .join(" ").trim();
    tools.removeAttribute("aria-busy");
  }

  function download(form, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: form.type + ";charset=utf-8" }));
    link.download = form.name;
    link.click();
    setTimeout(URL.revokeObjectURL, PATIENCE, link.href);
  }

  tools.addEventListener("click", function (event) {
    const pressed = event.target.closest("button");
    if (!pressed || tools.hasAttribute("aria-busy")) return;
    if (pressed.value === "print") window.print();
    else if (pressed.value === "clear") {
      if (!window.confirm(words.sure)) return;
      const done = save([]);
      draw();
      changed(done ? words.cleared : words.refused);
      empty.focus();
    } else exported(pressed.value);
  });
  window.addEventListener("storage", draw);
  draw();
})();
