"""Which entries stand in a feed's current document, and which in its archive documents (RFC 5005, 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


def paged(entries: Sequence[Entry], newest_day: str) -> Paged:
    """Divide a feed.

    An archive document never changes once it stands: it is full, it is counted from the oldest, and it holds
    nothing of ``newest_day`` (the archive's newest ``added``, ISO), to which a further build may still add
    before, between and behind. Only a day that brings more than ``LARGEST`` is filed away at once, and its
    documents are final when it is over.
    """
    counted = sorted(entries, key=lambda entry: (entry.added, entry.date or "", entry.id))
    full = max(0, len(counted) // PAGE - 1) * PAGE
    final = sum(entry.added < newest_day for entry in counted) // PAGE * PAGE
    filed = min(full, final) if len(counted) - final <= LARGEST else full
    return Paged(
        current=tuple(reversed(counted[filed:])),
        archives=tuple(tuple(reversed(counted[start : start + PAGE])) for start in range(0, filed, PAGE)),
    )
