"""The documents of one article: of ``X.hwpx``, ``X.hwp``, ``X.docx`` and ``X.pdf`` the best is read."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from builder.intake.disk import bytes_of
from builder.intake.fact_values import attached
from builder.intake.formats.sniff import DOCUMENT_ENDINGS, MHTML_ENDINGS, sniff
from builder.model import Attachment, Problem
from builder.problems import seed_problem

SUFFIXES: Final = tuple(DOCUMENT_ENDINGS)
"""Of documents, the one that says most first."""
_ENDINGS: Final = tuple(ending for suffix in SUFFIXES for ending in (suffix, suffix.upper()))
WRITTEN_SUFFIXES: Final = (".txt", ".html", ".htm", *MHTML_ENDINGS, ".md")
"""Of texts. Each is an article; a document of the same stem is its attachment."""
_ENDING: Final = re.compile(r"[a-z0-9]{1,8}")
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


def attachments(
    path: Path, name: str, supplied: Sequence[str], pictures: Iterable[str] = ()
) -> tuple[tuple[Attachment, ...], tuple[Problem, ...]]:
    """The seed's originals, what is ``supplied`` with it, and its ``pictures``, by their paths beside it.

    N129 for a supplied file that is not there.
    """
    found = dict.fromkeys(originals(path, name))
    missing = []
    for entry in supplied:
        label, url = attached(entry)
        one = _elsewhere(label, url) if url else _named(path, name, label)
        if one is None:
            missing.append(seed_problem("N129", name, detail=label))
        else:
            found[one] = None
    for picture in pictures:
        if file := _attachment(path.parent / picture, str(PurePosixPath(name).parent / picture)):
            found[file] = None
    return tuple(found), tuple(missing)


def _named(path: Path, name: str, label: str) -> Attachment | None:
    """The file called ``label`` beside the seed; no link."""
    file = path.with_name(label)
    return None if file.is_symlink() else _attachment(file, str(PurePosixPath(name).with_name(label)))


def _elsewhere(label: str, url: str) -> Attachment:
    """A file that is only linked; its format is what its name ends with."""
    last = PurePosixPath(label or urlsplit(url).path)
    ending = last.suffix.lower().removeprefix(".")
    kind = ending if _ENDING.fullmatch(ending) else ""
    return Attachment(kind, url=url, name=label or last.name)


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
    known = sniff(data, name).format.value
    ending = path.suffix.lower().removeprefix(".")
    kind = known if f".{known}" in SUFFIXES else ending
    return Attachment(kind, name, len(data), hashlib.sha256(data).hexdigest())
