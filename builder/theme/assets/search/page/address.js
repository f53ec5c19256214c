/* The search page's state and its address: ?q=…&ministry=…&topic=…&person=…&year=…&kind=…&area=…&from=…&to=…&sort=…&text=…. Pure. */
(function () {
  "use strict";

  const FACETS = ["ministry", "topic", "person", "year", "kind"];
  const LISTS = FACETS.concat("area"); // an area is filtered by, and has no counts of its own
  const VALID = { ministry: /^[\w-]+$/, topic: /^[\w-]+$/, area: /^[\w-]+$/, person: /^[\w-]+$/, year: /^(?:\d{4}|undated)$/, kind: /^\w+$/ };
  const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

  /* What an address asks for, by what stands behind it: ?q=… */
  function read(behind) {
    const given = new URLSearchParams(behind === undefined ? location.search : behind);
    const list = function (name) {
      return Array.from(new Set(given.getAll(name).join(",").split(","))).filter(function (value) { return VALID[name].test(value); });
    };
    const month = function (name) { return MONTH.test(given.get(name) || "") ? given.get(name) : ""; };
    return {
      q: (given.get("q") || "").trim(),
      ministry: list("ministry"), topic: list("topic"), person: list("person"), year: list("year"), kind: list("kind"), area: list("area"),
      from: month("from"), to: month("to"),
      sort: given.get("sort") === "date" ? "date" : "relevance",
      text: given.getAll("text").filter(Boolean),
    };
  }

  function address(of) {
    const given = new URLSearchParams();
    if (of.q) given.set("q", of.q);
    LISTS.forEach(function (facet) { of[facet].forEach(function (value) { given.append(facet, value); }); });
    if (of.from) given.set("from", of.from);
    if (of.to) given.set("to", of.to);
    if (of.sort !== "relevance") given.set("sort", of.sort);
    of.text.forEach(function (word) { given.append("text", word); });
    const query = String(given);
    return location.href.replace(/[?#].*$/, "") + (query ? "?" + query : "");
  }

  function filtered(of) {
    return Boolean(of.from || of.to) || LISTS.some(function (facet) { return of[facet].length > 0; });
  }

  function without(of) {
    return Object.assign({}, of, { ministry: [], topic: [], person: [], year: [], kind: [], area: [], from: "", to: "" });
  }

  /* Without letters that are no syllable yet: 인공ㅈ asks for 인공. Words of initial consonants alone stay: ㅅㅂ asks for 산불. */
  function complete(text) {
    return text.split(/\s+/).map(function (word) { return /^[ㄱ-ㅎ]{2,}$/.test(word) ? word : word.replace(/[ㄱ-ㅣ]+/g, " "); }).join(" ").replace(/\s+/g, " ").trim();
  }

  /* Of the words that are searched as text, those the query still holds. */
  function kept(text, query) {
    const plain = function (any) { return any.normalize("NFKC").toLowerCase(); };
    return text.filter(function (word) { return plain(query).includes(plain(word)); });
  }

  /* 2020-4, 2020.4, 202004 → 2020-04, for browsers without a month field; "" for anything else. */
  function month(text) {
    const digits = /^\s*(\d{4})\D?\s*(\d{1,2})\D?\s*$/.exec(text);
    const value = digits ? digits[1] + "-" + digits[2].padStart(2, "0") : "";
    return MONTH.test(value) ? value : "";
  }

  window.BriefingsAddress = { FACETS: FACETS, LISTS: LISTS, read: read, of: address, filtered: filtered, without: without, complete: complete, kept: kept, month: month };
})();
