"""A topic's page: what it means, its area and neighbours, who acts in it, and its briefings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.catalogue import links
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.forms import FEED, TABLE
from builder.catalogue.kinds.kind import Lists, Look, PageKind
from builder.catalogue.kinds.timeline import has_timeline
from builder.catalogue.markdown import bullets, link
from builder.catalogue.part import part_sheets
from builder.catalogue.pictures import Years
from builder.catalogue.section import list_or_parts
from builder.catalogue.sheet import Group, Section, Sheet
from builder.catalogue.tables import YearTable, counted_links, per_year, year_table
from builder.catalogue.topic_shelf import topic_shelf
from builder.prose.escape import escape_inline, escape_line
from builder.registry.types import Topic


def _sheets(collection: Collection) -> Iterator[Group]:
    for topic in _topics(collection):
        entries, known = collection.topics[topic.slug], [one in collection.topics for one in topic.neighbours]
        make = partial(_topic_sheets, collection, topic)
        yield Group(f"topic {topic.slug}", (entries,), (known,), make)


def _topics(collection: Collection) -> Iterator[Topic]:
    """The topics with an article, area by area."""
    return (topic for area in collection.areas for topic, _ in collection.topics_of(area))


def _topic_sheets(collection: Collection, topic: Topic) -> Iterator[Sheet]:
    """``topics/<slug>.md`` and the pages its list is divided into."""
    labels, path, shelf = collection.labels, links.topic(topic.slug), topic_shelf(collection, topic)
    yield Sheet(
        path=path,
        title=topic.name,
        kind=TOPIC.name,
        description=labels["topic.description"].format(name=topic.name, count=len(shelf.entries)),
        count=len(shelf.entries),
        parents=shelf.series.parents[:-1],
        blocks=(escape_line(topic.definition), _facts(collection, topic), _timeline(collection, topic)),
        sections=(
            Section("years", labels["common.per_year"], (per_year(_years(collection, topic), labels),)),
            Section("ministries", labels["topic.ministries"], (_ministries(collection, topic),)),
            *list_or_parts(collection, path, labels["common.list"], shelf),
        ),
        keys=shelf.series.keys,
    )
    yield from part_sheets(collection, shelf.series, shelf.parts)


def _years(collection: Collection, topic: Topic) -> YearTable:
    """The topic's briefings per year."""
    shelf = topic_shelf(collection, topic)
    return year_table(
        links.topic(topic.slug),
        {collection.labels["common.column_count"]: shelf.entries},
        collection.labels,
        shelf,
    )


def _facts(collection: Collection, topic: Topic) -> str:
    labels, path = collection.labels, links.topic(topic.slug)
    area = collection.registry.areas[topic.area]
    facts = {
        "topic.area": link(area.name, path, links.area(area.slug)),
        "topic.neighbours": labels["common.separator"].join(
            _neighbour(collection, path, slug) for slug in topic.neighbours
        ),
        "topic.english_name": escape_inline(topic.english),
    }
    return bullets(
        labels["common.fact"].format(label=labels[label], value=value)
        for label, value in facts.items()
        if value
    )


def _timeline(collection: Collection, topic: Topic) -> str:
    """The way to the topic's timeline, where it has one."""
    if not has_timeline(collection, topic):
        return ""
    return link(collection.labels["topic.timeline"], links.topic(topic.slug), links.timeline(topic.slug))


def _neighbour(collection: Collection, source: str, slug: str) -> str:
    """The neighbour's name, as a link if it has a page."""
    name = collection.registry.topics[slug].name
    return link(name, source, links.topic(slug)) if slug in collection.topics else escape_inline(name)


def _ministries(collection: Collection, topic: Topic) -> str:
    ranked = collection.counted_bodies(collection.topics[topic.slug])
    return counted_links(
        links.topic(topic.slug),
        ((collection.body_name(b), links.ministry(b.id), count) for b, count in ranked),
    )


# --------------------------------------------------------------------------------------------------- the kind


def _pictures(collection: Collection) -> Iterator[Years]:
    for topic in _topics(collection):
        lists = (collection.topics[topic.slug],)
        yield Years(links.topic(topic.slug), lists, partial(_years, collection, topic))


def _entries(collection: Collection, slug: str) -> Entries:
    return collection.topics.get(slug, ())


def _pages(collection: Collection) -> Iterator[tuple[str, str]]:
    return ((topic.name, links.topic(topic.slug)) for topic in _topics(collection))


TOPIC = PageKind(
    name="topic",
    sheets=_sheets,
    title="title.topics",
    folder="topics",
    lists=Lists((FEED, TABLE), _entries, _pages, "data.topics.heading"),
    pictures=_pictures,
    look=Look(beside=("ministries",), contents=True, within="topic"),
)
