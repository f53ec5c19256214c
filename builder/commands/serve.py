"""`briefings serve`: what `build` publishes, on this computer, made anew as its files change."""

from __future__ import annotations

import errno
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

import click

from builder.commands.build import build
from builder.commands.common import EXIT_ERRORS, Archive, finish, open_archive, tell, today
from builder.host.renderer import renderer
from builder.pages.later import brief_of
from builder.problems import has_errors
from builder.run.last_build import Asked, last_build
from builder.run.preview import Previews
from builder.run.whole import Built

_TOO_MANY = (errno.ENOSPC, errno.EMFILE)
"""So the system answers who wants to be told of changes in more folders than it allows."""


class _Served:
    """The archive between its builds."""

    def __init__(self, config_file: Path) -> None:
        self._config_file = config_file
        self._previews: Previews | None = None

    def rebuild(self) -> None:
        """Build, unless nothing has changed: what the last build wrote is a change too."""
        if self._previews and last_build(self._config_file, Asked()):
            return
        archive = open_archive(self._config_file)  # settings and registries may be what changed
        found = build(archive, seen=lambda built: self._see(archive, built))
        tell(found)
        if has_errors(found):
            sys.exit(EXIT_ERRORS)

    def _see(self, archive: Archive, built: Built) -> None:
        pages = {brief_of(page).file or "": page.path for page in built.prepared.pages}
        self._previews = Previews(archive.settings, archive.registry, pages, today())

    def preview(self, changed: Collection[Path]) -> Mapping[str, bytes]:
        """The pages that can be shown before the archive is built."""
        return self._previews.pages(changed) if self._previews else {}


def run(config_file: Path, host: str, port: int, *, poll: bool) -> None:
    """Build and serve until Ctrl+C. Raises UsageError where the address is taken."""
    settings, served = open_archive(config_file).settings, _Served(config_file)
    watch = (settings.seeds, settings.registry)
    try:
        renderer().serve(settings, served.rebuild, host, port, watch, served.preview, poll=poll)
    except OSError as error:
        if error.errno in _TOO_MANY:
            raise click.UsageError(
                "the system watches no more folders. Look at the files with --poll."
            ) from error
        raise click.UsageError(
            f"cannot listen on {host}:{port}: {error.strerror}. Choose another port with --port."
        ) from error
    finish([])
