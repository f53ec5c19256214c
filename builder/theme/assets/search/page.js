/* The search page. Its address says everything that is asked (?q=…&ministry=…&topic=…&year=…&kind=…&from=…&to=…&sort=…), so that it can be
   shared; the box of box.js is the one above. `text=기재부` in the address: these words mean what they say, not a ministry or a date.

   One way round: what the reader does changes `state`, `state` is written into the address and asked of the engine, and what comes back
   is drawn. Whatever comes back late, of an older question, is dropped. All text is set as text: nothing from an article becomes HTML.
   When the answer stands on the page, the list of results carries the query as data-query and the number found as data-total. */
(function () {
  "use strict";

  const page = document.querySelector(".bp-find");
  const box = window.BriefingsBox.boxes[0];
  const fill = window.BriefingsBox.fill;
  const number = window.BriefingsBox.number;
  const words = JSON.parse(page.dataset.words);
  const address = window.BriefingsAddress.of;
  const { FACETS, read, filtered, without, complete, kept, month } = window.BriefingsAddress;
  const { element, button, hit, meaningOf, period, told } = window.BriefingsResults(words, box.base);
  const title = document.title;

  const STEP = 10; // results at once
  const VALUES = 6; // of a long facet, the values that are shown at first
  const REST = 150; // milliseconds between two searches while one types
  const PATIENCE = 250; // milliseconds before the page says that it is searching
  const QUIET = 700; // milliseconds without a new answer before its count is announced

  function part(name) { return page.querySelector(".bp-find__" + name); }

  const loading = part("loading");
  const failed = part("failed");
  const found = part("found");
  const ready = part("ready");
  const hits = part("hits");
  const none = part("none");
  const more = part("more");
  const filters = part("filters");
  const sort = part("sort").querySelector("select");
  const months = { from: filters.querySelector("[name=from]"), to: filters.querySelector("[name=to]") };

  let state = null;
  let shown = STEP; // how many results the reader has asked to see
  let asked = 0; // the number of the last question
  let saying = 0;
  let unentered = null; // what the reader did that is not in the address yet: {step, state, shown}
  let entering = 0;
  let answer = null; // the last answer: {total, facets, chips, hits: all that are drawn}
  const names = { ministry: {}, topic: {}, year: {}, kind: {} };
  const unfolded = {};

  /* ---- state and address ----------------------------------------------------------------------------------------------- */

  /* `step`: "typed" changes the entry that the typing began, "done" keeps what was before; the same address is never entered twice.
     Writing history keeps the browser busy for longer than a file of the index takes, so the answer comes first. */
  function remember(step) {
    enter();
    unentered = { step: step, state: state, shown: shown };
    entering = setTimeout(enter, PATIENCE);
  }

  function enter() {
    clearTimeout(entering);
    if (!unentered) return;
    const now = unentered;
    const target = address(now.state);
    const past = history.state || {};
    const fresh = target !== location.href && past.done;
    const entry = { done: now.step === "done" || (past.done && !fresh), shown: now.shown };
    unentered = null;
    try {
      if (fresh || (now.step === "done" && target !== location.href)) history.pushState(entry, "", target);
      else history.replaceState(entry, "", target);
    } catch (error) { /* an old browser, from disk: the address stays as it was */ }
    document.title = now.state.q ? now.state.q + " - " + title : title;
  }

  /* ---- asking ------------------------------------------------------------------------------------------------------------ */

  function options(offset, limit) {
    const given = { sort: state.q ? state.sort : "date", offset: offset, limit: limit, text: kept(state.text, state.q) };
    FACETS.forEach(function (facet) { if (state[facet].length) given[facet] = state[facet]; });
    const ends = [state.from, state.to].filter(Boolean).sort();
    if (state.from) given.from = ends[0];
    if (state.to) given.to = ends[ends.length - 1];
    return given;
  }

  /* What an older address calls a ministry or topic by, as it is called now. */
  function follow(moved) {
    Object.keys(moved).forEach(function (facet) {
      state[facet] = Array.from(new Set(state[facet].map(function (value) { return moved[facet][value] || value; })));
    });
  }

  /* Ask, and draw the answer. While a syllable is being composed an empty answer is not drawn: without that syllable there may be one. */
  function ask(step, composing) {
    const mine = ++asked;
    const query = complete(state.q);
    if (!query && !filtered(state)) return state.q && step === "done" ? nothing(mine) : rest();
    const slow = setTimeout(function () { if (mine === asked) wait(); }, PATIENCE);
    return box.load().then(function (engine) {
      return engine.moved().then(follow).then(function () { return engine.search(query, options(0, shown)); }).then(function (got) {
        if (got.total || !composing || query.length < 2) return got;
        return engine.search(query.slice(0, -1), options(0, shown)).then(function (less) { return Object.assign(less, { partial: true }); });
      });
    }).then(function (got) {
      if (mine === asked && (got.total || !composing)) draw(got);
    }).catch(function (error) {
      if (mine === asked) fail(error);
    }).then(function () {
      clearTimeout(slow);
      if (mine !== asked) return;
      waited();
      setTimeout(enter);
    });
  }

  function go(step, composing) {
    shown = STEP;
    remember(step);
    return ask(step, composing);
  }

  function change(changes) {
    state = Object.assign({}, state, changes);
    box.input.value = state.q;
    go("done");
  }

  function askMore() {
    const mine = ++asked;
    const before = answer.hits.length;
    more.disabled = true;
    return box.load().then(function (engine) { return engine.search(complete(state.q), options(before, STEP)); }).then(function (got) {
      if (mine !== asked) return;
      answer.hits = answer.hits.concat(got.hits);
      shown = answer.hits.length;
      remember("done");
      enter();
      hits.append.apply(hits, got.hits.map(hit));
      rememberMore();
      say(fill(words.shown, { count: number(answer.hits.length) }));
      const next = hits.children[before];
      if (next) next.querySelector("a").focus();
    }).catch(function (error) { if (mine === asked) fail(error); }).then(function () { more.disabled = false; });
  }

  /* ---- drawing ----------------------------------------------------------------------------------------------------------- */

  function linkTo(of, text) {
    const made = element("a", "", text);
    made.href = address(of);
    made.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // into a tab of its own
      event.preventDefault();
      change(of);
      box.input.focus();
    });
    return made;
  }

  function rest() {
    answer = null;
    loading.hidden = found.hidden = true;
    failed.replaceChildren();
    ready.hidden = false;
    delete hits.dataset.query;
    say("");
    enter();
  }

  /* Results stay where they are while newer ones are looked for. */
  function wait() {
    const place = found.hidden ? loading : part("count");
    place.textContent = words.loading;
    loading.hidden = place !== loading;
    failed.replaceChildren();
    ready.hidden = true;
    page.setAttribute("aria-busy", "true");
  }

  function waited() {
    loading.hidden = true;
    if (answer) part("count").textContent = fill(answer.atLeast ? words.count_at_least : words.count, { count: number(answer.total) });
    page.removeAttribute("aria-busy");
  }

  function fail(error) {
    answer = null;
    found.hidden = true;
    ready.hidden = false;
    delete hits.dataset.query;
    failed.replaceChildren(
      element("h2", "", words.failed),
      element("p", "", words.failed_why),
      button("bp-find__retry", words.retry, function () { box.input.focus(); ask("done", false); })
    );
    say("");
    failed.dataset.why = String(error && error.message); // for whoever looks into it: nothing is written to the console
  }

  /* Only letters that are no syllables: there is nothing to search, but ministries and topics that begin so. */
  function nothing(mine) {
    return box.load().then(function () {
      if (mine === asked) draw({ total: 0, hits: [], facets: { ministry: [], topic: [], year: [], kind: [] }, chips: [], said: [] });
    }).catch(function (error) { if (mine === asked) fail(error); });
  }

  function draw(got) {
    answer = got;
    ready.hidden = loading.hidden = true;
    found.hidden = false;
    failed.replaceChildren();
    waited();
    sort.value = state.sort;
    sort.disabled = !state.q;
    hits.replaceChildren.apply(hits, got.hits.map(hit));
    hits.hidden = got.total === 0;
    none.hidden = got.total > 0;
    filters.hidden = got.total === 0 && !filtered(state);
    if (got.total === 0) drawNone();
    rememberMore();
    FACETS.forEach(function (facet) { drawFacet(facet, got.facets[facet]); });
    drawPeriod();
    drawChosen();
    drawTold();
    learnNames();
    hits.dataset.query = state.q;
    hits.dataset.total = got.total;
    const notes = got.said.map(function (one) { return told(one, state.q); });
    say(got.total ? notes.concat(fill(got.atLeast ? words.found_at_least : words.found, { count: number(got.total) })).join(" ") : words.none);
  }

  function rememberMore() {
    const left = answer.total - answer.hits.length;
    more.hidden = left <= 0;
    more.textContent = fill(words.more, { count: number(Math.min(STEP, Math.max(left, 0))) });
  }

  /* Announced when the answers have come to rest, once. */
  function say(text) {
    const said = part("said");
    clearTimeout(saying);
    if (text === said.textContent) return;
    if (text) saying = setTimeout(function () { said.textContent = text; }, QUIET);
    else said.textContent = "";
  }

  /* ---- nothing found ------------------------------------------------------------------------------------------------------ */

  function drawNone() {
    const list = element("ul");
    const add = function (of, text) {
      const item = element("li");
      item.append(linkTo(of, text));
      list.append(item);
    };
    const other = window.BriefingsLetters.switched(state.q);
    if (other) add(Object.assign({}, state, { q: other }), other);
    if (filtered(state)) add(without(state), words.without_filters);
    none.replaceChildren(element("h3", "", words.none), element("p", "", words.none_why), list);
    const query = state.q;
    box.names().then(function (all) {
      if (state.q !== query || none.hidden) return;
      let near = window.BriefingsSuggest.suggestions(query, all);
      if (!near.length) near = window.BriefingsSuggest.nearest(query, all);
      near.forEach(function (option) { add(narrowed(option), option.rest ? option.rest + " · " + option.one.name : option.one.name); });
      if (list.children.length) none.insertBefore(element("p", "bp-find__near", words.near), list);
    }).catch(function () { /* then there is nothing to suggest */ });
  }

  /* The state with the suggestion as a filter, and the query without the words that named it. */
  function narrowed(option) {
    const q = window.BriefingsBox.worded(option);
    if (!option.one.page) return Object.assign({}, state, { q: q });
    const ids = state[option.one.kind].concat(option.one.ids);
    return Object.assign({}, state, { q: q, [option.one.kind]: Array.from(new Set(ids)) });
  }

  /* ---- filters ------------------------------------------------------------------------------------------------------------ */

  function nameOf(facet, value) {
    if (facet === "year") return value === "undated" ? words.undated : fill(words.year_name, { year: value });
    return names[facet][value] || (facet === "kind" ? words.kind_unknown : value);
  }

  /* Names of what the address asks for and the answer does not name. */
  function learnNames() {
    if (!["ministry", "topic"].some(function (facet) { return state[facet].some(function (value) { return !names[facet][value]; }); })) return;
    const mine = asked;
    box.load().then(function (engine) { return engine.names(); }).then(function (all) {
      all.bodies.forEach(function (body) { names.ministry[body.id] = body.name; });
      all.topics.forEach(function (topic) { names.topic[topic.slug] = topic.name; });
      if (mine !== asked || !answer) return;
      FACETS.forEach(function (facet) { drawFacet(facet, answer.facets[facet]); });
      drawChosen();
    }).catch(function () { /* then the chip keeps the identifier */ });
  }

  /* Rows are kept while they stay, so that the focus stays where it is; those that are folded away are not made. */
  function drawFacet(facet, values) {
    const place = filters.querySelector('[data-facet="' + facet + '"]');
    const list = place.querySelector("ul");
    const focus = document.activeElement;
    const old = {};
    Array.from(list.children).forEach(function (row) { old[row.dataset.value] = row; });
    values.forEach(function (value) { if (value.name) names[facet][value.value] = value.name; });
    const gone = state[facet].filter(function (chosen) { return !values.some(function (value) { return value.value === chosen; }); });
    const all = values.concat(gone.map(function (value) { return { value: value, count: 0 }; }));
    const open = Boolean(unfolded[facet]);
    const long = all.length > VALUES + 1; // one alone is not worth a button
    const drawn = open || !long ? all : all.filter(function (value, at) { return at < VALUES || state[facet].includes(value.value); });
    drawn.forEach(function (value, at) {
      const row = old[value.value] || facetRow(facet, value.value);
      row.querySelector("input").checked = state[facet].includes(value.value);
      row.querySelector(".bp-find__value").textContent = nameOf(facet, value.value);
      row.querySelector(".bp-find__number").textContent = number(value.count);
      if (list.children[at] !== row) list.insertBefore(row, list.children[at] || null);
    });
    while (list.children.length > drawn.length) list.lastChild.remove();
    if (list.contains(focus)) focus.focus(); // a row that was moved has lost it
    place.hidden = all.length === 0;
    drawFold(place.querySelector(".bp-find__fold"), long, open, all.length - VALUES);
  }

  function drawFold(press, long, open, rest) {
    press.hidden = !long;
    press.setAttribute("aria-expanded", String(open));
    press.textContent = open ? words.fewer_values : fill(words.more_values, { count: rest });
  }

  function facetRow(facet, value) {
    const row = element("li");
    const label = element("label");
    const input = element("input");
    input.type = "checkbox";
    input.addEventListener("change", function () {
      const others = state[facet].filter(function (one) { return one !== value; });
      change({ [facet]: input.checked ? others.concat(value) : others });
    });
    label.append(input, " ", element("span", "bp-find__value"), " ", element("span", "bp-find__number"));
    row.dataset.value = value;
    row.append(label);
    return row;
  }

  function drawPeriod() {
    ["from", "to"].forEach(function (end) { if (document.activeElement !== months[end]) months[end].value = state[end]; });
  }

  function drawChosen() {
    const chips = [];
    answer.chips.forEach(function (chip) { chips.push([meaningOf(chip), taken(chip), chip.kind, chip.value]); });
    FACETS.forEach(function (facet) {
      state[facet].forEach(function (value) {
        chips.push([nameOf(facet, value), { [facet]: state[facet].filter(function (one) { return one !== value; }) }, facet, value]);
      });
    });
    if (state.from || state.to) chips.push([period(state), { from: "", to: "" }, "period", state.from + ".." + state.to]);
    const list = part("chosen");
    const rows = chips.map(function (chip, at) {
      const row = element("li");
      const press = button("bp-find__chip", chip[0], function () {
        change(chip[1]);
        const next = list.querySelectorAll("button")[Math.max(0, at - 1)];
        (next || box.input).focus();
      });
      press.dataset.kind = chip[2];
      press.dataset.value = chip[3];
      press.setAttribute("aria-label", fill(words.remove, { name: chip[0] }));
      row.append(press);
      return row;
    });
    if (chips.length > 1) {
      const row = element("li");
      row.append(button("bp-find__clear", words.clear, function () {
        change(Object.assign(without(state), { text: state.text.concat(answer.chips.map(function (chip) { return chip.matched; })) }));
        box.input.focus();
      }));
      rows.push(row);
    }
    list.replaceChildren.apply(list, rows);
    list.hidden = rows.length === 0;
  }

  /* What was searched besides or instead of what was written, with the way back; and what was not found. */
  function drawTold() {
    const list = part("told");
    list.replaceChildren.apply(list, answer.said.map(function (one) {
      const row = element("li", "", told(one, state.q));
      const literal = [].concat(one.literal || []);
      if (literal.length) row.append(" ", button("bp-find__undo", words["undo_" + one.kind], function () { change({ text: state.text.concat(literal) }); box.input.focus(); }));
      return row;
    }));
    list.hidden = answer.said.length === 0;
  }

  /* The query without what a chip stands for: words mean what they say from then on, 부처:환경부 goes. */
  function taken(chip) {
    return chip.field ? { q: state.q.replace(chip.matched, " ").replace(/\s+/g, " ").trim() } : { text: state.text.concat(chip.matched) };
  }

  /* ---- what the reader does ----------------------------------------------------------------------------------------------- */

  let waiting = 0;
  let last = 0;

  /* At once after a pause, then at most every REST milliseconds: each key is answered, and none twice. */
  function typed() {
    clearTimeout(waiting);
    const pause = Math.max(0, REST - (performance.now() - last));
    const act = function () {
      const text = box.input.value.trim();
      const composing = box.composing;
      if (text === state.q && answer && !answer.partial) return; // a blank more, or the end of a composition
      last = performance.now();
      state = Object.assign({}, state, { q: text, text: kept(state.text, text) });
      go("typed", composing);
    };
    if (pause || box.composing) waiting = setTimeout(act, pause || REST);
    else act();
  }

  function submitted(event) {
    const text = box.input.value.trim();
    event.preventDefault();
    clearTimeout(waiting);
    change({ q: text, text: kept(state.text, text) });
  }

  function monthChanged(end) {
    const value = month(months[end].value);
    months[end].setAttribute("aria-invalid", String(Boolean(months[end].value) && !value));
    if (value !== state[end]) change({ [end]: value });
  }

  /* ↓ ↑ from result to result; up from the first, or Esc, back to the box. */
  function walk(event) {
    const links = Array.from(hits.querySelectorAll("h3 a"));
    const at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || !(step || event.key === "Escape")) return;
    event.preventDefault();
    const next = step && links[at + step];
    if (next) next.focus();
    else if (step !== 1) box.input.focus();
    else if (!more.hidden) more.focus();
  }

  function start() {
    unentered = null; // the reader has left it
    if (state && address(read()) === address(state)) return; // only the fragment has changed
    box.close();
    state = read();
    shown = (history.state && history.state.shown) || STEP;
    box.input.value = state.q;
    if (state.q || filtered(state)) {
      history.replaceState({ done: true, shown: shown }, "");
      document.title = state.q ? state.q + " - " + title : title;
      ready.hidden = true;
    }
    ask("done", false);
  }

  box.changed = typed;
  box.choose = function (option) { change(narrowed(option)); };
  box.leave = function () {
    const first = hits.querySelector("a");
    if (found.hidden || !first) return false;
    first.focus();
    return true;
  };
  box.form.addEventListener("submit", submitted);
  hits.addEventListener("keydown", walk);
  hits.addEventListener("click", function (event) { if (event.target.closest("a")) window.BriefingsBox.keep(state.q); });
  more.addEventListener("keydown", function (event) {
    if (event.key === "ArrowUp" && hits.lastChild) {
      event.preventDefault();
      hits.lastChild.querySelector("a").focus();
    }
  });
  more.addEventListener("click", askMore);
  sort.addEventListener("change", function () { change({ sort: sort.value }); });
  Object.keys(months).forEach(function (end) {
    if (months[end].type === "text") months[end].placeholder = "2020-01"; // a browser without a month field
    months[end].addEventListener("change", function () { monthChanged(end); });
  });
  filters.addEventListener("click", function (event) {
    const press = event.target.closest(".bp-find__fold");
    if (!press) return;
    const facet = press.closest("fieldset").dataset.facet;
    unfolded[facet] = !unfolded[facet];
    drawFacet(facet, answer.facets[facet]);
  });
  part("toggle").addEventListener("click", function () {
    const open = page.classList.toggle("bp-find--open");
    part("toggle").setAttribute("aria-expanded", String(open));
  });
  window.addEventListener("pagehide", enter);
  window.addEventListener("popstate", start);
  start();
})();
