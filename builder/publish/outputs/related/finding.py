"""What leads on from articles: found, kept, and found again where it may be otherwise."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from builder.kept import Value
from builder.memory import Together
from builder.publish.alone import Hands
from builder.publish.outputs.related.comparing import Comparing, Found, Others
from builder.publish.outputs.related.everywhere import found_everywhere
from builder.publish.outputs.related.relations import MOST, Weighed, closest
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
        self._comparing = Comparing(traits, names.__getitem__, lists.words.holders, lists.scale)
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
        """The same where it has to be: of those that cannot just be given what is new."""
        asked = sorted({*stirred.near, *stirred.nearer, *stirred.beside})
        self.again({*stirred.again, *(one for one in asked if not self._is_extended(one, stirred))})

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
        self.least[number] = found.others.least
        return _row(found)

    def _is_extended(self, one: str, stirred: Stirred) -> bool:
        """Let new candidates, and those that are not as they were, lead on from an article that is as it was.

        False where that is not enough: one that is shown is no candidate any more, or not as it was.
        """
        roll, traits = self._turn.roll, self._comparing.traits
        before = kept_found(self._kept, one)
        others = self._others(one, before.others, stirred)
        changed = {roll.numbers[other] for other in stirred.beside.get(one, ())}
        if not {roll.numbers.get(other.id) for other in before.closest} <= others.all - changed:
            return False
        known = before.others.all - changed
        new = [other for other in others.all if other not in known or roll.names[other] in roll.new]
        joined = closest(traits(roll.numbers[one]), map(traits, new), self._lists.scale)
        now = Found(others, sorted([*before.closest, *joined])[:MOST])
        if now != before:
            self._kept.put(FOUND, {one: Value(b"", self._noted(one, now))})
        return True

    def _others(self, one: str, before: Others, stirred: Stirred) -> Others:
        """All who could lead on from an article; ``before``: those who could."""
        numbers = self._turn.roll.numbers
        if one in stirred.near:
            return self._comparing.others(numbers[one], self._beside(one), self._turn.versions(one))
        come = {numbers[other]: by for other, by in stirred.nearer.get(one, {}).items()}
        return before._replace(by_words=self._comparing.most_sharing({**before.by_words, **come}))

    def _beside(self, one: str) -> Iterator[int]:
        return map(self._turn.roll.numbers.__getitem__, self._lists.beside(one, self._lists.names(one)))


def _row(found: Found) -> bytes:
    by_words, beside, same = found.others
    known = [[*by_words], [*by_words.values()], sorted(beside), sorted(same), [*found.closest]]
    return json.dumps(known, ensure_ascii=False).encode()


def kept_found(kept: Together, one: str) -> Found:
    """The candidates of an article, and the closest of them, as they were found last.

    Raises:
        LostError: what is kept is damaged.
    """
    numbers, shared, beside, same, found = json.loads(kept.value(FOUND, one).value)
    others = Others(dict(zip(numbers, shared, strict=True)), {*beside}, frozenset(same))
    return Found(others, [Weighed(*other) for other in found])
