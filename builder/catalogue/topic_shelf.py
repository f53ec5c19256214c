"""The list of a topic, with the way to its pages: its own page and its timeline lead there."""

from __future__ import annotations

from builder.catalogue import links
from builder.catalogue.collection import Collection
from builder.catalogue.part import Series, Shelf, shelve
from builder.pages.page import Crumb
from builder.registry.types import Topic


def topic_shelf(collection: Collection, topic: Topic) -> Shelf:
    """The topic's briefings, divided where they are many."""
    area = collection.registry.areas[topic.area]
    own = Crumb(topic.name, links.topic(topic.slug))
    parents = (*collection.below("title.topics", links.TOPICS), Crumb(area.name, links.area(area.slug)), own)
    return shelve(
        Series(f"topics/{topic.slug}/", topic.name, parents, {"topic": topic.slug}),
        collection.topics[topic.slug],
    )
