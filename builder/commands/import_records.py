"""`briefings import`: files of records into seeds/."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import click

from builder.commands.common import EXIT_ERRORS, counted, finish, open_archive, tell, writing
from builder.commands.console import ProgressBar
from builder.intake.day import read_dates
from builder.problems import problem
from builder.records.files import record_files
from builder.records.importing import Imported, import_records
from builder.records.record import is_source
from builder.records.sketch import read_map, sketch
from builder.records.survey import Wanted
from builder.records.target import Fate
from builder.registry.resolve import is_known_body

_ALWAYS: Final = (Fate.NEW, Fate.CHANGED, Fate.UNCHANGED)
"""Told even where there are none."""


def run(
    named: tuple[Path, ...],
    config_file: Path,
    map_file: Path | None,
    source: str,
    since: str,
    *,
    skip_wrong: bool,
    dry_run: bool,
) -> None:
    """Bring the records of the named files and folders into the archive: all, or where one is wrong, none.

    With ``skip_wrong`` the others; the exit code tells that something was left out.
    """
    if source and not is_source(source):
        raise click.BadParameter("use a-z, 0-9 and -, at most 40", param_hint="--source")
    days = read_dates(since)
    if since and len(days) != 1:
        raise click.BadParameter("write a date as 2026-01-31", param_hint="--since")
    archive = open_archive(config_file)
    shape = read_map(map_file) if map_file else None
    if isinstance(shape, str):
        finish([problem("E134", str(map_file), detail=shape)])
    files, strange = record_files(named)
    wanted = Wanted(files, partial(is_known_body, registry=archive.registry), shape, source, "".join(days))
    with writing(archive), ProgressBar() as progress:
        done = import_records(
            wanted, archive.settings.seeds, progress, skip_wrong=skip_wrong, dry_run=dry_run
        )
    tell((*strange, *done.problems))
    if left := done.survey.wrong - sum(one.severity == "error" for one in done.problems):
        click.echo(f"… and {left:,} more.", err=True)
    if not done.fates:
        click.echo("Nothing was imported.", err=True)
        sys.exit(EXIT_ERRORS)
    for line in _summary(done, dry_run=dry_run):
        click.echo(line)
    if done.survey.wrong:
        sys.exit(EXIT_ERRORS)


def run_sketch(named: tuple[Path, ...]) -> None:
    """Print a draft for ``--map`` of the first file's records."""
    files, strange = record_files(named)
    draft = sketch(files[0]) if files else None
    if isinstance(draft, str):
        click.echo(draft, nl=False)
        finish(())
    finish([problem("E131", str(files[0]), draft.place, str(draft))] if draft else strange)


def _summary(done: Imported, *, dry_run: bool) -> Iterator[str]:
    """What became of the records, and what comes next."""
    found, fates = done.survey, done.fates
    parts = [f"{fates.get(fate, 0):,} {fate.value}" for fate in Fate if fates.get(fate) or fate in _ALWAYS]
    yield f"{counted(found.read, 'record')}: {', '.join(parts)}{'; nothing was written' if dry_run else ''}."
    for count, why in (
        (found.repeated, "earlier or equal records of an id that comes again"),
        (found.before, "from before the date"),
        (found.withdrawn, "withdrawn by their publisher"),
        (found.wrong, "that are wrong, files that cannot be read among them"),
    ):
        if count:
            yield f"Left out: {count:,} {why}."
    if not dry_run and (fates.get(Fate.NEW) or fates.get(Fate.CHANGED)):
        yield "Now run briefings build."
