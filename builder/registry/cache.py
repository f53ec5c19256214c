"""Registries as they were merged and found in order, kept between runs.

Reading and checking the YAML takes most of a start.

The file is JSON: a format that can hold nothing but data, so a cache that somebody else wrote cannot execute
anything (pickle and marshal can). Its first line names what it was made from and the digest of the rest: a
file of another archive, another version or another program, a torn or damaged one, is never used but made
anew. It is trusted as far as the archive's own registry files are, beside which it lies: who can write the
one can write the other.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

from builder.registry.files import Data

_NAME: Final = "registry.json"
_FORM: Final = "briefings-registry"
_MOST: Final = 32_000_000
"""Bytes; ours are 0.5 million. A larger file is not ours, and not read."""


class RegistryCache:
    """One kept registry in ``folder``. Whatever is wrong with it or with the folder costs time, nothing else.

    ``outcomes`` counts what became of each use: ``found``, ``missing``, ``stale`` (made from other rules or
    by another version), ``damaged``, ``written``, ``unwritable``.
    """

    def __init__(self, folder: Path) -> None:
        """Nothing is read yet; the folder need not exist."""
        self.path = folder / _NAME
        self.outcomes: Counter[str] = Counter()

    def get(self, key: str) -> Data | None:
        """What was kept under ``key``; None where nothing usable is there."""
        outcome, data = self._read(key)
        self.outcomes[outcome] += 1
        return data

    def _read(self, key: str) -> tuple[str, Data | None]:
        try:
            if self.path.stat().st_size > _MOST:
                return "damaged", None
            head, _, text = self.path.read_bytes().partition(b"\n")
        except OSError:
            return "missing", None
        if head == _head(key, text):
            try:
                return "found", json.loads(text)
            except (ValueError, RecursionError):
                return "damaged", None
        return ("stale" if head == _head(_key_of(head), text) else "damaged"), None

    def put(self, key: str, text: bytes) -> None:
        """Keep JSON ``text`` under ``key`` in place of what was kept: whole or not at all."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(self.path, _head(key, text) + b"\n" + text)
        except OSError:
            self.outcomes["unwritable"] += 1
        else:
            self.outcomes["written"] += 1

    def refused(self) -> None:
        """Count what ``get`` gave as damaged: it was well-formed, but no registry."""
        self.outcomes["found"] -= 1
        self.outcomes["damaged"] += 1


def _head(key: str, text: bytes) -> bytes:
    return f"{_FORM} {key} {hashlib.sha256(text).hexdigest()}".encode()


def _key_of(head: bytes) -> str:
    words = head[:200].split(b" ")
    return words[1].decode("ascii", "backslashreplace") if len(words) == 3 else ""


def _replace(path: Path, content: bytes) -> None:
    """By a new file of its own name beside it.

    Two commands that write at once do not tear each other's, nor follow a link.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
