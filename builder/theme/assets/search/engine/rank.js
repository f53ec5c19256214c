/* From postings to documents: weighted terms, BM25 with the share of the query that a document holds, and the order of what is shown. */
(function (search) {
  "use strict";

  // BM25 and the rest as chosen on the benchmarks: figures in tests/bench_search.py and tests/publish/outputs/search/MEANING.md.
  const TUNING = {
    k1: 1.2,
    b: 0.5,
    coverage: 1.5, // how much the share of the query that a document holds counts, beside its score
    title: 0.6, // how much the share of the query that its title holds counts
    held: 1, // how much counts what of the query really stands in the text, of those whose text is read …
    near: 0.5, // … and how much, what stands together there
    relevant: 0.4, // documents that hold less than this share of what the best one holds are no results …
    exacting: 0.15, // … and this much more for each concept that the query has less than three
    particle: 0.15, // weight of a pair of syllables that reaches into a particle
    inner: 0.6, // weight of a pair that neither begins nor ends its word
    joined: 0.2, // weight of a pair across the gap between two words: 방사선 이용 → 선이
    longest: 48, // terms of a query that are looked up, the first ones
  };

  // ------------------------------------------------------------------------------------------------------------------- terms

  /** The pairs a word is asked for by: 인공지능 by 인공 and 지능, as 공지 is in neither; where the syllables are odd (디지털뉴딜), by all. */
  function telling(pairs) {
    return pairs.length % 2 === 0 ? pairs : pairs.filter(function (_, place) { return place % 2 === 0; });
  }

  /** Term → weight of words that follow one another. A term counts once, with its greatest weight. */
  function weightedTerms(words, particles) {
    const terms = search.terms;
    const weights = new Map();
    function put(term, weight) {
      if ((weights.get(term) || 0) < weight) weights.set(term, weight);
    }
    words.forEach(function (one, at) {
      const weight = one.weight;
      const pairs = terms.termsOfRun(one.stem);
      (one.quoted ? pairs : telling(pairs)).forEach(function (term, place, all) {
        const inside = place > 0 && place + 1 < all.length && !one.quoted;
        put(term, inside ? weight * TUNING.inner : weight);
      });
      if (one.run !== one.stem) put(one.run.slice(one.stem.length - 1, one.stem.length + 1), weight * TUNING.particle);
      const next = words[at + 1];
      if (next && one.run === one.stem && terms.isHangul(one.run) && terms.isHangul(next.run)) {
        put(one.run.slice(-1) + next.run[0], weight * TUNING.joined);
      }
    });
    withParticles(words, particles, put);
    return new Map(Array.from(weights).slice(0, TUNING.longest));
  }

  /** One syllable hardly ever stands alone in a text: 쌀 is also 쌀은, 쌀을 … */
  function withParticles(words, particles, put) {
    if (!words.every(function (one) { return one.run.length === 1 && search.terms.isHangul(one.run) && !one.quoted && !one.bound; })) return;
    words.forEach(function (one) {
      particles.forEach(function (particle) { if (particle.length === 1) put(one.run + particle, 1); });
    });
  }

  /** The concepts as groups, each of alternatives, each term → weight: those that can be said in one way only are one group together. */
  function groupsOf(concepts, particles) {
    const plain = [];
    const groups = [];
    concepts.forEach(function (concept) {
      if (concept.alternatives.length === 1) plain.push.apply(plain, concept.alternatives[0]);
      else groups.push(concept.alternatives.map(function (words) { return weightedTerms(words, particles); }));
    });
    return (plain.length ? [[weightedTerms(plain, particles)]] : []).concat(groups);
  }

  // ------------------------------------------------------------------------------------------------------------------ ranking

  function Sums(count) {
    this.scores = new Float32Array(count);
    this.coverage = new Float32Array(count);
    this.titles = new Float32Array(count);
    this.whole = 0;
  }

  /** Adds what the lists {documents, frequencies, titles, idf} say of each document. */
  function addLists(sums, lists, columns, index) {
    const average = index.length / Math.max(1, index.documents);
    lists.forEach(function (list) {
      const idf = list.idf;
      sums.whole += idf;
      for (let at = 0; at < list.documents.length; at += 1) {
        const document = list.documents[at];
        if (document >= index.documents) break;
        const frequency = list.frequencies[at];
        const norm = TUNING.k1 * (1 - TUNING.b + (TUNING.b * columns.lengths[document]) / average);
        sums.scores[document] += (idf * frequency * (TUNING.k1 + 1)) / (frequency + norm);
        sums.coverage[document] += idf;
        if (list.titles[at]) sums.titles[document] += idf;
      }
    });
    return sums;
  }

  /** Of the ways to say a concept a document counts by the one that it holds best; none counts more than the first, which was written: 어르신 is
      rarer than 노인, and says no more. */
  function addBest(sums, ways, count) {
    const found = ways.filter(function (way) { return way.whole > 0; });
    const whole = Math.max.apply(null, [0].concat(found.map(function (way) { return way.whole; })));
    const written = ways[0].whole || whole;
    sums.whole += whole;
    for (let document = 0; document < count; document += 1) {
      let best = 0;
      let held = 0;
      let titled = 0;
      found.forEach(function (way) {
        if (way.coverage[document] === 0) return;
        const share = way.coverage[document] / way.whole;
        best = Math.max(best, way.scores[document] * share * Math.min(1, written / way.whole));
        held = Math.max(held, share);
        titled = Math.max(titled, way.titles[document] / way.whole);
      });
      sums.scores[document] += best;
      sums.coverage[document] += whole * held;
      sums.titles[document] += whole * titled;
    }
  }

  /** Score and coverage of every document, of groups of alternatives of lists; `names` only add to the score of what holds the rest. */
  function rank(groups, names, columns, index) {
    const count = index.documents;
    const sums = new Sums(count);
    groups.forEach(function (ways) {
      if (ways.length === 1) addLists(sums, ways[0], columns, index);
      else addBest(sums, ways.map(function (lists) { return addLists(new Sums(count), lists, columns, index); }), count);
    });
    if (sums.whole === 0) return sums;
    const named = addLists(new Sums(count), names, columns, index).scores;
    for (let document = 0; document < count; document += 1) {
      if (sums.coverage[document] === 0) continue;
      sums.coverage[document] /= sums.whole;
      sums.scores[document] += named[document];
      sums.scores[document] *= Math.pow(sums.coverage[document], TUNING.coverage) * (1 + TUNING.title * (sums.titles[document] / sums.whole));
    }
    return sums;
  }

  /** What a score is multiplied by where the text has been read: shares of the query that it holds, and holds together. */
  function byText(held, near) {
    return 1 + TUNING.held * held + TUNING.near * near;
  }

  function greatest(values, allowed) {
    let most = 0;
    for (let at = 0; at < values.length; at += 1) if (values[at] > most && (!allowed || allowed(at))) most = values[at];
    return most;
  }

  /** The first `count` documents: by score where there are scores, then the newest, then the last added. */
  function first(documents, count, scores, columns) {
    function compare(a, b) {
      return (scores ? scores[b] - scores[a] : 0) || columns.dates[b] - columns.dates[a] || b - a;
    }
    if (count * 20 > documents.length) return documents.slice().sort(compare).slice(0, count);
    const best = [];
    for (let at = 0; at < documents.length; at += 1) {
      if (best.length === count && compare(documents[at], best[count - 1]) >= 0) continue;
      let place = best.length;
      while (place > 0 && compare(documents[at], best[place - 1]) < 0) place -= 1;
      best.splice(place, 0, documents[at]);
      if (best.length > count) best.pop();
    }
    return best;
  }

  search.rank = { tuning: TUNING, telling: telling, groupsOf: groupsOf, weightedTerms: weightedTerms, rank: rank, byText: byText, greatest: greatest, first: first };
})(window.BriefingsSearch = window.BriefingsSearch || {});
