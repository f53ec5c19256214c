"""`briefings discard`: takes back an article whose address was never handed out."""

from __future__ import annotations

from pathlib import Path

import click

from builder.article_id import is_id
from builder.commands.common import open_archive, writing
from builder.intake.discover import find_seeds, seed_name
from builder.pages.page import Page, page_path
from builder.pages.store import read_pages
from builder.permanence.ledger import discard
from builder.settings import Settings


def run(config_file: Path, page_id: str) -> None:
    """Delete the page and let its address go.

    UsageError where there is neither, or the seed is still there.
    """
    archive = open_archive(config_file)
    settings = archive.settings
    if not is_id(page_id):
        raise click.UsageError(f"{page_id!r} is no id: it is the name of the page's file without .md")
    path = page_path(page_id)
    with writing(archive):
        if seed := _seed_of(path, settings):
            raise click.UsageError(
                f"{settings.seeds.name}/{seed} would make the page again: delete the seed first"
            )
        page = settings.docs / path
        known = discard(settings.docs, settings.site_dir, path)
        if not known and not page.is_file():
            raise click.UsageError(f"there is no page {settings.docs.name}/{path}, and there never was")
        page.unlink(missing_ok=True)
    click.echo(f"{settings.docs.name}/{path} is discarded. Now run briefings build.")


def _seed_of(path: str, settings: Settings) -> str | None:
    """The page's seed, as long as it lies in seeds."""
    pages, _ = read_pages(settings.docs)
    page = next((one for one in pages if one.path == path), None)
    if not isinstance(page, Page):
        return None
    names = {seed_name(settings.seeds, seed) for seed in find_seeds(settings.seeds, settings.ignore)[0]}
    file = page.record.source.file
    return file if file in names else None
