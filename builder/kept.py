"""What is kept between runs, in one SQLite file below ``.cache/``: values by name, and the digests of files.

A value is given back only for the very key it was kept with: the digest of all that it was made from. So
nothing here can be out of date; what is not there is made again. The file holds data and cannot execute. One
that is damaged, or that another version of this form wrote, is thrown away and begun anew; where none can be
written all is kept in memory. That costs time, nothing else. Each row carries a check of its own, for a disk
may change a bit that SQLite does not look at.

SQLite: one file, in the standard library, whole after a crash (a write-ahead log), thousands of rows read and
written in milliseconds.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
from collections.abc import Container, Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from builder.looks import FRESH

_NAME: Final = "kept.sqlite"
_FORM: Final = "briefings-kept 3"
#: Values of some thousand bytes stand beside their index, in large pages: a third less room and half the time
#: that a table ordered by its names takes.
_PAGE: Final = 16_384
_TABLES: Final = """
CREATE TABLE form (name TEXT NOT NULL);
CREATE TABLE value (kind TEXT, name TEXT, key BLOB, value BLOB, mark BLOB, PRIMARY KEY (kind, name));
CREATE TABLE file (path TEXT PRIMARY KEY, look TEXT, digest BLOB, mark BLOB) WITHOUT ROWID;
"""
_SHAPES: Final = "shapes"
"""The kind of what says in which shape of code and rules other values were made."""
_AHEAD: Final = 256
"""So many values at most are read in one go."""
_MOST: Final = 2_000
"""So many values of a kind are held in memory before they go to the file; they last once it is saved."""
_MOST_BYTES: Final = 4_000_000
"""Or values of so many bytes: a long list's page has a hundred thousand."""


class Value(NamedTuple):
    """What was kept under a name, and the digest of what it was made from."""

    key: bytes
    value: bytes


class Kept:
    """The kept values of one archive. Close it, or use it as a context."""

    def __init__(self, folder: Path | None) -> None:
        """``folder`` need not exist; without one all is kept in memory."""
        self._path = folder / _NAME if folder else None
        self._base = self._opened() or self._anew()
        self._asked = {_SHAPES}

    @property
    def folder(self) -> Path | None:
        """That of its file; None where all is in memory."""
        return self._path.parent if self._path else None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """What was put in without ``commit`` is forgotten. Who asks later is told of nothing."""
        self._base.close()
        self._path = None

    def values(self, kind: str) -> dict[str, Value]:
        """All values of a kind by name; those that are damaged are left out."""
        self._asked.add(kind)
        rows: list[tuple[str, bytes, bytes, bytes]] = []
        with self._mending():
            query = "SELECT name, key, value, mark FROM value WHERE kind = ?"
            rows = self._base.execute(query, (kind,)).fetchall()
        return {
            name: Value(key, value)
            for name, key, value, mark in rows
            if mark == _mark(kind, name, key, value)
        }

    def value(self, kind: str, name: str) -> Value | None:
        """One of them."""
        self._asked.add(kind)
        row = None
        with self._mending():
            query = "SELECT key, value, mark FROM value WHERE kind = ? AND name = ?"
            row = self._base.execute(query, (kind, name)).fetchone()
        return Value(*row[:2]) if row and row[2] == _mark(kind, name, *row[:2]) else None

    def from_name(self, kind: str, first: str, most: int) -> list[tuple[str, Value | None]]:
        """The values of a kind from a name on, in order of names; None for one that is damaged."""
        query = "SELECT name, key, value, mark FROM value WHERE kind = ? AND name >= ? ORDER BY name LIMIT ?"
        rows: list[tuple[str, bytes, bytes, bytes]] = []
        self._asked.add(kind)
        with self._mending():
            rows = self._base.execute(query, (kind, first, most)).fetchall()
        return [
            (name, Value(key, value) if mark == _mark(kind, name, key, value) else None)
            for name, key, value, mark in rows
        ]

    def rows(self, kind: str) -> Iterator[tuple[str, Value]]:
        """All values of a kind that are not damaged, in order of their names, never many in memory."""
        first = ""
        while found := self.from_name(kind, first, _MOST):
            first = f"{found[-1][0]}\0"
            yield from ((name, value) for name, value in found if value is not None)

    def names(self, kind: str) -> set[str]:
        """The names of all of them."""
        names: list[tuple[str]] = []
        with self._mending():
            names = self._base.execute("SELECT name FROM value WHERE kind = ?", (kind,)).fetchall()
        return {name for (name,) in names}

    def replace(self, kind: str, changed: Mapping[str, Value], gone: Iterable[str] = ()) -> None:
        """Put values in the place of those with their names, and forget those that are ``gone``."""
        self._asked.add(kind)
        with self._mending():
            self._base.executemany(
                "DELETE FROM value WHERE kind = ? AND name = ?", ((kind, name) for name in gone)
            )
            rows = ((kind, name, *one, _mark(kind, name, *one)) for name, one in sorted(changed.items()))
            self._base.executemany("INSERT OR REPLACE INTO value VALUES (?, ?, ?, ?, ?)", rows)

    def renewed(self, name: str, shape: bytes) -> bool:
        """Whether what is called ``name`` was made in another ``shape`` so far; now this one counts."""
        last = self.value(_SHAPES, name)
        if last is not None and last.key == shape:
            return False
        self.replace(_SHAPES, {name: Value(shape, b"")})
        return True

    def forget_unasked(self) -> None:
        """Forget the kinds of values that nobody has asked for.

        For a run that has asked for all it needs, where what it did not ask for was made by other code or
        rules: nobody can be given that. What a run of the same shape has kept, a later one may need.
        """
        with self._mending():
            kinds = {kind for (kind,) in self._base.execute("SELECT DISTINCT kind FROM value")} - self._asked
            self._base.executemany("DELETE FROM value WHERE kind = ?", ((kind,) for kind in kinds))
            self._base.commit()
            if kinds:
                self._base.execute("VACUUM")

    def digests(self, files: Iterable[Path]) -> dict[Path, bytes]:
        """The SHA-256 of each file's bytes; only files that look otherwise than before are read.

        Raises:
            OSError: a file cannot be read.
        """
        return {file: self.digest(str(file)) for file in files}

    def digest(self, path: str) -> bytes:
        """The same of one file."""
        now, status = time.time_ns(), os.lstat(path)
        look = f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_size} {status.st_ino}"
        if known := self._known_digest(path, look):
            return known
        found = hashlib.sha256(Path(path).read_bytes()).digest()
        if max(status.st_mtime_ns, status.st_ctime_ns) < now - FRESH:  # else it is read again
            row = (path, look, found, _mark(path, look, found))
            with self._mending():
                self._base.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)", row)
        return found

    def _known_digest(self, path: str, look: str) -> bytes | None:
        """That of a file which looks as it did: each is asked for, as there are many more in the archive."""
        row = None
        with self._mending():
            query = "SELECT digest, mark FROM file WHERE path = ? AND look = ?"
            row = self._base.execute(query, (path, look)).fetchone()
        return bytes(row[0]) if row and row[1] == _mark(path, look, row[0]) else None

    def commit(self) -> None:
        """Bring what was put in to the disk."""
        with self._mending():
            self._base.commit()

    def _opened(self) -> sqlite3.Connection | None:
        """The file as it stands, if it is one of ours."""
        if self._path is None or not self._path.is_file() or self._path.is_symlink():
            return None
        try:
            base = _connected(self._path)
        except sqlite3.Error:
            return None
        with contextlib.suppress(sqlite3.Error):
            if base.execute("SELECT name FROM form").fetchall() == [(_FORM,)]:
                return base
        base.close()
        return None

    def _anew(self) -> sqlite3.Connection:
        """An empty one; in memory where none can be written."""
        try:
            base = _connected(self._made_free())
            base.executescript(_TABLES)
        except (OSError, sqlite3.Error):
            base = sqlite3.connect(":memory:")
            base.executescript(_TABLES)
        base.execute("INSERT INTO form VALUES (?)", (_FORM,))
        base.commit()
        return base

    def _made_free(self) -> Path | str:
        """Where an empty one shall stand."""
        if self._path is None:
            return ":memory:"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        for ending in ("", "-wal", "-shm"):
            self._path.with_name(_NAME + ending).unlink(missing_ok=True)
        return self._path

    @contextlib.contextmanager
    def _mending(self) -> Iterator[None]:
        """A file that turns out to be damaged is begun anew; what was asked of it is not there."""
        try:
            yield
        except sqlite3.Error:
            with contextlib.suppress(sqlite3.Error):
                self._base.close()
            self._base = self._anew()


class Drawer:
    """The kept values of one kind. What is neither taken nor put in is forgotten when it is saved first.

    From then on all that is kept stays: the names of thousands need not be in memory until the end.
    """

    def __init__(self, kept: Kept | None, kind: str) -> None:
        """``kind``: their name among all that is kept. Without ``kept`` nothing lasts."""
        self._kept, self._kind = kept, kind
        self.changed: dict[str, Value] = {}
        """What was put in and is not on the disk yet."""
        self._size = 0
        """So many bytes that is, at most."""
        self._met: set[str] = set()
        self._ahead: dict[str, Value | None] = {}
        self._used = 0
        """So often one of those ahead was asked for."""
        self._reach = 1
        self._is_new = kept is None or not kept.from_name(kind, "", 1)
        self._is_swept = False

    def take(self, name: str, key: bytes) -> bytes | None:
        """What was kept under the name with the very same key."""
        value = self.changed.get(name) or self._found(name)
        if value is None or value.key != key:
            return None
        self._met.add(name)
        return value.value

    def _found(self, name: str) -> Value | None:
        """What is kept; where names are asked for in their order, the next ones come along."""
        if self._kept is None or (self._is_new and name not in self._met):
            return None
        if name not in self._ahead:
            follows = bool(self._ahead) and name > max(self._ahead) and 2 * self._used > len(self._ahead)
            self._reach = min(self._reach * 4, _AHEAD) if follows else 1
            self._ahead, self._used = dict(self._kept.from_name(self._kind, name, self._reach)), 0
        self._used += 1
        return self._ahead.get(name)

    def met(self, name: str) -> None:
        """What is kept under the name stays, though it is not needed now."""
        self._met.add(name)

    def all_met(self, names: Iterable[str]) -> None:
        """The same of many."""
        self._met.update(names)

    def has(self, name: str) -> bool:
        """Whether a value was taken or put in under the name."""
        return name in self._met

    def put(self, name: str, key: bytes, value: bytes) -> None:
        """Keep a value from now on."""
        self.changed[name] = Value(key, value)
        self._met.add(name)
        self._size += len(value)
        if self._kept is not None and (len(self.changed) >= _MOST or self._size >= _MOST_BYTES):
            self._kept.replace(self._kind, self.changed)
            self.changed, self._ahead, self._size = {}, {}, 0

    def save(self, living: Container[str] | None = None) -> None:
        """Bring it to the disk. ``living``: nothing else is forgotten than what is of none of these."""
        if self._kept is None:
            return
        self._kept.replace(self._kind, self.changed, () if self._is_swept else self._gone(living))
        self._kept.commit()
        self.changed, self._met, self._is_new, self._is_swept = {}, set(), False, True

    def _gone(self, living: Container[str] | None) -> set[str]:
        names = self._kept.names(self._kind) - self._met if self._kept else set[str]()
        return names if living is None else {name for name in names if name.partition(" ")[0] not in living}


def key_of(*parts: object) -> bytes:
    """One digest of what something is made from: texts, numbers, bytes, None, and tuples of them."""
    pieces: list[bytes] = []
    for part in parts:  # bytes as they are: written out, a page would be four times as long
        written = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        pieces += f"{type(part).__name__} {len(written)} ".encode(), written
    return blake2b(b"".join(pieces), digest_size=20).digest()


def as_tuples(value: Any) -> Any:
    """What JSON gives back, with tuples in the place of its lists: as it was when it was kept."""
    return tuple(map(as_tuples, value)) if isinstance(value, list) else value


def _mark(*parts: str | bytes) -> bytes:
    pieces: list[bytes] = []
    for part in parts:
        written = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        pieces += len(written).to_bytes(8, "big"), written
    return blake2b(b"".join(pieces), digest_size=8).digest()


def _connected(path: Path | str) -> sqlite3.Connection:
    base = sqlite3.connect(path)
    base.execute(f"PRAGMA page_size = {_PAGE}")
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = NORMAL")
    return base
