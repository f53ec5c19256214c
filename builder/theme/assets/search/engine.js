// The query side of the search: finds articles in the index that builder/publish/outputs/search/ writes. One code for a server and for file://:
// the index is plain scripts, each with one call of BriefingsSearch.add. Nothing is loaded before the first question.
//
//   var engine = BriefingsSearch.open("../");                       // the site's root, relative to the page
//   engine.search("인공지능 인재", {year: ["2026"], limit: 10}).then(function (found) { … found.hits … });
//
// What it knows of Korean comes with the index: particles, names, abbreviations. Terms are made as in builder/publish/outputs/search/terms.py.
(function (global) {
  "use strict";

  // ------------------------------------------------------------------------------------------------------------------ tuning
  // BM25 and the rest as chosen on the benchmark: figures in tests/bench_search.py.
  const TUNING = {
    k1: 1.2,
    b: 0.5,
    coverage: 1.5, // how much the share of the query that a document holds counts, beside its score
    relevant: 0.4, // documents that hold less than this share of what the best one holds are no results …
    exacting: 0.15, // … and this much more for each word that it has less than three
    particle: 0.15, // weight of a pair of syllables that reaches into a particle
    inner: 0.6, // weight of a pair that neither begins nor ends its word
    question: 0.15, // weight of a word that asks
    joined: 0.2, // weight of a pair across the gap between two words: 방사선 이용 → 선이
    chip: 0.75, // a body's documents must hold this share of what the best document holds, or its name is a word like others
    longest: 48, // terms of a query that are looked up, the first ones
    checked: 200, // documents whose text is read for a phrase, if that fills the page
  };
  const SENTENCE = 140; // characters of an excerpt, about

  // ------------------------------------------------------------------------------------------------------------------- files
  const received = new Map(); // script element → what it brought

  function add(payload) {
    received.set(document.currentScript, payload);
  }

  /** What a file of the index holds. A server's files are fetched, which takes two thirds of a script's time; a disk's can only be scripts. */
  function loadFile(address) {
    return location.protocol === "file:" ? loadScript(address) : fetchScript(address).catch(function () { return loadScript(address); });
  }

  /** The one argument of the one call in a script: layout.py's `script`. */
  async function fetchScript(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error("Cannot be loaded: " + address);
    const text = await answer.text();
    return JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")));
  }

  function loadScript(address) {
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.charset = "utf-8";
      script.async = true;
      script.src = address;
      script.onload = function () {
        const payload = received.get(script);
        received.delete(script);
        script.remove();
        if (payload === undefined) reject(new Error("No file of the search index: " + address));
        else resolve(payload);
      };
      script.onerror = function () {
        script.remove();
        reject(new Error("Cannot be loaded: " + address));
      };
      document.head.appendChild(script);
    });
  }

  // ------------------------------------------------------------------------------------------------------- numbers as written
  const LAST = 60;
  const MORE = 31;
  const VALUES = new Uint8Array(128);
  for (let code = 35, value = 0; code < 127; code += 1) {
    if (code !== 92) VALUES[code] = value++;
  }

  function decode(text) {
    const numbers = [];
    let number = 0;
    for (let at = 0; at < text.length; at += 1) {
      const value = VALUES[text.charCodeAt(at)];
      if (value >= LAST) number = number * MORE + value - LAST;
      else {
        numbers.push(number * LAST + value);
        number = 0;
      }
    }
    return numbers;
  }

  /** Document numbers and frequencies of a term, rising. */
  function decodePostings(text) {
    const documents = new Uint32Array(text.length);
    const frequencies = new Uint16Array(text.length);
    let count = 0;
    let document = -1;
    let number = 0;
    let frequent = false; // whether the next number is the frequency of the last document
    for (let at = 0; at < text.length; at += 1) {
      const value = VALUES[text.charCodeAt(at)];
      if (value >= LAST) {
        number = number * MORE + value - LAST;
        continue;
      }
      number = number * LAST + value;
      if (frequent) {
        frequencies[count - 1] = Math.min(number + 2, 65535);
        frequent = false;
      } else {
        document += (number >> 1) + 1;
        frequent = (number & 1) === 1;
        documents[count] = document;
        frequencies[count] = 1;
        count += 1;
      }
      number = 0;
    }
    return { documents: documents.subarray(0, count), frequencies: frequencies.subarray(0, count) };
  }

  /** Lists of numbers, each with its length before it, one after another: places from `starts[n]` to `starts[n + 1]`. */
  function decodeLists(text, count) {
    const numbers = decode(text);
    const starts = new Uint32Array(count + 1);
    const members = [];
    for (let at = 0, n = 0; n < count; n += 1) {
      const length = numbers[at++];
      for (let i = 0; i < length; i += 1) members.push(numbers[at++]);
      starts[n + 1] = members.length;
    }
    return { starts: starts, members: Uint16Array.from(members) };
  }

  function hash(text) {
    let value = 0x811c9dc5;
    for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
    return (value ^ (value >>> 16)) >>> 0;
  }

  /** The shard of a term, as layout.py's `shard_of`: pairs that follow one another in a word often share one, that of a rare syllable. */
  function shardOf(term, index) {
    if (term.length !== 2 || !IS_SYLLABLE.test(term)) return hash(term) % index.shards;
    const common = [index.commonest.indexOf(term[0]), index.commonest.indexOf(term[1])];
    const first = common[0] < 0 || (common[1] >= 0 && common[0] >= common[1]);
    const near = Math.min(index.shards, index.near);
    return (hash(first ? term[0] : term[1]) % near) + near * (hash(term) % (index.shards / near));
  }

  // ------------------------------------------------------------------------------------------------------------------- terms
  const HANGUL = "\uac00-\ud7a3";
  const HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff";
  const LETTERS = "0-9a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f";
  const RUNS = new RegExp("[" + HANGUL + "]+|[" + HAN + "]+|[" + LETTERS + "]+", "g");
  const IS_HANGUL = new RegExp("^[" + HANGUL + "]");
  const IS_SYLLABLE = new RegExp("^[" + HANGUL + HAN + "]");

  function normalise(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  function withoutThousands(text) {
    return text.replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1");
  }

  function termsOfRun(run) {
    if (!IS_SYLLABLE.test(run) || run.length === 1) return [run];
    const terms = [];
    for (let at = 0; at + 1 < run.length; at += 1) terms.push(run.slice(at, at + 2));
    return terms;
  }

  // ------------------------------------------------------------------------------------------------------------------- query
  const QUOTED = /"([^"]+)"|“([^“”]+)”|「([^「」]+)」|『([^『』]+)』/g;

  function squash(text) {
    return normalise(text).replace(/\s+/g, " ").trim();
  }

  function endsWith(word, endings) {
    return endings.find(function (ending) {
      return word.length - ending.length >= 2 && word.endsWith(ending);
    });
  }

  function runsOf(text) {
    return withoutThousands(normalise(text)).match(RUNS) || [];
  }

  /** The query taken apart: phrases, and runs of letters with their stems, those of the phrases last. A phrase is not touched. */
  function parse(query, index) {
    const phrases = [];
    const rest = query.replace(QUOTED, function () {
      const phrase = squash(Array.prototype.slice.call(arguments, 1, 5).find(Boolean));
      if (runsOf(phrase).length) phrases.push(phrase);
      return " ";
    });
    const runs = runsOf(rest).map(function (run) {
      const particle = IS_HANGUL.test(run) ? endsWith(run, index.particles) : undefined;
      const asks = index.questions.some(function (word) { return run.startsWith(word); });
      return { run: run, stem: particle ? run.slice(0, -particle.length) : run, asks: asks, quoted: false };
    });
    phrases.forEach(function (phrase) {
      runsOf(phrase).forEach(function (run) { runs.push({ run: run, stem: run, asks: false, quoted: true }); });
    });
    return { phrases: phrases, runs: runs };
  }

  /** The pairs a word is asked for by: 인공지능 by 인공 and 지능, as 공지 is in neither; where the syllables are odd (디지털뉴딜), by all. */
  function telling(pairs) {
    return pairs.length % 2 === 0 ? pairs : pairs.filter(function (_, place) { return place % 2 === 0; });
  }

  /** Term → weight. A term counts once, with its greatest weight. */
  function weightedTerms(runs, particles) {
    const weights = new Map();
    function put(term, weight) {
      if ((weights.get(term) || 0) < weight) weights.set(term, weight);
    }
    runs.forEach(function (one, at) {
      const weight = one.asks ? TUNING.question : 1;
      const pairs = termsOfRun(one.stem);
      (one.quoted ? pairs : telling(pairs)).forEach(function (term, place, all) {
        const inside = place > 0 && place + 1 < all.length && !one.quoted;
        put(term, inside ? weight * TUNING.inner : weight);
      });
      if (one.run !== one.stem) put(one.run.slice(one.stem.length - 1, one.stem.length + 1), weight * TUNING.particle);
      const next = runs[at + 1];
      if (next && one.run === one.stem && IS_HANGUL.test(one.run) && IS_HANGUL.test(next.run)) {
        put(one.run.slice(-1) + next.run[0], weight * TUNING.joined);
      }
    });
    // One syllable hardly ever stands alone in a text: 쌀 is also 쌀은, 쌀을 …
    if (runs.every(function (one) { return one.run.length === 1 && IS_HANGUL.test(one.run) && !one.quoted; })) {
      runs.forEach(function (one) {
        particles.forEach(function (particle) { if (particle.length === 1) put(one.run + particle, 1); });
      });
    }
    return new Map(Array.from(weights).slice(0, TUNING.longest));
  }

  // -------------------------------------------------------------------------------------------------------------------- chips

  /** Abbreviations and former names → the bodies that bear them. The names of today's bodies are words like others. */
  function nicknames(bodies) {
    const current = new Set();
    bodies.forEach(function (body) { if (body.alive) current.add(normalise(body.official)); });
    const bearers = new Map();
    bodies.forEach(function (body) {
      [body.official].concat(body.aliases, body.misspellings).map(normalise).forEach(function (name) {
        if (current.has(name)) return;
        if (!bearers.has(name)) bearers.set(name, []);
        bearers.get(name).push(body);
      });
    });
    return bearers;
  }

  /** The bodies a nickname leads to: those that bear it today, else those that bore it, with all before and after them. */
  function lineageOf(bearers) {
    const alive = bearers.filter(function (body) { return body.alive; });
    const ids = new Set(bearers.map(function (body) { return body.id; }));
    (alive.length ? alive : bearers).forEach(function (body) { body.lineage.forEach(function (id) { ids.add(id); }); });
    return Array.from(ids);
  }

  /** The runs that are nicknames, as chips: {kind, ids, name, matched}, with the place of the run. */
  function findChips(runs, index) {
    const chips = [];
    runs.forEach(function (one, place) {
      if (one.quoted) return;
      const matched = [one.run, one.stem].find(function (word) { return index.nicknames.has(word); });
      if (!matched) return;
      const bearers = index.nicknames.get(matched);
      const named = bearers.find(function (body) { return body.alive; }) || bearers[bearers.length - 1];
      chips.push({ place: place, chip: { kind: "ministry", ids: lineageOf(bearers), name: named.name, matched: matched } });
    });
    return chips;
  }

  // ------------------------------------------------------------------------------------------------------------------ ranking

  /** Score and coverage of every document. `lists` holds {documents, frequencies, idf} a term. */
  function rank(lists, columns, index) {
    const count = index.documents;
    const scores = new Float32Array(count);
    const coverage = new Float32Array(count);
    const average = index.length / Math.max(1, count);
    let whole = 0;
    lists.forEach(function (list) {
      const found = list.documents.length;
      const idf = list.idf;
      whole += idf;
      for (let at = 0; at < found; at += 1) {
        const document = list.documents[at];
        if (document >= count) break;
        const frequency = list.frequencies[at];
        const norm = TUNING.k1 * (1 - TUNING.b + (TUNING.b * columns.lengths[document]) / average);
        scores[document] += (idf * frequency * (TUNING.k1 + 1)) / (frequency + norm);
        coverage[document] += idf;
      }
    });
    if (whole > 0) {
      for (let document = 0; document < count; document += 1) {
        if (coverage[document] === 0) continue;
        coverage[document] /= whole;
        scores[document] *= Math.pow(coverage[document], TUNING.coverage);
      }
    }
    return { scores: scores, coverage: coverage };
  }

  function greatest(values, allowed) {
    let most = 0;
    for (let at = 0; at < values.length; at += 1) if (values[at] > most && (!allowed || allowed(at))) most = values[at];
    return most;
  }

  // ------------------------------------------------------------------------------------------------------------------ filters

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

  function yearName(year) {
    return year === 0 ? "undated" : String(year).padStart(4, "0");
  }

  /** One test per facet that is filtered by, and those of the range of months. */
  function filtersOf(options, columns, index) {
    const filters = {};
    if (options.ministry && options.ministry.length) filters.ministry = holdsAny(columns.ministries, placesOf(options.ministry, index.bodies, "id"));
    if (options.topic && options.topic.length) filters.topic = holdsAny(columns.topics, placesOf(options.topic, index.topics, "slug"));
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
      // A date without a month counts where the range touches its year, as readers would have it.
      filters.range = function (document) {
        const date = columns.dates[document];
        const last = date % 416 === 0 ? date + 415 : date % 32 === 0 ? date + 31 : date;
        return date > 0 && last >= from && date <= to;
      };
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
    const tests = Object.keys(filters);
    documents.forEach(function (document) {
      let only = null; // the one filter that it does not pass
      for (let at = 0; at < tests.length; at += 1) {
        if (filters[tests[at]](document)) continue;
        if (only) return;
        only = tests[at];
      }
      if (!only || only === "ministry") tally(columns.ministries, document, ministry);
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

  // ------------------------------------------------------------------------------------------------------------------ excerpt

  /** What to look for in a text: phrases, term → weight, and the pairs that begin or end a word of the query. */
  function wantedIn(parsed, words, lists) {
    const weights = new Map();
    const edges = new Set();
    const weightOf = new Map(lists.map(function (list) { return [list.term, list.idf]; }));
    words.forEach(function (one) {
      const terms = termsOfRun(one.stem);
      terms.forEach(function (term) { if (weightOf.has(term)) weights.set(term, weightOf.get(term)); });
      edges.add(terms[0]);
      edges.add(terms[terms.length - 1]);
    });
    return { phrases: parsed.phrases, weights: weights, edges: edges };
  }

  /** [from, to) of all that the query's terms cover in `text`, in order, with the terms. Pairs from within a word alone do not count. */
  function marksIn(text, wanted) {
    const lower = text.toLowerCase();
    if (lower.length !== text.length) return []; // a handful of letters that no Korean text has
    const marks = [];
    RUNS.lastIndex = 0;
    for (let found = RUNS.exec(lower); found; found = RUNS.exec(lower)) {
      const terms = termsOfRun(found[0]);
      for (let at = 0; at < terms.length; at += 1) {
        if (!wanted.weights.has(terms[at])) continue;
        const from = found.index + at;
        const before = marks[marks.length - 1];
        const mark = before && before.to >= from ? before : { from: from, terms: [] };
        if (mark !== before) marks.push(mark);
        mark.to = from + terms[at].length;
        mark.terms.push(terms[at]);
      }
    }
    return marks.filter(function (mark) { return mark.terms.some(function (term) { return wanted.edges.has(term); }); });
  }

  function sum(terms, wanted) {
    let weight = 0;
    terms.forEach(function (term) { weight += wanted.weights.get(term); });
    return weight;
  }

  const SENTENCES = /[^\n]+?(?:[.?!…]["'”’」』)\]]*(?=\s|$)|(?=\n)|$)/g;

  /** The sentence that holds most of the query, cut where it is long, as [{text, marked}]. Without one, how the text begins. */
  function excerptOf(text, wanted) {
    const sentences = (text.match(SENTENCES) || []).slice(0, 500);
    let best = sentences[0] || "";
    let most = 0;
    sentences.forEach(function (sentence) {
      const distinct = new Set();
      marksIn(sentence, wanted).forEach(function (mark) { mark.terms.forEach(function (term) { distinct.add(term); }); });
      const quoted = wanted.phrases.length && wanted.phrases.some(function (phrase) { return squash(sentence).indexOf(phrase) >= 0; });
      const weight = sum(distinct, wanted) + (quoted ? 1000 : 0);
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

  // ------------------------------------------------------------------------------------------------------------------- engine

  class Engine {
    constructor(base) {
      this.base = base + "search/";
      this.loads = new Map(); // path → promise
    }

    /** A file of the index, once; one that failed is tried again the next time. */
    load(path, version) {
      const known = this.loads.get(path);
      if (known) return known;
      const promise = loadFile(this.base + path + (version ? "?v=" + version : ""));
      this.loads.set(path, promise);
      promise.catch(() => this.loads.delete(path));
      return promise;
    }

    index() {
      if (!this.read) {
        this.read = this.load("index.js").then(readManifest);
        this.read.catch(() => { this.read = null; });
      }
      return this.read;
    }

    columns(index) {
      if (!this.table) {
        const files = [];
        for (let block = 0; block * index.block < index.documents; block += 1) files.push(this.load("columns/" + block.toString(16) + ".js", index.version));
        this.table = Promise.all(files).then((blocks) => readColumns(blocks, index));
        this.table.catch(() => { this.table = null; });
      }
      return this.table;
    }

    async names() {
      const index = await this.index();
      const kinds = {};
      index.kinds.forEach(function (kind) { kinds[kind.id] = kind.name; });
      return {
        bodies: index.bodies.map(function (body) {
          return { id: body.id, name: body.name, english: body.english, aliases: body.aliases, lineage: body.lineage, count: body.count };
        }),
        topics: index.topics.map(function (topic) { return { slug: topic.slug, name: topic.name, area: topic.area, count: topic.count }; }),
        kinds: kinds,
      };
    }

    async postings(term, index) {
      const shard = await this.load("terms/" + shardOf(term, index).toString(16) + ".js", index.version);
      if (!Object.prototype.hasOwnProperty.call(shard, term)) return "";
      if (typeof shard[term] === "string") return shard[term];
      const units = Array.from(term, function (letter) { return letter.charCodeAt(0).toString(16); });
      return this.load("long/" + units.join("-") + ".js", index.version);
    }

    /** The lists of postings of weighted terms. */
    async lists(weights, index) {
      const terms = Array.from(weights.keys());
      const written = await Promise.all(terms.map((term) => this.postings(term, index)));
      return terms.map(function (term, at) {
        const list = decodePostings(written[at]);
        const found = list.documents.length;
        const idf = Math.log(1 + (index.documents - found + 0.5) / (found + 0.5)) * weights.get(term);
        return Object.assign(list, { term: term, idf: Math.max(0, idf) });
      });
    }

    async record(document, index) {
      const file = Math.floor(document / index.perFile);
      const records = await this.load("documents/" + file.toString(16) + ".js", index.version);
      return records[document - file * index.perFile];
    }

    async search(query, options) {
      const asked = options || {};
      const index = await this.index();
      const [columns, found] = await Promise.all([this.columns(index), this.understand(query, asked, index)]);
      const filters = filtersOf(asked, columns, index);
      const candidates = candidatesOf(query, found, filters, columns, index);
      const offset = asked.offset || 0;
      const end = offset + (asked.limit === undefined ? 10 : asked.limit);
      const scores = asked.sort === "date" || !found.lists.length ? null : found.scores;
      const held = await this.holding(found.parsed.phrases, candidates, end, filters, scores, index);
      const passing = held.documents.filter(function (document) { return passes(filters, document); });
      const shown = first(passing, end, scores, columns).slice(offset);
      const loading = Promise.all(shown.map((document) => this.record(document, index)));
      const facets = countFacets(held.documents, filters, columns, index); // counted while the texts are on their way
      const wanted = wantedIn(found.parsed, found.words, found.lists);
      const records = await loading;
      return {
        total: passing.length,
        atLeast: !held.whole,
        hits: records.map(function (record) { return hitOf(record, wanted, index); }),
        facets: facets,
        chips: found.chips,
      };
    }

    /** The candidates whose text holds all phrases. Where there are many, not all are read: then `whole` is false. */
    async holding(phrases, candidates, wanted, filters, scores, index) {
      if (!phrases.length) return { documents: candidates, whole: true };
      const columns = await this.columns(index);
      const passing = candidates.filter(function (document) { return passes(filters, document); });
      const others = candidates.filter(function (document) { return !passes(filters, document); });
      const ordered = first(passing, passing.length, scores, columns).concat(first(others, others.length, scores, columns));
      const documents = [];
      let read = 0;
      while (read < ordered.length && (read < TUNING.checked || (documents.length < wanted && read < passing.length))) {
        const batch = ordered.slice(read, read + 50);
        const records = await Promise.all(batch.map((document) => this.record(document, index)));
        records.forEach(function (record, at) {
          const text = squash(record[2] + "\n" + record[8]);
          if (phrases.every(function (phrase) { return text.indexOf(phrase) >= 0; })) documents.push(batch[at]);
        });
        read += batch.length;
      }
      return { documents: documents, whole: read >= ordered.length };
    }

    /** The query as lists of postings, with the bodies that it names. */
    async understand(query, asked, index) {
      const parsed = parse(query, index);
      const named = asked.chips === false ? [] : findChips(parsed.runs, index);
      const found = await this.lookUp(parsed, named, index);
      if (!named.length) return found;
      const kept = keptChips(named, found, await this.columns(index), index);
      return kept.length === named.length ? found : this.lookUp(parsed, kept, index);
    }

    /** The postings of the words that are not chips, and what they say of each document. */
    async lookUp(parsed, named, index) {
      const places = new Set(named.map(function (one) { return one.place; }));
      const words = parsed.runs.filter(function (_, place) { return !places.has(place); });
      const lists = await this.lists(weightedTerms(words, index.particles), index);
      const ranked = rank(lists, await this.columns(index), index);
      return {
        parsed: parsed,
        words: words,
        lists: lists,
        scores: ranked.scores,
        coverage: ranked.coverage,
        chips: named.map(function (one) { return one.chip; }),
      };
    }
  }

  /** The documents that are results but for the filters. */
  function candidatesOf(query, found, filters, columns, index) {
    const inChips = togetherOrAny(found, columns, index);
    const everything = !found.lists.length && (found.chips.length > 0 || query.trim() === "");
    const quoted = holdingTerms(found, index);
    function allowed(document) {
      return inChips(document) && (!quoted || quoted(document));
    }
    const share = TUNING.relevant + TUNING.exacting * Math.max(0, 3 - found.words.length);
    const least = share * greatest(found.coverage, function (document) { return allowed(document) && passes(filters, document); });
    const candidates = [];
    for (let document = 0; document < index.documents; document += 1) {
      const holds = found.coverage[document] > 0 && found.coverage[document] >= least;
      if ((holds || everything) && allowed(document)) candidates.push(document);
    }
    return candidates;
  }

  /** Whether a document holds every term of the phrases: only such a one can hold the phrases. */
  function holdingTerms(found, index) {
    const quoted = new Set();
    found.words.forEach(function (one) { if (one.quoted) termsOfRun(one.run).forEach(function (term) { quoted.add(term); }); });
    if (!quoted.size) return null;
    const counts = new Uint8Array(index.documents);
    let terms = 0;
    found.lists.forEach(function (list) {
      if (!quoted.has(list.term)) return;
      terms += 1;
      list.documents.forEach(function (document) { counts[document] += 1; });
    });
    return function (document) { return counts[document] === terms; };
  }

  function inBodies(ids, columns, index) {
    return holdsAny(columns.ministries, placesOf(ids, index.bodies, "id"));
  }

  /** Of several bodies, what they did together; where there is no such thing, what any of them did. */
  function togetherOrAny(found, columns, index) {
    const tests = found.chips.map(function (chip) { return inBodies(chip.ids, columns, index); });
    function together(document) {
      return tests.every(function (test) { return test(document); });
    }
    if (tests.length < 2 || holdEnough(together, found, columns)) return together;
    return function (document) { return tests.some(function (test) { return test(document); }); };
  }

  /** Whether the documents that pass the test hold the rest of the query about as well as any other; without a rest, whether there are any. */
  function holdEnough(test, found, columns) {
    if (!found.lists.length) return columns.dates.some(function (_, document) { return test(document); });
    const best = greatest(found.coverage);
    return best > 0 && greatest(found.coverage, test) >= TUNING.chip * best;
  }

  /** The chips that may stand: 검찰 in a question about history is a word like others. */
  function keptChips(named, found, columns, index) {
    return named.filter(function (one) { return holdEnough(inBodies(one.chip.ids, columns, index), found, columns); });
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

  function hitOf(record, wanted, index) {
    const marks = record[3];
    return {
      id: record[0],
      address: record[1],
      title: record[2],
      titleGenerated: (marks & 1) > 0,
      date: record[4],
      dateInferred: (marks & 2) > 0,
      kind: record[5],
      ministries: record[6].map(function (id) { return { id: id, name: index.bodyNames.get(id) || id }; }),
      topics: record[7].map(function (slug) { return { slug: slug, name: index.topicNames.get(slug) || slug }; }),
      excerpt: excerptOf(record[8], wanted),
    };
  }

  function readManifest(index) {
    const bodies = index.bodies.map(function (row) {
      return { id: row[0], name: row[1], official: row[2], english: row[3], aliases: row[4], misspellings: row[5], lineage: row[6], alive: row[7], count: row[8] };
    });
    const topics = index.topics.map(function (row) { return { slug: row[0], name: row[1], area: row[2], count: row[3] }; });
    return Object.assign({}, index, {
      bodies: bodies,
      topics: topics,
      kinds: Object.keys(index.kinds).map(function (id) { return { id: id, name: index.kinds[id] }; }),
      nicknames: nicknames(bodies),
      bodyNames: new Map(bodies.map(function (body) { return [body.id, body.name]; })),
      topicNames: new Map(topics.map(function (topic) { return [topic.slug, topic.name]; })),
    });
  }

  function readColumns(blocks, index) {
    function joined(key) {
      return blocks.map(function (block) { return block[key]; }).join("");
    }
    return {
      lengths: Uint32Array.from(decode(joined("lengths"))),
      dates: Uint32Array.from(decode(joined("dates"))),
      kinds: Uint8Array.from(decode(joined("kinds"))),
      ministries: decodeLists(joined("ministries"), index.documents),
      topics: decodeLists(joined("topics"), index.documents),
    };
  }

  global.BriefingsSearch = {
    /** The engine of the site whose root is at `base`, relative to the page. Nothing is loaded yet. */
    open: function (base) { return new Engine(base); },
    add: add,
    // For tests and measurements.
    shardOf: shardOf,
    tuning: TUNING,
  };
})(window);
