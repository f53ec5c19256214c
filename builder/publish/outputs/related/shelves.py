"""The lists in which those who could be related stand beside one another: of topics, bodies and names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from builder.catalogue.collection import Collection
from builder.catalogue.lists import announcers
from builder.model import Entry
from builder.publish.outputs.related.basis import Counts
from builder.publish.outputs.related.closeness import Closeness
from builder.publish.outputs.related.traits import Traits, scale_of, traits_of

_EACH_SIDE: Final = 8
"""How many candidates each list gives, before an article and after it."""
#: A name in more articles than this is a theme, not a thread.
THREAD: Final = 24
#: Of so many articles what is asked for often is at hand.
AT_HAND: Final = 4_000


class Lists:
    """Everything that is asked for an article: made where it is asked for first."""

    def __init__(
        self,
        collection: Collection,
        entries: Mapping[str, Entry],
        words: Closeness,
        called: Callable[[str], Mapping[str, str]],
        callers: Callable[[str], Iterable[str]],
        weights: Counts,
    ) -> None:
        """``called``: what an article names, as it reads, by keys; ``callers``: who names what has a key.

        ``weights``: of topics.
        """
        self.collection, self.entries, self.words, self.weights = collection, entries, words, weights
        self.scale = scale_of(collection, weights)
        self.names = lru_cache(AT_HAND)(called)
        self.callers = lru_cache(AT_HAND)(callers)
        self._topic = cache(lambda slug: _shelf(collection.topics[slug]))
        self._body = cache(lambda body: _shelf(collection.announced[body]))
        self._thread = lru_cache(AT_HAND)(lambda name: _shelf(entries[one] for one in self.callers(name)))

    def traits(self, one: str) -> Traits:
        """What an article is compared by."""
        return traits_of(self.entries[one], self.threads(self.names(one)), self.words.packed(one))

    def threads(self, names: Mapping[str, str]) -> dict[str, tuple[int, str]]:
        """Those of some names that make threads: how many bear each, and how it reads."""
        found = ((name, reading, self.thread(name)) for name, reading in names.items())
        return {name: (len(shelf), reading) for name, reading, shelf in found if shelf}

    def thread(self, name: str) -> Shelf | None:
        """Those who share a name, if they make a thread."""
        found = self._thread(name)
        return found if 1 < len(found) <= THREAD else None

    def of(self, topics: Iterable[str], bodies: Iterable[str], names: Iterable[str]) -> list[Shelf]:
        """Those there are of the shelves with these names."""
        return [
            *(self._topic(slug) for slug in topics if slug in self.collection.topics),
            *(self._body(body) for body in bodies if body in self.collection.announced),
            *filter(None, map(self.thread, names)),
        ]

    def beside(self, one: str, names: Iterable[str]) -> Iterator[str]:
        """Those who stand near an article on its shelves, itself among them. ``names``: those in it."""
        entry = self.entries[one]
        place = place_of(entry)
        for shelf in self.of(entry.topics, announcers(entry), names):
            yield from shelf.near(place)


class Shelf:
    """Articles in order of date, undated ones last."""

    def __init__(self, order: Sequence[tuple[str, str]]) -> None:
        """``order``: the place of each."""
        self._order = order

    def __len__(self) -> int:
        """How many there are."""
        return len(self._order)

    def __iter__(self) -> Iterator[str]:
        """All of them."""
        return (one for _, one in self._order)

    def near(self, place: tuple[str, str]) -> Iterable[str]:
        """The nearest on either side of a place (``place_of``)."""
        at = bisect_left(self._order, place)
        return (other for _, other in self._order[max(0, at - _EACH_SIDE) : at + _EACH_SIDE + 1])


def place_of(entry: Entry) -> tuple[str, str]:
    """Where an article stands on a shelf."""
    return entry.date or "9999", entry.id


def _shelf(entries: Iterable[Entry]) -> Shelf:
    return Shelf(sorted(map(place_of, entries)))
