/* Which documents a facet or a range of days lets through, and how many each value of a facet would give. */
(function (search) {
  "use strict";

  function monthNumber(month, last) {
    const parts = month.split("-").map(Number);
    return parts[0] * 416 + (parts[1] || (last ? 12 : 0)) * 32 + (last ? 31 : 0);
  }

  function placesOf(values, list, key) {
    const wanted = new Set(values);
    const places = new Set();
    list.forEach(function (one, place) { if (wanted.has(one[key])) places.add(place); });
    return places;
  }

  function holdsAny(lists, places) {
    return function (document) {
      for (let at = lists.starts[document]; at < lists.starts[document + 1]; at += 1) if (places.has(lists.members[at])) return true;
      return false;
    };
  }

  /** Whether a document names one of the people in office. */
  function namesAny(ids, columns) {
    const sets = (columns.people || []).filter(function (one) { return ids.includes(one.id); }).map(function (one) { return one.documents; });
    return function (document) { return sets.some(function (documents) { return documents.has(document); }); };
  }

  /** Whether a document's date touches the days. A date without a month counts where they touch its year, as readers would have it. */
  function within(from, to, columns) {
    return function (document) {
      const date = columns.dates[document];
      const last = date % 416 === 0 ? date + 415 : date % 32 === 0 ? date + 31 : date;
      return date > 0 && last >= from && date <= to;
    };
  }

  function yearName(year) {
    return year === 0 ? "undated" : String(year).padStart(4, "0");
  }

  /** One test per facet that is filtered by, and those of areas and of the range of months. */
  function filtersOf(options, columns, index) {
    const filters = {};
    if (options.ministry && options.ministry.length) filters.ministry = holdsAny(columns.ministries, placesOf(options.ministry, index.bodies, "id"));
    if (options.topic && options.topic.length) filters.topic = holdsAny(columns.topics, placesOf(options.topic, index.topics, "slug"));
    if (options.person && options.person.length) filters.person = namesAny(options.person, columns);
    if (options.area && options.area.length) filters.area = holdsAny(columns.topics, placesOf(options.area, index.topics, "areaSlug"));
    if (options.kind && options.kind.length) {
      const kinds = placesOf(options.kind, index.kinds, "id");
      filters.kind = function (document) { return kinds.has(columns.kinds[document]); };
    }
    if (options.year && options.year.length) {
      const years = new Set(options.year);
      filters.year = function (document) { return years.has(yearName(Math.floor(columns.dates[document] / 416))); };
    }
    if (options.from || options.to) {
      const from = options.from ? monthNumber(options.from, false) : 1;
      const to = options.to ? monthNumber(options.to, true) : Infinity;
      filters.range = within(from, to, columns);
    }
    return filters;
  }

  function passes(filters, document, except) {
    for (const name in filters) if (name !== except && !filters[name](document)) return false;
    return true;
  }

  // ------------------------------------------------------------------------------------------------------------------- facets

  /** Counts per value. A facet's own filter does not narrow it, so that a second value can be added. */
  function countFacets(documents, filters, columns, index) {
    const ministry = new Uint32Array(index.bodies.length);
    const topic = new Uint32Array(index.topics.length);
    const kind = new Uint32Array(index.kinds.length);
    const year = new Map();
    const people = columns.people || [];
    const person = new Uint32Array(people.length);
    const tests = Object.keys(filters);
    documents.forEach(function (document) {
      let only = null; // the one filter that it does not pass
      for (let at = 0; at < tests.length; at += 1) {
        if (filters[tests[at]](document)) continue;
        if (only) return;
        only = tests[at];
      }
      if (!only || only === "ministry") tally(columns.ministries, document, ministry);
      if (!only || only === "person") people.forEach(function (one, place) { if (one.documents.has(document)) person[place] += 1; });
      if (!only || only === "topic") tally(columns.topics, document, topic);
      if (!only || only === "kind") kind[columns.kinds[document]] += 1;
      if (!only || only === "year") {
        const value = Math.floor(columns.dates[document] / 416);
        year.set(value, (year.get(value) || 0) + 1);
      }
    });
    return {
      ministry: counted(index.bodies, ministry, "id"),
      topic: counted(index.topics, topic, "slug"),
      person: columns.people ? counted(people, person, "id") : null, // not known before somebody asks for people
      year: Array.from(year.keys()).sort(function (a, b) { return b - a; }).map(function (value) { return { value: yearName(value), name: yearName(value), count: year.get(value) }; }),
      kind: counted(index.kinds, kind, "id"),
    };
  }

  function tally(lists, document, counts) {
    for (let at = lists.starts[document]; at < lists.starts[document + 1]; at += 1) counts[lists.members[at]] += 1;
  }

  function counted(list, counts, key) {
    return list
      .map(function (one, place) { return { value: one[key], name: one.name, count: counts[place] }; })
      .filter(function (one) { return one.count > 0; })
      .sort(function (a, b) { return b.count - a.count || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.value < b.value ? -1 : 1); });
  }

  search.facets = { filtersOf: filtersOf, passes: passes, within: within, holdsAny: holdsAny, namesAny: namesAny, placesOf: placesOf, count: countFacets };
})(window.BriefingsSearch = window.BriefingsSearch || {});
