"""How files look: by size, times and number it is known, without reading, whether one was saved since."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from struct import Struct
from typing import Final, NamedTuple

#: A file saved so shortly before it was looked at may be saved once more within one tick of the file system's
#: clock, and look the same: looks alone do not tell (as git has it, technical/racy-git.txt).
FRESH: Final = 2_000_000_000
_FILE: Final = Struct("<4qI")
"""Of a file: its size, when it was saved and when it was changed, its number, and what it is."""
_BY_NAME: Final = attrgetter("name")
Stamp = tuple[int, int, int]
"""Time, size and number of a file: when one of them is another, someone has saved it."""


class Look(NamedTuple):
    """A folder, or a file, at one moment."""

    times: str
    """A digest of the paths, sizes, times and numbers of all files."""
    fresh: str
    """A digest of the bytes of those that had been saved shortly before."""
    newest: int
    """When the last of them was saved, in nanoseconds since 1970."""


class Tree(NamedTuple):
    """All files below a folder as they looked at one moment, hidden ones and links too, never followed.

    It is walked once, for all who ask.
    """

    folder: Path
    moment: int
    """Before any of them was looked at, in nanoseconds since 1970."""
    files: Mapping[str, bytes]
    """How each looks, by its path; those of a folder one after another, in order of their names."""

    def settled(self, path: str) -> bytes:
        """How a file looks if it will look otherwise as soon as it is saved again; else nothing."""
        look = self.files.get(path)
        return look if look and is_settled(look, self.moment) else b""

    def below(self, folder: str) -> Tree:
        """The files of a folder in it."""
        inside = f"{folder}/"
        found = {path[len(inside) :]: look for path, look in self.files.items() if path.startswith(inside)}
        return Tree(self.folder / folder, self.moment, found)

    def only(self, asked: Callable[[str], bool]) -> Tree:
        """The files of which the path is ``asked`` for."""
        found = {path: look for path, look in self.files.items() if asked(path)}
        return Tree(self.folder, self.moment, found)

    def mode(self, path: str) -> int:
        """What the file is (module ``stat``)."""
        return int(_FILE.unpack(self.files[path])[-1])

    def stamp(self, path: str) -> Stamp | None:
        """That of a file; None where there is none."""
        if path not in self.files:
            return None
        size, saved, _, number, _ = _FILE.unpack(self.files[path])
        return saved, size, number


Walked = dict[Path, Tree]
"""Folders as they looked when they were walked: who needs one takes it, and need not walk it again."""


def is_settled(look: bytes, moment: int) -> bool:
    """Whether a file that looked like that at a moment looks otherwise as soon as it is saved again."""
    _, saved, changed, _, _ = _FILE.unpack(look)
    return bool(max(saved, changed) < moment - FRESH)


def tree_of(folder: Path, passed_over: str = "") -> Tree:
    """All files below as they look now. A folder called ``passed_over`` is left out.

    Raises:
        OSError: as ``files_below``.
    """
    moment = time.time_ns()
    return Tree(folder, moment, {path: _packed(one) for path, one in files_below(folder, passed_over)})


def files_below(folder: Path, passed_over: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Every file below by its path, hidden ones and links too, never followed; always in the same order.

    A folder called ``passed_over`` is left out. What is not there, or vanishes meanwhile, is no file.

    Raises:
        OSError: a folder cannot be read.
    """
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with suppress(FileNotFoundError), entries_of(f"{folder}/{inside}") as found:
            entries = sorted(found, key=_BY_NAME, reverse=True)
            while entries:  # each is let go at once: it keeps what was asked of it
                entry = entries.pop()
                if entry.is_dir(follow_symlinks=False):
                    waiting += [f"{inside}{entry.name}/"] if entry.name != passed_over else []
                    continue
                try:
                    known = entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
                yield inside + entry.name, known


@contextmanager
def entries_of(folder: str) -> Iterator[Iterable[os.DirEntry[str]]]:
    """What is in a folder. To be asked while it is open: where the system can, each is found from there.

    Not on the whole way to it, which takes a sixth of the time.

    Raises:
        OSError: it cannot be read.
    """
    place: str | int = folder
    if os.scandir in os.supports_fd:
        place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with os.scandir(place) as found:
            yield found
    finally:
        if isinstance(place, int):
            os.close(place)


def look_at(place: Path, moment: int, passed_over: str = "", walked: Walked | None = None) -> Look:
    """How a folder or a file looks. ``moment``: when it was looked at first, in nanoseconds since 1970.

    ``walked``: is given the folder as it was walked for it; else nothing of it is held.

    Raises:
        OSError: as ``files_below``; a fresh file cannot be read; a link leads to a folder, or nowhere.
    """
    if place.is_file():
        return look_of(Tree(place, moment, {"": _packed(os.lstat(place))}), moment)
    if walked is not None:
        tree = walked[place] = tree_of(place, passed_over)
        return look_of(tree, moment)
    return _look(place, ((path, _packed(one)) for path, one in files_below(place, passed_over)), moment)


def look_of(tree: Tree, moment: int) -> Look:
    """The same of what has been walked already."""
    return _look(tree.folder, tree.files.items(), moment)


def _look(folder: Path, files: Iterable[tuple[str, bytes]], moment: int) -> Look:
    times, fresh, newest = blake2b(digest_size=20), blake2b(digest_size=20), 0
    unpack, soon = _FILE.unpack, moment - FRESH
    for path, known in files:
        look, (_, saved, changed, _, mode) = known, unpack(known)
        if stat.S_ISLNK(mode):
            look = _packed(_behind(folder / path))
            _, saved, changed, _, mode = unpack(look)
        times.update(path.encode("utf-8", "surrogateescape") + b"\0" + look)
        last = max(saved, changed)
        newest = max(newest, last)
        if last >= soon and stat.S_ISREG(mode):
            place = folder / path if path else folder
            fresh.update(path.encode("utf-8", "surrogateescape") + place.read_bytes())
    return Look(times.hexdigest(), fresh.hexdigest(), newest)


def _packed(status: os.stat_result) -> bytes:
    return _FILE.pack(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_mode)


def _behind(link: Path) -> os.stat_result:
    """The file that a link leads to."""
    found = link.stat()
    if stat.S_ISDIR(found.st_mode):
        raise OSError(f"{link} leads to a folder")
    return found
