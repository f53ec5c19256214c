"""`briefings correct`: a spreadsheet that a person has filled in, back into the pages."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from builder.commands.common import (
    EXIT_ERRORS,
    Archive,
    counted,
    finish,
    open_archive,
    tell,
    tell_of_saved,
    writing,
)
from builder.commands.console import ProgressBar
from builder.model import Problem
from builder.pages.store import read_pages, texts_of
from builder.pages.writing import stamps, write_together
from builder.problems import problem
from builder.progress import CHECKING, READING_PAGES
from builder.review.corrections import Corrections, read_corrections
from builder.review.spreadsheet import Sheet, read_sheet


def run(file: Path, config_file: Path) -> None:
    """Apply the rows of ``file``: all, or where one is wrong, none."""
    archive = open_archive(config_file)
    sheet = _read(file)
    if isinstance(sheet, Problem):
        finish([sheet])
    with writing(archive):
        docs = archive.settings.docs
        seen = stamps(docs)
        made = _corrections(archive, sheet)
        if made.problems:
            tell(made.problems)
            click.echo("Nothing was applied.", err=True)
            sys.exit(EXIT_ERRORS)
        saved = write_together(texts_of(made.pages, docs), seen).left
    tell_of_saved(saved)
    click.echo(_summary(made))


def _read(file: Path) -> Sheet | Problem:
    try:
        return read_sheet(file.read_bytes(), str(file))
    except OSError as error:
        hint = "check the path and the file's permissions"
        return problem("E207", str(file), detail=error.strerror, hint=hint)


def _corrections(archive: Archive, sheet: Sheet) -> Corrections:
    with ProgressBar() as progress:
        pages, broken = read_pages(archive.settings.docs, partial(progress, READING_PAGES))
        unread = [one.path for one in broken]
        return read_corrections(sheet, pages, unread, archive.registry, partial(progress, CHECKING))


def _summary(made: Corrections) -> str:
    """One line on what was done, and what comes next."""
    if not made.pages:
        return "There was nothing to apply."
    changed = f"{counted(made.changed, 'value')} changed, {counted(made.confirmed, 'fact')} confirmed"
    pages = counted(len(made.pages), "page")
    return f"{changed}, {made.skipped:,} skipped, on {pages}. Now run briefings build."
