"""Nothing is lost at 400 % zoom, with wide text spacing, in forced colours, on paper; nothing moves for those who asked for stillness."""

from __future__ import annotations

from tests.audit.model import Case, Outcome, Work
from tests.audit.visits import Page, visits

_ZOOMED = (320, 256)  # CSS pixels of a window of 1280 × 1024 at 400 %: WCAG 1.4.10
# WCAG 1.4.12
_SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
_CUT = """() => Array.from(document.querySelectorAll("body *")).filter((one) => {
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  if (box.width < 4 || box.height < 4 || style.visibility === "hidden" || one.closest("svg, select, input, textarea")) return false;
  const hides = (value) => value === "hidden" || value === "clip";
  return (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0) ||
    (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 0);
}).filter((one) => (one.innerText || "").trim()).map((one) => one.tagName.toLowerCase() + "." + one.className + " " + one.innerText.trim().slice(0, 40))"""
_OUTSIDE = """() => Array.from(document.querySelectorAll("main *, header *, footer *")).filter((one) => {
  const box = one.getBoundingClientRect();
  if (!box.width || !box.height || getComputedStyle(one).visibility === "hidden") return false;
  for (let around = one.parentElement; around; around = around.parentElement)
    if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(around).overflowX)) return false;
  return box.right > innerWidth + 1 || box.left < -1 && box.right > 0;
}).slice(0, 3).map((one) => one.tagName.toLowerCase() + "." + (one.getAttribute("class") || ""))"""
# What is placed out of the flow, and the words it lies on.
COVERING = """() => Array.from(document.querySelectorAll("main button")).flatMap((one) => {
  const box = one.getBoundingClientRect(), words = document.createTreeWalker(one.parentElement, NodeFilter.SHOW_TEXT), found = [];
  if (getComputedStyle(one).position !== "absolute" || !box.width) return found;
  while (words.nextNode()) {
    const text = words.currentNode, range = document.createRange();
    range.selectNodeContents(text);
    const lies = (line) => Math.min(box.right, line.right) - Math.max(box.left, line.left) > 1 && Math.min(box.bottom, line.bottom) - Math.max(box.top, line.top) > 2;
    if (!one.contains(text) && Array.from(range.getClientRects()).some(lies)) found.push(text.textContent.trim().slice(0, 40));
  }
  return found;
})"""
# Headings of lists and of the archive's own pages under which nothing is printed; what stands under those of articles is theirs.
# What articles say is theirs, on their pages and (in a section without a class) in volumes.
STRANDED = """() => {
  const says = (one) => one.tagName === "svg" || one.tagName === "IMG" || Array.from(one.childNodes).some((part) => part.nodeType === 3 && part.textContent.trim());
  const printed = Array.from(document.querySelectorAll("main *, footer *")).filter((one) => one.getClientRects().length > 0 && says(one));
  return Array.from(document.querySelectorAll("main h2, main h3")).filter((heading) => {
    const next = printed.find((one) => heading.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING && !heading.contains(one));
    const title = next && next.closest("h1, h2, h3");
    return heading.getClientRects().length > 0 && !heading.closest(".bp-article .bp-body, section:not([class]) > div") && (!next || title && title.tagName <= heading.tagName);
  }).map((heading) => heading.innerText);
}"""
_HELD_IN_VIEW = """() => {
  const bar = document.querySelector("header");
  return bar && ["fixed", "sticky"].includes(getComputedStyle(bar).position) ? bar.offsetHeight : 0;
}"""
_MOVING = """() => Array.from(document.querySelectorAll("body, body *")).filter((one) => {
  const style = getComputedStyle(one);
  const long = (text) => text.split(",").some((part) => parseFloat(part) > .011);
  return style.scrollBehavior === "smooth" || (style.animationName !== "none" && long(style.animationDuration)) ||
    (long(style.transitionDuration) && /all|transform|left|top|width|height|margin|inset/.test(style.transitionProperty));
}).map((one) => one.tagName.toLowerCase() + "." + (one.getAttribute("class") || ""))"""
# A background image or colour that carries meaning is gone in forced colours; an empty box with a fill but no edge is too.
# The plate under a name of a lineage is meant to be as the ground: it keeps lines off the name.
_UNSEEN = """() => Array.from(document.querySelectorAll("main svg [fill], main svg rect:not(.bp-lineage__plate), main svg path, main svg circle, main svg line")).filter((one) => {
  const style = getComputedStyle(one), ground = getComputedStyle(document.body).backgroundColor;
  const same = (colour) => colour === "none" || colour === ground || colour === "rgba(0, 0, 0, 0)";
  return one.getBoundingClientRect().width > 1 && same(style.fill) && same(style.stroke);
}).slice(0, 3).map((one) => one.tagName + "." + (one.getAttribute("class") || ""))"""


def run(work: Work) -> Outcome:
    """Every page kind, opened four ways."""
    outcome = Outcome()
    width, height = _ZOOMED
    with visits(work.archive) as browser:
        for look, judge in (
            ({"width": width, "height": height}, _zoomed),
            ({"reduced_motion": "reduce"}, _still),
            ({"forced_colors": "active"}, _forced),
            ({"width": 794}, _printed),  # A4 at 96 dpi
        ):
            with browser.page(**look) as page:
                for case in work.cases:
                    page.emulate_media(media="screen")
                    browser.go(page, case)
                    judge(outcome, case, page)
    return outcome


def _zoomed(outcome: Outcome, case: Case, page: Page) -> None:
    width, height = _ZOOMED
    _fits(outcome, f"{case.kind} 400 %", page, width)
    page.add_style_tag(content=_SPACED)
    _fits(outcome, f"{case.kind} 400 % and text spacing", page, width)
    held = page.evaluate(_HELD_IN_VIEW)
    outcome.check(
        case.kind,
        "header-fills-screen",
        "header",
        f"stays in view and takes {held} of {height} px at 400 %",
        fails=held > height / 3,
    )


def _fits(outcome: Outcome, name: str, page: Page, width: int) -> None:
    reached = page.evaluate("document.documentElement.scrollWidth")
    outcome.check(
        name,
        "wider-than-screen",
        ", ".join(page.evaluate(_OUTSIDE)),
        f"{reached} px of {width}",
        fails=reached > width,
    )
    for cut in page.evaluate(_CUT):
        outcome.check(name, "cut-off", cut, "text is cut off", fails=True)
    covered = page.evaluate(COVERING)
    outcome.check(name, "covered", ", ".join(covered), "lies under a button", fails=bool(covered))


def _still(outcome: Outcome, case: Case, page: Page) -> None:
    moving = sorted(set(page.evaluate(_MOVING)))
    outcome.check(
        case.kind,
        "moves",
        ", ".join(moving[:6]),
        "moves although stillness was asked for",
        fails=bool(moving),
    )


def _printed(outcome: Outcome, case: Case, page: Page) -> None:
    page.emulate_media(media="print")
    stranded = page.evaluate(STRANDED)
    what = "nothing is printed under it"
    outcome.check(case.kind, "stranded-heading", ", ".join(stranded), what, fails=bool(stranded))


def _forced(outcome: Outcome, case: Case, page: Page) -> None:
    unseen = page.evaluate(_UNSEEN)
    outcome.check(
        case.kind,
        "unseen-in-forced-colours",
        ", ".join(unseen),
        "has the colour of the ground",
        fails=bool(unseen),
    )
