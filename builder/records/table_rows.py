"""CSV, TSV and XLSX: a head, and a record a row."""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, TextIO

from builder.codes import CODES
from builder.intake.disk import bytes_of
from builder.intake.formats.package import fault_of
from builder.records.row import MAX_RECORD, Fits, Row, UnreadableError
from builder.records.source import Told, opened_text

_SEPARATORS: Final = (",", "\t", ";", "|")
_MAX_BOOK: Final = 64 * 1024 * 1024
"""Bytes of a spreadsheet file: its texts are all in memory while it is read."""
_HEAD: Final = 4_096
#: What openpyxl raises where a part does not hold what it should.
_BROKEN: Final = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError, zipfile.BadZipFile,
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
    from openpyxl import load_workbook  # noqa: PLC0415 - it takes longer to import than most files to read

    del fits
    _refuse_traps(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                rows = enumerate(sheet.iter_rows(values_only=True), 1)
                yield from _records((number, [*map(_cell, cells)]) for number, cells in rows)
        told(path.stat().st_size, path.stat().st_size)
    except _BROKEN as error:
        raise UnreadableError(f"it is no XLSX: {error}") from error


def _refuse_traps(path: Path) -> None:
    """A spreadsheet within the limits of documents, and without DTDs."""
    data = bytes_of(path, _MAX_BOOK)
    if not isinstance(data, bytes):
        raise UnreadableError(data.detail or "it cannot be read")
    if fault := fault_of(data):
        raise UnreadableError(f"{CODES[fault.code].meaning}{f': {fault.detail}' if fault.detail else ''}")


def _cell(value: object) -> str:
    """A cell's value as text; a number without a fraction is a whole one."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds").removesuffix(" 00:00:00")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
