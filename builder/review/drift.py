"""Edits that stand although the rules have come to another value.

The review names them until a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.model import Problem
from builder.pages.edits import Drift
from builder.pages.page import Page
from builder.problems import page_problem
from builder.review.near_duplicates import Versions
from builder.review.row import FACTS, is_reviewed

#: Letters of a value that stand in one line of the list; the whole of it is what `build` writes once the edit
#: is given up.
_SHOWN = 120


def drift_notices(page: Page, drifts: Iterable[Drift], versions: Versions) -> Iterator[Problem]:
    """N117 for each part of which the builder would now write something else.

    Not for those that a person has confirmed or skipped.
    """
    for drift in drifts:
        if drift.part not in FACTS or not is_reviewed(drift.part, page, versions):
            yield page_problem("N117", page.path, detail=f"{drift.part}: {_shown(drift.value)}")


def _shown(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
