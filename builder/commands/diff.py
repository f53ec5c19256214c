"""`briefings diff`: what a person made of a page beside what its seed and the rules make, part by part."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click

from builder.commands.common import Archive, finish, open_archive, tell_of_saved, writing
from builder.commands.one_page import article_at, path_of, seeds_by_name
from builder.intake.read import read_seed
from builder.model import Problem, Reading
from builder.pages.current import current
from builder.pages.edits import Differing, Side, Take, differing, read_edits, settled
from builder.pages.page import Page
from builder.pages.parts import part_text
from builder.pages.private import masked_reading
from builder.pages.standing import versions_of
from builder.pages.store import texts_of
from builder.pages.writing import stamps, write_together
from builder.problems import located
from builder.reading.read import read

_SAID: Final = {Side.PERSON: "yours stands", Side.CONFLICT: "both have changed"}


def run(config_file: Path, page_id: str, take: Take | None, parts: tuple[str, ...]) -> None:
    """Show both versions of each edited part; with ``take`` decide those that conflict, or the ``parts``.

    UsageError where there is no such page, its seed is gone, or a part is none of the edited ones.
    """
    archive = open_archive(config_file)
    docs, path = archive.settings.docs, path_of(page_id)
    seen = stamps(docs)
    page = article_at(path, docs)
    if page is None:
        raise click.UsageError(f"there is no page {docs.name}/{path} that can be read")
    found = [one for one in _differing(page, archive) if not parts or one.part in parts]
    if unknown := sorted({*parts} - {one.part for one in found}):
        raise click.UsageError(f"nobody has edited {', '.join(unknown)} on {docs.name}/{path}")
    if take is None:
        for line in _shown(found):
            click.echo(line)
        return
    decided = [one for one in found if parts or one.side is Side.CONFLICT]
    with writing(archive):
        tell_of_saved(write_together(texts_of([settled(page, decided, take)], docs), seen).left)
    names = ", ".join(one.part for one in decided) or "nothing: no part of it has changed on both sides"
    click.echo(f"{docs.name}/{path}: {take} for {names}. Now run briefings build.")


def _differing(page: Page, archive: Archive) -> tuple[Differing, ...]:
    registry, now = archive.registry, current(page, archive.registry)
    edits = read_edits(now)
    if edits is None:
        return ()
    made = versions_of(_reading(page, archive), Path(page.path).stem, edits, page.record.added, registry)
    if isinstance(made, Problem):
        finish(located([made], archive.settings.folders))
    return differing(made[2]) if made[2] else ()


def _reading(page: Page, archive: Archive) -> Reading:
    settings, registry, name = archive.settings, archive.registry, page.record.source.file or ""
    place = seeds_by_name(settings).get(name)
    if place is None:
        raise click.UsageError(f"its seed {settings.seeds.name}/{name} is gone: the page stands as it is")
    found = read_seed(place, name, registry.list_page_patterns)
    if found.seed is None:
        finish(located(found.problems, settings.folders))
    reading = read(found.seed, registry)
    return masked_reading(reading, registry)[0] if settings.personal == "mask" else reading


def _shown(found: Iterable[Differing]) -> Iterator[str]:
    """A head for each part, then its lines: - as it is made, + as a person wrote it."""
    none = True
    for one in found:
        none = False
        yield f"{one.part}: {_SAID[one.side]}"
        made, mine = (part_text(one.part, page).splitlines() for page in (one.generated, one.mine))
        lines = difflib.unified_diff(made, mine, "generated", "mine", lineterm="", n=1)
        yield from (f"  {line}" for line in lines if not line.startswith("@@"))
    if none:
        yield "Nobody has edited this page, or it says what its seed says."
