"""Tables whose cells came one a line: a head of words, then rows of a word and figures, all of one length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from builder.prose.rows import Kind, Row

#: A cell is a word or a figure, no sentence.
_LONGEST: Final = 24
_COLUMNS: Final = range(2, 8)
#: Rows below the head: with fewer the figures may fall into step by chance.
_FEWEST_ROWS: Final = 2
_FEWEST_CELLS: Final = 6


def join_cells(rows: Sequence[Row]) -> list[Row]:
    """The rows with the cells of such tables as TABLE rows; all others as they are."""
    joined: list[Row] = []
    number = 0
    while number < len(rows):
        table = _table_at(rows, number) if _is_word(rows[number]) else ()
        if table:
            joined.append(Row(Kind.TABLE, cells=table))
            number += len(table) * len(table[0])
        else:
            joined.append(rows[number])
            number += 1
    return joined


def _table_at(rows: Sequence[Row], start: int) -> tuple[tuple[str, ...], ...]:
    """The rows of the table that begins at ``start``, its head first; none where none does."""
    for columns in _COLUMNS:
        head = rows[start : start + columns]
        if len(head) < columns or not _is_word(head[-1]):
            return ()
        end = start + columns
        while _is_line_of_figures(rows[end : end + columns], columns):
            end += columns
        cells = end - start
        if cells >= max(_FEWEST_CELLS, columns * (1 + _FEWEST_ROWS)):
            texts = [row.text for row in rows[start:end]]
            return tuple(tuple(texts[at : at + columns]) for at in range(0, cells, columns))
    return ()


def _is_line_of_figures(rows: Sequence[Row], columns: int) -> bool:
    return len(rows) == columns and _is_cell(rows[0]) and all(map(_is_figure, rows[1:]))


def _is_cell(row: Row) -> bool:
    """A short line without an end, of more than figures."""
    short = row.kind is Kind.PLAIN and len(row.text) <= _LONGEST and not row.finished
    return short and any(map(str.isalpha, row.text))


def _is_word(row: Row) -> bool:
    return _is_cell(row) and not any(map(str.isdigit, row.text))


def _is_figure(row: Row) -> bool:
    """A figure, its unit behind it (``500만원``, ``▲3.2``), or a dash in its place."""
    if row.kind is not Kind.PLAIN or len(row.text) > _LONGEST:
        return False
    digits, letters = (sum(map(test, row.text)) for test in (str.isdigit, str.isalpha))
    return (digits > 0 and letters <= digits + 2) or row.text == "-"
