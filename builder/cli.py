"""The command line.

Parses what stands on it and calls the command (commands/), which does the work and prints.

A command's module is imported when it is called: `--help` and `convert` need not wait for what renders a
site.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Literal, ParamSpec

import click

import builder

P = ParamSpec("P")


def _stops_cleanly(command: Callable[P, None]) -> Callable[P, None]:
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


def _config_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path("mkdocs.yml"),
        show_default=True,
        help="The archive's settings.",
    )(command)


def _registries_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Use the registries of this archive.",
    )(command)


def _format_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How to print.",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(builder.__version__, prog_name="briefings")
def main() -> None:
    """Raw Korean policy articles in, a structured, searchable, lasting archive out.

    \b
    Start:        briefings new my-archive
    Add articles: put .hwpx, .hwp, .pdf, .docx, .html, .txt or .md files into my-archive/seeds/
    Build:        cd my-archive && briefings build
    Read:         open site/index.html, or briefings serve

    Exit status: 0 no error, 1 errors (named with path and line), 2 wrong use or configuration.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Korean Windows redirects output in CP949, which lacks many characters.
            stream.reconfigure(encoding="utf-8")


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--name", help="The archive's name (site_name).")
@_stops_cleanly
def new(directory: Path, name: str | None) -> None:
    """Start an archive in DIRECTORY: its settings, an empty seeds/ and a workflow for GitHub Pages.

    \b
    Example: briefings new my-archive --name "우리 부서 정책 자료실"
    """
    from builder.commands.new import run

    run(directory, name)


@main.command()
@click.argument("seeds", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write DIR/<seed stem>.md instead of printing one.",
)
@_registries_option
@_stops_cleanly
def convert(seeds: tuple[Path, ...], output: Path | None, config_file: Path | None) -> None:
    """Convert SEEDS to Markdown. One seed without -o is printed; an archive is not needed.

    \b
    Examples: briefings convert article.hwpx
              briefings convert seeds/*.txt -o out/
    """
    from builder.commands.convert import run

    run(seeds, output, config_file)


@main.command()
@_config_option
@click.option(
    "--check",
    is_flag=True,
    help="Change nothing; exit 1 if docs/ is not what the seeds make, or a check fails.",
)
@click.option(
    "--take",
    type=click.Choice(["mine", "generated"]),
    help="Settle conflicts: keep the edits, or give them up.",
)
@click.option("--no-site", is_flag=True, help="Write docs/ only; do not render the site.")
@_stops_cleanly
def build(config_file: Path, check: bool, take: Literal["mine", "generated"] | None, no_site: bool) -> None:  # noqa: FBT001 - flags of the command line
    """Build the archive: seeds/ to docs/ to site/. Only what changed is written.

    \b
    Examples: briefings build
              briefings build --check          (for CI: is docs/ up to date?)
              briefings build --take mine      (keep my edits where the seed changed too)
    """
    from builder.commands.build import run

    run(config_file, take, check=check, render_site=not no_site)


@main.command()
@_config_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on."
)
@_stops_cleanly
def serve(config_file: Path, host: str, port: int) -> None:
    """Serve what build publishes.

    Rebuild and reload the browser when a seed, page, registry or template changes.

    \b
    Example: briefings serve --port 8080
    """
    from builder.commands.serve import run

    run(config_file, host, port)


@main.command()
@click.argument("seed", type=click.Path(path_type=Path))
@_format_option
@_registries_option
@_stops_cleanly
def explain(seed: Path, form: str, config_file: Path | None) -> None:
    """Show for each fact of SEED its basis and evidence, and for each line its fate and the rule.

    \b
    Examples: briefings explain seeds/article.txt
              briefings explain seeds/article.txt --format json
    """
    from builder.commands.explain import run

    run(seed, form, config_file)


@main.command()
@_config_option
@_format_option
@click.option(
    "--csv",
    "csv_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write one row per article for a spreadsheet; see correct.",
)
@_stops_cleanly
def review(config_file: Path, form: str, csv_file: Path | None) -> None:
    """List what a person should look at, worst first.

    Conflicts, unknown and inferred facts, generated titles, near-duplicates.

    \b
    Examples: briefings review
              briefings review --csv review.csv
    """
    from builder.commands.review import run

    run(config_file, form, csv_file)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@_config_option
@_stops_cleanly
def correct(file: Path, config_file: Path) -> None:
    """Apply FILE, the spreadsheet of `review --csv`, as a person has changed it.

    All rows or, where one is wrong, none.

    \b
    A new value:     write it into title, date, ministries or topics
    It is right:     write ok into the column of that fact that ends in _check
    Leave it be:     write skip there, and why into reason
    Example: briefings correct review.csv
    """
    from builder.commands.correct import run

    run(file, config_file)


@main.command()
@_config_option
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@_stops_cleanly
def upgrade(config_file: Path, *, dry_run: bool) -> None:
    """Bring an archive that an older builder made to the form of today, and say what changes.

    \b
    Examples: briefings upgrade --dry-run
              briefings upgrade
    """
    from builder.commands.upgrade import run

    run(config_file, dry_run=dry_run)


@main.command()
@_config_option
@_format_option
@_stops_cleanly
def check(config_file: Path, form: str) -> None:
    """Check docs/: front matter, links and anchors, addresses, unsafe HTML, orphan pages. One line a problem.

    \b
    Example: briefings check
    """
    from builder.commands.check import run

    run(config_file, form)


@main.command()
@_config_option
@click.option("--ministry", metavar="ID", help="Only the articles of one ministry, as mosf-2008.")
@click.option("--topic", metavar="SLUG", help="Only the articles of one topic, as housing.")
@click.option("--data", is_flag=True, help="With the .json and .md file beside each article.")
@_stops_cleanly
def bundle(config_file: Path, ministry: str | None, topic: str | None, data: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Make the offline copy, dist/<name>-offline.zip.

    To be unpacked anywhere and opened by double click, without server or network.

    Builds the archive first if it is not up to date. The same archive gives the same bytes on every machine.
    <name> is extra.archive.slug of mkdocs.yml, else made from site_name or site_url.

    \b
    Examples: briefings bundle
              briefings bundle --data
              briefings bundle --ministry mosf-2008
              briefings bundle --topic housing
    """
    from builder.commands.bundle import run

    run(config_file, ministry, topic, data=data)
