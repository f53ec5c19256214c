/* What to suggest while one types: ministries, topics and people by any of their names, and by a part inside a word. Pure.

   An option: {one: {kind, ids, page, name, count, …}, by: the other name it was found by, rest: the query before the name}. */
(function () {
  "use strict";

  const SHOWN = 6; // suggestions at once
  const WORDS = 3; // of the query's last words, the most that are tried as one name

  /* A body's identifier begins with its English initials: msit-2017 → MSIT. */
  function acronym(id) { return id.replace(/-.*$/, "").toUpperCase(); }

  /* Ministries and topics as they are matched, made once from the engine's names. A body without articles leads to those it became. */
  function candidates(names) {
    const letters = window.BriefingsLetters;
    const counts = {};
    names.bodies.forEach(function (body) { counts[body.id] = body.count; });
    const some = function (id) { return counts[id] > 0; };
    const forms = function (list) {
      // The years of a body whose name another bore too, 행정안전부(2017–), are not typed.
      return list.filter(Boolean).map(function (name) { return { name: name, from: letters.prepared(name.replace(/\([\d–]+\)$/, "")) }; });
    };
    const bodies = names.bodies.map(function (body) {
      const ids = some(body.id) ? [body.id] : (body.lineage || []).filter(some);
      return { kind: "ministry", ids: ids, page: "ministries/" + body.id + ".html", name: body.name, count: body.count, forms: forms([body.name].concat(body.aliases || [], acronym(body.id), body.english)) };
    });
    const topics = names.topics.filter(function (topic) { return topic.count > 0; }).map(function (topic) {
      return { kind: "topic", ids: [topic.slug], page: "topics/" + topic.slug + ".html", name: topic.name, count: topic.count, forms: forms([topic.name]) };
    });
    const people = names.people.map(function (one) { return { kind: "person", ids: [one.name], name: one.name, count: 0, office: one.office, forms: forms([one.name]) }; });
    return bodies.concat(topics, people).filter(function (one) { return one.ids.length > 0; });
  }

  /* The best first: what has articles before bodies that have none of their own, these before people; then by how well the name matches, then
     by how much there is. */
  function ranked(text, all) {
    const typed = window.BriefingsLetters.query(text);
    const found = [];
    all.forEach(function (one) {
      let best = { score: 0 };
      one.forms.forEach(function (form, place) {
        const score = window.BriefingsLetters.score(form.from, typed) - (place ? 1 : 0);
        if (score > best.score) best = { score: score, name: form.name };
      });
      if (best.score > 0) found.push({ one: one, score: best.score, by: best.name });
    });
    const last = function (hit) { return hit.one.kind === "person" ? 2 : hit.one.count ? 0 : 1; };
    return found.sort(function (a, b) { return last(a) - last(b) || b.score - a.score || b.one.count - a.one.count; });
  }

  /* The longest end of the query that begins a name: 수소 기재부 → 기획재정부, with 수소 as the rest. */
  function suggestions(text, all) {
    const words = text.trim().split(/\s+/).filter(Boolean);
    for (let from = Math.max(0, words.length - WORDS); from < words.length; from++) {
      const found = ranked(words.slice(from).join(" "), all).slice(0, SHOWN);
      if (found.length) {
        const rest = words.slice(0, from).join(" ");
        return found.map(function (hit) { return { one: hit.one, by: hit.by === hit.one.name ? "" : hit.by, rest: rest }; });
      }
    }
    return [];
  }

  /* For a query that finds nothing: names that are a slip or two away, by strokes. */
  function nearest(text, all) {
    const letters = window.BriefingsLetters;
    const tries = [text].concat(text.trim().split(/\s+/)).map(letters.strokes).filter(function (typed) { return typed.length > 3; });
    const found = [];
    all.forEach(function (one) {
      let best = Infinity;
      one.forms.forEach(function (form) {
        tries.forEach(function (typed) {
          const name = form.from.length ? form.from[0].strokes : "";
          if (Math.abs(name.length - typed.length) * 3 > typed.length) return;
          const share = letters.distance(name, typed) / typed.length;
          if (share <= 0.34) best = Math.min(best, share);
        });
      });
      if (best < Infinity) found.push({ one: one, share: best });
    });
    found.sort(function (a, b) { return a.share - b.share || b.one.count - a.one.count; });
    return found.slice(0, SHOWN).map(function (hit) { return { one: hit.one, by: "", rest: "" }; });
  }

  window.BriefingsSuggest = { candidates: candidates, suggestions: suggestions, nearest: nearest };
})();
