"""The files of the site that stands, which the next one takes over as they are: made neither again nor read.

Of each is kept what it was made from, how it looks and its SHA-256. One that looks otherwise is read: in a
copy of the site the times are others and the bytes the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path
from typing import Final

from builder.host.earlier import linked
from builder.kept import Kept, Value, key_of
from builder.publish.outputs.output import File, Poured

_KIND: Final = "file"


class EarlierFiles:
    """The files of the site that stands, as they were when it was published."""

    def __init__(self, site: Path | None = None, kept: Kept | None = None, shape: bytes = b"") -> None:
        """``site``: it need not exist; None for none. ``shape``: of all that shapes every file."""
        self._site, self._kept, self._shape = str(site) if site else None, kept, shape
        self._values = kept.values(_KIND) if kept else {}
        self._changed: dict[str, Value] = {}
        self._met: set[str] = set()

    def take(self, path: str, depends: tuple[object, ...] | None, target: str) -> str | None:
        """Put a file at ``target`` if it stands as it would be made, and give its SHA-256; else None.

        ``path``: in the site. ``depends``: what it would be made from (``Later``); None if that is not known.
        """
        value = self._values.get(path)
        if self._site is None or value is None or depends is None or value.key != self._key(depends):
            return None
        size, changed, sha256 = json.loads(value.value)
        old = f"{self._site}/{path}"
        try:
            found = os.lstat(old)
            if found.st_size != size or not stat.S_ISREG(found.st_mode):
                return None
            if found.st_mtime_ns != changed and _sha256(old) != sha256:
                return None
            linked(old, target)
        except OSError:
            return None
        self._met.add(path)
        return str(sha256)

    def put(self, file: File, target: str) -> None:
        """Write the file at ``target``, and keep what it was made from if that is known.

        One that stands and says the same is linked, not written: that costs the disk less.
        """
        Path(target).unlink(missing_ok=True)  # it may be a link into the site that stands
        if self._site and _says(f"{self._site}/{file.path}", file.content):
            linked(f"{self._site}/{file.path}", target)
        else:
            Path(target).write_bytes(file.content)
        if file.depends is not None:
            self.note(file.path, file.depends, target, hashlib.sha256(file.content).hexdigest())

    def pour(self, file: Poured, target: str) -> str:
        """The same piece by piece; its SHA-256."""
        place = Path(target)
        place.unlink(missing_ok=True)
        found = hashlib.sha256()
        with place.open("wb") as written:
            for piece in file.pieces():
                found.update(piece)
                written.write(piece)
        sha256 = found.hexdigest()
        if self._site and _is(f"{self._site}/{file.path}", place.stat().st_size, sha256):
            place.unlink()
            linked(f"{self._site}/{file.path}", target)
        if file.depends is not None:
            self.note(file.path, file.depends, target, sha256)
        return sha256

    def note(self, path: str, depends: tuple[object, ...], target: str, sha256: str) -> None:
        """Keep what a file that stands at ``target`` was made from."""
        if self._kept:
            status = os.lstat(target)
            written = json.dumps([status.st_size, status.st_mtime_ns, sha256])
            self._changed[path] = Value(self._key(depends), written.encode())

    def save(self) -> None:
        """The new site stands: its files are the earlier ones from now on."""
        if self._kept:
            gone = self._values.keys() - self._met - self._changed.keys()
            self._kept.replace(_KIND, self._changed, gone)
            self._kept.commit()

    def _key(self, depends: tuple[object, ...]) -> bytes:
        return key_of(self._shape, *depends)


def _sha256(path: str) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is(file: str, size: int, sha256: str) -> bool:
    try:
        status = os.lstat(file)
        return stat.S_ISREG(status.st_mode) and status.st_size == size and _sha256(file) == sha256
    except OSError:
        return False


def _says(file: str, content: bytes) -> bool:
    try:
        status = os.lstat(file)
        is_alike = stat.S_ISREG(status.st_mode) and status.st_size == len(content)
        return is_alike and Path(file).read_bytes() == content
    except OSError:
        return False
