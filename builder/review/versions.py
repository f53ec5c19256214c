"""Versions of one story, found again only where that may have changed: the same as if all were looked at.

Texts are gathered into stories in order of their names (``stories.gather``), so which story a text is put
into follows from the first prints before it that share its shingles. Where a first print comes, goes or
changes, only the later texts that share a shingle with it are asked again, and of a shingle that very many
hold only the first few. Pairs are then compared in the stories that are others than before, and in those that
hold a shingle that has become a stock phrase, or is none any more.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush, nsmallest
from itertools import chain
from typing import Final

from builder.kept import Value
from builder.memory import Together
from builder.pages.page import Page
from builder.pairs import Pairs, shelves_for
from builder.review.near_duplicates import Versions, alike, in_order
from builder.review.stories import (
    COMMON,
    Phrases,
    Shingles,
    across,
    candidates,
    gather,
    linked,
    packed,
    phrases_of,
    shingles_of,
    story_of,
    within,
)
from builder.roll import Roll

_MARKS: Final = "shingles"
_HOLDERS: Final = "holders of shingles"
_STORIES: Final = "stories"
STORIES: Final = (_MARKS, _HOLDERS, _STORIES)
"""The parts of what is kept."""
_KNOWN, _STOCK = "known", "stock"


def known_versions(kept: Together) -> Versions:
    """The versions as they were found last.

    Raises:
        LostError: something kept is damaged.
    """
    versions: Versions = json.loads(kept.value(_STORIES, _KNOWN).value)["versions"]
    return versions


def versions_of(kept: Together, roll: Roll, articles: Mapping[str, Page]) -> Versions:
    """The versions of all ``articles``, by path; the names of the ``roll`` are paths too.

    Raises:
        LostError: something kept is damaged.
    """
    if kept.state is None:
        return _from_nothing(kept, roll, articles)
    known = json.loads(kept.value(_STORIES, _KNOWN).value)
    stock = frozenset(array("I", kept.value(_STORIES, _STOCK).value))
    holders = Pairs(kept, _HOLDERS, known["shelves"])
    gathering = _Gathering(_Texts(kept), holders, roll, known["firsts"], stock)
    new = {one: packed(shingles_of(articles[one].body)) for one in sorted(roll.changed)}
    gathering.change(new)
    found = gathering.found(articles, known["versions"])
    holders.put()
    kept.put(_MARKS, {}, roll.gone)
    kept.put_each(_MARKS, ((one, marks.tobytes()) for one, marks in new.items()))
    _keep(kept, found, gathering.firsts, gathering.stock, known["shelves"])
    return found


def _from_nothing(kept: Together, roll: Roll, articles: Mapping[str, Page]) -> Versions:
    marks = {one: packed(shingles_of(articles[one].body)) for one in sorted(articles)}
    shelves = shelves_for(len(articles))
    holders = Pairs(kept, _HOLDERS, shelves)
    holders.begin()
    holders.add((found, roll.numbers[one]) for one, found in marks.items())
    holders.put()
    kept.put_each(_MARKS, ((one, found.tobytes()) for one, found in marks.items()))
    phrases = phrases_of(marks)
    del marks
    stories = gather(phrases)
    found = _both_ways(alike(articles, phrases, stories.stock, candidates(phrases, stories)))
    firsts = {one: first for first, prints in stories.prints.items() for one in prints if one != first}
    _keep(kept, found, firsts, stories.stock, shelves)
    return found


def _keep(kept: Together, found: Versions, firsts: Mapping[str, str], stock: Shingles, shelves: int) -> None:
    known = json.dumps({"versions": found, "firsts": firsts, "shelves": shelves}).encode()
    rows = {_KNOWN: known, _STOCK: packed(stock).tobytes()}
    kept.put(_STORIES, {name: Value(b"", value) for name, value in rows.items()})


def _both_ways(pairs: Iterable[tuple[str, str, float]]) -> Versions:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other, share in pairs:
        found[one][other] = found[other][one] = share
    return in_order(found)


class _Texts(dict[str, Phrases]):
    """The shingles of texts, read where they are asked for."""

    def __init__(self, kept: Together) -> None:
        super().__init__()
        self._kept = kept

    def __missing__(self, one: str) -> Phrases:
        self.put(one, array("I", self._kept.value(_MARKS, one).value))
        return self[one]

    def put(self, one: str, marks: array[int]) -> None:
        self[one] = Phrases(marks, len(marks))


class _Gathering:
    """Stories as they were, being brought to what they are."""

    def __init__(
        self, texts: _Texts, holders: Pairs, roll: Roll, firsts: dict[str, str], stock: Shingles
    ) -> None:
        self._texts, self._holders, self._roll = texts, holders, roll
        self.firsts, self.stock = firsts, stock
        self._names = [*roll.names]
        for one, number in roll.gone.items():
            self._names[number] = one
        self._unknown = {*roll.changed, *roll.gone}
        """The texts of which it is not known now whether they are first prints."""
        self._waiting: list[str] = []
        self._stirred: set[str] = set()
        """The stories that are others than before, by their first prints."""
        self._touched: set[int] = set()
        self._few: dict[int, list[str]] = {}

    def change(self, new: Mapping[str, array[int]]) -> None:
        """Gather again what ``new`` texts, in the place of what stood there, and lost ones concern."""
        changed = {one: self._roll.numbers[one] for one in self._roll.changed - self._roll.new}
        for one, number in sorted({**self._roll.gone, **changed}.items()):
            self._leave(one, number)
        self._names = self._roll.names
        for one, marks in new.items():
            self._texts.put(one, marks)
            self._holders.add([(marks, self._roll.numbers[one])])
            heappush(self._waiting, one)
        decided = ""
        while self._waiting:
            if (one := heappop(self._waiting)) != decided and one in self._roll.numbers:
                self._decide(one)
            decided = one
        self._restock()

    def _leave(self, one: str, number: int) -> None:
        """A text is no more as it was."""
        marks = self._texts[one].shared
        if one in self.firsts:
            self._stirred.add(self.firsts.pop(one))
        else:
            self._spread(one, marks)
        self._holders.remove([(marks, number)])

    def _decide(self, one: str) -> None:
        """Put a text into a story, when all before it are."""
        before = None if one in self._unknown else self.firsts.get(one, one)
        earlier = {mark: [x for x in self._first_few(mark) if x < one] for mark in self._texts[one].shared}
        first = story_of(one, self._texts, earlier)
        self._unknown.discard(one)
        if first == before:
            return
        self._stirred |= {first, before or first}
        self.firsts[one] = first
        if first == one:
            del self.firsts[one]
        if one in (first, before):
            self._spread(one, self._texts[one].shared)

    def _spread(self, one: str, marks: Iterable[int]) -> None:
        """A text has become a first print, or is none any more: later texts may stand in other stories."""
        for mark in marks:
            self._touched.add(mark)
            few = self._first_few(mark)
            others = [x for x in few if x != one]
            last = others[COMMON] if len(others) > COMMON else None
            if last is None or one < last:
                for x in self._held(mark):
                    if x > one and (last is None or x <= last):
                        heappush(self._waiting, x)
            if last is None or one <= few[-1]:
                del self._few[mark]

    def _first_few(self, mark: int) -> list[str]:
        """The first of the first prints that hold a shingle: some more than make it a stock phrase."""
        if mark not in self._few:
            firsts = (x for x in self._held(mark) if x not in self.firsts and x not in self._unknown)
            self._few[mark] = nsmallest(COMMON + 2, firsts)
        return self._few[mark]

    def _held(self, mark: int) -> Iterator[str]:
        return map(self._names.__getitem__, self._holders.of(mark))

    def _restock(self) -> None:
        """The shingles that have become stock phrases, or are none any more."""
        moved = {
            mark for mark in self._touched if (mark in self.stock) != (len(self._first_few(mark)) > COMMON)
        }
        self.stock ^= moved
        self._stirred.update(self.firsts.get(x, x) for mark in moved for x in self._held(mark))

    def found(self, articles: Mapping[str, Page], before: Versions) -> Versions:
        """The versions of all articles."""
        later: dict[str, list[str]] = defaultdict(list)
        for one, first in sorted(self.firsts.items()):
            later[first].append(one)
        stirred = [one for one in self._stirred if one in self._roll.numbers and one not in self.firsts]
        others = {one: {*self._linked(one)} for one in stirred}
        stories = {*stirred, *(one for pairs in others.values() for two in pairs for one in two)}
        prints = {first: [first, *later.get(first, ())] for first in stories}
        compared = {pair for first in stirred for pair in within(prints[first])}
        linked_pairs = {pair for pairs in others.values() for pair in pairs}
        compared.update(chain.from_iterable(across(two, prints) for two in linked_pairs))
        asked = {*self._roll.gone, *(one for first in stirred for one in prints[first])}
        still = (
            (one, other, share)
            for one, others_ in before.items()
            if one not in asked
            for other, share in others_.items()
            if other not in asked
        )
        return _both_ways(chain(still, alike(articles, self._texts, self.stock, sorted(compared))))

    def _linked(self, one: str) -> Iterator[tuple[str, str]]:
        """The stories that are linked with one, each with it."""
        marks = (mark for mark in self._texts[one].shared if mark not in self.stock)
        firsts = (x for mark in marks for x in self._first_few(mark) if x != one)
        return linked(one, firsts, self._texts, self.stock)
