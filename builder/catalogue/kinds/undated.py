"""The briefings of which nobody knows the date, beside the years."""

from __future__ import annotations

from collections.abc import Iterator

from builder.catalogue import links
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.forms import TABLE
from builder.catalogue.kinds.kind import Lists, PageKind
from builder.catalogue.lists import UNDATED_KEY, Block, Listed, Part, divide
from builder.catalogue.part import Series, index_of_parts, part_sheets
from builder.catalogue.sheet import Sheet
from builder.pages.page import Crumb


def _sheets(collection: Collection) -> Iterator[Sheet]:
    """``undated.md``, there even if empty, and the parts it is divided into."""
    labels, entries = collection.labels, collection.undated
    part = divide(entries)[0] if entries else Part(UNDATED_KEY, ())
    series = Series("", "", (collection.home(), Crumb(labels["title.undated"], links.UNDATED)))
    if not part.listed:
        blocks: tuple[Block, ...] = (
            labels["undated.intro"],
            labels["part.divided"],
            index_of_parts(links.UNDATED, series, part.parts, labels),
        )
    elif entries:
        blocks = (labels["undated.intro"], Listed(links.UNDATED, entries, collection.lines))
    else:
        blocks = (labels["undated.none"],)
    yield Sheet(
        path=links.UNDATED,
        title=labels["title.undated"],
        kind=UNDATED.name,
        description=labels["undated.description"].format(count=len(entries)),
        count=len(entries),
        parents=(collection.home(),),
        blocks=blocks,
    )
    yield from part_sheets(collection, series, part.parts)


def _entries(collection: Collection, _: str) -> Entries:
    return collection.undated


def _pages(collection: Collection) -> Iterator[tuple[str, str]]:
    yield collection.labels["title.undated"], links.UNDATED


UNDATED = PageKind(
    name="undated",
    sheets=_sheets,
    title="title.undated",
    lists=Lists((TABLE,), _entries, _pages, "data.years.heading"),
    path=links.UNDATED,
    linked_from={"home": "home.undated", "search": "search.undated"},
)
