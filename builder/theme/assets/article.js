/* An article: copying citations, links to a paragraph or to selected words, and following such links in browsers that cannot.
   A link names the words themselves (a text fragment, https://wicg.github.io/scroll-to-text-fragment/), so the page needs no anchors.
   Runs from a server and from disk; without it nothing is missing but the copy buttons. */
(function () {
  "use strict";
  const article = document.querySelector(".bp-article");
  const text = article && article.querySelector(".bp-body");
  if (!text) return;
  const words = window.BriefingsWords;

  /* ---- the page as one string, with the place of every character ------------------------------------------------- */

  const NOT_READ = "script, style, template, noscript, select, textarea, [hidden], .bp-link, .bp-link-picker, .bp-status";

  /** The page's words in order: white space is one space, a line break parts blocks; nodes[i], offsets[i] say where character i stands. */
  function readPage() {
    const page = { text: "", nodes: [], offsets: [] };
    const put = function (letter, node, offset) {
      page.text += letter;
      page.nodes.push(node);
      page.offsets.push(offset);
    };
    const space = function (letter, node, offset) {
      if (/[ \n]$/.test(page.text)) {
        if (letter === "\n" && page.text.endsWith(" ")) page.text = page.text.slice(0, -1) + "\n";
      } else if (page.text) put(letter, node, offset);
    };
    const walk = function (parent) {
      for (const node of parent.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) {
          const data = node.data.toLowerCase().length === node.data.length ? node.data.toLowerCase() : node.data;
          for (let i = 0; i < data.length; i++) {
            if (/\s/.test(data[i])) space(" ", node, i);
            else put(data[i], node, i);
          }
        } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(NOT_READ)) {
          const display = node.localName === "br" ? "block" : getComputedStyle(node).display;
          if (display === "none") continue;
          const block = !/^(inline|contents|ruby)/.test(display) || display === "inline-block";
          if (block) space("\n", node, 0);
          walk(node);
          if (block) space("\n", node, 0);
        }
      }
    };
    walk(document.body);
    return page;
  }

  /* ---- text directives: text=[prefix-,]start[,end][,-suffix] ----------------------------------------------------- */

  const isLetter = function (letter) { return letter !== undefined && /[\p{L}\p{N}]/u.test(letter); };
  const isWhole = function (all, from, to) {
    return !(isLetter(all[from - 1]) && isLetter(all[from])) && !(isLetter(all[to - 1]) && isLetter(all[to]));
  };

  /** Where whole words stand at or after a place; -1 if nowhere. */
  function findWords(all, words, from) {
    for (let at = all.indexOf(words, from); at >= 0; at = all.indexOf(words, at + 1)) {
      if (isWhole(all, at, at + words.length)) return at;
    }
    return -1;
  }

  function skipSpace(all, from) {
    while (all[from] === " " || all[from] === "\n") from++;
    return from;
  }

  /** [from, to] of the first place that a directive names, as a browser would find it; null if there is none. */
  function locate(all, directive) {
    for (let from = 0; ;) {
      let start;
      if (directive.prefix) {
        const before = findWords(all, directive.prefix, from);
        if (before < 0) return null;
        from = before + 1;
        start = skipSpace(all, before + directive.prefix.length);
        if (!all.startsWith(directive.start, start) || !isWhole(all, start, start + directive.start.length)) continue;
      } else {
        start = findWords(all, directive.start, from);
        if (start < 0) return null;
        from = start + 1;
      }
      const to = findEnd(all, directive, start + directive.start.length);
      if (to !== null) return [start, to];
    }
  }

  function findEnd(all, directive, to) {
    const followed = function (place) {
      if (!directive.suffix) return true;
      const next = skipSpace(all, place);
      return all.startsWith(directive.suffix, next) && isWhole(all, next, next + directive.suffix.length);
    };
    if (!directive.end) return followed(to) ? to : null;
    for (let at = findWords(all, directive.end, to); at >= 0; at = findWords(all, directive.end, at + 1)) {
      if (followed(at + directive.end.length)) return at + directive.end.length;
    }
    return null;
  }

  /** The directives after `:~:` in an address. */
  function directivesOf(address) {
    const found = /#.*?:~:(.*)$/.exec(address);
    if (!found) return [];
    return found[1].split("&").filter(function (one) { return one.startsWith("text="); }).map(parse).filter(Boolean);
  }

  function parse(written) {
    const parts = written.slice("text=".length).split(",");
    const directive = {};
    try {
      if (/-$/.test(parts[0])) directive.prefix = decode(parts.shift().slice(0, -1));
      if (/^-/.test(parts[parts.length - 1] || "")) directive.suffix = decode(parts.pop().slice(1));
      if (parts.length < 1 || parts.length > 2 || !parts[0]) return null;
      directive.start = decode(parts[0]);
      if (parts[1]) directive.end = decode(parts[1]);
    } catch (error) {
      return null; // a percent sign that encodes nothing
    }
    return directive;
  }

  function decode(part) { return decodeURIComponent(part).replace(/\s+/g, " ").trim().toLowerCase(); }

  /* ---- making a link --------------------------------------------------------------------------------------------- */

  const LONGEST_WHOLE = 60; // letters; a Korean one takes nine characters of the address

  /** The directive for [from, to] of the page, as short as it can be without naming another place. */
  function directiveFor(all, from, to) {
    from = skipSpace(all, from);
    while (to > from && /[ \n]/.test(all[to - 1])) to--;
    while (from > 0 && !/[ \n]/.test(all[from - 1])) from--; // browsers look for whole words
    while (to < all.length && !/[ \n]/.test(all[to])) to++;
    const chosen = all.slice(from, to), lines = chosen.split("\n");
    const names = function (directive) {
      const found = locate(all, directive);
      return found !== null && found[0] === from && found[1] === to;
    };
    const candidates = chosen.length <= LONGEST_WHOLE && lines.length === 1 ? [{ start: chosen }] : ends(lines);
    return withoutOrWithPrefix(candidates, all.slice(0, from), names) || candidates[candidates.length - 1];
  }

  /** The first and the last words of a long passage, three of each and more. */
  function ends(lines) {
    const first = lines[0].split(" "), last = lines[lines.length - 1].split(" "), found = [];
    const most = lines.length === 1 ? Math.floor(first.length / 2) : 12;
    for (let count = Math.min(3, most); count <= Math.min(12, most); count++) {
      if (count < 1) break;
      found.push({ start: first.slice(0, count).join(" "), end: last.slice(-count).join(" ") });
    }
    return found.length ? found : [{ start: lines[0] }];
  }

  function withoutOrWithPrefix(candidates, before, names) {
    const plain = candidates.find(names);
    if (plain) return plain;
    const line = before.trimEnd().split("\n").pop().split(" ");
    for (let count = 1; count <= Math.min(10, line.length); count++) {
      const prefix = line.slice(-count).join(" ");
      const found = candidates.map(function (one) { return Object.assign({ prefix: prefix }, one); }).find(names);
      if (found) return found;
    }
    return null;
  }

  /** Everything but letters and digits is escaped: `-`, `,` and `&` are the directive's own, the others end a link in mails and messengers. */
  function encode(part) {
    return encodeURIComponent(part).replace(/[-.!~*'()_]/g, function (sign) { return "%" + sign.charCodeAt(0).toString(16).toUpperCase(); });
  }

  function linkTo(from, to) {
    const directive = directiveFor(readPage().text, from, to);
    const parts = [directive.prefix && encode(directive.prefix) + "-", encode(directive.start), directive.end && encode(directive.end)];
    return location.href.split(/[?#]/)[0] + "#:~:text=" + parts.filter(Boolean).join(",");
  }

  /** [from, to] of a range of the document within what readPage read. */
  function placeOf(range) {
    const page = readPage(), probe = document.createRange();
    let from = -1, to = -1;
    for (let i = 0; i < page.nodes.length; i++) {
      if (page.nodes[i].nodeType !== Node.TEXT_NODE) continue;
      probe.setStart(page.nodes[i], page.offsets[i]);
      probe.setEnd(page.nodes[i], page.offsets[i] + 1);
      if (range.compareBoundaryPoints(Range.START_TO_START, probe) > 0) continue;
      if (range.compareBoundaryPoints(Range.END_TO_END, probe) < 0) break;
      if (from < 0) from = i;
      to = i + 1;
    }
    return from < 0 ? null : [from, to];
  }

  function linkToRange(range) {
    const place = placeOf(range);
    return place && linkTo(place[0], place[1]);
  }

  function linkToElement(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    return linkToRange(range);
  }

  /* ---- copying --------------------------------------------------------------------------------------------------- */

  const status = document.createElement("div");
  status.className = "bp-status";
  status.setAttribute("role", "status");
  document.body.append(status);
  let fading = 0;

  function say(message, stays) {
    status.textContent = "";
    clearTimeout(fading);
    requestAnimationFrame(function () { status.textContent = message; });
    if (!stays) fading = setTimeout(function () { status.textContent = ""; }, 4000);
  }

  function copy(content) {
    const done = function (worked) {
      say(worked ? words.link.copied : words.link.failed.replace("{text}", content), !worked);
    };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(content).then(function () { done(true); }, function () { done(copyTheOldWay(content)); });
    } else {
      done(copyTheOldWay(content));
    }
  }

  /** On an intranet without https there is no other way. Focus and selection are as before afterwards. */
  function copyTheOldWay(content) {
    const focused = document.activeElement, selection = getSelection();
    const ranges = selection.rangeCount ? [selection.getRangeAt(0)] : [];
    const field = document.createElement("textarea");
    field.value = content;
    field.readOnly = true;
    field.setAttribute("aria-hidden", "true");
    field.style.cssText = "position:fixed;top:0;opacity:0";
    document.body.append(field);
    field.select();
    let worked = false;
    try {
      worked = document.execCommand("copy");
    } catch (error) {
      worked = false;
    }
    field.remove();
    if (focused && focused.focus) focused.focus({ preventScroll: true });
    selection.removeAllRanges();
    ranges.forEach(function (range) { selection.addRange(range); });
    return worked;
  }

  /** An element with attributes and what it holds. */
  function make(tag, attributes, ...content) {
    const element = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    element.append(...content);
    return element;
  }

  function copies(button, source) {
    button.hidden = false;
    button.addEventListener("click", function () { copy(source.textContent); });
  }

  document.querySelectorAll("button[data-copy]").forEach(function (button) { copies(button, document.getElementById(button.dataset.copy)); });
  document.querySelectorAll(".bp-cite__forms pre").forEach(function (form) {
    const name = form.parentElement.querySelector("summary").textContent;
    const button = make("button", { class: "bp-copy", type: "button", "aria-label": words.cite.copy_form.replace("{name}", name) }, words.cite.copy);
    copies(button, form);
    form.after(button);
  });

  /* ---- the buttons ----------------------------------------------------------------------------------------------- */

  const paragraphButton = make("button", { class: "bp-link bp-link--paragraph", type: "button", tabindex: "-1", "aria-hidden": "true", title: words.link.copy_paragraph, hidden: "" }, "¶");
  const quoteButton = make("button", { class: "bp-link bp-link--quote", type: "button", hidden: "" }, words.link.copy_quote);
  const select = make("select", {});
  const selectButton = make("button", { class: "bp-copy", type: "button" }, words.link.copy);
  const picker = make("details", { class: "bp-link-picker" },
    make("summary", {}, words.link.heading), make("p", {}, words.link.how), make("label", {}, words.link.paragraph + " ", select), selectButton);
  text.after(paragraphButton, quoteButton);
  const cite = document.querySelector(".bp-cite");
  if (cite) {
    cite.append(picker);
    cite.classList.add("bp-cite--linkable");
  }

  const LINKABLE = "p, li, figcaption, blockquote, .bp-note, h2, h3, h4, tr";
  let pointed = null;

  function place(button, top, left) {
    const frame = article.getBoundingClientRect();
    button.hidden = false;
    const most = frame.width - button.offsetWidth;
    button.style.top = top - frame.top + "px";
    button.style.left = Math.max(-frame.left, Math.min(left - frame.left, most)) + "px";
  }

  // The pointer's way: one button that moves to the paragraph under the pointer. It is no stop for the keyboard or a screen reader.
  text.addEventListener("mouseover", function (event) {
    const found = event.target.closest && event.target.closest(LINKABLE);
    if (!found || !text.contains(found) || found === pointed) return;
    pointed = found;
    const box = found.getBoundingClientRect(), margin = article.getBoundingClientRect().left;
    place(paragraphButton, box.top, margin >= 32 ? box.left - 32 : box.right - 28);
  });
  article.addEventListener("mouseleave", function () {
    pointed = null;
    paragraphButton.hidden = true;
  });
  paragraphButton.addEventListener("mousedown", function (event) { event.preventDefault(); }); // keeps the focus where it is
  paragraphButton.addEventListener("click", function () { if (pointed) copy(linkToElement(pointed)); });

  // Selected words: a button beside them, for the mouse, a finger and the keyboard alike.
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !selection.toString().trim()) return null;
    const range = selection.getRangeAt(0);
    return text.contains(range.startContainer) && text.contains(range.endContainer) ? range : null;
  }
  let waiting = 0;
  document.addEventListener("selectionchange", function () {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(function () {
      const range = selected();
      if (!range) {
        quoteButton.hidden = document.activeElement !== quoteButton;
        return;
      }
      const boxes = range.getClientRects(), last = boxes[boxes.length - 1];
      if (last) place(quoteButton, last.bottom + 6, last.right - 60);
    });
  });
  quoteButton.addEventListener("mousedown", function (event) { event.preventDefault(); }); // or the selection would be gone
  quoteButton.addEventListener("click", function () {
    const range = selected();
    if (range) copy(linkToRange(range));
  });

  // The keyboard's way to any paragraph: a list of them, filled when it is asked for.
  const paragraphs = [];
  picker.addEventListener("toggle", function () {
    if (select.options.length) return;
    text.querySelectorAll(LINKABLE).forEach(function (element) {
      const words = element.textContent.trim().replace(/\s+/g, " ");
      if (!words || (element.matches("p, tr") && element.parentElement.closest("li, .bp-note, blockquote"))) return;
      paragraphs.push(element);
      select.add(new Option(words.length > 40 ? words.slice(0, 40) + "…" : words));
    });
  });
  selectButton.addEventListener("click", function () {
    if (paragraphs[select.selectedIndex]) copy(linkToElement(paragraphs[select.selectedIndex]));
  });

  /* ---- following a link where the browser does not (Firefox before 131) ------------------------------------------- */

  function follow() {
    if ("fragmentDirective" in document) return;
    const visit = performance.getEntriesByType("navigation")[0];
    const directives = directivesOf(location.hash).concat(location.hash ? [] : directivesOf((visit && visit.name) || ""));
    document.querySelectorAll("mark.bp-target").forEach(function (mark) { mark.replaceWith.apply(mark, Array.from(mark.childNodes)); });
    document.body.normalize();
    let first = null;
    directives.forEach(function (directive) {
      const page = readPage(), found = locate(page.text, directive);
      if (found) first = first || highlight(page, found[0], found[1]);
    });
    if (first) first.scrollIntoView({ block: "center" });
  }

  /** Marks the words and returns the first mark. Each text node gets its own: a passage may begin in one element and end in another. */
  function highlight(page, from, to) {
    const spans = new Map();
    for (let i = from; i < to; i++) {
      if (page.nodes[i].nodeType !== Node.TEXT_NODE) continue;
      const span = spans.get(page.nodes[i]) || [page.offsets[i], 0];
      span[1] = page.offsets[i] + 1;
      spans.set(page.nodes[i], span);
    }
    const marks = [];
    spans.forEach(function (span, node) {
      const range = document.createRange(), mark = document.createElement("mark");
      range.setStart(node, span[0]);
      range.setEnd(node, span[1]);
      mark.className = "bp-target";
      range.surroundContents(mark);
      marks.push(mark);
    });
    return marks[0];
  }

  follow();
  window.addEventListener("hashchange", follow);

  /* ---- tables and paper ------------------------------------------------------------------------------------------ */

  // A table that fits needs no stop for the keyboard.
  document.querySelectorAll(".bp-table").forEach(function (region) {
    if (region.scrollWidth > region.clientWidth) return;
    region.removeAttribute("tabindex");
    region.removeAttribute("role");
    region.removeAttribute("aria-label");
  });

  // What is folded away on the screen is printed.
  let opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll(".bp-more:not([open]), .bp-receipt:not([open])"));
    opened.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () { opened.forEach(function (one) { one.open = false; }); });
})();
