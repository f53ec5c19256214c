"""Where a site is built, where it stands, and how the one takes the other's place."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.barrier import await_folders
from builder.exchange import exchange
from builder.looks import files_below
from builder.settings import Settings

RECORD: Final = "published"
"""The file in the cache that says what was published."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one site, and the file that says what was published."""

    site: Path
    staging: Path
    previous: Path
    record: Path


def places_of(settings: Settings) -> Places:
    """Staging lies in the cache, or beside the site where that is another file system.

    A rename cannot cross one. Links inside the cache go: we write and delete there, not in what they lead to.
    """
    cache, site = settings.cache, settings.site_dir
    for folder in (cache, site.parent):
        folder.mkdir(parents=True, exist_ok=True)
    for inside in cache.iterdir():
        if inside.is_symlink():
            inside.unlink()
    same = cache.stat().st_dev == site.parent.stat().st_dev
    stem = cache / "site" if same else site.parent / f".{site.name}"
    return Places(
        site, stem.with_name(stem.name + ".new"), stem.with_name(stem.name + ".old"), cache / RECORD
    )


def recover(places: Places) -> None:
    """Finish what an interrupted run left: the old site goes back if nothing took its place."""
    if places.previous.exists() and not places.site.exists():
        places.previous.rename(places.site)
    for leftover in (places.previous, places.staging):
        shutil.rmtree(leftover, ignore_errors=True)


def swap(places: Places, fingerprint: str) -> None:
    """Put what was staged in the place of the site that stands, and record what it was made from.

    In one step where the system can; elsewhere there is a moment between two renames, and a run that is
    stopped in it is finished by ``recover``.
    """
    await_folders([places.staging])  # what is swapped in is whole, whatever happens to the power
    # The record goes first: were we stopped in between, it must not claim that the new site is the old one.
    places.record.unlink(missing_ok=True)
    if not places.site.exists():
        places.staging.rename(places.site)
    elif not exchange(places.staging, places.site):
        places.site.rename(places.previous)
        places.staging.rename(places.site)
    places.record.write_text(f"{fingerprint}\n{_look(places.site)}\n", "utf-8")
    for leftover in (places.previous, places.staging):
        shutil.rmtree(leftover, ignore_errors=True)


def published(places: Places) -> str | None:
    """The fingerprint of the site that stands, if it stands as it was put there."""
    if not places.record.is_file():
        return None
    record = places.record.read_text("utf-8")
    return record.partition("\n")[0] if stands_as(places.site, record) else None


def stands_as(site: Path, record: str) -> bool:
    """Whether a site stands as it was put there; ``record``: the text of the file that says so."""
    return (site / "index.html").is_file() and record.partition("\n")[2].strip() == _look(site)


def _look(site: Path) -> str:
    """One SHA-256 over the names, sizes and times of all files: what changes when someone writes into it."""
    total = hashlib.sha256()
    for path, known in files_below(site):
        total.update(f"{path}\0{known.st_size}\0{known.st_mtime_ns}\n".encode())
    return total.hexdigest()
