"""The home page: what the archive is, the newest, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator

from builder.catalogue import links
from builder.catalogue.bodies import korean_order
from builder.catalogue.collection import Collection
from builder.catalogue.lists import plain_list
from builder.catalogue.markdown import bullets, link
from builder.catalogue.section import NEWEST
from builder.catalogue.sheet import Section, Sheet
from builder.catalogue.tables import YearTable, counted_links, per_year, year_table
from builder.prose.escape import escape_line

_SOURCE = links.HOME


def home_sheet(collection: Collection) -> Sheet:
    """``index.md``."""
    labels, site = collection.labels, collection.site
    return Sheet(
        path=_SOURCE,
        title=site.name,
        kind="home",
        description=" ".join(site.description.split()) or labels["home.description"],
        count=len(collection.entries),
        parents=(),
        blocks=(escape_line(site.description), _counts(collection)),
        sections=(_newest(collection), *_ways_in(collection)),
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


def home_years(collection: Collection) -> YearTable:
    """All briefings per year."""
    return year_table(
        _SOURCE, {collection.labels["common.column_count"]: collection.entries}, collection.labels
    )


def _newest(collection: Collection) -> Section:
    dated = [entry for entry in collection.entries if entry.date][:NEWEST]
    more = link(collection.labels["home.all_years"], _SOURCE, links.YEARS)
    return Section(
        "newest", collection.labels["common.newest"], (plain_list(_SOURCE, dated, collection.lines), more)
    )


def _ways_in(collection: Collection) -> Iterator[Section]:
    labels = collection.labels
    bodies, topics = (
        link(labels["home.all_ministries"], _SOURCE, links.MINISTRIES),
        link(labels["home.all_topics"], _SOURCE, links.TOPICS),
    )
    yield Section("topics", labels["home.topics"], (_areas(collection), topics))
    yield Section("ministries", labels["home.ministries"], (_ministries(collection), bodies))
    yield Section("years", labels["common.per_year"], (per_year(home_years(collection), labels),))
    more = {
        "home.search": links.SEARCH,
        "home.lineage": links.LINEAGE,
        "home.undated": links.UNDATED,
        "home.coverage": links.COVERAGE,
        "home.data": links.DATA,
        "home.about": links.ABOUT,
    }
    yield Section(
        "more",
        labels["home.more"],
        (bullets(link(labels[key], _SOURCE, path) for key, path in more.items()),),
    )


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
