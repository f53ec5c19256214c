"""The command line's part for single pages and addresses: begun, compared, taken down, renamed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from builder.commands.options import config_option, format_option, stops_cleanly


@click.command()
@click.argument("page_id", metavar="ID")
@config_option
@click.option("--reason", metavar="TEXT", help="Why, in a sentence that stands on the page.")
@click.option("--purge", is_flag=True, help="Delete its seed too, with sidecar and attachments.")
@click.option("--undo", is_flag=True, help="Publish it again, from its seed.")
@stops_cleanly
def withdraw(config_file: Path, page_id: str, reason: str | None, *, purge: bool, undo: bool) -> None:
    """Take the article ID down: its address stays and says when and why; the text goes from everywhere else.

    Its title stays: change it on the page if it must not. In a repository earlier texts stay in the history.

    \b
    Examples: briefings withdraw k7f3q9x2mt --reason "저작권자의 요청"
              briefings withdraw k7f3q9x2mt --reason "개인정보가 들어 있어 내림" --purge
              briefings withdraw k7f3q9x2mt --undo
    """
    from builder.commands.withdraw import run

    run(config_file, page_id, reason, purge=purge, undo=undo)


@click.command()
@click.argument("page_id", metavar="[ID]", default="")
@config_option
@click.option(
    "--article-data",
    is_flag=True,
    help="All .json and .md files beside articles, which are packed by year.",
)
@stops_cleanly
def discard(page_id: str, config_file: Path, *, article_data: bool) -> None:
    """Delete the page ID, put there by mistake, its seed gone: nobody may have been given its address.

    \b
    Examples: briefings discard k7f3q9x2mt
              briefings discard --article-data
    """
    from builder.commands import discard as command

    if article_data == bool(page_id):
        raise click.UsageError("name the ID of an article, or say --article-data")
    if article_data:
        command.run_of_data(config_file)
    else:
        command.run(config_file, page_id)


_WHAT = click.argument("what", type=click.Choice(["topic", "ministry"]))


@click.command()
@_WHAT
@click.argument("old")
@click.argument("new")
@config_option
@click.option("--name", metavar="TEXT", help="Its Korean name from now on.  [default: as it is]")
@stops_cleanly
def rename(
    what: Literal["topic", "ministry"], old: str, new: str, name: str | None, config_file: Path
) -> None:
    """Give a topic or ministry another address: OLD, a slug, id or name, becomes NEW, a slug or id.

    The registry of the archive says so from then on; the old pages, feeds and tables lead to the new ones.

    \b
    Examples: briefings rename topic hydrogen hydrogen-economy
              briefings rename topic 수소경제 hydrogen-economy --name "수소 경제"
              briefings rename ministry our-office-2024 our-agency-2024
    """
    from builder.commands.rename import rename as run

    run(config_file, what, old, new, name)


@click.command()
@_WHAT
@click.argument("old")
@click.argument("into")
@config_option
@stops_cleanly
def merge(what: Literal["topic", "ministry"], old: str, into: str, config_file: Path) -> None:
    """Let a topic or ministry go up in another: INTO has the articles, keywords and names of OLD as well.

    OLD may also be one whose page was published and that the registry does not know any more.

    \b
    Examples: briefings merge topic hydrogen renewable
              briefings merge ministry our-office-2024 mosf-2008
    """
    from builder.commands.rename import merge as run

    run(config_file, what, old, into)


@click.command()
@click.argument("page_id", metavar="ID")
@config_option
@click.option(
    "--take", type=click.Choice(["mine", "generated"]), help="Decide: what you wrote, or what is made."
)
@click.option("--part", "parts", multiple=True, help="Only this part: title, date, body …; may come again.")
@stops_cleanly
def diff(
    page_id: str, config_file: Path, take: Literal["mine", "generated"] | None, parts: tuple[str, ...]
) -> None:
    """Show what you made of the page ID beside what its seed and the rules make; settle what conflicts.

    Without --part, --take decides every part that has changed on both sides (E201).

    \b
    Examples: briefings diff k7f3q9x2mt
              briefings diff k7f3q9x2mt --take generated --part title
              briefings diff k7f3q9x2mt --take mine
    """
    from builder.commands.diff import run

    run(config_file, page_id, take, parts)


@click.command()
@click.argument("name", metavar="ID|ADDRESS")
@config_option
@format_option
@click.option("--full", is_flag=True, help="With the lines that each change took away and brought.")
@stops_cleanly
def history(config_file: Path, name: str, form: str, *, full: bool) -> None:
    """Tell the record of an article or an address.

    Whether it was published, what it is made of, when it came into the archive, what was changed by its
    source, by persons, by rules, and where it leads on to.

    \b
    Examples: briefings history k7f3q9x2mt
              briefings history k7f3q9x2mt --full
              briefings history https://archive.example.kr/topics/hydrogen.html
              briefings history topics/hydrogen.html --format json
    """
    from builder.commands.history import run

    run(config_file, name, form, full=full)


@click.command()
@click.argument("name")
@click.argument("title")
@config_option
@click.option("--date", default="", metavar="DATE", help="When it was published.")
@click.option("--url", default="", help="Where it was found.")
@click.option(
    "--ministry", "ministries", multiple=True, metavar="NAME", help="Who announces it; the lead first."
)
@click.option("--topic", "topics", multiple=True, metavar="NAME", help="What it is about.")
@click.option("--publish-after", default="", metavar="DATE", help="Held back until a build is told that day.")
@stops_cleanly
def add(
    config_file: Path,
    name: str,
    title: str,
    date: str,
    url: str,
    ministries: tuple[str, ...],
    topics: tuple[str, ...],
    publish_after: str,
) -> None:
    """Begin a new article: seeds/NAME with its TITLE and facts above, as a draft. Its path is printed.

    \b
    Examples: briefings add forest-trails "숲길을 새로 연다" --ministry 산림청
              briefings add 2026/plan.md "내년 계획" --date 2026-12-01 --publish-after 2026-12-01
    """
    from builder.commands.add import run

    facts = {
        "date": date,
        "url": url,
        "ministries": ministries,
        "topics": topics,
        "publish_after": publish_after,
    }
    run(config_file, name, title, facts)


@click.command()
@config_option
@format_option
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write there all that is read otherwise, not only the first of each fact.",
)
@stops_cleanly
def upgrade(config_file: Path, form: str, report: Path | None, *, dry_run: bool) -> None:
    """Bring an archive that an older builder made to the form of today, and say what changes.

    Then what the rules of today read otherwise, old value and new, by fact, the doubtful first. The next
    build writes it into the pages; what you edited by hand stands.

    \b
    Examples: briefings upgrade --dry-run
              briefings upgrade --report changes.txt
              briefings upgrade --dry-run --format json
    """
    from builder.commands.upgrade import run

    run(config_file, form, report, dry_run=dry_run)
