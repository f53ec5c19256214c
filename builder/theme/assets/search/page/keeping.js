/* The searches that the reader keeps, in the reader's browser alone: a button beside the results, and a list below the empty box. Where the
   browser stores nothing there is neither.

   const keeping = BriefingsKeeping(page, words, names, change, say);   // change({…}) is what a press asks for
   keeping.draw(state);   // the button, beside an answer
   keeping.list();        // the list, where nothing is asked */
(function () {
  "use strict";

  const { fill, kept, keepAll } = window.BriefingsBox;
  const { LISTS, of: address, read } = window.BriefingsAddress;

  window.BriefingsKeeping = function (page, words, names, change, say) {
    const { element, button } = window.BriefingsElements;
    const { period } = window.BriefingsMeanings(words);
    const press = page.querySelector(".bp-find__keep");
    const place = page.querySelector(".bp-find__kept");
    const stores = keepAll(kept());
    const refusal = element("p", "bp-find__note");
    refusal.setAttribute("role", "alert");
    let asked = null; // {name, query} of the answer that stands there

    function draw(state) {
      refusal.remove();
      asked = { name: nameOf(state), query: queryOf(address(state)) };
      press.hidden = !stores;
      press.setAttribute("aria-pressed", String(kept().some(isAsked)));
    }

    function isAsked(one) { return one.query === asked.query; }

    function queryOf(href) { return new URL(href).search; }

    /* The words and the filters, as their chips say them. */
    function nameOf(state) {
      const filters = LISTS.map(function (facet) { return state[facet].map(function (value) { return names.of(facet, value); }); }).flat();
      return [state.q].concat(filters, period(state)).filter(Boolean).join(" · ");
    }

    function toggle() {
      const others = kept().filter(function (one) { return !isAsked(one); });
      const off = others.length < kept().length;
      if (!keepAll(off ? others : [asked].concat(others))) return refused(page.querySelector(".bp-find__bar"));
      press.setAttribute("aria-pressed", String(!off));
      return say(fill(off ? words.kept_no_more : words.kept_now, asked));
    }

    /* The browser's store is full, or closed by now: all stays as it was, and the reader is told. */
    function refused(above) {
      above.after(refusal);
      refusal.textContent = words.refused;
    }

    function list() {
      const all = kept();
      refusal.remove();
      place.hidden = all.length === 0;
      place.querySelector("ul").replaceChildren.apply(place.querySelector("ul"), all.map(row));
    }

    function row(one) {
      const made = element("li");
      const link = element("a", "", one.name);
      link.href = address(read(one.query));
      link.addEventListener("click", function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // into a tab of its own
        event.preventDefault();
        change(read(one.query));
        page.querySelector("input").focus();
      });
      const off = button("bp-find__unkeep", words.unkeep, function () { remove(one, made); });
      off.setAttribute("aria-label", fill(words.unkeep_name, { name: one.name }));
      made.append(link, " ", off);
      return made;
    }

    /* The focus goes to the next row, or to the box where none is left. */
    function remove(one, made) {
      const next = made.nextElementSibling || made.previousElementSibling;
      if (!keepAll(kept().filter(function (other) { return other.query !== one.query; }))) return refused(made.parentElement);
      made.remove();
      place.hidden = kept().length === 0;
      (next ? next.querySelector("a") : page.querySelector("input")).focus();
      return say(fill(words.kept_no_more, one));
    }

    press.addEventListener("click", toggle);
    return { draw: draw, list: list };
  };
})();
