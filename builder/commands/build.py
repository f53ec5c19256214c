"""`briefings build`: seeds/ to docs/ to site/, or what would change."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

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
from builder.looks import Walked
from builder.model import Problem
from builder.partial_date import precision
from builder.permanence.ledger import LEDGER
from builder.problems import in_order, problem
from builder.progress import Progress, silent
from builder.run.last_build import Asked, inputs_before, last_build, remember
from builder.run.report import Report, report_of
from builder.workers import Cluster, NoPlaceError, Workers, all_cores

if TYPE_CHECKING:
    from builder.pages.edits import Take
    from builder.run.whole import Built

_UNCHANGED: Final = "Nothing has changed since the last build."
_RESERVED: Final = {
    "full": "published in full",
    "excerpt": "published with their first paragraph only",
    "none": "published without their text",
}


def run(
    config_file: Path,
    take: Take | None,
    jobs: int | None,
    executor: str,
    form: str,
    telling: str,
    as_of: str,
    *,
    check: bool,
    render_site: bool,
) -> None:
    """Build, or with ``check`` only name what would be written and what is wrong.

    Where nothing has changed since the last build, what it found is told again and that is all.

    ``as_of``: the day as of which is published what is held until a day. ``form``: ``json`` prints what was
    done and found on standard output. ``telling``: see ``tell``.
    """
    if check and (take or executor):
        raise click.UsageError("--check changes nothing and works alone: leave out --take and --executor")
    if check:
        found = _differences(_as_of(as_of, open_archive(config_file)), telling)
        _end(found, {}, form, telling)
    asked = Asked(take, as_of, render_site)
    known = last_build(config_file, asked)
    workers = Workers(jobs or all_cores(), partial(Cluster, executor) if executor else None)
    report = known or _built(_as_of(as_of, open_archive(config_file)), asked, workers, telling)
    if form == "text" and telling != "quiet":
        _say([*([_UNCHANGED] if known else []), *_summary(report, config_file)])
    _end(report.problems, _data(report), form, telling)


def _end(found: Iterable[Problem], data: Mapping[str, object], form: str, telling: str) -> NoReturn:
    """Tell what was found, and exit."""
    found = tuple(found)
    if form == "json":
        print_json({**data, "problems": [problem_data(one) for one in in_order(found)]})
        sys.exit(exit_status(found))
    finish(found, telling)


def _as_of(day: str, archive: Archive) -> Archive:
    meant = read_dates(day)
    if day and (len(meant) != 1 or precision(meant[0]) != "day"):
        raise click.BadParameter(f"{day!r} is no day as 2026-12-01", param_hint="--as-of")
    return replace(archive, settings=replace(archive.settings, as_of=meant[0])) if meant else archive


def build(
    archive: Archive, *, render_site: bool = True, seen: Callable[[Built], None] | None = None
) -> tuple[Problem, ...]:
    """One build, told on standard error; the problems it found. ``seen``: is shown all of it."""
    report = _built(archive, Asked(render_site=render_site), Workers(all_cores()), seen=seen)
    _say(_summary(report, archive.settings.config_file))
    return report.problems


def _built(
    archive: Archive,
    asked: Asked,
    workers: Workers,
    telling: str = "",
    seen: Callable[[Built], None] | None = None,
) -> Report:
    # Imported here: a build that finds nothing changed needs none of it, and is done in the same time.
    from builder.run import whole  # noqa: PLC0415
    from builder.run.articles import How  # noqa: PLC0415

    settings, walked = archive.settings, Walked()
    with writing(archive), _progress(telling) as progress, workers:
        _begin(workers)
        inputs = inputs_before(settings, archive.opened, walked)
        built = whole.build(
            settings,
            archive.registry,
            How(today(), asked.take, settings.personal),
            progress,
            render_site=asked.render_site,
            workers=workers,
            walked=walked,
        )
        report = report_of(built, settings)
        remember(report, asked, inputs, settings, built)
        if seen:
            seen(built)
    lost = (problem("N144", settings.config_file.name, detail=detail) for detail in workers.lost)
    return replace(report, problems=(*report.problems, *lost))


def _begin(workers: Workers) -> None:
    try:
        workers.begin()
    except NoPlaceError as error:
        raise click.UsageError(str(error)) from error


def _differences(archive: Archive, telling: str) -> tuple[Problem, ...]:
    from builder.run import whole  # noqa: PLC0415 - as above
    from builder.run.articles import How  # noqa: PLC0415

    with _progress(telling) as progress:
        how = How(today(), None, archive.settings.personal)
        return whole.differences(archive.settings, archive.registry, how, progress)


def _progress(telling: str) -> AbstractContextManager[Progress]:
    return nullcontext(silent) if telling == "quiet" else ProgressBar()


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


def _data(report: Report) -> dict[str, object]:
    """What a build did, as plain data."""
    return {
        "articles": report.articles,
        "files": {
            "new": report.created,
            "changed": report.updated,
            "as_they_were": report.unchanged,
        },
        "new_addresses": report.new_addresses,
        "read_otherwise": {**report.reread},
        "read_otherwise_file": report.reread_file or None,
        "site": report.site,
    }


def _summary(report: Report, config_file: Path) -> Iterable[str]:
    """What the build did, where to read it, and what waits for a person."""
    stand = f"{report.created:,} files new, {report.updated:,} changed, {report.unchanged:,} as they were"
    yield f"{counted(report.articles, 'article')}; docs/: {stand}."
    if report.reread:
        pages = ", ".join(f"{fact} {count:,}" for fact, count in report.reread.items())
        yield f"New rules read pages otherwise ({pages}). Old and new values: {report.reread_file}"
    if report.site:
        yield f"Read it: {Path(report.site, 'index.html')}"
    if report.last_good:
        yield f"{counted(report.last_good, 'broken page')}: the site goes on showing the last good one."
    if report.new_addresses:
        place = f"{report.docs}/{LEDGER}"
        yield f"{place}: {counted(report.new_addresses, 'new line')}; commit it with the pages."
    if report.reserved:
        setting = f"extra.archive.text in {config_file.name}"
        how = _RESERVED[report.reserved_text]
        yield f"{counted(report.reserved, 'article')} reserving all rights: {how} ({setting})"
    if report.waiting:
        yield f"{report.waiting} of them have facts to look at: briefings review"
