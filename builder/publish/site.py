"""docs/ → site/: built beside the old site, checked, then put in its place by renaming.

A failure leaves the old site alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import builder
from builder.checks import tree
from builder.host.earlier import EarlierPages
from builder.host.renderer import renderer
from builder.kept import Kept, key_of
from builder.looks import tree_of
from builder.memory import Memory
from builder.pages.original import article_of
from builder.pages.page import page_of
from builder.pages.parsed import ParsedPages
from builder.pages.store import read_pages
from builder.pages.versions import FOLDER as VERSIONS
from builder.permanence.article_data import DataBeside, data_beside
from builder.permanence.ledger import whole_ledger
from builder.problems import has_errors, problem
from builder.progress import Progress, silent
from builder.prose.front_matter import parse_page
from builder.publish import derive
from builder.publish.alone import Elsewhere
from builder.publish.bundle.downloads import write_downloads
from builder.publish.dating import INDEXING, RENDERING, epoch_of, newest_day
from builder.publish.earlier_files import EarlierFiles
from builder.publish.fragments import write_fragments
from builder.publish.originals import find_originals, not_in_seeds
from builder.publish.places import Places, places_of, published, recover, swap
from builder.publish.publication import Publication, publication, with_versions
from builder.registry import RegistryCache, written_registry
from builder.settings import Settings
from builder.standing import StandingSite, look_of
from builder.theme.functions import FRAGMENTS
from builder.workers import HERE, Workers

if TYPE_CHECKING:
    from builder.model import Problem
    from builder.registry import Registry


def publish(
    settings: Settings,
    registry: Registry,
    progress: Progress = silent,
) -> tuple[Problem, ...]:
    """Build the site of an archive, unless it is there already.

    The last good site stays if anything is wrong.

    Output bytes depend on docs/, mkdocs.yml, registries, theme and package versions alone: not on the day,
    the folder, the time zone or the hash seed. Returns E302, E303, E308, E309, E310 for what keeps the site
    from being published, the notices N111 and N145, and N138 and N139 for originals.

    Raises:
        OSError: the disk refuses.
    """
    with Kept(settings.cache) as kept:
        pages = ParsedPages(kept, b"")
        pages.look(tree_of(settings.docs))
        return publish_read(settings, registry, kept, pages, progress)


def publish_read(
    settings: Settings,
    registry: Registry,
    kept: Kept,
    known: ParsedPages,
    progress: Progress,
    instead: Mapping[str, str] = MappingProxyType({}),
    workers: Workers = HERE,
) -> tuple[Problem, ...]:
    """The same with what is ``kept`` of the archive at hand, and the pages that are ``known`` as docs/ looks.

    ``instead``: the articles, by path, that are published from another text than their file's.
    """
    places = places_of(settings)
    recover(places)
    beside = data_beside(settings.site, whole_ledger(settings.docs, settings.site_dir))
    notices = _notices(settings, beside)
    if problems := tree.tree_problems(known.seen):
        return (*problems, *notices)
    shape = _shape(settings, registry, kept)
    fingerprint = _fingerprint(shape, known, kept, beside)
    kept.commit()
    look = look_of(places.site)
    if published(places, look) == fingerprint:
        return notices
    files = EarlierFiles(StandingSite(places.site, kept, shape.encode(), look), kept)
    what, told = _read(settings, registry, kept, known, instead, Memory(kept, shape.encode()))
    elsewhere = _elsewhere(settings, registry, workers)
    failed, digests = write_fragments(what, settings.root / FRAGMENTS, elsewhere)
    earlier = EarlierPages(kept, files.standing, settings.root / FRAGMENTS, digests, what.digests)
    found = _build(settings, what, places, progress, earlier, files, instead, elsewhere)
    problems = (*told, *failed, *found)
    if has_errors(problems):
        shutil.rmtree(places.staging, ignore_errors=True)
        return (*problems, *notices)
    swap(places, files.standing, fingerprint)
    earlier.save()
    files.save()
    what.memory.save(what.articles)
    return (*problems, *notices)


def _elsewhere(settings: Settings, registry: Registry, workers: Workers) -> Elsewhere:
    cache = RegistryCache(settings.cache)
    return Elsewhere(workers, partial(written_registry, settings.registry, cache, registry.fingerprint))


def _fingerprint(shape: str, known: ParsedPages, kept: Kept, beside: DataBeside) -> str:
    """Of all that the site is made of."""
    versions = tree.digest(known.seen.below(VERSIONS), kept)
    content = (tree.digest(known.seen, kept, known.as_seen), versions)
    data = key_of(*sorted(beside.pages or ())).hex()
    return hashlib.sha256(" ".join((shape, *content, data)).encode()).hexdigest()


def _notices(settings: Settings, beside: DataBeside) -> tuple[Problem, ...]:
    """N111 without ``site_url``; N145 where data stay beside articles, though the archive packs them."""
    name, kept = settings.config_file.name, len(beside.pages or ())
    found = [] if settings.site_url else [problem("N111", name)]
    if kept:
        found.append(problem("N145", name, detail=f"of {kept:,} articles"))
    return tuple(found)


def site_changed(settings: Settings) -> tuple[Problem, ...]:
    """N143 where the site that stands is not as it was published."""
    places = places_of(settings)
    if not places.record.is_file() or not places.site.is_dir() or published(places, look_of(places.site)):
        return ()
    return (problem("N143", settings.site_dir.name),)


def check_originals(settings: Settings, registry: Registry) -> tuple[Problem, ...]:
    """N138 for originals that are missing or have changed, even if the site still has them; N139.

    Raises:
        OSError: a file cannot be read.
    """
    ledger = whole_ledger(settings.docs, settings.site_dir)
    if not settings.site.originals and not any(map(article_of, ledger.living)):
        return ()
    with Kept(settings.cache) as kept:
        what, told = _read(settings, registry, kept, ParsedPages(kept, b""), {}, Memory())
        return (*told, *not_in_seeds(what, settings, kept))


def _read(
    settings: Settings,
    registry: Registry,
    kept: Kept,
    known: ParsedPages,
    instead: Mapping[str, str],
    memory: Memory,
) -> tuple[Publication, tuple[Problem, ...]]:
    # what cannot be read is not published; `check` names it
    read, _ = read_pages(settings.docs, read=known.read)
    pages = [page for page in read if page.path not in instead]
    digests = {page.path: digest for page in pages if (digest := known.digest(page.path))}
    for path, text in instead.items():
        parsed = parse_page(text)
        pages += [] if isinstance(parsed, str) else [page_of(path, *parsed)]
    ledger = whole_ledger(settings.docs, settings.site_dir)
    day = newest_day(pages)
    what = publication(pages, registry, settings.site, settings.site_url, day, ledger)
    originals, problems = find_originals(what, settings, kept)
    what = with_versions(what, settings.docs)
    return replace(what, originals=originals, digests=digests, memory=memory), problems


def _build(
    settings: Settings,
    what: Publication,
    places: Places,
    progress: Progress,
    earlier: EarlierPages,
    files: EarlierFiles,
    instead: Mapping[str, str],
    elsewhere: Elsewhere,
) -> tuple[Problem, ...]:
    """What is new, in the staging folder; what comes after MkDocs only where MkDocs had no problem."""
    epoch = epoch_of(what.updated)
    told = partial(progress, RENDERING)
    problems = renderer().build(settings, places.staging, epoch, told, earlier, instead, elsewhere.workers)
    if has_errors(problems):
        return problems
    cache, told = places.record.parent, partial(progress, INDEXING)
    problems += derive.write_files(what, places.staging, files, cache, told, elsewhere)
    if settings.site.downloads and not has_errors(problems):
        files.standing.lay_out(places.staging)  # a copy holds the whole site
        problems += write_downloads(settings, what, places.staging, files, progress)
    return problems


def _shape(settings: Settings, registry: Registry, kept: Kept) -> str:
    """Everything that the bytes of each page depend on besides docs/, as one SHA-256."""
    folders = [Path(builder.__file__).parent, *([settings.custom_dir] if settings.custom_dir else [])]
    known = (
        *(tree.digest(folder, kept) for folder in folders),
        registry.fingerprint,
        settings.fingerprint,
        version("lxml"),
        sys.version,
        os.environ.get("SOURCE_DATE_EPOCH"),
    )
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()
