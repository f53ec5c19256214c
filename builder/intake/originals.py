"""The documents of one article: of ``X.hwpx``, ``X.hwp``, ``X.docx`` and ``X.pdf`` the best is read."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from builder.intake.disk import bytes_of
from builder.intake.formats.sniff import DOCUMENT_ENDINGS, Format, sniff
from builder.model import Attachment

SUFFIXES: Final = tuple(DOCUMENT_ENDINGS)
"""Of documents, the one that says most first."""
_ENDINGS: Final = tuple(ending for suffix in SUFFIXES for ending in (suffix, suffix.upper()))
WRITTEN_SUFFIXES: Final = (".txt", ".html", ".htm", ".md")
"""Of texts. Each is an article; a document of the same stem is its attachment."""
MAX_BYTES: Final = 64 * 1024 * 1024
"""Of a document: they carry pictures, which are not read."""


def is_document_name(path: PurePosixPath | Path) -> bool:
    """Whether a file is called like a document."""
    return path.suffix.lower() in SUFFIXES


def best_of(names: Iterable[str]) -> frozenset[str]:
    """Of the names in one folder the documents that are seeds: the best of each stem that no text has."""
    known = sorted({PurePosixPath(name) for name in names})
    written = {name.stem for name in known if name.suffix.lower() in WRITTEN_SUFFIXES}
    best: dict[str, PurePosixPath] = {}
    for name in known:
        if is_document_name(name) and name.stem not in written:
            best[name.stem] = min(best.get(name.stem, name), name, key=_order)
    return frozenset(map(str, best.values()))


def _order(name: PurePosixPath) -> tuple[int, str]:
    return SUFFIXES.index(name.suffix.lower()), name.name


def originals(path: Path, name: str) -> tuple[Attachment, ...]:
    """The documents of the seed's stem in its folder, itself among them, the best first; no links."""
    found = (_attachment(one, str(PurePosixPath(name).with_name(one.name))) for one in _beside(path))
    return tuple(one for one in found if one is not None)


def _beside(path: Path) -> list[Path]:
    """By name, not by listing: a folder may hold a hundred thousand seeds."""
    stem = str(path).removesuffix(path.suffix)
    endings = (*_ENDINGS, path.suffix) if is_document_name(path) else _ENDINGS
    found: dict[tuple[int, int], Path] = {}
    for one in (stem + ending for ending in endings):
        try:
            status = os.lstat(one)
        except OSError:
            continue
        if stat.S_ISREG(status.st_mode):
            found.setdefault((status.st_dev, status.st_ino), Path(one))
    return sorted(found.values(), key=lambda one: _order(PurePosixPath(one.name)))


def _attachment(path: Path, name: str) -> Attachment | None:
    data = bytes_of(path, MAX_BYTES)
    if not isinstance(data, bytes):
        return None
    known = sniff(data, name).format
    kind = path.suffix.lower().removeprefix(".") if known is Format.OTHER else known.value
    return Attachment(name, kind, len(data), hashlib.sha256(data).hexdigest())
