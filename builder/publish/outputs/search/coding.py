"""Numbers as printable ASCII: what a plain script can hold, and gzip packs well.

``assets/search/engine/files.js`` reads it.

A number is written in one to four characters: digits in base 31 that say "goes on", then a last digit in base
60. One alphabet of 91 characters serves both, from ``#`` to ``~`` without the backslash, so that no character
needs an escape in a string of JavaScript.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

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


def split(text: str) -> list[str]:
    """The numbers of a text that ``encode`` made, as they are written.

    Raises:
        ValueError: the text holds another character, or ends within a number.
    """
    written = _NUMBER.findall(text)
    if sum(map(len, written)) != len(text):
        raise ValueError("this is no text of numbers")
    return written


def split_groups(text: str) -> list[str]:
    """Groups of numbers as they are written: the first of each says how many follow.

    Raises:
        ValueError: as ``split``.
    """
    written, found, start = split(text), [], 0
    while start < len(written):
        end = start + 1 + _number(written[start])
        found.append("".join(written[start:end]))
        start = end
    return found


def decode(text: str) -> list[int]:
    """The numbers of a text that ``encode`` made.

    Raises:
        ValueError: as ``split``.
    """
    return [*map(_number, split(text))]


def _number(written: str) -> int:
    if written in _READ:
        return _READ[written]
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
    return changed_postings("", (), dict(postings))[0]


class Span(NamedTuple):
    """Postings that follow each other in a long text.

    Texts do not say where a document stands in them; the spans of a long one do, so that a change costs the
    same in all of them.
    """

    reach: int
    """From the document before the span to its last, in document numbers; the first counts from -1."""
    postings: int
    characters: int


#: So many postings a span holds about. A text with fewer has none.
SPAN: Final = 64


def changed_postings(
    text: str, spans: Sequence[Span], changes: Mapping[int, int]
) -> tuple[str, tuple[Span, ...]]:
    """The postings, and their spans, after ``changes`` (document → frequency, 0 for none).

    Only spans in which something changes are read and written again, and those that follow them.

    Raises:
        ValueError: as ``decode_postings``; the spans are those of another text.
    """
    known = spans or [Span(0, 0, len(text))]
    reached = [*accumulate((one.reach for one in known), initial=0)]
    places = [*accumulate((one.characters for one in known), initial=0)]
    if places[-1] != len(text):
        raise ValueError("these are spans of another text")
    written: list[str] = []
    found: list[Span] = []
    done = 0
    for start, end, inside in _ranges(reached, changes):
        part, own = _changed(text[places[start] : places[end]], reached[start], inside)
        written += text[places[done] : places[start]], part
        found += *known[done:start], *own
        done = end
    return "".join((*written, text[places[done] :])), (*found, *known[done:])


def _ranges(reached: Sequence[int], changes: Mapping[int, int]) -> Iterator[tuple[int, int, dict[int, int]]]:
    """Each range of spans (from, to) in which something changes, with the span behind it: it follows on."""
    start = end = 0
    inside: dict[int, int] = {}
    for document, frequency in sorted(changes.items()):
        at = min(bisect_left(reached, document + 1, 1), len(reached) - 1) - 1
        if inside and at > end:
            yield start, min(end + 1, len(reached) - 1), inside
            inside = {}
        start, end = start if inside else at, at + 1
        inside[document] = frequency
    if inside:
        yield start, min(end + 1, len(reached) - 1), inside


def _changed(text: str, before: int, changes: Mapping[int, int]) -> tuple[str, list[Span]]:
    """The same of a part of it; ``before``: where it begins, counted from 1."""
    written, ends = _postings(text, before)
    for document, frequency in sorted(changes.items()):
        at = bisect_left(ends, document + 1)
        known = at < len(ends) and ends[at] == document + 1
        after = at + (frequency > 0)
        written[at : at + known] = [""] if frequency else []
        ends[at : at + known] = [document + 1] if frequency else []
        if frequency:
            written[at] = encode_posting(document + 1 - (ends[at - 1] if at else before), frequency)
        if after < len(ends):
            gap = ends[after] - (ends[after - 1] if after else before)
            written[after] = encode_posting(gap, _frequency(written[after]))
    return "".join(written), _spans(written, ends, before)


def _spans(written: Sequence[str], ends: Sequence[int], before: int) -> list[Span]:
    found = []
    for start in range(0, len(written), SPAN):
        part = written[start : start + SPAN]
        last = ends[start + len(part) - 1]
        found.append(Span(last - before, len(part), sum(map(len, part))))
        before = last
    return found


def _postings(text: str, before: int = 0) -> tuple[list[str], list[int]]:
    """The postings as written, and where the gaps lead: document numbers counted from 1."""
    written = _POSTING.findall(text)
    if sum(map(len, written)) != len(text):
        raise ValueError("this is no text of postings")
    return written, [*accumulate(map(_GAPS.__getitem__, written), initial=before)][1:]


def _frequency(posting: str) -> int:
    numbers = decode(posting)
    return numbers[1] + 2 if len(numbers) > 1 else 1
