"""Tables of data: rows of cells of one length, a wide or tall cell in every place it covers.

Layout tables are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml import etree

from builder.intake.html.names import BLOCKS
from builder.intake.html.regions import is_unseen, names_of
from builder.intake.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_CELL_LIMIT: Final = 500
"""A cell with more characters holds part of a page, not a datum."""
_SENTENCES: Final = re.compile("[가-힣][.?!](?=[\\s\"'”’)\\]]|$)")
_MOST_SENTENCES: Final = 3
"""A cell with more sentences holds part of a page as well."""
_LINES: Final = 3
_MAX_SPAN: Final = 20
_REPEATED: Final = 60
"""A longer cell is said once, where it begins."""
_LAYOUT_ROLES: Final = frozenset({"presentation", "none"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, the raw line it stands on, the letters of it in links, how many links.

    Whether it is not shown.
    """

    cells: tuple[str, ...]
    number: int
    linked: int = 0
    links: int = 0
    is_unseen: bool = False


@dataclass(frozen=True, slots=True)
class _Cell:
    """A table cell and how far it reaches."""

    text: str
    columns: int
    rows: int
    is_part_of_page: bool


def data_rows(table: etree._Element, dropped: frozenset[str]) -> list[Row] | None:
    """The rows of a table of data, a caption first, all cells in their columns; None if the table is layout.

    Layout is a table that calls itself so, or with a table inside, one column, a cell of several sentences,
    or text outside its cells.
    """
    if (table.get("role") or "") in _LAYOUT_ROLES or next(table.iterdescendants("table"), None) is not None:
        return None
    rows = list(table.iter("tr"))
    cells = [[_cell(cell, dropped) for cell in row if cell.tag in {"td", "th"}] for row in rows]
    captions = list(table.iterchildren("caption"))
    titles = [flat(caption, dropped) for caption in captions]
    texts = [cell.text for row in cells for cell in row]
    if max(map(len, cells), default=0) < 2 or any(cell.is_part_of_page for row in cells for cell in row):
        return None
    if _letters("".join([*titles, *texts])) != _letters(flat(table, dropped)):
        return None
    head = [
        Row((title,), table.sourceline or 0, is_unseen=is_unseen(caption, names_of(caption)))
        for caption, title in zip(captions, titles, strict=True)
        if title
    ]
    return head + [
        Row(spread, row.sourceline or 0, *_linked(row, dropped))
        for spread, row in zip(_spread(cells), rows, strict=True)
        if any(spread)
    ]


def _is_part_of_page(cell: etree._Element, text: str) -> bool:
    """Whether a cell holds part of a page: it is long, or says more than a sentence on three lines."""
    said = len(_SENTENCES.findall(text))
    if len(text) > _CELL_LIMIT or said > _MOST_SENTENCES:
        return True
    return said > 1 and len(list(islice(cell.iter("br", "p", "div", "li"), _LINES))) == _LINES


def flat(element: etree._Element, dropped: frozenset[str]) -> str:
    """All words of an element on one line, pictures' words among them."""
    parts: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        apart = " " if node.tag in BLOCKS or node.tag == "br" else ""
        if event == "end":
            parts.extend((apart, (node.tail or "") if node is not element else ""))
        elif node.tag in dropped:
            walker.skip_subtree()
        else:
            parts.extend((apart, f" {node.get('alt') or ''} " if node.tag == "img" else "", node.text or ""))
    return " ".join(clean("".join(parts)).split())


def small(value: str | None, otherwise: int) -> int:
    """A small number from an attribute."""
    is_small = value and value.isascii() and value.isdigit() and len(value) < len("10000")
    return int(value) if value and is_small else otherwise


def _cell(cell: etree._Element, dropped: frozenset[str]) -> _Cell:
    """The cell in words; spans are bounded."""
    columns, rows = (min(max(small(cell.get(name), 1), 1), _MAX_SPAN) for name in ("colspan", "rowspan"))
    text = flat(cell, dropped)
    return _Cell(text, columns, rows, _is_part_of_page(cell, text))


def _linked(row: etree._Element, dropped: frozenset[str]) -> tuple[int, int]:
    """The letters of a row in links, and how many links there are."""
    links = [text for link in row.iter("a") if (text := flat(link, dropped))]
    return sum(map(_letters, links)), len(links)


def _spread(rows: list[list[_Cell]]) -> Iterator[tuple[str, ...]]:
    """Each row with the words of a wide or tall cell in every place it covers.

    A row's only cell is said once.
    """
    below: dict[int, tuple[int, str]] = {}
    for row in rows:
        out: list[str] = []
        for cell in row:
            _fill(out, below)
            words = cell.text if len(cell.text) <= _REPEATED else ""
            across = words if len(row) > 1 else ""
            for column in range(len(out), len(out) + cell.columns):
                below[column] = (cell.rows - 1, words if column == len(out) else across)
            out.extend([cell.text, *[across] * (cell.columns - 1)])
        _fill(out, below)
        yield tuple(out)


def _fill(out: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Add to the row what cells of rows above say here, while they reach into it."""
    while below.get(len(out), (0, ""))[0] > 0:
        left, words = below[len(out)]
        below[len(out)] = (left - 1, words)
        out.append(words)


def _letters(text: str) -> int:
    """How many characters there are besides spaces."""
    return len(text) - text.count(" ")
