"""The site that stands, of which the next one takes over what would be made again.

Of each of its files is kept what it was made from and its SHA-256: of all or of none. As long
as the site looks as it did when it was put there, that holds for each file without another look at it. Where
it does not, as in a copy of the archive or where somebody wrote into it, a file is read before it is taken
over.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from struct import Struct
from typing import Final, NamedTuple

from builder.kept import Kept, Value, key_of
from builder.looks import entries_of, files_below

_KIND: Final = "site"
_FILES: Final = "files"
KEY: Final = 20
"""Bytes of a key (``key_of``)."""
_SUM: Final = 32
"""Bytes of a SHA-256; behind them, a file's entry has its key."""
_UNKNOWN: Final = bytes(KEY)
"""The key of what was made from we know not what."""
_COUNT: Final = 8
_PART: Final = 8_192
"""So many files are kept in one value."""
_MARK: Final = 16
"""Bytes of what a file adds to the look of a site."""
_SEEN: Final = Struct("<2qI")
"""Of a file that stands: its size, when it was saved, and what it is."""


class Change(NamedTuple):
    """What is to be done in a folder that holds a site to make it the next one."""

    new: tuple[str, ...]
    """The files to put there, some in the place of others."""
    gone: frozenset[str]
    """The files that are there and shall not be."""


class StandingFile(NamedTuple):
    """A file as it was put there."""

    place: str
    sha256: bytes


class StandingSite:
    """The files of the site that stands, and of the one that is being made."""

    def __init__(
        self, site: Path | None = None, kept: Kept | None = None, shape: bytes = b"", look: str = ""
    ) -> None:
        """``site``: it need not exist; None for none. ``shape``: of all that shapes every file.

        ``look``: how the site looks (``look_of``).
        """
        self._site, self._kept, self.shape = str(site), kept, key_of(shape)
        self._before, shape_before, self._left = _read(kept)
        self.is_known = bool(self._before) and self._before == look.encode()
        """Whether each of its files is as it was put there."""
        self.look, self._next, self._is_of_shape = look, "", shape_before == self.shape
        self._taken: dict[str, bytes] = {}
        self._noted: dict[str, bytes] = {}
        self._remarks: dict[str, bytes] = {}
        self._laid_out = ""

    def take(self, path: str, key: bytes) -> bytes | None:
        """Take a file over if it was made with this key: its SHA-256; else None."""
        entry = self._left.get(path)
        if entry is None:
            taken = self._taken.get(path, b"")
            return taken[:_SUM] if taken[_SUM:] == key else None
        if entry[_SUM:] != key or not self._is_of_shape or not self._take(path, entry):
            return None
        if self._laid_out:
            _lay(f"{self._site}/{path}", f"{self._laid_out}/{path}")
        return entry[:_SUM]

    def take_same(self, path: str, key: bytes | None, sha256: bytes) -> bool:
        """Take a file over if it holds the same bytes; ``key``: from now on, None if that is not known."""
        entry = self._left.get(path)
        if entry is None or entry[:_SUM] != sha256 or self._laid_out:
            return False
        return self._take(path, sha256 + (key or _UNKNOWN))

    def _take(self, path: str, entry: bytes) -> bool:
        if self.file(path) is None:
            return False
        del self._left[path]
        self._taken[path] = entry
        return True

    def file(self, path: str) -> StandingFile | None:
        """A file that is not taken over, if it stands as it was put there."""
        entry, place = self._left.get(path), f"{self._site}/{path}"
        if entry is None or not (self.is_known or _sha256(place) == entry[:_SUM]):
            return None
        return StandingFile(place, entry[:_SUM])

    def note(self, path: str, key: bytes, sha256: bytes) -> None:
        """Keep what a new file was made from."""
        self._noted[path] = sha256 + key

    def forget(self, path: str) -> None:
        """A new file says something else than what it was made from."""
        self._noted.pop(path, None)

    def remark(self, name: str, value: bytes) -> None:
        """Keep something of the new site as a whole, under a name."""
        self._remarks[name] = value

    def remarked(self, name: str) -> bytes | None:
        """What was kept so of the one that stands, if it was of the same shape."""
        value = self._kept.value(_KIND, name) if self._kept and self._is_of_shape else None
        return value.value if value and value.key == self._before else None

    def __contains__(self, path: object) -> bool:
        """Whether the new site has such a file."""
        return path in self._taken or path in self._noted

    def lay_out(self, folder: Path) -> None:
        """Put what is taken over into the folder with the new files, now and from now on."""
        if not self._laid_out:
            for path in self._taken:
                _lay(f"{self._site}/{path}", f"{folder}/{path}")
        self._laid_out = str(folder)

    def change(self, folder: Path) -> Change:
        """What makes the site that stands the next one, all new files of which are in ``folder``.

        What was not noted is read, and taken over if it says the same.
        """
        new, look = list[str](), 0
        for path, known in files_below(folder):
            if not self._is_taken(path, folder):
                new.append(path)
                look += _mark(path, known) if self.is_known else 0
        self._next = self._look_with(look)
        if len(new) < len(self._noted):  # not all that was meant came to be
            self._noted = {path: self._noted[path] for path in new}
        return Change(tuple(new), frozenset(self._left.keys() - self._noted.keys()))

    def _is_taken(self, path: str, folder: Path) -> bool:
        if path in self._taken or path in self._noted:
            return path in self._taken
        sha256 = _sha256(f"{folder}/{path}") or b""
        if not self.take_same(path, None, sha256):
            self.note(path, _UNKNOWN, sha256)
            return False
        (folder / path).unlink()
        return True

    def _look_with(self, new: int) -> str:
        """How the next site looks, by how this one and the ``new`` files do; empty if that is not known."""
        try:
            left = sum(_mark(path, os.lstat(f"{self._site}/{path}")) for path in self._left)
        except FileNotFoundError:  # somebody writes into it
            self.is_known = False
        if not self.is_known:
            return ""
        return _written(int(self.look, 16) - left + new)

    def save(self, site: Path) -> str:
        """The new site stands: its files are the earlier ones from now on. How it looks."""
        look = self._next or look_of(site)
        if self._kept:
            names = set(self._remarks)
            for name, part in self._parts():
                names.add(name)
                self._kept.replace(_KIND, {name: Value(look.encode(), part)})
            remarks = {name: Value(look.encode(), one) for name, one in self._remarks.items()}
            self._kept.replace(_KIND, remarks, self._kept.names(_KIND) - names)
            self._kept.commit()
        return look

    def _parts(self) -> Iterator[tuple[str, bytes]]:
        """The new site's files as they are kept, never many in memory."""
        taken = ((path, entry) for path, entry in self._taken.items() if path not in self._noted)
        count = len(self._noted) + sum(path not in self._noted for path in self._taken)
        files = chain(taken, self._noted.items())
        for number in range(-(-count // _PART)):
            yield _name(number), _written_part([*islice(files, _PART)], count, self.shape)


def look_of(site: Path) -> str:
    """What changes when someone writes into a site: one number over the names, sizes and times of all files.

    A sum: so what a change does to it is known without a look at the files that do not change.
    """
    look, waiting = 0, [""]
    while waiting:
        inside = waiting.pop()
        with contextlib.suppress(FileNotFoundError), entries_of(f"{site}/{inside}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{inside}{entry.name}/")
                else:
                    look += _mark(inside + entry.name, entry.stat(follow_symlinks=False))
    return _written(look)


def _mark(path: str, known: os.stat_result) -> int:
    look = _SEEN.pack(known.st_size, known.st_mtime_ns, stat.S_IFMT(known.st_mode))
    line = path.encode("utf-8", "surrogateescape") + look
    return int.from_bytes(blake2b(line, digest_size=_MARK).digest(), "big")


def _written(look: int) -> str:
    return f"{look % (1 << 8 * _MARK):x}"


def _name(number: int) -> str:
    return f"{_FILES} {number}"


def _written_part(files: Sequence[tuple[str, bytes]], count: int, shape: bytes) -> bytes:
    """Some of so many files of a site."""
    paths = os.fsencode("\0".join(path for path, _ in files))
    return b"".join((count.to_bytes(_COUNT, "big"), shape, *(entry for _, entry in files), paths))


def _read(kept: Kept | None) -> tuple[bytes, bytes, dict[str, bytes]]:
    """How the site looked that was published last, the shape of its files, and path → SHA-256 and key."""
    first = kept.value(_KIND, _name(0)) if kept else None
    if kept is None or first is None:
        return b"", b"", {}
    files, head = dict[str, bytes](), first.value[: _COUNT + KEY]
    count = int.from_bytes(head[:_COUNT], "big")
    for number in range(-(-count // _PART)):
        part = kept.value(_KIND, _name(number))
        if part is None or part.key != first.key or not part.value.startswith(head):
            return b"", b"", {}
        files.update(_files_of(part.value, min(_PART, count - number * _PART)))
    return first.key, head[_COUNT:], files


def _files_of(part: bytes, count: int) -> Iterator[tuple[str, bytes]]:
    start = _COUNT + KEY
    end = start + count * (_SUM + KEY)
    places = range(start, end, _SUM + KEY)
    for path, at in zip(os.fsdecode(part[end:]).split("\0"), places, strict=True):
        yield path, part[at : at + _SUM + KEY]


def _sha256(file: str) -> bytes | None:
    """Of a file's bytes; None of what is none, or a link."""
    try:
        if not stat.S_ISREG(os.lstat(file).st_mode):
            return None
        with open(file, "rb") as stream:  # noqa: PTH123 - thousands of them
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:
        return None


def _lay(old: str, new: str) -> None:
    """Put a file at another place as well: as a hard link, or as a copy where there can be none.

    Raises OSError.
    """
    os.makedirs(os.path.dirname(new), exist_ok=True)  # noqa: PTH103, PTH120 - as above
    with contextlib.suppress(OSError):
        os.link(old, new, follow_symlinks=False)
        return
    shutil.copy2(old, new, follow_symlinks=False)
