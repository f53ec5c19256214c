"""When a release may be reported, and when it was handed out: the fields of its head, and the day they give.

Offices set them as a table (``보도시점 | … | 배포 | …``), the labels sometimes above the values, or as lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise, takewhile
from typing import Final

from builder.intake.formats.extracted import Block, Cell, Place, Table, Text, lines, texts
from builder.intake.formats.words import words
from builder.text import fold, key

HEAD: Final = 30
"""Paragraphs within which the head of a release stands."""
_DATE: Final = re.compile(
    r"(?<!\d)(?:(20\d\d)|['’‘`´](\d\d))\s*[.년/-]\s*(\d{1,2})\s*[.월/-]\s*(\d{1,2})(?!\d)"
    r"|(?<![\d.])(\d\d)\s*\.\s*(\d{1,2})\s*\.\s*(\d{1,2})\s*(?=[.(])"
    r"|(?<![\d.])(\d{1,2})\s*[.월]\s*(\d{1,2})\s*(?=[.일(])"
)
"""A day with its year, with the last two digits of it, without it."""
_BRACKET: Final = re.compile(r"\(([^()]*)\)\s*$")
_BRACKETED: Final = re.compile(r"[(<\[〈][^()<>\[\]〈〉]*[)>\]〉]")
_PRINT_REACH: Final = 12
"""Characters behind a date within which a print mark belongs to it."""
_TIME_LINES: Final = 3
_LONGEST: Final = 500
"""Characters of a line of times that are looked at."""


@dataclass(frozen=True, slots=True)
class Times:
    """The two fields as printed, and the paragraphs they stand in."""

    embargo: str | None = None
    release: str | None = None
    places: frozenset[Place] = frozenset()


def times_of(blocks: Sequence[Block]) -> Times:
    """The first embargo among the head's blocks, and the first field of handing out."""
    handed_out = Times()
    for found in _fields(blocks):
        if found.embargo is not None:
            release = found.release or handed_out.release
            return Times(found.embargo, release, found.places | handed_out.places)
        handed_out = handed_out if handed_out.release else found
    return handed_out


def first_day(times: Times) -> str | None:
    """The ISO day the fields give: the embargo's first that is not a printed paper's, else of handing out."""
    of_release = _dates(times.release or "", None)
    of_embargo = _dates(times.embargo or "", of_release[0][0] if of_release else None)
    first_report = [day for day, printed in of_embargo if not printed]
    chosen = first_report or [day for day, _ in (*of_embargo, *of_release)]
    return chosen[0].isoformat() if chosen else None


def _fields(blocks: Sequence[Block]) -> Iterator[Times]:
    """Each table or line of the head that has one of the fields, in order."""
    seen = 0
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            found = _of_table(block)
        else:
            behind = takewhile(
                lambda one: isinstance(one, Text), blocks[number + 1 : number + 1 + _TIME_LINES]
            )
            found = _of_line(block, [one for one in behind if isinstance(one, Text)])
        if found is not None:
            yield found
        seen += sum(1 for _ in texts([block]))
        if seen > HEAD:
            return


# ----------------------------------------------------------------------------------------------------- tables

_Row = Sequence[tuple[Cell, str]]


def _of_table(table: Table) -> Times | None:
    """Its fields, beside their labels or below them; else those of the first of its lines that has one."""
    rows = list(lines(table))
    ways = [found for found in (_beside(rows), _below(rows)) if found is not None]
    dated = next((found for found in ways if first_day(found)), None)
    embargo = next((found for found in ways if found.embargo), None)
    if dated or embargo:
        return dated or embargo
    in_lines = (_of_line(text, ()) for text in texts([table]))
    return next((found for found in in_lines if found is not None), None)


def _beside(rows: Sequence[_Row]) -> Times | None:
    """Each label's cells run to the next label in its row."""
    embargo: dict[str, None] = {}
    release: dict[str, None] = {}
    places: set[Place] = set()
    for row in rows:
        target: dict[str, None] | None = None
        for cell, text in row:
            is_value = target is embargo and not embargo  # the label of the handing out, too: "as soon as …"
            if _is_embargo(text):
                target = embargo
            elif _is_release(text) and not is_value:
                target = release
            elif _is_other_label(text):
                target = None
            elif target is not None:
                target[text] = None
            if target is not None:
                places |= _places(cell)
    if not embargo and not release:
        return None
    return Times(" ".join(embargo) or None, " ".join(release) or None, frozenset(places))


def _below(rows: Sequence[_Row]) -> Times | None:
    """Each label's value stands in its column of the next row."""
    for row, below in pairwise(rows):
        embargo = next((cell for cell, text in row if _is_embargo(text)), None)
        if embargo is None:
            continue
        release = next((cell for cell, text in row if _is_release(text)), None)
        under = {cell.column: (cell, text) for cell, text in below}
        labels = [one for one in (embargo, release) if one is not None and one.column in under]
        stated = {one.column: under[one.column][1] for one in labels}
        places = frozenset(
            place for one in labels for cell in (one, under[one.column][0]) for place in _places(cell)
        )
        return Times(stated.get(embargo.column), stated.get(release.column) if release else None, places)
    return None


def _places(cell: Cell) -> set[Place]:
    return {text.place for text in texts(cell.blocks)}


def _label(text: str) -> str:
    """What a cell that may be a label says, without what it adds in brackets."""
    return key(_BRACKETED.sub("", text))


def _is_embargo(text: str) -> bool:
    return _label(text) in words().embargo_labels


def _is_release(text: str) -> bool:
    return _label(text) in words().release_labels


def _is_other_label(text: str) -> bool:
    return _label(text) in (*words().department_labels, *words().role_labels, *words().title_labels)


# ------------------------------------------------------------------------------------------------------ lines


@cache
def _label_pattern() -> re.Pattern[str]:
    """An embargo label at a line's start, whatever spaces stand in it."""
    return re.compile(rf"^\W*(?:{_spelled(words().embargo_labels)})\b\s*[:：]?\s*")


@cache
def _release_pattern() -> re.Pattern[str]:
    """A release label with a date behind it: without one it is a word of the embargo (``배포 즉시``)."""
    return re.compile(
        rf"[\s/|,]*(?:{_spelled(words().release_labels)})\s*[:：]?\s*(?=(?:20\d\d|['’‘]\d\d)\s*[.년/-])"
    )


def _spelled(labels: Sequence[str]) -> str:
    """Any of the labels, the longest first, with spaces between its letters or without."""
    return "|".join(r"\s*".join(label) for label in sorted(labels, key=len, reverse=True))


def _of_line(text: Text, behind: Sequence[Text]) -> Times | None:
    """A line that begins with a label; ``behind``: lines on which its fields may go on (PDF)."""
    line = fold(text.text[:_LONGEST])
    label = _label_pattern().match(line)
    if label is None:
        handed_out = _release_pattern().match(line)
        stated = line[handed_out.end() :].strip(" /|") if handed_out else ""
        return Times(release=stated, places=frozenset({text.place})) if stated else None
    used = _used(line[label.end() :], behind)
    value = " ".join([line[label.end() :], *(fold(one.text) for one in used)])
    embargo, release = ([part.strip(" /|") for part in _release_pattern().split(value, maxsplit=1)] + [""])[
        :2
    ]
    return Times(embargo or None, release or None, frozenset(one.place for one in (text, *used)))


def _used(value: str, behind: Sequence[Text]) -> list[Text]:
    """The lines up to the date of handing out; without such a one the next, if ``value`` is blank."""
    if _release_pattern().search(value):
        return []
    last = next((n for n, one in enumerate(behind, 1) if _release_pattern().search(f" {fold(one.text)}")), 0)
    return list(behind[: last or (0 if value.strip() else 1)])


# ------------------------------------------------------------------------------------------------------- days


def _dates(text: str, near: date | None) -> list[tuple[date, bool]]:
    """The days a field names in order, each with whether a printed paper's.

    A day without its year is the one nearest to the day before it in the field, or to ``near``.
    """
    found = list(_DATE.finditer(text))
    days: list[tuple[date, bool]] = []
    for number, match in enumerate(found):
        start = found[number - 1].end() if number else 0
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        day = _day(match, near)
        if day is not None:
            days.append((day, _is_printed(text[start : match.start()], text[match.end() : end])))
            near = day
    return days


def _is_printed(before: str, behind: str) -> bool:
    """Whether a print mark stands in brackets before a date, or close behind it."""
    bracket = _BRACKET.search(before)
    beside = (key(bracket[1]) if bracket else "", key(behind[:_PRINT_REACH]))
    return any(mark in text for text in beside for mark in words().print_marks)


def _day(match: re.Match[str], near: date | None) -> date | None:
    year, short, month, day, other_short, other_month, other_day, bare_month, bare_day = match.groups()
    if year or short or other_short:
        of_year = int(year) if year else 2000 + int(short or other_short)
        return _valid(of_year, int(month or other_month), int(day or other_day))
    if near is None:
        return None
    around = (_valid(near.year + step, int(bare_month), int(bare_day)) for step in (-1, 0, 1))
    known = [one for one in around if one is not None]
    return min(known, key=lambda one: abs(one - near), default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
