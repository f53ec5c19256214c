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
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from builder.model import Entry

_FEW: Final = 400


class Known(Protocol):
    """In how many articles things stand: topics by their names, pieces of words by their numbers."""

    def get(self, thing: Any, default: int, /) -> int:
        """In how many one stands; ``default`` where it stands in none."""


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many of ``articles`` each thing stands."""

    articles: int
    known: Known
    is_rounded: bool

    def of(self, thing: str | int) -> int:
        """In how many it stands; 0 where it is new since they were counted."""
        return _rounded(self.known.get(thing, 0), self.is_rounded)

    def rarity(self, count: int, *, is_told: bool) -> float | None:
        """How much a piece of a word says that stands in so many articles.

        None for what stands in one, and can be shared with none. What is new may be shared with other new
        articles; it counts, by half, where it ``is_told`` in a headline.
        """
        if (counted := _rounded(count, self.is_rounded)) > 1:
            return math.log(self.articles / counted)
        return math.log(self.articles / 2) / 2 if self.is_rounded and is_told else None

    def weighs_as(self, other: Counts, thing: str | int) -> bool:
        """Whether a piece of a word says as much by other counts of as many articles."""
        return max(1, self.of(thing)) == max(1, other.of(thing))


def _rounded(count: int, is_rounded: bool) -> int:  # noqa: FBT001 - faster by place
    return 1 << (count.bit_length() - 1) if is_rounded and count else count


def is_rounded(all_articles: int) -> bool:
    """Whether counts are rounded in an archive of so many articles."""
    return all_articles >= _FEW


def counts_of(things: Iterable[Iterable[str | int]], *, all_articles: int) -> Counts:
    """``things``: those of each article that is counted; ``all_articles``: how many there are."""
    counted = 0
    known: Counter[str | int] = Counter()
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
