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
        self._folders = set[str]()
        """Those in it, as far as they are known."""

    def is_of(self, look: str) -> bool:
        """Whether it is the twin of a site that looks so."""
        try:
            known, folders = json.loads(self._record.read_bytes())
            is_of = bool(look) and known == look and folders == _looks(self.folder, folders)
        except (OSError, ValueError, TypeError):
            return False
        self._folders = set(folders) if is_of else set()
        return is_of

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
            folders = self._folders | _above(change.new) if self._folders else _walked(self.folder)
            write_whole(self._record, json.dumps([look, _looks(self.folder, folders)]))
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
    for inside in sorted(_above(gone) - {"."}, reverse=True):
        with contextlib.suppress(OSError):
            (folder / inside).rmdir()


def _above(paths: Iterable[str]) -> set[str]:
    """All folders that files are in, and those above them."""
    inside = {path.rpartition("/")[0] for path in paths}
    return {str(one) for folder in inside for one in (PurePosixPath(folder), *PurePosixPath(folder).parents)}


def _walked(folder: Path) -> set[str]:
    return {Path(os.path.relpath(place, folder)).as_posix() for place, _, _ in os.walk(folder)}


def _looks(folder: Path, folders: Iterable[str]) -> dict[str, list[int]]:
    """How folders look in which nothing was put or removed; those that are not there are left out."""
    found: dict[str, list[int]] = {}
    for one in folders:
        with contextlib.suppress(FileNotFoundError):
            status = os.lstat(folder / one)
            found[one] = [status.st_mode, status.st_ino, status.st_mtime_ns]
    return found
