"""A topic area's page: its topics with what they mean, its counts per year and its newest briefings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from builder.catalogue import links
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.forms import FEED, TABLE
from builder.catalogue.kinds.kind import Lists, Look, PageKind
from builder.catalogue.lists import NEWEST, Listed
from builder.catalogue.markdown import bullets, link, small
from builder.catalogue.pictures import Years
from builder.catalogue.sheet import Group, Section, Sheet
from builder.catalogue.tables import YearTable, per_year, year_table
from builder.prose.escape import escape_inline, escape_line
from builder.registry.types import Area

_NAME: Final = "area"
_NAMED: Final = 3
"""How many topics its sentence names."""


def _sheets(collection: Collection) -> Iterator[Group]:
    for area in collection.areas:
        lists = tuple(collection.topics[topic.slug] for topic, _ in collection.topics_of(area))
        yield Group(f"area {area.slug}", lists, (), partial(_sheet, collection, area))


def _sheet(collection: Collection, area: Area) -> Iterator[Sheet]:
    """``topics/area-<slug>.md``. It leads to the topics' lists and has none of its own but the newest."""
    labels, path = collection.labels, links.area(area.slug)
    entries = collection.entries_of(area)
    yield Sheet(
        path=path,
        title=area.name,
        kind=_NAME,
        description=labels["area.description"].format(name=area.name, count=len(entries)),
        count=len(entries),
        parents=collection.below("title.topics", links.TOPICS),
        blocks=(_sentence(collection, area, entries), escape_line(area.english)),
        sections=(
            Section("years", labels["common.per_year"], (per_year(_years(collection, area), labels),)),
            Section("topics", labels["area.topics"], (_topics(collection, area),)),
            Section("newest", labels["common.newest"], (Listed(path, entries[:NEWEST], collection.lines),)),
        ),
        keys={"area": area.slug},
    )


def _sentence(collection: Collection, area: Area, entries: Entries) -> str:
    """What the area holds: its fullest topics by name, and how many there are."""
    labels = collection.labels
    ranked = sorted(collection.topics_of(area), key=lambda found: (-found[1], found[0].slug))
    names = labels["common.separator"].join(topic.name for topic, _ in ranked[:_NAMED])
    if len(ranked) > _NAMED:
        names = labels["area.more_topics"].format(names=names, count=len(ranked))
    return escape_line(labels["area.sentence"].format(name=area.name, topics=names, count=len(entries)))


def _years(collection: Collection, area: Area) -> YearTable:
    """The area's briefings per year; one with two topics of the area counts once."""
    columns = {collection.labels["common.column_count"]: collection.entries_of(area)}
    return year_table(links.area(area.slug), columns, collection.labels)


def _topics(collection: Collection, area: Area) -> str:
    path = links.area(area.slug)
    return bullets(
        f"{link(topic.name, path, links.topic(topic.slug))} {small(f'{count:,}')}"
        f"\n  <br>{escape_inline(topic.definition)}"
        for topic, count in collection.topics_of(area)
    )


def _pictures(collection: Collection) -> Iterator[Years]:
    for area in collection.areas:
        yield Years(links.area(area.slug), (collection.entries_of(area),), partial(_years, collection, area))


def _entries(collection: Collection, name: str) -> Entries:
    area = collection.registry.areas.get(name.removeprefix(links.AREA))
    return collection.entries_of(area) if area else ()


def _pages(collection: Collection) -> Iterator[tuple[str, str]]:
    return ((area.name, links.area(area.slug)) for area in collection.areas)


AREA = PageKind(
    name=_NAME,
    sheets=_sheets,
    title="title.topics",
    folder="topics",
    lists=Lists((FEED, TABLE), _entries, _pages, "data.areas.heading"),
    pictures=_pictures,
    look=Look(contents=True, within=_NAME),
)
