"""What parts have found, kept in a folder: an audit that was broken off goes on where it was, and a report tells it all.

What is kept counts as long as nothing has changed that it could depend on: the builder, the texts, the tools, the part itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from tests.audit.model import Finding, Outcome

_UNREAD = frozenset({"node_modules", "__pycache__"})


def stamp(places: Iterable[Path], *more: str) -> str:
    """One digest of all files at ``places``, folders with all that is in them, and of what was asked."""
    digest = hashlib.sha256("\n".join(more).encode())
    for place in places:
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file() and _UNREAD.isdisjoint(file.parts):
                digest.update(f"\n{file.relative_to(place)}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def keep(path: Path, mark: str, outcome: Outcome) -> None:
    """Write an outcome down. What checked nothing and what a broken tool left is not worth keeping."""
    if outcome.checks and not any(one.rule == "failed" for one in outcome.findings):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"stamp": mark} | asdict(outcome), ensure_ascii=False, indent=1), "utf-8")


def recall(path: Path, mark: str) -> Outcome | None:
    """The outcome that was kept under the same mark."""
    if not path.is_file():
        return None
    kept = json.loads(path.read_text("utf-8"))
    if kept.pop("stamp") != mark:
        return None
    return Outcome(**kept | {"findings": [Finding(**one) for one in kept["findings"]]})
