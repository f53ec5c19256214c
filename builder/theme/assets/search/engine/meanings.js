/* Other ways to say a word of a query, and the people that it names: looked up in the files of meanings.py, only for words that the manifest's
   bits let through. What is added can be taken off: a word that is literal is not looked up. */
(function (search) {
  "use strict";

  const LONGEST = 4; // words that are one together: 하늘을 나는 차

  function isSet(text, bits) {
    const at = search.terms.hash(text) % (bits.length * 4);
    return ((parseInt(bits[at >> 2], 16) >> (3 - (at & 3))) & 1) === 1;
  }

  /** Whether there may be something to look up. */
  function mayBe(letters, meanings) {
    return isSet(letters, meanings.bits) && isSet("=" + letters, meanings.bits);
  }

  function pathOf(letters, meanings) {
    return "meanings/" + (search.terms.hash(letters) % meanings.shards).toString(16) + ".js";
  }

  function isOpen(concept) {
    return concept.alternatives[0].every(function (word) { return !word.quoted && !word.title; });
  }

  /** The parts of a query that may have a meaning: {from, to, letters}, the longest first. */
  function partsOf(concepts, literal, meanings) {
    const parts = [];
    for (let length = Math.min(LONGEST, concepts.length); length > 0; length -= 1) {
      for (let from = 0; from + length <= concepts.length; from += 1) {
        const part = concepts.slice(from, from + length);
        if (!part.every(isOpen)) continue;
        const words = part.map(function (concept) { return concept.alternatives[0]; }).flat();
        const head = words.slice(0, -1).map(function (word) { return word.run; }).join("");
        const last = words[words.length - 1];
        new Set([head + last.run, head + last.stem]).forEach(function (letters) {
          if (!literal.has(letters) && mayBe(letters, meanings)) parts.push({ from: from, to: from + length, letters: letters, words: words });
        });
      }
    }
    return parts;
  }

  function wordsOf(text) {
    return search.terms.runsOf(text).map(function (run) { return { run: run, stem: run, weight: 1, quoted: false, title: false }; });
  }

  /** The part as one concept that can be said in more ways. */
  function widened(part, concepts, others) {
    const own = part.to - part.from === 1 ? concepts[part.from].alternatives : [part.words];
    const label = part.words.map(function (word, at) { return at + 1 < part.words.length ? word.run : word.stem; }).join(" ");
    return { alternatives: own.concat(others.map(wordsOf)), label: label, letters: part.letters, added: others, own: own.length };
  }

  /** The concepts with what their words may mean as well, and who is named. `load(path)` brings a file. */
  async function expand(concepts, literal, index, load) {
    const parts = partsOf(concepts, literal, index.meanings);
    const files = await Promise.all(parts.map(function (part) { return load(pathOf(part.letters, index.meanings)); }));
    const taken = new Map();
    const people = [];
    parts.forEach(function (part, at) {
      const terms = files[at]["=" + part.letters];
      if (terms) people.push({ name: part.letters, terms: terms });
      const free = concepts.slice(part.from, part.to).every(function (_, place) { return !taken.has(part.from + place); });
      if (!files[at][part.letters] || !free) return;
      for (let place = part.from; place < part.to; place += 1) taken.set(place, null);
      taken.set(part.from, widened(part, concepts, files[at][part.letters]));
    });
    const expanded = concepts.map(function (concept, place) { return taken.has(place) ? taken.get(place) : concept; });
    return { concepts: expanded.filter(Boolean), people: people };
  }

  search.meanings = { expand: expand };
})(window.BriefingsSearch = window.BriefingsSearch || {});
