"""What word and topic weigh, by how many articles have them: counted in the oldest part of an archive.

Were all articles counted, each new one would move the weights of all others a little, and whatever leads on
from every article would have to be found again for it. So the counts are those of the oldest articles, by the
day they were added, and renewed whenever there are a quarter more. Which are the oldest follows from the
pages alone: the same archive has the same weights, whatever happened to it before. Counts are rounded down to
a power of two, so that the correction of an old article moves few of them. An archive of fewer than
``_FEW`` articles is counted as a whole and exactly: there every article matters, and the work is small.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from builder.model import Entry

_FEW: Final = 400


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many of ``articles`` each thing stands."""

    articles: int
    known: Mapping[str, int]
    is_rounded: bool

    def of(self, thing: str) -> int:
        """In how many it stands; 0 where it is new since they were counted."""
        count = self.known.get(thing, 0)
        return 1 << (count.bit_length() - 1) if self.is_rounded and count else count

    def rarity(self, thing: str, *, is_told: bool) -> float | None:
        """How much a piece of a word says; None for what stands in one article, and can be shared with none.

        What is new may be shared with other new articles; it counts, by half, where it ``is_told`` in a
        headline.
        """
        if (count := self.of(thing)) > 1:
            return math.log(self.articles / count)
        return math.log(self.articles / 2) / 2 if self.is_rounded and is_told else None

    def weighs_as(self, other: Counts, thing: str) -> bool:
        """Whether a piece of a word says as much by other counts of as many articles."""
        return max(1, self.of(thing)) == max(1, other.of(thing))


def is_rounded(all_articles: int) -> bool:
    """Whether counts are rounded in an archive of so many articles."""
    return all_articles >= _FEW


def counts_of(things: Iterable[Iterable[str]], *, all_articles: int) -> Counts:
    """``things``: those of each article that is counted; ``all_articles``: how many there are."""
    counted = 0
    known: Counter[str] = Counter()
    for found in things:
        counted += 1
        known.update(iter(found))
    return Counts(counted, known, is_rounded(all_articles))


def basis(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The articles that are counted: the oldest, by the day they were added, then by their date and id."""
    ordered = sorted(entries, key=lambda entry: (entry.added, entry.date or "9999", entry.id))
    return tuple(ordered[: _steady(len(ordered))])


def _steady(count: int) -> int:
    """The same for a while as the archive grows."""
    size = _FEW
    while size * 5 // 4 <= count:
        size = size * 5 // 4
    return min(size, count)
