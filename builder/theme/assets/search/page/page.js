/* The search page. Its address says everything that is asked (?q=…&ministry=…&topic=…&year=…&kind=…&area=…&from=…&to=…&sort=…), so that it can be
   shared; the box of box.js is the one above. `text=기재부` in the address: these words mean what they say, not a ministry or a date.

   One way round: what the reader does changes `state`, `state` is written into the address and asked of the engine, and what comes back
   is drawn. Whatever comes back late, of an older question, is dropped. When the answer stands on the page, the list of results carries
   the query as data-query and the number found as data-total. */
(function () {
  "use strict";

  const page = document.querySelector(".bp-find");
  const box = window.BriefingsBox.boxes[0];
  const { fill, number } = window.BriefingsBox;
  const words = JSON.parse(page.dataset.words);
  const { LISTS, of: address, read, filtered, complete, kept } = window.BriefingsAddress;
  const { element, button } = window.BriefingsElements;
  const { narrowed } = window.BriefingsNotes;

  const STEP = 10; // results at once
  const REST = 150; // milliseconds between two searches while one types
  const PATIENCE = 250; // milliseconds before the page says that it is searching
  const QUIET = 700; // milliseconds without a new answer before its count is announced

  function part(name) { return page.querySelector(".bp-find__" + name); }

  const loading = part("loading");
  const failed = part("failed");
  const found = part("found");
  const ready = part("ready");
  const hits = part("hits");
  const more = part("more");
  const filters = part("filters");
  const sort = part("sort").querySelector("select");

  const past = window.BriefingsHistory(document.title);
  const names = window.BriefingsNames(words);
  const hit = window.BriefingsResults(words, box.base);
  const facets = window.BriefingsFacets(filters, words, names, change);
  const notes = window.BriefingsNotes(page, words, names, box, change);
  const keeping = window.BriefingsKeeping(page, words, names, change, say);

  let state = null;
  let shown = STEP; // how many results the reader has asked to see
  let asked = 0; // the number of the last question
  let saying = 0;
  let answer = null; // the last answer: {total, facets, chips, said, hits: all that are drawn}

  /* ---- asking ------------------------------------------------------------------------------------------------------------ */

  function options(offset, limit) {
    const given = { sort: state.q ? state.sort : "date", offset: offset, limit: limit, text: kept(state.text, state.q) };
    LISTS.forEach(function (facet) { if (state[facet].length) given[facet] = state[facet]; });
    given.people = Boolean(state.people); // the counts of people are asked for
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
      setTimeout(past.enter);
    });
  }

  /* Only letters that are no syllables: there is nothing to search, but ministries and topics that begin so. */
  function nothing(mine) {
    return box.load().then(function () {
      if (mine === asked) draw({ total: 0, hits: [], facets: { ministry: [], topic: [], person: [], year: [], kind: [] }, chips: [], said: [], feeds: [] });
    }).catch(function (error) { if (mine === asked) fail(error); });
  }

  function go(step, composing) {
    shown = STEP;
    past.remember(step, state, shown);
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
      if (mine === asked) drawMore(got, before);
    }).catch(function (error) { if (mine === asked) fail(error); }).then(function () { more.disabled = false; });
  }

  /* ---- drawing ----------------------------------------------------------------------------------------------------------- */

  function rest() {
    answer = null;
    loading.hidden = found.hidden = true;
    failed.replaceChildren();
    ready.hidden = false;
    keeping.list();
    delete hits.dataset.query;
    say("");
    past.enter();
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
    filters.hidden = got.total === 0 && !filtered(state);
    countMore();
    facets.draw(got.facets, state);
    notes.draw(got, state);
    keeping.draw(state);
    learnNames();
    hits.dataset.query = state.q;
    hits.dataset.total = got.total;
    say(got.total ? notes.spoken(got).concat(fill(got.atLeast ? words.found_at_least : words.found, { count: number(got.total) })).join(" ") : words.none);
  }

  function drawMore(got, before) {
    answer.hits = answer.hits.concat(got.hits);
    shown = answer.hits.length;
    past.remember("done", state, shown);
    past.enter();
    hits.append.apply(hits, got.hits.map(hit));
    countMore();
    say(fill(words.shown, { count: number(answer.hits.length) }));
    const next = hits.children[before];
    if (next) next.querySelector("a").focus();
  }

  function countMore() {
    const left = answer.total - answer.hits.length;
    more.hidden = left <= 0;
    more.textContent = fill(words.more, { count: number(Math.min(STEP, Math.max(left, 0))) });
  }

  /* Names of what the address asks for and the answer does not name. */
  function learnNames() {
    const mine = asked;
    if (!names.lack(state)) return;
    box.load().then(function (engine) { return engine.names(); }).then(function (all) {
      names.learnAll(all);
      if (mine !== asked || !answer) return;
      facets.draw(answer.facets, state);
      notes.draw(answer, state);
      keeping.draw(state);
    }).catch(function () { /* then the chip keeps the identifier */ });
  }

  /* Announced when the answers have come to rest, once. */
  function say(text) {
    const said = part("said");
    clearTimeout(saying);
    if (text === said.textContent) return;
    if (text) saying = setTimeout(function () { said.textContent = text; }, QUIET);
    else said.textContent = "";
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
    past.forget();
    if (state && address(read()) === address(state)) return; // only the fragment has changed
    box.close();
    state = read();
    shown = (history.state && history.state.shown) || STEP;
    box.input.value = state.q;
    if (state.q || filtered(state)) {
      past.opened(state, shown);
      ready.hidden = true;
    }
    ask("done", false);
  }

  box.changed = typed;
  box.choose = function (option) { change(option.one.kind === "kept" ? read(option.one.query) : narrowed(option, state)); };
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
  part("toggle").addEventListener("click", function () {
    const open = page.classList.toggle("bp-find--open");
    part("toggle").setAttribute("aria-expanded", String(open));
  });
  window.addEventListener("pagehide", past.enter);
  window.addEventListener("popstate", start);
  const early = box.input.value; // typed before this script had come
  start();
  if (early.trim() && !state.q) {
    box.input.value = early;
    typed();
  }
})();
