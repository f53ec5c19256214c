"""The pages of the site that stands, which the next one may take over as they are.

A page is its Markdown, what publishing made for it, and what shapes all pages; where none of these has
changed, its file in the old site is its file in the new one: a hard link, or a copy where there can be none.
Of each page is kept what else the renderer has to know of it: the headings it offers, and what it links to.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.kept import Drawer, Kept, key_of

_KIND: Final = "html"


@dataclass(frozen=True, slots=True)
class Facts:
    """What other pages depend on, and this page on them. Paths are those of Markdown files below docs."""

    anchors: tuple[str, ...]
    targets: frozenset[str]
    """The pages it links to."""
    links: tuple[tuple[str, str, str], ...]
    """(page, heading, link as it is written) of each link to a heading."""


class EarlierPages:
    """The pages of the site that stands, as they were when it was published."""

    def __init__(
        self, kept: Kept, shape: bytes, site: Path, fragments: Path, digests: Mapping[str, bytes]
    ) -> None:
        """``shape``: of all that shapes every page.

        ``fragments``: where those of each page lie; ``digests``: the SHA-256 of them, by the page's path.
        """
        self._kept, self._shape, self._site = kept, shape, str(site)
        self._fragments, self._digests = fragments, digests
        self._drawer = Drawer(kept, _KIND)

    def fragments(self, path: str) -> bytes:
        """What publishing made for a page."""
        try:
            return (self._fragments / f"{path}.json").read_bytes()
        except OSError:
            return b""

    def key(self, path: str, source: str | bytes, around: bytes) -> bytes:
        """Of all that the page's file depends on.

        ``source``: the place of its Markdown, or its bytes. ``around``: what else is known, as a digest.
        """
        read = hashlib.sha256(source).digest() if isinstance(source, bytes) else self._kept.digest(source)
        return key_of(self._shape, around, path, read, self._digests.get(path, b""))

    def take(self, path: str, key: bytes, address: str, target: str) -> Facts | None:
        """Put the page's file at ``target`` if it stands as this key makes it; else nothing, and None."""
        value = self._drawer.take(path, key)
        if value is None:
            return None
        look, *facts = json.loads(value)
        old = f"{self._site}/{address}"
        try:
            if look != _look(old):
                return None
            linked(old, target)
        except OSError:
            return None
        anchors, targets, links = facts
        return Facts(tuple(anchors), frozenset(targets), tuple(map(tuple, links)))

    def note(self, path: str, key: bytes, file: str, facts: Facts) -> None:
        """Keep what was made: ``file`` is the page's file in the new site."""
        value = json.dumps(
            [_look(file), facts.anchors, sorted(facts.targets), facts.links], ensure_ascii=False
        )
        self._drawer.put(path, key, value.encode())

    def save(self) -> None:
        """The new site stands: its pages are the earlier ones from now on."""
        self._drawer.save()


def _look(file: str) -> list[int]:
    status = os.lstat(file)
    return [status.st_size, status.st_mtime_ns]


def linked(old: str, new: str) -> None:
    """Put a file at another place as well: as a hard link, or as a copy where there can be none.

    Raises OSError.
    """
    with contextlib.suppress(OSError):
        os.link(old, new, follow_symlinks=False)
        return
    shutil.copy2(old, new, follow_symlinks=False)
