"""Files are written by the thousand: none of them needs a ``Path`` and a buffer of its own."""

from __future__ import annotations

import os


def write_file(place: str, content: bytes) -> os.stat_result:
    """Write the file at ``place``, in a folder that is there; how it looks then.

    Raises:
        OSError: the disk refuses.
    """
    with open(place, "wb", buffering=0) as stream:  # noqa: PTH123 - see above
        left = memoryview(content)
        while left:
            left = left[stream.write(left) :]
        return os.fstat(stream.fileno())
