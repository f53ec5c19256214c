"""The offline copy.

``dist/<name>-offline.zip`` with one folder that holds the site as it is published, and README.html beside it.

In the zip:

    README.html                how to open it, and what to do where the zip was not unpacked
    <name>/index.html …        the pages under their addresses, with search, charts and feeds
    <name>/SHA256SUMS          one line for each other file of the folder, as ``sha256sum -c`` reads it

The manifest lies in the folder, so that it stays with it when someone moves the folder alone. What is left
out, and why, says ``_LEFT_OUT``. A link to a file that is left out, or to a page outside the share, becomes
text (outside.py). The zip's bytes depend on docs/, mkdocs.yml, registries and package versions alone, as
those of the site do: names in order, one date, no owner, and one pinned compressor (zip_file.py).
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.catalogue.forms import BULK, DATABASE
from builder.checks import tree
from builder.pages.original import article_of
from builder.pages.page import ARTICLES
from builder.problems import has_errors
from builder.progress import Progress
from builder.publish.bundle.names import archive_slug, name_problems
from builder.publish.bundle.outside import without_outside_links
from builder.publish.bundle.readme import About, readme
from builder.publish.bundle.share import Share, publish_share, share_title
from builder.publish.bundle.zip_file import Member, write_zip
from builder.publish.outputs.all import ARTICLE_FORMS
from builder.publish.outputs.headers import HEADERS_FILE
from builder.publish.site import day_of, publish
from builder.settings import Settings

if TYPE_CHECKING:
    from builder.model import Problem
    from builder.registry import Registry

PACKING: Final = "Packing"
MANIFEST: Final = "SHA256SUMS"
README: Final = "README.html"

#: Files of the site that a copy on disk has no use for.
_LEFT_OUT: Final = (
    "404.html",  # a server shows it
    "sitemap*.xml",  # for crawlers
    "sitemap*.xml.gz",
    HEADERS_FILE,  # for a host
    DATABASE,  # as large as all else; it is on the data page
    "cards/*",  # for who shows a link to the site
    "volumes/*",  # the texts over again
    "*.map",  # for the debugger of the theme's authors
    "assets/javascripts/*",  # Material's, which no page of ours names
)
#: Beside the articles, for machines; only with ``data``, as are originals.
_DATA: Final = tuple(form.suffix for form in ARTICLE_FORMS)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The zip that was made. ``size`` and ``unpacked`` in bytes."""

    path: Path
    files: int
    size: int
    unpacked: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Source:
    """A published site, and what the copy of it is called and dated."""

    site: Path
    files: tuple[str, ...]
    folder: str
    day: str
    about: About


def make_bundle(
    settings: Settings,
    registry: Registry,
    share: Share | None = None,
    *,
    data: bool = False,
    progress: Progress,
) -> Bundle | tuple[Problem, ...]:
    """Publish the archive if it is not up to date, and pack it, or a share of it, into its ``dist/``.

    Returns the problems that keep the site from being published, or E311 for files that cannot go into a zip
    for every system. The zip that stood there is replaced when the new one is whole.

    Raises:
        OSError: the disk refuses. KeyboardInterrupt: somebody stopped it. Either leaves the old zip alone.
    """
    problems = publish(settings, registry, progress)
    if has_errors(problems):
        return problems
    work = settings.cache / "share"
    try:
        if share is not None and (problems := publish_share(settings, registry, share, work, progress)):
            return problems
        site, docs = (settings.site_dir, settings.docs) if share is None else (work / "site", work / "docs")
        source = _source(settings, registry, share, site, day_of(docs), data=data)
        dist = settings.root / "dist"
        return name_problems(source.files, source.folder) or _pack(source, registry, dist, progress)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _source(
    settings: Settings, registry: Registry, share: Share | None, site: Path, day: str, *, data: bool
) -> _Source:
    paths = (file.relative_to(site).as_posix() for file in tree.files(site))
    files = tuple(path for path in paths if not _is_left_out(path, data=data))
    folder = f"{archive_slug(settings)}-{share.name}" if share else archive_slug(settings)
    about = About(
        site_name=settings.site.name,
        folder=folder,
        share=share_title(share, registry) if share else None,
        share_page=share.page if share else None,
        articles=(site / BULK).read_bytes().count(b"\n"),  # a line each
        updated=day,
        site_url=settings.site_url,
        data=data,
        notice=settings.notice,
        official=settings.site.official,
    )
    return _Source(site, files, folder, day, about)


def _is_left_out(path: str, *, data: bool) -> bool:
    beside = path.startswith(f"{ARTICLES}/") and path.endswith(_DATA)
    of_article = beside or article_of(path) is not None
    return (of_article and not data) or any(fnmatchcase(path, pattern) for pattern in _LEFT_OUT)


def _pack(source: _Source, registry: Registry, dist: Path, progress: Progress) -> Bundle:
    """Write the zip beside its place, and move it there when it is on the disk."""
    dist.mkdir(exist_ok=True)
    target = dist / f"{source.folder}-offline.zip"
    temporary = target.with_name(f".{target.name}.new")
    counted = _Counted()
    try:
        with temporary.open("wb") as stream:
            write_zip(stream, counted.all(_members(source, registry, progress)), source.day)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    with target.open("rb") as stream:
        return Bundle(
            target,
            counted.files,
            target.stat().st_size,
            counted.unpacked,
            hashlib.file_digest(stream, "sha256").hexdigest(),
        )


@dataclass(slots=True)
class _Counted:
    files: int = 0
    unpacked: int = 0

    def all(self, members: Iterator[Member]) -> Iterator[Member]:
        for member in members:
            self.files += 1
            self.unpacked += len(member.content)
            yield member


def _members(source: _Source, registry: Registry, progress: Progress) -> Iterator[Member]:
    """README.html, then the files of the folder in order of path, the manifest last.

    Each read when its turn comes.
    """
    yield Member(README, readme(source.about, registry.labels).encode())
    inside = frozenset((*source.files, MANIFEST))
    sums = []
    for done, path in enumerate(source.files, 1):
        content = (source.site / path).read_bytes()
        if path.endswith(".html"):
            content = without_outside_links(content.decode(), path, inside, source.about.site_url).encode()
        sums.append((path, hashlib.sha256(content).hexdigest()))
        yield Member(f"{source.folder}/{path}", content)
        progress(PACKING, done, len(source.files))
    yield Member(f"{source.folder}/{MANIFEST}", _manifest(sums).encode())


def _manifest(sums: Sequence[tuple[str, str]]) -> str:
    """Two spaces: the name is that of a text or binary file, no matter which (GNU coreutils, sha256sum)."""
    return "".join(f"{digest}  {path}\n" for path, digest in sums)
