"""Where a site is built, where it stands, and how the one takes the other's place."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builder.barrier import await_folders
from builder.exchange import exchange
from builder.looks import files_below
from builder.publish.twin import Twin, bring
from builder.settings import Settings
from builder.standing import Change, StandingSite, look_of

RECORD: Final = "published"
"""The file in the cache that says what was published."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one site, and the file that says what was published."""

    site: Path
    staging: Path
    previous: Path
    record: Path
    twin: Twin | None
    """None where it would lie among what is not ours."""


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
        site,
        stem.with_name(stem.name + ".new"),
        stem.with_name(stem.name + ".old"),
        cache / RECORD,
        # beside the cache, not in it: where that is carried from machine to machine, the site need not be
        Twin(cache.with_name(f"{cache.name}-site"), cache) if same else None,
    )


def recover(places: Places) -> None:
    """Finish what an interrupted run left: the old site goes back if nothing took its place."""
    if places.previous.exists() and not places.site.exists():
        places.previous.rename(places.site)
    for leftover in (places.previous, places.staging):
        shutil.rmtree(leftover, ignore_errors=True)


def swap(places: Places, standing: StandingSite, fingerprint: str) -> None:
    """Put what was staged, and what is taken over, in the place of the site that stands.

    And record what it was made from. In one step where the system can; elsewhere there is a moment between
    two renames, and a run that is stopped in it is finished by ``recover``.
    """
    change, is_known = standing.change(places.staging), standing.is_known
    incoming = _incoming(places, standing, change)
    await_folders([incoming])  # what is swapped in is whole, whatever happens to the power
    # The record goes first: were we stopped in between, it must not claim that the new site is the old one.
    places.record.unlink(missing_ok=True)
    if not places.site.exists():
        incoming.rename(places.site)
    elif not exchange(incoming, places.site):
        places.site.rename(places.previous)
        incoming.rename(places.site)
    look = standing.save(places.site)
    places.record.write_text(f"{fingerprint}\n{look}\n", "utf-8")
    _keep_twin(places, incoming, change if is_known else None, look)
    for leftover in (places.previous, places.staging):
        shutil.rmtree(leftover, ignore_errors=True)


def _incoming(places: Places, standing: StandingSite, change: Change) -> Path:
    """The folder with the whole new site: the twin with what changes, or all of it staged."""
    if places.twin and standing.is_known and places.twin.is_of(standing.look):
        places.twin.begin()
        bring(places.twin.folder, change, places.staging, os.replace)
        return places.twin.folder
    standing.lay_out(places.staging)
    return places.staging


def _keep_twin(places: Places, incoming: Path, change: Change | None, look: str) -> None:
    """Let the old site, which lies where the new one came from, become the twin of the new one.

    ``change``: what is missing to that; None where the old site is not as it was put there, if there is one.
    """
    twin, outgoing = places.twin, places.previous if places.previous.exists() else incoming
    if twin is None:
        return
    if outgoing != twin.folder:
        twin.remove()
    if change is None:
        change = Change(tuple(path for path, _ in files_below(places.site)), frozenset())
    elif outgoing != twin.folder:
        outgoing.rename(twin.folder)
    twin.keep(places.site, change, look)


def published(places: Places, look: str) -> str | None:
    """The fingerprint of the site that stands, if it stands as it was put there.

    ``look``: its own (``look_of``).
    """
    if not places.record.is_file():
        return None
    record = places.record.read_text("utf-8")
    return record.partition("\n")[0] if _is_told(places.site, record, look) else None


def stands_as(site: Path, record: str) -> bool:
    """Whether a site stands as it was put there; ``record``: the text of the file that says so."""
    return _is_told(site, record, look_of(site))


def _is_told(site: Path, record: str, look: str) -> bool:
    return (site / "index.html").is_file() and record.partition("\n")[2].strip() == look
