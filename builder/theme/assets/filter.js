/* The filter box of the indexes of ministries and topics: names stay that hold what is typed, in their own words, as an
   abbreviation (기재부), in English, or by their first consonants (ㄱㅎㅈㅈㅂ). Without this script the box is not there. */
(function () {
  "use strict";
  var box = document.querySelector(".bp-filter");
  if (!box) return;
  var input = box.querySelector("input");
  var status = box.querySelector("[role=status]");
  var data = document.querySelector(".bp-filter-words");
  var words = data ? JSON.parse(data.textContent) : {};
  var FIRSTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

  function plain(text) { return text.normalize("NFC").toLowerCase().replace(/[\s·ㆍ・‧]+/g, ""); }

  /* 기획재정부 → ㄱㅎㅈㅈㅂ */
  function consonants(text) {
    return text.replace(/[가-힣]/g, function (syllable) {
      return FIRSTS.charAt(Math.floor((syllable.charCodeAt(0) - 0xac00) / 588));
    });
  }

  var items = Array.prototype.map.call(document.querySelectorAll(".bp-names li"), function (item) {
    var link = item.querySelector("a");
    var text = plain(item.textContent + " " + (words[link.getAttribute("href")] || ""));
    return { node: item, text: text, firsts: consonants(plain(link.textContent)) };
  });

  /* A heading goes when nothing is left below it. */
  function hideEmpty() {
    document.querySelectorAll(".bp-names").forEach(function (list) {
      var empty = !list.querySelector("li:not([hidden])");
      list.hidden = empty;
      var heading = list.previousElementSibling;
      if (heading && heading.tagName === "H3") heading.hidden = empty;
    });
    document.querySelectorAll(".bp-section").forEach(function (section) {
      section.hidden = !section.querySelector("li:not([hidden])");
    });
  }

  function filter() {
    var typed = plain(input.value);
    var byFirsts = /^[ㄱ-ㅎ]+$/.test(typed);
    var found = 0;
    items.forEach(function (item) {
      item.node.hidden = (byFirsts ? item.firsts : item.text).indexOf(typed) < 0;
      if (!item.node.hidden) found += 1;
    });
    hideEmpty();
    status.textContent = !typed ? "" : found ? box.dataset.found.replace("{count}", found) : box.dataset.none;
  }

  input.addEventListener("input", filter);
  input.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && input.value) { input.value = ""; filter(); event.preventDefault(); }
  });
  box.hidden = false;
  if (input.value) filter(); // the browser kept it when the reader came back
})();
