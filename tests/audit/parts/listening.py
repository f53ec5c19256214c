"""The accessibility tree of every page kind, written down for someone to read as a listener would hear it; and what a machine can tell of it."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from tests.audit.model import Case, Outcome, Work
from tests.audit.visits import visits

_NAMELESS = re.compile(
    r"^ *- (link|button|textbox|searchbox|combobox|img|navigation|region|table|checkbox|radio)(?: \[[^]]*\])*:?$",
    re.MULTILINE,
)
_HEADING = re.compile(r'heading (?:".*" )?\[level=(\d)\]')
_LANDMARK = re.compile(r"^ *- (banner|main|contentinfo)\b", re.MULTILINE)


def run(work: Work) -> Outcome:
    """One file per page kind; one h1, no skipped level, each landmark once, no control without a name."""
    outcome = Outcome()
    folder = work.output / "trees"
    folder.mkdir(parents=True, exist_ok=True)
    with visits(work.archive) as browser, browser.page() as page:
        for case in work.cases:
            browser.go(page, case)
            tree = f"# {page.title()}  ({case.path})\n{page.locator('html').aria_snapshot()}"
            (folder / f"{case.kind}.yaml").write_text(f"{tree}\n", "utf-8")
            _judge(outcome, case, tree)
    outcome.notes.append(f"trees to read: {folder}")
    return outcome


def _judge(outcome: Outcome, case: Case, tree: str) -> None:
    levels = [int(level) for level in _HEADING.findall(tree)]
    outcome.check(
        case.kind, "one-h1", what=f"{levels.count(1)} headings of level 1", fails=levels.count(1) != 1
    )
    skipped = [f"{before} → {after}" for before, after in itertools.pairwise(levels) if after > before + 1]
    outcome.check(case.kind, "heading-skipped", what=", ".join(skipped), fails=bool(skipped))
    for nameless in _NAMELESS.finditer(tree):
        outcome.check(
            case.kind,
            "nameless",
            nameless[0].strip(),
            "has no name",
            fails=nameless[1] not in ("img", "table", "region"),
        )
    marks = Counter(_LANDMARK.findall(tree))
    wanted = {"main": 1} if case.kind == "not-found" else {"banner": 1, "main": 1, "contentinfo": 1}
    outcome.check(
        case.kind, "landmarks", what=f"{dict(marks)}, expected {wanted}", fails=dict(marks) != wanted
    )
