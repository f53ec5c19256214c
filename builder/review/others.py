"""What else was seen for a doubted title or date, as it is told: the line to write, where it stands, why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from builder.model import Candidate
from builder.pages.page import Page
from builder.prose.front_matter import yaml_of
from builder.review.near_duplicates import Versions
from builder.review.row import is_reviewed

Others = Mapping[str, tuple[Candidate, ...]]
"""``title`` or ``date`` → what else was seen for it."""
HOW: Final = (
    "To take what stands behind `or`, write that line into the front matter of the page in place of its own, "
    "or its value into the spreadsheet of `review --csv`; then build."
)


def still_asked(page: Page, others: Others, versions: Versions) -> Others:
    """Without those of facts that a person has edited, confirmed or skipped."""
    edited = {"title": page.record.title_basis, "date": page.record.date_basis}
    return {
        fact: found
        for fact, found in others.items()
        if edited[fact] != "edited" and not is_reviewed(fact, page, versions)
    }


def edit_of(fact: str, one: Candidate) -> str | None:
    """The line of front matter by which a person takes it; None of words that are no value."""
    return yaml_of({fact: one.text}).rstrip("\n") if one.is_value else None


def told(others: Others, unit: str = "line") -> Iterator[str]:
    """A line for each: ``or title: … (line 3: why)``; of words that are no value ``date: seen …``."""
    for fact, found in others.items():
        for one in found:
            place = f"{unit} {one.line}: " if one.line else ""
            edit = edit_of(fact, one)
            yield f"{f'or {edit}' if edit else f'{fact}: seen {one.text}'} ({place}{one.why})"


def data_of(others: Others) -> dict[str, list[dict[str, str | int | None]]]:
    """The same as plain data; ``edit``: the line of front matter by which it is taken."""
    return {
        fact: [
            {"text": one.text, "line": one.line, "why": one.why, "edit": edit_of(fact, one)} for one in found
        ]
        for fact, found in others.items()
    }
