"""What was changed in articles after they had been published: the newest, and a page for each month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from builder.catalogue import links
from builder.catalogue.changes import Changed, change_line, changes_of, read_anew
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.forms import CHANGE_FEED
from builder.catalogue.kinds.kind import Lists, PageKind, no_sheets
from builder.catalogue.lists import LIMIT, key_title
from builder.catalogue.markdown import bullets, link
from builder.catalogue.sheet import Section, Sheet
from builder.pages.page import Crumb

_NEWEST: Final = 50

Told = Sequence[Changed]


def _sheets(collection: Collection) -> Iterator[Sheet]:
    """``changes.md``, there even if nothing was changed; ``changes/<yyyy-mm>.md``, and its parts."""
    changed = [entry for entry in collection.entries if entry.changed]
    told = changes_of(changed)
    months: dict[str, Told] = {key: tuple(group) for key, group in groupby(told, key=lambda one: one.on[:7])}
    anew = read_anew(changed)
    yield _newest(collection, told, months, _said(anew[""], collection))
    for key, members in months.items():
        yield from _month(collection, key, members, _said(anew[key], collection))


def _newest(collection: Collection, told: Told, months: dict[str, Told], anew: str) -> Sheet:
    labels = collection.labels
    ways = bullets(
        f"{link(key_title(key, labels), links.CHANGES, links.changes(key))}"
        f" {labels['common.briefings'].format(count=len(members))}"
        for key, members in months.items()
    )
    newest = _lines(links.CHANGES, told[:_NEWEST], collection)
    return Sheet(
        path=links.CHANGES,
        title=labels["title.changes"],
        kind=CHANGES.name,
        description=labels["changes.description"].format(count=len(told)),
        count=len(told),
        parents=(collection.home(),),
        blocks=(labels["changes.intro" if told else "changes.none"], anew),
        sections=(
            Section("newest", labels["changes.newest"], (newest,)),
            Section("months", labels["changes.months"], (ways,)),
        ),
    )


def _month(collection: Collection, key: str, told: Told, anew: str) -> Iterator[Sheet]:
    """The page of a month; above ``LIMIT`` it is the index of its parts, counted from the oldest."""
    labels, path, title = collection.labels, links.changes(key), key_title(key, collection.labels)
    if len(told) <= LIMIT:
        yield _part(collection, path, title, told, (anew, _lines(path, told, collection)))
        return
    oldest = told[::-1]
    parts = [oldest[start : start + LIMIT][::-1] for start in range(0, len(oldest), LIMIT)]
    named = {
        links.changes(f"{key}-p{number}"): labels["part.numbered_undated"].format(title=title, number=number)
        for number in range(1, len(parts) + 1)
    }
    ways = bullets(link(name, path, place) for place, name in named.items())
    yield _part(collection, path, title, told, (anew, labels["part.divided"], ways))
    for (place, name), members in zip(named.items(), parts, strict=True):
        yield _part(collection, place, name, members, (_lines(place, members, collection),))


def _part(collection: Collection, path: str, title: str, told: Told, blocks: tuple[str, ...]) -> Sheet:
    labels = collection.labels
    return Sheet(
        path=path,
        title=labels["changes.of_month"].format(month=title),
        kind=CHANGES_MONTH.name,
        description=labels["changes.month_description"].format(month=title, count=len(told)),
        count=len(told),
        parents=(collection.home(), Crumb(labels["title.changes"], links.CHANGES)),
        blocks=blocks,
    )


def _lines(path: str, told: Told, collection: Collection) -> str:
    return "\n".join(change_line(path, one, collection.labels) for one in told)


def _said(count: int, collection: Collection) -> str:
    """How many were only read anew, in a sentence: they are in none of the lists."""
    return collection.labels["changes.read_anew"].format(count=count) if count else ""


def _entries(collection: Collection, _: str) -> Entries:
    return tuple(entry for entry in collection.entries if any(one.is_correction for one in entry.changed))


CHANGES = PageKind(
    name="changes",
    sheets=_sheets,
    title="title.changes",
    lists=Lists((CHANGE_FEED,), _entries),
    path=links.CHANGES,
    linked_from={"home": "home.changes"},
)
CHANGES_MONTH = PageKind(name="changes_month", sheets=no_sheets, title="title.changes", folder="changes")
