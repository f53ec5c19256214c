"""`briefings withdraw`: takes an article down; its address says so for good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from builder.commands.common import counted, open_archive, today, writing
from builder.commands.one_page import article_at, path_of, seeds_by_name
from builder.intake.saved_pages import files_beside
from builder.intake.sidecars import SUFFIX, files_named
from builder.pages.mappings import Withdrawn
from builder.pages.page import Page
from builder.pages.versions import forget_versions
from builder.pages.withdrawal import tombstone
from builder.pages.writing import write_whole
from builder.prose.front_matter import dump_page
from builder.settings import Settings


def run(config_file: Path, page_id: str, reason: str | None, *, purge: bool, undo: bool) -> None:
    """Leave day and reason on the page and nothing else; or, with ``undo``, let its seed fill it again.

    UsageError where there is no such page, no reason, or for ``undo`` no seed.
    """
    if undo == bool(reason and reason.strip()) or (undo and purge):
        raise click.UsageError("say why with --reason, or take it back with --undo alone")
    archive = open_archive(config_file)
    settings, path = archive.settings, path_of(page_id)
    with writing(archive):
        page = article_at(path, settings.docs)
        if page is None:
            raise click.UsageError(f"there is no page {settings.docs.name}/{path} that can be read")
        seeds = seeds_by_name(settings)
        seed = seeds.get(page.record.source.file or "")
        if undo:
            _put_back(page, seed, settings)
            return
        _take_down(page, " ".join((reason or "").split()), settings)
        if purge and (count := forget_versions(settings.docs, page_id)):
            click.echo(f"Deleted {counted(count, 'earlier version')} of it.")
        if purge and seed:
            _delete(_files_of(seed, seeds.values()), settings)
        elif seed:
            click.echo(f"Its seed {settings.seeds.name}/{page.record.source.file} stays; --purge deletes it.")
        elif purge:
            click.echo("There is no seed of it.")


def _take_down(page: Page, reason: str, settings: Settings) -> None:
    gone = tombstone(replace(page, record=replace(page.record, withdrawn=Withdrawn(today(), reason))))
    write_whole(settings.docs / page.path, dump_page(gone.meta, gone.body))
    click.echo(f"{settings.docs.name}/{page.path} is withdrawn. Now run briefings build.")


def _put_back(page: Page, seed: Path | None, settings: Settings) -> None:
    name = f"{settings.docs.name}/{page.path}"
    if page.record.withdrawn is None:
        raise click.UsageError(f"{name} is not withdrawn")
    if seed is None:
        raise click.UsageError(f"{name} has no seed any more: put {page.record.source.file} back first")
    empty = tombstone(replace(page, record=replace(page.record, withdrawn=None)))
    write_whole(settings.docs / page.path, dump_page(empty.meta, empty.body))
    click.echo(f"{name} is no longer withdrawn. Now run briefings build, which fills it from its seed.")


def _delete(files: Iterable[Path], settings: Settings) -> None:
    """Say it, then do it."""
    for file in files:
        click.echo(f"Deleting {settings.seeds.name}/{file.relative_to(settings.seeds).as_posix()}")
        file.unlink()


def _files_of(seed: Path, seeds: Iterable[Path]) -> list[Path]:
    """The seed, its sidecars, its attachments, a saved page's folder: nothing that is another seed's."""
    others = {one for one in seeds if one.parent == seed.parent and one != seed}
    alone = seed.stem not in {one.stem for one in others}
    own = {seed.name, f"{seed.name}{SUFFIX}", *([f"{seed.stem}{SUFFIX}"] if alone else [])}
    files = sorted(file for file in seed.parent.iterdir() if file.is_file() and not file.is_symlink())
    told = {name for file in files if file.name in own for name in files_named(file)}
    return [
        file
        for file in files
        if file not in others and (file.name in own | told or (alone and file.stem == seed.stem))
    ] + files_beside(seed)
