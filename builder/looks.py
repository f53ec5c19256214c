"""How files look: by size, times and number it is known, without reading, whether one was saved since."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

#: A file saved so shortly before it was looked at may be saved once more within one tick of the file system's
#: clock, and look the same: looks alone do not tell (as git has it, technical/racy-git.txt).
FRESH: Final = 2_000_000_000


class Look(NamedTuple):
    """A folder, or a file, at one moment."""

    times: str
    """A digest of the paths, sizes, times and numbers of all files."""
    fresh: str
    """A digest of the bytes of those that had been saved shortly before."""
    newest: int
    """When the last of them was saved, in nanoseconds since 1970."""


def files_below(folder: Path, passed_over: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Every file below by its path, hidden ones and links too, never followed; always in the same order.

    A folder called ``passed_over`` is left out. What is not there, or vanishes meanwhile, is no file.

    Raises:
        OSError: a folder cannot be read.
    """
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        entries: list[os.DirEntry[str]] = []
        with suppress(FileNotFoundError), os.scandir(f"{folder}/{inside}") as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting += [f"{inside}{entry.name}/"] if entry.name != passed_over else []
                continue
            with suppress(FileNotFoundError):
                yield inside + entry.name, entry.stat(follow_symlinks=False)


def look_at(place: Path, moment: int, passed_over: str = "") -> Look:
    """How a folder or a file looks. ``moment``: when it was looked at first, in nanoseconds since 1970.

    Raises:
        OSError: as ``files_below``; a fresh file cannot be read; a link leads to a folder, or nowhere.
    """
    times, fresh, newest = blake2b(digest_size=20), blake2b(digest_size=20), 0
    found = [("", os.lstat(place))] if place.is_file() else files_below(place, passed_over)
    for path, known in found:
        one = _behind(place / path) if stat.S_ISLNK(known.st_mode) else known
        times.update(f"{path}\0{one.st_size} {one.st_mtime_ns} {one.st_ctime_ns} {one.st_ino}\n".encode())
        saved = max(one.st_mtime_ns, one.st_ctime_ns)
        newest = max(newest, saved)
        if saved >= moment - FRESH and stat.S_ISREG(one.st_mode):
            fresh.update(path.encode() + (place / path if path else place).read_bytes())
    return Look(times.hexdigest(), fresh.hexdigest(), newest)


def _behind(link: Path) -> os.stat_result:
    """The file that a link leads to."""
    found = link.stat()
    if stat.S_ISDIR(found.st_mode):
        raise OSError(f"{link} leads to a folder")
    return found
