"""Waiting until files are on the disk: what is renamed afterwards is whole even if the power fails."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Final

#: From so many files on the whole file system is awaited at once, where the system can; it may hold changes
#: of other programs, so few files are sooner there one by one.
_MANY: Final = 64
_AT_ONCE: Final = 8
"""Files that wait for the disk side by side."""


def await_files(files: Sequence[Path]) -> None:
    """Return when all of them are on the disk. Raises OSError."""
    if len(files) >= _MANY and _call() is not None:
        await_folders({file.parent for file in files})
        return
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(_await_file, files))


def await_folders(folders: Iterable[Path]) -> None:
    """Return when the file systems of the folders are on the disk; at once where the system cannot say.

    Raises OSError.
    """
    call = _call()
    by_system = {os.stat(folder).st_dev: folder for folder in folders}  # noqa: PTH116 - thousands of them
    for folder in by_system.values() if call else ():
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            if call and call(descriptor):
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number), str(folder))
        finally:
            os.close(descriptor)


def _await_file(file: Path) -> None:
    with file.open("rb+", buffering=0) as stream:
        os.fsync(stream.fileno())


@cache
def _call() -> Callable[[int], int] | None:
    """syncfs(2) of Linux."""
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
