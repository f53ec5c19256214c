"""What the commands that take the id of an article share: its page, and its seed."""

from __future__ import annotations

from pathlib import Path

import click

from builder.article_id import is_id
from builder.intake.discover import find_seeds
from builder.pages.page import Page, page_path
from builder.pages.store import read_page
from builder.settings import Settings


def path_of(page_id: str) -> str:
    """The place of the page below docs; UsageError where that is no id."""
    if not is_id(page_id):
        raise click.UsageError(f"{page_id!r} is no id: it is the name of the page's file without .md")
    return page_path(page_id)


def article_at(path: str, docs: Path) -> Page | None:
    """The article's page, where one stands and can be read."""
    page = read_page(docs, path)
    return page if isinstance(page, Page) else None


def seeds_by_name(settings: Settings) -> dict[str, Path]:
    """Every seed of the archive by its name."""
    return find_seeds(settings.seeds, settings.ignore)[0]
