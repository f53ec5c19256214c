"""Where articles are seen by others: on which shelves, and by what names; as they are, and as they were."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from builder.catalogue.lists import announcers
from builder.memory import Together
from builder.model import Entry
from builder.pairs import Pairs
from builder.publish.outputs.related.closeness import number_of
from builder.publish.outputs.related.marks import names_in
from builder.publish.outputs.related.shelves import place_of
from builder.publish.outputs.related.words import Basis
from builder.publish.publication import Publication
from builder.roll import Roll

SEEN: Final = "seen"
CALLERS: Final = "callers"


@dataclass(frozen=True, slots=True)
class Turn:
    """The articles now, and what has become of them since all was found before."""

    roll: Roll
    entries: Mapping[str, Entry]
    same: Mapping[str, Sequence[str]]
    """Article → the versions of its story, where it has some."""
    basis: Basis
    state: Mapping[str, Any]
    """What the run before left."""
    shelves: int

    @property
    def is_new(self) -> bool:
        """Whether all is found anew."""
        return self.basis.before is None

    def versions(self, one: str) -> list[int]:
        """The versions of its story by their numbers."""
        return [self.roll.numbers[other] for other in self.same.get(one, ()) if other in self.roll.numbers]


class Seen(NamedTuple):
    """Where others see an article."""

    place: Sequence[str]
    topics: Sequence[str]
    bodies: Sequence[str]
    names: Mapping[str, str]


def see(kept: Together, turn: Turn, callers: Pairs, before: Mapping[str, Seen]) -> Mapping[str, Seen]:
    """Note who names what; and give where changed articles are seen now, but not where all is found anew.

    ``before``: where they, and those that are gone, were seen.

    Raises:
        LostError: what is kept is damaged.
    """
    roll = turn.roll
    if turn.is_new:
        callers.begin()
        rows = kept.rows(SEEN, len(turn.entries))
        callers.add(_named(roll.numbers, ((one, seen_from(value.value)) for one, value in rows)))
        callers.put()
        return {}
    seen = {one: kept_seen(kept, one) for one in sorted(roll.changed)}
    callers.remove(_named({**roll.numbers, **roll.gone}, before.items()))
    callers.add(_named(roll.numbers, seen.items()))
    callers.put()
    return seen


def written_seen(publication: Publication, entry: Entry) -> bytes:
    """Where an article is seen, as it is kept."""
    seen = Seen(place_of(entry), entry.topics, [*announcers(entry)], names_in(publication, entry.id))
    return json.dumps(seen, ensure_ascii=False).encode()


def seen_from(written: bytes) -> Seen:
    """What ``written_seen`` gave."""
    return Seen(*json.loads(written))


def kept_seen(kept: Together, one: str) -> Seen:
    """Where an article was seen last.

    Raises:
        LostError: what is kept is damaged.
    """
    return seen_from(kept.value(SEEN, one).value)


def _named(
    numbers: Mapping[str, int], all_seen: Iterable[tuple[str, Seen]]
) -> Iterator[tuple[Collection[int], int]]:
    return (({*map(number_of, seen.names)}, numbers[one]) for one, seen in all_seen)
