/* Finds articles in the index that builder/publish/outputs/search/ writes. One code for a server and for file://. Nothing is loaded before
   the first question.

   const engine = BriefingsSearch.open("../");                       // the site's root, relative to the page
   engine.search("인공지능 인재", {year: ["2026"], limit: 10}).then(function (found) { … found.hits … });

   query.js says what a query means, rank.js which documents hold it. What is known of Korean comes with the index: particles, names. */
(function (search) {
  "use strict";

  // A chip's documents must hold this share of what the best document holds, or what it stands for is a word like others.
  const ENOUGH = 0.75;
  const ENOUGH_PLAIN = 0.9; // … more where a body's full name of today was written
  const CHECKED = 200; // documents whose text is read for a phrase, if that fills the page
  const BATCH = 50; // … so many at once

  const READ = 30; // documents whose texts say in what order they stand

  class Engine {
    constructor(base) {
      this.base = base + "search/";
      this.loads = new Map(); // path → promise
    }

    /** A file of the index, once; one that failed is tried again the next time. */
    load(path, version) {
      const known = this.loads.get(path);
      if (known) return known;
      const promise = search.files.load(this.base + path + (version ? "?v=" + version : ""));
      this.loads.set(path, promise);
      promise.catch(() => this.loads.delete(path));
      return promise;
    }

    index() {
      if (!this.read) {
        this.read = this.load("index.js").then(search.names.readManifest);
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
      return search.names.suggested(await this.index());
    }

    async postings(term, index) {
      const shard = await this.load("terms/" + search.terms.shardOf(term, index).toString(16) + ".js", index.version);
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
        const list = search.files.decodePostings(written[at]);
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
      const filters = search.facets.filtersOf(asked, columns, index);
      const candidates = candidatesOf(query, found, filters, columns, index);
      const offset = asked.offset || 0;
      const end = offset + (asked.limit === undefined ? 10 : asked.limit);
      const scores = asked.sort === "date" || !found.lists.length ? null : found.scores;
      const held = await this.holding(found.meant.phrases, candidates, end, filters, scores, index);
      const passing = held.documents.filter(function (document) { return search.facets.passes(filters, document); });
      const ordered = search.rank.first(passing, Math.max(end, READ), scores, columns);
      const shown = (scores ? await this.reordered(ordered, found, index) : ordered).slice(offset, end);
      const loading = Promise.all(shown.map((document) => this.record(document, index)));
      const facets = search.facets.count(held.documents, filters, columns, index); // counted while the texts are on their way
      const wanted = search.excerpt.wantedIn(found.meant, found.lists);
      const records = await loading;
      return {
        total: passing.length,
        atLeast: !held.whole,
        hits: records.map(function (record) { return hitOf(record, wanted, index); }),
        facets: facets,
        chips: found.meant.chips,
      };
    }

    /** The first documents in the order that their texts give them: words that really stand there, and stand together, come first. */
    async reordered(ordered, found, index) {
      const head = ordered.slice(0, READ);
      const records = await Promise.all(head.map((document) => this.record(document, index)));
      const words = found.meant.concepts.map(function (concept) { return concept.alternatives[0]; }).flat();
      const scores = new Map(head.map(function (document, at) {
        const text = search.reading.read(records[at]);
        const held = search.reading.heldOf(text, found.meant.concepts, index.particles);
        const mean = held.reduce(function (sum, one) { return sum + one; }, 0) / Math.max(1, held.length);
        return [document, found.scores[document] * search.rank.byText(mean, search.reading.closeness(text, words))];
      }));
      return head.sort(function (a, b) { return scores.get(b) - scores.get(a); }).concat(ordered.slice(READ));
    }

    /** The candidates whose text holds all phrases. Where there are many, not all are read: then `whole` is false. */
    async holding(phrases, candidates, wanted, filters, scores, index) {
      if (!phrases.length) return { documents: candidates, whole: true };
      const columns = await this.columns(index);
      const parts = [[], []];
      candidates.forEach(function (document) { parts[search.facets.passes(filters, document) ? 0 : 1].push(document); });
      const ordered = [].concat.apply([], parts.map(function (part) { return search.rank.first(part, part.length, scores, columns); }));
      const documents = [];
      let read = 0;
      while (read < ordered.length && (read < CHECKED || (documents.length < wanted && read < parts[0].length))) {
        const batch = ordered.slice(read, read + BATCH);
        const records = await Promise.all(batch.map((document) => this.record(document, index)));
        records.forEach(function (record, at) { if (holdsPhrases(record, phrases)) documents.push(batch[at]); });
        read += batch.length;
      }
      return { documents: documents, whole: read >= ordered.length };
    }

    /** What the query means, as far as the documents bear it out: a chip whose documents do not hold the rest is words like others. */
    async understand(query, asked, index) {
      const literal = new Set((asked.text || []).map(search.terms.joined));
      const columns = await this.columns(index);
      for (let turn = 0; ; turn += 1) {
        const meant = search.query.understand(query, knownOf(literal, asked, index));
        const found = await this.lookUp(meant, index, columns);
        const wrong = turn > 1 ? [] : meant.chips.filter(function (chip) { return !chip.field && !bornOut(chip, found, columns, index); });
        if (!wrong.length) return found;
        wrong.forEach(function (chip) { literal.add(search.terms.joined(chip.matched)); });
      }
    }

    /** The postings of all words, and what they say of each document. */
    async lookUp(meant, index, columns) {
      const groups = search.rank.groupsOf(meant.concepts, index.particles);
      const lists = await Promise.all(groups.map((ways) => Promise.all(ways.map((weights) => this.lists(weights, index)))));
      const excluded = await Promise.all(meant.excluded.map((runs) => this.lists(termsOf(runs), index)));
      const names = await this.lists(search.rank.weightedTerms(meant.names, index.particles), index);
      const ranked = search.rank.rank(lists, names, columns, index);
      return { meant: meant, lists: lists.flat(2), excluded: excluded, scores: ranked.scores, coverage: ranked.coverage };
    }
  }

  function knownOf(literal, asked, index) {
    const today = new Date();
    return {
      language: index,
      literal: literal,
      today: asked.today || { y: today.getFullYear(), m: today.getMonth() + 1, d: today.getDate() },
      body: function (letters) { return search.names.bodyChip(letters, index); },
      topic: function (letters) { return search.names.topicChip(letters, index); },
    };
  }

  function termsOf(runs) {
    const weights = new Map();
    runs.forEach(function (run) { search.terms.termsOfRun(run).forEach(function (term) { weights.set(term, 1); }); });
    return weights;
  }

  function holdsPhrases(record, phrases) {
    const title = search.terms.joined(record[2]);
    let text = "";
    return phrases.every(function (phrase) {
      if (title.includes(phrase.letters)) return true;
      text = text || search.terms.joined(record[8]);
      return !phrase.title && text.includes(phrase.letters);
    });
  }

  // -------------------------------------------------------------------------------------------------------------- candidates

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
    if (chip.kind === "date") return facets.within(chip.from, chip.to, columns);
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

  // --------------------------------------------------------------------------------------------------------------------- hits

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
      excerpt: search.excerpt.of(record[8], wanted),
    };
  }

  function readColumns(blocks, index) {
    function joined(key) {
      return blocks.map(function (block) { return block[key]; }).join("");
    }
    const files = search.files;
    return {
      lengths: Uint32Array.from(files.decode(joined("lengths"))),
      dates: Uint32Array.from(files.decode(joined("dates"))),
      kinds: Uint8Array.from(files.decode(joined("kinds"))),
      ministries: files.decodeLists(joined("ministries"), index.documents),
      topics: files.decodeLists(joined("topics"), index.documents),
    };
  }

  /** The engine of the site whose root is at `base`, relative to the page. Nothing is loaded yet. */
  search.open = function (base) { return new Engine(base); };
})(window.BriefingsSearch = window.BriefingsSearch || {});
