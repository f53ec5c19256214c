"""Bytes of a regular file, as many as are allowed."""

from __future__ import annotations

import stat
from pathlib import Path

from builder.intake.decode import Failure


def bytes_of(path: Path, limit: int) -> bytes | Failure:
    """The file's bytes; E106 if there are more than ``limit``, E111 if it is no file or unreadable."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Failure("E111", None, "it is no regular file")
        if status.st_size > limit:
            return Failure("E106", None, f"{status.st_size:,} bytes; {limit:,} are read at most")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        return Failure("E111", None, getattr(error, "strerror", None) or str(error))
    return data if len(data) <= limit else Failure("E106", None, f"more than {limit:,} bytes")
