"""`briefings upgrade`: an archive of an older builder in the form of today, and what is read otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import click

from builder.checks.extras import extra_problems
from builder.commands.common import (
    EXIT_ERRORS,
    Archive,
    counted,
    open_archive,
    print_json,
    tell,
    tell_of_saved,
    today,
    writing,
)
from builder.commands.console import ProgressBar
from builder.pages.page import Page
from builder.pages.store import read_pages, texts_of
from builder.pages.upgrade import Upgrade, upgrade
from builder.pages.writing import stamps, write_together, write_whole
from builder.permanence.ledger import LEDGER, add, unrecorded
from builder.problems import has_errors, located
from builder.progress import READING_PAGES
from builder.review.rereading import Rereadings, counts, data_of, report
from builder.run import order
from builder.run.articles import How
from builder.workers import Workers, all_cores

#: Pages that are named of each fact where no file is asked for.
_MOST: Final = 20


def run(config_file: Path, form: str, file: Path | None, *, dry_run: bool) -> None:
    """Bring every article's page to the form of today, and say what changes; ``dry_run``: say it only.

    ``file``: where all that is read otherwise is to be told.
    """
    archive = open_archive(config_file)
    made, addresses = _brought(archive, dry_run=dry_run)
    found, docs = _reread(archive), archive.settings.docs.name
    if file is not None:
        write_whole(file, "\n".join([*report(found, docs), ""]))
    if form == "json":
        print_json(_data(made, addresses, found, docs))
    else:
        lines = (*_of_form(made, addresses, docs, dry_run=dry_run), *_of_rules(found, docs, file))
        for line in (*lines, *([] if dry_run else ["Now run briefings build."])):
            click.echo(line)
    if files := located(tuple(extra_problems(archive.settings, ())), archive.settings.folders):
        click.echo("What build publishes no more, if it ever did:", err=True)
        tell(files)


def _brought(archive: Archive, *, dry_run: bool) -> tuple[Upgrade, int]:
    """The pages in the form of today, and how many published addresses the ledger lacked; both written."""
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
    return made, len(addresses)


def _reread(archive: Archive) -> Rereadings:
    """What the rules of today read otherwise of the pages that stand; nothing is written."""
    how = How(today(), None, archive.settings.personal)
    with ProgressBar() as progress, Workers(all_cores()) as workers:
        return order.prepare(archive.settings, archive.registry, how, progress, workers=workers).reread


def _of_form(made: Upgrade, addresses: int, docs: str, *, dry_run: bool) -> Iterator[str]:
    """A line for each page that changes, then what stays."""
    if addresses:
        would = "would be added" if dry_run else "added"
        yield f"{docs}/{LEDGER}: {addresses:,} published addresses {would}."
    yield from (f"{docs}/{one.page.path}: {', '.join(one.changes)}" for one in made.changed)
    would = "would change" if dry_run else "changed"
    parts = sum(len(parts) for parts in made.edits.values())
    kept = f"{counted(parts, 'edited part')} on {counted(len(made.edits), 'page')} kept as they are."
    yield f"{counted(len(made.changed), 'page')} {would}; no address moves. {kept}"


def _of_rules(found: Rereadings, docs: str, file: Path | None) -> Iterator[str]:
    """What the next build will write; the first pages of each fact where the whole stands in no file."""
    if not found:
        yield "The rules of today read nothing otherwise."
        return
    facts = counted(sum(counts(found).values()), "fact")
    pages = counted(sum(any(not one.kept for one in many) for many in found.values()), "page")
    yield f"The rules of today read {facts} on {pages} otherwise; build writes it."
    if file is not None:
        yield f"Old and new values: {file}"
        return
    yield from report(found, docs, _MOST)
    if max(counts(found).values(), default=0) > _MOST:
        yield "All of it: briefings upgrade --dry-run --report FILE"


def _data(made: Upgrade, addresses: int, found: Rereadings, docs: str) -> dict[str, Any]:
    """What was done, and what is read otherwise, as plain data."""
    return {
        "pages": {f"{docs}/{one.page.path}": list(one.changes) for one in made.changed},
        "edits": {f"{docs}/{path}": sorted(parts) for path, parts in sorted(made.edits.items())},
        "new_addresses": addresses,
        "read_otherwise": data_of(found, docs),
    }
