"""Pairs of numbers, kept for the next run and found by the first of the two: who has what.

There may be millions. They lie in shelves, each in its order, and only shelves that are asked for are read.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

from builder.kept import Value
from builder.memory import Together

_SECOND: Final = 24
"""Bits of the second number of a pair; the first has the other 40."""
_MASK: Final = (1 << _SECOND) - 1
#: So many pairs at most are held: some 30 MB.
_AT_HAND: Final = 4_000_000
#: Shelves for the pairs of so many articles, and of more; no number that firsts may have in common.
_SHELVES: Final = ((100, 7), (1_000, 61), (10_000, 509))
_MOST_SHELVES: Final = 4_093


def shelves_for(articles: int) -> int:
    """In how many shelves the pairs of so many articles lie."""
    return next((shelves for most, shelves in _SHELVES if articles <= most), _MOST_SHELVES)


class Pairs:
    """The pairs of one part of what is kept."""

    def __init__(self, kept: Together, part: str, shelves: int) -> None:
        """``shelves``: as many as when it was begun."""
        self._kept, self._part, self._shelves = kept, part, shelves
        self._at_hand: dict[int, array[int]] = {}
        self._changed: set[int] = set()
        self._held = 0

    def begin(self) -> None:
        """There are none so far."""
        self._at_hand = {number: array("Q") for number in range(self._shelves)}
        self._changed = {*self._at_hand}
        self.put()

    def of(self, first: int) -> list[int]:
        """The seconds of a first, in their order.

        Raises:
            LostError: what is kept is damaged.
        """
        shelf, least = self._shelf(first % self._shelves), first << _SECOND
        start = bisect_left(shelf, least)
        end = bisect_left(shelf, least + _MASK + 1, start)
        return [one & _MASK for one in shelf[start:end]]

    def remove(self, all_of: Iterable[tuple[Iterable[int], int]]) -> None:
        """Take pairs away, as far as they are there. ``all_of``: firsts, and the second of all of them."""
        for firsts, second in all_of:
            for first in firsts:
                shelf, one = self._shelf(first % self._shelves), first << _SECOND | second
                at = bisect_left(shelf, one)
                if at < len(shelf) and shelf[at] == one:
                    del shelf[at]
                    self._changed.add(first % self._shelves)

    def add(self, all_of: Iterable[tuple[Collection[int], int]]) -> None:
        """Put in pairs, of which none is there; many at a time, and never all of them in memory."""
        new: dict[int, array[int]] = defaultdict(_none)
        waiting, shelves = 0, self._shelves
        for firsts, second in all_of:
            for first in firsts:
                new[first % shelves].append(first << _SECOND | second)
            waiting += len(firsts)
            if waiting > _AT_HAND:
                self._take(new)
                waiting = 0
        self._take(new)

    def _take(self, new: dict[int, array[int]]) -> None:
        for number, found in sorted(new.items()):
            shelf = self._shelf(number)
            self._at_hand[number] = array("Q", sorted(shelf + found))
            self._changed.add(number)
            self._held += len(found)
        new.clear()

    def put(self) -> None:
        """Bring what was changed into the store."""
        rows = {str(number): Value(b"", self._at_hand[number].tobytes()) for number in self._changed}
        self._kept.put(self._part, rows)
        self._changed = set()
        if sum(map(len, self._at_hand.values())) > _AT_HAND:
            self._at_hand = {}
        self._held = sum(map(len, self._at_hand.values()))

    def _shelf(self, number: int) -> array[int]:
        if number not in self._at_hand:
            if self._held > _AT_HAND:
                self.put()
            self._at_hand[number] = array("Q", self._kept.value(self._part, str(number)).value)
            self._held += len(self._at_hand[number])
        return self._at_hand[number]


def _none() -> array[int]:
    return array("Q")
