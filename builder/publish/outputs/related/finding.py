"""What leads on from articles: found, kept, and found again where it may be otherwise."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from builder.kept import Value
from builder.memory import Together
from builder.publish.alone import Hands
from builder.publish.outputs.related.comparing import Comparing, Found
from builder.publish.outputs.related.everywhere import found_everywhere
from builder.publish.outputs.related.relations import MOST, Weighed, weigh
from builder.publish.outputs.related.seen import Turn
from builder.publish.outputs.related.shelves import AT_HAND, Lists, place_of
from builder.publish.outputs.related.stirred import Stirred
from builder.publish.outputs.related.words import Words

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
        names = turn.roll.names
        traits = lru_cache(AT_HAND)(lambda number: lists.traits(names[number]))
        self._comparing = Comparing(traits, lists.words.holders, lists.scale)
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
        self._kept.put_each(FOUND, ((one, self._noted(one, self._found(one))) for one in ordered))

    def everywhere(self, words: Words, hands: Hands) -> None:
        """The same of all articles, wherever there is room."""
        found = found_everywhere(self._kept, self._turn, self._lists, words, hands)
        self._kept.put_each(FOUND, ((one, self._noted(one, what)) for one, what in found))

    def where(self, stirred: Stirred) -> None:
        """The same where it has to be: of those it concerns, where one of them turns out to be closer."""
        moved = (one for one in sorted({*stirred.near, *stirred.beside}) if self._is_moved(one, stirred))
        self.again({*stirred.again, *moved})

    def put(self) -> bytes:
        """Keep the digests of what is shown."""
        self._kept.put(SHOWN, {ALL: Value(b"", bytes(self._shown))})
        self._kept.put(LEAST, {ALL: Value(b"", self.least.tobytes())})
        return bytes(self._shown)

    def _found(self, one: str) -> Found:
        """What leads on from an article."""
        number = self._turn.roll.numbers[one]
        return self._comparing.found(number, self._beside(one), self._turn.versions(one))

    def _noted(self, one: str, found: Found) -> bytes:
        """It as it is kept."""
        shown = json.dumps(
            [(other.id, other.reason, other.name) for other in found.closest], ensure_ascii=False
        )
        pages = b"".join(self._digest(other.id) for other in found.closest)
        number = self._turn.roll.numbers[one]
        at = number * LENGTH
        self._shown[at : at + LENGTH] = blake2b(shown.encode() + pages, digest_size=LENGTH).digest()
        self.least[number] = found.least
        return _row(found.others, found.closest)

    def _is_moved(self, one: str, stirred: Stirred) -> bool:
        """Whether others may lead on from an article that is itself as it was."""
        roll = self._turn.roll
        numbers, found = kept_found(self._kept, one)
        shown = {roll.numbers.get(other.id) for other in found}
        asked = {roll.numbers[other] for other in stirred.beside.get(one, ())}
        if not shown.isdisjoint(asked):
            return True
        if one in stirred.near:
            others = self._others(one)
            if not shown <= others:
                return True
            asked |= {x for x in others if x not in numbers or roll.names[x] in roll.new}
            if numbers != others:
                self._kept.put(FOUND, {one: Value(b"", _row(others, found))})
        last = found[-1][:2] if len(found) == MOST else None
        asked -= {roll.numbers[one], *self._turn.versions(one)}
        return any(self._is_closer(other, one, last) for other in asked)

    def _others(self, one: str) -> AbstractSet[int]:
        """All who could lead on from an article."""
        number = self._turn.roll.numbers[one]
        others, self.least[number] = self._comparing.others(
            number, self._beside(one), self._turn.versions(one)
        )
        return others

    def _beside(self, one: str) -> Iterator[int]:
        return map(self._turn.roll.numbers.__getitem__, self._lists.beside(one, self._lists.names(one)))

    def _is_closer(self, other: int, one: str, last: tuple[float, str] | None) -> bool:
        traits, names = self._comparing.traits, self._turn.roll.names
        weighed = weigh(traits(other), traits(self._turn.roll.numbers[one]), self._lists.scale)
        # either way it is the same
        return weighed is not None and (last is None or (weighed.far, names[other]) < last)


def _row(others: Iterable[int], found: Iterable[Weighed]) -> bytes:
    return json.dumps([sorted(others), [*found]], ensure_ascii=False).encode()


def kept_found(kept: Together, one: str) -> tuple[AbstractSet[int], list[Weighed]]:
    """The candidates of an article, by their numbers, and the closest of them, as they were found last.

    Raises:
        LostError: what is kept is damaged.
    """
    numbers, found = json.loads(kept.value(FOUND, one).value)
    return {*numbers}, [Weighed(*other) for other in found]
