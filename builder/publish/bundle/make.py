"""The offline copy.

``dist/<name>-offline.zip`` with one folder that holds the site as it is published, and README.html beside it.

In the zip:

    README.html                how to open it, and what to do where the zip was not unpacked
    <name>/index.html …        the pages under their addresses, with search, charts and feeds
    <name>/SHA256SUMS          one line for each other file of the folder, as ``sha256sum -c`` reads it

The manifest lies in the folder, so that it stays with it when someone moves the folder alone. What is left
out, and why, says pack.py. A link to a file that is left out, or to a page outside the share, becomes
text (outside.py). The zip's bytes depend on docs/, mkdocs.yml, registries and package versions alone, as
those of the site do: names in order, one date, no owner, and one pinned compressor (builder/zip_file.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.problems import has_errors
from builder.progress import Progress
from builder.publish.bundle.copies import LARGEST, copy_of_share, copy_of_site
from builder.publish.bundle.pack import Bundle, TooLargeError
from builder.publish.bundle.share import Share, parts_of, published
from builder.publish.dating import day_of
from builder.publish.site import publish
from builder.settings import Settings

if TYPE_CHECKING:
    from builder.model import Problem
    from builder.registry import Registry


def make_bundles(
    settings: Settings,
    registry: Registry,
    share: Share | None = None,
    *,
    data: bool = False,
    progress: Progress,
    largest: int = LARGEST,
) -> tuple[Bundle | Problem, ...]:
    """Publish the archive if it is not up to date, and pack it, or a share of it, into its ``dist/``.

    One copy; of a whole of more than ``largest`` bytes one a year, and one of what has no date. Among them
    the problems that keep the site from being published, or E311 for files that cannot go into a zip for
    every system. The zip that stood there is replaced when the new one is whole.

    Raises:
        OSError: the disk refuses. KeyboardInterrupt: somebody stopped it. Either leaves the old zip alone.
    """
    problems = publish(settings, registry, progress)
    if has_errors(problems):
        return problems
    dist, shares = settings.root / "dist", (share,) if share else ()
    if share is None:
        try:
            site, day = settings.site_dir, day_of(settings.docs)
            made = copy_of_site(settings, registry, site, day, dist, progress, data=data, largest=largest)
            return _each(made)
        except TooLargeError:
            pass
    whole = published(settings.docs, settings, registry)
    return tuple(
        each
        for one in shares or parts_of(whole)
        for each in _each(copy_of_share(settings, whole, one, dist, progress, data=data))
    )


def _each(made: Bundle | tuple[Problem, ...]) -> tuple[Bundle | Problem, ...]:
    return (made,) if isinstance(made, Bundle) else made
