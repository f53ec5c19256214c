"""The years section: its index, a page for each year and month, and the undated briefings beside it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.catalogue import links
from builder.catalogue.collection import Collection
from builder.catalogue.lists import LIMIT, UNDATED_KEY, Part, divide, key_title, month_parts, plain_list
from builder.catalogue.markdown import link, table
from builder.catalogue.part import Series, index_of_parts, month_name, part_sheets
from builder.catalogue.sheet import Crumb, Section, Sheet
from builder.catalogue.tables import YearTable, year_table


def year_sheets(collection: Collection) -> Iterator[Sheet]:
    """``years/index.md``, ``years/<yyyy>.md``, ``years/<yyyy>-<mm>.md`` and the parts of long months."""
    parts = tuple(_year(key, collection) for key in collection.years)
    series = Series("years/", "", collection.below("title.years", links.YEARS), own_kinds=True)
    yield _index(collection, series, parts)
    yield from part_sheets(collection, series, parts)


def _year(key: str, collection: Collection) -> Part:
    """A year always has pages for its months; what lies in no month needs one only if the year's page does not list it."""
    entries = collection.years[key]
    months = tuple(part for part in month_parts(entries) if part.is_month or len(entries) > LIMIT)
    return Part(key, entries, months)


def _index(collection: Collection, series: Series, years: tuple[Part, ...]) -> Sheet:
    labels = collection.labels
    count = sum(len(year.entries) for year in years)
    head = [labels["common.column_year"], labels["years.column_months"], labels["common.column_count"]]
    rows = [
        [
            link(key_title(year.key, labels), links.YEARS, series.path(year)),
            labels["common.separator"].join(_month_link(collection, series, month) for month in year.parts)
            or labels["common.nothing"],
            f"{len(year.entries):,}",
        ]
        for year in years
    ]
    return Sheet(
        path=links.YEARS,
        title=labels["title.years"],
        kind="year_index",
        description=labels["years.description"].format(count=count),
        count=count,
        parents=(collection.home(),),
        blocks=(
            "" if rows else labels["common.empty"],
            labels["years.undated"].format(link=link(labels["title.undated"], links.YEARS, links.UNDATED))
            if collection.undated
            else "",
        ),
        sections=(Section("years", labels["common.per_year"], (table(head, rows, text_columns=2),)),)
        if rows
        else (),
    )


def all_years(collection: Collection) -> YearTable:
    """All dated briefings per year."""
    dated = [entry for entries in collection.years.values() for entry in entries]
    return year_table(links.YEARS, {collection.labels["common.column_count"]: dated}, collection.labels)


def _month_link(collection: Collection, series: Series, month: Part) -> str:
    return link(month_name(month, collection.labels), links.YEARS, series.path(month))


def undated_sheets(collection: Collection) -> Iterator[Sheet]:
    """``undated.md``, there even if empty, and the parts it is divided into."""
    labels, entries = collection.labels, collection.undated
    part = divide(entries)[0] if entries else Part(UNDATED_KEY, ())
    series = Series("", "", (collection.home(), Crumb(labels["title.undated"], links.UNDATED)))
    if not part.listed:
        blocks: tuple[str, ...] = (
            labels["undated.intro"],
            labels["part.divided"],
            index_of_parts(links.UNDATED, series, part.parts, labels),
        )
    elif entries:
        blocks = (labels["undated.intro"], plain_list(links.UNDATED, entries, collection.lines))
    else:
        blocks = (labels["undated.none"],)
    yield Sheet(
        path=links.UNDATED,
        title=labels["title.undated"],
        kind="undated",
        description=labels["undated.description"].format(count=len(entries)),
        count=len(entries),
        parents=(collection.home(),),
        blocks=blocks,
    )
    yield from part_sheets(collection, series, part.parts)
