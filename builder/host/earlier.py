"""The pages of the site that stands, which the next one may take over as they are.

A page is its Markdown, what publishing made for it, and what shapes all pages; where none of these has
changed, its file in the old site is its file in the new one. Of each page is kept what else the renderer has
to know of it: the headings it offers, and what it links to. Of pages that are taken over that is read only
where another one asks for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.kept import Drawer, Kept, key_of
from builder.standing import StandingSite

_KIND: Final = "html"
_WHOLE: Final = "pages"
"""The name of what is kept of all of them together."""


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
        self,
        kept: Kept,
        standing: StandingSite,
        fragments: Path,
        digests: Mapping[str, bytes],
        sources: Mapping[str, bytes],
    ) -> None:
        """``fragments``: where those of each page lie; ``digests``: the SHA-256 of them, by the page's path.

        ``sources``: the SHA-256 of the pages' files, as far as they are known.
        """
        self._standing, self._fragments = standing, fragments
        self._digests, self._sources = digests, sources
        self._drawer = Drawer(kept, _KIND)
        self._keys: dict[str, bytes] = {}
        """Of the pages that are taken over."""
        self._noted: dict[str, bytes] = {}
        """Of those that were made."""
        written = standing.remarked(_WHOLE)
        others, self.known, self._linking = json.loads(written) if written else ([], {}, {})
        """Pages that can be taken over → their addresses; those that link to headings of others → these."""
        self._paths = frozenset([*others, *self.known]) if written else None
        """All files there were, if that is known."""

    def fragments(self, path: str) -> bytes:
        """What publishing made for a page."""
        try:
            return (self._fragments / f"{path}.json").read_bytes()
        except OSError:
            return b""

    def source(self, path: str) -> bytes | None:
        """The SHA-256 of a page's Markdown, if it is known."""
        return self._sources.get(path)

    def key(self, path: str, source: bytes, around: bytes) -> bytes:
        """Of all that the page's file depends on, besides what shapes all of them.

        ``source``: the SHA-256 of its Markdown. ``around``: what else is known, as a digest.
        """
        return key_of(around, path, source, self._digests.get(path, b""))

    def gone(self, paths: Collection[str]) -> frozenset[str] | None:
        """The pages that are not among these any more; None where that is not known."""
        return None if self._paths is None else self._paths.difference(paths)

    def take(self, path: str, key: bytes, address: str, gone: frozenset[str]) -> bool:
        """Take a page over if it stands as this key makes it, and links to none that is ``gone``."""
        if gone:
            facts = self._facts(path, key)
            if facts is None or facts.targets & gone:
                return False
        if self._standing.take(address, key) is None:
            return False
        self._drawer.met(path)
        self._keys[path] = key
        return True

    def facts(self, paths: Iterable[str]) -> dict[str, Facts | None]:
        """Of those that were taken over or made; None where they were lost."""
        keys = ((path, self._keys.get(path) or self._noted.get(path)) for path in sorted(paths))
        return {path: self._facts(path, key) for path, key in keys if key}

    def _facts(self, path: str, key: bytes) -> Facts | None:
        value = self._drawer.take(path, key)
        if value is None:
            return None
        anchors, targets, links = json.loads(value)
        return Facts(tuple(anchors), frozenset(targets), tuple(map(tuple, links)))

    def linking(self) -> dict[str, list[str]]:
        """The pages that were taken over and link to headings of others → these others."""
        return {path: linked for path, linked in self._linking.items() if path in self._keys}

    def note(self, path: str, key: bytes, address: str, html: bytes, facts: Facts) -> None:
        """Keep what was made."""
        value = json.dumps([facts.anchors, sorted(facts.targets), facts.links], ensure_ascii=False)
        self._drawer.put(path, key, value.encode())
        self._noted[path] = key
        self._standing.note(address, key, hashlib.sha256(html).digest())

    def remark(self, others: Collection[str], pages: Mapping[str, str], new: Mapping[str, Facts]) -> None:
        """Keep what is to be known of all there are: of the ``pages``, by address, and of other files.

        ``new``: those that were made and link to headings.
        """
        linking = self.linking()
        for path, facts in new.items():
            if linked := sorted({to for to, _, _ in facts.links} - {path}):
                linking[path] = linked
        self._standing.remark(_WHOLE, json.dumps([sorted(others), pages, linking]).encode())

    def save(self) -> None:
        """The new site stands: its pages are the earlier ones from now on."""
        self._drawer.save()
