"""Texts gathered into stories again, where some have come, gone or changed: as if all were gathered anew.

Texts are gathered in order of their names (``gathered.py``), so which story a text is put into follows from
the first prints before it that share its shingles. Where a first print comes, goes or changes, only the later
texts that share a shingle with it are asked again, and of a shingle that very many hold only the first few.
Pairs are then compared in the stories that are others than before, and in those that hold a shingle that has
become a stock phrase, or is none any more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from heapq import heappop, heappush, nsmallest
from itertools import chain, islice
from typing import Final, NamedTuple

from builder.pairs import Pairs
from builder.review.shingles import Packed, Shingles
from builder.review.stories import (
    COMMON,
    Evidence,
    Phrases,
    across,
    evidence_of,
    is_one_story,
    linked,
    story_of,
    within,
)
from builder.roll import Roll

_AHEAD: Final = 200_000
"""Of so many shingles those who hold them are read in one go."""
_AT_HAND: Final = 64
"""Of so many texts the evidence is; each is compared with a few in a row."""
_MANY: Final = 100
"""So many names are put in order in the time in which the first of them are picked."""


class Again(NamedTuple):
    """What is to be compared again."""

    asked: AbstractSet[str]
    """The texts of which it is not known any more what they are versions of."""
    pairs: Sequence[tuple[str, str]]
    evidence: Callable[[str], Evidence]
    """What of a text tells its story."""


class Texts(dict[str, Phrases]):
    """The shingles of texts, read where they are asked for."""

    def __init__(self, marks: Callable[[str], Packed]) -> None:
        """``marks``: of a text, as they were kept."""
        super().__init__()
        self._marks = marks

    def __missing__(self, one: str) -> Phrases:
        """Those of a text that is as it was."""
        self.put(one, self._marks(one))
        return self[one]

    def put(self, one: str, marks: Packed) -> None:
        """A text has these now."""
        self[one] = Phrases(marks, len(marks))


class Gathering:
    """Stories as they were, being brought to what they are."""

    def __init__(
        self, texts: Texts, holders: Pairs, roll: Roll, firsts: dict[str, str], stock: Shingles
    ) -> None:
        """``holders``: shingle → who holds it; ``firsts``: first print of each later one; as they were."""
        self._texts, self._holders, self._roll = texts, holders, roll
        self.firsts, self.stock = firsts, stock
        self._names = [*roll.names]
        for one, number in roll.gone.items():
            self._names[number] = one
        self._unknown = {*roll.changed, *roll.gone}
        """The texts of which it is not known now whether they are first prints."""
        self._waiting: list[str] = []
        self._beside: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        """Of a text that waits, new first prints before it, with the shingles that it shares with each."""
        self._become = set[str]()
        """The new first prints."""
        self._left = set[str]()
        """The texts before which one is a first print no more that shares a shingle with them."""
        self._stirred = set[str]()
        """The stories that are others than before, by their first prints."""
        self._touched = set[int]()
        self._ahead: Mapping[int, Sequence[int]] = {}
        """Who holds the shingles of changed texts."""
        self._few: dict[int, list[str]] = {}

    def change(self, new: Mapping[str, Packed]) -> None:
        """Gather again what ``new`` texts, in the place of what stood there, and lost ones concern."""
        numbers = self._roll.numbers
        changed = {one: numbers[one] for one in self._roll.changed - self._roll.new}
        left = [(self._texts[one].shared, number) for one, number in {**self._roll.gone, **changed}.items()]
        self._read_ahead(marks for marks, _ in left)
        for one in (*self._roll.gone, *changed):
            self._leave(one)
        self._holders.remove(left)
        self._holders.add((marks, numbers[one]) for one, marks in new.items())
        self._names = self._roll.names
        self._read_ahead(new.values())
        for one, marks in new.items():
            self._texts.put(one, marks)
            heappush(self._waiting, one)
        decided = ""
        while self._waiting:
            if (one := heappop(self._waiting)) != decided and one in self._roll.numbers:
                self._decide(one)
            decided = one
        self._restock()

    def _read_ahead(self, texts: Iterable[Packed]) -> None:
        self._ahead = self._holders.of_each({*islice(chain.from_iterable(texts), _AHEAD)})

    def _leave(self, one: str) -> None:
        """A text is no more as it was."""
        if one in self.firsts:
            self._stirred.add(self.firsts.pop(one))
        else:
            self._spread(one, is_first=False)

    def _decide(self, one: str) -> None:
        """Put a text into a story, when all before it are."""
        beside = self._beside.pop(one, {})
        if self._stays(one, beside):
            return
        before = None if one in self._unknown else self.firsts.get(one, one)
        earlier = (self._before(mark, one) for mark in self._texts[one].shared)
        first = story_of(one, self._texts.__getitem__, (some for some in earlier if len(some) <= COMMON))
        self._unknown.discard(one)
        if first == before:
            return
        self._stirred |= {first, before or first}
        self.firsts[one] = first
        if first == one:
            del self.firsts[one]
        if one in (first, before):
            self._spread(one, is_first=one == first)

    def _stays(self, one: str, beside: Mapping[str, Sequence[int]]) -> bool:
        """Whether a first print stays one for sure, and need not be looked at.

        There are only more first prints before it than there were, none of them is close enough, and no
        shingle that led to others has become a stock phrase.
        """
        if one in self._unknown or one in self.firsts or one in self._left:
            return False
        for mark in {*chain.from_iterable(beside.values())}:
            before = self._before(mark, one)
            if len(before) > COMMON >= len(before) - sum(first in self._become for first in before):
                return False
        own = self._texts[one]
        return not any(is_one_story(own, self._texts[first]) for first in beside)

    def _before(self, mark: int, one: str) -> list[str]:
        """The first prints before a text that hold a shingle, or some more than ``COMMON``."""
        few = self._first_few(mark)
        return few[: bisect_left(few, one)]

    def _spread(self, one: str, *, is_first: bool) -> None:
        """A text has become a first print, or is none any more: later texts may stand in other stories."""
        if is_first:
            self._become.add(one)
        for mark in self._texts[one].shared:
            self._touched.add(mark)
            few = self._first_few(mark)
            others = [x for x in few if x != one]
            last = others[COMMON] if len(others) > COMMON else None
            if last is None or one < last:
                for x in self._held(mark):
                    if x > one and (last is None or x <= last):
                        self._wake(x, one, mark, is_first=is_first)
            if last is None or one <= few[-1]:
                del self._few[mark]

    def _wake(self, other: str, one: str, mark: int, *, is_first: bool) -> None:
        """Let a later text be decided for what has become of one with which it shares a shingle."""
        if other in self._unknown:
            return  # it waits already
        if other not in self._beside:
            heappush(self._waiting, other)
        beside = self._beside[other]
        if is_first:
            beside[one].append(mark)
        else:
            self._left.add(other)

    def _first_few(self, mark: int) -> list[str]:
        """The first of the first prints that hold a shingle: some more than make it a stock phrase."""
        if mark not in self._few:
            found = [x for x in self._held(mark) if x not in self.firsts and x not in self._unknown]
            most = COMMON + 2
            self._few[mark] = sorted(found)[:most] if len(found) < _MANY else nsmallest(most, found)
        return self._few[mark]

    def _held(self, mark: int) -> Iterator[str]:
        numbers = self._ahead[mark] if mark in self._ahead else self._holders.of(mark)
        return map(self._names.__getitem__, numbers)

    def _restock(self) -> None:
        """The shingles that have become stock phrases, or are none any more."""
        moved = {
            mark for mark in self._touched if (mark in self.stock) != (len(self._first_few(mark)) > COMMON)
        }
        self.stock ^= moved
        self._stirred.update(self.firsts.get(x, x) for mark in moved for x in self._held(mark))

    def again(self) -> Again:
        """What is to be compared again."""
        later: dict[str, list[str]] = defaultdict(list)
        for one, first in sorted(self.firsts.items()):
            later[first].append(one)
        stirred = [one for one in self._stirred if one in self._roll.numbers and one not in self.firsts]
        size = cache(self._size)
        linked_pairs = {pair for one in stirred for pair in self._linked(one, size)}
        stories = {*stirred, *chain.from_iterable(linked_pairs)}
        prints = {first: [first, *later.get(first, ())] for first in stories}
        compared = {pair for first in stirred for pair in within(prints[first])}
        compared.update(chain.from_iterable(across(two, prints) for two in linked_pairs))
        asked = {*self._roll.gone, *(one for first in stirred for one in prints[first])}
        return Again(asked, sorted(compared), lru_cache(_AT_HAND)(self._evidence))

    def _size(self, one: str) -> int:
        """How many shingles of a text are no stock phrases."""
        text = self._texts[one]
        return text.total - len(self.stock.intersection(text.shared))

    def _evidence(self, one: str) -> Evidence:
        return evidence_of(self._texts[one], self.stock)

    def _linked(self, one: str, size: Callable[[str], int]) -> Iterator[tuple[str, str]]:
        """The stories that are linked with one, each with it."""
        marks = (mark for mark in self._texts[one].shared if mark not in self.stock)
        firsts = (x for mark in marks for x in self._first_few(mark) if x != one)
        return linked(one, firsts, size)
