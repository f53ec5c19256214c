/* The search forms, on every page: suggestions of ministries and topics while one types, recent searches, and the key that leads to the box.

   A form works without this script: Enter opens search.html?q=…. Nothing is loaded before the reader turns to a form; then comes the
   engine, a classic script, because from disk a browser lets a page read nothing else.
   On the search page, page.js takes over `choose`, `leave` and `changed`. */
(function () {
  "use strict";

  const QUIET = 600; // milliseconds without typing before a count is announced
  const OFF = "briefings.slash"; // in the browser's store: "off" where the reader switched the key off …
  const ROOT = new URL("../..", document.currentScript.src).href; // of this archive: others may share its host, from disk all share one store
  const RECENT = "briefings.recent " + ROOT; // … what was searched last in it, the newest first …
  const KEPT = "briefings.kept " + ROOT; // … and the searches that the reader keeps, the newest first: it all stays there
  const MOST = { [RECENT]: 6, [KEPT]: 50 };
  const OFFERED = 4; // of the kept searches, those that an empty box offers

  let loading = null;

  function script(address) {
    return new Promise(function (resolve, reject) {
      const element = document.createElement("script");
      element.src = address;
      element.onload = resolve;
      element.onerror = function () {
        loading = null; // so that one can try again
        element.remove();
        reject(new Error(address));
      };
      document.head.append(element);
    });
  }

  let engine = null; // all forms of a page ask one, so that nothing is loaded twice

  /* The engine of the site at `base` (a relative address that ends in a slash). */
  function load(base) {
    loading = loading || script(base + "assets/search/engine.js");
    return loading.then(function () {
      engine = engine || window.BriefingsSearch.open(base);
      return engine;
    });
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, key) { return key in values ? values[key] : whole; });
  }

  function number(count) { return String(count).replace(/\B(?=(?:\d{3})+$)/g, ","); }

  /* ---- the browser's store ------------------------------------------------------------------------------------------- */

  function stored(key) {
    try { return localStorage.getItem(key); } catch (error) { return null; } // from disk a browser may refuse
  }

  /* Whether it is stored; else it holds for this page. */
  function store(key, value) {
    try { localStorage.setItem(key, value); } catch (error) { return false; }
    return true;
  }

  function list(key, fits) {
    try {
      const found = JSON.parse(stored(key));
      return Array.isArray(found) ? found.filter(fits).slice(0, MOST[key]) : [];
    } catch (error) { return []; } // not what was written here
  }

  function recent() { return list(RECENT, function (one) { return typeof one === "string"; }); }

  function keep(query) {
    const text = query.trim();
    if (text) store(RECENT, JSON.stringify([text].concat(recent().filter(function (one) { return one !== text; })).slice(0, MOST[RECENT])));
  }

  /* Each {name, query}: how it is called, and what stands behind the search page's address. */
  function keptSearches() {
    return list(KEPT, function (one) { return one && typeof one.name === "string" && typeof one.query === "string" && one.query.startsWith("?"); });
  }

  /* Whether they are stored. */
  function keepSearches(searches) { return store(KEPT, JSON.stringify(searches.slice(0, MOST[KEPT]))); }

  /* ---- a form -------------------------------------------------------------------------------------------------------- */

  /* An element that only this script fills, put last into its place. */
  function part(place, tag, name, attributes) {
    const element = document.createElement(tag);
    element.className = "bp-search__" + name;
    set(element, attributes);
    place.append(element);
    return element;
  }

  function set(element, attributes) {
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
  }

  function Box(form) {
    this.form = form;
    this.base = form.dataset.base;
    this.words = window.BriefingsWords.box;
    this.input = form.querySelector("input");
    const around = this.input.parentElement;
    this.key = part(around, "kbd", "key", { "aria-hidden": "true", hidden: "" }); // the box says what it is for
    this.key.textContent = "/";
    this.list = part(around, "ul", "options", { id: this.input.id + "-options", role: "listbox", "aria-label": this.words.options, hidden: "" });
    this.said = part(form, "div", "said bp-unseen", { role: "status" });
    const preset = form.querySelector("[type=hidden]");
    this.facet = preset ? preset.name : ""; // what a page's own box is set to: ministry, topic, year
    this.options = [];
    this.active = -1;
    this.composing = false;
    this.all = null;
    this.turn = 0; // changes when suggestions that are still on their way are no longer wanted
    this.choose = function (option) { location.href = this.address(option); };
    this.leave = function () { return false; }; // down, past the last suggestion: true if the focus went elsewhere
    this.changed = function () {};
    this.prepare();
  }

  Box.prototype.prepare = function () {
    const box = this;
    const input = this.input;
    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, "aria-haspopup": "listbox" });
    set(input, { autocapitalize: "none", spellcheck: "false", enterkeyhint: "search" });
    input.addEventListener("focus", function () {
      box.warm();
      if (!input.value.trim()) box.remind();
    });
    input.addEventListener("blur", function () { box.close(); });
    input.addEventListener("compositionstart", function () { box.composing = true; });
    input.addEventListener("compositionend", function () { box.composing = false; box.changed(); });
    input.addEventListener("input", function () { box.suggest(); box.changed(); });
    input.addEventListener("keydown", function (event) { box.pressed(event); });
    this.form.addEventListener("submit", function () {
      box.close();
      keep(input.value);
    });
    this.list.addEventListener("mousedown", function (event) { event.preventDefault(); }); // the box keeps the focus
    this.list.addEventListener("click", function (event) {
      const item = event.target.closest("[role=option]");
      if (item) box.take(Array.from(box.list.children).indexOf(item));
    });
  };

  Box.prototype.load = function () { return load(this.base); };

  /* What may be suggested, loaded once: in a ministry's own box no other ministries. */
  Box.prototype.names = function () {
    const box = this;
    if (this.all) return Promise.resolve(this.all);
    return this.load().then(function (engine) { return engine.names(); }).then(function (names) {
      box.all = box.all || window.BriefingsSuggest.candidates(names).filter(function (one) { return one.kind !== box.facet; });
      return box.all;
    });
  };

  /* The reader turns to the box: begin to load, in silence. What fails now fails again, and is told, when there is something to find. */
  Box.prototype.warm = function () {
    this.names().catch(function () {});
  };

  Box.prototype.suggest = function () {
    const box = this;
    const text = this.input.value;
    const turn = ++this.turn;
    if (!text.trim()) return this.remind();
    return this.names().then(function (all) {
      if (turn === box.turn) box.show(window.BriefingsSuggest.suggestions(text, all));
    }).catch(function () { box.close(); });
  };

  /* Kept and recent searches, and last the way to delete the recent ones. A list's own box has no use for kept ones. */
  Box.prototype.remind = function () {
    const option = function (one) { return { one: one, by: "", rest: "" }; };
    const kept = this.facet ? [] : keptSearches().slice(0, OFFERED).map(function (one) { return option({ kind: "kept", name: one.name, query: one.query }); });
    const past = recent().map(function (text) { return option({ kind: "recent", name: text }); });
    this.show(kept.concat(past, past.length ? option({ kind: "forget", name: this.words.forget }) : []));
  };

  Box.prototype.show = function (options) {
    const box = this;
    this.options = options;
    this.active = -1;
    this.list.replaceChildren.apply(this.list, options.map(function (option, place) { return box.item(option, place); }));
    this.list.hidden = options.length === 0;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    this.say(options.length ? fill(this.words.offered, { count: options.length }) : "");
  };

  Box.prototype.item = function (option, place) {
    const item = document.createElement("li");
    const add = function (name, text) {
      const part = document.createElement("span");
      part.className = "bp-search__" + name;
      part.textContent = text;
      if (item.lastChild) item.append(" ");
      item.append(part);
    };
    item.id = this.list.id + "-" + place;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    add("name", option.rest ? fill(this.words.within, { name: option.one.name, rest: option.rest }) : option.one.name);
    if (option.by || option.one.office) add("by", option.by || option.one.office);
    if (option.one.kind === "forget") item.className = "bp-search__forget";
    else add("kind", this.words[option.one.kind]);
    if (option.one.count && !this.facet) add("count", fill(this.words.count, { count: number(option.one.count) }));
    return item;
  };

  Box.prototype.close = function () {
    this.turn += 1;
    if (this.options.length) this.show([]);
  };

  /* Screen readers are told the number once the typing rests, and not the same twice. */
  Box.prototype.say = function (text) {
    const said = this.said;
    clearTimeout(this.saying);
    if (text !== said.textContent) this.saying = setTimeout(function () { said.textContent = text; }, text ? QUIET : 0);
  };

  Box.prototype.mark = function (place) {
    const items = this.list.children;
    if (this.active >= 0) items[this.active].setAttribute("aria-selected", "false");
    this.active = place;
    if (place < 0) return this.input.removeAttribute("aria-activedescendant");
    items[place].setAttribute("aria-selected", "true");
    items[place].scrollIntoView({ block: "nearest" });
    return this.input.setAttribute("aria-activedescendant", items[place].id);
  };

  Box.prototype.take = function (place) {
    const option = this.options[place];
    this.close();
    if (option.one.kind === "forget") {
      return this.say(store(RECENT, "[]") ? this.words.forgotten : this.words.refused);
    }
    if (!option.one.page && option.one.kind !== "kept") keep(worded(option));
    return this.choose(option);
  };

  /* The query that a suggestion makes: a ministry or a topic is no word of it but a filter. */
  function worded(option) { return option.one.page ? option.rest : (option.rest + " " + option.one.name).trim(); }

  /* Where a suggestion leads: to its own page, or, with other words or what the box is set to beside it, to the search. */
  Box.prototype.address = function (option) {
    const one = option.one;
    if (one.kind === "kept") return this.form.action.replace(/[?#].*$/, "") + one.query;
    if (one.page && !option.rest && !this.facet) return this.base + one.page;
    const given = new URLSearchParams(new FormData(this.form));
    given.set("q", worded(option));
    if (one.page) one.ids.forEach(function (id) { given.append(one.kind, id); });
    return this.form.action.replace(/[?#].*$/, "") + "?" + given;
  };

  /* Enter is left to the form, so that it submits once whatever the input method does; only a marked suggestion takes it. */
  Box.prototype.pressed = function (event) {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    const taken = {
      ArrowDown: this.down,
      ArrowUp: this.up,
      Enter: this.enter,
      Escape: this.escape,
    }[event.key];
    if (taken && taken.call(this)) event.preventDefault();
  };

  Box.prototype.down = function () {
    const last = this.options.length - 1;
    if (this.active < last) this.mark(this.active + 1);
    else if (!this.leave()) this.mark(-1);
    else this.close();
    return true;
  };

  Box.prototype.up = function () {
    if (!this.options.length) return false;
    this.mark(this.active < 0 ? this.options.length - 1 : this.active - 1);
    return true;
  };

  Box.prototype.enter = function () {
    if (this.active < 0) return false;
    this.take(this.active);
    return true;
  };

  Box.prototype.escape = function () {
    if (this.options.length) {
      this.close();
      return true;
    }
    if (!this.input.value) return false;
    this.input.value = "";
    this.changed();
    return true;
  };

  /* ---- the key / ------------------------------------------------------------------------------------------------------- */

  let slash = stored(OFF) !== "off";

  function editable(element) {
    return element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  function shortcuts(box) {
    window.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || editable(event.target)) return;
      if (event.key !== "/" || !slash || !box || !box.input.offsetParent) return;
      event.preventDefault();
      box.input.focus();
      box.input.select();
    });
  }

  function setting(box) {
    const place = document.querySelector(".bp-find__slash");
    const show = function () { if (box) box.key.hidden = !slash; };
    show();
    if (!place) return;
    const choice = place.querySelector("input");
    place.hidden = false;
    choice.autocomplete = "off"; // Firefox would restore what it was
    choice.checked = slash;
    choice.addEventListener("change", function () {
      slash = choice.checked;
      store(OFF, slash ? "on" : "off");
      show();
    });
  }

  const boxes = Array.from(document.querySelectorAll("form.bp-search")).map(function (form) { return new Box(form); });
  shortcuts(boxes[0]);
  setting(boxes[0]);

  window.BriefingsBox = { boxes: boxes, fill: fill, number: number, keep: keep, kept: keptSearches, keepAll: keepSearches, worded: worded };
})();
