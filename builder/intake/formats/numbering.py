"""Automatic numbers as Hangul prints them (``1.``, ``가.``, ``①``): they stand nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

_SYLLABLES: Final = "가나다라마바사아자차카타파하"
_JAMO: Final = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_ROMAN: Final = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
                 (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_PLACEHOLDER: Final = re.compile(r"\^(\d+|[nN])")
LEVELS: Final = 10


def _letters(alphabet: str) -> Callable[[int], str]:
    """1 → the first letter …; behind the last the alphabet begins anew, doubled."""

    def shown(number: int) -> str:
        turn, place = divmod(number - 1, len(alphabet))
        return alphabet[place] * (turn + 1) if 0 <= turn < 9 else str(number)

    return shown


def _circled(first: str, count: int) -> Callable[[int], str]:
    """1 → ``first`` and its neighbours in Unicode; a number in brackets beyond them."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else f"({number})"


def _roman(number: int) -> str:
    shown = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value) if number < 4000 else (0, number)
        shown += sign * count
    return shown or str(number)


#: The names HWPX gives them, in the order HWP 5 numbers them (from 0).
FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "DIGIT": str,
    "CIRCLED_DIGIT": _circled("①", 20),
    "ROMAN_CAPITAL": _roman,
    "ROMAN_SMALL": lambda number: _roman(number).lower(),
    "LATIN_CAPITAL": _letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "LATIN_SMALL": _letters("abcdefghijklmnopqrstuvwxyz"),
    "CIRCLED_LATIN_CAPITAL": _circled("Ⓐ", 26),
    "CIRCLED_LATIN_SMALL": _circled("ⓐ", 26),
    "HANGUL_SYLLABLE": _letters(_SYLLABLES),
    "CIRCLED_HANGUL_SYLLABLE": _circled("㉮", 14),
    "HANGUL_JAMO": _letters(_JAMO),
    "CIRCLED_HANGUL_JAMO": _circled("㉠", 14),
}


@dataclass(frozen=True, slots=True)
class Numbering:
    """A scheme of numbers: per level (from 1) its pattern (``^1.``), its format's name, its first number."""

    levels: tuple[tuple[str, str, int], ...]


class Counters:
    """How far each scheme of one file has counted."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}

    def next(self, key: str, numbering: Numbering, level: int) -> str:
        """The mark of the next paragraph of this ``level`` (from 1) in the scheme called ``key``."""
        if not 1 <= level <= len(numbering.levels):
            return ""
        starts = [start for _, _, start in numbering.levels]
        counts = self._counts.setdefault(key, [start - 1 for start in starts])
        for above in range(level - 1):
            counts[above] = max(counts[above], starts[above])
        counts[level - 1] += 1
        counts[level:] = [start - 1 for start in starts[level:]]
        return _PLACEHOLDER.sub(
            lambda found: _shown(found[1], counts, numbering, level), numbering.levels[level - 1][0]
        )


def _shown(sign: str, counts: list[int], numbering: Numbering, level: int) -> str:
    """``^2`` filled: the count of level 2; ``^n``: all down to this one (``1.2``), ``^N`` with a stop."""
    if sign in "nN":
        return ".".join(str(count) for count in counts[:level]) + ("." if sign == "N" else "")
    wanted = int(sign)
    if not 1 <= wanted <= len(counts):
        return ""
    return formatted(numbering.levels[wanted - 1][1], counts[wanted - 1])


def formatted(name: str, number: int) -> str:
    """The number in the format called ``name``; digits where the format is unknown."""
    return FORMATS.get(name, str)(number)
