"""One offline copy: of the site that stands, or of a share of it, which is published for it first."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.progress import Progress
from builder.publish.bundle.names import name_problems
from builder.publish.bundle.pack import Bundle, pack, source_of
from builder.publish.bundle.share import Share, publish_share
from builder.publish.dating import day_of
from builder.publish.publication import Publication
from builder.registry import Registry
from builder.settings import Settings

if TYPE_CHECKING:
    from builder.model import Problem

LARGEST: Final = 2_000_000_000
"""Bytes of the largest copy of the whole; a larger archive is copied by years.

GitHub takes no file of 2 GiB with a release
(https://docs.github.com/repositories/releasing-projects-on-github/about-releases); many tools and older
memory sticks end at 4 GiB.
"""


def copy_of_site(
    settings: Settings,
    registry: Registry,
    site: Path,
    day: str,
    dist: Path,
    progress: Progress,
    *,
    data: bool = False,
    largest: int = LARGEST,
) -> Bundle | tuple[Problem, ...]:
    """The whole site that stands in ``site``, dated with ``day`` (ISO), packed into ``dist``.

    Returns E311 for files that cannot go into a zip for every system.

    Raises:
        TooLargeError: the copy would have more bytes than ``largest``. OSError: the disk refuses.
    """
    source = source_of(settings, registry, None, site, day, data=data)
    return name_problems(source.files, source.folder) or pack(source, registry, dist, progress, largest)


def copy_of_share(
    settings: Settings,
    whole: Publication,
    share: Share,
    dist: Path,
    progress: Progress,
    *,
    data: bool = False,
) -> Bundle | tuple[Problem, ...]:
    """A share of the archive that was published as ``whole``, packed into ``dist``.

    Returns what keeps the share from being published, or E311.

    Raises:
        ShareError: the archive has no article of the share. OSError: the disk refuses.
    """
    work, registry = settings.cache / "share", whole.registry
    try:
        if problems := publish_share(settings, whole, share, work, progress):
            return problems
        source = source_of(settings, registry, share, work / "site", day_of(work / "docs"), data=data)
        return name_problems(source.files, source.folder) or pack(source, registry, dist, progress)
    finally:
        shutil.rmtree(work, ignore_errors=True)
