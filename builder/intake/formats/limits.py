"""How much a file may unpack to: a bomb of 600 MB, entities, deep nesting end within 25 MB of memory."""

from __future__ import annotations

import zlib
from typing import Final

from builder.intake.formats.refusal import Refusal

MAX_PART: Final = 64 * 1024 * 1024
"""Bytes of one part, unpacked. The largest of 1,500 real files was 9 MB."""
MAX_TOTAL: Final = 256 * 1024 * 1024
MAX_MEMBERS: Final = 5_000
MAX_SLOTS: Final = 200_000
"""Rows times columns of one table."""
MAX_MARKS: Final = 1_500_000
"""Tags and attributes of one file's XML: so many need about 200 MB. The largest real part has 35,000."""
MAX_TEXT: Final = 1_000_000
"""Characters of one file."""
MAX_PARAGRAPHS: Final = 20_000
"""Of one file, empty ones too."""
MAX_ZONES: Final = 100
"""Painted areas of one table; what is more is not looked at, and could only make white text visible."""
MAX_DEPTH: Final = 200
"""Elements or records within one another; a table in a table in a table has about 30."""


class Budget:
    """What may still be unpacked of one file."""

    def __init__(self, total: int = MAX_TOTAL) -> None:
        self._left = total

    def spend(self, size: int) -> None:
        """Take ``size`` bytes of it. Raises ``Refusal`` E121 where there are not as many left."""
        self._left -= size
        if size > MAX_PART or self._left < 0:
            raise Refusal("E121", f"more than {MAX_PART if size > MAX_PART else MAX_TOTAL:,} bytes")


def inflate(data: bytes) -> tuple[bytes, bytes]:
    """A raw deflate stream unpacked, and what stands behind it.

    Raises ``Refusal``: E118 it is cut off, E120 it is none, E121 it unpacks to more than ``MAX_PART``.
    """
    machine = zlib.decompressobj(-15)
    try:
        unpacked = machine.decompress(data, MAX_PART)
        if machine.unconsumed_tail and machine.decompress(machine.unconsumed_tail, 1):
            raise Refusal("E121", f"more than {MAX_PART:,} bytes")
    except zlib.error as error:
        raise Refusal("E120", "a packed stream is broken") from error
    if not machine.eof:
        raise Refusal("E118", "a packed stream ends too soon")
    return unpacked, machine.unused_data
