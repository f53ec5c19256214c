"""A topic area's page: its topics with what they mean, its counts per year and its newest briefings."""

from __future__ import annotations

from builder.archive.indexes import links
from builder.archive.indexes.collection import Collection
from builder.archive.indexes.lists import newest_first, plain_list
from builder.archive.indexes.markdown import bullets, link, section, small
from builder.archive.indexes.section import NEWEST
from builder.archive.indexes.sheet import Sheet
from builder.archive.indexes.tables import per_year
from builder.prose.escape import escape_inline, escape_line
from builder.registry.types import Area


def area_sheet(collection: Collection, area: Area) -> Sheet:
    """``topics/area-<slug>.md``. It leads to the topics' lists and has none of its own but the newest."""
    labels, path = collection.labels, links.area(area.slug)
    entries = newest_first({entry.id: entry for topic, _ in collection.topics_of(area) for entry in collection.topics[topic.slug]}.values())
    return Sheet(
        path=path,
        title=area.name,
        kind="area",
        description=labels["area.description"].format(name=area.name, count=len(entries)),
        count=len(entries),
        parents=collection.below("title.topics", links.TOPICS),
        blocks=(
            escape_line(area.english),
            *section(2, labels["area.topics"], _topics(collection, area)),
            *section(2, labels["common.per_year"], per_year(path, {labels["common.column_count"]: entries}, labels)),
            *section(2, labels["common.newest"], plain_list(path, entries[:NEWEST], collection.lines)),
        ),
        keys={"area": area.slug},
    )


def _topics(collection: Collection, area: Area) -> str:
    path = links.area(area.slug)
    return bullets(
        f"{link(topic.name, path, links.topic(topic.slug))} {small(f'{count:,}')}\n  <br>{escape_inline(topic.definition)}"
        for topic, count in collection.topics_of(area)
    )
