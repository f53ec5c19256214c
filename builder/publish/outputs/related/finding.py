"""What leads on from articles: found, kept, and found again where it may be otherwise."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from hashlib import blake2b
from typing import Final

from builder.kept import Value
from builder.memory import Together
from builder.publish.outputs.related.relations import (
    MOST,
    Lists,
    Weighed,
    candidates,
    closest,
    place_of,
    weigh,
)
from builder.publish.outputs.related.seen import Turn
from builder.publish.outputs.related.stirred import Stirred

FOUND: Final = "found"
SHOWN: Final = "shown"
LEAST: Final = "least"
ALL: Final = "all"
LENGTH: Final = 16
"""Bytes of the digest of what is shown."""


class Finding:
    """What leads on from articles, brought up to date."""

    def __init__(self, kept: Together, turn: Turn, lists: Lists, digest: Callable[[str], bytes]) -> None:
        """``digest``: of an article's page."""
        self._kept, self._turn, self._lists, self._digest = kept, turn, lists, digest
        self._shown = bytearray(b"" if turn.is_new else kept.value(SHOWN, ALL).value)
        self._shown.extend(bytes(max(0, len(turn.roll.names) * LENGTH - len(self._shown))))
        self.least = array("d", b"" if turn.is_new else kept.value(LEAST, ALL).value)
        """By number of an article, how much of its words its candidates for them share at least."""
        self.least.extend([0.0] * (len(turn.roll.names) - len(self.least)))
        kept.put(FOUND, {}, turn.roll.gone)

    def again(self, some: Iterable[str]) -> None:
        """Find what leads on from some articles."""
        # in order of date, as on the shelves: so the words of the same candidates are at hand for several
        ordered = sorted(some, key=lambda one: place_of(self._turn.entries[one]))
        self._kept.put_each(FOUND, ((one, self._one(one)) for one in ordered))

    def where(self, stirred: Stirred) -> None:
        """The same where it has to be: of those it concerns, where one of them turns out to be closer."""
        moved = (one for one in sorted({*stirred.near, *stirred.beside}) if self._is_moved(one, stirred))
        self.again({*stirred.again, *moved})

    def put(self) -> bytes:
        """Keep the digests of what is shown."""
        self._kept.put(SHOWN, {ALL: Value(b"", bytes(self._shown))})
        self._kept.put(LEAST, {ALL: Value(b"", self.least.tobytes())})
        return bytes(self._shown)

    def _one(self, one: str) -> bytes:
        others = self._others(one)
        found = closest(one, others, self._lists)
        shown = json.dumps([(other.id, other.reason, other.name) for other in found], ensure_ascii=False)
        pages = b"".join(self._digest(other.id) for other in found)
        at = self._turn.roll.numbers[one] * LENGTH
        self._shown[at : at + LENGTH] = blake2b(shown.encode() + pages, digest_size=LENGTH).digest()
        return self._row(others, found)

    def _row(self, others: Iterable[str], found: Iterable[Weighed]) -> bytes:
        numbers = sorted(map(self._turn.roll.numbers.__getitem__, others))
        return json.dumps([numbers, [*found]], ensure_ascii=False).encode()

    def _others(self, one: str) -> list[str]:
        same = self._turn.same.get(one, ())
        others, self.least[self._turn.roll.numbers[one]] = candidates(one, self._lists)
        return [other for other in others if other not in same]

    def _is_moved(self, one: str, stirred: Stirred) -> bool:
        """Whether others may lead on from an article that is itself as it was."""
        numbers, found = kept_found(self._kept, one)
        shown, asked = {other.id for other in found}, {*stirred.beside.get(one, ())}
        if not shown.isdisjoint(asked):
            return True
        if one in stirred.near:
            roll, others = self._turn.roll, self._others(one)
            if not shown <= {*others}:
                return True
            asked |= {x for x in others if roll.numbers[x] not in numbers or x in roll.new}
            if numbers != {*map(roll.numbers.__getitem__, others)}:
                self._kept.put(FOUND, {one: Value(b"", self._row(others, found))})
        last = found[-1][:2] if len(found) == MOST else None
        return any(
            self._is_closer(other, one, last) for other in asked - {one, *self._turn.same.get(one, ())}
        )

    def _is_closer(self, other: str, one: str, last: tuple[float, str] | None) -> bool:
        weighed = weigh(other, one, self._lists)  # either way it is the same
        return weighed is not None and (last is None or (weighed.far, other) < last)


def kept_found(kept: Together, one: str) -> tuple[AbstractSet[int], list[Weighed]]:
    """The candidates of an article, by their numbers, and the closest of them, as they were found last.

    Raises:
        LostError: what is kept is damaged.
    """
    numbers, found = json.loads(kept.value(FOUND, one).value)
    return {*numbers}, [Weighed(*other) for other in found]
