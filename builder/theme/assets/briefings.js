/* Runs before Material's bundle, on every page, from a server and from disk. */
(function () {
  "use strict";
  // From disk a browser lets no script read the search index, and Material would log an error: take the search away.
  if (location.protocol === "file:") {
    document.querySelectorAll('.md-search, .bp-search-part').forEach(function (part) { part.remove(); });
    return;
  }
  // The large button on the home page leads into the search box of the header.
  var open = document.querySelector(".bp-search-open");
  var query = document.querySelector(".md-search__input");
  if (open && query) {
    open.hidden = false;
    open.addEventListener("click", function () { query.focus(); });
  }
})();
