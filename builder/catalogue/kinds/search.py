"""The search page: how to search, and the ways in without searching. The form itself is the theme's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from builder.catalogue import links
from builder.catalogue.collection import Collection
from builder.catalogue.kinds.kind import Look, PageKind, ways_from
from builder.catalogue.markdown import bullets, link, section
from builder.catalogue.sheet import Sheet

_HINTS = ("ministry", "date", "quote", "operators", "synonyms", "initials", "keys")
_NAME = "search"
_SCRIPTS = ("search/page.js",)


def search_kind(others: Sequence[PageKind]) -> PageKind:
    """``search.md``, which names those of the ``others`` that are ways in without searching."""
    return PageKind(
        name=_NAME,
        sheets=partial(_sheets, others),
        title="title.search",
        path=links.SEARCH,
        linked_from={"home": "home.search"},
        look=Look(template="partials/search_page.html", scripts=_SCRIPTS, own_search=True),
    )


def _sheets(others: Iterable[PageKind], collection: Collection) -> Iterator[Sheet]:
    """Its text stands below the form until the reader searches, and is all there is without JavaScript."""
    labels = collection.labels
    ways = bullets(link(labels[key], links.SEARCH, path) for key, path in ways_from(_NAME, others))
    yield Sheet(
        path=links.SEARCH,
        title=labels["title.search"],
        kind=_NAME,
        description=labels["search.description"].format(count=len(collection.entries)),
        count=len(collection.entries),
        parents=(collection.home(),),
        blocks=(
            "" if collection.entries else labels["common.empty"],
            *section(2, labels["search.hints"], bullets(labels[f"search.hint.{name}"] for name in _HINTS)),
            *section(2, labels["search.ways"], ways),
        ),
    )
