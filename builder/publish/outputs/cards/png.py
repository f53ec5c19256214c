"""A picture of few colours as a PNG (W3C, third edition) whose bytes depend on its pixels alone.

Why not Pillow's own: it compresses with the zlib it was built with, and that is not the same everywhere
(builder/zip_file.py).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import Final

from deflate import zlib_compress

Colour = tuple[int, int, int]
"""Red, green, blue; 0 to 255."""

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_LEVEL: Final = 6
_PALETTE: Final = 3
_BITS: Final = 8


def png(pixels: bytes, width: int, palette: Sequence[Colour]) -> bytes:
    """The file. ``pixels``: row by row, a byte each, the number of its colour in ``palette``."""
    rows = [pixels[start : start + width] for start in range(0, len(pixels), width)]
    header = struct.pack(">IIBBBBB", width, len(rows), _BITS, _PALETTE, 0, 0, 0)
    packed = bytes(zlib_compress(b"".join(b"\0" + row for row in rows), _LEVEL))
    chunks = ((b"IHDR", header), (b"PLTE", bytes(sum(palette, ()))), (b"IDAT", packed), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
