"""Rows of bytes in a file, by number: whoever knows the file reads one where he asks for it.

Other processes do, which would need much more memory and time if all that they may ask for were sent to them.
"""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_NUMBER: Final = 8
"""Bytes of a number in the file."""


def write_rows(file: Path, rows: Iterable[tuple[int, bytes]], count: int) -> None:
    """Put rows into a new file, in any order. ``count``: more than the highest of their numbers.

    Raises:
        OSError: the disk refuses.
    """
    places, end = array("Q", bytes(2 * _NUMBER * count)), 0
    with file.open("wb") as stream:
        for number, row in rows:
            places[2 * number], places[2 * number + 1] = end, end + len(row)
            end += stream.write(row)
        stream.write(places.tobytes() + count.to_bytes(_NUMBER, "big"))


class Rows:
    """The rows of a file."""

    def __init__(self, file: Path) -> None:
        """``file``: from ``write_rows``.

        Raises:
            OSError: it cannot be read.
        """
        with file.open("rb") as stream:
            self._all = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
        end = len(self._all) - _NUMBER
        count = int.from_bytes(self._all[end:], "big")
        self._places = array("Q", self._all[end - 2 * _NUMBER * count : end].tobytes())

    def __getitem__(self, number: int) -> memoryview:
        """One of them; empty where none was put in."""
        return self._all[self._places[2 * number] : self._places[2 * number + 1]]
