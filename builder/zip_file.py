"""A zip archive whose bytes depend on its members alone.

Why not ``zipfile``: it compresses with the zlib that Python was built with. The format of Deflate is fixed,
its bytes are not: zlib and zlib-ng (the one of Python for Windows since 3.14, and of several Linux
distributions) choose other matches, so the same page becomes other bytes on another machine; and it takes no
data that is compressed already. libdeflate is one implementation, pinned in pyproject.toml.

The format is that of APPNOTE 6.3.3 without anything optional, with its Zip64 records where they are needed:
above 65,534 files, as an archive of 33,000 articles with their data has, or 4 GiB.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import IO, Final, NamedTuple

from deflate import deflate_compress

_MOST_FILES: Final = 0xFFFE
_FURTHEST: Final = 0xFFFF_FFFE
_STORED, _DEFLATED = 0, 8
_MADE_BY_UNIX: Final = 3 << 8
_READABLE_FILE: Final = (
    0o100644 << 16
)  # whatever the umask; without it, Unix unpacks files that nobody may read
_LEVEL: Final = 9  # of 12: the next ones are ten times slower for 2 % less


class Member(NamedTuple):
    """A file in the zip. ``name`` is ASCII with ``/`` between folders."""

    name: str
    content: bytes


class _Entry(NamedTuple):
    name: bytes
    method: int
    crc: int
    packed: int
    size: int
    offset: int


def write_zip(stream: IO[bytes], members: Iterable[Member], day: str) -> None:
    """Write the members in the order given, each dated ``day`` (ISO, 1980 or later) at midnight.

    Raises:
        OSError: the stream refuses.
        struct.error: a member is larger than 4 GiB.
    """
    date = _dos_date(day)
    entries: list[_Entry] = []
    offset = 0
    for member in members:
        packed = _packed(member.content)
        entry = _entry(member, packed, offset)
        for piece in (_local_header(entry, date), packed):
            offset += stream.write(piece)
        entries.append(entry)
    directory = b"".join(_directory_entry(entry, date) for entry in entries)
    stream.write(directory + _end(len(entries), len(directory), offset))


def _packed(content: bytes) -> bytes:
    """What is written of a file: its Deflate stream, or the file itself where that is no longer."""
    stream = bytes(deflate_compress(content, _LEVEL))
    return stream if len(stream) < len(content) else content


def _dos_date(day: str) -> int:
    year, month, date = (int(part) for part in day.split("-"))
    return (year - 1980) << 9 | month << 5 | date


def _entry(member: Member, packed: bytes, offset: int) -> _Entry:
    method = _STORED if len(packed) == len(member.content) else _DEFLATED
    return _Entry(
        member.name.encode("ascii"),
        method,
        zlib.crc32(member.content),
        len(packed),
        len(member.content),
        offset,
    )


def _version(entry: _Entry) -> int:
    """The version of the format a reader must know: 2.0, or 4.5 where a number needs eight bytes."""
    return 45 if entry.offset > _FURTHEST else 20


def _common(entry: _Entry, date: int, extra: int) -> bytes:
    """What the header beside the file and the one in the directory share.

    That is from the version to the length of the extra field.
    """
    numbers = (
        _version(entry),
        0,
        entry.method,
        0,
        date,
        entry.crc,
        entry.packed,
        entry.size,
        len(entry.name),
        extra,
    )
    return struct.pack("<HHHHHIIIHH", *numbers)


def _local_header(entry: _Entry, date: int) -> bytes:
    return b"PK\x03\x04" + _common(entry, date, 0) + entry.name


def _directory_entry(entry: _Entry, date: int) -> bytes:
    extra = struct.pack("<HHQ", 1, 8, entry.offset) if entry.offset > _FURTHEST else b""
    place = min(entry.offset, 0xFFFF_FFFF)
    made_by = struct.pack("<H", _MADE_BY_UNIX | _version(entry))
    return (
        b"PK\x01\x02"
        + made_by
        + _common(entry, date, len(extra))
        + struct.pack("<HHHII", 0, 0, 0, _READABLE_FILE, place)
        + entry.name
        + extra
    )


def _end(count: int, size: int, offset: int) -> bytes:
    """The records after the directory, which lies at ``offset``."""
    far = b""
    if count > _MOST_FILES or offset > _FURTHEST or size > _FURTHEST:
        far = b"PK\x06\x06" + struct.pack(
            "<QHHIIQQQQ", 44, _MADE_BY_UNIX | 45, 45, 0, 0, count, count, size, offset
        )
        far += b"PK\x06\x07" + struct.pack("<IQI", 0, offset + size, 1)
    few = min(count, 0xFFFF)
    return (
        far
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, few, few, min(size, 0xFFFF_FFFF), min(offset, 0xFFFF_FFFF), 0)
    )
