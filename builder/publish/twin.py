"""The site once more, as links to its files: the next one is made in it by exchanging what changes.

So what does not change is neither made nor linked nor removed. The bytes lie on the disk once. The twin lies
in a folder that nobody writes into but we; whether it is as it was left is told by its folders, and by the
files of the site, which are its own. Where it is not, or links cannot be made, the site is put together anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from builder.pages.writing import write_whole
from builder.standing import Change

Place = Callable[[str, str], None]
"""Puts a file (its first argument) where there is none (the second)."""
_RECORD: Final = "twin"
"""The file in the cache that says how a twin was left."""


class Twin:
    """The twin of the site that stands."""

    def __init__(self, folder: Path, cache: Path) -> None:
        """``folder``: on the file system of the site."""
        self.folder, self._record = folder, cache / _RECORD

    def is_of(self, look: str) -> bool:
        """Whether it is the twin of a site that looks so."""
        try:
            known, folders = json.loads(self._record.read_bytes())
            return bool(look) and known == look and folders == _looks(self.folder, folders)
        except (OSError, ValueError, TypeError):
            return False

    def begin(self) -> None:
        """From now on it is nobody's twin; ``keep`` ends that."""
        self._record.unlink(missing_ok=True)

    def remove(self) -> None:
        """Away with it."""
        self.begin()
        if self.folder.is_symlink():
            self.folder.unlink()
        shutil.rmtree(self.folder, ignore_errors=True)

    def keep(self, site: Path, change: Change, look: str) -> None:
        """Make the folder, to which only this change is missing, the twin of a site; none without links."""
        try:
            bring(self.folder, change, site, os.link)
            write_whole(self._record, json.dumps([look, _looks(self.folder, _folders(self.folder))]))
        except OSError:
            self.remove()


def bring(folder: Path, change: Change, source: Path, place: Place) -> None:
    """Bring a folder to what it shall be, with the new files from ``source``.

    Raises OSError.
    """
    for path in change.gone:
        os.unlink(folder / path)  # noqa: PTH108 - says what it does
    _clear(folder, change.gone)
    for inside in {path.rpartition("/")[0] for path in change.new}:
        (folder / inside).mkdir(parents=True, exist_ok=True)
    for path in change.new:
        target = f"{folder}/{path}"
        with contextlib.suppress(FileNotFoundError):
            os.unlink(target)  # noqa: PTH108 - thousands of places, none of them a Path
        place(f"{source}/{path}", target)


def _clear(folder: Path, gone: Iterable[str]) -> None:
    """Away with folders in which nothing is left."""
    above = {str(one) for path in gone for one in PurePosixPath(path).parents} - {"."}
    for inside in sorted(above, reverse=True):
        with contextlib.suppress(OSError):
            (folder / inside).rmdir()


def _folders(folder: Path) -> list[str]:
    return [os.path.relpath(place, folder) for place, _, _ in os.walk(folder)]


def _looks(folder: Path, folders: Iterable[str]) -> dict[str, list[int]]:
    """How folders look in which nothing was put or removed."""
    return {one: _look(os.lstat(folder / one)) for one in folders}


def _look(status: os.stat_result) -> list[int]:
    return [status.st_mode, status.st_ino, status.st_mtime_ns]
