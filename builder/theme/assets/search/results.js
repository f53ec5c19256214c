/* How results, chips and notes look: values → elements. All text is set as text: nothing from an article becomes HTML.

   const results = BriefingsResults(words, base)    // the page's words, the site's root relative to the page */
(function () {
  "use strict";

  const fill = window.BriefingsBox.fill;

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

  window.BriefingsResults = function (words, base) {
    /* 2020-04-16 → 2020. 4. 16. */
    function korean(date) {
      return date.split("-").map(function (digits) { return Number(digits) + "."; }).join(" ");
    }

    function hit(one) {
      const item = element("li", "bp-hit");
      const head = element("h3", "bp-hit__title");
      const link = element("a", "", one.titleGenerated ? "[" + one.title + "]" : one.title);
      link.href = base + one.address;
      head.append(link);
      if (one.titleGenerated) head.append(" ", element("span", "bp-mark", words.generated));
      const text = element("p", "bp-hit__text");
      one.excerpt.forEach(function (piece) { text.append(piece.marked ? element("mark", "", piece.text) : piece.text); });
      item.append(head, text, facts(one));
      return item;
    }

    function facts(one) {
      const line = element("p", "bp-hit__facts");
      const date = element(one.date ? "time" : "span", one.date ? "" : "bp-mark", one.date ? korean(one.date) : words.undated);
      if (one.date) date.dateTime = one.date;
      line.append(date);
      if (one.date && one.dateInferred) line.append(" ", element("span", "bp-mark", words.inferred));
      [["ministries", "bp-hit__ministry"], ["topics", "bp-hit__topic"]].forEach(function (list) {
        one[list[0]].forEach(function (named) { line.append(" ", element("span", list[1], named.name)); });
      });
      return line;
    }

    /* What a part of the query was taken for: 기재부 → 기획재정부 외 2곳, 작년 → 2025년. */
    function meaningOf(chip) {
      if (chip.kind === "date") return spoken(chip);
      const name = chip.kind === "body" && chip.ids.length > 1 ? fill(words.and_others, { name: chip.name, count: chip.ids.length - 1 }) : chip.name;
      return chip.matched === chip.name ? name : fill(words.matched, { matched: chip.matched, name: name });
    }

    function spoken(chip) {
      const ends = chip.value.split("..").map(function (end) { return end && korean(end); });
      if (ends.length === 1) return ends[0];
      return [ends[0] && fill(words.since, { month: ends[0] }), ends[1] && fill(words.until, { month: ends[1] })].filter(Boolean).join(" ");
    }

    function period(state) {
      const ends = [state.from, state.to];
      if (state.from && state.to) ends.sort();
      const first = ends[0] && fill(words.since, { month: korean(ends[0]) });
      const last = ends[1] && fill(words.until, { month: korean(ends[1]) });
      return [first, last].filter(Boolean).join(" ");
    }

    /* What the reader should know beside the results: {text, press}, where there is something to press to take it back. */
    function told(one, query) {
      const added = one.added || [];
      const values = { query: query, meant: one.query, words: (one.words || []).join(", "), word: one.word, added: added.join(", "), name: one.name, date: one.value && spoken(one) };
      if (one.kind === "person") values.terms = one.terms.map(term).join(", ");
      return fill(words["told_" + one.kind], values);
    }

    /* 법무부 장관(2022. 5. 17.부터 2023. 12. 21.까지) */
    function term(row) {
      const ends = [fill(words.since, { month: korean(row[1]) })].concat(row[2] ? fill(words.until, { month: korean(row[2]) }) : []);
      return row[0] + "(" + ends.join(" ") + ")";
    }

    return { element: element, button: button, hit: hit, meaningOf: meaningOf, period: period, told: told };
  };
})();
