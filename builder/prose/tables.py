"""Tables that survived as text: neighbouring lines of as many cells, parted by tabs or upright strokes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from builder.prose.escape import normalise

#: Below two rows of two cells nothing tells a table from a line with a tab in it.
_FEWEST_ROWS: Final = 2
_FEWEST_CELLS: Final = 2
_STROKE: Final = re.compile(r"[|│┃]")
_RULE: Final = re.compile(r"[\s|│┃:+=─━-]*")


@dataclass(frozen=True, slots=True)
class TableLines:
    """A table in the lines ``start`` to ``end`` (exclusive): its cells, all rows of one length."""

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]


def find_tables(lines: Sequence[str], is_bare_mark: Callable[[str], bool]) -> tuple[TableLines, ...]:
    """The tables in a text.

    A first cell that is a bare list mark (``ㅇ<tab>…``) makes a list, not a table.
    """
    cells = [_cells(line) for line in lines]
    found: list[TableLines] = []
    for count, group in groupby(enumerate(cells), key=lambda numbered: len(numbered[1])):
        run = list(group)
        if (
            count >= _FEWEST_CELLS
            and len(run) >= _FEWEST_ROWS
            and not any(is_bare_mark(row[0]) for _, row in run)
        ):
            start, end = run[0][0], run[-1][0] + 1
            # a rule under the head (|---|---|) is drawing, not content
            rows = tuple(row for number, row in run if not _RULE.fullmatch(lines[number]))
            if len(rows) >= _FEWEST_ROWS:
                found.append(TableLines(start, end, rows))
    return tuple(found)


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a line; none for a line that has no tab or stroke inside."""
    stripped = line.strip(" \u3000\xa0")
    if "\t" in stripped.strip():
        return tuple(normalise(cell) for cell in stripped.strip().split("\t"))
    if not _STROKE.search(stripped):
        return ()
    inside = [normalise(cell) for cell in _STROKE.split(stripped.strip())]
    if len(inside) > _FEWEST_CELLS and not inside[0] and not inside[-1]:
        inside = inside[1:-1]
    return tuple(inside) if len(inside) >= _FEWEST_CELLS else ()
