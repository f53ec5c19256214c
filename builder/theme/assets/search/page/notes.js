/* What stands above the results: what was chosen, as chips that can be taken off; what the reader should know of the answer, with the way
   back; and what to try where nothing was found.

   const notes = BriefingsNotes(page, words, names, box, change);   // change({…}) is what a press asks for
   notes.draw(answer, state); */
(function () {
  "use strict";

  const fill = window.BriefingsBox.fill;
  const { LISTS, of: address, filtered, without } = window.BriefingsAddress;

  window.BriefingsNotes = function (page, words, names, box, change) {
    const { element, button } = window.BriefingsElements;
    const { meaningOf, period, told } = window.BriefingsMeanings(words);

    function part(name) { return page.querySelector(".bp-find__" + name); }

    const chosen = part("chosen");
    const notices = part("told");
    const feeds = part("feeds");
    const none = part("none");
    let state = null;

    function draw(answer, now) {
      state = now;
      none.hidden = answer.total > 0;
      if (answer.total === 0) drawNone();
      drawChosen(answer);
      drawFeeds(answer.feeds);
      drawTold(answer);
    }

    /* ---- what was chosen ---------------------------------------------------------------------------------------------------- */

    /* The chips of an answer and a state: [name, what taking it off changes, kind, value]. */
    function chipsOf(answer) {
      const chips = answer.chips.map(function (chip) { return [meaningOf(chip), taken(chip), chip.kind, chip.value]; });
      LISTS.forEach(function (facet) {
        state[facet].forEach(function (value) {
          chips.push([names.of(facet, value), { [facet]: state[facet].filter(function (one) { return one !== value; }) }, facet, value]);
        });
      });
      if (state.from || state.to) chips.push([period(state), { from: "", to: "" }, "period", state.from + ".." + state.to]);
      return chips;
    }

    /* The query without what a chip stands for: words mean what they say from then on, 부처:환경부 goes. */
    function taken(chip) {
      return chip.field ? { q: state.q.replace(chip.matched, " ").replace(/\s+/g, " ").trim() } : { text: state.text.concat(chip.matched) };
    }

    function drawChosen(answer) {
      const rows = chipsOf(answer).map(function (chip, at) {
        const row = element("li");
        row.append(pressOf(chip, at));
        return row;
      });
      if (rows.length > 1) rows.push(clearing(answer));
      chosen.replaceChildren.apply(chosen, rows);
      chosen.hidden = rows.length === 0;
    }

    function pressOf(chip, at) {
      const press = button("bp-find__chip", chip[0], function () {
        change(chip[1]);
        const next = chosen.querySelectorAll("button")[Math.max(0, at - 1)];
        (next || box.input).focus();
      });
      press.dataset.kind = chip[2];
      press.dataset.value = chip[3];
      press.setAttribute("aria-label", fill(words.remove, { name: chip[0] }));
      return press;
    }

    function clearing(answer) {
      const row = element("li");
      row.append(button("bp-find__clear", words.clear, function () {
        change(Object.assign(without(state), { text: state.text.concat(answer.chips.map(function (chip) { return chip.matched; })) }));
        box.input.focus();
      }));
      return row;
    }

    /* Where what was chosen has a feed. */
    function drawFeeds(found) {
      feeds.replaceChildren.apply(feeds, found.map(function (one) {
        const row = element("li");
        const link = element("a", "", fill(words.feed, { name: one.name }));
        link.href = box.base + one.address;
        link.type = "application/atom+xml";
        row.append(link);
        return row;
      }));
      feeds.hidden = found.length === 0;
    }

    /* ---- what the reader should know ---------------------------------------------------------------------------------------- */

    /* What was searched besides or instead of what was written, with the way back; and what was not found. */
    function drawTold(answer) {
      notices.replaceChildren.apply(notices, answer.said.map(function (one) {
        const row = element("li", "", told(one, state.q, answer.total));
        const literal = [].concat(one.literal || []);
        if (literal.length) row.append(" ", button("bp-find__undo", words["undo_" + one.kind], function () { change({ text: state.text.concat(literal) }); box.input.focus(); }));
        return row;
      }));
      notices.hidden = answer.said.length === 0;
    }

    /* All of it in one text, for who listens. */
    function spoken(answer) {
      return answer.said.map(function (one) { return told(one, state.q, answer.total); });
    }

    /* ---- nothing found ------------------------------------------------------------------------------------------------------ */

    function drawNone() {
      const list = element("ul");
      const query = state.q;
      const add = function (of, text) {
        const item = element("li");
        item.append(linkTo(of, text));
        list.append(item);
      };
      const other = window.BriefingsLetters.switched(query);
      if (other) add(Object.assign({}, state, { q: other }), other);
      if (filtered(state)) add(without(state), words.without_filters);
      none.replaceChildren(element("h3", "", words.none), element("p", "", words.none_why), list);
      box.names().then(function (all) {
        if (state.q !== query || none.hidden) return;
        near(query, all).forEach(function (option) { add(narrowed(option, state), option.rest ? option.rest + " · " + option.one.name : option.one.name); });
        if (list.children.length) none.insertBefore(element("p", "bp-find__near", words.near), list);
      }).catch(function () { /* then there is nothing to suggest */ });
    }

    function near(query, all) {
      const found = window.BriefingsSuggest.suggestions(query, all);
      return found.length ? found : window.BriefingsSuggest.nearest(query, all);
    }

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

    return { draw: draw, spoken: spoken };
  };

  /* The state with a suggestion as a filter, and the query without the words that named it. */
  function narrowed(option, state) {
    const q = window.BriefingsBox.worded(option);
    if (!option.one.page) return Object.assign({}, state, { q: q });
    const ids = state[option.one.kind].concat(option.one.ids);
    return Object.assign({}, state, { q: q, [option.one.kind]: Array.from(new Set(ids)) });
  }

  window.BriefingsNotes.narrowed = narrowed;
})();
