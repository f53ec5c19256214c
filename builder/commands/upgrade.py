"""`briefings upgrade`: an archive of an older builder, brought to the form of today."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from builder.checks.extras import extra_problems
from builder.commands.common import EXIT_ERRORS, counted, open_archive, tell, tell_of_saved, writing
from builder.commands.console import ProgressBar
from builder.pages.page import Page
from builder.pages.store import read_pages, texts_of
from builder.pages.upgrade import Upgrade, upgrade
from builder.pages.writing import stamps, write_together
from builder.permanence.ledger import LEDGER, add, unrecorded
from builder.problems import has_errors, located
from builder.progress import READING_PAGES


def run(config_file: Path, *, dry_run: bool) -> None:
    """Bring every article's page to the form of today, and say what changes; ``dry_run``: say it only."""
    archive = open_archive(config_file)
    docs, site = archive.settings.docs, archive.settings.site_dir
    with writing(archive):
        seen = stamps(docs)
        with ProgressBar() as progress:
            read, broken = read_pages(docs, partial(progress, READING_PAGES))
        made = upgrade((page for page in read if isinstance(page, Page)), archive.registry)
        problems = located((*broken, *made.problems), archive.settings.folders)
        if has_errors(problems):
            tell(problems)
            click.echo("Nothing was changed.", err=True)
            sys.exit(EXIT_ERRORS)
        addresses = unrecorded(docs, site, (page.path for page in read))
        if not dry_run:
            add(docs, addresses)
            texts = texts_of((one.page for one in made.changed), docs)
            tell_of_saved(write_together(texts, seen).left)
    if addresses:
        would = "would be added" if dry_run else "added"
        click.echo(f"{docs.name}/{LEDGER}: {len(addresses):,} published addresses {would}.")
    for line in _report(made, dry_run=dry_run):
        click.echo(line)
    if files := located(tuple(extra_problems(archive.settings, ())), archive.settings.folders):
        click.echo("What build publishes no more, if it ever did:", err=True)
        tell(files)


def _report(made: Upgrade, *, dry_run: bool) -> list[str]:
    """A line for each page that changes, then what stays."""
    pages = [f"docs/{one.page.path}: {', '.join(one.changes)}" for one in made.changed]
    would = "would change" if dry_run else "changed"
    parts = sum(len(parts) for parts in made.edits.values())
    kept = f"{counted(parts, 'edited part')} on {counted(len(made.edits), 'page')} kept as they are."
    done = f"{counted(len(made.changed), 'page')} {would}; no address moves. {kept}"
    return [*pages, done if dry_run else f"{done} Now run briefings build."]
