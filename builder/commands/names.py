"""`briefings topics` and `briefings ministries`: what may be written where one is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.table import Table

from builder.commands.common import print_json, rules
from builder.registry.types import Body, Registry, Topic

T = TypeVar("T")
Row = dict[str, str]


def topics(config_file: Path | None, word: str | None, form: str) -> None:
    """Print the topics whose slug, name, area or keyword holds ``word``; all without one."""
    registry = rules(config_file)
    _print(registry.topics.values(), word, form, lambda topic: _topic(topic, registry), _keywords)


def ministries(config_file: Path | None, word: str | None, form: str) -> None:
    """Print the bodies whose id, name or alias holds ``word``; all without one."""
    _print(rules(config_file).bodies.values(), word, form, _body, lambda body: body.aliases)


def _print(
    entries: Iterable[T],
    word: str | None,
    form: str,
    row: Callable[[T], Row],
    aliases: Callable[[T], Iterable[str]],
) -> None:
    asked = (word or "").casefold()
    found = ((row(entry), aliases(entry)) for entry in entries)
    rows = [one for one, also in found if any(asked in text.casefold() for text in (*one.values(), *also))]
    if form == "json":
        print_json(rows)
    elif rows:
        table = Table(*rows[0], box=None, pad_edge=False)
        for one in rows:
            table.add_row(*one.values())
        Console().print(table)
    else:
        click.echo(f"nothing is called {word!r}", err=True)


def _topic(topic: Topic, registry: Registry) -> Row:
    return {"slug": topic.slug, "name": topic.name, "area": registry.areas[topic.area].name}


def _keywords(topic: Topic) -> Iterable[str]:
    return (topic.english, *(phrase.text for phrase in topic.keywords))


def _body(body: Body) -> Row:
    return {"id": body.id, "name": body.name, "since": body.since, "until": body.until or ""}
