"""What the commands of the command line share: options, and how they stop."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

P = ParamSpec("P")


def stops_cleanly(command: Callable[P, None]) -> Callable[P, None]:
    """Ctrl-C says so and leaves nothing torn; a refusing disk is told in one line."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except KeyboardInterrupt:
            click.echo("\nStopped. What was written is whole; the last good site stays.", err=True)
            sys.exit(130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except OSError as error:
            click.echo(
                ": ".join(str(part) for part in (error.filename, error.strerror or error) if part), err=True
            )
            sys.exit(1)

    return wrapped


def config_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option that names an archive."""
    return click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path("mkdocs.yml"),
        show_default=True,
        help="The archive's settings.",
    )(command)


def registries_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option that names the archive whose rules are used."""
    return click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Use the registries of this archive.",
    )(command)


def format_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option that chooses how to print."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How to print.",
    )(command)


def telling_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option that chooses how much is said: ``quiet``, ``verbose`` or "" for the usual."""
    quiet = click.option(
        "-q", "--quiet", "telling", flag_value="quiet", default="", help="Say errors only, and nothing else."
    )
    verbose = click.option(
        "-v", "--verbose", "telling", flag_value="verbose", help="Say every notice, also those for review."
    )
    return quiet(verbose(command))
