"""Nothing moves when scripts arrive, and the first paint waits for none but the one that is for it: each is held back until the page is painted."""

from __future__ import annotations

import threading

from playwright.sync_api import Error as BrowserError

from tests.audit.model import Case, Outcome, Work
from tests.audit.visits import NARROW, WIDE, Page, Route, Visits, visits

_WATCH = """
  window.auditShifts = [];
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.auditShifts.push({
    value: entry.value, hadRecentInput: entry.hadRecentInput,
    where: entry.sources.map((source) => source.node && source.node.nodeType === 1
      ? source.node.tagName.toLowerCase() + "." + source.node.className : String(source.node && source.node.nodeName)).join(", "),
  }))).observe({ type: "layout-shift", buffered: true });
"""
_HELD = (".js", ".json", ".wasm", ".bin")
#: Light or dark is known before anything is painted (base.html).
_FOR_THE_PAINT = "/assets/early.js"
_PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"


def run(work: Work) -> Outcome:
    """Cumulative layout shift 0 on every page kind, on a phone and on a desk."""
    outcome = Outcome()
    with visits(work.archive) as browser:
        for width in (WIDE, NARROW):
            for case in work.cases:
                if case.prepare != "type_into_box":
                    _load_slowly(outcome, browser, case, width)
    return outcome


def _load_slowly(outcome: Outcome, browser: Visits, case: Case, width: int) -> None:
    name, held, released = f"{case.kind} {width}", list[Route](), threading.Event()
    with browser.page(width=width) as page:
        page.add_init_script(_WATCH)
        page.route(
            lambda address: (
                address.partition("?")[0].endswith(_HELD) and not address.endswith(_FOR_THE_PAINT)
            ),
            lambda route: route.continue_() if released.is_set() else held.append(route),
        )
        page.goto(browser.address(case), wait_until="commit")
        painted = _painted(page)
        waits = f"no first paint while {len(held)} scripts are on their way"
        outcome.check(name, "paint-waits", what=waits, fails=not painted)
        released.set()
        for route in held:
            route.continue_()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)  # shifts are told a frame late
        for shift in page.evaluate("window.auditShifts"):
            outcome.check(
                name, "layout-shift", shift["where"], f"{shift['value']:.4f}", fails=shift["value"] > 0
            )
        outcome.check(name, "layout-shift", fails=False)


def _painted(page: Page) -> bool:
    try:
        page.wait_for_function(_PAINTED, polling=50, timeout=10_000)
    except BrowserError:
        return False
    return True
