/* What a reader means: text → a structured query. Pure: it knows the language and the names it is given, and no index.

   search.query.understand(`부처:산림청 산불 OR 들불 -헬기 "탄소 중립" 2023년 4월`, known) → {
     concepts: [{alternatives: [[word, …], …], label}],   what a text is about: one word mostly, or several ways to say it
     names: [word, …],                                    of bodies that are meant: welcome in a text, not asked of it
     phrases: [{letters, title}],                         quoted: what a text must hold as it is, blanks and marks aside
     excluded: [[run, …], …],                             what it must not hold
     chips: [{kind: "body" | "topic" | "date", …}],       what it must be of; `matched` is what the reader wrote
   }
   A word is {run, stem, weight, quoted, title, bound}: as written, without its particle, what it counts (0 … 1), where it must stand, and
   whether it is a part of one that is spelt in several ways.

   `known` holds language (language.yaml), today ({y, m, d}), literal (texts that mean what they say and nothing else), and the functions
   body(letters) and topic(letters), which give a chip or null. */
(function (search) {
  "use strict";

  const TOKEN = /(^|\s)([-−])?(?:([가-힣]{2,4})\s?[:：]\s?)?("[^"]+"|“[^“”]+”|「[^「」]+」|『[^『』]+』|[^\s"“「『]+)/g;
  const QUOTED = /"[^"]+"|“[^“”]+”|「[^「」]+」|『[^『』]+』/g;
  const DOTTED = /^[가-힣](?:[·ㆍ・‧][가-힣])+/; // 한·미·일
  const LETTERS_AND_DIGITS = /^([a-z]+)([0-9]+)$/;
  const HYPHENED = /^[a-z]+(?:[-&][a-z0-9]+)+$/;
  const ASKING = 0.15; // weight of a word that asks
  const ORDINAL = 0.5; // weight of 제 in 제2차
  const NAMED = 0.3; // weight of the words of a body that is meant
  const LONGEST_NAME = 6; // words of a name, 개인 정보 보호 위원회
  const SHORTEST_SPACED = 4; // letters of a name that may be written with spaces

  /* ---- the reader's text as tokens: {written, negated, field, quoted, text} --------------------------------------------------------- */

  function tokensOf(text, fields) {
    const tokens = [];
    TOKEN.lastIndex = 0;
    for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
      const field = found[3] && fieldOf(found[3], fields);
      const quoted = /^["“「『]/.test(found[4]);
      const said = quoted ? found[4].slice(1, -1) : found[4];
      tokens.push({ written: found[0].trim(), negated: Boolean(found[2]), field: field || "", quoted: quoted, text: found[3] && !field ? found[3] + " " + said : said });
    }
    return tokens;
  }

  function fieldOf(word, fields) {
    return Object.keys(fields).find(function (field) { return fields[field].includes(word); });
  }

  /* ---- words --------------------------------------------------------------------------------------------------------------- */

  function stemOf(run, particles) {
    const particle = search.terms.isHangul(run) && particles.find(function (ending) {
      return run.length - ending.length >= 2 && run.endsWith(ending);
    });
    return particle ? run.slice(0, -particle.length) : run;
  }

  /** 오르나요: it asks, and no text says it so. */
  function isVerb(stem, language) {
    return language.asking.some(function (ending) { return stem.length > ending.length && stem.endsWith(ending); });
  }

  function wordOf(run, token, language) {
    const exact = token.quoted;
    const stem = exact ? run : stemOf(run, language.particles);
    const asks = !exact && (token.closes || language.fillers.includes(run) || language.fillers.includes(stem) || language.questions.some(function (word) { return run.startsWith(word); }) || isVerb(stem, language));
    return { run: run, stem: stem, weight: asks ? ASKING : 1, quoted: exact, title: token.field === "title" };
  }

  /** A question ends with its verb: the last token, where a word before it asks. 신청하나 is 신청 and an ending, 나오나 all verb. */
  function close(tokens, language) {
    const last = tokens[tokens.length - 1];
    const asks = tokens.slice(0, -1).some(function (token) {
      return isPlain(token) && language.questions.some(function (word) { return token.text.startsWith(word); });
    });
    const run = asks && isPlain(last) ? search.terms.runsOf(last.text).pop() || "" : "";
    const bare = run.length > 1 && stemOf(run, language.particles) === run;
    if (bare && language.closing.some(function (ending) { return run.endsWith(ending); })) last.closes = true;
  }

  /** The words of a token; 제 before a number says little. */
  function wordsOf(token, language) {
    const runs = search.terms.runsOf(token.text);
    return runs.map(function (run, at) {
      const word = wordOf(run, token, language);
      if (run === language.ordinal && /^[0-9]/.test(runs[at + 1] || "")) word.weight = ORDINAL;
      return word;
    });
  }

  /** Other ways to write a token: 한·미·일 and 한미일, covid19 and covid-19. Each a list of runs. */
  function otherSpellings(token, language) {
    const plain = token.text.toLowerCase();
    const dotted = DOTTED.exec(plain);
    if (dotted) return [[search.terms.joined(dotted[0])]];
    if (areCountries(plain, language.countries)) return [Array.from(plain)];
    if (HYPHENED.test(plain)) return [[search.terms.joined(plain)]];
    const mixed = LETTERS_AND_DIGITS.exec(plain);
    return mixed && plain.length > 2 ? [[mixed[1], mixed[2]]] : [];
  }

  /** 한미일, 한중; 독일 is none. */
  function areCountries(text, countries) {
    const fits = text.length > 2 || (text.length === 2 && text[0] === countries[0]);
    return fits && text.length < 6 && Array.from(text).every(function (one) { return countries.includes(one); });
  }

  /** The concepts of a token: one for each of its words, or one that can be spelt in several ways. */
  function conceptsOf(token, language) {
    const words = wordsOf(token, language);
    const others = token.quoted ? [] : otherSpellings(token, language);
    if (!words.length) return [];
    if (!others.length) return words.map(function (word) { return { alternatives: [[word]], label: word.stem }; });
    const spelt = others.map(function (runs) { return runs.map(function (run) { return { run: run, stem: run, weight: 1, quoted: false, title: token.field === "title" }; }); });
    const alternatives = [words].concat(spelt);
    alternatives.flat().forEach(function (word) { word.bound = true; });
    return [{ alternatives: alternatives, label: token.text }];
  }

  /* ---- names --------------------------------------------------------------------------------------------------------------- */

  /** The chip of the longest run of tokens from `at` that is a name: {chip, length}, or null. */
  function nameAt(tokens, at, known) {
    for (let length = Math.min(LONGEST_NAME, tokens.length - at); length > 0; length -= 1) {
      const part = tokens.slice(at, at + length);
      if (!part.every(isPlain)) continue;
      const chip = chipOf(part.map(function (token) { return token.text; }).join(" "), length, known);
      if (chip) return { chip: chip, length: length };
    }
    return null;
  }

  function isPlain(token) {
    return !token.negated && !token.quoted && !token.field && !token.or;
  }

  /** The chip of words, as they are, without a particle, or by the office that they name. */
  function chipOf(text, length, known) {
    const letters = search.terms.joined(text);
    if (length > 1 && letters.length < SHORTEST_SPACED) return null;
    const stem = stemOf(letters, known.language.particles);
    const forms = [[letters, text], [stem, length === 1 ? stem : text]].concat(length === 1 ? officesOf(stem, known.language) : []);
    for (const form of forms) {
      const chip = known.literal.has(form[0]) || known.literal.has(letters) ? null : known.body(form[0]);
      if (chip) return Object.assign(chip, { matched: form[1], plain: chip.plain || form[2] === true });
    }
    return null;
  }

  /** 법무장관 → 법무부: whose office it is. */
  function officesOf(letters, language) {
    return Object.keys(language.offices).filter(function (office) {
      return letters.endsWith(office) && letters.length >= office.length + 2;
    }).map(function (office) { return [letters.slice(0, -office.length) + language.offices[office], letters, true]; });
  }

  /* ---- operators ----------------------------------------------------------------------------------------------------------- */

  /** The tokens with those between OR bound together: `or` numbers the group. */
  function withGroups(tokens) {
    const kept = [];
    let group = 0;
    let open = false;
    tokens.forEach(function (token) {
      const before = kept[kept.length - 1];
      if (token.text === "OR" && !token.quoted) {
        if (before && !before.or) before.or = group += 1;
        open = Boolean(before);
        return;
      }
      kept.push(open ? Object.assign(token, { or: before.or }) : token);
      open = false;
    });
    return kept;
  }

  function isAlone(token, tokens) {
    return !tokens.some(function (other) { return other !== token && other.or === token.or; });
  }

  /** Years that begin a name (2050 탄소중립위원회) covered: they date nothing. */
  function withoutNames(text, known) {
    return text.replace(/(^|\s)([0-9]\S*)/g, function (all, blank, number, at) {
      const name = nameAt(tokensOf(text.slice(at), known.language.fields), 0, known);
      return name && name.length > 1 ? blank + "x".repeat(number.length) : all;
    });
  }

  function dateOf(text, known) {
    const masked = withoutNames(text, known).replace(QUOTED, function (quoted) { return "x".repeat(quoted.length); }).replace(/(^|\s)-\S+/g, function (all) { return " ".repeat(all.length); });
    const found = search.dates.find(masked, known.today);
    return found && !known.literal.has(search.terms.joined(found.matched)) ? found : null;
  }

  function dateChip(span, matched) {
    return { kind: "date", value: span.value, from: span.from, to: span.to, matched: matched };
  }

  /** What a token with a field gives: a chip, or null where the value is none. */
  function fieldChip(token, known) {
    const letters = search.terms.joined(token.text);
    if (token.field === "ministry") return known.body(letters);
    if (token.field === "topic") return known.topic(letters);
    if (token.field === "person") return known.person(letters);
    if (token.field !== "date") return null;
    const span = search.dates.read(token.text) || search.dates.find(token.text, known.today);
    return span && dateChip(span);
  }

  /* ---- all of it ----------------------------------------------------------------------------------------------------------- */

  function understand(query, known) {
    const meant = { concepts: [], names: [], phrases: [], excluded: [], chips: [] };
    const date = dateOf(query, known);
    const rest = date ? query.slice(0, date.start) + " " + query.slice(date.end) : query;
    if (date) meant.chips.push(dateChip(date, date.matched));
    const tokens = withGroups(tokensOf(rest.replace(/\|/g, " OR "), known.language.fields));
    const groups = new Map();
    close(tokens, known.language);
    for (let at = 0; at < tokens.length; at += 1) {
      const name = nameAt(tokens, at, known);
      if (name) {
        meant.chips.push(name.chip);
        meant.names.push.apply(meant.names, wordsOfChip(name.chip, known.language));
        at += name.length - 1;
      } else {
        put(tokens[at], meant, groups, known, isAlone(tokens[at], tokens));
      }
    }
    return meant;
  }

  /** A body that is meant counts a little as a word too, by its present name, whichever was written; so does the office of its head. */
  function wordsOfChip(chip, language) {
    const office = Object.keys(language.offices).find(function (one) { return chip.matched.endsWith(one); });
    return search.terms.runsOf(chip.value).concat(office || []).map(function (run) {
      return { run: run, stem: run, weight: NAMED, quoted: false, title: false };
    });
  }

  function put(token, meant, groups, known, alone) {
    const chip = token.field && !token.negated && fieldChip(token, known);
    if (chip) meant.chips.push(Object.assign({}, chip, { matched: token.written, field: token.field }));
    else if (token.negated) exclude(token, meant);
    else if (token.or && !alone) alternative(token, meant, groups, known.language);
    else {
      const letters = search.terms.joined(token.text);
      if (token.quoted && letters) meant.phrases.push({ letters: letters, title: token.field === "title" });
      meant.concepts.push.apply(meant.concepts, conceptsOf(token, known.language));
    }
  }

  function exclude(token, meant) {
    const runs = search.terms.runsOf(token.text);
    if (runs.length) meant.excluded.push(runs);
  }

  /** One of several words between OR: the first makes the concept, the others are more ways to meet it. */
  function alternative(token, meant, groups, language) {
    const words = wordsOf(Object.assign({}, token, { quoted: false }), language);
    if (!words.length) return;
    const concept = groups.get(token.or);
    if (concept) {
      concept.alternatives.push(words);
      concept.label += " OR " + token.text;
    } else {
      groups.set(token.or, { alternatives: [words], label: token.text });
      meant.concepts.push(groups.get(token.or));
    }
  }

  /** Whether a query has a field of people: then `known.person` must know them. */
  function asksForPeople(query, language) {
    return tokensOf(query, language.fields).some(function (token) { return token.field === "person"; });
  }

  search.query = { understand: understand, stemOf: stemOf, asksForPeople: asksForPeople };
})(window.BriefingsSearch = window.BriefingsSearch || {});
