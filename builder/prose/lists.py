"""Rows of list entries → a list with its lists below.

What stands below what: the ladder □ ○ - · and the numbers of government papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from builder.model import Item, ItemList, Note
from builder.prose.rows import Kind, Row


@dataclass(slots=True)
class _Entry:
    """An entry while its list still grows."""

    row: Row
    notes: list[Note] = field(default_factory=list)
    children: list[_Entry] = field(default_factory=list)


def build_list(rows: Iterable[Row]) -> ItemList:
    """A list of ITEM rows, NOTE rows belonging to the entry above them; the first row must be an ITEM."""
    top: list[_Entry] = []
    path: list[_Entry] = []
    for row in rows:
        if row.kind is Kind.NOTE:
            path[-1].notes.append(Note(row.text))
            continue
        del path[_depth(path, row) :]
        entry = _Entry(row)
        (path[-1].children if path else top).append(entry)
        path.append(entry)
    return _frozen(top)


def _depth(path: Sequence[_Entry], row: Row) -> int:
    """How many of the open entries stand above a new one.

    Beside the last of its own mark, else below whatever outranks it.
    """
    families = [entry.row.family for entry in path]
    if row.family in families:
        return families.index(row.family)
    depth = len(path)
    while depth and _is_shallower(row, path[depth - 1].row):
        depth -= 1
    return depth


def _is_shallower(row: Row, above: Row) -> bool:
    """Indents decide; where they are equal, the ladder.

    Between a number and a sign, the one seen first stands above.
    """
    if row.indent != above.indent:
        return row.indent < above.indent
    return bool(row.ordinal) == bool(above.ordinal) and row.rank < above.rank


def _frozen(entries: Sequence[_Entry]) -> ItemList:
    ordered = _counts_up([entry.row for entry in entries])
    return ItemList(tuple(_item(entry, ordered=ordered) for entry in entries), ordered)


def _item(entry: _Entry, *, ordered: bool) -> Item:
    row = entry.row
    text = f"{row.mark} {row.rest}" if row.ordinal and not ordered else row.rest
    children = _frozen(entry.children) if entry.children else None
    return Item(text, tuple(entry.notes), children, row.links)


def _counts_up(rows: Sequence[Row]) -> bool:
    """Markdown counts for itself.

    Only 1. 2. 3. of one form, from 1 and without a gap, may leave its numbers to it.
    """
    first = rows[0]
    return first.ordered and all(
        row.family == first.family and row.ordinal == number for number, row in enumerate(rows, 1)
    )
