"""The index of topics, by area."""

from __future__ import annotations

from collections.abc import Iterator

from builder.catalogue import links
from builder.catalogue.collection import Collection
from builder.catalogue.kinds.kind import Filter, PageKind
from builder.catalogue.markdown import bullets, link, small
from builder.catalogue.sheet import Section, Sheet
from builder.prose.escape import escape_inline
from builder.registry.types import Area

_SOURCE = links.TOPICS


def _sheets(collection: Collection) -> Iterator[Sheet]:
    """``topics/index.md``."""
    labels = collection.labels
    yield Sheet(
        path=_SOURCE,
        title=labels["title.topics"],
        kind=TOPIC_INDEX.name,
        description=labels["topics.description"].format(count=len(collection.topics)),
        count=len(collection.topics),
        parents=(collection.home(),),
        blocks=(labels["topics.intro"] if collection.areas else labels["common.empty"],),
        sections=tuple(
            Section(f"area-{area.slug}", _area_link(area), (_topics(collection, area),))
            for area in collection.areas
        ),
    )


def _area_link(area: Area) -> str:
    return link(area.name, _SOURCE, links.area(area.slug))


def _topics(collection: Collection, area: Area) -> str:
    return bullets(
        f"{link(topic.name, _SOURCE, links.topic(topic.slug))} {small(f'{count:,}')}"
        f"\n  <br>{escape_inline(topic.definition)}"
        for topic, count in collection.topics_of(area)
    )


TOPIC_INDEX = PageKind(
    name="topic_index",
    sheets=_sheets,
    title="title.topics",
    folder="topics",
    filter=Filter("topics.filter"),
    path=_SOURCE,
    linked_from={"search": "search.topics"},
)
