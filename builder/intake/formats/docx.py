"""DOCX: a zip of XML parts, read on ``lxml`` as HWPX is.

Not on ``python-docx``: it knows neither text boxes nor footnotes nor tracked changes, and sets no limits to
what a file unpacks to, so that all of this would stand here all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml.etree import _Element as Element

from builder.intake.formats import hidden
from builder.intake.formats.collect import Collector, Part, Piece, table_of
from builder.intake.formats.docx_styles import (
    Style,
    Styles,
    W,
    numbering_of,
    read_styles,
    switched_on,
    value,
    whole,
)
from builder.intake.formats.extracted import Block, Cell, Extracted, Kind, Rule, Table
from builder.intake.formats.grounds import Ground, painted, rule_for_white, topmost
from builder.intake.formats.numbering import Counters
from builder.intake.formats.package import Package, local
from builder.intake.formats.refusal import Refusal, at_the_door
from builder.intake.formats.sniff import Format
from builder.model import Problem

_FOLDER: Final = "word/"
_FURNITURE: Final = re.compile(r"word/(?:header|footer)\d*\.xml")
_COMMENTS: Final = "word/comments.xml"
_NOTES: Final = {
    "footnoteReference": ("word/footnotes.xml", "footnote"),
    "endnoteReference": ("word/endnotes.xml", "endnote"),
}
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_WRAPPERS: Final = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir"}
)
_DELETIONS: Final = frozenset({"del", "moveFrom"})
_WHITE: Final = "FFFFFF"


def read_docx(data: bytes, name: str) -> Extracted | Problem:
    """The DOCX file ``name``, or why it cannot be read: E115, E118 to E124, E126. Notice: N122."""
    return at_the_door(_read, data, name)


def _read(data: bytes, name: str) -> Extracted:
    package = Package(data)
    body = package.xml(f"{_FOLDER}document.xml").find(f"{W}body")
    if body is None:
        raise Refusal("E120", "it has no body")
    reader = _Reader(package, read_styles(package, _FOLDER))
    blocks = reader.blocks(body, Kind.BODY, Ground.NONE)
    reader.furniture()
    aside = tuple(reader.collector.set_aside)
    return Extracted(Format.DOCX, (*blocks, *reader.collector.notes), aside, hidden.notices(name, aside))


class _Reader:
    """One file."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self.collector = Collector()
        self._package = package
        self._styles = styles
        self._counters = Counters()
        self._notes = {sign: self._note_parts(*place) for sign, place in _NOTES.items()}

    def blocks(self, parent: Element, kind: Kind, ground: Ground) -> list[Block]:
        """The paragraphs and tables directly in ``parent``, in order."""
        found: list[Block] = []
        for child in parent:
            name = local(child)
            if name == "p":
                found += self._paragraph(child, kind, ground)
            elif name == "tbl":
                found.append(self._table(child, ground))
            elif name in _WRAPPERS:
                found += self.blocks(child, kind, ground)
        return found

    def furniture(self) -> None:
        """Receipts for what stands in page headers, footers and comments."""
        for name in sorted(name for name in self._package.names if _FURNITURE.fullmatch(name)):
            self.collector.aside(_words(self._package.xml(name)), Rule.RUNNING_HEAD)
        if _COMMENTS in self._package:
            for comment in self._package.xml(_COMMENTS).iterchildren(f"{W}comment"):
                self.collector.aside(_words(comment), Rule.COMMENT)

    def _note_parts(self, part: str, tag: str) -> dict[str, Element]:
        root = self._package.xml(part) if part in self._package else None
        return (
            {one.get(f"{W}id", ""): one for one in root.iterchildren(f"{W}{tag}")} if root is not None else {}
        )

    def _paragraph(self, element: Element, kind: Kind, ground: Ground) -> list[Block]:
        properties = element.find(f"{W}pPr")
        style = self._styles.styles.get(value(properties, f"{W}pStyle"), Style())
        own = _shade(properties)
        runs = (child for child in element.iter(f"{W}t", f"{W}delText") if _paragraph_of(child) is element)
        place = self.collector.begin("".join(child.text or "" for child in runs))
        mark, level = self._mark(properties, style)
        parts = list(self._inline(element, topmost((own, ground)), style, deleted=False))
        return self.collector.paragraph(parts, kind, place, level=style.heading or level, mark=mark)

    def _mark(self, properties: Element | None, style: Style) -> tuple[str, int]:
        """The automatic bullet or number, and its level from 1."""
        key, depth = numbering_of(properties)
        key, depth = (key, depth) if key else (style.numbering, style.level)
        if key not in self._styles.numberings:
            return "", 0
        numbering, bullets = self._styles.numberings[key]
        bullet = bullets[depth] if depth < len(bullets) else ""
        return bullet or self._counters.next(key, numbering, depth + 1).strip(), depth + 1

    def _inline(self, parent: Element, ground: Ground, style: Style, *, deleted: bool) -> Iterator[Part]:
        for child in parent:
            name = local(child)
            if name == "r":
                yield from self._run(child, ground, style, deleted=deleted)
            elif name in _WRAPPERS or name in _DELETIONS:
                yield from self._inline(child, ground, style, deleted=deleted or name in _DELETIONS)

    def _run(self, run: Element, ground: Ground, style: Style, *, deleted: bool) -> Iterator[Part]:
        properties = run.find(f"{W}rPr")
        rule = Rule.DELETED if deleted else _hidden(properties, ground)
        size = whole(value(properties, f"{W}sz")) / 2 or style.size
        for child in run:
            name = local(child)
            if name in ("t", "delText"):
                yield Piece(child.text or "", size, rule)
            elif name in _SIGNS:
                yield Piece(_SIGNS[name], size, rule)
            elif name in _NOTES:
                yield from self._note(name, child.get(f"{W}id", ""), size)
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                yield from self._boxes(child)

    def _note(self, sign: str, key: str, size: float) -> Iterator[Piece]:
        note = self._notes[sign].get(key)
        if note is not None:
            mark = self.collector.next_note()
            self.collector.note(mark, self.blocks(note, Kind.NOTE, Ground.NONE))
            yield Piece(mark, size)

    def _boxes(self, element: Element) -> Iterator[Block]:
        """The text boxes of a drawn thing; of alternatives the first, for they all say the same."""
        choice = next(iter(element), None) if local(element) == "AlternateContent" else element
        for child in choice if choice is not None else ():
            if local(child) == "txbxContent":
                yield from self.blocks(child, Kind.BOX, Ground.COLOURED)
            else:
                yield from self._boxes(child)

    def _table(self, element: Element, ground: Ground) -> Table:
        place = self.collector.here()
        cells: list[Cell] = []
        above: dict[int, int] = {}
        for row, line in enumerate(element.iterchildren(f"{W}tr")):
            heading = switched_on(line.find(f"{W}trPr"), f"{W}tblHeader")
            column = whole(value(line.find(f"{W}trPr"), f"{W}gridBefore"))
            for cell in _cells(line):
                properties = cell.find(f"{W}tcPr")
                columns = max(whole(value(properties, f"{W}gridSpan"), 1), 1)
                merged = properties.find(f"{W}vMerge") if properties is not None else None
                goes_on = (
                    merged is not None and merged.get(f"{W}val", "continue") == "continue" and column in above
                )
                if goes_on:
                    cells[above[column]] = _one_row_more(
                        cells[above[column]], self.blocks(cell, Kind.BODY, ground)
                    )
                else:
                    own = _shade(properties)
                    blocks = tuple(self.blocks(cell, Kind.BODY, topmost((own, ground))))
                    above[column] = len(cells)
                    cells.append(Cell(row, column, 1, columns, blocks, heading))
                column += columns
        return table_of(cells, place)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in _WRAPPERS:
            yield from _cells(child)


def _one_row_more(cell: Cell, blocks: Iterable[Block]) -> Cell:
    return Cell(cell.row, cell.column, cell.rows + 1, cell.columns, (*cell.blocks, *blocks), cell.heading)


def _shade(properties: Element | None) -> Ground:
    shade = properties.find(f"{W}shd") if properties is not None else None
    if shade is None:
        return Ground.NONE
    fill = shade.get(f"{W}fill", "")
    return Ground.NONE if fill in ("", "auto") else painted(white=fill.upper() == _WHITE)


def _hidden(properties: Element | None, ground: Ground) -> Rule | None:
    """The rule by which a run is not seen: hidden by its own word, or white on paper."""
    if switched_on(properties, f"{W}vanish"):
        return Rule.HIDDEN
    marked = (
        Ground.COLOURED if value(properties, f"{W}highlight") not in ("", "none", "white") else Ground.NONE
    )
    white = value(properties, f"{W}color").upper() == _WHITE
    return rule_for_white(topmost((marked, _shade(properties), ground))) if white else None


def _paragraph_of(element: Element) -> Element | None:
    """The paragraph an element stands in, which for the words of a text box is not the one around the box."""
    return next(element.iterancestors(f"{W}p"), None)


def _words(element: Element) -> str:
    return "\n".join("".join(p.itertext(f"{W}t")) for p in element.iter(f"{W}p"))
