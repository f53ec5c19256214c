"""The kinds of pages that lead to the articles: one file a kind, and the tuple that lists them all."""

from __future__ import annotations

from typing import Final

from builder.catalogue.kinds.about import ABOUT
from builder.catalogue.kinds.area import AREA
from builder.catalogue.kinds.changes import CHANGES, CHANGES_MONTH
from builder.catalogue.kinds.coverage import COVERAGE, COVERAGE_CLOSED, COVERAGE_YEARS
from builder.catalogue.kinds.data import data_kind
from builder.catalogue.kinds.home import home_kind
from builder.catalogue.kinds.kind import PageKind, no_sheets
from builder.catalogue.kinds.lineage import LINEAGE
from builder.catalogue.kinds.ministry import MINISTRY
from builder.catalogue.kinds.ministry_index import MINISTRY_INDEX
from builder.catalogue.kinds.organizations import ORGANIZATION, ORGANIZATIONS
from builder.catalogue.kinds.part import PART
from builder.catalogue.kinds.people import PEOPLE, PERSON
from builder.catalogue.kinds.reading_list import READING_LIST
from builder.catalogue.kinds.search import search_kind
from builder.catalogue.kinds.timeline import TIMELINE
from builder.catalogue.kinds.topic import TOPIC
from builder.catalogue.kinds.topic_index import TOPIC_INDEX
from builder.catalogue.kinds.undated import UNDATED
from builder.catalogue.kinds.year import MONTH, YEAR
from builder.catalogue.kinds.year_index import YEAR_INDEX

__all__ = ["FOLDERS", "HOME", "KINDS", "PageKind", "kind_of"]

_LISTS: Final = (
    *(MINISTRY_INDEX, LINEAGE, MINISTRY, PEOPLE, PERSON, ORGANIZATIONS, ORGANIZATION),
    *(TOPIC_INDEX, AREA, TOPIC, TIMELINE),
    *(YEAR_INDEX, YEAR, MONTH, UNDATED),
    *(COVERAGE, COVERAGE_YEARS, COVERAGE_CLOSED, CHANGES, CHANGES_MONTH, PART),
)
_MORE: Final = (search_kind(_LISTS), *_LISTS, data_kind(_LISTS), READING_LIST, ABOUT)
HOME: Final = home_kind(_MORE)
KINDS: Final[tuple[PageKind, ...]] = (HOME, *_MORE)
"""In the order in which lists of pages name them."""

FOLDERS: Final = tuple(sorted({kind.folder for kind in KINDS} - {""}))
"""The folders of index pages below docs."""

_BY_NAME: Final = {kind.name: kind for kind in KINDS}
_PLAIN: Final = PageKind(name="", sheets=no_sheets)


def kind_of(name: object) -> PageKind:
    """The kind that front matter calls so (``kind``).

    One without any features for a page that a person wrote.
    """
    return _BY_NAME.get(name, _PLAIN) if isinstance(name, str) else _PLAIN
