/* Which documents are results of what a query means, but for the filters: what holds enough of it, and is of what its chips say. */
(function (search) {
  "use strict";

  // A chip's documents must hold this share of what the best document holds, or what it stands for is a word like others.
  const ENOUGH = 0.75;
  const ENOUGH_PLAIN = 0.9; // … more where a body's full name of today was written

  /** The documents that are results but for the filters. */
  function candidatesOf(query, found, filters, columns, index) {
    const inChips = togetherOrAny(found, columns, index);
    const everything = !found.lists.length && (found.meant.chips.length > 0 || found.excluded.length > 0 || query.trim() === "");
    const tests = [inChips].concat(excluding(found, index), holdingTerms(found, index), inTitles(found, index));
    function allowed(document) {
      return tests.every(function (test) { return test(document); });
    }
    const few = found.meant.phrases.length ? 0 : Math.max(0, 3 - found.meant.concepts.length); // what holds a phrase is told by its text
    const share = search.rank.tuning.relevant + search.rank.tuning.exacting * few;
    const least = share * search.rank.greatest(found.coverage, function (document) { return allowed(document) && search.facets.passes(filters, document); });
    const candidates = [];
    for (let document = 0; document < index.documents; document += 1) {
      const holds = found.coverage[document] > 0 && found.coverage[document] >= least;
      if ((holds || everything) && allowed(document)) candidates.push(document);
    }
    return candidates;
  }

  /** How many of the lists a document stands in; of `titles` only those whose title holds the term. */
  function countsOf(lists, index, titles) {
    const counts = new Uint8Array(index.documents);
    lists.forEach(function (list) {
      list.documents.forEach(function (document, at) { if (!titles || list.titles[at]) counts[document] += 1; });
    });
    return counts;
  }

  /** A test that a document does not hold what is excluded: all pairs of an excluded word. */
  function excluding(found, index) {
    return found.excluded.map(function (lists) {
      const counts = countsOf(lists, index, false);
      return function (document) { return counts[document] < lists.length; };
    });
  }

  /** The documents that stand in every list. */
  function inAll(lists) {
    const [shortest, ...others] = lists.map(function (list) { return list.documents; }).sort(function (a, b) { return a.length - b.length; });
    const sets = others.map(function (documents) { return new Set(documents); });
    return Array.from(shortest).filter(function (document) { return sets.every(function (set) { return set.has(document); }); });
  }

  /** Each document once, the best first. */
  function bestOf(documents, scores) {
    return Array.from(new Set(documents)).sort(function (a, b) { return scores[b] - scores[a]; });
  }

  function listsOfWords(found, wanted) {
    const terms = new Set();
    found.meant.concepts.forEach(function (concept) {
      concept.alternatives.forEach(function (words) {
        words.forEach(function (one) { if (wanted(one)) search.terms.termsOfRun(one.stem).forEach(function (term) { terms.add(term); }); });
      });
    });
    return found.lists.filter(function (list) { return terms.has(list.term); });
  }

  /** A test for phrases: half of their terms at least. The text says the rest, as 디지털뉴딜 and 디지털 뉴딜 have not the same. */
  function holdingTerms(found, index) {
    const lists = listsOfWords(found, function (one) { return one.quoted; });
    if (!lists.length) return [];
    const counts = countsOf(lists, index, false);
    return [function (document) { return counts[document] * 2 >= lists.length; }];
  }

  /** A test for words that must stand in the title. */
  function inTitles(found, index) {
    const lists = listsOfWords(found, function (one) { return one.title && !one.quoted; });
    if (!lists.length) return [];
    const counts = countsOf(lists, index, true);
    return [function (document) { return counts[document] === lists.length; }];
  }

  // -------------------------------------------------------------------------------------------------------------------- chips

  /** Whether a document is of what a chip says. */
  function testOf(chip, columns, index) {
    const facets = search.facets;
    if (chip.days) return function (document) { return chip.days.includes(columns.dates[document]); };
    if (chip.kind === "date") return facets.within(chip.from, chip.to, columns);
    if (chip.kind === "person") return facets.namesAny(chip.ids, columns);
    if (chip.kind === "topic") return facets.holdsAny(columns.topics, facets.placesOf([chip.value], index.topics, "slug"));
    return facets.holdsAny(columns.ministries, facets.placesOf(chip.ids, index.bodies, "id"));
  }

  /** Of several bodies, what they did together; where there is no such thing, what any of them did. Other chips must all hold. */
  function togetherOrAny(found, columns, index) {
    const bodies = testsOf("body", found, columns, index);
    const others = testsOf("", found, columns, index);
    function together(document) {
      return bodies.every(function (test) { return test(document); });
    }
    const apart = bodies.length > 1 && !holdEnough(together, ENOUGH, found, columns);
    return function (document) {
      const inBodies = apart ? bodies.some(function (test) { return test(document); }) : together(document);
      return inBodies && others.every(function (test) { return test(document); });
    };
  }

  function testsOf(kind, found, columns, index) {
    return found.meant.chips.filter(function (chip) { return (chip.kind === "body") === (kind === "body"); }).map(function (chip) { return testOf(chip, columns, index); });
  }

  /** Whether the documents that pass the test hold the rest of the query about as well as any other; without a rest, whether there are any. */
  function holdEnough(test, share, found, columns) {
    if (!found.lists.length) return columns.dates.some(function (_, document) { return test(document); });
    const best = search.rank.greatest(found.coverage);
    return best > 0 && search.rank.greatest(found.coverage, test) >= share * best;
  }

  /** 검찰 in a question about history is a word like others. A date that is all there is stands, whether or not there is anything of it. */
  function bornOut(chip, found, columns, index) {
    if (chip.kind === "date" && !found.lists.length) return true;
    return holdEnough(testOf(chip, columns, index), chip.plain ? ENOUGH_PLAIN : ENOUGH, found, columns);
  }

  /** Where a date is all that is asked for, but for bodies and topics, and there is nothing of it: the nearest days before and after. */
  function withNearDays(found, columns, index) {
    const chip = found.meant.chips.find(function (one) { return one.kind === "date"; });
    if (!chip || found.lists.length) return found;
    const others = found.meant.chips.filter(function (one) { return one !== chip; }).map(function (one) { return testOf(one, columns, index); });
    const within = testOf(chip, columns, index);
    let before = 0;
    let after = Infinity;
    for (let document = 0; document < index.documents; document += 1) {
      const date = columns.dates[document];
      if (date === 0 || !others.every(function (test) { return test(document); })) continue;
      if (within(document)) return found;
      if (date < chip.from) before = Math.max(before, date);
      else after = Math.min(after, date);
    }
    chip.days = [before, after];
    return found;
  }

  /** Where bodies are all that is asked for: 1 for a document whose first body is one of them, 0 where they only stand beside it. */
  function leadOf(found, columns, index) {
    const ids = found.meant.chips.filter(function (chip) { return chip.kind === "body"; }).map(function (chip) { return chip.ids; }).flat();
    if (!ids.length) return null;
    const places = search.facets.placesOf(ids, index.bodies, "id");
    const { starts, members } = columns.ministries;
    return Uint8Array.from({ length: index.documents }, function (_, document) {
      return starts[document] < starts[document + 1] && places.has(members[starts[document]]) ? 1 : 0;
    });
  }

  search.candidates = { of: candidatesOf, inAll: inAll, bestOf: bestOf, leadOf: leadOf, inChips: togetherOrAny, bornOut: bornOut, withNearDays: withNearDays };
})(window.BriefingsSearch = window.BriefingsSearch || {});
