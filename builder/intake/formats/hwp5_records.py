"""The layers below the text of an HWP 5 file: OLE compound, packed streams, records, the tree they make."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import olefile

from builder.intake.formats.limits import MAX_DEPTH, MAX_MEMBERS, MAX_PART, Budget, inflate
from builder.intake.formats.refusal import Refusal

_SIGNATURE: Final = b"HWP Document File"
_PACKED, _PASSWORD, _DISTRIBUTION, _DRM, _CERTIFICATE, _CERTIFICATE_DRM = 0x1, 0x2, 0x4, 0x10, 0x80, 0x100
_MAX_RECORDS: Final = 200_000
_SECTOR: Final = 512
#: What olefile may raise for bytes that only look like a compound file.
_BROKEN: Final = (
    OSError,
    ValueError,
    IndexError,
    TypeError,
    KeyError,
    AttributeError,
    OverflowError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Record:
    """A record with those below it."""

    tag: int
    data: bytes
    children: list[Record] = field(default_factory=list)


class Compound:
    """An HWP 5 file's streams, unpacked. Raises ``Refusal`` for what cannot or must not be read."""

    def __init__(self, data: bytes) -> None:
        self._size = len(data)
        self._file = self._opened(data)
        head = self._raw("FileHeader")
        if not head.startswith(_SIGNATURE) or len(head) < 40:
            raise Refusal("E120", "it has no file header")
        self._packed = _checked_flags(int.from_bytes(head[36:40], "little"))
        self._budget = Budget()
        self.mismatches: Final[list[str]] = []
        """The streams whose check sum or length is not the one that stands behind them."""

    def sections(self) -> list[str]:
        """The names of the text's streams, in order."""
        names = [entry[1] for entry in self._entries if len(entry) == 2 and entry[0] == "BodyText"]
        numbers = sorted(
            int(name[7:]) for name in names if name.startswith("Section") and name[7:].isdecimal()
        )
        return [f"BodyText/Section{number}" for number in numbers]

    def tree(self, name: str) -> list[Record]:
        """The records of a stream, each below the one it belongs to."""
        return _tree(_records(self._unpacked(name), name), name)

    def _opened(self, data: bytes) -> olefile.OleFileIO:
        try:
            opened = olefile.OleFileIO(io.BytesIO(data), raise_defects=olefile.DEFECT_INCORRECT)
            self._entries = opened.listdir()
        except RecursionError as error:
            raise Refusal("E124") from error
        except _BROKEN as error:
            raise self._damage(error) from error
        if len(self._entries) > MAX_MEMBERS:
            raise Refusal("E122", f"{len(self._entries):,}; {MAX_MEMBERS:,} are read at most")
        return opened

    def _damage(self, error: Exception) -> Refusal:
        """E118 where the file ends within a sector or before one it names, else E120."""
        cut_off = self._size % _SECTOR != 0 or "incomplete" in str(error)
        return Refusal("E118" if cut_off else "E120", "the compound file cannot be read")

    def _raw(self, name: str) -> bytes:
        try:
            if not self._file.exists(name):
                raise Refusal("E120", f"it has no {name}")
            if self._file.get_size(name) > MAX_PART:
                raise Refusal("E121", f"more than {MAX_PART:,} bytes")
            return bytes(self._file.openstream(name).read())
        except _BROKEN as error:
            raise self._damage(error) from error

    def _unpacked(self, name: str) -> bytes:
        raw = self._raw(name)
        if not self._packed:
            self._budget.spend(len(raw))
            return raw
        data, trailer = inflate(raw)
        self._budget.spend(len(data))
        if len(trailer) >= 8 and struct.unpack_from("<II", trailer) != (zlib.crc32(data), len(data)):
            self.mismatches.append(name)
        return data


def _checked_flags(flags: int) -> bool:
    """Whether the streams are packed. Raises ``Refusal``: E115 password, E116 distribution, E117 DRM."""
    if flags & (_PASSWORD | _CERTIFICATE):
        raise Refusal("E115")
    if flags & _DISTRIBUTION:
        raise Refusal("E116")
    if flags & (_DRM | _CERTIFICATE_DRM):
        raise Refusal("E117")
    return bool(flags & _PACKED)


def _records(data: bytes, name: str) -> Iterator[tuple[int, int, bytes]]:
    """(tag, level, data) of each record: 10 bits tag, 10 bits level, 12 bits size (4095: it follows)."""
    at, count = 0, 0
    while at < len(data):
        count += 1
        if count > _MAX_RECORDS:
            raise Refusal("E121", f"more than {_MAX_RECORDS:,} records")
        head = u32(data, at)  # past the end of the data it is 0
        long = head >> 20 == 0xFFF
        size = u32(data, at + 4) if long else head >> 20
        at += 8 if long else 4
        if at + size > len(data):
            raise Refusal("E118", f"a record of {name} ends too soon")
        yield head & 0x3FF, head >> 10 & 0x3FF, data[at : at + size]
        at += size


def _tree(records: Iterator[tuple[int, int, bytes]], name: str) -> list[Record]:
    root = Record(-1, b"")
    open_records = [(-1, root)]
    for tag, level, data in records:
        if level > MAX_DEPTH:
            raise Refusal("E124", name)
        while open_records[-1][0] >= level:
            open_records.pop()
        record = Record(tag, data)
        open_records[-1][1].children.append(record)
        open_records.append((level, record))
    return root.children


def u16(data: bytes, at: int, default: int = 0) -> int:
    """Two bytes as a number; ``default`` where an older version's record ends before them."""
    return int.from_bytes(data[at : at + 2], "little") if at + 2 <= len(data) else default


def u32(data: bytes, at: int, default: int = 0) -> int:
    """Four bytes as a number; ``default`` where an older version's record ends before them."""
    return int.from_bytes(data[at : at + 4], "little") if at + 4 <= len(data) else default


def string(data: bytes, at: int) -> str:
    """A counted UTF-16 string; as much of it as there is."""
    start = at + 2
    return characters(data[start : start + 2 * u16(data, at)])


def joined(units: str) -> str:
    """Units of UTF-16, each a character, as text: pairs become one."""
    return characters(units.encode("utf-16-le", "surrogatepass")) if units else ""


def characters(data: bytes) -> str:
    """UTF-16 bytes as text; half a pair stays as it is (``tidy`` marks it)."""
    return data[: len(data) // 2 * 2].decode("utf-16-le", "surrogatepass")
