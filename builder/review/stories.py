"""Texts gathered into stories: what was printed more than once, and which phrases are only stock."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import Final, NamedTuple

from builder.text import key

#: Letters of a shingle.
_SHINGLE: Final = 10
#: One shingle in eight is looked at: enough of them stay to tell, and the work is an eighth.
_SAMPLE: Final = 8
#: A shingle that stands in more *stories* is a stock phrase (a footer, a pointer to an attachment). A story
#: counts once however often it was printed, so a release in thirteen papers stays evidence.
COMMON: Final = 12
#: Texts that have so much of all their shingles in common are prints of one story. A footer that both carry
#: is less, unless it is three quarters of either.
_ONE_STORY: Final = 0.6
_CLOSEST: Final = 3
#: Two stories whose first prints share so much may have prints that share half.
_LINKED: Final = 0.3
#: A text is compared with so many beside it in its story, and so many of a story linked with it: the work
#: stays linear when a text was printed a thousand times.
_NEIGHBOURS: Final = 25

Shingles = frozenset[int]
Packed = Sequence[int]
"""The shingles of a text, each once, in their order and in little room (an ``array``)."""
#: There are so many different shingles, and about so many are held at a time: in 100 MB at most.
_MARKS: Final = 1 << 32
_AT_ONCE: Final = 1_000_000


class Phrases(NamedTuple):
    """Of a text: the shingles that stand in another one too, and how many it has in all."""

    shared: Packed
    total: int

    @property
    def marks(self) -> Shingles:
        """The same to compare with."""
        return frozenset(self.shared)


@dataclass(frozen=True, slots=True)
class Stories:
    """Prints of one story by the name of its first; the shingles that are no evidence for any."""

    prints: Mapping[str, Sequence[str]]
    holders: Mapping[int, Sequence[str]]
    """Shingle → the stories (their first prints) that hold it, at most one more than are looked at."""
    stock: Shingles


def shingles_of(text: str) -> Shingles:
    """The sampled shingles of a text's letters, whatever its spaces and marks."""
    letters, width = key(text).encode("utf-16-le", "surrogatepass"), _SHINGLE * 2
    marks = (zlib.crc32(letters[at : at + width]) for at in range(0, max(1, len(letters) - width), 2))
    return frozenset(mark for mark in marks if mark % _SAMPLE == 0)


def packed(shingles: Shingles) -> array[int]:
    """To be held by the thousand."""
    return array("I", sorted(shingles))


def phrases_of(texts: Mapping[str, Packed]) -> dict[str, Phrases]:
    """What the texts have in common. Most of a text stands nowhere else, and is evidence for nothing."""
    stretches = sum(map(len, texts.values())) // _AT_ONCE + 1
    width = _MARKS // stretches + 1
    shared = {name: array("I") for name in texts}
    for first in range(0, _MARKS, width):
        parts = {name: _stretch(marks, first, width) for name, marks in texts.items()}
        twice = _held_twice(parts.values())
        for name, marks in parts.items():
            shared[name].extend(sorted(twice.intersection(marks)))
    return {name: Phrases(shared[name], len(marks)) for name, marks in texts.items()}


def _stretch(marks: Packed, first: int, width: int) -> Packed:
    if width > _MARKS:
        return marks
    return marks[bisect_left(marks, first) : bisect_left(marks, first + width)]


def _held_twice(texts: Iterable[Packed]) -> set[int]:
    """The shingles that more than one of the texts have."""
    once, twice = set[int](), set[int]()
    for marks in texts:
        own = set(marks)
        twice |= once & own
        once |= own
    return twice


def gather(phrases: Mapping[str, Phrases]) -> Stories:
    """Every text in one story: that of the closest first print, or its own.

    ``phrases``: by name. Each shingle leads to at most twelve stories, so the work is linear.
    """
    prints: dict[str, list[str]] = {}
    holders: dict[int, list[str]] = defaultdict(list)
    for name in sorted(phrases):
        first = story_of(name, phrases, holders)
        prints.setdefault(first, []).append(name)
        if first == name:
            for mark in phrases[name].shared:
                if len(holders[mark]) <= COMMON:
                    holders[mark].append(name)
    stock = frozenset(mark for mark, firsts in holders.items() if len(firsts) > COMMON)
    return Stories(prints, holders, stock)


def candidates(phrases: Mapping[str, Phrases], stories: Stories) -> Iterator[tuple[str, str]]:
    """The pairs of texts that are worth comparing, each once: of one story, or of two that are linked."""
    for prints in stories.prints.values():
        yield from within(prints)
    for one in sorted(stories.prints):
        held = (firsts for mark in phrases[one].shared if len(firsts := stories.holders[mark]) <= COMMON)
        later = (other for firsts in held for other in firsts if other > one)
        for pair in linked(one, later, phrases, stories.stock):
            yield from across(pair, stories.prints)


def story_of(name: str, phrases: Mapping[str, Phrases], holders: Mapping[int, Sequence[str]]) -> str:
    """The first print of the story of a text: its own name, or one of ``holders``: of those before it.

    ``holders``: shingle → the first prints that hold it, all or more than ``COMMON``.
    """
    marks = phrases[name].shared
    shared = Counter(
        chain.from_iterable(firsts for mark in marks if len(firsts := holders.get(mark, ())) <= COMMON)
    )
    closest = sorted(shared, key=lambda first: (-shared[first], first))[:_CLOSEST]
    return next((one for one in closest if _likeness(phrases[name], phrases[one]) >= _ONE_STORY), name)


def _likeness(one: Phrases, other: Phrases) -> float:
    """What they share, of all that both have."""
    common = len(one.marks & other.marks)
    return common / max(1, one.total + other.total - common)


def within(prints: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of one story that are compared. ``prints``: in order of their names."""
    for place, one in enumerate(prints):
        yield from ((one, other) for other in prints[place + 1 : place + 1 + _NEIGHBOURS])


def across(pair: tuple[str, str], prints: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The pairs of two stories that are compared. ``pair``: their first prints."""
    return product(prints[pair[0]][:_NEIGHBOURS], prints[pair[1]][:_NEIGHBOURS])


def linked(
    one: str, others: Iterable[str], phrases: Mapping[str, Phrases], stock: Shingles
) -> Iterator[tuple[str, str]]:
    """The stories that are linked with one, each with it in order of their names.

    ``others``: first prints, each as often as it shares a shingle with ``one`` that is no stock phrase.
    """
    own = evidence(phrases[one], stock)
    for other, count in sorted(Counter(others).items()):
        if count >= _LINKED * min(own, evidence(phrases[other], stock)):
            yield min(one, other), max(one, other)


def evidence(text: Phrases, stock: Shingles) -> int:
    """How many shingles of a text are no stock phrases."""
    return text.total - len(stock.intersection(text.shared))
