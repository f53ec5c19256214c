"""`briefings serve`: what `build` publishes, on this computer, made anew as its files change."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.commands.build import build
from builder.commands.common import EXIT_ERRORS, finish, open_archive, tell
from builder.host.renderer import renderer
from builder.problems import has_errors


def run(config_file: Path, host: str, port: int) -> None:
    """Build and serve until Ctrl+C. Raises UsageError where the address is taken."""
    settings = open_archive(config_file).settings

    def rebuild() -> None:
        found = build(open_archive(config_file))  # settings and registries may be what changed
        tell(found)
        if has_errors(found):
            sys.exit(EXIT_ERRORS)

    try:
        renderer().serve(settings, rebuild, host, port, (settings.seeds, settings.registry))
    except OSError as error:
        raise click.UsageError(
            f"cannot listen on {host}:{port}: {error.strerror}. Choose another port with --port."
        ) from error
    finish([])
