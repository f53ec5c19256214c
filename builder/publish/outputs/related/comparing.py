"""What leads on from one article: who could, and the closest of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import nlargest
from typing import Final, NamedTuple

from builder.publish.outputs.related.closeness import shared_by
from builder.publish.outputs.related.relations import Weighed, closest
from builder.publish.outputs.related.traits import Scale, Traits

#: So many candidates at most are found by words alone.
_BY_WORDS: Final = 24


class Comparing(NamedTuple):
    """All that it takes. Articles are known by their numbers."""

    traits: Callable[[int], Traits]
    name: Callable[[int], str]
    """The id of an article."""
    holders: Callable[[int], Sequence[int]]
    """Rare piece of a word → who is known by it."""
    scale: Scale

    def found(self, number: int, beside: Iterable[int], same: Collection[int]) -> Found:
        """What leads on from an article; as ``others``."""
        others = self.others(number, beside, same)
        near = closest(self.traits(number), map(self.traits, others.all), self.scale)
        return Found(others, near)

    def others(self, number: int, beside: Iterable[int], same: Collection[int]) -> Others:
        """All who could lead on from an article: a bounded number, whatever the size of the archive.

        ``beside``: those near it on its shelves. ``same``: its versions, of which is told already.
        """
        shared = shared_by(self.traits(number).vector, self.holders)
        shared.pop(number, None)
        return Others(self.most_sharing(shared), {*beside}.difference((number,)), frozenset(same))

    def most_sharing(self, shared: Mapping[int, float]) -> dict[int, float]:
        """Those who share most, with what they share, of those who share something."""
        heaviest = nlargest(_BY_WORDS, shared.values())
        least = heaviest[-1] if heaviest else 0.0  # most share less, and need not be put in order
        near = [(-by, self.name(other), other) for other, by in shared.items() if by >= least]
        return {other: -by for by, _, other in sorted(near)[:_BY_WORDS]}


class Others(NamedTuple):
    """All who could lead on from an article."""

    by_words: Mapping[int, float]
    """Those who share most of its rare pieces of words, with how much they share."""
    beside: AbstractSet[int]
    """Those near it on its shelves."""
    same: AbstractSet[int]
    """Its versions: of these is told already."""

    @property
    def all(self) -> AbstractSet[int]:
        """All of them."""
        return {*self.by_words, *self.beside} - self.same

    @property
    def least(self) -> float:
        """How much somebody has to share to be among them for that alone."""
        return min(self.by_words.values()) if len(self.by_words) >= _BY_WORDS else 0.0


class Found(NamedTuple):
    """What was found for an article."""

    others: Others
    closest: list[Weighed]
