"""`briefings build`: seeds/ to docs/ to site/, or what would change."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

import click

from builder.commands.common import (
    Archive,
    counted,
    exit_status,
    finish,
    open_archive,
    print_json,
    problem_data,
    today,
    writing,
)
from builder.commands.console import ProgressBar
from builder.intake.day import read_dates
from builder.model import Problem
from builder.pages.edits import Take
from builder.pages.page import Page
from builder.partial_date import precision
from builder.permanence.ledger import LEDGER
from builder.problems import in_order, problem
from builder.progress import Progress, silent
from builder.rights import level_of
from builder.run import whole
from builder.run.whole import Built
from builder.settings import Settings
from builder.workers import Workers, all_cores


def run(
    config_file: Path,
    take: Take | None,
    jobs: int | None,
    form: str,
    telling: str,
    as_of: str,
    *,
    check: bool,
    render_site: bool,
) -> None:
    """Build, or with ``check`` only name what would be written and what is wrong.

    ``as_of``: the day as of which is published what is held until a day. ``form``: ``json`` prints what was
    done and found on standard output. ``telling``: see ``tell``.
    """
    archive = _as_of(as_of, open_archive(config_file))
    if check:
        found = _differences(archive, telling)
        data: dict[str, object] = {}
    else:
        built = _built(archive, take, jobs, telling, render_site=render_site)
        found, data = built.problems, _data(built, archive.settings)
        if form == "text" and telling != "quiet":
            _say(built, archive.settings)
    if form == "json":
        print_json({**data, "problems": [problem_data(one) for one in in_order(found)]})
        sys.exit(exit_status(found))
    finish(found, telling)


def _as_of(day: str, archive: Archive) -> Archive:
    meant = read_dates(day)
    if day and (len(meant) != 1 or precision(meant[0]) != "day"):
        raise click.BadParameter(f"{day!r} is no day as 2026-12-01", param_hint="--as-of")
    return replace(archive, settings=replace(archive.settings, as_of=meant[0])) if meant else archive


def build(archive: Archive, *, render_site: bool = True) -> tuple[Problem, ...]:
    """One build, told on standard error; the problems it found."""
    built = _built(archive, render_site=render_site)
    _say(built, archive.settings)
    return built.problems


def _built(
    archive: Archive,
    take: Take | None = None,
    jobs: int | None = None,
    telling: str = "",
    *,
    render_site: bool = True,
) -> Built:
    """``jobs``: processes; None for all cores."""
    with (
        writing(archive),
        _progress(telling) as progress,
        Workers(jobs or all_cores()) as workers,
    ):
        built = whole.build(
            archive.settings,
            archive.registry,
            today(),
            take,
            progress,
            render_site=render_site,
            workers=workers,
        )
    place = archive.settings.config_file.name
    lost = [problem("N144", place, detail=detail) for detail in workers.lost]
    return replace(built, problems=in_order((*built.problems, *lost)))


def _differences(archive: Archive, telling: str) -> tuple[Problem, ...]:
    with _progress(telling) as progress:
        return whole.differences(archive.settings, archive.registry, today(), progress)


def _progress(telling: str) -> AbstractContextManager[Progress]:
    return nullcontext(silent) if telling == "quiet" else ProgressBar()


def _say(built: Built, settings: Settings) -> None:
    for line in _summary(built, settings):
        click.echo(line, err=True)


def _data(built: Built, settings: Settings) -> dict[str, object]:
    """What a build did, as plain data."""
    written = built.written
    return {
        "articles": len(built.prepared.pages),
        "files": {"new": written.created, "changed": written.updated, "as_they_were": written.unchanged},
        "new_addresses": built.new_addresses,
        "site": str(settings.site_dir) if built.rendered else None,
    }


def _summary(built: Built, settings: Settings) -> Iterable[str]:
    """What the build did, where to read it, and what waits for a person."""
    pages, written = built.prepared.pages, built.written
    stand = f"{written.created:,} files new, {written.updated:,} changed, {written.unchanged:,} as they were"
    yield f"{counted(len(pages), 'article')}; docs/: {stand}."
    if built.rendered:
        yield f"Read it: {settings.site_dir / 'index.html'}"
    if built.rendered and built.last_good:
        yield f"{counted(len(built.last_good), 'broken page')}: the site goes on showing the last good one."
    if built.new_addresses:
        place = f"{settings.docs.name}/{LEDGER}"
        yield f"{place}: {counted(built.new_addresses, 'new line')}; commit it with the pages."
    yield from _reserved(pages, settings)
    if waiting := sum(1 for notices in built.prepared.notices.values() if notices):
        yield f"{waiting} of them have facts to look at: briefings review"


def _reserved(pages: Iterable[Page], settings: Settings) -> Iterable[str]:
    """How many articles reserve their rights and how they are published; nothing where none does."""
    count = sum(page.record.licence == "reserved" for page in pages)
    if not count:
        return
    how = {
        "full": "published in full",
        "excerpt": "published with their first paragraph only",
        "none": "published without their text",
    }[level_of("reserved", settings.site.text)]
    setting = f"extra.archive.text in {settings.config_file.name}"
    yield f"{counted(count, 'article')} reserving all rights: {how} ({setting})"
