/* How a result looks: values → elements.

   const hit = BriefingsResults(words, base)    // the page's words, the site's root relative to the page */
(function () {
  "use strict";

  const { element, korean } = window.BriefingsElements;

  window.BriefingsResults = function (words, base) {
    function hit(one) {
      const item = element("li", "bp-hit");
      const head = element("h3", "bp-hit__title");
      const link = element("a", "", one.titleGenerated ? "[" + one.title + "]" : one.title);
      link.href = base + one.address;
      head.append(link);
      if (one.titleGenerated) head.append(" ", element("span", "bp-mark", words.generated));
      const text = element("p", "bp-hit__text");
      one.excerpt.forEach(function (piece) { text.append(piece.marked ? element("mark", "", piece.text) : piece.text); });
      item.append(head, text, facts(one));
      return item;
    }

    function facts(one) {
      const line = element("p", "bp-hit__facts");
      const date = element(one.date ? "time" : "span", one.date ? "" : "bp-mark", one.date ? korean(one.date) : words.undated);
      if (one.date) date.dateTime = one.date;
      line.append(date);
      if (one.date && one.dateInferred) line.append(" ", element("span", "bp-mark", words.inferred));
      [["ministries", "bp-hit__ministry"], ["topics", "bp-hit__topic"]].forEach(function (list) {
        one[list[0]].forEach(function (named) { line.append(" ", element("span", list[1], named.name)); });
      });
      return line;
    }

    return hit;
  };
})();
