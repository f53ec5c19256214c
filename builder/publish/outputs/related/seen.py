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
from builder.publish.outputs.related.relations import place_of
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


class Seen(NamedTuple):
    """Where others see an article."""

    place: Sequence[str]
    topics: Sequence[str]
    bodies: Sequence[str]
    names: Mapping[str, str]


def see(
    publication: Publication, kept: Together, turn: Turn, callers: Pairs, before: Mapping[str, Seen]
) -> Mapping[str, Seen]:
    """Note where changed articles are seen now, and who names what; not given where all is found anew."""
    roll = turn.roll
    kept.put(SEEN, {}, roll.gone)
    if turn.is_new:
        found = ((one, _seen(publication, turn.entries[one])) for one in sorted(roll.changed))
        kept.put_each(SEEN, ((one, _written(seen)) for one, seen in found))
        callers.begin()
        rows = ((one, Seen(*json.loads(value.value))) for one, value in kept.rows(SEEN, len(turn.entries)))
        callers.add(_named(roll.numbers, rows))
        callers.put()
        return {}
    seen = {one: _seen(publication, turn.entries[one]) for one in sorted(roll.changed)}
    callers.remove(_named({**roll.numbers, **roll.gone}, before.items()))
    callers.add(_named(roll.numbers, seen.items()))
    callers.put()
    kept.put_each(SEEN, ((one, _written(now)) for one, now in seen.items()))
    return seen


def _seen(publication: Publication, entry: Entry) -> Seen:
    """In the form in which JSON gives it back."""
    names = names_in(publication, entry.id)
    return Seen([*place_of(entry)], [*entry.topics], [*announcers(entry)], names)


def _written(seen: Seen) -> bytes:
    return json.dumps(seen, ensure_ascii=False).encode()


def kept_seen(kept: Together, one: str) -> Seen:
    """Where an article was seen last.

    Raises:
        LostError: what is kept is damaged.
    """
    return Seen(*json.loads(kept.value(SEEN, one).value))


def _named(
    numbers: Mapping[str, int], all_seen: Iterable[tuple[str, Seen]]
) -> Iterator[tuple[Collection[int], int]]:
    return (({*map(number_of, seen.names)}, numbers[one]) for one, seen in all_seen)
