"""A walk over each page kind with the Tab key alone: nothing hidden takes the focus, what has it shows it, and the walk ends."""

from __future__ import annotations

from typing import Any

from tests.audit.model import Case, Outcome, Work
from tests.audit.visits import NARROW, WIDE, Page, Visits, visits

_STEPS = 500
_ARRIVED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  window.auditWalk = window.auditWalk || [];
  const again = window.auditWalk.includes(one);
  const last = window.auditWalk[window.auditWalk.length - 1];
  const group = one.type === "radio" && last && last.name === one.name;
  const backwards = last && !again && !group && (one.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  window.auditWalk.push(one);
  // A visually hidden control may show its focus on the label beside it.
  const small = one.getBoundingClientRect();
  const shown = small.width < 4 && one.labels && one.labels.length ? (Array.from(one.labels).find((label) => label.offsetParent) || one) : one;
  const box = shown.getClientRects()[0] || shown.getBoundingClientRect();
  const style = (of) => { const now = getComputedStyle(of);
    return [now.outlineStyle === "none" ? "" : now.outlineWidth + now.outlineColor, now.boxShadow, now.backgroundColor, now.borderColor, now.textDecoration].join("|"); };
  const around = [shown, shown.parentElement, shown.closest("form, label, li")].filter(Boolean);
  const focused = around.map(style).join();
  const outlined = around.some((of) => { const now = getComputedStyle(of); return now.outlineStyle !== "none" && parseFloat(now.outlineWidth) >= 1; });
  const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const names = one.tagName.toLowerCase() + (one.id ? "#" + one.id : "") + (typeof one.className === "string" && one.className ? "." + one.className.trim().split(/\\s+/).join(".") : "");
  return {
    again, backwards, focused, outlined, inside, tall: box.height > innerHeight, empty: box.width < 4 || box.height < 4,
    covered: inside && middle !== null && !shown.contains(middle) && !middle.contains(shown) && !(one.labels && Array.from(one.labels).some((label) => label.contains(middle))),
    cover: middle ? middle.tagName.toLowerCase() + "." + middle.className : "", name: names + " " + (one.innerText || one.getAttribute("aria-label") || "").trim().slice(0, 40),
  };
}"""
_BLURRED = """() => {
  const one = document.activeElement; one.blur();
  const small = one.getBoundingClientRect();
  const shown = small.width < 4 && one.labels && one.labels.length ? (Array.from(one.labels).find((label) => label.offsetParent) || one) : one;
  const style = (of) => { const now = getComputedStyle(of);
    return [now.outlineStyle === "none" ? "" : now.outlineWidth + now.outlineColor, now.boxShadow, now.backgroundColor, now.borderColor, now.textDecoration].join("|"); };
  const around = [shown, shown.parentElement, shown.closest("form, label, li")].filter(Boolean);
  const text = around.map(style).join();
  one.focus({ preventScroll: true });
  return text;
}"""


def run(work: Work) -> Outcome:
    """Tab through every page kind on a desk, and through home and an article on a phone; then the skip link."""
    outcome = Outcome()
    with visits(work.archive) as browser:
        for case in work.cases:
            _walk(outcome, browser, case, WIDE)
            if case.kind in ("home", "article-stated", "coverage", "search-results"):
                _walk(outcome, browser, case, NARROW)
            if case.kind != "not-found":
                _skip(outcome, browser, case)
    return outcome


def _walk(outcome: Outcome, browser: Visits, case: Case, width: int) -> None:
    name = f"{case.kind} {width}"
    with browser.page(width=width, reduced_motion="reduce") as page:
        browser.go(page, case)
        reachable = page.evaluate(
            "document.querySelectorAll('a[href], button:not([disabled]), input:not([type=hidden]), select, summary, [tabindex=\"0\"]').length"
        )
        page.evaluate("document.activeElement && document.activeElement.blur()")
        steps = 0
        while steps < min(_STEPS, reachable * 2 + 10):
            page.keyboard.press("Tab")
            arrived: dict[str, Any] | None = page.evaluate(_ARRIVED)
            if arrived is None or (arrived["again"] and steps > 2):
                break
            steps += 1
            _judge(outcome, name, page, arrived)
        trapped = steps >= reachable * 2 + 10
        outcome.check(
            name, "focus-trap", what=f"after {steps} steps the focus has not come round", fails=trapped
        )
        outcome.check(name, "focus-nowhere", what="nothing takes the focus", fails=steps == 0)


def _judge(outcome: Outcome, name: str, page: Page, arrived: dict[str, Any]) -> None:
    where = arrived["name"]
    outcome.check(name, "focus-order", where, "comes before what had the focus", fails=arrived["backwards"])
    outcome.check(
        name,
        "focus-hidden",
        where,
        "takes the focus and is not to be seen",
        fails=arrived["empty"] or not arrived["inside"],
    )
    outcome.check(
        name,
        "focus-obscured",
        where,
        f"lies under {arrived['cover']}",
        fails=arrived["covered"] and not arrived["tall"] and not arrived["empty"],
    )
    if not arrived["outlined"]:
        outcome.check(
            name,
            "focus-invisible",
            where,
            "looks the same with and without the focus",
            fails=page.evaluate(_BLURRED) == arrived["focused"],
        )


def _skip(outcome: Outcome, browser: Visits, case: Case) -> None:
    """The first Tab shows a link that leads past the header, into the page."""
    with browser.page(reduced_motion="reduce") as page:
        page.goto(browser.address(case))
        page.keyboard.press("Tab")
        target = page.evaluate(
            "(document.activeElement.getAttribute('href') || '').startsWith('#') ? document.activeElement.hash : ''"
        )
        outcome.check(
            case.kind,
            "skip-link",
            what="the first stop of the Tab key is no link into the page",
            fails=not target,
        )
        if not target:
            return
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        inside = page.evaluate("Boolean(document.activeElement.closest('main'))")
        links = page.evaluate("document.querySelectorAll('main a[href], main button, main input').length")
        outcome.check(
            case.kind,
            "skip-link",
            target,
            "after it the focus is not in the main part",
            fails=bool(links) and not inside,
        )
