"""`briefings new`: starts an archive."""

from __future__ import annotations

from pathlib import Path

import click

from builder.host.scaffold import new_archive
from builder.model import Problem


def run(directory: Path, name: str | None) -> None:
    """Write a new archive and say what comes next. Raises UsageError where something lies there already."""
    written = new_archive(directory, name)
    if isinstance(written, Problem):
        raise click.UsageError(f"{directory} is not an empty folder; choose a new or empty one")
    for path in written:
        click.echo(f"  {path}")
    click.echo(f"\nNext: put articles into {directory / 'seeds'}, then\n  cd {directory}\n  briefings build")
