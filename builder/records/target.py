"""Where a record lies in ``seeds/``: what stands there, and whether it must be written."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from builder.prose.front_matter import yaml_of
from builder.records.record import Record

SIDECAR: Final = ".yml"
_ENDINGS: Final = (".txt", ".html", ".md")
_MARK: Final = "# imported {}: the next import writes over this file, unless you change it\n"
_MARKED: Final = re.compile(r"# imported ([0-9a-f]{16}):[^\n]*\n")
_MODIFIED: Final = re.compile(r"^modified: '?([^'\n]+)'?$", re.MULTILINE)


class Fate(Enum):
    """What an import does with a record."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "as they were"
    OLDER = "older than what stands"
    EDITED = "edited by hand"


@dataclass(frozen=True, slots=True)
class Target:
    """A record's files, and what is to be done about them."""

    fate: Fate
    files: Mapping[Path, str]
    """To be written, the sidecar first: a seed never stands without its facts."""
    gone: tuple[Path, ...] = ()
    """The seed's former file, where its ending has changed."""


def known_seeds(seeds: Path, sources: frozenset[str]) -> dict[str, str]:
    """The id of every record that stands below the sources' folders → its folder, relative to ``seeds``."""
    found: dict[str, str] = {}
    for source in sorted(sources):
        for folder, _, names in os.walk(seeds / source):
            inside = Path(folder).relative_to(seeds).as_posix()
            found |= {name.removesuffix(SIDECAR): inside for name in names if name.endswith(SIDECAR)}
    return found


def target_of(record: Record, seeds: Path, known: Mapping[str, str]) -> Target:
    """What a record means for ``seeds``. A record that stands already stays in its folder.

    ``known``: see ``known_seeds``. Raises OSError where the disk refuses.
    """
    folder = seeds / known.get(record.id, record.folder)
    sidecar, seed = folder / f"{record.id}{SIDECAR}", folder / f"{record.id}{record.ending}"
    facts = yaml_of({key: _plain(value) for key, value in record.facts.items()})
    mark = _hash(facts, record.text)
    files = {sidecar: _MARK.format(mark) + facts, seed: record.text}
    if record.id not in known:
        return Target(Fate.NEW, files)
    standing = sidecar.read_text(encoding="utf-8")
    marked = _MARKED.match(standing)
    former = next((one for end in _ENDINGS if (one := folder / f"{record.id}{end}").is_file()), None)
    if marked and marked[1] == mark and former:
        return Target(Fate.UNCHANGED, {})
    if not marked or (former and not _is_ours(standing[marked.end() :], former, marked[1])):
        return Target(Fate.EDITED, {})
    if record.modified and (before := _MODIFIED.search(standing)) and before[1] > record.modified:
        return Target(Fate.OLDER, {})
    return Target(Fate.CHANGED, files, () if former in (None, seed) else (former,))


def _is_ours(facts: str, seed: Path, mark: str) -> bool:
    """Whether sidecar and seed are as an import wrote them."""
    return _hash(facts, seed.read_bytes().decode("utf-8", "backslashreplace")) == mark


def _hash(facts: str, text: str) -> str:
    return hashlib.sha256(f"{facts}\0{text}".encode()).hexdigest()[:16]


def _plain(value: str | tuple[str, ...]) -> object:
    return list(value) if isinstance(value, tuple) else value
