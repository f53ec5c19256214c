"""Texts gathered into stories: what was printed more than once, and which phrases are only stock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import Final, NamedTuple, TypeVar

from builder.review.shingles import Packed, Shingles

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

Text = TypeVar("Text", str, int)
"""The name of a text, or its number in order of names."""


class Phrases(NamedTuple):
    """Of a text: its shingles, or those that stand in another one too; and how many it has in all."""

    shared: Packed
    total: int

    @property
    def marks(self) -> Shingles:
        """The same to compare with."""
        return frozenset(self.shared)


class Evidence(NamedTuple):
    """Of a text: its phrases without stock ones."""

    marks: Shingles
    total: int


def story_of(one: Text, phrases: Callable[[Text], Phrases], held: Iterable[Sequence[Text]]) -> Text:
    """The first print of the story of a text: itself, or one of those before it.

    ``held``: for each of its shingles the first prints before it that hold it too, if they are no more than
    ``COMMON``.
    """
    shared = Counter(chain.from_iterable(held))
    closest = sorted(shared, key=lambda first: (-shared[first], first))[:_CLOSEST]
    return next((first for first in closest if is_one_story(phrases(one), phrases(first))), one)


def is_one_story(one: Phrases, other: Phrases) -> bool:
    """Whether two texts have enough of all that both have in common."""

    def is_enough(common: int) -> bool:
        return common / max(1, one.total + other.total - common) >= _ONE_STORY

    most = min(len(one.shared), len(other.shared))
    return is_enough(most) and is_enough(len(one.marks & other.marks))


def within(prints: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    """The pairs of one story that are compared. ``prints``: in order of their names."""
    for place, one in enumerate(prints):
        yield from ((one, other) for other in prints[place + 1 : place + 1 + _NEIGHBOURS])


def across(pair: tuple[Text, Text], prints: Mapping[Text, Sequence[Text]]) -> Iterator[tuple[Text, Text]]:
    """The pairs of two stories that are compared. ``pair``: their first prints."""
    return product(prints[pair[0]][:_NEIGHBOURS], prints[pair[1]][:_NEIGHBOURS])


def linked(one: Text, others: Iterable[Text], evidence: Callable[[Text], int]) -> Iterator[tuple[Text, Text]]:
    """The stories that are linked with one, each with it in order of their names.

    ``others``: first prints, each as often as it shares a shingle with ``one`` that is no stock phrase.
    ``evidence``: how many shingles of a text are none.
    """
    own = evidence(one)
    for other, count in sorted(Counter(others).items()):
        if count >= _LINKED * min(own, evidence(other)):
            yield min(one, other), max(one, other)


def evidence_of(text: Phrases, stock: Shingles) -> Evidence:
    """The phrases of a text that tell its story."""
    marks = text.marks - stock
    return Evidence(marks, text.total - len(text.shared) + len(marks))
