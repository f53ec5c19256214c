"""The offline copies that readers are offered on the data page, beside the site.

``downloads/`` of the hosted site, with a manifest as ``sha256sum -c`` reads it. The site's data page names
each with its size and sum; it is written once more when they are made, so that no copy has to hold its own
sum. A copy holds no copies, and none is offered in it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final, cast

from builder.catalogue import links
from builder.catalogue.forms import DOWNLOADS
from builder.model import Problem
from builder.pages.writing import write_whole
from builder.permanence.ledger import address_of
from builder.problems import problem
from builder.progress import Progress
from builder.publish.bundle.names import name_problems
from builder.publish.bundle.pack import MANIFEST, Bundle, manifest, pack, source_of
from builder.publish.bundle.share import Share, publish_share, share_entries, share_title
from builder.publish.publication import Publication
from builder.registry.called import Kind, UncalledError, id_called
from builder.settings import Settings

LARGEST: Final = 2_000_000_000
"""Bytes of the largest copy of the whole; a larger archive is offered by years, undated articles in none."""
#: Where the template of the data page leaves room for them.
_PLACE: Final = '<div id="bp-downloads"></div>'
_MEGABYTE: Final = 1_000_000


def write_downloads(
    settings: Settings, what: Publication, site: Path, progress: Progress
) -> tuple[Problem, ...]:
    """Put the copies that the settings ask for into ``site``, and name them on its data page.

    A ministry, topic or year without an article has none yet. Returns E401 for a name that nothing bears, and
    what keeps a copy from being made.

    Raises:
        OSError: the disk refuses.
    """
    shares, problems = _shares(settings, what)
    made: list[tuple[str, Bundle]] = []
    for share in shares if not problems else ():
        found = _copy(settings, what, share, site, progress)
        if share is None and isinstance(found, Bundle) and found.size > LARGEST:
            found.path.unlink()
            years = [Share("year", year) for year in what.collection.years]
            shares += [one for one in years if one not in shares]
        elif isinstance(found, Bundle):
            made.append((_called(share, what), found))
        else:
            problems += found
    if made:
        sums = [(one.path.name, one.sha256) for _, one in made]
        (site / DOWNLOADS / MANIFEST).write_text(manifest(sums), "utf-8")
        _offer(made, what, site)
    return tuple(problems)


def _shares(settings: Settings, what: Publication) -> tuple[list[Share | None], list[Problem]]:
    """What there is to offer, each once; None stands for the whole."""
    found: dict[Share | None, None] = {}
    problems = []
    for kind, name in settings.site.downloads:
        try:
            share = _share(kind, name, what)
        except UncalledError as error:
            detail = f"extra.archive.downloads: {error}"
            problems.append(problem("E401", settings.config_file.name, None, detail))
            continue
        if share is None or share_entries(what, share):
            found[share] = None
    return list(found), problems


def _share(kind: str, name: str, what: Publication) -> Share | None:
    if kind == "whole":
        return None
    if kind == "year":
        return Share("year", name)
    named = cast("Kind", kind)
    return Share(named, id_called(named, name, what.registry))


def _copy(
    settings: Settings, what: Publication, share: Share | None, site: Path, progress: Progress
) -> Bundle | tuple[Problem, ...]:
    work, registry = settings.cache / "share", what.registry
    try:
        if share is not None and (problems := publish_share(settings, what, share, work, progress)):
            return problems
        made = site if share is None else work / "site"
        source = source_of(settings, registry, share, made, what.updated, data=False)
        problems = name_problems(source.files, source.folder)
        return problems or pack(source, registry, site / DOWNLOADS, progress)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _called(share: Share | None, what: Publication) -> str:
    return share_title(share, what.registry) if share else what.labels["downloads.whole"]


def _offer(made: Sequence[tuple[str, Bundle]], what: Publication, site: Path) -> None:
    """Name the copies on the data page: as a new file, for the old one may stand in the earlier site too."""
    page = site / address_of(links.DATA)
    text = page.read_text("utf-8").replace(_PLACE, "\n".join(_section(made, what)), 1)
    write_whole(page, text)


def _section(made: Sequence[tuple[str, Bundle]], what: Publication) -> Iterator[str]:
    labels = what.labels
    yield f'<section class="bp-section"><h2 id="bp-downloads">{escape(labels["downloads.heading"])}</h2>'
    yield f"<p>{escape(labels['downloads.text'])}</p><ul>"
    for name, one in made:
        size = labels["downloads.size"].format(size=max(1, round(one.size / _MEGABYTE)))
        address = f"{DOWNLOADS}/{one.path.name}"
        link = f'<a href="{address}">{escape(name)}</a> <small>{escape(size)}</small>'
        yield f"<li>{link}<br><small>SHA-256 <code>{one.sha256}</code></small></li>"
    yield f'</ul><p><a href="{DOWNLOADS}/{MANIFEST}">{MANIFEST}</a></p></section>'
