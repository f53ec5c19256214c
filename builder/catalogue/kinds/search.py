"""The search page: how to search, and the ways in without searching. The form itself is the theme's."""

from __future__ import annotations

from builder.catalogue import links
from builder.catalogue.collection import Collection
from builder.catalogue.markdown import bullets, link, section
from builder.catalogue.sheet import Sheet

_HINTS = ("ministry", "quote", "initials", "keys")
_WAYS = {
    "search.ministries": links.MINISTRIES,
    "search.topics": links.TOPICS,
    "search.years": links.YEARS,
    "search.undated": links.UNDATED,
}


def search_sheet(collection: Collection) -> Sheet:
    """``search.md``. Its text stands below the form until the reader searches, and is all there is without JavaScript."""
    labels = collection.labels
    ways = bullets(link(labels[key], links.SEARCH, path) for key, path in _WAYS.items())
    return Sheet(
        path=links.SEARCH,
        title=labels["title.search"],
        kind="search",
        description=labels["search.description"].format(count=len(collection.entries)),
        count=len(collection.entries),
        parents=(collection.home(),),
        blocks=(
            "" if collection.entries else labels["common.empty"],
            *section(2, labels["search.hints"], bullets(labels[f"search.hint.{name}"] for name in _HINTS)),
            *section(2, labels["search.ways"], ways),
        ),
    )
