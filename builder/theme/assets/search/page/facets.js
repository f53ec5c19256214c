/* The facets beside the results: rows to tick, counted, and the months from and to.

   const facets = BriefingsFacets(place, words, names, change);   // change({ministry: […]}) is what a tick asks for
   facets.draw(answer.facets, state); */
(function () {
  "use strict";

  const { fill, number } = window.BriefingsBox;
  const { FACETS, month } = window.BriefingsAddress;
  const VALUES = 6; // of a long facet, the values that are shown at first

  window.BriefingsFacets = function (place, words, names, change) {
    const { element } = window.BriefingsElements;
    const months = { from: place.querySelector("[name=from]"), to: place.querySelector("[name=to]") };
    const unfolded = {};
    let drawn = {}; // what stands there: {values, state}

    function draw(values, state) {
      drawn = { values: values, state: state };
      FACETS.forEach(drawFacet);
      Object.keys(months).forEach(function (end) { if (document.activeElement !== months[end]) months[end].value = state[end]; });
    }

    /* The values of a facet that are shown, and those that were chosen and are not among them. */
    function valuesOf(facet) {
      const values = drawn.values[facet] || [];
      const gone = drawn.state[facet].filter(function (chosen) { return !values.some(function (value) { return value.value === chosen; }); });
      return values.concat(gone.map(function (value) { return { value: value, count: 0 }; }));
    }

    /* Rows are kept while they stay, so that the focus stays where it is; those that are folded away are not made. */
    function drawFacet(facet) {
      const group = place.querySelector('[data-facet="' + facet + '"]');
      const list = group.querySelector("ul");
      const focus = document.activeElement;
      const chosen = drawn.state[facet];
      if (drawn.values[facet]) names.learn(facet, drawn.values[facet]);
      else return drawAsking(group);
      const all = valuesOf(facet);
      const open = Boolean(unfolded[facet]);
      const long = all.length > VALUES + 1; // one alone is not worth a button
      drawRows(list, facet, open || !long ? all : all.filter(function (value, at) { return at < VALUES || chosen.includes(value.value); }));
      if (list.contains(focus)) focus.focus(); // a row that was moved has lost it
      group.hidden = all.length === 0;
      drawFold(group.querySelector(".bp-find__fold"), long, open, all.length - VALUES);
    }

    /* A facet whose values are loaded when a reader asks for them. */
    function drawAsking(group) {
      const press = group.querySelector(".bp-find__fold");
      group.hidden = press.hidden = false;
      press.setAttribute("aria-expanded", "false");
      press.textContent = words.ask_people;
      group.querySelector("ul").replaceChildren();
    }

    function drawRows(list, facet, values) {
      const old = {};
      Array.from(list.children).forEach(function (row) { old[row.dataset.value] = row; });
      values.forEach(function (value, at) {
        const row = old[value.value] || rowOf(facet, value.value);
        row.querySelector("input").checked = drawn.state[facet].includes(value.value);
        row.querySelector(".bp-find__value").textContent = names.of(facet, value.value);
        row.querySelector(".bp-find__number").textContent = number(value.count);
        if (list.children[at] !== row) list.insertBefore(row, list.children[at] || null);
      });
      while (list.children.length > values.length) list.lastChild.remove();
    }

    function drawFold(press, long, open, rest) {
      press.hidden = !long;
      press.setAttribute("aria-expanded", String(open));
      press.textContent = open ? words.fewer_values : fill(words.more_values, { count: rest });
    }

    function rowOf(facet, value) {
      const row = element("li");
      const label = element("label");
      const input = element("input");
      input.type = "checkbox";
      input.addEventListener("change", function () {
        const others = drawn.state[facet].filter(function (one) { return one !== value; });
        change({ [facet]: input.checked ? others.concat(value) : others });
      });
      label.append(input, " ", element("span", "bp-find__value"), " ", element("span", "bp-find__number"));
      row.dataset.value = value;
      row.append(label);
      return row;
    }

    function monthChanged(end) {
      const value = month(months[end].value);
      months[end].setAttribute("aria-invalid", String(Boolean(months[end].value) && !value));
      if (value !== drawn.state[end]) change({ [end]: value });
    }

    Object.keys(months).forEach(function (end) {
      if (months[end].type === "text") months[end].placeholder = "2020-01"; // a browser without a month field
      months[end].addEventListener("change", function () { monthChanged(end); });
    });
    place.addEventListener("click", function (event) {
      const press = event.target.closest(".bp-find__fold");
      if (!press) return;
      const facet = press.closest("fieldset").dataset.facet;
      if (!drawn.values[facet]) return change({ people: true });
      unfolded[facet] = !unfolded[facet];
      drawFacet(facet);
    });
    return { draw: draw };
  };
})();
