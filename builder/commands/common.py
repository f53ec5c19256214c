"""What the commands share: opening an archive, the one way to tell problems, the exit status, the day."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NoReturn

import click
from platformdirs import user_cache_path

from builder.lasting import for_good
from builder.model import Problem
from builder.problems import has_errors, in_order, located, problem, render
from builder.registry import Registry, RegistryCache, RegistryError, load_registry
from builder.run.exclusive import alone_in
from builder.settings import Settings

EXIT_OK: Final = 0
EXIT_ERRORS: Final = 1
EXIT_USAGE: Final = 2

#: Notices told after each build; the rest is `review`'s.
_TOLD: Final = frozenset(
    "N106 N107 N108 N111 N113 N114 N123 N124 N125 N126 N127 N128 N129 N131 N132 N133 N134 N135 N137 N138 N139 N142 N144 N145 N147".split()  # noqa: SIM905, E501 - one line
)
_WRONG_USE: Final = ("E401", "E402")


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that can be worked on: its settings and rules."""

    settings: Settings
    registry: Registry
    opened: int
    """When, in nanoseconds since 1970: settings and rules were read since then."""


def open_archive(config_file: Path) -> Archive:
    """The archive of a configuration file; exits with 2 and the reason where there is none."""
    from builder.catalogue.asked import unknown_names
    from builder.host.renderer import renderer
    from builder.permanence.ledger import unreadable

    opened = time.time_ns()
    if not config_file.is_file():
        hint = "run this in an archive, name one with -f, or start one with `briefings new`"
        finish([problem("E401", str(config_file), detail="there is no such file", hint=hint)])
    settings = renderer().load(config_file)
    if not isinstance(settings, Settings):
        finish(settings)
    if lost := unreadable(settings.docs, settings.site_dir):
        finish(located(lost, settings.folders))
    registry = rules_of(settings)
    if wrong := tuple(unknown_names(settings, registry)):
        finish(wrong)
    return Archive(replace(settings, as_of=epoch_day()), registry, opened)


def rules(config_file: Path | None) -> Registry:
    """The rules of an archive, or the builder's alone where none is named."""
    if config_file is not None:
        return open_archive(config_file).registry
    return _registry(None, user_cache_path("policy-briefings", appauthor=False))


def rules_of(settings: Settings) -> Registry:
    """The rules of an archive; exits with 2 and the place where one of them is wrong."""
    return _registry(settings.registry, settings.cache)


def _registry(own: Path | None, cache: Path) -> Registry:
    try:
        return for_good(load_registry(own, RegistryCache(cache)))
    except RegistryError as error:
        finish([problem("E402", str(error.path), error.line, error.message)])


def writing(archive: Archive) -> AbstractContextManager[None]:
    """Nobody else writes into the archive meanwhile."""
    return alone_in(archive.settings.root, lambda message: click.echo(message, err=True))


def tell(found: Iterable[Problem], telling: str = "") -> None:
    """Every error, and what a build should say, on standard error.

    ``telling``: errors alone (``quiet``) or every notice (``verbose``).
    """
    for one in in_order(found):
        if one.severity == "error" or telling == "verbose" or (one.code in _TOLD and not telling):
            click.echo(render(one), err=True)


def tell_of_saved(paths: Iterable[Path]) -> None:
    """N127 for each page that someone saved while the command ran."""
    tell(problem("N127", str(path)) for path in paths)


def finish(found: Iterable[Problem], telling: str = "") -> NoReturn:
    """Tell the problems (see ``tell``) and exit."""
    found = tuple(found)
    tell(found, telling)
    sys.exit(exit_status(found))


def exit_status(found: Iterable[Problem]) -> int:
    """The one place that decides it: 2 for wrong use or configuration, 1 for other errors."""
    found = tuple(found)
    if any(one.code in _WRONG_USE for one in found):
        return EXIT_USAGE
    return EXIT_ERRORS if has_errors(found) else EXIT_OK


def print_json(data: object) -> None:
    """Plain data on standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def problem_data(one: Problem) -> dict[str, str | int | None]:
    """A problem as plain data."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "path": one.path,
        "line": one.line,
        "message": one.message,
        "hint": one.hint,
    }


def counted(count: int, noun: str) -> str:
    """``1 page``, ``1,000 pages``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def today() -> str:
    """The day new pages are dated with: SOURCE_DATE_EPOCH where it is set, so that builds can be repeated."""
    return epoch_day() or dt.datetime.now().astimezone().date().isoformat()


def epoch_day() -> str:
    """The ISO day of SOURCE_DATE_EPOCH; empty where it is not set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date().isoformat() if epoch else ""
