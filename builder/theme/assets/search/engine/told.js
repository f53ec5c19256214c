/* What a reader is told beside the results: what was looked for besides, which words no text holds, what was guessed. Pure. */
(function (search) {
  "use strict";

  function said(answer, one) {
    return Object.assign(answer, { said: [one].concat(answer.said) });
  }

  /** What was looked for besides, and who is named: {kind: "same", word, added} and {kind: "person", name, terms}. */
  function saidOf(found) {
    const lists = new Map(found.lists.map(function (list) { return [list.term, list]; }));
    function isHeld(words) {
      return words.every(function (word) {
        return search.rank.telling(search.terms.termsOfRun(word.stem)).every(function (term) { return lists.has(term) && lists.get(term).documents.length > 0; });
      });
    }
    const same = found.meant.concepts.map(function (concept) {
      const added = (concept.added || []).filter(function (_, at) { return isHeld(concept.alternatives[concept.own + at]); });
      return { kind: "same", word: concept.label, literal: concept.letters, added: added };
    });
    const people = found.meant.people.map(function (person) { return { kind: "person", name: person.name, terms: person.terms }; });
    const near = found.meant.chips.filter(function (chip) { return chip.days; }).map(function (chip) { return { kind: "near_days", value: chip.value }; });
    const dropped = found.dropped.map(function (chip) { return { kind: "no_date", value: chip.value }; });
    return near.concat(dropped, same.filter(function (one) { return one.added.length > 0; }), people);
  }

  /** Whether a concept is one word that counts, with others for the same or without: such a one can be missing. */
  function countsAlone(concept) {
    const [word, ...more] = concept.alternatives[0];
    return !more.length && (concept.alternatives.length === 1 || Boolean(concept.added)) && word.weight === 1 && word.stem.length > 1 && !word.quoted;
  }

  /** The concepts of which the texts read hold nothing: `held` says of each how much of it they hold. */
  function unheld(found, held) {
    return found.meant.concepts.filter(function (concept, place) { return held[place] === 0 && countsAlone(concept); });
  }

  /** Those that can be said in no way of which all pairs that were looked up stand somewhere. */
  function unknown(concepts, found) {
    const nowhere = new Set(found.lists.filter(function (list) { return list.documents.length === 0; }).map(function (list) { return list.term; }));
    return concepts.filter(function (concept) {
      return concept.alternatives.every(function (words) {
        return words.some(function (word) { return search.terms.termsOfRun(word.stem).some(function (term) { return nowhere.has(term); }); });
      });
    });
  }

  /** The concepts as they were written. */
  function written(concepts) {
    return concepts.map(function (concept) { return concept.alternatives[0][0].stem; });
  }

  search.told = { put: said, of: saidOf, unheld: unheld, unknown: unknown, written: written };
})(window.BriefingsSearch = window.BriefingsSearch || {});
