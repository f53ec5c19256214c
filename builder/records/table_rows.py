"""CSV, TSV and XLSX: a head, and a record a row."""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, TextIO

from builder.records.row import MAX_RECORD, Fits, Row, UnreadableError
from builder.records.source import Told, opened_text

_SEPARATORS: Final = (",", "\t", ";", "|")
_HEAD: Final = 4_096
#: What openpyxl raises where a part does not hold what it should.
_BROKEN: Final = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OverflowError, OSError,
    EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def csv_rows(path: Path, fits: Fits, told: Told) -> Iterator[Row]:
    """The rows below the first, which is the head. Raises ``UnreadableError`` with its line."""
    del fits
    csv.field_size_limit(MAX_RECORD)
    with opened_text(path, told) as stream:
        separator = _separator(path)
        reader = csv.reader(stream, delimiter=separator, strict=True)
        yield from _records(_numbered(reader))


def _separator(path: Path) -> str:
    """The sign that parts the head into most cells."""
    with opened_text(path) as stream:
        head = next((line for line in _head(stream) if line.strip()), "")
    return max(_SEPARATORS, key=head.count)


def _head(stream: TextIO) -> Iterator[str]:
    while line := stream.readline(_HEAD):
        yield line


def _numbered(reader: csv._reader) -> Iterator[tuple[int, Sequence[str]]]:  # type: ignore[name-defined]
    """Each row with the line it begins on."""
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(f"it is no CSV from here on: {error}", line) from error


def _records(rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[Row]:
    """The rows that are not blank, by the names in the first of them."""
    head: list[str] = []
    for place, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if not head:
            head = [cell.strip() or f"column {number}" for number, cell in enumerate(cells, 1)]
            continue
        if any(cell.strip() for cell in cells[len(head) :]):
            raise UnreadableError(f"the row has {len(cells)} cells, the head {len(head)}", place)
        values: dict[str, tuple[str, ...]] = {}
        for key, cell in zip(head, cells, strict=False):
            values[key] = (*values.get(key, ()), cell)
        yield Row(place, values)


# ------------------------------------------------------------------------------------------------------- XLSX


def xlsx_rows(path: Path, fits: Fits, told: Told) -> Iterator[Row]:
    """The rows of every visible sheet, each below its own head. Raises ``UnreadableError``."""
    # Imported here: openpyxl takes longer to import than most files to read.
    from builder.records.workbook import sheets_of  # noqa: PLC0415

    del fits
    try:
        for sheet in sheets_of(path, told):
            yield from _records((number, [*map(_cell, cells)]) for number, cells in sheet)
    except _BROKEN as error:
        raise UnreadableError(f"it is no XLSX: {error}") from error


def _cell(value: object) -> str:
    """A cell's value as text; a number without a fraction is a whole one."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds").removesuffix(" 00:00:00")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
