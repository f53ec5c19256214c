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
    holders: Callable[[int], Sequence[int]]
    """Rare piece of a word → who is known by it."""
    scale: Scale

    def found(self, number: int, beside: Iterable[int], same: Collection[int]) -> Found:
        """What leads on from an article; as ``others``."""
        others, least = self.others(number, beside, same)
        return Found(others, closest(self.traits(number), map(self.traits, others), self.scale), least)

    def others(
        self, number: int, beside: Iterable[int], same: Collection[int]
    ) -> tuple[AbstractSet[int], float]:
        """All who could lead on from an article: a bounded number, whatever the size of the archive.

        And how much of its words somebody has to share to be among them for these alone; 0 if they are few.
        ``beside``: those near it on its shelves. ``same``: its versions, of which is told already.
        """
        by_words, least = self._by_words(number)
        return {*by_words, *beside}.difference(same, (number,)), least

    def _by_words(self, number: int) -> tuple[list[int], float]:
        """Those who share most of the rare pieces of an article, and how much has to be shared at least."""
        shared: Mapping[int, float] = self._shared(number)
        heaviest = nlargest(_BY_WORDS, shared.values())
        least = (
            heaviest[-1] if len(heaviest) == _BY_WORDS else 0.0
        )  # most share too little to be put in order
        near = [
            (-weight, self.traits(other).id, other) for other, weight in shared.items() if weight >= least
        ]
        return [other for _, _, other in sorted(near)[:_BY_WORDS]], least

    def _shared(self, number: int) -> dict[int, float]:
        shared = shared_by(self.traits(number).vector, self.holders)
        shared.pop(number, None)
        return shared


class Found(NamedTuple):
    """What was found for an article; as ``Comparing.others`` gives it, and the closest."""

    others: AbstractSet[int]
    closest: list[Weighed]
    least: float
