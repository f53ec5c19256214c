"""The files that are made when publishing, of which those that stand are made neither again nor read."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from builder.kept import Drawer, Kept, key_of
from builder.new_file import write_file
from builder.publish.outputs.output import Depends, File, Poured
from builder.publish.standing_blocks import StandingBlocks, packed
from builder.standing import KEY, StandingSite

_KIND: Final = "blocks"
_UNREAD: Final = bytes(32)
"""Stands for the SHA-256 of a file that is not read: none is that, so only a site that is known has it."""


class EarlierFiles:
    """What the site that stands has of them, and what the new one gets."""

    def __init__(self, standing: StandingSite | None = None, kept: Kept | None = None) -> None:
        """``standing``: None where none does. ``kept``: there the blocks of long files are."""
        self.standing, self._blocks = standing or StandingSite(), Drawer(kept, _KIND)

    def take(self, path: str, depends: Depends | None) -> str | None:
        """Take a file over if it stands as it would be made, and give its SHA-256; else None.

        ``path``: in the site. ``depends``: what it would be made from (``Later``); None if that is not known.
        """
        sha256 = self.standing.take(path, _key(depends)) if depends is not None else None
        return sha256.hex() if sha256 else None

    def put(self, file: File, target: str) -> None:
        """Write a file at ``target``, unless it stands and says the same; keep what it was made from."""
        with suppress(FileNotFoundError):
            os.unlink(target)  # noqa: PTH108 - as in write_file
        sha256 = hashlib.sha256(file.content).digest()
        if not self._is_the_same(file, sha256):
            write_file(target, file.content)
            self.note(file.path, file.depends, sha256.hex())

    def pour(self, file: Poured, target: str) -> str:
        """The same block by block, those that stand as they would be made from the file that has them.

        Returns its SHA-256.
        """
        place = Path(target)
        place.unlink(missing_ok=True)
        found, blocks = hashlib.sha256(), list[tuple[bytes, int]]()
        with self._standing_blocks(file.path) as standing, place.open("wb") as written:
            for block in file.blocks():
                key = key_of(self.standing.shape, *block.depends)
                content = standing.content(key) or block.make()
                found.update(content)
                written.write(content)
                blocks.append((key, len(content)))
        if self._is_the_same(file, found.digest()):
            place.unlink()
        else:
            self.note(file.path, file.depends, found.hexdigest())
        self._blocks.put(file.path, found.digest(), packed(blocks))
        return found.hexdigest()

    def _standing_blocks(self, path: str) -> StandingBlocks:
        """Those of a file, if it stands as it was written."""
        standing = self.standing.file(path)
        blocks = self._blocks.take(path, standing.sha256) if standing else None
        return StandingBlocks(standing.place, blocks) if standing and blocks else StandingBlocks()

    def _is_the_same(self, file: File | Poured, sha256: bytes) -> bool:
        key = None if file.depends is None else _key(file.depends)
        return self.standing.take_same(file.path, key, sha256)

    def stands(self, path: str, digest: str) -> bool:
        """Whether a file is taken over that another place keeps by a digest of its bytes (hex).

        Else it will be put there.
        """
        key = bytes.fromhex(digest).ljust(KEY, b"\0")
        if self.standing.take(path, key):
            return True
        self.standing.note(path, key, _UNREAD)
        return False

    def note(self, path: str, depends: Depends | None, sha256: str) -> None:
        """Keep what a new file was made from, if that is known."""
        if depends is not None:
            self.standing.note(path, _key(depends), bytes.fromhex(sha256))

    def forget(self, path: str) -> None:
        """A new file was changed after it was made."""
        self.standing.forget(path)

    def save(self) -> None:
        """The new site stands: its files are the earlier ones from now on."""
        self._blocks.save(self.standing)


def _key(depends: Depends) -> bytes:
    return blake2b(depends, digest_size=KEY).digest() if isinstance(depends, bytes) else key_of(*depends)
