"""A document's table as lines of text: rows of cells, or paragraphs where it is only layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from builder.intake.formats.extracted import Cell, Place, Table, Text, grid, texts
from builder.text import fold

_LONGEST_CELL: Final = 500
"""A cell with more characters holds part of a page, not a datum."""
_MOST_PARAGRAPHS: Final = 8
"""A cell with more paragraphs does as well."""
_REPEATED: Final = 60
"""A longer cell is said once, where it begins; one that fills its row so is no head of the rows below."""
_STROKES: Final = str.maketrans(dict.fromkeys("|│┃", "｜"))
"""What parts cells cannot stand in one."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text, and the paragraphs it is made of, in order."""

    text: str
    places: tuple[Place, ...]
    row: str = ""
    """As a row among rows, from which no blank line parts it; empty where it is none."""

    @property
    def shown(self) -> str:
        """The line as it stands there."""
        return self.row or self.text

    def alone(self) -> Written:
        """The same where its neighbours are no part of the article."""
        return Written(self.text, self.places)


def block_lines(block: Text | Table) -> list[Written]:
    """A paragraph, in as many lines as its author broke it; a table's lines."""
    if isinstance(block, Table):
        return table_lines(block)
    return [Written(text, (block.place,)) for text in block.text.split("\n") if text.strip()]


def table_lines(table: Table) -> list[Written]:
    """The table in reading order; nothing that stands in it is missing. Empty rows and columns vanish."""
    rows = _rows(table)
    if len(rows) < 2 or len(rows[0]) < 2 or any(map(_is_layout, table.cells)):
        return [line for row in _begun(table) for line in _paragraphs(row)]
    written = [(row, _row(row, number)) for number, row in enumerate(rows) if not _is_said(row, number)]
    return [line for part in _parts(written) for line in part]


_Slots = list[Cell | None]


def _rows(table: Table) -> list[_Slots]:
    """The grid without rows and columns that hold nothing of their own."""
    rows = [list(row) for row in grid(table) if any(map(_has_words, row))]
    kept: list[_Slots] = []
    for column in (list(column) for column in zip(*rows, strict=True)):
        covered = bool(kept) and all(one is other for one, other in zip(column, kept[-1], strict=True))
        if any(map(_has_words, column)) and not covered:
            kept.append(column)
    return [list(row) for row in zip(*kept, strict=True)]


def _has_words(cell: Cell | None) -> bool:
    return cell is not None and next(texts(cell.blocks), None) is not None


def _is_layout(cell: Cell) -> bool:
    """Whether a cell holds part of a page: a table, many paragraphs, long text."""
    inside = list(texts(cell.blocks))
    return (
        any(isinstance(block, Table) for block in cell.blocks)
        or len(inside) > _MOST_PARAGRAPHS
        or sum(len(text.text) for text in inside) > _LONGEST_CELL
    )


# --------------------------------------------------------------------------------------------------- of data


def _row(row: _Slots, number: int) -> Written:
    """One row: a merged cell stands in every slot it covers, a long one only where it begins."""
    said: list[str] = []
    previous: Cell | None = None
    for cell in row:
        text = _cell_text(cell)
        is_again = cell is not None and (cell is previous or cell.row < number)
        said.append("" if is_again and (len(text) > _REPEATED or _fills(row)) else text)
        previous = cell
    once = {id(cell): cell for cell in row if cell is not None}
    plain = fold(" ".join(_cell_text(cell) for cell in once.values()))
    return Written(plain, _places(once.values()), f"| {' | '.join(said)} |")


def _is_said(row: _Slots, number: int) -> bool:
    """Whether all its words stood in a row above."""
    return all(cell is None or cell.row < number or not _has_words(cell) for cell in row)


def _fills(row: _Slots) -> bool:
    """Whether one cell has all the words of the row."""
    return len({id(cell) for cell in row if _has_words(cell)}) == 1


def _parts(written: Sequence[tuple[_Slots, Written]]) -> Iterator[list[Written]]:
    """The rows, those that one cell fills apart from the table: long ones, and those at its ends."""
    for is_long, group in groupby(written, key=lambda one: _fills(one[0]) and len(one[1].text) > _REPEATED):
        run = list(group)
        start, end = (len(run), len(run)) if is_long else _inside([_fills(row) for row, _ in run])
        yield [line for row, _ in run[:start] for line in _apart(row)]
        yield [line if end - start > 1 else line.alone() for _, line in run[start:end]]
        yield [line for row, _ in run[end:] for line in _apart(row)]


def _apart(row: _Slots) -> list[Written]:
    """The one cell of a row, paragraph by paragraph."""
    cell = next(cell for cell in row if cell is not None and _has_words(cell))
    return _paragraphs([cell])


def _inside(filled: Sequence[bool]) -> tuple[int, int]:
    """Where the rows of several cells begin and end."""
    several = [number for number, one in enumerate(filled) if not one]
    return (several[0], several[-1] + 1) if several else (len(filled), len(filled))


def _places(cells: Iterable[Cell]) -> tuple[Place, ...]:
    unique = {id(cell): cell for cell in cells}
    return tuple(sorted({text.place for cell in unique.values() for text in texts(cell.blocks)}))


def _cell_text(cell: Cell | None) -> str:
    """A cell in one line; letters set below each other are one word."""
    parts = [fold(part) for text in texts(cell.blocks) for part in text.text.split("\n")] if cell else []
    parts = [part for part in parts if part]
    is_upright = len(parts) > 1 and all(len(part) == 1 for part in parts)
    return ("" if is_upright else " ").join(parts).translate(_STROKES)


# ------------------------------------------------------------------------------------------------- of layout


def _begun(table: Table) -> list[list[Cell]]:
    """Row by row the cells that begin there and have words."""
    cells = [cell for cell in table.cells if _has_words(cell)]
    return [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]


def _paragraphs(row: Sequence[Cell]) -> list[Written]:
    """A row of a page's layout: its cells in one line where each is one, else one after the other."""
    blocks = [block for cell in row for block in cell.blocks]
    if len(row) > 1 and len(blocks) == len(row) and all(isinstance(block, Text) for block in blocks):
        return [Written(fold(" ".join(_cell_text(cell) for cell in row)), _places(row))]
    return [line for block in blocks for line in block_lines(block)]
