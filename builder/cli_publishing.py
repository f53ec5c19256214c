"""The command line's part for what leaves the archive."""

from __future__ import annotations

from pathlib import Path

import click

from builder.commands.options import config_option, stops_cleanly


@click.command()
@config_option
@click.option("--ministry", metavar="NAME", help="Only the articles of one ministry, by name or id.")
@click.option("--topic", metavar="NAME", help="Only the articles of one topic, by name or slug.")
@click.option(
    "--data", is_flag=True, help="With each article's .json and .md file and its published originals."
)
@stops_cleanly
def bundle(config_file: Path, ministry: str | None, topic: str | None, data: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Make the offline copy, dist/<name>-offline.zip.

    To be unpacked anywhere and opened by double click, without server or network. An archive whose copy would
    have more than 2 GB is copied by years.

    Builds the archive first if it is not up to date. The same archive gives the same bytes on every machine.
    <name> is extra.archive.slug of mkdocs.yml, else made from site_name or site_url.

    \b
    Examples: briefings bundle
              briefings bundle --data
              briefings bundle --ministry mosf-2008
              briefings bundle --topic budget
    """
    from builder.commands.bundle import run

    run(config_file, ministry, topic, data=data)


@click.command()
@click.argument("to", type=click.Choice(["github", "gitlab", "rsync"]))
@click.argument("target", default="")
@config_option
@stops_cleanly
def publish(config_file: Path, to: str, target: str) -> None:
    """Build, and put the site where readers find it; nothing is put anywhere where the build finds errors.

    github and gitlab push a branch (gh-pages, pages) of the remote TARGET, origin where none is given: one
    commit on top of what it holds. rsync copies to TARGET and deletes there what the site no longer has.

    \b
    Examples: briefings publish github
              briefings publish gitlab upstream
              briefings publish rsync user@example.org:/srv/www/archive/
    """
    from builder.commands.publish import run

    run(config_file, to, target)
