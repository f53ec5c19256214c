/* What the text of a document says of a query, beyond its pairs of syllables: which words it really holds, and how close they stand. Pure. */
(function (search) {
  "use strict";

  const START = 1; // a word that begins with it, or it with blanks in it
  const INSIDE = 0.7; // within another word: 산불 in 봄철산불
  const TITLE = "\n"; // parts the title from the text in what is read

  const texts = new WeakMap(); // record → it as it is read, once

  /** A record as it is read: runs of letters, these with a blank before each, and all letters in one. */
  function read(record) {
    if (!texts.has(record)) {
      const runs = search.terms.runsOf(record[2]).concat(TITLE, search.terms.runsOf(record[8]));
      texts.set(record, { runs: runs, spaced: " " + runs.join(" "), letters: runs.join("") });
    }
    return texts.get(record);
  }

  /** How surely a word stands in a text: 0 … 1. A run's end may be a particle and the rest another word: 독도 in 정기구독도 is no 독도. */
  function holds(text, stem, particles) {
    if (!text.letters.includes(stem)) return 0;
    if (text.spaced.includes(" " + stem) || !text.spaced.includes(stem)) return START;
    const whole = !particles.includes(stem.slice(-1));
    return text.runs.some(function (run) { return run.includes(stem) && (whole || !run.endsWith(stem)); }) ? INSIDE : 0;
  }

  function holdsAll(text, words, particles) {
    let sum = 0;
    let whole = 0;
    words.forEach(function (word) {
      whole += word.weight;
      sum += word.weight * holds(text, word.stem, particles);
    });
    return whole ? sum / whole : 0;
  }

  /** Of the concepts what the text holds, each 0 … 1. */
  function heldOf(text, concepts, particles) {
    return concepts.map(function (concept) {
      return Math.max.apply(null, concept.alternatives.map(function (words) { return holdsAll(text, words, particles); }));
    });
  }

  /** Of neighbours in the query the share that are neighbours in the text, blanks and the particle between aside. */
  function closeness(text, words) {
    let close = 0;
    let pairs = 0;
    for (let at = 0; at + 1 < words.length; at += 1) {
      pairs += 1;
      if (text.letters.includes(words[at].stem + words[at + 1].stem) || text.letters.includes(words[at].run + words[at + 1].stem)) close += 1;
    }
    return pairs ? close / pairs : 0;
  }

  search.reading = { read: read, heldOf: heldOf, closeness: closeness };
})(window.BriefingsSearch = window.BriefingsSearch || {});
