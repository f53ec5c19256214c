"""The list of a ministry's or a topic's page: all its briefings, or the newest and the way to its parts."""

from __future__ import annotations

from builder.catalogue.collection import Collection
from builder.catalogue.lists import NEWEST, Listed, list_by_time
from builder.catalogue.part import Shelf, index_of_parts
from builder.catalogue.sheet import Section


def list_or_parts(collection: Collection, source: str, title: str, shelf: Shelf) -> tuple[Section, ...]:
    """A section that lists the entries by months or years.

    Where the list is divided, the newest ones and links to its parts.
    """
    labels, lines = collection.labels, collection.lines
    if not shelf.parts:
        return (Section("list", title, list_by_time(source, shelf.entries, lines, labels, level=3)),)
    parts = index_of_parts(source, shelf.series, shelf.parts, labels)
    return (
        Section("newest", labels["common.newest"], (Listed(source, shelf.entries[:NEWEST], lines),)),
        Section("list", title, (labels["part.divided"], parts)),
    )
