"""Which articles wait for a person, and why, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from builder.model import Problem
from builder.pages.certainty import guesses
from builder.pages.edits import Drift
from builder.pages.page import Page
from builder.pages.parts import edited_parts
from builder.problems import page_problem
from builder.review.drift import drift_notices
from builder.review.near_duplicates import Versions, version_notices
from builder.review.others import Others, still_asked, told
from builder.review.row import ASKED_BY, FACTS, VERSIONS, is_reviewed, row_of
from builder.review.spreadsheet import write_sheet

#: What a person should look at first: contradictions, then what is missing, then what is only inferred
#: or guessed.
_URGENCY: Final = (
    *("N110", "N112", "N115", "N117", "N109"),
    *("N101", "N104", "N105", "N103", "N102"),
    *("N118", "N114", "N123", "N122", "N121", "N130", "N136"),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One article that waits for a person, and why."""

    page: Page
    problems: tuple[Problem, ...]
    others: Others = field(default_factory=dict)
    """What else was seen of its title and date, where these are doubted."""


def waiting(
    pages: Sequence[Page],
    notices: Mapping[str, tuple[Problem, ...]],
    drifts: Mapping[str, tuple[Drift, ...]],
    versions: Versions,
    others: Mapping[str, Others],
) -> tuple[Waiting, ...]:
    """The articles with something to look at, the most urgent first.

    ``notices``, ``drifts`` (edits of which the rules now make something else) and ``others`` (what else was
    seen of doubted facts) by the page's path; ``versions`` are the pairs that look like one story.
    """
    alike = version_notices(_not_yet_compared(versions, pages), pages)
    rows = []
    for page in pages:
        found = (*notices.get(page.path, ()), *alike.get(page.path, ()))
        drifted = tuple(drift_notices(page, drifts.get(page.path, ()), versions))
        if still_open := _still_open(page, found, versions) + drifted + _guessed(page, versions):
            beside = still_asked(page, others.get(page.path, {}), versions)
            rows.append(Waiting(page, still_open, beside))
    return tuple(sorted(rows, key=_urgency))


def _not_yet_compared(versions: Versions, pages: Iterable[Page]) -> Versions:
    """Without the pairs that a person has confirmed or skipped on either page.

    Two articles are compared once.
    """
    done = {page.path for page in pages if page.path in versions and is_reviewed(VERSIONS, page, versions)}
    return {
        path: left
        for path, others in versions.items()
        if (left := {other: share for other, share in others.items() if other not in done})
    }


def _still_open(page: Page, found: Iterable[Problem], versions: Versions) -> tuple[Problem, ...]:
    """Without what a person has reviewed: by editing that very fact, or by confirming or skipping it."""
    reviewed = set()
    if page.record.date_basis == "edited":
        reviewed |= {"N101", "N102", "N110", "N112"}
    if page.record.title_basis == "edited":
        reviewed.add("N103")
    if page.record.ministries:
        reviewed.add("N104")
    if "ministries" in edited_parts(page):
        reviewed.add("N115")
    if page.record.topics:
        reviewed.add("N105")
    reviewed |= {code for code, part in ASKED_BY.items() if is_reviewed(part, page, versions)}
    return tuple(one for one in found if one.code not in reviewed)


def _guessed(page: Page, versions: Versions) -> tuple[Problem, ...]:
    """N130 with the facts of a row that are only a guess and that nobody has confirmed or skipped."""
    asked = (fact for fact in guesses(page.record) if fact in FACTS)
    left = [fact for fact in asked if not is_reviewed(fact, page, versions)]
    return (page_problem("N130", page.path, detail=", ".join(left)),) if left else ()


def _urgency(row: Waiting) -> tuple[int, int, int, str]:
    """What is most urgent first; of equals the page of whose facts more are guesses."""
    return (
        min(_URGENCY.index(one.code) if one.code in _URGENCY else 0 for one in row.problems),
        -len(guesses(row.page.record)),
        -len(row.problems),
        row.page.path,
    )


def sheet(rows: Sequence[Waiting], pages: Sequence[Page], versions: Versions) -> str:
    """One row per article, the urgent ones first, for a spreadsheet that ``correct`` reads again."""
    asked = {row.page.path for row in rows}
    rest = (Waiting(page, ()) for page in pages if page.path not in asked)
    return write_sheet(_row(one, versions) for one in (*rows, *rest))


def _row(row: Waiting, versions: Versions) -> dict[str, str]:
    to_look_at = (f"{one.code} {one.message}" for one in row.problems)
    return row_of(row.page, versions, to_look_at, told(row.others))
