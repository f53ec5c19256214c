"""Bytes that wait in a file without a name until somebody asks for them, for they would fill the memory."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO
from weakref import finalize


class Spool:
    """A file that is gone when nobody holds it any more; where none can be written, memory serves."""

    def __init__(self, folder: Path | None) -> None:
        """``folder``: on the disk on which there is room; it need not exist. None: memory serves."""
        self._file, self._end = _file_in(folder) if folder else None, 0
        if self._file is not None:
            finalize(self, self._file.close)

    def put(self, content: bytes) -> bytes | Waiting:
        """What stands for the content from now on: ``bytes`` of it gives it back."""
        if self._file is None:
            return content
        with suppress(OSError):
            self._file.seek(self._end)
            if self._file.write(content) == len(content):
                waiting = Waiting(self, self._end, len(content))
                self._end += len(content)
                return waiting
        return content

    def read(self, start: int, size: int) -> bytes:
        """A part of it.

        Raises:
            OSError: the disk refuses, or nothing was ever put there.
        """
        if self._file is None:
            raise OSError("there is no temporary file")
        self._file.seek(start)
        content = self._file.read(size)
        if len(content) != size:
            raise OSError("a temporary file ends too early")
        return content


class Waiting:
    """A content in a spool. To another process the content itself goes."""

    __slots__ = ("_size", "_spool", "_start")

    def __init__(self, spool: Spool, start: int, size: int) -> None:
        """Where it lies."""
        self._spool, self._start, self._size = spool, start, size

    def __bytes__(self) -> bytes:
        """The content."""
        return self._spool.read(self._start, self._size)

    def __reduce__(self) -> tuple[type[bytes], tuple[bytes]]:
        """As it goes to another process."""
        return bytes, (bytes(self),)


def _file_in(folder: Path) -> IO[bytes] | None:
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryFile(buffering=0, dir=folder)
    return None
