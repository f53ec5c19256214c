"""HWP 5 (``.hwp``): an OLE compound of records, read strictly into an ``Extracted``.

Tags, control codes and offsets are those of Hancom's published description of HWP 5.0 (revision 1.3).
"""

from __future__ import annotations

import re
import struct
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from builder.intake.formats import hidden
from builder.intake.formats.collect import Collector, Part, Piece, table_of
from builder.intake.formats.extracted import Block, Cell, Extracted, Kind, Rule, Table
from builder.intake.formats.grounds import Ground, Letters, rule_for_white, topmost
from builder.intake.formats.hwp5_records import Compound, Record, joined, string, u16, u32
from builder.intake.formats.hwp5_styles import Shape, Styles, read_styles
from builder.intake.formats.limits import MAX_TEXT, MAX_ZONES
from builder.intake.formats.numbering import FORMATS, Counters, formatted
from builder.intake.formats.refusal import Refusal, at_the_door
from builder.intake.formats.sniff import Format
from builder.model import Problem
from builder.problems import problem

PARAGRAPH, TEXT, LETTERS, CONTROL, LIST, SHAPE, TABLE, EQUATION, LETTERING = (
    66,
    67,
    68,
    71,
    72,
    76,
    77,
    88,
    90,
)
_EXTENDED: Final = frozenset({1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23})
"""Codes that stand for a control: eight units wide, their control's name behind the code."""
_INLINE: Final = frozenset({4, 5, 6, 7, 8, 9, 19, 20})
"""Codes eight units wide that stand for themselves; 9 is the tab."""
_SIGNS: Final = {9: "\t", 10: "\n", 24: "-", 30: " ", 31: " "}
_WIDE: Final = 8
_FIRST_LETTER: Final = 32
_TOKEN: Final = re.compile(r"[\x00-\x1f]|[^\x00-\x1f]+")
_ASIDE: Final = {b"head": Rule.RUNNING_HEAD, b"foot": Rule.RUNNING_HEAD, b"tcmt": Rule.COMMENT}
_COUNTED: Final = frozenset({3, 4, 5})
"""What an automatic number in a caption counts: pictures, tables, equations."""
_FORMAT_NAMES: Final = tuple(FORMATS)
_ABOVE: Final = (0, 2)
"""Where a caption stands: left, top; right and bottom are behind the table."""


def read_hwp5(data: bytes, name: str) -> Extracted | Problem:
    """The HWP 5 file ``name``, or why it cannot be read: E115 to E118, E120 to E122, E124, E126.

    Notices: N122 hidden text, N123 a check sum that does not match.
    """
    return at_the_door(_read, data, name)


def _read(data: bytes, name: str) -> Extracted:
    compound = Compound(data)
    sections = compound.sections()
    if not sections:
        raise Refusal("E120", "it has no section")
    reader = _Reader(read_styles(compound.tree("DocInfo")))
    blocks = [block for section in sections for block in reader.section(compound.tree(section))]
    aside = tuple(reader.collector.set_aside)
    sums = tuple(problem("N123", name, detail=stream) for stream in compound.mismatches)
    notices = (*sums, *hidden.notices(name, aside))
    return Extracted(Format.HWP5, (*blocks, *reader.collector.notes), aside, notices)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a control in the text, and the control's name (``tbl ``)."""

    name: bytes


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters in one letter shape."""

    shape: int
    text: str


def stretches(text: bytes, shapes: bytes) -> Iterator[Anchor | Stretch]:
    """A paragraph's text record taken apart. ``shapes``: pairs of a position and the shape from there."""
    units = _units(text)
    changes = deque(struct.iter_unpack("<II", shapes[: len(shapes) // 8 * 8]))
    shape, at = 0, 0
    while found := _TOKEN.match(units, at):
        while changes and at >= changes[0][0]:
            shape = changes.popleft()[1]
        code = ord(units[at])
        if code >= _FIRST_LETTER:
            end = min(found.end(), changes[0][0]) if changes else found.end()
            yield Stretch(shape, joined(units[at:end]))
            at = end
        elif code in _EXTENDED:
            yield Anchor(text[2 * at + 2 : 2 * at + 6][::-1])
            at += _WIDE
        else:
            yield Stretch(shape, _SIGNS.get(code, ""))
            at += _WIDE if code in _INLINE else 1


def _units(text: bytes) -> str:
    """The record's units of two bytes, each a character of its own, so that places stay places."""
    if len(text) // 2 > MAX_TEXT:
        raise Refusal("E121", f"more than {MAX_TEXT:,} characters")
    return "".join(map(chr, memoryview(text[: len(text) // 2 * 2]).cast("H")))


@dataclass(frozen=True, slots=True)
class _List:
    """A list header with its paragraphs, and whether it stands before the table's own record (a caption)."""

    head: bytes
    paragraphs: list[Record]
    first: bool


def _lists(records: Iterable[Record]) -> list[_List]:
    """The paragraphs below or behind each list header; those without one belong to a list of their own."""
    found: list[_List] = []
    first = True
    for record in records:
        if record.tag == TABLE:
            first = False
        elif record.tag == LIST:
            found.append(_List(record.data, [one for one in record.children if one.tag == PARAGRAPH], first))
        elif record.tag == PARAGRAPH:
            if not found:
                found.append(_List(b"", [], first))
            found[-1].paragraphs.append(record)
    return found


class _Reader:
    """One file's sections in order."""

    def __init__(self, styles: Styles) -> None:
        self.collector = Collector()
        self._styles = styles
        self._counters = Counters()
        self._outline = 0

    def section(self, records: list[Record]) -> Iterator[Block]:
        """The blocks of one section."""
        for record in records:
            if record.tag == PARAGRAPH:
                yield from self._paragraph(record, Kind.BODY, Ground.NONE)

    def _paragraphs(self, records: Iterable[Record], kind: Kind, ground: Ground) -> list[Block]:
        return [block for record in records for block in self._paragraph(record, kind, ground)]

    def _paragraph(self, record: Record, kind: Kind, ground: Ground) -> list[Block]:
        shapes = self._styles.shapes
        ref = u16(record.data, 8)
        shape = shapes[ref] if ref < len(shapes) else Shape()
        under = topmost((shape.ground, ground))
        found = list(stretches(_data(record, TEXT), _data(record, LETTERS)))
        place = self.collector.begin("".join(one.text for one in found if isinstance(one, Stretch)))
        mark = self._mark(shape)
        parts = list(self._parts(record, found, under))
        self._memos(record)
        return self.collector.paragraph(parts, kind, place, level=shape.level, mark=mark)

    def _parts(self, record: Record, found: list[Anchor | Stretch], ground: Ground) -> Iterator[Part]:
        """Text and controls in order; a control whose place is lost comes last, and is not lost itself."""
        controls = dict(enumerate(child for child in record.children if child.tag == CONTROL))
        waiting: dict[bytes, deque[int]] = {}
        for number, control in controls.items():
            waiting.setdefault(control.data[:4][::-1], deque()).append(number)
        for one in found:
            if isinstance(one, Stretch):
                yield self._piece(one, ground)
                continue
            if waiting.get(one.name):
                yield from self._control(controls.pop(waiting[one.name].popleft()), ground)
        for control in controls.values():
            yield from self._control(control, ground)

    def _piece(self, stretch: Stretch, ground: Ground) -> Piece:
        known = self._styles.letters
        letters = known[stretch.shape] if stretch.shape < len(known) else Letters()
        under = topmost((letters.ground, ground))
        return Piece(stretch.text, letters.size, rule_for_white(under) if letters.white else None)

    def _mark(self, shape: Shape) -> str:
        """The automatic bullet or number, which the text does not hold."""
        if shape.kind == "BULLET":
            return self._styles.bullets[shape.ref - 1] if 1 <= shape.ref <= len(self._styles.bullets) else ""
        ref = self._outline if shape.kind == "OUTLINE" else shape.ref if shape.kind == "NUMBER" else 0
        if not 1 <= ref <= len(self._styles.numberings):
            return ""
        return self._counters.next(str(ref), self._styles.numberings[ref - 1], shape.level).strip()

    def _memos(self, record: Record) -> None:
        """Lists that belong to no control hold the office's memos."""
        for one in _lists(record.children):
            self._put_aside(one.paragraphs, Rule.COMMENT)

    def _put_aside(self, paragraphs: Iterable[Record], rule: Rule) -> None:
        words = [
            "".join(one.text for one in stretches(_data(record, TEXT), b"") if isinstance(one, Stretch))
            for record in paragraphs
        ]
        self.collector.aside("\n".join(words), rule)

    def _control(self, control: Record, ground: Ground) -> Iterator[Part]:
        name = control.data[:4][::-1]
        if name == b"secd":
            self._outline = u16(control.data, 18)
        elif name == b"tbl ":
            yield from self._table_with_caption(control, ground)
        elif name in (b"fn  ", b"en  "):
            yield self._note(control)
        elif name in _ASIDE:
            for one in _lists(control.children):
                self._put_aside(one.paragraphs, _ASIDE[name])
        elif name in (b"gso ", b"eqed", b"form"):
            yield from self._object(control)
        else:
            yield Piece(_words(name, control.data))

    def _note(self, control: Record) -> Piece:
        mark = self.collector.next_note()
        paragraphs = [record for one in _lists(control.children) for record in one.paragraphs]
        self.collector.note(mark, self._paragraphs(paragraphs, Kind.NOTE, Ground.NONE))
        return Piece(mark)

    def _object(self, control: Record) -> Iterator[Part]:
        """A drawn thing: lettering, text boxes, caption. Its filling is not read: white text stays."""
        for record in control.children:
            if record.tag == EQUATION:
                yield Piece(string(record.data, 4))
            elif record.tag == LETTERING:
                yield Piece(string(record.data, 32))
            elif record.tag in (SHAPE, CONTROL):
                yield from self._object(record)
        kind, ground = (Kind.BOX, Ground.COLOURED) if control.tag == SHAPE else (Kind.CAPTION, Ground.NONE)
        for one in _lists(control.children):
            yield from self._paragraphs(one.paragraphs, kind, ground)

    def _table_with_caption(self, control: Record, ground: Ground) -> Iterator[Block]:
        lists = _lists(control.children)
        captions = [one for one in lists if one.first]
        above = [one for one in captions if u32(one.head, 8) & 0x3 in _ABOVE]
        for caption in above:
            yield from self._paragraphs(caption.paragraphs, Kind.CAPTION, Ground.NONE)
        yield self._table(control, [one for one in lists if not one.first], ground)
        for caption in captions:
            if caption not in above:
                yield from self._paragraphs(caption.paragraphs, Kind.CAPTION, Ground.NONE)

    def _table(self, control: Record, lists: list[_List], ground: Ground) -> Table:
        place = self.collector.here()
        shape = _data(control, TABLE)
        at = 18 + 2 * u16(shape, 4)
        own = self._styles.ground(u16(shape, at))
        zones = [
            shape[start : start + 10]
            for start in range(at + 4, at + 4 + 10 * min(u16(shape, at + 2), MAX_ZONES), 10)
        ]
        return table_of((self._cell(one, zones, topmost((own, ground))) for one in lists), place)

    def _cell(self, cell: _List, zones: list[bytes], ground: Ground) -> Cell:
        column, row, columns, rows = (u16(cell.head, at) for at in (8, 10, 12, 14))
        zoned = [self._styles.ground(u16(zone, 8)) for zone in zones if _covers(zone, row, column)]
        own = self._styles.ground(u16(cell.head, 32))
        under = topmost((own, *reversed(zoned), ground))
        blocks = tuple(self._paragraphs(cell.paragraphs, Kind.BODY, under))
        return Cell(row, column, max(rows, 1), max(columns, 1), blocks)


def _covers(zone: bytes, row: int, column: int) -> bool:
    """Whether a painted area of a table (first column, first row, last column, last row) holds a cell."""
    return u16(zone, 0) <= column <= u16(zone, 4) and u16(zone, 2) <= row <= u16(zone, 6)


def _data(record: Record, tag: int) -> bytes:
    """The data of the record's first child of that tag; empty where there is none."""
    return next((child.data for child in record.children if child.tag == tag), b"")


def _words(name: bytes, data: bytes) -> str:
    """What a control without paragraphs shows: a caption's number, ruby text, overlapping characters."""
    if name == b"atno":
        kind, form = u32(data, 4) & 0xF, u32(data, 4) >> 4 & 0xFF
        return (
            formatted(_FORMAT_NAMES[form] if form < len(_FORMAT_NAMES) else "DIGIT", u16(data, 8))
            if kind in _COUNTED
            else ""
        )
    if name == b"tcps":
        return string(data, 4)
    if name == b"tdut":
        main = string(data, 4)
        ruby = string(data, 6 + 2 * u16(data, 4))
        return f"{main}({ruby})" if ruby else main
    return ""
