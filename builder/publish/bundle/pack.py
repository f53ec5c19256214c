"""A site, or a share of one, packed: which files go into the zip, and the zip written beside its place.

What is left out, and why, says ``_LEFT_OUT``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import IO, Final

from builder.catalogue.forms import BULK, DATABASE, DOWNLOADS, page_beside
from builder.catalogue.packs import is_pack
from builder.checks import tree
from builder.pages.original import article_of
from builder.progress import Progress
from builder.publish.bundle.names import archive_slug
from builder.publish.bundle.outside import without_outside_links
from builder.publish.bundle.readme import About, readme
from builder.publish.bundle.share import Share, share_title
from builder.publish.outputs.headers import HEADERS_FILE
from builder.registry import Registry
from builder.settings import Settings
from builder.zip_file import Member, write_zip

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
    f"{DOWNLOADS}/*",  # copies like this one
    "*.map",  # for the debugger of the theme's authors
    "assets/javascripts/*",  # Material's, which no page of ours names
)


class TooLargeError(Exception):
    """A copy would have more bytes than it may."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The zip that was made. ``size`` and ``unpacked`` in bytes."""

    path: Path
    files: int
    size: int
    unpacked: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Source:
    """A published site, and what the copy of it is called and dated."""

    site: Path
    files: tuple[str, ...]
    folder: str
    day: str
    about: About


def folder_of(settings: Settings, share: Share | None) -> str:
    """What the folder in the copy is called."""
    return f"{archive_slug(settings)}-{share.name}" if share else archive_slug(settings)


def source_of(
    settings: Settings, registry: Registry, share: Share | None, site: Path, day: str, *, data: bool
) -> Source:
    """What goes into the copy of the site that stands in ``site``, dated with ``day``."""
    paths = (file.relative_to(site).as_posix() for file in tree.files(site))
    files = tuple(path for path in paths if not _is_left_out(path, data=data))
    folder = folder_of(settings, share)
    about = About(
        site_name=settings.site.name,
        folder=folder,
        share=share_title(share, registry) if share else None,
        share_page=share.page if share else None,
        articles=(site / BULK).read_bytes().count(b"\n"),  # a line each
        updated=day,
        site_url=settings.site_url,
        data=data,
        notice=settings.site.notice,
        official=settings.site.official,
    )
    return Source(site, files, folder, day, about)


def _is_left_out(path: str, *, data: bool) -> bool:
    of_articles = page_beside(path) or is_pack(path) or article_of(path)  # for machines, and originals
    return bool(of_articles and not data) or any(fnmatchcase(path, pattern) for pattern in _LEFT_OUT)


def zip_name(folder: str) -> str:
    """What the zip is called whose one folder is called so."""
    return f"{folder}-offline.zip"


def pack(
    source: Source, registry: Registry, dist: Path, progress: Progress, largest: int | None = None
) -> Bundle:
    """Write the zip beside its place in ``dist``, and move it there when it is on the disk.

    Raises TooLargeError above ``largest`` bytes, and OSError; then what stood there stays.
    """
    dist.mkdir(exist_ok=True)
    target = dist / zip_name(source.folder)
    temporary = target.with_name(f".{target.name}.new")
    counted = _Counted()
    try:
        with temporary.open("wb") as stream:
            members = counted.all(_members(source, registry, progress))
            write_zip(stream, _within(largest, stream, members), source.day)
            _refuse_above(largest, stream)
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


def _within(largest: int | None, stream: IO[bytes], members: Iterator[Member]) -> Iterator[Member]:
    """The members, as long as what is written of them is not too large."""
    for member in members:
        _refuse_above(largest, stream)
        yield member


def _refuse_above(largest: int | None, stream: IO[bytes]) -> None:
    if largest is not None and stream.tell() > largest:
        raise TooLargeError


@dataclass(slots=True)
class _Counted:
    files: int = 0
    unpacked: int = 0

    def all(self, members: Iterator[Member]) -> Iterator[Member]:
        for member in members:
            self.files += 1
            self.unpacked += len(member.content)
            yield member


def _members(source: Source, registry: Registry, progress: Progress) -> Iterator[Member]:
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
    yield Member(f"{source.folder}/{MANIFEST}", manifest(sums).encode())


def manifest(sums: Sequence[tuple[str, str]]) -> str:
    """Names with their sums, as ``sha256sum -c`` reads them.

    Two spaces: the name is that of a text or binary file, no matter which (GNU coreutils, sha256sum).
    """
    return "".join(f"{digest}  {path}\n" for path, digest in sums)
