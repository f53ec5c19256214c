"""docs/ → site/: built beside the old site, checked, then put in its place by renaming. A failure leaves the old site alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import builder
from builder.checks import tree
from builder.host import mkdocs as mkdocs_run
from builder.model import Severity
from builder.pages.store import read_pages
from builder.problems import problem
from builder.progress import Progress, silent
from builder.publish import derive
from builder.publish.publication import publication
from builder.theme.functions import FRAGMENTS

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from builder.model import Problem
    from builder.registry import Registry

CACHE: Final = Path(".cache", "briefings")
"""What the builder keeps between runs, beside mkdocs.yml. Deleting it costs time, nothing else."""

RENDERING: Final = "Rendering the site"
INDEXING: Final = "Indexing for search"

_PACKAGES: Final = (
    "Jinja2",
    "Markdown",
    "lxml",
    "mkdocs",
    "mkdocs-material",
    "pymdown-extensions",
    "Pygments",
    "PyYAML",
)
_EARLIEST: Final = "1980-01-01"  # the first day a zip archive can hold; for an archive without a dated page


@dataclass(frozen=True, slots=True)
class _Places:
    site: Path
    staging: Path
    previous: Path
    record: Path


def publish(config_file: Path, registry: Registry, progress: Progress = silent) -> tuple[Problem, ...]:
    """Build the site that ``config_file`` describes, unless it is there already; the last good site stays if anything is wrong.

    Output bytes depend on docs/, mkdocs.yml, registries, theme and package versions alone: not on the day, the folder, the time zone or
    the hash seed. Returns E401 for a wrong configuration, E302, E303, E308, E309, E310 for what keeps the site from being
    published, and the notice N111 without ``site_url``. Raises OSError where the disk refuses.
    """
    config, problems = mkdocs_run.load(config_file)
    if config is None:
        return problems
    places = _places(config, config_file)
    _settle(places)
    notices = () if config.site_url else (problem("N111", config_file.name),)
    if problems := tree.tree_problems(Path(config.docs_dir)):
        return (*problems, *notices)
    fingerprint = _fingerprint(config, registry)
    if _published(places) == fingerprint:
        return notices
    updated = day_of(Path(config.docs_dir))
    pages, _ = read_pages(Path(config.docs_dir))  # what cannot be read is not published; `check` names it
    what = publication(pages, registry, config, updated)
    derive.write_fragments(what, config_file.resolve().parent / FRAGMENTS)
    problems = mkdocs_run.build(config, places.staging, epoch_of(updated), partial(progress, RENDERING))
    if any(found.severity is Severity.ERROR for found in problems):
        shutil.rmtree(places.staging, ignore_errors=True)
        return (*problems, *notices)
    derive.write_files(what, places.staging, places.record.parent, partial(progress, INDEXING))
    _swap(places)
    places.record.write_text(fingerprint + "\n", "utf-8")
    return (*problems, *notices)


def _places(config: MkDocsConfig, config_file: Path) -> _Places:
    """Staging lies in the cache, or beside the site where that is another file system: a rename cannot cross one."""
    cache, site = config_file.resolve().parent / CACHE, Path(config.site_dir)
    for folder in (cache, site.parent):
        folder.mkdir(parents=True, exist_ok=True)
    same = cache.stat().st_dev == site.parent.stat().st_dev
    stem = cache / "site" if same else site.parent / f".{site.name}"
    return _Places(
        site, stem.with_name(stem.name + ".new"), stem.with_name(stem.name + ".old"), cache / "published"
    )


def _settle(places: _Places) -> None:
    """Finish what an interrupted run left: the old site goes back if nothing took its place."""
    if places.previous.exists() and not places.site.exists():
        places.previous.rename(places.site)
    for leftover in (places.previous, places.staging):
        shutil.rmtree(leftover, ignore_errors=True)


def _swap(places: _Places) -> None:
    # The record goes first: were we stopped in between, it must not claim that the new site is the old one.
    places.record.unlink(missing_ok=True)
    if places.site.exists():
        places.site.rename(places.previous)
    places.staging.rename(places.site)
    shutil.rmtree(places.previous, ignore_errors=True)


def _published(places: _Places) -> str | None:
    """The fingerprint of the site that stands, if it stands."""
    if not (places.record.is_file() and (places.site / "index.html").is_file()):
        return None
    return places.record.read_text("utf-8").strip()


def day_of(docs: Path) -> str:
    """The day that all made from ``docs`` is dated with, ISO: the newest on which an article was added."""
    return tree.newest_added(docs) or _EARLIEST


def epoch_of(updated: str) -> int:
    """That day in seconds since 1970, as MkDocs wants it, so that a site rebuilt tomorrow is the same site."""
    day = dt.date.fromisoformat(updated)
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


def _fingerprint(config: MkDocsConfig, registry: Registry) -> str:
    """Everything the site's bytes depend on, as one SHA-256."""
    folders = [config.docs_dir, str(Path(builder.__file__).parent)]
    if config.theme.custom_dir:
        folders.append(config.theme.custom_dir)
    known = {
        "folders": [tree.digest(Path(folder)) for folder in folders],
        "hooks": [hashlib.sha256(Path(str(hook)).read_bytes()).hexdigest() for hook in config.hooks],
        "registry": registry.fingerprint,
        "file": hashlib.sha256(Path(config.config_file_path).read_bytes()).hexdigest(),
        "settings": dict(config),  # what the file inherits and takes from the environment is in here
        "theme": dict(config.theme),
        "plugins": {name: dict(plugin.config) for name, plugin in config.plugins.items()},
        "packages": {name: _version(name) for name in _PACKAGES},
        "python": sys.version,
        "date": os.environ.get("SOURCE_DATE_EPOCH"),
    }
    return hashlib.sha256(json.dumps(known, sort_keys=True, default=_plain).encode()).hexdigest()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _plain(value: Any) -> Any:
    """Settings as JSON knows them; a function that mkdocs.yml names by its name, without its address in memory."""
    return (
        dict(value)
        if isinstance(value, Mapping)
        else getattr(value, "__qualname__", type(value).__qualname__)
    )
