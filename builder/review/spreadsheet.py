"""The spreadsheet of ``review --csv`` and ``correct``: cells out and in, whatever program they passed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.intake.decode import Decoded, Failure, decode
from builder.intake.text import clean
from builder.model import Problem
from builder.problems import problem
from builder.text import fold

COLUMNS: Final = (
    "id",
    "version",
    "title",
    "title_basis",
    "title_check",
    "date",
    "date_basis",
    "date_check",
    "ministries",
    "ministries_check",
    "topics",
    "topics_check",
    "versions_check",
    "evidence",
    "to_look_at",
    "also_seen",
    "reason",
    "subtitle",
    "kind",
    "rights",
    "url",
    "address",
    "seed",
)
#: Columns that are for reading only; a person may delete them.
_NOT_NEEDED: Final = frozenset(
    {
        *("title_basis", "date_basis", "evidence", "to_look_at", "also_seen"),
        *("subtitle", "kind", "rights", "url", "address", "seed"),
    }
)
#: What spreadsheet programs put between cells, by the country they are set to.
_SEPARATORS: Final = (",", ";", "\t")
#: A cell that begins so would be run as a formula (OWASP, "CSV Injection": the full-width signs too); a
#: leading ' keeps it a text.
_FORMULA: Final = re.compile(r"'*[=+\-@＝＋－＠]")
_MARK: Final = "'"
#: Why a file is no text, in words that fit a spreadsheet.
_UNREADABLE: Final = {
    "E101": "it is empty",
    "E102": "it is empty",
    "E103": "it is no CSV",
    "E104": "it holds NUL bytes",
    "E105": "its bytes are no valid UTF-8, UTF-16 or CP949",
}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One article's row. ``cells``: column → tidy text, None where the row ends before that column."""

    line: int
    cells: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A spreadsheet as it was read, without its blank rows. ``path``: as problems shall name it."""

    path: str
    encoding: str
    rows: tuple[SheetRow, ...]


def write_sheet(rows: Iterable[Mapping[str, str]]) -> str:
    """The rows as CSV with a head, for any spreadsheet program.

    BOM, CRLF, one line a row, no cell that runs as a formula.
    """
    return (
        "\ufeff"
        + csv_line(COLUMNS)
        + "".join(csv_line(row.get(column, "") for column in COLUMNS) for row in rows)
    )


def csv_line(cells: Iterable[str]) -> str:
    """One row of CSV with its line end; no cell runs as a formula or holds a line break."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([_guarded(cell) for cell in cells])
    return out.getvalue()


def read_sheet(data: bytes, path: str) -> Sheet | Problem:
    """The rows of a spreadsheet that ``write_sheet`` made and a person saved again.

    UTF-8, UTF-16 or CP949; cells parted by comma, semicolon or tab; columns in any order and others among
    them; blank rows anywhere. E207 where it is no text or no CSV, or a column that ``correct`` reads is
    missing or there twice.
    """
    decoded = decode(data)
    if isinstance(decoded, Failure):
        reason = _UNREADABLE[decoded.code] + (f" ({decoded.detail})" if decoded.detail else "")
        return problem("E207", path, decoded.line, reason)
    try:
        filled = [(line, cells) for line, cells in _csv_rows(decoded.text) if any(cells)]
    except _NoCsvError as error:
        return problem("E207", path, error.line, str(error))
    return _sheet(filled, decoded, path)


def tidy(cell: str) -> str:
    """The cell's text on one line.

    Composed Hangul, nothing invisible, no white space around it or doubled in it.
    """
    return fold(clean(cell))


def _guarded(value: str) -> str:
    text = tidy(value)
    return f"{_MARK}{text}" if _FORMULA.match(text) else text


def _unguarded(cell: str) -> str:
    text = tidy(cell)
    return text[1:] if text.startswith(_MARK) and _FORMULA.match(text) else text


class _NoCsvError(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with the line it begins on.

    A quote that is never closed is an error: it would swallow all rows after it.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [_unguarded(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise _NoCsvError(line, str(error)) from error


def _separator(text: str) -> str:
    """The one that parts the most column names in the head."""
    head = next((line for line in text.splitlines() if line.strip(" \t,;")), "")
    return max(_SEPARATORS, key=lambda separator: len(_names(head.split(separator)) & {*COLUMNS}))


def _names(cells: Iterable[str]) -> set[str]:
    return {cell.strip().strip('"').casefold() for cell in cells}


def _sheet(filled: Sequence[tuple[int, list[str]]], decoded: Decoded, path: str) -> Sheet | Problem:
    if not filled:
        return problem("E207", path, detail=_UNREADABLE["E101"])
    line, head = filled[0][0], [name.casefold() for name in filled[0][1]]
    doubled = [column for column in COLUMNS if head.count(column) > 1]
    missing = [column for column in COLUMNS if column not in head and column not in _NOT_NEEDED]
    if doubled or missing:
        wrong = f"there twice: {', '.join(doubled)}" if doubled else f"missing: {', '.join(missing)}"
        return problem(
            "E207",
            path,
            line,
            f"columns are {wrong}",
            "restore the column, or write the spreadsheet anew with `briefings review --csv`",
        )
    places = {column: head.index(column) for column in COLUMNS if column in head}
    rows = [
        SheetRow(
            at, {column: cells[place] if place < len(cells) else None for column, place in places.items()}
        )
        for at, cells in filled[1:]
    ]
    return Sheet(path, decoded.encoding, tuple(rows))
