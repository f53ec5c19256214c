"""The blocks of a long file that stands: which it has, and their bytes.

What each was made from is kept beside the file's digest, so that one block that says something else is made
anew and the others are copied.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from itertools import accumulate
from typing import Final, Self

_KEY: Final = 20
"""Bytes of a digest (``key_of``)."""
_EACH: Final = _KEY + 4


def packed(blocks: Iterable[tuple[bytes, int]]) -> bytes:
    """Digest and length of each, in the order of the file."""
    return b"".join(key + length.to_bytes(4) for key, length in blocks)


class StandingBlocks:
    """The blocks of a file; use it as a context."""

    def __init__(self, path: str = "", blocks: bytes = b"") -> None:
        """``blocks``: as they were ``packed``; nothing is read of a file without."""
        each = [blocks[start : start + _EACH] for start in range(0, len(blocks), _EACH)]
        lengths = [int.from_bytes(one[_KEY:]) for one in each]
        starts = accumulate(lengths, initial=0)
        self._places = {one[:_KEY]: place for one, *place in zip(each, starts, lengths, strict=False)}
        self._path, self._open = path, ExitStack()

    def __enter__(self) -> Self:
        """Itself."""
        if self._places:
            self._file = self._open.enter_context(open(self._path, "rb"))  # noqa: PTH123 - a path as it is kept
        return self

    def __exit__(self, *_: object) -> None:
        """The file is closed."""
        self._open.close()

    def content(self, key: bytes) -> bytes | None:
        """Of the block that was made from that; None where there is none."""
        if key not in self._places:
            return None
        start, length = self._places[key]
        self._file.seek(start)
        content = self._file.read(length)
        return content if len(content) == length else None
