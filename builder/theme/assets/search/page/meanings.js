/* What chips and notes say: values → text. Pure.

   const { meaningOf, period, told } = BriefingsMeanings(words) */
(function () {
  "use strict";

  const fill = window.BriefingsBox.fill;
  const korean = window.BriefingsElements.korean;

  window.BriefingsMeanings = function (words) {
    /* What a part of the query was taken for: 기재부 → 기획재정부 외 2곳, 작년 → 2025년. */
    function meaningOf(chip) {
      if (chip.kind === "date") return spoken(chip);
      const name = chip.kind === "body" && chip.ids.length > 1 ? fill(words.and_others, { name: chip.name, count: chip.ids.length - 1 }) : chip.name;
      return chip.matched === chip.name ? name : fill(words.matched, { matched: chip.matched, name: name });
    }

    /* 2021 → 2021년, 2021-04 → 2021. 4. */
    function day(end) { return /^\d{4}$/.test(end) ? fill(words.year_name, { year: end }) : korean(end); }

    function spoken(chip) {
      const ends = chip.value.split("..").map(function (end) { return end && day(end); });
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

    /* What the reader should know beside the results, of which there are `total`. */
    function told(one, query, total) {
      const added = one.added || [];
      const written = function (word) { return asWritten(word, query); };
      const values = { query: query, meant: one.query, words: (one.words || []).map(written).join(", "), word: written(one.word || ""), added: added.join(", "), name: one.name, date: one.value && spoken(one) };
      if (one.kind === "person") values.terms = one.terms.map(term).join(", ");
      return fill(words["told_" + one.kind + (one.kind === "missing" && !total ? "_all" : "")], values);
    }

    /* asf → ASF, as the reader has it. */
    function asWritten(word, query) {
      const at = query.toLowerCase().indexOf(word);
      return at < 0 ? word : query.slice(at, at + word.length);
    }

    /* 법무부 장관(2022. 5. 17.부터 2023. 12. 21.까지) */
    function term(row) {
      const ends = [fill(words.since, { month: korean(row[1]) })].concat(row[2] ? fill(words.until, { month: korean(row[2]) }) : []);
      return row[0] + "(" + ends.join(" ") + ")";
    }

    return { meaningOf: meaningOf, period: period, told: told };
  };
})();
