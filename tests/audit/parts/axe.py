"""axe-core on every page kind, light and dark, on a phone and on a desk; from disk, one of each family."""

from __future__ import annotations

from typing import Any

from tests.audit.archives import ROOT
from tests.audit.model import Outcome, Work
from tests.audit.visits import NARROW, WIDE, Page, visits

AXE = ROOT / "tests" / "audit" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_FROM_DISK = ("home", "article-stated", "ministry-living", "search-results")
_RUN = """async (tags) => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return found.violations.flatMap((rule) => rule.nodes.map((node) => ({
    rule: rule.id, where: node.target.flat(9).join(" "), what: (node.any[0] || node.all[0] || node.none[0] || { message: rule.help }).message,
    html: node.html.slice(0, 160),
  })));
}"""


def violations(page: Page, tags: tuple[str, ...]) -> list[dict[str, Any]]:
    """What axe-core finds on a page that is open, with everything unfolded that can be."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(_RUN, list(tags))
    return found


def run(work: Work) -> Outcome:
    """WCAG 2.2 A and AA: no violations."""
    return _run(work, WCAG)


def best_practice(work: Work) -> Outcome:
    """axe-core's advice beyond WCAG."""
    return _run(work, ("best-practice",))


def _run(work: Work, tags: tuple[str, ...]) -> Outcome:
    outcome = Outcome()
    with visits(work.archive) as browser:
        for scheme, width in (("light", WIDE), ("light", NARROW), ("dark", WIDE), ("dark", NARROW)):
            with browser.page(width=width, color_scheme=scheme) as page:
                for case in work.cases:
                    browser.go(page, case)
                    _judge(outcome, f"{case.kind} {scheme} {width}", page, tags)
        with browser.page() as page:
            for case in work.cases:
                if case.kind in _FROM_DISK:
                    browser.go(page, case, disk=True)
                    _judge(outcome, f"{case.kind} disk", page, tags)
    return outcome


def _judge(outcome: Outcome, name: str, page: Page, tags: tuple[str, ...]) -> None:
    found = violations(page, tags)
    outcome.check(name, "axe", fails=False)
    for one in found:
        outcome.check(name, one["rule"], one["where"], f"{one['what']}  {one['html']}", fails=True)
