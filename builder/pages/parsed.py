"""Pages that need not be parsed again: their files say what they said before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from builder.kept import Drawer, Kept, key_of
from builder.model import Problem
from builder.pages.page import AnyPage, page_of
from builder.pages.store import Found, page_at

_KIND: Final = "parsed"


class ParsedPages:
    """The pages of docs/ as they were read in this run or an earlier one."""

    def __init__(self, kept: Kept, shape: bytes) -> None:
        """``shape``: of the code that reads pages."""
        self._kept, self._shape, self._drawer = kept, shape, Drawer(kept, _KIND)
        self._read: dict[str, tuple[bytes, Found]] = {}

    def read(self, docs: Path, path: str) -> Found:
        """As ``page_at``, which is asked where the file has changed."""
        try:
            digest = self._kept.digests([docs / path])[docs / path]
        except OSError:
            return page_at(docs, path)
        known = self._read.get(path)
        if known is None or known[0] != digest:
            known = self._read[path] = digest, self._parsed(docs, path, digest)
        return known[1]

    def _parsed(self, docs: Path, path: str, digest: bytes) -> Found:
        key = key_of(self._shape, digest)
        if written := self._drawer.take(path, key):
            return page_of(path, *json.loads(written))
        page = page_at(docs, path)
        if (page is not None) and not isinstance(page, Problem) and (text := _written(page)):
            self._drawer.put(path, key, text.encode())
        return page

    def digest(self, path: str) -> bytes | None:
        """The SHA-256 of the page's file as it was read; None where it was not."""
        known = self._read.get(path)
        return known[0] if known else None

    def save(self) -> None:
        """Bring it to the disk."""
        self._drawer.save()


def _written(page: AnyPage) -> str | None:
    """Front matter and body as JSON, where it gives them back as they are.

    It does not for a date without quotation marks, or a number as a key.
    """
    try:
        text = json.dumps([dict(page.meta), page.body], ensure_ascii=False)
    except TypeError:
        return None
    return text if page_of(page.path, *json.loads(text)) == page else None
