"""The files of the site that stands, which the next one takes over as they are: made neither again nor read.

Of each is kept what it was made from, how it looks and its SHA-256. One that looks otherwise is read: in a
copy of the site the times are others and the bytes the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from builder.host.earlier import linked
from builder.kept import Kept, Value, key_of
from builder.publish.outputs.output import File, Poured
from builder.publish.standing_blocks import StandingBlocks, packed

_KIND: Final = "file"


class _Written(NamedTuple):
    """How a file looked when it was written."""

    size: int
    time: int
    sha256: str
    blocks: str = ""
    """Of one that was poured (``blocks.packed``)."""


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
        if value is None or depends is None or value.key != self._key(depends):
            return None
        try:
            if found := self._as_written(path, value):
                linked(f"{self._site}/{path}", target)
                self._met.add(path)
        except OSError:
            return None
        return found and found.sha256

    def _as_written(self, path: str, value: Value) -> _Written | None:
        """How a file was written, if it stands as it was.

        Raises:
            OSError: it does not stand, or cannot be read.
        """
        if self._site is None:
            return None
        written, old = _Written(*json.loads(value.value)), f"{self._site}/{path}"
        status = os.lstat(old)
        if status.st_size != written.size or not stat.S_ISREG(status.st_mode):
            return None
        return written if status.st_mtime_ns == written.time or _sha256(old) == written.sha256 else None

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
        """The same block by block, those that stand as they would be made from the file that has them.

        Returns its SHA-256.
        """
        place = Path(target)
        place.unlink(missing_ok=True)
        found, blocks = hashlib.sha256(), list[tuple[bytes, int]]()
        with self._blocks(file.path) as standing, place.open("wb") as written:
            for block in file.blocks():
                key = self._key(block.depends)
                content = standing.content(key) or block.make()
                found.update(content)
                written.write(content)
                blocks.append((key, len(content)))
        sha256 = found.hexdigest()
        if self._site and _is(f"{self._site}/{file.path}", place.stat().st_size, sha256):
            place.unlink()
            linked(f"{self._site}/{file.path}", target)
        self.note(file.path, file.depends, target, sha256, packed(blocks))
        return sha256

    def _blocks(self, path: str) -> StandingBlocks:
        """Those of a file, if it stands as it was written."""
        value = self._values.get(path)
        with suppress(OSError):
            if value and (found := self._as_written(path, value)):
                return StandingBlocks(f"{self._site}/{path}", found.blocks)
        return StandingBlocks()

    def note(
        self, path: str, depends: tuple[object, ...], target: str, sha256: str, blocks: str = ""
    ) -> None:
        """Keep what a file that stands at ``target`` was made from."""
        if self._kept:
            status = os.lstat(target)
            written = json.dumps(_Written(status.st_size, status.st_mtime_ns, sha256, blocks))
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
