/* What the values of facets are called: as answers say it, else as the engine knows it.

   const names = BriefingsNames(words);
   names.of("ministry", "mosf-2008") */
(function () {
  "use strict";

  const fill = window.BriefingsBox.fill;

  window.BriefingsNames = function (words) {
    const known = { ministry: {}, topic: {}, person: {}, year: {}, kind: {}, area: {} };

    function of(facet, value) {
      if (facet === "year") return value === "undated" ? words.undated : fill(words.year_name, { year: value });
      return known[facet][value] || (facet === "kind" ? words.kind_unknown : value);
    }

    function learn(facet, values) {
      values.forEach(function (value) { if (value.name) known[facet][value.value] = value.name; });
    }

    /* Whether an address asks for what no answer has named. */
    function lack(state) {
      return ["ministry", "topic", "area"].some(function (facet) { return state[facet].some(function (value) { return !known[facet][value]; }); });
    }

    /* All that the engine knows: what engine.names() gives. */
    function learnAll(all) {
      all.bodies.forEach(function (body) { known.ministry[body.id] = body.name; });
      all.topics.forEach(function (topic) {
        known.topic[topic.slug] = topic.name;
        known.area[topic.areaSlug] = topic.area;
      });
    }

    return { of: of, learn: learn, lack: lack, learnAll: learnAll };
  };
})();
