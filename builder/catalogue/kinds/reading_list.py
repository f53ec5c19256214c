"""The page of the reading list: what a reader has put by, known to the reader's browser alone."""

from __future__ import annotations

from collections.abc import Iterator

from builder.catalogue import links
from builder.catalogue.collection import Collection
from builder.catalogue.kinds.kind import Look, PageKind
from builder.catalogue.sheet import Sheet


def _sheets(collection: Collection) -> Iterator[Sheet]:
    labels = collection.labels
    yield Sheet(
        path=links.READING_LIST,
        title=labels["title.reading_list"],
        kind=READING_LIST.name,
        description=labels["reading.description"],
        count=0,
        parents=(collection.home(),),
        blocks=(labels["reading.what"],),
    )


READING_LIST = PageKind(
    name="reading_list",
    sheets=_sheets,
    title="title.reading_list",
    path=links.READING_LIST,
    linked_from={"home": "home.reading_list"},
    look=Look(template="partials/reading_page.html", scripts=("reading_list.js",)),
)
