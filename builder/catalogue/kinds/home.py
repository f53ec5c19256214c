"""The home page: what the archive is, the newest, and the ways in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from builder.catalogue import links
from builder.catalogue.bodies import korean_order
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.forms import FEED, TABLE
from builder.catalogue.kinds.kind import Lists, Look, PageKind, ways_from
from builder.catalogue.lists import NEWEST, Listed
from builder.catalogue.markdown import bullets, link
from builder.catalogue.pictures import Years
from builder.catalogue.sheet import Section, Sheet
from builder.catalogue.tables import YearTable, counted_links, per_year, year_table
from builder.prose.escape import escape_line

_SOURCE = links.HOME
_NAME = "home"


def home_kind(others: Sequence[PageKind]) -> PageKind:
    """``index.md``, whose last list names those of the ``others`` that nothing else leads to."""
    return PageKind(
        name=_NAME,
        sheets=partial(_sheets, others),
        title="title.home",
        lists=Lists((FEED, TABLE), _entries),
        pictures=_pictures,
        path=links.HOME,
        look=Look(first="years", files_after="newest", own_search=True),
    )


def _entries(collection: Collection, _: str) -> Entries:
    return collection.entries


def _pictures(collection: Collection) -> Iterator[Years]:
    yield Years(_SOURCE, (collection.entries,), partial(_years, collection))


def _sheets(others: Iterable[PageKind], collection: Collection) -> Iterator[Sheet]:
    labels, site = collection.labels, collection.site
    yield Sheet(
        path=_SOURCE,
        title=site.name,
        kind=_NAME,
        description=" ".join(site.description.split()) or labels["home.description"],
        count=len(collection.entries),
        parents=(),
        blocks=(escape_line(site.description), _counts(collection)),
        sections=(_newest(collection), *_ways_in(collection, others)),
    )


def _counts(collection: Collection) -> str:
    labels = collection.labels
    if not collection.entries:
        return labels["common.empty"]
    ministries = len({*collection.announced, *collection.involved})
    counts = labels["home.counts"].format(
        count=len(collection.entries), ministries=ministries, topics=len(collection.topics)
    )
    if not collection.years:
        return counts
    first, last = min(collection.years), max(collection.years)
    period = labels["home.single_year" if first == last else "home.period"].format(
        first=int(first), last=int(last)
    )
    return f"{counts} {period}"


def _years(collection: Collection) -> YearTable:
    """All briefings per year."""
    return year_table(
        _SOURCE, {collection.labels["common.column_count"]: collection.entries}, collection.labels
    )


def _newest(collection: Collection) -> Section:
    dated = [entry for entry in collection.entries if entry.date][:NEWEST]
    more = link(collection.labels["home.all_years"], _SOURCE, links.YEARS)
    return Section(
        "newest", collection.labels["common.newest"], (Listed(_SOURCE, dated, collection.lines), more)
    )


def _ways_in(collection: Collection, others: Iterable[PageKind]) -> Iterator[Section]:
    labels = collection.labels
    bodies, topics = (
        link(labels["home.all_ministries"], _SOURCE, links.MINISTRIES),
        link(labels["home.all_topics"], _SOURCE, links.TOPICS),
    )
    yield Section("topics", labels["home.topics"], (_areas(collection), topics))
    yield Section("ministries", labels["home.ministries"], (_ministries(collection), bodies))
    yield Section("years", labels["common.per_year"], (per_year(_years(collection), labels),))
    more = bullets(link(labels[key], _SOURCE, path) for key, path in ways_from(_NAME, others))
    yield Section("more", labels["home.more"], (more,))


def _ministries(collection: Collection) -> str:
    living = [body for body in collection.bodies.values() if body.until is None and collection.total(body.id)]
    ordered = sorted(living, key=korean_order)
    return counted_links(
        _SOURCE, ((collection.body_name(b), links.ministry(b.id), collection.total(b.id)) for b in ordered)
    )


def _areas(collection: Collection) -> str:
    """The areas with the number of their briefings; a briefing with two topics of an area counts once."""
    return counted_links(
        _SOURCE,
        ((area.name, links.area(area.slug), len(collection.entries_of(area))) for area in collection.areas),
    )
