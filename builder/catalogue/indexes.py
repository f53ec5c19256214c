"""All pages that lead to the articles: home, ministries, topics, years, undated, coverage, search, data, about, and the parts of long lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.catalogue.collection import Collection, collect
from builder.catalogue.kinds.about import about_sheet
from builder.catalogue.kinds.area import area_sheet
from builder.catalogue.kinds.coverage import coverage_sheet
from builder.catalogue.kinds.data import data_sheet
from builder.catalogue.kinds.home import home_sheet
from builder.catalogue.kinds.lineage import lineage_sheet
from builder.catalogue.kinds.ministry import ministry_sheets
from builder.catalogue.kinds.ministry_index import ministry_index_sheet
from builder.catalogue.kinds.search import search_sheet
from builder.catalogue.kinds.topic import topic_sheets
from builder.catalogue.kinds.topic_index import topic_index_sheet
from builder.catalogue.kinds.years import undated_sheets, year_sheets
from builder.catalogue.sheet import Sheet, output_file
from builder.model import Entry, OutputFile
from builder.registry.types import Registry
from builder.settings import Site


def index_pages(
    entries: Sequence[Entry], registry: Registry, intros: Mapping[str, str], site: Site
) -> tuple[OutputFile, ...]:
    """Every index page of an archive that holds ``entries``, sorted by path; the order of ``entries`` does not matter.

    ``intros`` maps a page's path to its hand-written introduction (Markdown of a trusted person); it is kept on the page.
    Ministry ids and topic slugs that ``registry`` does not know get no page; their articles stand under their year all the same.
    """
    collection = collect(entries, registry, site)
    files = (output_file(sheet, intros.get(sheet.path)) for sheet in _sheets(collection))
    return tuple(sorted(files, key=lambda file: file.path))


def _sheets(collection: Collection) -> Iterator[Sheet]:
    yield home_sheet(collection)
    yield ministry_index_sheet(collection)
    yield lineage_sheet(collection)
    for body in collection.bodies.values():
        yield from ministry_sheets(collection, body)
    yield topic_index_sheet(collection)
    for area in collection.areas:
        yield area_sheet(collection, area)
        for topic, _ in collection.topics_of(area):
            yield from topic_sheets(collection, topic)
    yield from year_sheets(collection)
    yield from undated_sheets(collection)
    yield coverage_sheet(collection)
    yield search_sheet(collection)
    yield data_sheet(collection)
    yield about_sheet(collection)
