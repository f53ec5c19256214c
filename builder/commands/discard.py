"""`briefings discard`: takes back what was never handed out: an article, or the data beside all of them."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.common import open_archive, writing
from builder.commands.one_page import article_at, path_of, seeds_by_name
from builder.pages.versions import forget_versions
from builder.permanence.article_data import discard_data
from builder.permanence.ledger import discard
from builder.settings import BY_YEAR, Settings


def run(config_file: Path, page_id: str) -> None:
    """Delete the page and let its address go.

    UsageError where there is neither, or the seed is still there.
    """
    archive = open_archive(config_file)
    settings = archive.settings
    path = path_of(page_id)
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
        forget_versions(settings.docs, page.stem)
    click.echo(f"{settings.docs.name}/{path} is discarded. Now run briefings build.")


def run_of_data(config_file: Path) -> None:
    """Let the addresses of all data beside articles go. UsageError as long as they are to stand there."""
    archive = open_archive(config_file)
    settings = archive.settings
    if settings.site.article_data != BY_YEAR:
        raise click.UsageError(
            f"say article_data: {BY_YEAR} under extra.archive in {config_file.name} first: "
            "until then these files are published"
        )
    with writing(archive):
        count = discard_data(settings.docs, settings.site_dir)
    click.echo(f"The data beside {count:,} articles are discarded. Now run briefings build.")


def _seed_of(path: str, settings: Settings) -> str | None:
    """The page's seed, as long as it lies in seeds."""
    page = article_at(path, settings.docs)
    file = page.record.source.file if page else None
    return file if file in seeds_by_name(settings) else None
