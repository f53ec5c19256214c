"""`briefings convert`: seeds to Markdown, without an archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from builder.article_id import is_id
from builder.commands.common import finish, rules, today
from builder.commands.console import ProgressBar
from builder.facts.decide import Known
from builder.intake.read import read_seed
from builder.model import Problem, Seed
from builder.pages.article import understand_seed
from builder.pages.make import article_page
from builder.pages.new_id import new_id
from builder.pages.writing import TOGETHER, write_together
from builder.problems import problem
from builder.progress import CONVERTING
from builder.prose.front_matter import dump_page
from builder.registry import Registry


def run(seeds: Sequence[Path], output: Path | None, config_file: Path | None) -> None:
    """Convert each seed into the folder ``output``, or the only one to standard output.

    UsageError for more than one there.
    """
    if output is None and len(seeds) != 1:
        raise click.UsageError("several seeds need -o DIR")
    registry, day = rules(config_file), today()
    found: list[Problem] = []
    done: dict[str, Path] = {}
    with ProgressBar() as progress:
        for start in range(0, len(seeds), TOGETHER):
            texts: dict[str, str] = {}
            for count, path in enumerate(seeds[start : start + TOGETHER], start + 1):
                found += _convert(path, registry, day, done, texts)
                if output is not None:
                    progress(CONVERTING, count, len(seeds))
            _put(texts, output)
    finish(found)


def _put(texts: Mapping[str, str], output: Path | None) -> None:
    """The Markdown of each seed, by its stem, into the folder, or to standard output."""
    if output is None:
        for text in texts.values():
            click.echo(text.encode("utf-8"), nl=False)
    elif texts:
        output.mkdir(parents=True, exist_ok=True)
        write_together({output / f"{stem}.md": text for stem, text in texts.items()})


def _convert(
    path: Path, registry: Registry, day: str, done: dict[str, Path], texts: dict[str, str]
) -> tuple[Problem, ...]:
    """One seed: its Markdown into ``texts`` under its stem; its problems.

    ``day``: today; ``done``: stem → the seed that has it.
    """
    if path.stem in done:
        return (problem("E204", str(path), detail=f"{done[path.stem]} has the name {path.stem} already"),)
    done[path.stem] = path
    read = read_seed(path, path.as_posix(), registry.list_page_patterns)
    if read.seed is None:
        return read.problems
    text = _markdown(read.seed, registry, day)
    if isinstance(text, Problem):
        return (*read.problems, text)
    texts[path.stem] = text
    return read.problems


def _markdown(seed: Seed, registry: Registry, day: str) -> str | Problem:
    article = understand_seed(seed, registry, Known(latest=day))
    if isinstance(article, Problem):
        return article
    page = article_page(article, _id_of(seed), day, registry)
    return dump_page(page.meta, page.body)


def _id_of(seed: Seed) -> str:
    supplied = seed.supplied.id
    return supplied if supplied and is_id(supplied) else new_id(seed.sha256)
