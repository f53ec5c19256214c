"""What an article is compared by: all that is asked of one, and of the archive what is the same for all."""

from __future__ import annotations

import datetime as dt
import math
import pickle
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final, NamedTuple

from builder.catalogue.collection import Collection
from builder.catalogue.lists import announcers
from builder.model import Entry
from builder.partial_date import first_day
from builder.publish.outputs.related.basis import Counts
from builder.publish.outputs.related.closeness import Vector, unpacked

_TOPIC: Final = 1.2


class Traits(NamedTuple):
    """What one article is compared by."""

    id: str
    title: str
    date: str | None
    day: int | None
    topics: tuple[str, ...]
    bodies: tuple[str, ...]
    """Those that announced it, the lead first."""
    threads: Mapping[str, tuple[int, str]]
    """The names it shares with some others: how many bear each, and how it reads here."""
    vector: Vector
    pieces: AbstractSet[int]
    """Those of the vector: sets are compared fastest."""


def traits_of(entry: Entry, threads: Mapping[str, tuple[int, str]], vector: bytes) -> Traits:
    """Those of an article. ``vector``: packed."""
    return _traits(*_own(entry), threads, vector)


def _own(entry: Entry) -> tuple[str, str, str | None, int | None, tuple[str, ...], tuple[str, ...]]:
    day = dt.date.fromisoformat(first_day(entry.date)).toordinal() if entry.date else None
    return entry.id, entry.title, entry.date, day, tuple(entry.topics), tuple(announcers(entry))


def packed_traits(entry: Entry, threads: Mapping[str, tuple[int, str]], vector: bytes) -> bytes:
    """The same for other processes."""
    return pickle.dumps((*_own(entry), threads, vector), pickle.HIGHEST_PROTOCOL)


def traits_from(written: bytes | memoryview) -> Traits:
    """What ``packed_traits`` gave."""
    return _traits(*pickle.loads(written))  # noqa: S301 - from the process that began this one


def _traits(*own: Any) -> Traits:
    *rest, vector = own
    weights = unpacked(vector)
    return Traits._make((*rest, weights, frozenset(weights)))


class Scale(NamedTuple):
    """What is the same for all pairs of articles."""

    said: Mapping[str, float]
    """Topic → what it says that two articles share it: a rare one more."""
    counted: Mapping[str, int]
    """Topic → how many articles have it."""
    topics: Mapping[str, str]
    """Topic → its name."""
    bodies: Mapping[str, str]
    """Body → its name."""


def scale_of(collection: Collection, weights: Counts) -> Scale:
    """That of an archive; ``weights``: of topics."""
    counted = {slug: max(1, weights.of(slug)) for slug in collection.topics}
    said = {
        slug: _TOPIC * math.log10(1 + 9 * weights.articles / count) / 2 for slug, count in counted.items()
    }
    known = collection.registry
    names = {slug: known.topics[slug].name for slug in counted if slug in known.topics}
    return Scale(said, counted, names, {body: one.name for body, one in known.bodies.items()})
