"""All texts gathered into stories at once, told by who holds which shingle: by numbers, in little room.

Texts have numbers in order of their names. So have the shingles that stand in more than one of them: what
stands in one alone is evidence for nothing.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from builder.review.shingles import Shingles
from builder.review.stories import COMMON, Evidence, Phrases, across, evidence_of, linked, story_of, within

#: Of so many texts the evidence is at hand; each is compared with a few in a row.
_AT_HAND: Final = 64


class Gathered:
    """Every text in one story: that of the closest first print, or its own."""

    def __init__(self, several: Iterable[tuple[int, Sequence[int]]], totals: Sequence[int]) -> None:
        """``several``: the shingles that stand in more than one text, each with these in their order.

        ``totals``: how many shingles each text has. Each shingle leads to at most ``COMMON`` stories, so the
        work is linear.
        """
        self._marks, self._starts, self._holders = array("I"), array("I"), array("I")
        self._shared = [array("I") for _ in totals]
        self._totals = totals
        for number, (mark, texts) in enumerate(several):
            self._marks.append(mark)
            self._starts.append(len(self._holders))
            self._holders.extend(texts)
            for one in texts:
                self._shared[one].append(number)
        self._counts = bytearray(len(self._marks))
        """Of each shingle the stories that hold it, at most one more than are looked at."""
        self._later: dict[int, list[int]] = defaultdict(list)
        self.firsts = array("I")
        """The first print of each text's story."""
        self._gather()
        self.stock: Shingles = frozenset(
            mark for mark, count in zip(self._marks, self._counts, strict=True) if count > COMMON
        )
        """The shingles that are evidence for no story."""
        self.evidence = lru_cache(_AT_HAND)(self._evidence)

    def _gather(self) -> None:
        for one in range(len(self._totals)):
            first = story_of(one, self._phrases, self._before(one))
            self.firsts.append(first)
            if first != one:
                self._later[first].append(one)
            else:
                self._hold(one)

    def _phrases(self, one: int) -> Phrases:
        return Phrases(self._shared[one], self._totals[one])

    def _before(self, one: int) -> Iterator[Sequence[int]]:
        """For each shingle of a text the first prints so far that hold it, where they are few."""
        counts, starts, holders = self._counts, self._starts, self._holders
        for mark in self._shared[one]:
            if 0 < (count := counts[mark]) <= COMMON:
                start = starts[mark]
                yield holders[start : start + count]

    def _hold(self, one: int) -> None:
        """A text is a first print: it stands before all holders of its shingles that are none."""
        counts, starts, holders = self._counts, self._starts, self._holders
        for mark in self._shared[one]:
            if (count := counts[mark]) <= COMMON:
                holders[starts[mark] + count] = one  # as many stood before it at least: none is lost
                counts[mark] = count + 1

    def candidates(self) -> Iterator[tuple[int, int]]:
        """The pairs that are worth comparing, each once: of one story, or of two that are linked."""
        for first, later in self._later.items():
            yield from within([first, *later])
        sizes = self._sizes()
        behind = self._starts[:]
        for one, first in enumerate(self.firsts):
            if one == first:
                for pair in linked(one, chain.from_iterable(self._behind(one, behind)), sizes.__getitem__):
                    yield from across(pair, {first: [first, *self._later.get(first, ())] for first in pair})

    def _sizes(self) -> array[int]:
        """How many shingles of each text are no stock phrases."""
        is_stock = bytes(count > COMMON for count in self._counts)
        stock = (sum(map(is_stock.__getitem__, shared)) for shared in self._shared)
        return array("I", (total - common for total, common in zip(self._totals, stock, strict=True)))

    def _behind(self, one: int, behind: array[int]) -> Iterator[Sequence[int]]:
        """For each shingle of a first print those behind it that hold it, where all are few.

        ``behind``: where those stand that hold it and were not asked for yet; they are in order.
        """
        counts, starts, holders = self._counts, self._starts, self._holders
        for mark in self._shared[one]:
            if (count := counts[mark]) <= COMMON:
                start = behind[mark] = behind[mark] + 1
                yield holders[start : starts[mark] + count]

    def _evidence(self, one: int) -> Evidence:
        """The shingles of a text that tell its story."""
        marks = array("I", map(self._marks.__getitem__, self._shared[one]))
        return evidence_of(Phrases(marks, self._totals[one]), self.stock)
