"""One pass over a page's tree: its text blocks as lines, its blocks as regions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from builder.intake.html.names import (
    BLOCKS,
    BREAK,
    CONTROLS,
    EMBEDDED,
    FLOWING,
    GAP,
    LINKS,
    LISTS,
    UNSEEN,
    VERBATIM,
)
from builder.intake.html.regions import Counts, Mark, Outline, Region, close, names_of, region_of
from builder.intake.html.tables import data_rows, small
from builder.intake.html.writer import Writer
from builder.intake.markup import names
from builder.intake.text import is_blank

_MAX_INDENT: Final = 8
_SOURCELINE_LIMIT: Final = 65_535
"""libxml2 counts lines in 16 bits."""
_MAX_NAME: Final = 200
_MAX_UNSEEN: Final = 500
_WORD: Final = re.compile(r"[a-z]+")
_BUTTONS: Final = names("btn bt button but ico icon icn bul bullet blt dot line logo ci sns banner bn ban")
"""Words of the file names of pictures that are a page's furniture."""
_VALUES: Final = names("date time datetime regdate posted author writer byline category cate")
"""Names of inline elements that each hold a value of the article's head; a style sets them apart."""
_FILE_NAME: Final = re.compile(r"\.(?:gif|jpe?g|png|bmp|svg|webp)$", re.IGNORECASE)


@dataclass(slots=True)
class _ListState:
    """An open list: whether it counts, and how far."""

    ordered: bool
    count: int


@dataclass(frozen=True, slots=True)
class Way:
    """How a page is walked.

    ``first_line``: the number of its first line in the raw file. ``dropped``: elements that are no text.
    ``max_lines``: hardly more are written. ``keep_breaks``: outside paragraphs a line end stays one.
    """

    first_line: int
    dropped: frozenset[str]
    max_lines: int | None
    keep_breaks: bool


def _words(element: etree._Element) -> str:
    """The words of an element that is not shown, as many as it takes to know them again."""
    return " ".join(text for text in element.itertext() if not text.isspace())[:_MAX_UNSEEN]


class Walk:
    """One pass over the tree in document order."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self._writer = Writer(way.max_lines)
        self._offset = way.first_line - 1
        self._line = 1
        self._open = {"flowing": 0, "verbatim": 0, "link": 0}
        self._lists: list[_ListState] = []
        self._after_br = False
        self._regions: list[Region] = []
        self._inside: list[int] = []
        self._met = Counts()
        self.pictures: list[tuple[int, int, str]] = []
        """Of each picture the region it stands in, the line it stands before, its address; no buttons."""

    def run(self, root: etree._Element) -> Outline:
        """All lines and regions below ``root``."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if self._start(element):
                    walker.skip_subtree()
            else:
                self._end(element)
        self._writer.end_block()
        return Outline(self._writer.lines, self._writer.marks, self._regions)

    def _start(self, element: etree._Element) -> bool:
        """Before an element's content; True if the content is not to be walked."""
        tag = str(element.tag)
        self._locate(element)
        self._meet(element, tag)
        if tag in self._way.dropped:
            if tag in UNSEEN:
                self._writer.picture(_words(element), self._number(), "unseen")
            self._line += "".join(element.itertext()).count("\n")
            return True
        self._part(tag, is_nested=bool(self._lists))
        if self._writer.is_amid_word and self._is_value(element, tag):
            self._writer.end_block()
        self._enter(element, tag)
        if tag == "table" and self._table(element):
            return True
        if tag == "img":
            self._picture(element)
        elif tag == "br":
            self._writer.end_line()
            self._after_br = True
        self._text(element.text)
        return False

    def _meet(self, element: etree._Element, tag: str) -> None:
        """Count what tells of a block although it is no text."""
        if tag in CONTROLS:
            self._met.controls += element.get("type") != "hidden"
        elif tag in EMBEDDED:
            self._met.embeds += 1
        elif tag == "figure":
            self._met.figures += 1

    def _end(self, element: etree._Element) -> None:
        """After an element's content, before the text that follows it."""
        tag = str(element.tag)
        if tag not in self._way.dropped:
            self._part(tag, is_nested=len(self._lists) > 1)
            if not (element.tail or "")[:1].isspace() and self._is_value(element, tag):
                self._writer.end_block()
            self._leave(tag)
        self._text(element.tail)

    def _part(self, tag: str, *, is_nested: bool) -> None:
        """End the block where ``tag`` starts or ends one.

        A list inside a list (``is_nested``) is not parted from its items.
        """
        if tag in GAP and not (is_nested and tag in LISTS):
            self._writer.end_paragraph()
        elif tag in GAP or tag in BREAK:
            self._writer.end_block()

    def _is_value(self, element: etree._Element, tag: str) -> bool:
        """Whether an inline element calls itself a value of the article's head; in a sentence it is none."""
        return tag not in BLOCKS and not self._open["flowing"] and not _VALUES.isdisjoint(names_of(element))

    def _enter(self, element: etree._Element, tag: str) -> None:
        """Note what the walk is in."""
        if tag in BLOCKS:
            self._open_region(element)
        if tag in LINKS and not self._open["link"]:
            self._writer.open_link(element.get("href") or "")
        self._count(tag, 1)
        if tag in LISTS:
            self._lists.append(_ListState(tag == "ol", small(element.get("start"), 1) - 1))
        elif tag == "li":
            self._writer.mark(self._item_mark())

    def _leave(self, tag: str) -> None:
        """Note what the walk has left."""
        self._count(tag, -1)
        if tag in LINKS and not self._open["link"]:
            self._writer.close_link()
        if tag in BLOCKS:
            self._close_region()
        if tag in LISTS:
            self._lists.pop()
        elif tag == "li":
            self._writer.mark("")

    def _open_region(self, element: etree._Element) -> None:
        parent = self._inside[-1] if self._inside else -1
        self._inside.append(len(self._regions))
        self._writer.region = len(self._regions)
        self._regions.append(region_of(element, parent, len(self._writer.lines), self._met))

    def _close_region(self) -> None:
        close(self._regions[self._inside.pop()], len(self._writer.lines), self._met)
        self._writer.region = self._inside[-1] if self._inside else -1

    def _count(self, tag: str, step: int) -> None:
        """Count the open elements in which text is treated differently."""
        self._open["flowing"] += step * (tag in FLOWING)
        self._open["verbatim"] += step * (tag in VERBATIM)
        self._open["link"] += step * (tag in LINKS)

    def _item_mark(self) -> str:
        """The mark that a browser shows before a list item, as copied text has it: ``  • `` or ``  1. ``."""
        if not self._lists:
            return ""
        indent = "  " * min(len(self._lists), _MAX_INDENT)
        innermost = self._lists[-1]
        innermost.count += 1
        return f"{indent}{innermost.count}. " if innermost.ordered else f"{indent}• "

    def _table(self, table: etree._Element) -> bool:
        """Write a table of data row by row; False if it is layout, to be walked like any block."""
        rows = data_rows(table, self._way.dropped)
        if rows is None:
            return False
        for row in rows:
            mark = Mark(
                self._writer.region,
                row.linked,
                row.links,
                is_row=True,
                rule="hidden" if row.is_unseen else "",
            )
            self._writer.row(row.cells, (row.number or self._line) + self._offset, mark)
        self._line = max([self._line, *(element.sourceline or 0 for element in table.iter())])
        return True

    def _picture(self, image: etree._Element) -> None:
        """A picture's words, unless they are nothing but the name of its file."""
        words, address = image.get("alt") or "", image.get("src") or ""
        name = address.rpartition("/")[2][:_MAX_NAME].lower()
        rule = "button" if _BUTTONS & set(_WORD.findall(name)) else ""
        if not rule and self._inside:
            self.pictures.append((self._writer.region, len(self._writer.lines), address))
        if not _FILE_NAME.search(words.strip()):
            self._writer.picture(words, self._number(), rule)

    def _text(self, text: str | None) -> None:
        """A text node."""
        if not text:
            return
        if self._open["verbatim"] or (self._way.keep_breaks and not self._open["flowing"]):
            self._verbatim_text(text)
            return
        leading = text[: len(text) - len(text.lstrip())].count("\n")
        self._writer.add(text, self._number(leading), verbatim=False)
        self._line += text.count("\n")
        self._after_br = False

    def _verbatim_text(self, text: str) -> None:
        """A text node whose line ends count; the one right after a ``<br>`` is that break itself."""
        for index, piece in enumerate(text.split("\n")):
            if index:
                self._line += 1
                if not self._after_br:
                    self._writer.end_line()
                self._after_br = False
            if piece:
                self._writer.add(piece, self._number(), verbatim=True)
                self._after_br = self._after_br and is_blank(piece)

    def _locate(self, element: etree._Element) -> None:
        """Take the line number from the parser; beyond its range the line ends themselves are counted."""
        line = element.sourceline or 0
        self._line = max(self._line, line) if line >= _SOURCELINE_LIMIT or not line else line

    def _number(self, below: int = 0) -> int:
        """The raw line number of the walk's place, or of ``below`` lines further on."""
        return self._line + self._offset + below
