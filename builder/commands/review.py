"""`briefings review`: what a person should look at, worst first, as a list or as a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from builder.commands.common import counted, finish, open_archive, print_json, problem_data, today
from builder.commands.console import ProgressBar
from builder.pages.writing import write_whole
from builder.review.near_duplicates import find_versions
from builder.review.others import HOW, data_of, told
from builder.review.waiting import Waiting, sheet, waiting
from builder.run import order
from builder.run.articles import How


def run(config_file: Path, form: str, csv_file: Path | None) -> None:
    """Print the list, or write the spreadsheet ``csv_file``."""
    archive = open_archive(config_file)
    with ProgressBar() as progress:
        how = How(today(), None, archive.settings.personal, asks=True)
        prepared = order.prepare(archive.settings, archive.registry, how, progress)
    versions = find_versions(prepared.pages)
    rows = waiting(prepared.pages, prepared.notices, prepared.drifts, versions, prepared.others)
    if csv_file is not None:
        write_whole(csv_file, sheet(rows, prepared.pages, versions))
        click.echo(f"{len(prepared.pages)} rows in {csv_file}", err=True)
    elif form == "json":
        print_json([_row_data(row) for row in rows])
    else:
        _print(rows)
    finish(one for one in prepared.problems if one.severity == "error")


def _print(rows: Sequence[Waiting]) -> None:
    console = Console(highlight=False)
    if not rows:
        console.print("Nothing to look at.")
        return
    for row in rows:
        console.print(f"[bold]docs/{row.page.path}[/]  {escape(row.page.record.title)}", soft_wrap=True)
        for one in row.problems:
            console.print(f"    {one.code} {escape(one.message)}", soft_wrap=True)
        for line in told(row.others):
            console.print(f"      {escape(line)}", soft_wrap=True)
    console.print(f"{counted(len(rows), 'article')} to look at.")
    if any(row.others for row in rows):
        console.print(HOW, soft_wrap=True)


def _row_data(row: Waiting) -> dict[str, object]:
    record = row.page.record
    return {
        "page": f"docs/{row.page.path}",
        "id": record.id,
        "title": record.title,
        "date": record.date,
        "ministry": record.ministry,
        "topics": list(record.topics),
        "problems": [problem_data(one) for one in row.problems],
        "seed": record.source.file,
        "also_seen": data_of(row.others),
    }
