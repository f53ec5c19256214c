"""The masthead of a release: when it may be reported, who answers for it, and which line is its title.

Offices set it as a table (``보도시점 | … | 배포 | …``) or as one line (``보도시점 : … / 배포 : …``).
Of 40 real releases all but one annex have it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile
from typing import Final

from builder.intake.formats.contacts import Contact, contacts
from builder.intake.formats.extracted import Block, Extracted, Place, Table, Text, lines, texts
from builder.intake.formats.masthead_times import HEAD, first_day, times_of
from builder.intake.formats.words import words
from builder.text import ends_sentence, fold, key

_MARK: Final = re.compile(r"^\s*[-–—―‑−~▸▹○◦ㅇ□■*※<【\[(]\s*")
_DASHES: Final = "-–—―‑−"
_DASH: Final = re.compile(rf"\s*[{_DASHES}]")
_BODY_LENGTH: Final = 100
_SENTENCE_LENGTH: Final = 50
_FORM_BLOCKS: Final = 3
_TITLE_LINES: Final = 4
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
    times = times_of(extracted.blocks)
    head = list(_until_body(_walk(extracted.blocks), times.places))
    kinds = [one.text for one in head if is_kind(one.text.text) and one.text.place not in times.places]
    found = contacts(extracted.blocks)
    apart = {*times.places, *(kind.place for kind in kinds), *found.places}
    start = max((number for number, one in enumerate(head, 1) if one.text.place in times.places), default=0)
    names = _names(head, {kind.place for kind in kinds})
    below = _labelled(extracted.blocks) or _headline(head[start:], apart | names)
    headline = below or _headline(head[:start], apart) or _Headline(None)
    above = {one.text.place for one in head[:start]} | names if below else set()
    return Masthead(
        title=headline.title,
        subtitles=headline.subtitles,
        kind=" ".join(dict.fromkeys(fold(kind.text) for kind in kinds)) or None,
        embargo=times.embargo,
        release=times.release,
        date=first_day(times),
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


def _until_body(placed: Iterable[_Placed], times: Collection[Place]) -> Iterator[_Placed]:
    """The paragraphs before the first that is running text, and none of its ``times``."""
    for number, one in enumerate(placed):
        text = fold(one.text.text)
        is_body = len(text) >= _BODY_LENGTH or (len(text) >= _SENTENCE_LENGTH and ends_sentence(text))
        if number >= HEAD or (is_body and one.text.place not in times):
            return
        yield one


def _names(head: Sequence[_Placed], kinds: Collection[Place]) -> set[Place]:
    """Single words above what names the kind of release: an office's name, however large it is set."""
    above = list(takewhile(lambda one: one.text.place not in kinds, head))
    words_apart = (one.text.place for one in above if " " not in fold(one.text.text))
    return set(words_apart) if len(above) < len(head) else set()


@cache
def _kind_pattern() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(words().kind_parts)})+")


def is_kind(text: str) -> bool:
    """Whether a line only says what kind of release this is."""
    return bool(_kind_pattern().fullmatch(key(text)))


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
