"""The index of topics, by area."""

from __future__ import annotations

from builder.archive.indexes import links
from builder.archive.indexes.collection import Collection
from builder.archive.indexes.markdown import link, section
from builder.archive.indexes.sheet import Sheet
from builder.archive.indexes.tables import counted_links

_SOURCE = links.TOPICS


def topic_index_sheet(collection: Collection) -> Sheet:
    """``topics/index.md``."""
    labels = collection.labels
    blocks = tuple(
        block
        for area in collection.areas
        for block in section(
            2,
            link(area.name, _SOURCE, links.area(area.slug)),
            counted_links(_SOURCE, ((topic.name, links.topic(topic.slug), count) for topic, count in collection.topics_of(area))),
        )
    )
    return Sheet(
        path=_SOURCE,
        title=labels["title.topics"],
        kind="topic_index",
        description=labels["topics.description"].format(count=len(collection.topics)),
        count=len(collection.topics),
        parents=(collection.home(),),
        blocks=blocks or (labels["common.empty"],),
    )
