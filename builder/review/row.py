"""An article's row of the spreadsheet: each fact, and the hash by which a later change is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from builder.pages import values
from builder.pages.page import Page
from builder.pages.parts import digest
from builder.review.near_duplicates import Versions
from builder.review.spreadsheet import tidy

#: What a row corrects, in the order it is applied: the names of the ministries depend on the date.
FACTS: Final = ("title", "date", "ministries", "topics")
#: Not a part of the page: which other articles look like versions of this one. It can be confirmed or
#: skipped, not corrected.
VERSIONS: Final = "versions"
CHECKED: Final = (*FACTS, VERSIONS)
#: Code of a notice → the fact it asks about.
ASKED_BY: Final = {
    "N101": "date",
    "N102": "date",
    "N103": "title",
    "N104": "ministries",
    "N105": "topics",
    "N109": VERSIONS,
    "N110": "date",
    "N112": "date",
    "N115": "ministries",
}
CONFIRMED: Final = "confirmed"
SKIPPED: Final = "skipped"

LISTS: Final = frozenset({"ministries", "topics"})
_BETWEEN: Final = "; "
_LIST_SEPARATOR: Final = re.compile("[;,、，；]")
VERSION_DIGITS: Final = 8


#: A fact as it stands in a cell, tidied: a text (empty: none), or the entries of a list.
Value = str | tuple[str, ...]


def row_of(
    page: Page, versions: Versions, to_look_at: Iterable[str], also_seen: Iterable[str] = ()
) -> dict[str, str]:
    """The page's row of the spreadsheet.

    ``to_look_at``: what a person should look at, in words. ``also_seen``: what else may be its title or date.
    """
    facts = {part: cell_of(part, page) for part in FACTS}
    return {
        "id": PurePosixPath(page.path).stem,
        "version": "v" + "-".join(fact_hash(part, page, versions)[:VERSION_DIGITS] for part in CHECKED),
        **facts,
        "title_basis": page.record.title_basis,
        "date_basis": page.record.date_basis,
        "evidence": page.record.date_evidence or "",
        "to_look_at": _BETWEEN.join(to_look_at),
        "also_seen": _BETWEEN.join(also_seen),
        "subtitle": " / ".join(page.record.subtitle),
        "kind": page.record.kind,
        "rights": page.record.licence,
        "url": page.record.source.url or "",
        "address": str(PurePosixPath(page.path).with_suffix(".html")),
        "seed": page.record.source.file or "",
    }


def fact_hash(part: str, page: Page, versions: Versions) -> str:
    """12 hexadecimal digits that change when the fact does; its basis and evidence may change."""
    if part == VERSIONS:
        return digest(sorted(PurePosixPath(path).stem for path in versions.get(page.path, ())))
    return digest(standing(part, page))


def is_reviewed(part: str, page: Page, versions: Versions) -> bool:
    """Whether a person has confirmed or skipped the fact as it is now."""
    fact = fact_hash(part, page, versions)
    skipped = page.record.skipped.get(part)
    return fact in {page.record.confirmed.get(part), skipped.fact if skipped else None}


def cell_of(part: str, page: Page) -> str:
    """The fact as its cell shows it."""
    if part in LISTS:
        return _BETWEEN.join(getattr(page.record, part))
    return values.text(page.record.written(part)) or ""


def standing(part: str, page: Page) -> Value:
    """The page's fact as it would be read back from its own cell, so that a round trip is none."""
    written = tidy(cell_of(part, page))
    return entries(written) if part in LISTS else written


def entries(cell: str) -> tuple[str, ...]:
    """The entries of a list's cell, each once."""
    return tuple(dict.fromkeys(entry.strip() for entry in _LIST_SEPARATOR.split(cell) if entry.strip()))
