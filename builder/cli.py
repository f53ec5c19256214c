"""The command line.

Parses what stands on it and calls the command (commands/), which does the work and prints.

A command's module is imported when it is called: `--help` and `convert` need not wait for what renders a
site.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Literal

import click

import builder
from builder.cli_pages import add, diff, discard, history, merge, rename, upgrade, withdraw
from builder.cli_publishing import bundle, publish
from builder.commands.options import (
    config_option,
    format_option,
    registries_option,
    stops_cleanly,
    telling_option,
)
from builder.lasting import seldom_collected


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(builder.__version__, prog_name="briefings")
def main() -> None:
    """Raw Korean policy articles in, a structured, searchable, lasting archive out.

    \b
    Start:        briefings new my-archive
    Add articles: put .hwpx, .hwp, .pdf, .docx, .html, .txt or .md files into my-archive/seeds/
                  records (.jsonl, .csv, .xlsx, .xml …): briefings import FILE
    Build:        cd my-archive && briefings build
    Read:         open site/index.html, or briefings serve

    Complete with Tab: eval "$(_BRIEFINGS_COMPLETE=bash_source briefings)"; also zsh_source, fish_source

    Exit status: 0 no error, 1 errors (named with path and line), 2 wrong use or configuration.
    """
    seldom_collected()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Korean Windows redirects output in CP949, which lacks many characters.
            stream.reconfigure(encoding="utf-8")


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--name", help="The archive's name (site_name).")
@stops_cleanly
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
@registries_option
@stops_cleanly
def convert(seeds: tuple[Path, ...], output: Path | None, config_file: Path | None) -> None:
    """Convert SEEDS to Markdown. One seed without -o is printed; an archive is not needed.

    \b
    Examples: briefings convert article.hwpx
              briefings convert seeds/*.txt -o out/
    """
    from builder.commands.convert import run

    run(seeds, output, config_file)


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@config_option
@click.option("--since", metavar="DATE", default="", help="Only what was published or changed from then on.")
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Which key means what, where the records are of no known shape.",
)
@click.option("--sketch", is_flag=True, help="Print a draft for --map, and import nothing.")
@click.option(
    "--source", metavar="NAME", default="", help="Their origin, as a folder's name: a-z, 0-9 and -."
)
@click.option("--skip-wrong", is_flag=True, help="Leave out, and name, what is wrong; import the others.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@stops_cleanly
def import_(
    files: tuple[Path, ...],
    config_file: Path,
    since: str,
    map_file: Path | None,
    source: str,
    *,
    sketch: bool,
    skip_wrong: bool,
    dry_run: bool,
) -> None:
    """Bring the records in FILES into seeds/, each as a seed of its own with its facts beside it.

    JSON, JSONL, CSV, TSV, XLSX, XML of interfaces, RSS, Atom, Markdown with front matter; folders of them.
    Every record or, where one is wrong, none, unless --skip-wrong is given. To import again brings in what
    is new or has changed, and touches nothing else.

    \b
    Examples: briefings import releases.jsonl.gz
              briefings import api/ --since 2026-01-01 --dry-run
              briefings import --sketch odd.csv > columns.yml
              briefings import --map columns.yml odd.csv
    """
    from builder.commands.import_records import run, run_sketch

    if sketch:
        run_sketch(files)
    else:
        run(files, config_file, map_file, source, since, skip_wrong=skip_wrong, dry_run=dry_run)


@main.command()
@config_option
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
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    help="So many processes work at once.  [default: all cores]",
)
@click.option(
    "--executor",
    metavar="dask://HOST:PORT",
    default="",
    help="Convert, render and index on this Dask cluster; needs the extra [cluster].",
)
@click.option(
    "--as-of", metavar="DATE", default="", help="Publish what is held until that day (publish_after)."
)
@format_option
@telling_option
@stops_cleanly
def build(
    config_file: Path,
    take: Literal["mine", "generated"] | None,
    jobs: int | None,
    executor: str,
    as_of: str,
    form: str,
    telling: str,
    *,
    check: bool,
    no_site: bool,
) -> None:
    """Build the archive: seeds/ to docs/ to site/. Only what changed is written.

    \b
    Examples: briefings build
              briefings build --check          (for CI: is docs/ up to date?)
              briefings build --take mine      (keep my edits where the seed changed too)
              briefings build --jobs 1         (leave the other cores alone)
              briefings build --executor dask://10.0.0.5:8786
              briefings build --quiet --format json
              briefings build --as-of 2026-12-01
    """
    from builder.commands.build import run

    run(config_file, take, jobs, executor, form, telling, as_of, check=check, render_site=not no_site)


@main.command()
@config_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on."
)
@click.option("--poll", is_flag=True, help="Look at all files again and again, as on a network drive.")
@stops_cleanly
def serve(config_file: Path, host: str, port: int, *, poll: bool) -> None:
    """Serve what build publishes.

    Rebuild and reload when a seed, page, registry or template changes; a saved seed's own page comes first.

    \b
    Example: briefings serve --port 8080
    """
    from builder.commands.serve import run

    run(config_file, host, port, poll=poll)


@main.command()
@click.argument("seed", type=click.Path(path_type=Path))
@format_option
@registries_option
@stops_cleanly
def explain(seed: Path, form: str, config_file: Path | None) -> None:
    """Show for each fact of SEED its basis and evidence, and for each line its fate and the rule.

    \b
    Examples: briefings explain seeds/article.txt
              briefings explain seeds/article.txt --format json
    """
    from builder.commands.explain import run

    run(seed, form, config_file)


@main.command()
@config_option
@format_option
@click.option(
    "--csv",
    "csv_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write one row per article for a spreadsheet; see correct.",
)
@stops_cleanly
def review(config_file: Path, form: str, csv_file: Path | None) -> None:
    """List what a person should look at, worst first.

    Conflicts, unknown and inferred facts, generated titles, near-duplicates.
    Of a doubted title or date, what else was seen, where, why it was not taken,
    and the line that takes it.

    \b
    Examples: briefings review
              briefings review --csv review.csv
    """
    from builder.commands.review import run

    run(config_file, form, csv_file)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@config_option
@stops_cleanly
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


for command in (diff, history, add, discard, rename, merge, withdraw, upgrade):
    main.add_command(command)


@main.command()
@config_option
@format_option
@stops_cleanly
def check(config_file: Path, form: str) -> None:
    """Check docs/: front matter, links and anchors, addresses, unsafe HTML, orphan pages. One line a problem.

    \b
    Example: briefings check
    """
    from builder.commands.check import run

    run(config_file, form)


main.add_command(bundle)
main.add_command(publish)


@main.command()
@click.argument("word", required=False)
@registries_option
@format_option
@stops_cleanly
def topics(word: str | None, config_file: Path | None, form: str) -> None:
    """List the topics: slug, Korean name, area. With WORD those that have it in a name or keyword.

    \b
    Examples: briefings topics
              briefings topics 주택
    """
    from builder.commands.names import topics as run

    run(config_file, word, form)


@main.command()
@click.argument("word", required=False)
@registries_option
@format_option
@stops_cleanly
def ministries(word: str | None, config_file: Path | None, form: str) -> None:
    """List the ministries: id, official name, first day, day of its successors. With WORD those called so.

    \b
    Examples: briefings ministries
              briefings ministries 기재부
    """
    from builder.commands.names import ministries as run

    run(config_file, word, form)
