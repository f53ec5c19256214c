"""`briefings add`: a new article to write or to paste, with its facts above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import click
import yaml

from builder.commands.common import open_archive

_TEMPLATE = """---
# Facts that are left out are read from the text. All keys: the guide, Facts you already know.
{facts}draft: true  # take this line out when the article may be published
---

"""


def run(config_file: Path, name: str, title: str, facts: Mapping[str, str | Sequence[str]]) -> None:
    """Write ``seeds/<name>`` (``.txt`` where no ending is given); a file that stands is left alone."""
    seeds = open_archive(config_file).settings.seeds
    path = seeds / _place(name)
    given = {key: value for key, value in {"title": title, **facts}.items() if value}
    written = yaml.safe_dump(
        {key: value if isinstance(value, str) else [*value] for key, value in given.items()},
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(_TEMPLATE.format(facts=written))
    except FileExistsError as error:
        raise click.UsageError(f"{path} is there already") from error
    click.echo(path)


def _place(name: str) -> PurePosixPath:
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts or "\\" in name or not place.name.strip("."):
        raise click.BadParameter(f"{name!r} is no place below the seeds folder", param_hint="NAME")
    return place if place.suffix in (".txt", ".md") else place.with_name(f"{place.name}.txt")
