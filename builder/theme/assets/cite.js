/* Citations: the day on which the page is read, which no build can know. Without it the forms are whole but for that day. */
(function () {
  "use strict";
  const line = document.getElementById("cite-line");
  if (!line || !("retrieved" in line.dataset)) return; // where nobody can say at which address it was read
  const words = window.BriefingsWords.cite;
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const iso = parts.map(function (part) { return String(part).padStart(2, "0"); });
  const change = function (form, made) {
    const place = document.getElementById("cite-" + form);
    place.textContent = made(place.textContent);
  };
  change("line", function (text) { return text + ", " + words.retrieved.replace("{date}", parts.join(". ") + "."); });
  change("bibtex", function (text) { return text.replace(/\n\}\s*$/, "\n  urldate = {" + iso.join("-") + "},\n}\n"); });
  change("ris", function (text) { return text.replace(/^ER {2}- /m, "Y2  - " + iso.join("/") + "/\nER  - "); });
  change("csl", function (text) {
    const items = JSON.parse(text);
    items[0].accessed = { "date-parts": [parts] };
    return JSON.stringify(items, null, 2) + "\n";
  });
  change("wiki", function (text) { return text.replace(/\}\}<\/ref>$/, " |" + words.wiki_retrieved + "=" + iso.join("-") + "}}</ref>"); });
})();
