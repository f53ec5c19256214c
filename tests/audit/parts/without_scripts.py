"""Without JavaScript every page shows what it shows with it: its words and its links, and no control that would do nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.audit.model import Case, Outcome, Work
from tests.audit.visits import Visits, visits

Read = Mapping[str, Any]
#: What a page says and where it leads. Parts that only a script can fill (results, suggestions) are left out of the comparison.
_READ = """() => {
  const scripted = "[data-scripted], dialog, [role=dialog], [role=listbox], [role=status], noscript";
  const all = (selector) => Array.from(document.querySelectorAll(selector)).filter((one) => !one.closest(scripted));
  const shown = (one) => one.getClientRects().length > 0 && one.getBoundingClientRect().width > 0 && one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  return {
    text: (document.querySelector("main") || document.body).innerText.replace(/\\s+/g, ""),
    heading: all("h1").filter(shown).map((one) => one.innerText).join(" / "),
    links: all("a[href]").filter((one) => shown(one) && !one.matches(".headerlink")).map((one) => one.getAttribute("href")),
    controls: all("button, input:not([type=hidden]), select, textarea").filter(shown)
      .filter((one) => !one.closest("form[action]"))
      .map((one) => one.outerHTML.replace(/\\s+/g, " ").slice(0, 120)),
  };
}"""


def run(work: Work) -> Outcome:
    """Open each page kind with and without scripts, and compare."""
    outcome = Outcome()
    cases = tuple(case for case in work.cases if not case.prepare)
    with visits(work.archive) as browser:
        plain, scripted = _read(browser, cases, javascript=False), _read(browser, cases, javascript=True)
    for case in cases:
        _compare(outcome, case, plain[case.kind], scripted[case.kind])
    return outcome


def _read(browser: Visits, cases: tuple[Case, ...], *, javascript: bool) -> dict[str, Read]:
    found = {}
    with browser.page(javascript=javascript) as page:
        for case in cases:
            browser.go(page, case)
            found[case.kind] = page.evaluate(_READ)
    return found


def _compare(outcome: Outcome, case: Case, plain: Read, scripted: Read) -> None:
    outcome.check(case.kind, "blank", what="no words without scripts", fails=len(plain["text"]) < 10)
    outcome.check(case.kind, "no-heading", what="no visible h1 without scripts", fails=not plain["heading"])
    share = len(plain["text"]) / max(1, len(scripted["text"]))
    outcome.check(
        case.kind,
        "fewer-words",
        what=f"{share:.0%} of the words that are there with scripts",
        fails=share < 0.9,
    )
    lost = sorted(set(scripted["links"]) - set(plain["links"]))
    outcome.check(
        case.kind,
        "lost-links",
        what=f"{len(lost)} links only with scripts: {', '.join(lost[:5])}",
        fails=bool(lost),
    )
    outcome.check(case.kind, "dead-control", fails=False)
    for control in plain["controls"]:
        outcome.check(
            case.kind, "dead-control", what=f"shown without scripts, but does nothing: {control}", fails=True
        )
