"""The sheets of an XLSX file, row by row: neither its texts nor its rows are ever in memory together.

openpyxl reads the sheets as a stream, but keeps all texts of a book in a list. Here they lie in a temporary
file; and no part may unpack to more than a record between two rows, so that a bomb ends early.
"""

from __future__ import annotations

import tempfile
import warnings
import zipfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final, Self, overload

from lxml import etree
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from builder.codes import CODES
from builder.intake.formats.limits import MAX_MEMBERS
from builder.intake.safe_xml import ANY_DTD, STRANGERS_XML
from builder.records.row import MAX_RECORD, UnreadableError
from builder.records.source import Told
from builder.records.xml_rows import forget

MAX_BOOK: Final = 256 * 1024 * 1024
"""Bytes of a file."""
MAX_UNPACKED: Final = 2 * 1024 * 1024 * 1024
MAX_COLUMNS: Final = 1_000
_ENCRYPTED: Final = 0x1
_TEXT: Final = f"{{{SHEET_MAIN_NS}}}si"
_HEAD: Final = 4_096


def sheets_of(path: Path, told: Told) -> Iterator[Iterator[tuple[int, Sequence[object]]]]:
    """Every visible sheet as its numbered rows of values.

    Raises ``UnreadableError``, and whatever openpyxl does.
    """
    parts = _Parts(path, told)
    book = _Book(parts)
    for sheet, place in book.parser.find_sheets():
        if sheet.state == "visible" and place.target in book.valid_files and "chartsheet" not in place.Type:
            with parts.open(place.target) as source:
                yield _rows(source, book)


def _rows(source: _Part, book: _Book) -> Iterator[tuple[int, Sequence[object]]]:
    kept = book.wb
    sheet = WorkSheetParser(
        source,
        book.shared_strings,
        data_only=True,
        epoch=kept.epoch,
        date_formats=kept._date_formats,  # noqa: SLF001 - openpyxl's own sheets take them so
        timedelta_formats=kept._timedelta_formats,  # noqa: SLF001
    )
    for number, cells in sheet.parse():
        width = max((cell["column"] for cell in cells), default=0)
        if width > MAX_COLUMNS:
            raise UnreadableError(f"a row has more than {MAX_COLUMNS:,} cells", number)
        values: list[object] = [None] * width
        for cell in cells:
            values[cell["column"] - 1] = cell["value"]
        yield number, values
        source.begin_record()
        sheet.row_dimensions.clear()  # heights of rows, one after the other


class _Book(ExcelReader):  # type: ignore[misc]
    """What openpyxl's reader knows of a book before it reads a sheet, with its texts on the disk."""

    def __init__(self, parts: _Parts) -> None:
        super().__init__(parts.path, read_only=True, data_only=True, keep_links=False)
        self.archive.close()
        self.archive: _Parts = parts
        with warnings.catch_warnings(action="ignore"):  # of styles that it does without
            self.read_manifest()
            self.read_strings()
            self.read_workbook()
            apply_stylesheet(parts, self.wb)

    def read_strings(self) -> None:
        """The texts that the cells of all sheets share."""
        found = self.package.find(SHARED_STRINGS)
        if found is not None:
            with self.archive.open(found.PartName[1:]) as source:
                self.shared_strings = _Texts(_texts(source))


def _texts(source: _Part) -> Iterator[str]:
    """Each text as openpyxl would have it."""
    for _, element in etree.iterparse(source, tag=_TEXT, **STRANGERS_XML):
        yield str(Text.from_tree(element).content).replace("x005F_", "")
        source.begin_record()
        forget(element)


class _Texts(Sequence[str]):
    """Texts in a temporary file, by their numbers."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this does
        self._ends = array("Q", [0])
        for text in texts:
            self._ends.append(self._ends[-1] + self._file.write(text.encode()))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        """One text; IndexError where there is none of that number."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        self._file.seek(self._ends[number])
        return self._file.read(self._ends[number + 1] - self._ends[number]).decode()


class _Parts(zipfile.ZipFile):
    """The parts of a book, each read within the limits. Raises ``UnreadableError``."""

    def __init__(self, path: Path, told: Told) -> None:
        super().__init__(path)
        self.path, self._told, self._read = path, told, 0
        self._size, members = path.stat().st_size, self.infolist()
        self._unpacked = sum(member.file_size for member in members) or 1
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise UnreadableError(CODES["E115"].meaning)
        if max(self._size - MAX_BOOK, self._unpacked - MAX_UNPACKED, len(members) - MAX_MEMBERS) > 0:
            raise UnreadableError("it is too large: save it as CSV, or as several files")

    def open(self, name: Any, mode: Any = "r", *args: Any, **named: Any) -> Any:
        """A part whose bytes are counted."""
        return _Part(super().open(name, mode, *args, **named), self._tell)

    def _tell(self, size: int) -> None:
        self._read += size
        self._told(min(self._read * self._size // self._unpacked, self._size), self._size)


class _Part:
    """A part as it is unpacked."""

    def __init__(self, part: IO[bytes], tell: Callable[[int], None]) -> None:
        self._part, self._tell, self._used = part, tell, 0
        self._begun = False

    def begin_record(self) -> None:
        """What comes now is another record: it may have as many bytes as the last."""
        self._used = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises ``UnreadableError`` for too many, and for a DTD."""
        data = self._part.read(size if size >= 0 else MAX_RECORD + 1)
        if not self._begun and ANY_DTD.search(data[:_HEAD]):
            raise UnreadableError(CODES["E123"].meaning)
        self._begun = True
        self._used += len(data)
        if self._used > MAX_RECORD:
            raise UnreadableError(f"a row or a part of it has more than {MAX_RECORD:,} bytes")
        self._tell(len(data))
        return data

    def close(self) -> None:
        """As a file is closed."""
        self._part.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closed."""
        self.close()
