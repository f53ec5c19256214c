"""What a site is dated with, and what its making is called while one waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from builder.checks import tree
from builder.pages.later import brief_of
from builder.pages.page import AnyPage, Page
from builder.partial_date import is_partial_date, precision

RENDERING: Final = "Rendering the site"
INDEXING: Final = "Indexing for search"

_EARLIEST: Final = "1980-01-01"  # the first day a zip archive can hold; for an archive without a dated page


def newest_day(pages: Iterable[AnyPage]) -> str:
    """The day that all made of some pages is dated with, ISO: the newest on which an article was added."""
    days = (brief_of(page).added for page in pages if isinstance(page, Page))
    return max((day for day in days if is_partial_date(day) and precision(day) == "day"), default=_EARLIEST)


def day_of(docs: Path) -> str:
    """The day that all made from ``docs`` is dated with, ISO: the newest on which an article was added."""
    return tree.newest_added(docs) or _EARLIEST


def epoch_of(updated: str) -> int:
    """That day in seconds since 1970, as MkDocs wants it, so that a site rebuilt tomorrow is the same."""
    day = dt.date.fromisoformat(updated)
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
