"""Many phrases found in one pass over a text, whatever its spaces: `디지털뉴딜` is `디지털 뉴딜`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from builder.text import fold_dots

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: its value, the phrase without spaces, and where it stands in the text as given."""

    value: T
    phrase: str
    start: int
    end: int


class PhraseIndex(Generic[T]):
    """Phrases with a value each, by their first two letters. Work is linear in the text for a given index."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        """Take (phrase, value) pairs; dots are folded and spaces dropped, and so they are in the text."""
        buckets: dict[str, dict[str, list[T]]] = {}
        for phrase, value in phrases:
            squeezed = squeeze(phrase)
            if squeezed:
                buckets.setdefault(squeezed[:2], {}).setdefault(squeezed, []).append(value)
        self._buckets = {
            start: tuple(
                (phrase, tuple(values))
                for phrase, values in sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))
            )
            for start, found in buckets.items()
        }

    def all_hits(self, text: str) -> Iterator[Hit[T]]:
        """Every phrase at every place, overlapping ones too, in order of place, the longest first."""
        places = [position for position, letter in enumerate(text) if not letter.isspace()]
        letters = fold_dots("".join(text[position] for position in places))
        for at in range(len(letters)):
            candidates = (*self._buckets.get(letters[at : at + 2], ()), *self._buckets.get(letters[at], ()))
            for phrase, values in candidates:
                if letters.startswith(phrase, at) and not _splits_number(letters, at, phrase):
                    for value in values:
                        yield Hit(value, phrase, places[at], places[at + len(phrase) - 1] + 1)

    def longest_hits(self, text: str) -> tuple[Hit[T], ...]:
        """The longest phrase at each place, from left to right, none inside another."""
        found: list[Hit[T]] = []
        for hit in self.all_hits(text):
            if (
                not found
                or hit.start >= found[-1].end
                or (hit.start, hit.phrase) == (found[-1].start, found[-1].phrase)
            ):
                found.append(hit)
        return tuple(found)


def squeeze(text: str) -> str:
    """The text without white space, middle dots folded."""
    return fold_dots("".join(text.split()))


def _splits_number(letters: str, at: int, phrase: str) -> bool:
    """``1차 회의`` is not in ``11차 회의``."""
    return at > 0 and phrase[0].isdigit() and letters[at - 1].isdigit()
