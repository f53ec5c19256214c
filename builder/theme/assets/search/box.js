/* The search forms, on every page: suggestions of ministries and topics while one types, and the key that leads to the box.

   A form works without this script: Enter opens search.html?q=…. Nothing is loaded before the reader turns to a form; then come the
   scripts of engine/, classic ones, because from disk a browser lets a page read nothing else.
   On the search page, page.js takes over `choose`, `leave` and `changed`. */
(function () {
  "use strict";

  const SHOWN = 6; // suggestions at once
  const WORDS = 3; // of the query's last words, the most that are tried as one name
  const QUIET = 600; // milliseconds without typing before a count is announced
  const OFF = "briefings.slash"; // in the browser's store: "off" where the reader switched the key off

  const ENGINE = ["letters", "terms", "files", "dates", "query", "names", "meanings", "guess", "rank", "candidates", "told", "reading", "facets", "excerpt", "engine"]; // in any order

  const loading = {};

  function script(address) {
    if (!loading[address]) {
      loading[address] = new Promise(function (resolve, reject) {
        const element = document.createElement("script");
        element.src = address;
        element.onload = resolve;
        element.onerror = function () {
          delete loading[address]; // so that one can try again
          element.remove();
          reject(new Error(address));
        };
        document.head.append(element);
      });
    }
    return loading[address];
  }

  let engine = null; // all forms of a page ask one, so that nothing is loaded twice

  /* The engine of the site at `base` (a relative address that ends in a slash). */
  function load(base) {
    return Promise.all(ENGINE.map(function (name) { return script(base + "assets/search/engine/" + name + ".js"); })).then(function () {
      engine = engine || window.BriefingsSearch.open(base);
      return engine;
    });
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, key) { return key in values ? values[key] : whole; });
  }

  function number(count) { return String(count).replace(/\B(?=(?:\d{3})+$)/g, ","); }

  /* ---- what to suggest ----------------------------------------------------------------------------------------------- */

  /* A body's identifier begins with its English initials: msit-2017 → MSIT. */
  function acronym(id) { return id.replace(/-.*$/, "").toUpperCase(); }

  /* Ministries and topics as they are matched, made once from the engine's names. A body without articles leads to those it became. */
  function candidates(names) {
    const letters = window.BriefingsLetters;
    const counts = {};
    names.bodies.forEach(function (body) { counts[body.id] = body.count; });
    const some = function (id) { return counts[id] > 0; };
    const forms = function (list) {
      // The years of a body whose name another bore too, 행정안전부(2017–), are not typed.
      return list.filter(Boolean).map(function (name) { return { name: name, from: letters.prepared(name.replace(/\([\d–]+\)$/, "")) }; });
    };
    const bodies = names.bodies.map(function (body) {
      const ids = some(body.id) ? [body.id] : (body.lineage || []).filter(some);
      return { kind: "ministry", ids: ids, page: "ministries/" + body.id + ".html", name: body.name, count: body.count, forms: forms([body.name].concat(body.aliases || [], acronym(body.id), body.english)) };
    });
    const topics = names.topics.filter(function (topic) { return topic.count > 0; }).map(function (topic) {
      return { kind: "topic", ids: [topic.slug], page: "topics/" + topic.slug + ".html", name: topic.name, count: topic.count, forms: forms([topic.name]) };
    });
    const people = names.people.map(function (one) { return { kind: "person", ids: [one.name], name: one.name, count: 0, office: one.office, forms: forms([one.name]) }; });
    return bodies.concat(topics, people).filter(function (one) { return one.ids.length > 0; });
  }

  /* The best first: bodies and topics before people, then by how well the name matches, then by how much there is. */
  function ranked(text, all) {
    const typed = window.BriefingsLetters.query(text);
    const found = [];
    all.forEach(function (one) {
      let best = { score: 0 };
      one.forms.forEach(function (form, place) {
        const score = window.BriefingsLetters.score(form.from, typed) - (place ? 1 : 0);
        if (score > best.score) best = { score: score, name: form.name };
      });
      if (best.score > 0) found.push({ one: one, score: best.score, by: best.name });
    });
    const person = function (hit) { return hit.one.kind === "person" ? 1 : 0; };
    return found.sort(function (a, b) { return person(a) - person(b) || b.score - a.score || b.one.count - a.one.count; });
  }

  /* The longest end of the query that begins a name: 수소 기재부 → 기획재정부, with 수소 as the rest. */
  function suggestions(text, all) {
    const words = text.trim().split(/\s+/).filter(Boolean);
    for (let from = Math.max(0, words.length - WORDS); from < words.length; from++) {
      const found = ranked(words.slice(from).join(" "), all).slice(0, SHOWN);
      if (found.length) {
        const rest = words.slice(0, from).join(" ");
        return found.map(function (hit) { return { one: hit.one, by: hit.by === hit.one.name ? "" : hit.by, rest: rest }; });
      }
    }
    return [];
  }

  /* For a query that finds nothing: names that are a slip or two away, by strokes. */
  function nearest(text, all) {
    const letters = window.BriefingsLetters;
    const tries = [text].concat(text.trim().split(/\s+/)).map(letters.strokes).filter(function (typed) { return typed.length > 3; });
    const found = [];
    all.forEach(function (one) {
      let best = Infinity;
      one.forms.forEach(function (form) {
        tries.forEach(function (typed) {
          const name = form.from.length ? form.from[0].strokes : "";
          if (Math.abs(name.length - typed.length) * 3 > typed.length) return;
          const share = letters.distance(name, typed) / typed.length;
          if (share <= 0.34) best = Math.min(best, share);
        });
      });
      if (best < Infinity) found.push({ one: one, share: best });
    });
    found.sort(function (a, b) { return a.share - b.share || b.one.count - a.one.count; });
    return found.slice(0, SHOWN).map(function (hit) { return { one: hit.one, by: "", rest: "" }; });
  }

  /* ---- a form -------------------------------------------------------------------------------------------------------- */

  function Box(form) {
    this.form = form;
    this.base = form.dataset.base;
    this.words = JSON.parse(form.dataset.words);
    this.input = form.querySelector("input");
    this.list = form.querySelector("[role=listbox]");
    this.said = form.querySelector("[role=status]");
    this.key = form.querySelector("kbd");
    this.key.setAttribute("aria-hidden", "true"); // the box says what it is for
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
    const set = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, "aria-haspopup": "listbox" };
    Object.keys(set).forEach(function (name) { input.setAttribute(name, set[name]); });
    input.addEventListener("focus", function () { box.warm(); });
    input.addEventListener("blur", function () { box.close(); });
    input.addEventListener("compositionstart", function () { box.composing = true; });
    input.addEventListener("compositionend", function () { box.composing = false; box.changed(); });
    input.addEventListener("input", function () { box.suggest(); box.changed(); });
    input.addEventListener("keydown", function (event) { box.pressed(event); });
    this.form.addEventListener("submit", function () { box.close(); });
    this.list.addEventListener("mousedown", function (event) { event.preventDefault(); }); // the box keeps the focus
    this.list.addEventListener("click", function (event) {
      const item = event.target.closest("[role=option]");
      if (item) box.take(Array.from(box.list.children).indexOf(item));
    });
  };

  Box.prototype.load = function () { return load(this.base); };

  /* Loaded once. */
  Box.prototype.names = function () {
    const box = this;
    if (this.all) return Promise.resolve(this.all);
    return this.load().then(function (engine) { return engine.names(); }).then(function (names) {
      box.all = box.all || candidates(names);
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
    if (!text.trim()) return this.close();
    return this.names().then(function (all) {
      if (turn === box.turn) box.show(suggestions(text, all));
    }).catch(function () { box.close(); });
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
    add("kind", this.words[option.one.kind]);
    if (option.one.count) add("count", fill(this.words.count, { count: number(option.one.count) }));
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
    this.choose(option);
  };

  /* Where a suggestion leads: to its own page, or, with other words beside it, to the search among its articles. */
  Box.prototype.address = function (option) {
    const search = this.form.action.replace(/[?#].*$/, "") + "?";
    if (option.one.kind === "person") return search + new URLSearchParams({ q: (option.rest + " " + option.one.name).trim() });
    if (!option.rest) return this.base + option.one.page;
    return search + new URLSearchParams([["q", option.rest]].concat(option.one.ids.map(function (id) { return [option.one.kind, id]; })));
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

  function stored() {
    try { return localStorage.getItem(OFF); } catch (error) { return null; } // from disk a browser may refuse
  }

  function store(value) {
    try { localStorage.setItem(OFF, value); } catch (error) { /* then it holds for this page */ }
  }

  let slash = stored() !== "off";

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

  function setting(boxes) {
    const place = document.querySelector(".bp-find__slash");
    const show = function () { boxes.forEach(function (box) { box.key.hidden = !slash; }); };
    show();
    if (!place) return;
    const choice = place.querySelector("input");
    place.hidden = false;
    choice.autocomplete = "off"; // Firefox would restore what it was
    choice.checked = slash;
    choice.addEventListener("change", function () {
      slash = choice.checked;
      store(slash ? "on" : "off");
      show();
    });
  }

  const boxes = Array.from(document.querySelectorAll("form.bp-search")).map(function (form) { return new Box(form); });
  shortcuts(boxes[0]);
  setting(boxes);

  window.BriefingsBox = { boxes: boxes, fill: fill, number: number, nearest: nearest, suggestions: suggestions };
})();
