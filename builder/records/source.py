"""The bytes of a record file, packed or not, as a stream that is bounded and tells how far it is."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from builder.records.row import MAX_RECORD, UnreadableError

MAX_UNPACKED: Final = 16 * 1024 * 1024 * 1024
"""Bytes of one packed file, unpacked: forty years of all press releases, and no bomb."""
_GZIP: Final = b"\x1f\x8b"
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODINGS: Final = ("utf-8-sig", "cp949")
_CHUNK: Final = 1024 * 1024

Told = Callable[[int, int], None]
"""Told how many bytes of a file are read, and how many it has."""


@contextmanager
def opened(path: Path, told: Told = lambda _done, _total: None) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked where it is gzip.

    Raises ``UnreadableError`` for a broken package; ``OSError`` for a refusing disk.
    """
    size = path.stat().st_size
    with path.open("rb") as raw:
        is_packed = raw.peek(2)[:2] == _GZIP if isinstance(raw, io.BufferedReader) else False
        stream = gzip.GzipFile(fileobj=raw) if is_packed else raw
        yield io.BufferedReader(_Counted(stream, raw.tell, lambda done: told(done, size)), _CHUNK)


class _Counted(io.RawIOBase):
    """A stream that counts, refuses what is too much, and names what is broken."""

    def __init__(
        self, inner: BinaryIO | gzip.GzipFile, place: Callable[[], int], told: Callable[[int], None]
    ) -> None:
        self._inner, self._place, self._told = inner, place, told
        self._read = self._told_of = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        try:
            data = self._inner.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableError(f"it cannot be unpacked: {error}") from error
        self._read += len(data)
        if self._read > MAX_UNPACKED:
            raise UnreadableError(f"it unpacks to more than {MAX_UNPACKED:,} bytes")
        if self._place() > self._told_of:
            self._told_of = self._place()
            self._told(self._told_of)
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def opened_text(path: Path, told: Told = lambda _done, _total: None) -> Iterator[TextIO]:
    """The same as text with its line ends as they are: UTF-8, UTF-16 with its mark, or CP949, all of it."""
    encoding = _encoding_of(path)
    with opened(path, told) as stream:
        yield io.TextIOWrapper(stream, encoding, newline="")


def _encoding_of(path: Path) -> str:
    """The first encoding by which the whole file is text."""
    with opened(path) as stream:
        head = stream.read(4)
    tried = ("utf-16",) if head.startswith(_UTF16) else _ENCODINGS
    found = next((one for one in tried if _is_all(path, one)), None)
    if found is None:
        raise UnreadableError("its bytes are no valid UTF-8, UTF-16 or CP949: save it as UTF-8")
    return found


def _is_all(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with opened(path) as stream:
        try:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def lines(stream: TextIO) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, numbered. Raises ``UnreadableError`` where one is too long."""
    number = 0
    while line := stream.readline(MAX_RECORD + 1):
        number += 1
        if len(line) > MAX_RECORD:
            raise UnreadableError(f"the line has more than {MAX_RECORD:,} characters", number)
        if line.strip():
            yield number, line
