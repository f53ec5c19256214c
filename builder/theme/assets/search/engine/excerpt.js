/* The sentence of a text that holds most of the query, with what is marked in it. */
(function (search) {
  "use strict";

  const SENTENCE = 140; // characters of an excerpt, about
  const SHORT = 25; // characters of what is hardly a sentence: a row of a table, an entry of a list …
  const LITTLE = 0.7; // … and how much of its weight it keeps

  /** What to look for in a text: phrases, term → weight, and the pairs that begin or end a word of the query. */
  function wantedIn(meant, lists) {
    const weights = new Map();
    const edges = new Set();
    const weightOf = new Map(lists.map(function (list) { return [list.term, list.idf]; }));
    meant.concepts.forEach(function (concept) {
      concept.alternatives.forEach(function (words) {
        words.forEach(function (one) {
          const terms = search.terms.termsOfRun(one.stem);
          terms.forEach(function (term) { if (weightOf.has(term)) weights.set(term, weightOf.get(term)); });
          edges.add(terms[0]);
          edges.add(terms[terms.length - 1]);
        });
      });
    });
    return { phrases: meant.phrases, weights: weights, pattern: search.terms.patternOf(weights.keys()), edges: edges };
  }

  /** [from, to) of all that the query's terms cover in `text`, in order, with the terms. Pairs from within a word alone do not count. */
  function marksIn(text, wanted) {
    const lower = text.toLowerCase();
    if (lower.length !== text.length) return []; // a handful of letters that no Korean text has
    const marks = [];
    search.terms.eachPlace(wanted.pattern, lower, function (from, term) {
      const before = marks[marks.length - 1];
      const mark = before && before.to >= from ? before : { from: from, terms: [] };
      if (mark !== before) marks.push(mark);
      mark.to = from + term.length;
      mark.terms.push(term);
    });
    return marks.filter(function (mark) { return mark.terms.some(function (term) { return wanted.edges.has(term); }); });
  }

  function sum(terms, wanted) {
    let weight = 0;
    terms.forEach(function (term) { weight += wanted.weights.get(term); });
    return weight;
  }

  // A full stop behind a digit or one capital letter ends no sentence: 2022. 8. 18., Antony J. Blinken.
  const SENTENCES = /[^\n]+?(?:(?:(?:[^\n\dA-Z]|[A-Z]{2})\.|[?!…])["'”’」』)\]]*(?=\s|$)|(?=\n)|$)/g;

  /** The sentence that holds most of the query, cut where it is long, as [{text, marked}]. Without one, how the text begins. */
  function excerptOf(text, wanted) {
    const sentences = (text.match(SENTENCES) || []).slice(0, 500);
    let best = sentences[0] || "";
    let most = 0;
    sentences.forEach(function (sentence) {
      const distinct = new Set();
      marksIn(sentence, wanted).forEach(function (mark) { mark.terms.forEach(function (term) { distinct.add(term); }); });
      const letters = wanted.phrases.length ? search.terms.joined(sentence) : "";
      const quoted = wanted.phrases.some(function (phrase) { return letters.includes(phrase.letters); });
      const weight = (sum(distinct, wanted) + (quoted ? 1000 : 0)) * (sentence.trim().length < SHORT ? LITTLE : 1);
      if (weight > most) {
        most = weight;
        best = sentence;
      }
    });
    return marked(cut(best.trim(), wanted), wanted);
  }

  /** A window of a long sentence, where its marks stand closest. */
  function cut(sentence, wanted) {
    if (sentence.length <= SENTENCE * 1.3) return sentence;
    const marks = marksIn(sentence, wanted);
    let start = 0;
    let most = 0;
    marks.forEach(function (mark) {
      const inside = marks.filter(function (other) { return other.from >= mark.from && other.to <= mark.from + SENTENCE - 20; });
      const weight = inside.reduce(function (before, other) { return before + sum(other.terms, wanted); }, 0);
      if (weight > most) {
        most = weight;
        start = mark.from;
      }
    });
    const space = sentence.lastIndexOf(" ", Math.max(0, start - 12));
    const from = start < 24 ? 0 : Math.min(space < start - 40 ? start : space + 1, sentence.length - SENTENCE);
    let to = Math.min(sentence.length, from + SENTENCE);
    if (to < sentence.length && sentence.lastIndexOf(" ", to) > from + SENTENCE / 2) to = sentence.lastIndexOf(" ", to);
    return (from > 0 ? "… " : "") + sentence.slice(from, to) + (to < sentence.length ? " …" : "");
  }

  function marked(sentence, wanted) {
    const parts = [];
    let at = 0;
    marksIn(sentence, wanted).forEach(function (mark) {
      if (mark.from > at) parts.push({ text: sentence.slice(at, mark.from), marked: false });
      parts.push({ text: sentence.slice(mark.from, mark.to), marked: true });
      at = mark.to;
    });
    if (at < sentence.length) parts.push({ text: sentence.slice(at), marked: false });
    return parts;
  }

  search.excerpt = { wantedIn: wantedIn, of: excerptOf };
})(window.BriefingsSearch = window.BriefingsSearch || {});
