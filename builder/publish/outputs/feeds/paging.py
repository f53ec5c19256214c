"""Which entries stand in a feed's current document, and which in its archive documents (RFC 5005, 4)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from builder.catalogue.collection import Entries
from builder.model import Entry

PAGE: Final = 50
"""Entries of an archive document.

The current one holds at least as many, so that a reader who looks in seldom finds them all there.
"""
LARGEST: Final = 200
"""The most entries that the current document keeps for the sake of an unfinished day.

As many as a list page shows.
"""


@dataclass(frozen=True, slots=True)
class Paged:
    """A feed's documents; entries are newest added first in each."""

    current: Entries
    archives: tuple[Entries, ...]
    """Counted from the oldest: the first is ``X-p1.xml``."""


def counted(entries: Iterable[Entry]) -> list[Entry]:
    """In the order in which they are filed away: that in which they were added."""
    return sorted(entries, key=lambda entry: (entry.added, entry.date or "", entry.id))


def paged(counted: Sequence[Entry], newest_day: str) -> Paged:
    """Divide a feed of entries that are ``counted``.

    An archive document never changes once it stands: it is full, it is counted from the oldest, and it holds
    nothing of ``newest_day`` (the archive's newest ``added``, ISO), to which a further build may still add
    before, between and behind. Only a day that brings more than ``LARGEST`` is filed away at once, and its
    documents are final when it is over.
    """
    full = max(0, len(counted) // PAGE - 1) * PAGE
    final = bisect_left(counted, newest_day, key=attrgetter("added")) // PAGE * PAGE
    filed = min(full, final) if len(counted) - final <= LARGEST else full
    return Paged(
        current=tuple(reversed(counted[filed:])),
        archives=tuple(tuple(reversed(counted[start : start + PAGE])) for start in range(0, filed, PAGE)),
    )
