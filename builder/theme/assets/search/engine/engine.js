/* Finds articles in the index that builder/publish/outputs/search/ writes. One code for a server and for file://. Nothing is loaded before
   the first question.

   const engine = BriefingsSearch.open("../");                       // the site's root, relative to the page
   engine.search("인공지능 인재", {year: ["2026"], limit: 10}).then(function (found) { … found.hits … });

   query.js says what a query means, rank.js which documents hold it. What is known of Korean comes with the index: particles, names. */
(function (search) {
  "use strict";

  const CHECKED = 200; // documents whose text is read for a phrase, if that fills the page
  const BATCH = 50; // … so many at once

  const READ = 10; // documents whose texts say in what order they stand …
  const SHORT = 4; // words of a query of which each one counts …
  const MORE = 8; // … and so many more documents are read where none holds one of them and others may

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

    /** Facet → a name in an older address → the one that stands for it now. */
    async moved() {
      return (await this.index()).moved;
    }

    async names() {
      const index = await this.index();
      return search.names.suggested(index, await this.load("people.js", index.version));
    }

    /** Who is named in office in which documents: {id, name, office, documents}; kept beside the columns from then on. */
    async named(index, columns) {
      if (!columns.people) columns.people = search.names.readNamed(await this.load("named.js", index.version));
      return columns.people;
    }

    shard(term, index) {
      return this.load("terms/" + search.terms.shardOf(term, index).toString(16) + ".js", index.version);
    }

    async postings(term, index) {
      const shard = await this.shard(term, index);
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

    /** The words of the titles, the commonest first. */
    async words(index) {
      return (await this.load("words.js", index.version)).split(" ");
    }

    /** The answer to what was written; where no text holds a word of it, to what may have been meant. */
    async search(query, options) {
      const asked = options || {};
      const index = await this.index();
      const typed = search.guess.hasInitials(query) ? search.guess.fromInitials(query, await this.words(index)) : query;
      const found = await this.answer(typed, asked, index);
      const meant = await this.meantBy(typed, found, asked, index);
      if (meant !== typed) {
        const better = await this.answer(meant, asked, index);
        if (better.total && better.missing.length < found.missing.length) return search.told.put(better, { kind: "guess", query: meant, written: query, literal: found.missing });
      }
      if (typed !== query && found.total) return search.told.put(found, { kind: "guess", query: typed, written: query, literal: [] });
      return found.missing.length ? search.told.put(found, { kind: "missing", words: found.missing }) : found;
    }

    /** The query with a guess in place of each word that no text holds. */
    async meantBy(query, found, asked, index) {
      const literal = asked.text || [];
      const wrong = found.missing.filter(function (word) { return !literal.includes(word); });
      if (!wrong.length) return query;
      const words = await this.words(index);
      return wrong.reduce(function (text, word) {
        const guess = search.guess.forWord(word, words);
        return guess ? text.replace(new RegExp(word, "i"), guess) : text;
      }, query);
    }

    async answer(query, asked, index) {
      const columns = await this.columns(index);
      if (asked.people || (asked.person || []).length || search.query.asksForPeople(query, index)) await this.named(index, columns);
      const found = await this.understand(query, asked, index);
      const filters = search.facets.filtersOf(asked, columns, index);
      const candidates = search.candidates.of(query, found, filters, columns, index);
      const offset = asked.offset || 0;
      const end = offset + (asked.limit === undefined ? 10 : asked.limit);
      const scores = asked.sort === "date" || !found.lists.length ? null : found.scores;
      const order = asked.sort === "date" || scores ? scores : search.candidates.leadOf(found, columns, index);
      const held = await this.holding(found.meant.phrases, candidates, end, filters, scores, index);
      const passing = held.documents.filter(function (document) { return search.facets.passes(filters, document); });
      const first = search.rank.first(passing, Math.max(end, READ), order, columns);
      const reading = await this.texts(first.slice(0, READ), new Set(passing), filters, found, index);
      const results = (scores ? reading.order.concat(first.filter(function (document) { return !reading.order.includes(document); })) : first);
      const shown = results.filter(function (document) { return !reading.none.has(document); }).slice(offset, end);
      const loading = Promise.all(shown.map((document) => this.record(document, index)));
      const counted = held.documents.filter(function (document) { return !reading.none.has(document); });
      const facets = search.facets.count(counted, filters, columns, index); // while the texts are on their way
      const wanted = search.excerpt.wantedIn(found.meant, found.lists);
      const records = await loading;
      return {
        total: passing.filter(function (document) { return !reading.none.has(document); }).length,
        atLeast: !held.whole,
        hits: records.map(function (record) { return hitOf(record, wanted, index); }),
        facets: facets,
        chips: found.meant.chips,
        missing: reading.missing,
        said: search.told.of(found),
        feeds: search.names.feedsOf(found.meant, asked, index),
      };
    }

    /** What the texts of the first documents say: in what order they stand, which hold nothing of the query though others do (독도 in 정기구독도),
        and which words no text holds. `passing` are all results. */
    async texts(documents, passing, filters, found, index) {
      const first = await this.readTexts(documents, found, index);
      const open = search.told.unheld(found, first.held);
      if (!open.length) return { order: first.order, none: first.none, missing: [] };
      if (found.meant.concepts.length > SHORT) return { order: first.order, none: first.none, missing: search.told.written(search.told.unknown(open, found)) };
      const inChips = search.candidates.inChips(found, await this.columns(index), index);
      const holding = (await Promise.all(open.map((concept) => this.documentsWith(concept, index)))).map(function (some) {
        return some.filter(function (document) { return inChips(document) && search.facets.passes(filters, document); });
      });
      const more = search.candidates.bestOf(holding.flat(), found.scores).filter(function (document) { return !documents.includes(document); }).slice(0, MORE);
      const all = more.length ? await this.readTexts(documents.concat(more), found, index) : first;
      const unheld = search.told.unheld(found, all.held);
      const missing = open.filter(function (concept, at) { return unheld.includes(concept) && holding[at].every(function (document) { return all.order.includes(document); }); });
      return { order: all.order.filter(function (document) { return passing.has(document); }), none: all.none, missing: search.told.written(missing) };
    }

    /** The documents, the best by their texts first; how much of each concept any of them holds; and which of them hold none. */
    async readTexts(documents, found, index) {
      const records = await Promise.all(documents.map((document) => this.record(document, index)));
      const concepts = found.meant.concepts;
      const words = concepts.map(function (concept) { return concept.alternatives[0]; }).flat();
      const held = concepts.map(function () { return 0; });
      const scores = new Map();
      const means = new Map();
      documents.forEach(function (document, at) {
        const text = search.reading.read(records[at]);
        const shares = search.reading.heldOf(text, concepts, index.particles);
        shares.forEach(function (share, place) { held[place] = Math.max(held[place], share); });
        const mean = shares.reduce(function (sum, one) { return sum + one; }, 0) / Math.max(1, shares.length);
        means.set(document, mean);
        scores.set(document, found.scores[document] * search.rank.byText(mean, search.reading.closeness(text, words)));
      });
      const empty = held.some(Boolean) ? documents.filter(function (document) { return means.get(document) === 0; }) : [];
      return { order: documents.slice().sort(function (a, b) { return scores.get(b) - scores.get(a); }), held: held, none: new Set(empty) };
    }

    /** The documents that hold all pairs of one way to say a concept, in whatever order. */
    async documentsWith(concept, index) {
      const ways = concept.alternatives.map((words) => this.lists(termsOf(words.map(function (word) { return word.stem; })), index));
      return (await Promise.all(ways)).map(search.candidates.inAll).flat();
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
      const dropped = [];
      for (let turn = 0; ; turn += 1) {
        const meant = search.query.understand(query, knownOf(literal, asked, index, columns));
        this.ahead(meant, index);
        Object.assign(meant, await search.meanings.expand(meant.concepts, literal, index, (path) => this.load(path, index.version)));
        const found = await this.lookUp(meant, index, columns);
        const wrong = turn > 1 ? [] : meant.chips.filter(function (chip) { return !chip.field && !search.candidates.bornOut(chip, found, columns, index); });
        if (!wrong.length) return Object.assign(search.candidates.withNearDays(found, columns, index), { dropped: dropped });
        wrong.forEach(function (chip) {
          literal.add(search.terms.joined(chip.matched));
          if (chip.kind === "date") dropped.push(chip);
        });
      }
    }

    /** The words' pairs begin to load while it is looked up what else they mean. What fails is told when it is needed. */
    ahead(meant, index) {
      search.rank.groupsOf(meant.concepts, index.particles).flat().forEach((weights) => {
        weights.forEach((_, term) => { this.shard(term, index).catch(function () {}); });
      });
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

  function knownOf(literal, asked, index, columns) {
    const today = new Date();
    return {
      language: index,
      literal: literal,
      today: asked.today || { y: today.getFullYear(), m: today.getMonth() + 1, d: today.getDate() },
      body: function (letters) { return search.names.bodyChip(letters, index); },
      topic: function (letters) { return search.names.topicChip(letters, index); },
      person: function (letters) { return search.names.personChip(letters, columns.people || []); },
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
