"""Which articles there are, known from one run to the next: each with a number and the digest of its page."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from builder.kept import Value
from builder.memory import Together

_PART: Final = "roll"
_NAMES, _DIGESTS = "names", "digests"
_LENGTH: Final = 32
#: A name is a file's: it may hold any other character.
_SEPARATOR: Final = "\0"
_WRITTEN: Final = ("utf-8", "surrogatepass")
ROLL: Final = (_PART,)
"""The parts of what is kept."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The articles of a run. A number stays an article's for as long as there is the article."""

    names: list[str]
    """By number; empty for a number that is free."""
    digests: Mapping[str, bytes]
    """By name."""
    changed: AbstractSet[str] = frozenset()
    """Those that are new since the run before, or whose digest is another."""
    new: AbstractSet[str] = frozenset()
    """The new ones among them."""
    gone: Mapping[str, int] = field(default_factory=dict)
    """Those that are there no more, with the number that each had."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """By name."""

    @property
    def is_the_same(self) -> bool:
        """Whether all articles are as they were."""
        return not (self.changed or self.gone)


def roll_of(kept: Together, digests: Mapping[str, bytes]) -> Roll:
    """The roll of the articles with these ``digests``, following on from the one that was kept.

    Raises:
        LostError: it is damaged.
    """
    digests = {name: digest.ljust(_LENGTH, b"\0") for name, digest in digests.items()}
    names, before = _kept(kept) if kept.state is not None else ([], {})
    numbers = {name: number for number, name in enumerate(names) if name}
    gone = {name: numbers.pop(name) for name in before.keys() - digests.keys()}
    changed = {name for name, digest in digests.items() if before.get(name) != digest}
    for number in gone.values():
        names[number] = ""
    free = [number for number, name in enumerate(names) if not name] if len(numbers) < len(digests) else []
    new = changed - before.keys()
    for name in sorted(new):
        number = free.pop() if free else len(names)
        names[number : number + 1] = [name]
        numbers[name] = number
    return Roll(names, digests, changed, new, gone, numbers)


def keep_roll(kept: Together, roll: Roll) -> None:
    """Keep it for the next run."""
    digests = b"".join(roll.digests[name] if name else bytes(_LENGTH) for name in roll.names)
    rows = {_NAMES: _SEPARATOR.join(roll.names).encode(*_WRITTEN), _DIGESTS: digests}
    kept.put(_PART, {name: Value(b"", value) for name, value in rows.items()})


def _kept(kept: Together) -> tuple[list[str], dict[str, bytes]]:
    names = kept.value(_PART, _NAMES).value.decode(*_WRITTEN).split(_SEPARATOR)
    digests = kept.value(_PART, _DIGESTS).value
    parts = (digests[at : at + _LENGTH] for at in range(0, len(digests), _LENGTH))
    return names, {name: digest for name, digest in zip(names, parts, strict=False) if name}
