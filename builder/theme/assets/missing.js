/* 404.html, which stands alone: this stands in it where nobody knows the archive's address. Its folders tell where it lies. */
(function (folders) {
  "use strict";
  const root = location.pathname.replace(new RegExp("(" + folders + ")/.*$|[^/]*$"), "");
  document.querySelectorAll("a").forEach(function (link) { link.href = root + link.getAttribute("href"); });
  document.forms[0].action = root + "search.html";
})(document.body.dataset.folders);
