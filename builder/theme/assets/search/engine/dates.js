/* Dates in a query: 2020년 4월, 2026. 7. 23., 1999, 2021년 상반기, 24년 12월 3일, 2020~2022, 작년 3월, 지난달 … → a span of days. Pure.

   search.dates.find("2023년 4월 산불", {y: 2026, m: 5, d: 20})
     → {value: "2023-04", from: 842404 …, to: …, matched: "2023년 4월", start: 0, end: 8}

   A day is a number that sorts as the index's do (layout.py's date_number): 416 a year, 32 a month; a coarse date before its days. `value`
   is ISO at the precision that was asked for, or two of them with ".." between. */
(function (search) {
  "use strict";

  const YEAR = "((?:19|20)[0-9]{2})";
  const SHORT = "['’‘`]?([0-9]{2})"; // 24년 12월, ’24. 12.
  const MONTH = "(1[0-2]|0?[1-9])";
  const DAY = "(3[01]|[12][0-9]|0?[1-9])";
  const NEAR_YEARS = { "재작년": -2, "작년": -1, "지난해": -1, "전년": -1, "올해": 0, "금년": 0, "내년": 1 };
  const NEAR_MONTHS = { "지지난달": -2, "지난달": -1, "지난 달": -1, "전달": -1, "이번달": 0, "이번 달": 0, "이달": 0 };
  const NEAR_DAYS = { "그저께": -2, "그제": -2, "어제": -1, "오늘": 0 };
  const NEAR_WEEKS = { "지난주": -1, "지난 주": -1, "이번주": 0, "이번 주": 0 };
  const UNITS = { "일": 1, "주": 7, "주일": 7, "개월": 30.4, "달": 30.4, "년": 365.25 };
  const DAY_MS = 86400000;

  function anyOf(words) {
    return "(" + Object.keys(words).sort(function (a, b) { return b.length - a.length; }).join("|").replace(/ /g, "\\s") + ")";
  }

  /* ---- points: {y, m, d} with the month and the day where they are known --------------------------------------------------- */

  function pad(number, width) { return String(number).padStart(width, "0"); }

  function iso(point) {
    return pad(point.y, 4) + (point.m ? "-" + pad(point.m, 2) : "") + (point.d ? "-" + pad(point.d, 2) : "");
  }

  function lowest(point) { return point.y * 416 + (point.m || 0) * 32 + (point.d || 0); }
  function highest(point) { return point.y * 416 + (point.m || 12) * 32 + (point.d || 31); }

  function span(first, last) {
    const ends = [first, last || first];
    if (highest(ends[1]) < lowest(ends[0])) ends.reverse();
    const values = ends.map(iso);
    return { value: values[0] === values[1] ? values[0] : values.join(".."), from: lowest(ends[0]), to: highest(ends[1]) };
  }

  function dayOf(time) {
    const date = new Date(time);
    return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() };
  }

  function timeOf(point) { return Date.UTC(point.y, (point.m || 1) - 1, point.d || 1); }

  function isDay(point) {
    const same = dayOf(timeOf(point));
    return same.m === (point.m || 1) && same.d === (point.d || 1);
  }

  function monthFrom(today, step) {
    const months = today.y * 12 + today.m - 1 + step;
    return { y: Math.floor(months / 12), m: (months % 12) + 1 };
  }

  /** 24 → 2024, 98 → 1998: the last such year that is not after the next. */
  function wholeYear(digits, today) {
    const year = Math.floor(today.y / 100) * 100 + Number(digits);
    return year > today.y + 1 ? year - 100 : year;
  }

  function part(year, half, quarter) {
    if (half) return span({ y: year, m: half === "상" ? 1 : 7 }, { y: year, m: half === "상" ? 6 : 12 });
    return span({ y: year, m: quarter * 3 - 2 }, { y: year, m: quarter * 3 });
  }

  /* ---- the forms: [expression, match and today → a span or null], the longest first ---------------------------------------- */

  function point(y, m, d) {
    return { y: Number(y), m: m ? Number(m) : 0, d: d ? Number(d) : 0 };
  }

  function spanOf(one) { return isDay(one) ? span(one) : null; }

  const RELATIVE_YEAR = "(?:" + anyOf(NEAR_YEARS) + "|" + YEAR + "\\s*년도?)";

  function yearOf(relative, digits, today) {
    return relative ? today.y + NEAR_YEARS[relative] : Number(digits);
  }

  /** A point with the words for it: 2020년 4월 3일, 2020. 4. 3., 2020-04, 작년 3월. The groups: see `pointOf`. */
  const POINT = "(?:" + RELATIVE_YEAR + "|" + YEAR + "(?=\\s*[.\\-/~]|$|\\s))(?:\\s*[.\\-/]?\\s*" + MONTH + "(?:\\s*월|(?=\\s*[.\\-/~]|$|\\s))(?:\\s*[.\\-/]?\\s*" + DAY + "(?:\\s*일|\\.|(?=\\s|$|~)))?)?\\.?";

  function pointOf(groups, today) {
    return point(groups[0] ? yearOf(groups[0], "", today) : groups[1] || groups[2], groups[3], groups[4]);
  }

  const FORMS = [
    [POINT + "\\s*(?:~|∼|-|–|부터)\\s*" + POINT + "(?:까지)?", function (found, today) {
      return between(pointOf(found.slice(1, 6), today), pointOf(found.slice(6, 11), today));
    }],
    [POINT + "\\s*(?:~|∼|-|–|부터)\\s*" + MONTH + "\\s*월(?:\\s*" + DAY + "\\s*일)?(?:까지)?", function (found, today) {
      const first = pointOf(found.slice(1, 6), today);
      return first.m ? between(first, point(first.y, found[6], found[7])) : null;
    }],
    [RELATIVE_YEAR + "\\s*(상|하)반기", function (found, today) { return part(yearOf(found[1], found[2], today), found[3]); }],
    [RELATIVE_YEAR + "\\s*([1-4])\\s*(?:사\\s*)?분기", function (found, today) { return part(yearOf(found[1], found[2], today), "", Number(found[3])); }],
    [YEAR.replace("[0-9]{2}", "[0-9]") + "0\\s*년대", function (found) { return span(point(found[1] + "0"), point(found[1] + "9")); }],
    [RELATIVE_YEAR + "\\s*" + MONTH + "\\s*월(?:\\s*" + DAY + "\\s*일)?", function (found, today) { return spanOf(point(yearOf(found[1], found[2], today), found[3], found[4])); }],
    [YEAR + "\\s*[.\\-/]\\s*" + MONTH + "\\s*[.\\-/]\\s*" + DAY + "\\.?", function (found) { return spanOf(point(found[1], found[2], found[3])); }],
    [YEAR + "\\s*[.\\-/]\\s*" + MONTH + "\\.?", function (found) { return spanOf(point(found[1], found[2])); }],
    [YEAR + "(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])", function (found) { return spanOf(point(found[1], found[2], found[3])); }],
    [SHORT + "\\s*년\\s*" + MONTH + "\\s*월(?:\\s*" + DAY + "\\s*일)?", function (found, today) { return spanOf(point(wholeYear(found[1], today), found[2], found[3])); }],
    ["['’‘`]?([0-9]{2})\\.\\s*" + MONTH + "\\.\\s*" + DAY + "\\.?", function (found, today) { return spanOf(point(wholeYear(found[1], today), found[2], found[3])); }],
    ["['’‘`]([0-9]{2})\\s*년", function (found, today) { return span(point(wholeYear(found[1], today))); }],
    [RELATIVE_YEAR, function (found, today) { return span(point(yearOf(found[1], found[2], today))); }],
    [anyOf(NEAR_MONTHS), function (found, today) { return span(monthFrom(today, NEAR_MONTHS[found[1].replace(/\s/, " ")])); }],
    [anyOf(NEAR_WEEKS), function (found, today) { return weekFrom(today, NEAR_WEEKS[found[1].replace(/\s/, " ")]); }],
    [anyOf(NEAR_DAYS), function (found, today) { return span(dayOf(timeOf(today) + NEAR_DAYS[found[1]] * DAY_MS)); }],
    ["최근\\s*([0-9]{1,3})\\s*" + anyOf(UNITS) + "(?:간|동안)?", function (found, today) {
      return span(dayOf(timeOf(today) - Math.round(Number(found[1]) * UNITS[found[2]]) * DAY_MS), today);
    }],
    [YEAR, function (found) { return span(point(found[1])); }],
  ].map(function (form) {
    return { pattern: new RegExp("(^|[\\s(,])" + form[0] + "(?=$|[\\s),?])", "g"), read: form[1] };
  });

  function between(first, last) {
    return isDay(first) && isDay(last) ? span(first, last) : null;
  }

  /** Monday to Sunday. */
  function weekFrom(today, step) {
    const monday = timeOf(today) - ((new Date(timeOf(today)).getUTCDay() + 6) % 7) * DAY_MS + step * 7 * DAY_MS;
    return span(dayOf(monday), dayOf(monday + 6 * DAY_MS));
  }

  /* What may stand right behind a date and belongs to it: 2020년에, 2020년 이후, 2020년까지. */
  const BEHIND = "(?:에는|에서|에|의|중|쯤|경)?";
  const PARTICLE = new RegExp("^(?:" + BEHIND + "(?=$|\\s))?");
  const SINCE = /^\s*(?:이후|부터|이래)(?=$|\s)/;
  const UNTIL = /^\s*(?:이전|까지)(?=$|\s)/;

  /** Without the particles behind dates, each letter in its place: what they covered becomes blanks. */
  function bare(text) {
    const marks = new RegExp("([0-9년월일기해제주달늘])" + BEHIND + "(?=$|\\s)", "g");
    return text.replace(marks, function (all, last) { return last + " ".repeat(all.length - 1); });
  }

  function openEnded(found, text) {
    const rest = text.slice(found.end);
    const since = SINCE.exec(rest);
    const until = since ? null : UNTIL.exec(rest);
    if (since) return Object.assign(found, { to: Infinity, value: found.value + "..", end: found.end + since[0].length });
    if (until) return Object.assign(found, { from: 1, value: ".." + found.value, end: found.end + until[0].length });
    return found;
  }

  /** The first date of a text, in its longest form; null where there is none. `today`: {y, m, d}. */
  function find(text, today) {
    const plain = bare(text);
    for (const form of FORMS) {
      form.pattern.lastIndex = 0;
      for (let found = form.pattern.exec(plain); found; found = form.pattern.exec(plain)) {
        const read = form.read([found[0]].concat(found.slice(2)), today);
        const start = found.index + found[1].length;
        if (!read) continue;
        const made = openEnded(Object.assign(read, { start: start, end: found.index + found[0].length }), plain);
        made.matched = text.slice(made.start, made.end).trim();
        made.end += PARTICLE.exec(text.slice(made.end))[0].length;
        return made;
      }
    }
    return null;
  }

  /** A value as `find` makes them, back to a span: 2020-04, 2020..2022, 2020-04..; null for anything else. */
  function read(value) {
    const ends = value.split("..").map(function (end) { return /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(end); });
    const points = ends.map(function (end) { return end && point(end[1], end[2], end[3]); });
    if (ends.length === 1) return points[0] && isDay(points[0]) ? span(points[0]) : null;
    if (ends.length !== 2 || !points.some(Boolean) || !points.every(function (one) { return !one || isDay(one); })) return null;
    return { value: value, from: points[0] ? lowest(points[0]) : 1, to: points[1] ? highest(points[1]) : Infinity };
  }

  search.dates = { find: find, read: read, timeOf: timeOf };
})(window.BriefingsSearch = window.BriefingsSearch || {});
