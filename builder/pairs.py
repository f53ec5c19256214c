"""Pairs of numbers, kept for the next run and found by the first of the two: who has what.

There may be many millions. They lie in shelves, each in its order, and a bounded number of them is in memory.
What had to make room waits in a file of this run: from there it comes back without being checked again.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import eq
from typing import Final

from builder.kept import Value
from builder.memory import Together
from builder.spool import Spool, Waiting

_SECOND: Final = 24
"""Bits of the second number of a pair; the first has the other 40."""
_MASK: Final = (1 << _SECOND) - 1
#: So many pairs at most are held: some 30 MB.
_AT_HAND: Final = 4_000_000
#: Shelves for the pairs of so many articles, and of more; no number that firsts may have in common.
_SHELVES: Final = ((100, 7), (1_000, 61), (10_000, 509))
_MOST_SHELVES: Final = 4_093
_SAME: Final = re.compile(b"\1+")


def shelves_for(articles: int) -> int:
    """In how many shelves the pairs of so many articles lie."""
    return next((shelves for most, shelves in _SHELVES if articles <= most), _MOST_SHELVES)


class Pairs:
    """The pairs of one part of what is kept."""

    def __init__(self, kept: Together, part: str, shelves: int) -> None:
        """``shelves``: as many as when it was begun."""
        self._kept, self._part, self._shelves = kept, part, shelves
        self._at_hand: dict[int, array[int]] = {}
        """In the order in which they were read: the first ones make room."""
        self._changed: set[int] = set()
        self._held = 0
        self._aside: dict[int, bytes | Waiting] = {}
        """Shelves that made room and are as they were then."""

    def begin(self) -> None:
        """There are none so far."""
        self._at_hand = {number: array("Q") for number in range(self._shelves)}
        self._changed = {*self._at_hand}
        self._aside, self._held = {}, 0
        self.put()

    def of(self, first: int) -> list[int]:
        """The seconds of a first, in their order.

        Raises:
            LostError: what is kept is damaged.
        """
        return seconds(self._shelf(first % self._shelves), first)

    def of_each(self, firsts: Iterable[int]) -> dict[int, list[int]]:
        """Those of several: each shelf is asked for once.

        Raises:
            LostError: as above.
        """
        shelves = self._shelves
        return {first: self.of(first) for first in sorted(firsts, key=lambda first: first % shelves)}

    def of_several(self) -> Iterator[tuple[int, Sequence[int]]]:
        """The firsts of which each has more than one second, with these, shelf by shelf.

        Raises:
            LostError: as above.
        """
        for number in range(self._shelves):
            shelf = self._shelf(number)
            found = array("I", [one & _MASK for one in shelf])
            firsts = [one >> _SECOND for one in shelf]
            for run in _SAME.finditer(bytes(map(eq, firsts, firsts[1:]))):
                yield firsts[run.start()], found[run.start() : run.end() + 1]

    def shelves(self) -> Iterator[tuple[int, bytes]]:
        """All shelves, each with its number, for ``seconds`` elsewhere: a first lies in one of them.

        Raises:
            LostError: what is kept is damaged.
        """
        for number in range(self._shelves):
            yield number, self._shelf(number).tobytes()

    def remove(self, all_of: Iterable[tuple[Iterable[int], int]]) -> None:
        """Take pairs away, as far as they are there. ``all_of``: firsts, and the second of all of them."""
        for number, found in self._by_shelf(all_of):
            shelf = self._shelf(number)
            for one in found:
                at = bisect_left(shelf, one)
                if at < len(shelf) and shelf[at] == one:
                    del shelf[at]
                    self._held -= 1
                    self._note(number)

    def add(self, all_of: Iterable[tuple[Iterable[int], int]]) -> None:
        """Put in pairs, of which none is there; many at a time, and never all of them in memory."""
        for number, found in self._by_shelf(all_of):
            self._at_hand[number] = array("Q", sorted(self._shelf(number) + found))
            self._held += len(found)
            self._note(number)
            self._make_room()

    def _by_shelf(self, all_of: Iterable[tuple[Iterable[int], int]]) -> Iterator[tuple[int, array[int]]]:
        """Each shelf once, with the pairs that belong there. Those that are too many for memory wait."""
        found: dict[int, array[int]] = defaultdict(_none)
        aside: dict[int, list[bytes | Waiting]] = defaultdict(list)
        waiting, shelves = 0, self._shelves
        for firsts, second in all_of:
            for first in firsts:
                found[first % shelves].append(first << _SECOND | second)
                waiting += 1
            if waiting > _AT_HAND:
                for number, pairs in found.items():
                    aside[number].append(self._spool.put(pairs.tobytes()))
                found.clear()
                waiting = 0
        for number in sorted({*found, *aside}):
            pairs = found.pop(number, _none())
            for part in aside.pop(number, ()):
                pairs.frombytes(bytes(part))
            yield number, pairs

    def _note(self, number: int) -> None:
        """A shelf at hand is another now."""
        self._changed.add(number)
        self._aside.pop(number, None)

    def put(self) -> None:
        """Bring what was changed into the store."""
        rows = {str(number): Value(b"", self._at_hand[number].tobytes()) for number in self._changed}
        self._kept.put(self._part, rows)
        self._changed = set()

    def _shelf(self, number: int) -> array[int]:
        if number not in self._at_hand:
            self._make_room()
            waiting = self._aside.get(number)
            found = self._kept.value(self._part, str(number)).value if waiting is None else bytes(waiting)
            self._at_hand[number] = array("Q", found)
            self._held += len(self._at_hand[number])
        return self._at_hand[number]

    def _make_room(self) -> None:
        """If too many are held, a quarter goes. What has only been read is likely to be read again."""
        if self._held <= _AT_HAND:
            return
        written = self._changed
        self.put()
        for number in [*self._at_hand]:
            if self._held <= _AT_HAND * 3 // 4:
                break
            shelf = self._at_hand.pop(number)
            self._held -= len(shelf)
            if number not in written and number not in self._aside:
                self._aside[number] = self._spool.put(shelf.tobytes())

    @cached_property
    def _spool(self) -> Spool:
        return self._kept.spool()


def seconds(shelf: Sequence[int], first: int) -> list[int]:
    """The seconds of a first, in their order, in the shelf in which it lies."""
    least = first << _SECOND
    start = bisect_left(shelf, least)
    end = bisect_left(shelf, least + _MASK + 1, start)
    return [one & _MASK for one in shelf[start:end]]


def _none() -> array[int]:
    return array("Q")
