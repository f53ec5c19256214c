"""`briefings build`: seeds/ to docs/ to site/, or what would change."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from builder.commands.common import Archive, counted, finish, open_archive, today, writing
from builder.commands.console import ProgressBar
from builder.model import Problem
from builder.pages.edits import Take
from builder.pages.page import Page
from builder.permanence.ledger import LEDGER
from builder.rights import level_of
from builder.run import whole
from builder.run.whole import Built
from builder.settings import Settings
from builder.workers import all_cores


def run(config_file: Path, take: Take | None, jobs: int | None, *, check: bool, render_site: bool) -> None:
    """Build, or with ``check`` only name what would be written and what is wrong."""
    archive = open_archive(config_file)
    finish(_differences(archive) if check else build(archive, take, jobs, render_site=render_site))


def build(
    archive: Archive, take: Take | None = None, jobs: int | None = None, *, render_site: bool = True
) -> tuple[Problem, ...]:
    """One build, told on standard error; the problems it found. ``jobs``: processes; None for all cores."""
    with writing(archive), ProgressBar() as progress:
        built = whole.build(
            archive.settings,
            archive.registry,
            today(),
            take,
            progress,
            render_site=render_site,
            jobs=jobs or all_cores(),
        )
    for line in _summary(built, archive.settings):
        click.echo(line, err=True)
    return built.problems


def _differences(archive: Archive) -> tuple[Problem, ...]:
    with ProgressBar() as progress:
        return whole.differences(archive.settings, archive.registry, today(), progress)


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
