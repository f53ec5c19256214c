"""Numbers as printable ASCII: what a plain script can hold, and gzip packs well.

``assets/search/engine/files.js`` reads it.

A number is written in one to four characters: digits in base 31 that say "goes on", then a last digit in base
60. One alphabet of 91 characters serves both, from ``#`` to ``~`` without the backslash, so that no character
needs an escape in a string of JavaScript.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Final

_ALPHABET: Final = "".join(chr(code) for code in range(ord("#"), ord("~") + 1) if chr(code) != "\\")
_LAST: Final = 60
_MORE: Final = len(_ALPHABET) - _LAST
_VALUES: Final = {character: value for value, character in enumerate(_ALPHABET)}


def _written(number: int) -> str:
    rest, last = divmod(number, _LAST)
    written = _ALPHABET[last]
    while rest:
        rest, digit = divmod(rest, _MORE)
        written = _ALPHABET[_LAST + digit] + written
    return written


#: The numbers that occur all the time, and back.
_COMMON: Final = tuple(_written(number) for number in range(4096))
_READ: Final = {written: number for number, written in enumerate(_COMMON)}
_GOES_ON: Final = f"[{re.escape(_ALPHABET[_LAST:])}]*"
_NUMBER: Final = re.compile(f"{_GOES_ON}[{re.escape(_ALPHABET[:_LAST])}]")
#: A posting is one number, or an odd one and its frequency; 60 being even, the last digit tells.
_POSTING: Final = re.compile(
    f"{_GOES_ON}(?:[{re.escape(_ALPHABET[0:_LAST:2])}]|[{re.escape(_ALPHABET[1:_LAST:2])}]{_NUMBER.pattern})"
)


def encode(number: int) -> str:
    """A number ≥ 0."""
    return _COMMON[number] if number < len(_COMMON) else _written(number)


def encode_all(numbers: Iterable[int]) -> str:
    """Numbers ≥ 0, one after another."""
    return "".join(map(encode, numbers))


def decode(text: str) -> list[int]:
    """The numbers of a text that ``encode`` made.

    Raises:
        ValueError: the text holds another character, or ends within a number.
    """
    written = _NUMBER.findall(text)
    if sum(map(len, written)) != len(text):
        raise ValueError("this is no text of numbers")
    return [_READ[one] if one in _READ else _number(one) for one in written]


def _number(written: str) -> int:
    number = 0
    for character in written[:-1]:
        number = number * _MORE + _VALUES[character] - _LAST
    return number * _LAST + _VALUES[written[-1]]


def encode_posting(gap: int, frequency: int) -> str:
    """A document ``gap`` ≥ 1 places after the one before, in which the term stands ``frequency`` ≥ 1 times.

    Mostly one character.
    """
    if frequency == 1:
        return encode((gap - 1) * 2)
    return encode(gap * 2 - 1) + encode(frequency - 2)


class _Gaps(dict[str, int]):
    """Posting as written → its gap; remembers what it has read."""

    def __missing__(self, posting: str) -> int:
        gap = self[posting] = decode(posting)[0] // 2 + 1
        return gap


_GAPS: Final = _Gaps()


def decode_postings(text: str) -> list[tuple[int, int]]:
    """(document number, frequency) of each posting, numbers rising from 0.

    Raises:
        ValueError: as ``decode``, or the last posting is cut off.
    """
    written, ends = _postings(text)
    return [(end - 1, _frequency(posting)) for posting, end in zip(written, ends, strict=True)]


def encode_postings(postings: Iterable[tuple[int, int]]) -> str:
    """The reverse of ``decode_postings``."""
    return changed_postings("", dict(postings))[1]


def changed_postings(text: str, changes: Mapping[int, int]) -> tuple[int, str]:
    """How many postings there are, and they themselves, after ``changes`` (document → frequency, 0 for none).

    Only the changed postings and their next are read and written again, so that long lists cost little.

    Raises:
        ValueError: as ``decode_postings``.
    """
    written, ends = _postings(text)
    for document, frequency in sorted(changes.items()):
        at = bisect_left(ends, document + 1)
        known = at < len(ends) and ends[at] == document + 1
        written[at : at + known] = [_spaced(at, document + 1, frequency, ends)] if frequency else []
        ends[at : at + known] = [document + 1] if frequency else []
        after = at + (frequency > 0)
        if after < len(ends):
            written[after] = _spaced(after, ends[after], _frequency(written[after]), ends)
    return len(ends), "".join(written)


def _postings(text: str) -> tuple[list[str], list[int]]:
    """The postings as written, and where the gaps lead: document numbers counted from 1."""
    written = _POSTING.findall(text)
    if sum(map(len, written)) != len(text):
        raise ValueError("this is no text of postings")
    return written, list(accumulate(map(_GAPS.__getitem__, written)))


def _spaced(at: int, end: int, frequency: int, ends: Sequence[int]) -> str:
    return encode_posting(end - (ends[at - 1] if at else 0), frequency)


def _frequency(posting: str) -> int:
    numbers = decode(posting)
    return numbers[1] + 2 if len(numbers) > 1 else 1
