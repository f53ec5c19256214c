"""The masthead of a release: when it may be reported, who answers for it, and which line is its title.

Offices set it as a table (``보도시점 | … | 배포 | …``) or as one line (``보도시점 : … / 배포 : …``).
Of 40 real releases all but one annex have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice, takewhile
from typing import Final

from builder.intake.formats.contacts import Contact, contacts
from builder.intake.formats.extracted import Block, Extracted, Place, Table, Text, lines, texts
from builder.intake.formats.words import words
from builder.text import ends_sentence, fold, key

_HEAD: Final = 30
"""Paragraphs within which masthead and title stand."""
_FULL_DATE: Final = re.compile(
    r"(?<!\d)(?:(20\d\d)|['’‘`´](\d\d))\s*[.년/-]\s*(\d{1,2})\s*[.월/-]\s*(\d{1,2})(?!\d)"
)
_SHORT_DATE: Final = re.compile(r"(?<![\d.])()()(\d{1,2})\s*[.월]\s*(\d{1,2})\s*(?=[.일(])")
_BRACKET: Final = re.compile(r"\(([^()]*)\)\s*$")
_PRINT_REACH: Final = 12
"""Characters behind a date within which a print mark belongs to it."""
_MARK: Final = re.compile(r"^\s*[-–—―‑−~▸▹○◦ㅇ□■*※<【\[(]\s*")
_DASHES: Final = "-–—―‑−"
_DASH: Final = re.compile(rf"\s*[{_DASHES}]")
_BODY_LENGTH: Final = 100
_SENTENCE_LENGTH: Final = 50
_FORM_BLOCKS: Final = 3
_TITLE_LINES: Final = 4
_TIME_LINES: Final = 3
_LONGEST: Final = 500
"""Characters of a line of times that are looked at."""
_ALIKE: Final = 0.95
"""Sizes that near are one."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the head of a release states: as printed, None or empty where it is not printed."""

    title: str | None = None
    subtitles: tuple[str, ...] = ()
    kind: str | None = None
    """The kind of release it names itself."""
    embargo: str | None = None
    """The text of the field of the embargo."""
    release: str | None = None
    """The text of the field of its handing out."""
    date: str | None = None
    """ISO: the embargo's first day that is not a printed paper's, else the day of its handing out."""
    contacts: tuple[Contact, ...] = ()
    departments: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    """The paragraphs that make up the masthead (kind, times, contacts): none of them is body or title."""
    contact_places: tuple[Place, ...] = ()
    """Those of them that hold the contacts."""
    letterhead_places: tuple[Place, ...] = ()
    """The other paragraphs above its times: an office's name, its slogan, a number."""
    title_places: tuple[Place, ...] = ()
    """The paragraphs of the title."""
    subtitle_places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A paragraph of the head, and the cell it stands in: the numbers that lead there, () for none."""

    text: Text
    cell: tuple[int, ...]


def read_masthead(extracted: Extracted) -> Masthead:
    """What the file's head states, by the words of ``words.yaml``; an empty ``Masthead`` where nothing."""
    head = list(_until_body(_walk(extracted.blocks)))
    times = _times(extracted.blocks)
    kinds = [one.text for one in head if is_kind(one.text.text) and one.text.place not in times.places]
    found = contacts(extracted.blocks)
    apart = {*times.places, *(kind.place for kind in kinds), *found.places}
    start = max((number for number, one in enumerate(head, 1) if one.text.place in times.places), default=0)
    below = _labelled(extracted.blocks) or _headline(head[start:], apart)
    headline = below or _headline(head[:start], apart) or _Headline(None)
    above = {one.text.place for one in head[:start]} if below else set()
    return Masthead(
        title=headline.title,
        subtitles=headline.subtitles,
        kind=" ".join(dict.fromkeys(fold(kind.text) for kind in kinds)) or None,
        embargo=times.embargo,
        release=times.release,
        date=_date(times),
        contacts=found.contacts,
        departments=tuple(dict.fromkeys(one.department for one in found.contacts if one.department)),
        places=tuple(sorted(apart)),
        contact_places=tuple(sorted(found.places)),
        letterhead_places=tuple(sorted(above - apart - {*headline.title_places, *headline.subtitle_places})),
        title_places=headline.title_places,
        subtitle_places=headline.subtitle_places,
    )


def _walk(blocks: Iterable[Block], cell: tuple[int, ...] = ()) -> Iterator[_Placed]:
    for number, block in enumerate(blocks):
        if isinstance(block, Text):
            yield _Placed(block, cell)
        else:
            for order, one in enumerate(block.cells):
                yield from _walk(one.blocks, (*cell, number, order))


def _until_body(placed: Iterable[_Placed]) -> Iterator[_Placed]:
    """The paragraphs before the first that is running text."""
    for number, one in enumerate(placed):
        text = fold(one.text.text)
        is_body = len(text) >= _BODY_LENGTH or (len(text) >= _SENTENCE_LENGTH and ends_sentence(text))
        if number >= _HEAD or (is_body and not _is_time_line(text)):
            return
        yield one


@cache
def _kind_pattern() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(words().kind_parts)})+")


def is_kind(text: str) -> bool:
    """Whether a line only says what kind of release this is."""
    return bool(_kind_pattern().fullmatch(key(text)))


# ----------------------------------------------------------------------------------------------------- times


@dataclass(frozen=True, slots=True)
class _Times:
    embargo: str | None = None
    release: str | None = None
    places: frozenset[Place] = frozenset()


def _times(blocks: Sequence[Block]) -> _Times:
    """The first embargo or release field among the head's blocks, as a table or as a line."""
    seen = 0
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            found = _times_of_table(block)
        else:
            behind = takewhile(
                lambda one: isinstance(one, Text), blocks[number + 1 : number + 1 + _TIME_LINES]
            )
            found = _times_of_lines(block, [one for one in behind if isinstance(one, Text)])
        if found is not None:
            return found
        seen += sum(1 for _ in texts([block]))
        if seen > _HEAD:
            break
    return _Times()


def _times_of_table(table: Table) -> _Times | None:
    """Fields of a table: each label's cells run to the next label in its row."""
    embargo: dict[str, None] = {}
    release: dict[str, None] = {}
    places: set[Place] = set()
    for line in lines(table):
        target: dict[str, None] | None = None
        for cell, text in line:
            is_value = target is embargo and not embargo  # the label of the handing out, too: "as soon as …"
            if key(text) in words().embargo_labels:
                target = embargo
            elif key(text) in words().release_labels and not is_value:
                target = release
            elif target is not None:
                target[text] = None
            if target is not None:
                places |= {text.place for text in texts(cell.blocks)}
    if embargo:
        return _Times(" ".join(embargo), " ".join(release) or None, frozenset(places))
    in_lines = [_times_of_lines(text, ()) for text in texts([table])]
    return next((found for found in in_lines if found is not None), None)


@cache
def _label_pattern() -> re.Pattern[str]:
    """An embargo label at a line's start, whatever spaces stand in it."""
    labels = sorted(words().embargo_labels, key=len, reverse=True)
    return re.compile(rf"^\W*(?:{'|'.join(_spaced(label) for label in labels)})\b\s*[:：]?\s*")


@cache
def _release_pattern() -> re.Pattern[str]:
    """A release label with a date behind it: without one it is a word of the embargo (``배포 즉시``)."""
    labels = sorted(words().release_labels, key=len, reverse=True)
    return re.compile(
        rf"[\s/|,]*(?:{'|'.join(_spaced(label) for label in labels)})\s*[:：]?\s*"
        r"(?=(?:20\d\d|['’‘]\d\d)\s*[.년/-])"
    )


def _spaced(label: str) -> str:
    return r"\s*".join(label)


def _is_time_line(text: str) -> bool:
    return bool(_label_pattern().match(text))


def _times_of_lines(text: Text, behind: Sequence[Text]) -> _Times | None:
    """A line that begins with an embargo label; ``behind``: lines on which its fields may go on (PDF)."""
    line = fold(text.text[:_LONGEST])
    label = _label_pattern().match(line)
    if label is None:
        return None
    used = _used(line[label.end() :], behind)
    value = " ".join([line[label.end() :], *(fold(one.text) for one in used)])
    embargo, release = ([part.strip(" /|") for part in _release_pattern().split(value, maxsplit=1)] + [""])[
        :2
    ]
    return _Times(embargo or None, release or None, frozenset(one.place for one in (text, *used)))


def _used(value: str, behind: Sequence[Text]) -> list[Text]:
    """The lines up to the date of handing out; without such a one the next, if ``value`` is blank."""
    if _release_pattern().search(value):
        return []
    last = next((n for n, one in enumerate(behind, 1) if _release_pattern().search(f" {fold(one.text)}")), 0)
    return list(behind[: last or (0 if value.strip() else 1)])


def _date(times: _Times) -> str | None:
    """The day the file itself gives: the embargo's, else that of its handing out."""
    of_release = _dates(times.release or "", None)
    year = of_release[0][0].year if of_release else None
    of_embargo = _dates(times.embargo or "", year)
    first_report = [day for day, printed in of_embargo if not printed]
    chosen = first_report or [day for day, _ in (*of_embargo, *of_release)]
    return chosen[0].isoformat() if chosen else None


def _dates(text: str, year: int | None) -> list[tuple[date, bool]]:
    """The days a field names in order, each with whether a printed paper's. ``year``: of those without."""
    found = list(_FULL_DATE.finditer(text)) or (list(_SHORT_DATE.finditer(text)) if year is not None else [])
    days: list[tuple[date, bool]] = []
    for number, match in enumerate(found):
        start = found[number - 1].end() if number else 0
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        day = _day(match, year)
        if day is not None:
            days.append((day, _is_printed(text[start : match.start()], text[match.end() : end])))
    return days


def _is_printed(before: str, behind: str) -> bool:
    """Whether a print mark stands in brackets before a date, or close behind it."""
    bracket = _BRACKET.search(before)
    beside = (key(bracket[1]) if bracket else "", key(behind[:_PRINT_REACH]))
    return any(mark in text for text in beside for mark in words().print_marks)


def _day(match: re.Match[str], year: int | None) -> date | None:
    of_year = int(match[1]) if match[1] else 2000 + int(match[2]) if match[2] else year
    try:
        return date(of_year or 0, int(match[3]), int(match[4]))
    except ValueError:
        return None


# ----------------------------------------------------------------------------------------------------- title


@dataclass(frozen=True, slots=True)
class _Headline:
    title: str | None
    subtitles: tuple[str, ...] = ()
    title_places: tuple[Place, ...] = ()
    subtitle_places: tuple[Place, ...] = ()


def _labelled(blocks: Iterable[Block]) -> _Headline | None:
    """The title a form states by a label of its own, which is alone in its row or has one neighbour."""
    for table in (block for block in islice(blocks, _FORM_BLOCKS) if isinstance(block, Table)):
        rows = [[(cell, text) for cell, text in line if text] for line in lines(table)]
        for row, below in zip(rows, [*rows[1:], []], strict=True):
            if row and key(row[0][1]) in words().title_labels:
                value = row[1:] if len(row) == 2 else below if len(row) == 1 else []
                if len(value) == 1 and len(value[0][1]) < _BODY_LENGTH:
                    stand = [*texts(row[0][0].blocks), *texts(value[0][0].blocks)]
                    return _Headline(value[0][1], title_places=tuple(text.place for text in stand))
    return None


def _headline(head: Sequence[_Placed], apart: set[Place]) -> _Headline | None:
    """The title, in the largest type of the head, with the lines that go on with it; then the subtitles."""
    shown = [one for one in head if one.text.place not in apart and key(one.text.text)]
    candidates = [one for one in shown if not _MARK.match(one.text.text)] or shown
    if not candidates:
        return None
    largest = max(one.text.size for one in candidates)
    first = next(
        number for number, one in enumerate(shown) if one in candidates and one.text.size >= _ALIKE * largest
    )
    end = first + 1
    while end < len(shown) and end - first < _TITLE_LINES and _goes_on(shown[first], shown[end]):
        end += 1
    title = shown[first:end]
    subtitles, places = _subtitles(shown[end:], title[0])
    return _Headline(
        fold(" ".join(one.text.text for one in title)),
        tuple(subtitles),
        tuple(one.text.place for one in title),
        tuple(places),
    )


def _goes_on(first: _Placed, line: _Placed) -> bool:
    """Whether a line goes on with the title that begins with ``first``: same cell, same size, no dash."""
    size = first.text.size
    return (
        size > 0
        and line.cell == first.cell
        and line.text.size >= _ALIKE * size
        and not _DASH.match(line.text.text)
    )


def _subtitles(lines: Iterable[_Placed], title: _Placed) -> tuple[list[str], list[Place]]:
    """The lines behind the title with a dash, or the first in its table; one without ends the one before."""
    found: list[tuple[str, tuple[int, ...]]] = []
    places: list[Place] = []
    for line in lines:
        in_table = bool(title.cell) and line.cell[:-1] == title.cell[:-1]
        if not in_table and not _DASH.match(line.text.text):
            break
        for text in line.text.text.split("\n"):
            if _DASH.match(text) or not found:
                found.append((text, line.cell))
            elif found[-1][1] == line.cell:
                found[-1] = (f"{found[-1][0]} {text}", line.cell)
            else:
                continue
            places.append(line.text.place)
    return [fold(text.strip(f" {_DASHES}")) for text, _ in found], places
