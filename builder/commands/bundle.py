"""`briefings bundle`: the offline copy of an archive, or of one ministry's or topic's share of it."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.build import build
from builder.commands.common import Archive, finish, open_archive, writing
from builder.commands.console import ProgressBar
from builder.model import Problem
from builder.problems import located
from builder.publish.bundle.make import make_bundles
from builder.publish.bundle.pack import Bundle
from builder.publish.bundle.share import Share, ShareError
from builder.registry import Registry
from builder.registry.called import UncalledError, id_called


def run(config_file: Path, ministry: str | None, topic: str | None, *, data: bool) -> None:
    """Build docs/ if need be, and pack the copy. Raises UsageError for a share that is none."""
    if ministry and topic:
        raise click.UsageError("choose one: --ministry or --topic")
    archive = open_archive(config_file)
    try:
        share = _share(ministry, topic, archive.registry)
        found = _bundle(archive, share, data=data)
    except (UncalledError, ShareError) as error:
        raise click.UsageError(str(error)) from error
    finish(found)


def _share(ministry: str | None, topic: str | None, registry: Registry) -> Share | None:
    if ministry:
        return Share("ministry", id_called("ministry", ministry, registry))
    return Share("topic", id_called("topic", topic, registry)) if topic else None


def _bundle(archive: Archive, share: Share | None, *, data: bool) -> tuple[Problem, ...]:
    """The copy, or one a year, told on standard output; the problems found on the way.

    None is made where an address is lost.
    """
    found = build(archive, render_site=False)
    if any(one.code == "E304" for one in found):
        return found
    with writing(archive), ProgressBar() as progress:
        made = make_bundles(archive.settings, archive.registry, share, data=data, progress=progress)
    for one in made:
        if isinstance(one, Bundle):
            click.echo(_summary(one))
    problems = (one for one in made if not isinstance(one, Bundle))
    return (*found, *located(problems, archive.settings.folders))


def _summary(made: Bundle) -> str:
    """Its path, its size, its checksum."""
    sizes = f"{made.files:,} files, {_megabytes(made.size)}, unpacked {_megabytes(made.unpacked)}"
    return f"{made.path}\n{sizes}\nSHA-256 {made.sha256}"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
