"""The command line: parses, calls the pipeline, prints. Problems and progress go to standard error, results to standard output."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Any, Final, NoReturn, ParamSpec

import click

import builder
from builder import problems
from builder.article_id import is_id
from builder.checks.check import check as check_docs
from builder.commands import report
from builder.commands.console import ProgressBar
from builder.facts.decide import Known
from builder.host.renderer import renderer
from builder.host.scaffold import new_archive
from builder.intake.read import read_seed
from builder.model import Problem, Seed
from builder.pages.identity import new_id
from builder.pages.make import article_page
from builder.pages.merge import Take
from builder.pages.store import read_pages, write_together, write_whole
from builder.permanence import ledger as addresses
from builder.problems import located, problem, render
from builder.prose.front_matter import dump_page
from builder.publish.bundle.make import Bundle, make_bundle
from builder.publish.bundle.part import Part, PartError, check_part
from builder.publish.outputs.all import derived_addresses
from builder.publish.site import publish
from builder.registry import Registry, RegistryError, load_registry
from builder.review.corrections import read_corrections
from builder.review.near_duplicates import find_versions
from builder.review.spreadsheet import Sheet, read_sheet
from builder.run import order as pipeline
from builder.run.exclusive import alone_in
from builder.settings import Settings

EXIT_OK: Final = 0
EXIT_ERRORS: Final = 1
EXIT_USAGE: Final = 2

#: Told after each build; the rest is `review`'s.
_SAID_BY_BUILD: Final = ("N106", "N107", "N108", "N111", "N113", "N114")

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
            sys.exit(EXIT_OK)
        except OSError as error:
            click.echo(
                ": ".join(str(part) for part in (error.filename, error.strerror or error) if part), err=True
            )
            sys.exit(EXIT_ERRORS)

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
    Add articles: put .txt or .html files into my-archive/seeds/
    Build:        cd my-archive && briefings build
    Read:         open site/index.html, or briefings serve

    Exit status: 0 no error, 1 errors (named with path and line), 2 wrong use or configuration.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                encoding="utf-8"
            )  # Korean Windows redirects output in CP949, which lacks many characters


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--name", help="The archive's name (site_name).")
@_stops_cleanly
def new(directory: Path, name: str | None) -> None:
    """Start an archive in DIRECTORY: its settings, an empty seeds/ and a workflow for GitHub Pages.

    \b
    Example: briefings new my-archive --name "우리 부서 정책 자료실"
    """
    written = new_archive(directory, name)
    if isinstance(written, Problem):
        raise click.UsageError(f"{directory} is not an empty folder; choose a new or empty one")
    for path in written:
        click.echo(f"  {path}")
    click.echo(f"\nNext: put articles into {directory / 'seeds'}, then\n  cd {directory}\n  briefings build")


@main.command()
@click.argument("seeds", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write DIR/<seed stem>.md instead of printing one.",
)
@click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Use the registries of this archive.",
)
@_stops_cleanly
def convert(seeds: tuple[Path, ...], output: Path | None, config_file: Path | None) -> None:
    """Convert SEEDS to Markdown. One seed without -o is printed; an archive is not needed.

    \b
    Examples: briefings convert article.txt
              briefings convert seeds/*.txt -o out/
    """
    if output is None and len(seeds) != 1:
        raise click.UsageError("several seeds need -o DIR")
    registry = _load(config_file).registry if config_file else _registry(None)
    found: list[Problem] = []
    done: dict[str, Path] = {}
    with ProgressBar() as progress:
        for count, path in enumerate(seeds, 1):
            found += _convert_one(path, output, registry, done)
            if output is not None:
                progress(pipeline.CONVERTING, count, len(seeds))
    _finish(found)


def _convert_one(
    path: Path, output: Path | None, registry: Registry, done: dict[str, Path]
) -> tuple[Problem, ...]:
    """Convert one seed; its problems. ``done``: stem → the seed that has it."""
    if path.stem in done:
        return (problem("E204", str(path), detail=f"{done[path.stem]} has the name {path.stem} already"),)
    done[path.stem] = path
    read = read_seed(path, path.as_posix(), pipeline.list_page_patterns(registry))
    if read.seed is None:
        return read.problems
    article = pipeline.understand_seed(read.seed, registry, Known(latest=_today()))
    if isinstance(article, Problem):
        return (*read.problems, article)
    page = article_page(article, _id_of(read.seed), _today(), registry)
    text = dump_page(page.meta, page.body)
    if output is None:
        click.echo(text.encode("utf-8"), nl=False)
    else:
        output.mkdir(parents=True, exist_ok=True)
        write_whole(output / f"{path.stem}.md", text)
    return tuple(one for one in read.problems)


def _id_of(seed: Seed) -> str:
    supplied = seed.supplied.id
    return supplied if supplied and is_id(supplied) else new_id(seed.sha256)


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
def build(config_file: Path, check: bool, take: Take | None, no_site: bool) -> None:  # noqa: FBT001 - flags of the command line
    """Build the archive: seeds/ to docs/ to site/. Only what changed is written.

    \b
    Examples: briefings build
              briefings build --check          (for CI: is docs/ up to date?)
              briefings build --take mine      (keep my edits where the seed changed too)
    """
    archive = _load(config_file)
    if check:
        _finish(_check_build(archive))
    _finish(_build(archive, take, render_site=not no_site))


def _build(archive: Archive, take: Take | None, *, render_site: bool) -> list[Problem]:
    """One build, told on standard error; the problems it found."""
    with _writing(archive), ProgressBar() as progress:
        prepared = pipeline.prepare(archive.settings, archive.registry, _today(), take, progress)
        written = pipeline.write(prepared, archive.settings, progress)
        found = [*prepared.problems, *written.problems]
        lost = any(one.code == "E304" for one in found)
        if render_site and not lost:
            found += located(publish(archive.settings, archive.registry, progress), archive.settings.folders)
    waiting = sum(1 for notices in prepared.notices.values() if notices)
    click.echo(
        report.build_summary(
            len(prepared.pages), written, archive.settings, rendered=render_site and not lost
        ),
        err=True,
    )
    if reserved := report.rights_summary(prepared.pages, archive.settings):
        click.echo(reserved, err=True)
    if waiting:
        click.echo(f"{waiting} of them have facts to look at: briefings review", err=True)
    return found


def _check_build(archive: Archive) -> list[Problem]:
    with ProgressBar() as progress:
        prepared = pipeline.prepare(archive.settings, archive.registry, _today(), None, progress)
    return [*prepared.problems, *pipeline.differences(prepared, archive.settings), *_check(archive)]


@main.command()
@_config_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on."
)
@_stops_cleanly
def serve(config_file: Path, host: str, port: int) -> None:
    """Serve what build publishes; rebuild and reload the browser when a seed, page, registry or template changes.

    \b
    Example: briefings serve --port 8080
    """
    archive = _load(config_file)

    def rebuild() -> None:
        again = _load(config_file)  # settings and registries may be what changed
        _tell(_build(again, None, render_site=True))

    watched = (archive.settings.seeds, archive.settings.registry)
    try:
        renderer().serve(archive.settings, rebuild, host, port, watched)
    except OSError as error:
        raise click.UsageError(
            f"cannot listen on {host}:{port}: {error.strerror}. Choose another port with --port."
        ) from error


@main.command()
@click.argument("seed", type=click.Path(path_type=Path))
@_format_option
@click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Use the registries of this archive.",
)
@_stops_cleanly
def explain(seed: Path, form: str, config_file: Path | None) -> None:
    """Show for each fact of SEED its basis and evidence, and for each line its fate and the rule.

    \b
    Examples: briefings explain seeds/article.txt
              briefings explain seeds/article.txt --format json
    """
    registry = _load(config_file).registry if config_file else _registry(_own_registry())
    read = read_seed(seed, seed.as_posix(), pipeline.list_page_patterns(registry))
    if read.seed is None:
        _finish(read.problems)
    else:
        article = pipeline.understand_seed(read.seed, registry, Known(latest=_today()))
        if isinstance(article, Problem):
            _finish([*read.problems, article])
        else:
            report.print_explanation(article, form)
            _finish(read.problems)


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
    """List what a person should look at, worst first: conflicts, unknown and inferred facts, generated titles, near-duplicates.

    \b
    Examples: briefings review
              briefings review --csv review.csv
    """
    archive = _load(config_file)
    with ProgressBar() as progress:
        prepared = pipeline.prepare(archive.settings, archive.registry, _today(), None, progress)
    versions = find_versions(prepared.pages)
    rows = report.review_rows(prepared, versions)
    if csv_file is not None:
        write_whole(csv_file, report.review_csv(rows, prepared, versions))
        click.echo(f"{len(prepared.pages)} rows in {csv_file}", err=True)
    else:
        report.print_review(rows, form)
    _finish([one for one in prepared.problems if one.severity == "error"])


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@_config_option
@_stops_cleanly
def correct(file: Path, config_file: Path) -> None:
    """Apply FILE, the spreadsheet of `review --csv`, as a person has changed it: all rows or, where one is wrong, none.

    \b
    A new value:     write it into title, date, ministries or topics
    It is right:     write ok into the column of that fact that ends in _check
    Leave it be:     write skip there, and why into reason
    Example: briefings correct review.csv
    """
    archive = _load(config_file)
    sheet = _read_sheet(file)
    if isinstance(sheet, Problem):
        _finish([sheet])
    with _writing(archive):
        _correct(archive, sheet)


def _correct(archive: Archive, sheet: Sheet) -> None:
    with ProgressBar() as progress:
        pages, broken = read_pages(archive.settings.docs, partial(progress, pipeline.READING_PAGES))
        made = read_corrections(
            sheet, pages, [one.path for one in broken], archive.registry, partial(progress, pipeline.CHECKING)
        )
    if made.problems:
        _tell(made.problems)
        click.echo("Nothing was applied.", err=True)
        sys.exit(EXIT_ERRORS)
    write_together(
        {archive.settings.docs / page.path: dump_page(page.meta, page.body) for page in made.pages}
    )
    click.echo(report.correction_summary(made))


def _read_sheet(file: Path) -> Sheet | Problem:
    try:
        return read_sheet(file.read_bytes(), str(file))
    except OSError as error:
        return problem(
            "E207", str(file), detail=error.strerror, hint="check the path and the file's permissions"
        )


@main.command()
@_config_option
@_format_option
@_stops_cleanly
def check(config_file: Path, form: str) -> None:
    """Check docs/: front matter, links and anchors, addresses, unsafe HTML, orphan pages. One line a problem.

    \b
    Example: briefings check
    """
    found = problems.in_order(_check(_load(config_file)))
    if form == "json":
        click.echo(json.dumps([report.problem_data(one) for one in found], ensure_ascii=False, indent=2))
        sys.exit(EXIT_ERRORS if problems.has_errors(found) else EXIT_OK)
    _finish(found)


@main.command()
@_config_option
@click.option("--ministry", metavar="ID", help="Only the articles of one ministry, as mosf-2008.")
@click.option("--topic", metavar="SLUG", help="Only the articles of one topic, as housing.")
@click.option("--data", is_flag=True, help="With the .json and .md file beside each article.")
@_stops_cleanly
def bundle(config_file: Path, ministry: str | None, topic: str | None, data: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Make the offline copy, dist/<name>-offline.zip: to be unpacked anywhere and opened by double click, without server or network.

    Builds the archive first if it is not up to date. The same archive gives the same bytes on every machine. <name> is
    extra.archive.slug of mkdocs.yml, else made from site_name or site_url.

    \b
    Examples: briefings bundle
              briefings bundle --data
              briefings bundle --ministry mosf-2008
              briefings bundle --topic housing
    """
    if ministry and topic:
        raise click.UsageError("choose one: --ministry or --topic")
    archive = _load(config_file)
    part = Part("ministry", ministry) if ministry else Part("topic", topic) if topic else None
    try:
        if part:
            check_part(part, archive.registry)
        found = _bundle(archive, part, data=data)
    except PartError as error:
        raise click.UsageError(str(error)) from error
    _finish(found)


def _bundle(archive: Archive, part: Part | None, *, data: bool) -> list[Problem]:
    """The offline copy, told on standard output; the problems found on the way. None is made where a published address is lost."""
    found = _build(archive, None, render_site=False)
    if any(one.code == "E304" for one in found):
        return found
    with _writing(archive), ProgressBar() as progress:
        made = make_bundle(archive.settings, archive.registry, part, data=data, progress=progress)
    if not isinstance(made, Bundle):
        return [*found, *located(made, archive.settings.folders)]
    click.echo(report.bundle_summary(made))
    return found


def _check(archive: Archive) -> list[Problem]:
    docs = archive.settings.docs
    pages, _ = read_pages(docs)
    own = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")} if docs.is_dir() else set()
    lost = addresses.lost_addresses(addresses.read_ledger(docs), own | {page.path for page in pages})
    found = [*check_docs(archive.settings, archive.registry, derived_addresses), *lost]
    return [*located(found, archive.settings.folders)]


# ----------------------------------------------------------------------------------------------------------------- shared


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that can be worked on: its settings and rules."""

    settings: Settings
    registry: Registry


def _load(config_file: Path) -> Archive:
    """The archive of a configuration file; exits with 2 and the reason where there is none."""
    if not config_file.is_file():
        _refuse(
            [
                problem(
                    "E401",
                    str(config_file),
                    detail="there is no such file",
                    hint="run this in an archive, name one with -f, or start one with `briefings new`",
                )
            ]
        )
    settings = renderer().load(config_file)
    if not isinstance(settings, Settings):
        _refuse(settings)
    return Archive(settings, _registry(settings.registry))


def _writing(archive: Archive) -> AbstractContextManager[None]:
    """Nobody else writes into the archive meanwhile."""
    return alone_in(archive.settings.root, lambda message: click.echo(message, err=True))


def _own_registry() -> Path | None:
    """The registry folder of the archive we stand in, if we stand in one."""
    settings = renderer().load(Path("mkdocs.yml")) if Path("mkdocs.yml").is_file() else ()
    return settings.registry if isinstance(settings, Settings) else None


def _registry(own: Path | None) -> Registry:
    try:
        return load_registry(own)
    except RegistryError as error:
        _refuse([problem("E402", str(error.path), error.line, error.message)])


def _refuse(found: Iterable[Problem]) -> NoReturn:
    _tell(found)
    sys.exit(EXIT_USAGE)


def _tell(found: Iterable[Problem]) -> None:
    for one in problems.in_order(list(found)):
        if one.severity == "error" or one.code in _SAID_BY_BUILD:
            click.echo(render(one), err=True)


def _finish(found: Sequence[Problem]) -> NoReturn:
    """Tell the problems; the one place that decides the exit status."""
    _tell(found)
    if any(one.code in ("E401", "E402") for one in found):
        sys.exit(EXIT_USAGE)
    sys.exit(EXIT_ERRORS if problems.has_errors(found) else EXIT_OK)


def _today() -> str:
    """The day new pages are dated with: SOURCE_DATE_EPOCH where it is set, so that builds can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment: Any = (
        dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC) if epoch else dt.datetime.now().astimezone()
    )
    return str(moment.date().isoformat())
