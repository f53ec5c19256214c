"""HWPX (KS X 6101): a zip of XML parts, read strictly into an ``Extracted``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml.etree import _Element as Element

from builder.intake.formats import hidden
from builder.intake.formats.collect import Collector, Part, Piece, table_of
from builder.intake.formats.extracted import Block, Cell, Extracted, Kind, Rule, Table
from builder.intake.formats.grounds import Ground, Letters, rule_for_white, topmost
from builder.intake.formats.hwpx_styles import Heading, Styles, ground_of, number, read_styles
from builder.intake.formats.limits import MAX_ZONES
from builder.intake.formats.numbering import Counters, formatted
from builder.intake.formats.package import Package, local
from builder.intake.formats.refusal import Refusal, at_the_door
from builder.intake.formats.sniff import Format
from builder.model import Problem

_SECTION: Final = re.compile(r"Contents/section(\d{1,5})\.xml")
_HEAD: Final = "Contents/header.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_SIGNS: Final = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_COUNTED: Final = frozenset({"PICTURE", "TABLE", "EQUATION"})
"""What an automatic number in a caption counts; those of pages and notes are furniture."""
_ASIDE: Final = {
    "header": Rule.RUNNING_HEAD,
    "footer": Rule.RUNNING_HEAD,
    "hiddenComment": Rule.COMMENT,
    "fieldBegin": Rule.COMMENT,
}
_TEXT_ATTRIBUTES: Final = ("composeText", "text", "caption")
"""Where overlapping characters, drawn lettering and form controls keep their words."""


def read_hwpx(data: bytes, name: str) -> Extracted | Problem:
    """The HWPX file ``name``, or why it cannot be read: E115, E118 to E124, E126. Notice: N122."""
    return at_the_door(_read, data, name)


def _read(data: bytes, name: str) -> Extracted:
    package = Package(data)
    _refuse_encryption(package)
    sections = sorted((name for name in package.names if _SECTION.fullmatch(name)), key=_section_number)
    if not sections:
        raise Refusal("E120", "it has no section")
    reader = _Reader(read_styles(package.xml(_HEAD)))
    blocks = [block for section in sections for block in reader.section(package.xml(section))]
    aside = tuple(reader.collector.set_aside)
    return Extracted(Format.HWPX, (*blocks, *reader.collector.notes), aside, hidden.notices(name, aside))


def _section_number(name: str) -> int:
    found = _SECTION.fullmatch(name)
    return int(found[1]) if found else 0


def _refuse_encryption(package: Package) -> None:
    """E115 where the manifest says how its parts are encrypted."""
    if _MANIFEST in package and next(package.xml(_MANIFEST).iter("{*}encryption-data"), None) is not None:
        raise Refusal("E115")


class _Reader:
    """One file's sections in order."""

    def __init__(self, styles: Styles) -> None:
        self.collector = Collector()
        self._styles = styles
        self._counters = Counters()
        self._outline = ""
        self._deleting = False

    def section(self, root: Element) -> Iterator[Block]:
        """The blocks of one section."""
        shape = next(root.iter("{*}secPr"), None)
        self._outline = shape.get("outlineShapeIDRef", "") if shape is not None else ""
        for paragraph in root.iterchildren("{*}p"):
            yield from self._paragraph(paragraph, Kind.BODY, Ground.NONE)

    def _paragraphs(self, parent: Element, kind: Kind, ground: Ground) -> list[Block]:
        lists = parent.iterchildren("{*}subList")
        return [
            block
            for one in lists
            for p in one.iterchildren("{*}p")
            for block in self._paragraph(p, kind, ground)
        ]

    def _paragraph(self, element: Element, kind: Kind, ground: Ground) -> list[Block]:
        shape = element.get("paraPrIDRef", "")
        own = self._styles.paragraph_grounds.get(shape, Ground.NONE)
        heading = self._styles.headings.get(shape, Heading())
        self._deleting = False
        own_words = (
            text for run in element for child in run.iterchildren("{*}t") for text in child.itertext()
        )
        place = self.collector.begin("".join(own_words))
        mark = self._mark(heading)
        parts = [
            part for run in element.iterchildren("{*}run") for part in self._run(run, topmost((own, ground)))
        ]
        return self.collector.paragraph(parts, kind, place, level=heading.level, mark=mark)

    def _mark(self, heading: Heading) -> str:
        """The automatic bullet or number, which the text does not hold."""
        if heading.kind == "BULLET":
            return self._styles.bullets.get(heading.ref, "").strip()
        ref = self._outline if heading.kind == "OUTLINE" else heading.ref
        numbering = self._styles.numberings.get(ref)
        return self._counters.next(ref, numbering, heading.level).strip() if numbering else ""

    def _run(self, run: Element, ground: Ground) -> Iterator[Part]:
        letters = self._styles.letters.get(run.get("charPrIDRef", ""), Letters())
        ground = topmost((letters.ground, ground))
        white = rule_for_white(ground) if letters.white else None
        for child in run:
            name = local(child)
            if name == "t":
                yield from (Piece(text, letters.size, rule or white) for text, rule in self._text(child))
            elif name == "tbl":
                yield from self._table_with_caption(child, ground)
            elif name == "ctrl":
                yield from (part for control in child for part in self._control(control, letters, white))
            elif name != "secPr":
                yield from self._object(child, ground, letters, white)

    def _text(self, element: Element) -> Iterator[tuple[str, Rule | None]]:
        """The stretches of a ``t``; what a tracked change deleted is so named."""
        yield element.text or "", self._deleted()
        for child in element:
            name = local(child)
            if name in ("deleteBegin", "deleteEnd"):
                self._deleting = name == "deleteBegin"
            yield _SIGNS.get(name, child.text or ""), self._deleted()
            yield child.tail or "", self._deleted()

    def _deleted(self) -> Rule | None:
        return Rule.DELETED if self._deleting else None

    def _control(self, control: Element, letters: Letters, white: Rule | None) -> Iterator[Part]:
        name = local(control)
        if name in ("footNote", "endNote"):
            mark = self.collector.next_note()
            self.collector.note(mark, self._paragraphs(control, Kind.NOTE, Ground.NONE))
            yield Piece(mark, letters.size, white)
        elif name in _ASIDE:
            self._put_aside(control, _ASIDE[name])
        elif name == "autoNum" and control.get("numType") in _COUNTED:
            shown = next(control.iter("{*}autoNumFormat"), None)
            kind = shown.get("type", "DIGIT") if shown is not None else "DIGIT"
            yield Piece(formatted(kind, number(control.get("num"), 1)), letters.size, white)
        elif name == "dutmal":
            words = [(control.findtext(f"{{*}}{part}") or "").strip() for part in ("mainText", "subText")]
            yield Piece("".join((words[0], f"({words[1]})" if words[1] else "")), letters.size, white)

    def _put_aside(self, control: Element, rule: Rule) -> None:
        for one in control.iter("{*}subList"):
            self.collector.aside("\n".join("".join(p.itertext("{*}t")) for p in one.iter("{*}p")), rule)

    def _table_with_caption(self, element: Element, ground: Ground) -> Iterator[Block]:
        captions = list(element.iterchildren("{*}caption"))
        above = [caption for caption in captions if caption.get("side", "BOTTOM") in ("TOP", "LEFT")]
        for caption in above:
            yield from self._paragraphs(caption, Kind.CAPTION, Ground.NONE)
        yield self._table(element, ground)
        for caption in captions:
            if caption not in above:
                yield from self._paragraphs(caption, Kind.CAPTION, Ground.NONE)

    def _table(self, element: Element, ground: Ground) -> Table:
        place = self.collector.here()
        own = self._styles.grounds.get(element.get("borderFillIDRef", ""), Ground.NONE)
        zones = [
            _zone(zone, self._styles)
            for zone in islice(element.iterfind("{*}cellzoneList/{*}cellzone"), MAX_ZONES)
        ]
        rows = list(element.iterchildren("{*}tr"))
        cells = [
            self._cell(cell, (row, column), zones, topmost((own, ground)))
            for row, line in enumerate(rows)
            for column, cell in enumerate(line.iterchildren("{*}tc"))
        ]
        return table_of(cells, place)

    def _cell(self, element: Element, at: tuple[int, int], zones: list[_Zone], ground: Ground) -> Cell:
        address, span = element.find("{*}cellAddr"), element.find("{*}cellSpan")
        row = number(address.get("rowAddr"), at[0]) if address is not None else at[0]
        column = number(address.get("colAddr"), at[1]) if address is not None else at[1]
        zoned = [paint for area, paint in zones if row in area[0] and column in area[1]]
        own = self._styles.grounds.get(element.get("borderFillIDRef", ""), Ground.NONE)
        under = topmost((own, *reversed(zoned), ground))
        rows = number(span.get("rowSpan"), 1) if span is not None else 1
        columns = number(span.get("colSpan"), 1) if span is not None else 1
        blocks = tuple(self._paragraphs(element, Kind.BODY, under))
        return Cell(row, column, max(rows, 1), max(columns, 1), blocks, element.get("header") == "1")

    def _object(
        self, element: Element, ground: Ground, letters: Letters, white: Rule | None
    ) -> Iterator[Part]:
        """What a drawn thing says, whatever it is: its lettering, its text boxes, its caption."""
        words = [element.get(name, "").strip() for name in _TEXT_ATTRIBUTES] + [
            (element.findtext("{*}script") or "").strip()
        ]
        yield from (Piece(word, letters.size, white) for word in words if word)
        yield from self._inside(element, ground)

    def _inside(self, element: Element, ground: Ground) -> Iterator[Block]:
        own = ground_of(element)
        under = topmost((own, ground))
        for child in _without_alternatives(element):
            name = local(child)
            if name == "shapeComment":
                self.collector.aside(child.text or "", Rule.SHAPE_COMMENT)
            elif name == "drawText":
                yield from self._paragraphs(child, Kind.BOX, under)
            elif name == "caption":
                yield from self._paragraphs(child, Kind.CAPTION, Ground.NONE)
            elif name == "tbl":
                yield from self._table_with_caption(child, under)
            else:
                yield from self._inside(child, under)


_Zone = tuple[tuple[range, range], Ground]


def _zone(zone: Element, styles: Styles) -> _Zone:
    """A painted area of a table: its rows and columns, and the ground."""
    rows = range(number(zone.get("startRowAddr")), number(zone.get("endRowAddr")) + 1)
    columns = range(number(zone.get("startColAddr")), number(zone.get("endColAddr")) + 1)
    return (rows, columns), styles.grounds.get(zone.get("borderFillIDRef", ""), Ground.NONE)


def _without_alternatives(element: Element) -> Iterator[Element]:
    """The children; of a ``switch`` only its ``default``, which says what its cases say."""
    for child in element:
        if local(child) == "switch":
            default = child.find("{*}default")
            yield from child if default is None else default
        else:
            yield child
