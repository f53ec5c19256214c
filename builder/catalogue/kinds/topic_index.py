"""The index of topics, by area."""

from __future__ import annotations

from builder.catalogue import links
from builder.catalogue.collection import Collection
from builder.catalogue.markdown import bullets, link, small
from builder.catalogue.sheet import Section, Sheet
from builder.prose.escape import escape_inline
from builder.registry.types import Area

_SOURCE = links.TOPICS


def topic_index_sheet(collection: Collection) -> Sheet:
    """``topics/index.md``."""
    labels = collection.labels
    return Sheet(
        path=_SOURCE,
        title=labels["title.topics"],
        kind="topic_index",
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
        f"{link(topic.name, _SOURCE, links.topic(topic.slug))} {small(f'{count:,}')}\n  <br>{escape_inline(topic.definition)}"
        for topic, count in collection.topics_of(area)
    )
