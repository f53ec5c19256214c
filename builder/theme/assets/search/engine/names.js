/* The names that the manifest brings: bodies under all their names, topics; and the chips they make of a query. */
(function (search) {
  "use strict";

  /** Name, as `joined` makes it → the bodies that bear it. */
  function bearersOf(bodies) {
    const bearers = new Map();
    bodies.forEach(function (body) {
      [body.official].concat(body.aliases, body.misspellings).forEach(function (name) {
        const letters = search.terms.joined(name);
        if (!bearers.has(letters)) bearers.set(letters, []);
        if (!bearers.get(letters).includes(body)) bearers.get(letters).push(body);
      });
    });
    return bearers;
  }

  /** The bodies a name leads to: those that bear it today, else those that bore it, with all before and after them. */
  function lineageOf(bearers) {
    const alive = bearers.filter(function (body) { return body.alive; });
    const ids = new Set(bearers.map(function (body) { return body.id; }));
    (alive.length ? alive : bearers).forEach(function (body) { body.lineage.forEach(function (id) { ids.add(id); }); });
    return Array.from(ids);
  }

  function bodyChip(letters, index) {
    const bearers = index.bearers.get(letters);
    if (!bearers) return null;
    const named = bearers.find(function (body) { return body.alive; }) || bearers[bearers.length - 1];
    const plain = named.alive && search.terms.joined(named.official) === letters; // its full name of today: it may be a word like others
    return { kind: "body", value: named.official, ids: lineageOf(bearers), name: named.name, plain: plain };
  }

  function topicChip(letters, index) {
    const topic = index.topics.find(function (one) { return search.terms.joined(one.name) === letters || one.slug === letters; });
    return topic ? { kind: "topic", value: topic.slug, name: topic.name } : null;
  }

  /** Those of that name; of two who share it, both. */
  function personChip(letters, people) {
    const bearers = people.filter(function (one) { return search.terms.joined(one.name) === letters; });
    return bearers.length ? { kind: "person", value: bearers[0].name, ids: bearers.map(function (one) { return one.id; }), name: bearers[0].name } : null;
  }

  /** The file of named.py: id → [name, office, postings]. */
  function readNamed(written) {
    return Object.keys(written).map(function (id) {
      const row = written[id];
      return { id: id, name: row[0], office: row[1], documents: new Set(search.files.decodePostings(row[2]).documents) };
    });
  }

  /** The manifest with its rows as objects, and its names where they are looked up. */
  function readManifest(index) {
    const bodies = index.bodies.map(function (row) {
      return { id: row[0], name: row[1], official: row[2], english: row[3], aliases: row[4], misspellings: row[5], lineage: row[6], alive: row[7], count: row[8] };
    });
    const topics = index.topics.map(function (row) { return { slug: row[0], name: row[1], area: row[2], count: row[3], areaSlug: row[4] }; });
    return Object.assign({}, index, {
      bodies: bodies,
      topics: topics,
      kinds: Object.keys(index.kinds).map(function (id) { return { id: id, name: index.kinds[id] }; }),
      bearers: bearersOf(bodies),
      bodyNames: new Map(bodies.map(function (body) { return [body.id, body.name]; })),
      topicNames: new Map(topics.map(function (topic) { return [topic.slug, topic.name]; })),
    });
  }

  /** The feeds of what is asked for, where that is a ministry and a topic and nothing else: {name, address}. A body's chip stands for all that it
      was called. */
  function feedsOf(meant, asked, index) {
    const chips = function (kind) { return meant.chips.filter(function (chip) { return chip.kind === kind; }); };
    const bodies = chips("body").map(function (chip) { return chip.ids; }).concat((asked.ministry || []).map(function (id) { return [id]; }));
    const topics = chips("topic").map(function (chip) { return chip.value; }).concat(asked.topic || []);
    const more = ["year", "kind", "area", "person"].some(function (facet) { return (asked[facet] || []).length > 0; }) || asked.from || asked.to;
    const words = meant.concepts.length + meant.excluded.length + chips("date").length + chips("person").length;
    if (bodies.length !== 1 || topics.length !== 1 || more || words) return [];
    return bodies[0].filter(function (id) { return (index.feeds[id] || []).includes(topics[0]); }).map(function (id) {
      return { name: index.bodyNames.get(id) + " · " + index.topicNames.get(topics[0]), address: "feeds/" + id + "/" + topics[0] + ".xml" };
    });
  }

  /** What `engine.names()` gives: all names as they can be suggested. */
  function suggested(index, people) {
    const kinds = {};
    index.kinds.forEach(function (kind) { kinds[kind.id] = kind.name; });
    return {
      bodies: index.bodies.map(function (body) {
        return { id: body.id, name: body.name, english: body.english, aliases: body.aliases, lineage: body.lineage, count: body.count };
      }),
      topics: index.topics.map(function (topic) { return { slug: topic.slug, name: topic.name, area: topic.area, areaSlug: topic.areaSlug, count: topic.count }; }),
      people: Object.keys(people).map(function (name) { return { name: name, office: people[name] }; }),
      kinds: kinds,
    };
  }

  search.names = { readManifest: readManifest, bodyChip: bodyChip, topicChip: topicChip, personChip: personChip, readNamed: readNamed, feedsOf: feedsOf, suggested: suggested };
})(window.BriefingsSearch = window.BriefingsSearch || {});
