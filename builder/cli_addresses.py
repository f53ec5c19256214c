"""The command line's part for articles that go."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.options import config_option, stops_cleanly


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
@click.argument("page_id", metavar="ID")
@config_option
@stops_cleanly
def discard(page_id: str, config_file: Path) -> None:
    """Delete the page ID, put there by mistake, its seed gone: nobody may have been given its address.

    \b
    Example: briefings discard k7f3q9x2mt
    """
    from builder.commands.discard import run

    run(config_file, page_id)
