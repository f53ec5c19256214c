"""What a binary file says in reading order: paragraphs, tables with spans, receipts of what was left out.

Every reader of this folder returns an ``Extracted``; of the format it came from only ``format`` knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from builder.intake.formats.sniff import Format
from builder.model import Problem
from builder.text import fold

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_GLYPHS: Final = {0xF0A7: "▪", **{0xF02B1 + number: chr(0xFF11 + number) for number in range(9)}}
"""Letters that only the fonts of word processors know, as the viewer of korea.kr shows them (``１``) and as
Wingdings draws them."""
_LONE_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


class Kind(StrEnum):
    """What a paragraph is in its file, before anyone has understood it."""

    BODY = "body"
    BOX = "box"
    """It stands in a text box or another drawn shape."""
    CAPTION = "caption"
    """Of a table or a picture."""
    NOTE = "note"
    """A footnote or endnote; its number stands in the running text as ``[1]`` and opens this paragraph."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a person finds it.

    ``paragraph`` counts those with words in reading order, from 1, table cells included; 0: none of them.
    """

    paragraph: int
    page: int | None = None
    """PDF only: the others have no pages before somebody lays them out."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph as its reader sees it: NFC, automatic mark included, indent kept, no trailing space.

    ``text`` is never blank; a line break of the author's own stands in it as a line feed.
    """

    place: Place
    text: str
    kind: Kind = Kind.BODY
    level: int = 0
    """Of its automatic bullet, number or heading style, from 1; 0 where it has none."""
    mark: str = ""
    """The automatic bullet or number ``text`` begins with."""
    size: float = 0.0
    """The largest type in it, in points; 0 where the file does not say."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where it begins in the grid (from 0), the rows and columns it covers, what stands in it."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: tuple[Block, ...]
    heading: bool = False
    """The file itself calls it a heading cell."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whole: cells by row, then column, none overlapping another."""

    place: Place
    """Of its first paragraph."""
    cells: tuple[Cell, ...]
    height: int
    width: int


Block = Text | Table


class Rule(StrEnum):
    """Why a text of the file is none of the article's: the rule each receipt names."""

    WHITE = "white-text"
    """White on nothing: what a template left behind."""
    HIDDEN = "hidden-text"
    COMMENT = "comment"
    """A memo or hidden comment of the office's own."""
    DELETED = "tracked-deletion"
    SHAPE_COMMENT = "shape-comment"
    """What the word processor wrote about a picture: its file name and size."""
    RUNNING_HEAD = "running-head"
    """A page's header or footer, or a line that comes again on page after page."""
    PAGE_NUMBER = "page-number"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A receipt: this text stands in the file, and not in ``Extracted.blocks``."""

    place: Place
    text: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Extracted:
    """One file, read."""

    format: Format
    blocks: tuple[Block, ...]
    """In reading order; notes stand at the end. At least one ``Text`` is in them."""
    set_aside: tuple[SetAside, ...] = ()
    notices: tuple[Problem, ...] = ()
    pages: int | None = None
    """PDF only."""


def texts(blocks: Iterable[Block]) -> Iterator[Text]:
    """Every paragraph in reading order, those in table cells too."""
    for block in blocks:
        if isinstance(block, Text):
            yield block
        else:
            for cell in block.cells:
                yield from texts(cell.blocks)


def tables(blocks: Iterable[Block]) -> Iterator[Table]:
    """Every table in reading order, each before those nested in it."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for cell in block.cells:
                yield from tables(cell.blocks)


def cell_text(cell: Cell) -> str:
    """All that stands in a cell as one text, a line a paragraph."""
    return "\n".join(text.text.strip() for text in texts(cell.blocks))


def grid(table: Table) -> tuple[tuple[Cell | None, ...], ...]:
    """The table as rows of equal length: a cell stands in every slot it covers, None where there is none."""
    slots: list[list[Cell | None]] = [[None] * table.width for _ in range(table.height)]
    for cell in table.cells:
        for row in slots[cell.row : cell.row + cell.rows]:
            row[cell.column : cell.column + cell.columns] = [cell] * cell.columns
    return tuple(map(tuple, slots))


def lines(table: Table) -> Iterator[list[tuple[Cell, str]]]:
    """Row by row the cells in it, each once, with their text in one line; a merged one in all its rows."""
    said = {id(cell): fold(cell_text(cell)) for cell in table.cells}
    for row in grid(table):
        once = {id(cell): cell for cell in row if cell is not None}
        yield [(cell, said[name]) for name, cell in once.items()]


def plain(extracted: Extracted) -> str:
    """All text, a line a paragraph: what a hash or a search index is made of."""
    return "\n".join(text.text for text in texts(extracted.blocks))


def tidy(text: str) -> str:
    """Text as ``Text.text`` holds it: NFC, no control signs but tab and line feed, no space at a line's end.

    Half a surrogate pair, which no UTF-8 can hold, becomes U+FFFD.
    """
    composed = unicodedata.normalize("NFC", text)
    whole = _LONE_SURROGATE.sub("\ufffd", composed)
    kept = _CONTROL.sub("", whole).translate(_GLYPHS)
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip("\n")
