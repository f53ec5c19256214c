"""One command at a time writes into an archive.

A second one waits for the first instead of tearing what it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

#: Beside mkdocs.yml. The system frees the lock when a process ends, however it ends; the file itself may
#: stay.
_LOCK: Final = Path(".cache", "briefings", "lock")


@contextmanager
def alone_in(root: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the archive in the folder ``root`` for one writer.

    While another one holds it, ``say`` so once, and wait.

    Raises OSError where the disk refuses.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - it brings asyncio's parts; who only reads needs none

    place = root / _LOCK
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(f"Another command is writing into {root}; waiting for it to end.")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
