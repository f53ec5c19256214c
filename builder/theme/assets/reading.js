{#- Its words are the registry's labels: the file is filled in when the site is made. -#}
{%- set words = config.theme.functions.words("reading.script.", config) -%}
/* The reading list: what a reader puts by, in the reader's own browser and nowhere else. Buttons on articles and in lists, and the way to the
   list (reading_list.js). Where the browser stores nothing there is none of it. */
(function () {
  "use strict";
  const words = {{ words | tojson }};
  const root = new URL("..", document.currentScript.src).href;
  const key = "briefings-reading " + root; // one list an archive: from disk, all of them share one store
  const ADDRESS = /briefings\/([a-z0-9-]+)\.html$/;

  /** The list, oldest first: {id, title, about}. What is no such thing is passed over. */
  function all() {
    try {
      const found = JSON.parse(localStorage.getItem(key) || "[]");
      return Array.isArray(found) ? found.filter(function (one) { return one && /^[a-z0-9-]+$/.test(one.id) && typeof one.title === "string"; }) : [];
    } catch (error) {
      return [];
    }
  }

  function save(items) {
    try {
      localStorage.setItem(key, JSON.stringify(items));
      return true;
    } catch (error) {
      return false;
    }
  }

  function has(id) { return all().some(function (one) { return one.id === id; }); }

  function textOf(element) { return element ? element.textContent.replace(/\s+/g, " ").trim() : ""; }

  /* ---- buttons ---------------------------------------------------------------------------------------------------- */

  const buttons = [];

  /** `item` gives what is kept of the article, when it is asked for. */
  function button(id, title, item) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "bp-keep";
    made.textContent = words.keep;
    made.setAttribute("aria-label", words.keep_name.replace("{title}", title));
    made.addEventListener("click", function () {
      const done = save(has(id) ? all().filter(function (one) { return one.id !== id; }) : all().concat(item()));
      refusal.remove();
      if (!done) made.after(refusal);
      show();
    });
    buttons.push({ id: id, made: made });
    return made;
  }

  /* Where the store is full by now. */
  const refusal = document.createElement("small");
  refusal.className = "bp-mark";
  refusal.setAttribute("role", "alert");
  refusal.textContent = words.refused;

  /** Which buttons are pressed, and the way to the list where there is something in it. */
  function show() {
    const kept = new Set(all().map(function (one) { return one.id; }));
    buttons.forEach(function (one) {
      one.made.setAttribute("aria-pressed", String(kept.has(one.id)));
    });
    way.hidden = kept.size === 0;
    way.textContent = words.list + " " + kept.size;
  }

  const way = document.createElement("a");
  way.className = "bp-reading-way";
  way.href = root + "reading-list.html";

  function inLists() {
    document.querySelectorAll("li.bp-entry").forEach(function (entry) {
      const link = entry.querySelector("a[href*='briefings/']");
      const found = link && ADDRESS.exec(link.href);
      if (!found) return;
      const about = [entry.querySelector("time, .bp-entry__date"), entry.querySelector("small")];
      entry.append(button(found[1], textOf(link), function () {
        return { id: found[1], title: textOf(link), about: about.map(textOf).filter(Boolean).join(" · ") };
      }));
    });
  }

  function onArticle() {
    const article = document.querySelector(".bp-article");
    const found = ADDRESS.exec(location.pathname);
    if (!article || !found) return;
    const title = textOf(article.querySelector("h1"));
    article.prepend(button(found[1], title, function () {
      const bodies = Array.from(article.querySelectorAll(".bp-chip--ministry"), function (chip) { return textOf(chip.firstChild); });
      const date = Array.from(article.querySelectorAll(".bp-date a, .bp-date span.bp-mark"), textOf).join(" "); // an inferred one says so
      const about = [date].concat(Array.from(new Set(bodies)), textOf(article.querySelector(".bp-kind")));
      return { id: found[1], title: title, about: about.filter(Boolean).join(" · ") };
    }));
  }

  /* ---- what the page of the list asks an article's page for: its citations, as they stand there (from disk no page can read another) ---- */

  window.addEventListener("message", function (event) {
    if (event.source === window || event.source !== window.parent || event.data !== "briefings-cite") return;
    const forms = {};
    ["bibtex", "ris", "csl"].forEach(function (form) {
      const place = document.getElementById("cite-" + form);
      if (place) forms[form] = place.textContent;
    });
    event.source.postMessage({ briefings: forms }, "*");
  });

  window.BriefingsReading = { all: all, save: save, show: show, root: root, words: words };
  if (!save(all())) return;
  const header = document.querySelector(".bp-header__inner");
  if (header) header.insertBefore(way, header.querySelector(".bp-menu").nextSibling);
  inLists();
  onArticle();
  show();
  window.addEventListener("storage", function (event) { if (event.key === key) show(); });
})();
