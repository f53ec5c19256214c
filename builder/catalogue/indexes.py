"""All pages that lead to the articles.

Home, ministries, topics, years, undated, coverage, search, data, about, and the parts of long lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from builder.catalogue.collection import collect
from builder.catalogue.kinds import KINDS
from builder.catalogue.sheet import Group, Sheet, each_sheet, output_file
from builder.model import Entry, OutputFile
from builder.registry.types import Registry
from builder.settings import Site


def index_pages(
    entries: Sequence[Entry],
    registry: Registry,
    intros: Mapping[str, str],
    site: Site,
    published: AbstractSet[str] = frozenset(),
    holders: Mapping[str, str] | None = None,
) -> tuple[OutputFile, ...]:
    """Every index page of an archive that holds ``entries``, sorted by path.

    The order of ``entries`` does not matter.

    ``intros`` maps a page's path to its hand-written introduction (Markdown of a trusted person); it is kept
    on the page. Ministry ids and topic slugs that ``registry`` does not know get no page; their articles
    stand under their year all the same. ``published``: the addresses at which something must stand;
    ``holders``: whose the pages of organizations are (organizations.py).
    """
    sheets = index_sheets(entries, registry, site, published, holders)
    files = (output_file(sheet, intros.get(sheet.path)) for sheet in each_sheet(sheets))
    return tuple(sorted(files, key=lambda file: file.path))


def index_sheets(
    entries: Sequence[Entry],
    registry: Registry,
    site: Site,
    published: AbstractSet[str],
    holders: Mapping[str, str] | None,
) -> Iterator[Sheet | Group]:
    """The same before they are files, without introductions and in the order of their kinds."""
    collection = collect(entries, registry, site, published, holders)
    return (sheet for kind in KINDS for sheet in kind.sheets(collection))
