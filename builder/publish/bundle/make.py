"""The offline copy.

``dist/<name>-offline.zip`` with one folder that holds the site as it is published, and README.html beside it.

In the zip:

    README.html                how to open it, and what to do where the zip was not unpacked
    <name>/index.html …        the pages under their addresses, with search, charts and feeds
    <name>/SHA256SUMS          one line for each other file of the folder, as ``sha256sum -c`` reads it

The manifest lies in the folder, so that it stays with it when someone moves the folder alone. What is left
out, and why, says pack.py. A link to a file that is left out, or to a page outside the share, becomes
text (outside.py). The zip's bytes depend on docs/, mkdocs.yml, registries and package versions alone, as
those of the site do: names in order, one date, no owner, and one pinned compressor (zip_file.py).
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from builder.problems import has_errors
from builder.progress import Progress
from builder.publish.bundle.names import name_problems
from builder.publish.bundle.pack import Bundle, pack, source_of
from builder.publish.bundle.share import Share, publish_share, published
from builder.publish.dating import day_of
from builder.publish.site import publish
from builder.settings import Settings

if TYPE_CHECKING:
    from builder.model import Problem
    from builder.registry import Registry


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
        if share is not None:
            whole = published(settings.docs, settings, registry)
            if problems := publish_share(settings, whole, share, work, progress):
                return problems
        site, docs = (settings.site_dir, settings.docs) if share is None else (work / "site", work / "docs")
        source = source_of(settings, registry, share, site, day_of(docs), data=data)
        dist = settings.root / "dist"
        return name_problems(source.files, source.folder) or pack(source, registry, dist, progress)
    finally:
        shutil.rmtree(work, ignore_errors=True)
