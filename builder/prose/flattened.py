"""Releases whose lines ran together: ``□ … ㅇ … - …`` in one line, opened at its signs again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

#: A sign of the two upper levels where an entry can begin: behind white space, □ behind an end too. Followed
#: by white space, so that ``○○시`` stays a hidden name.
_STEP: Final = re.compile(
    r"(?:(?<=[\s.다음함임됨율)\]])|^)(?=□\s?\S)|(?:(?<=\s)|^)(?=[ㅇ○◦❍]\s|ㅇ\S|o\s[가-힣(])"
)
_SIGN: Final = re.compile(r"[□ㅇ○◦❍]| o ")  # almost no line has two, and this is seen at a glance
#: One sign in the midst of a line may be anything; so many are levels.
_FEWEST: Final = 3
_FEWEST_AFTER_ONE: Final = 2
#: What stands below an entry, once its line is known to have run together: notes, and dashes that no range
#: and no apposition has.
_NOTE: Final = re.compile(r"(?<=\s)(?=[*※]\s?\S)")
_DASH: Final = re.compile(r"(?<=\s)(?=-\s\S)")
_AFTER_ENTRY: Final = re.compile(r"(?:[.)음함임됨망]|\d%)\s$")


def open_line(text: str) -> Sequence[str]:
    """The line's entries, each with its sign; the line itself where it is one entry."""
    if len(_SIGN.findall(text)) < _FEWEST_AFTER_ONE:
        return (text,)
    starts = [step.start() for step in _STEP.finditer(text.strip())]
    fewest = _FEWEST_AFTER_ONE if starts[:1] == [0] else _FEWEST
    return (text,) if len(starts) < fewest else tuple(_entries(text.strip(), starts))


def _entries(text: str, starts: list[int]) -> Iterator[str]:
    pieces = _cut(text, starts)
    if starts[0]:
        yield next(pieces)
    for piece in pieces:
        for part in _cut(piece, [found.start() for found in _NOTE.finditer(piece)]):
            yield from _cut(part, list(_dashes(part)))


def _cut(text: str, starts: list[int]) -> Iterator[str]:
    """The text cut at these places."""
    places = [0, *(start for start in starts if start), len(text)]
    yield from (text[one:two].strip() for one, two in pairwise(places))


def _dashes(entry: str) -> Iterator[int]:
    """Where a dash begins an entry of its own: behind an end, or before a label in brackets."""
    for found in _DASH.finditer(entry):
        at = found.start()
        if _AFTER_ENTRY.search(entry[max(0, at - 3) : at]) or entry[at:].startswith("- ("):
            yield at
