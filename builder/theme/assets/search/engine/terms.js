/* Text → the terms it is found by, with the same expressions as builder/publish/outputs/search/terms.py; and where a term's postings stand. */
(function (search) {
  "use strict";

  const HANGUL = "\uac00-\ud7a3";
  const HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff";
  const LETTERS = "0-9a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u052f";
  const RUNS = new RegExp("[" + HANGUL + "]+|[" + HAN + "]+|[" + LETTERS + "]+", "g");
  const IS_HANGUL = new RegExp("^[" + HANGUL + "]");
  const IS_SYLLABLE = new RegExp("^[" + HANGUL + HAN + "]");

  function normalise(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  /** 2,300 is 2300. */
  function withoutThousands(text) {
    return text.replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1");
  }

  /** The runs of letters of one script, in order. */
  function runsOf(text) {
    return withoutThousands(normalise(text)).match(RUNS) || [];
  }

  /** The pairs of syllables of a run; a run of another script, or of one syllable, is a term as it is. */
  function termsOfRun(run) {
    if (!IS_SYLLABLE.test(run) || run.length === 1) return [run];
    const terms = [];
    for (let at = 0; at + 1 < run.length; at += 1) terms.push(run.slice(at, at + 2));
    return terms;
  }

  /** All letters of a text without blanks and marks: 탄소 중립, 탄소·중립 and 탄소중립 are one. */
  function joined(text) {
    return runsOf(text).join("");
  }

  function isHangul(text) {
    return IS_HANGUL.test(text);
  }

  /** What finds terms in a text in lower case: pairs at any place, all else between what are no letters of its script. */
  function patternOf(terms) {
    const each = Array.from(terms, function (term) {
      if (!IS_SYLLABLE.test(term)) return between(term, LETTERS);
      return term.length === 2 ? term : between(term, isHangul(term) ? HANGUL : HAN);
    });
    return new RegExp(each.length ? each.join("|") : "(?!)", "g");
  }

  function between(term, letters) {
    return "(?<![" + letters + "])" + term + "(?![" + letters + "])";
  }

  /** Calls `found(place, term)` for each place in the text at which the pattern finds a term: 인공지능 holds 인공 and 공지. */
  function eachPlace(pattern, text, found) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      pattern.lastIndex = match.index + 1;
      found(match.index, match[0]);
    }
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

  search.terms = {
    normalise: normalise, runsOf: runsOf, termsOfRun: termsOfRun, joined: joined, isHangul: isHangul,
    patternOf: patternOf, eachPlace: eachPlace, hash: hash, shardOf: shardOf,
  };
})(window.BriefingsSearch = window.BriefingsSearch || {});
