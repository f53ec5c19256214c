"""The index of years: each with its months and how many briefings it has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.catalogue import links
from builder.catalogue.collection import Collection
from builder.catalogue.kinds.kind import Look, PageKind
from builder.catalogue.kinds.year import year_parts, years_series
from builder.catalogue.lists import Part, key_title
from builder.catalogue.markdown import link, table
from builder.catalogue.part import Series, month_name
from builder.catalogue.pictures import Years
from builder.catalogue.sheet import Section, Sheet
from builder.catalogue.tables import YearTable, year_table


def _sheets(collection: Collection) -> Iterator[Sheet]:
    """``years/index.md``."""
    labels, series, years = collection.labels, years_series(collection), year_parts(collection)
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
    yield Sheet(
        path=links.YEARS,
        title=labels["title.years"],
        kind=YEAR_INDEX.name,
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


def _years(collection: Collection) -> YearTable:
    """All dated briefings per year."""
    dated = [entry for entries in collection.years.values() for entry in entries]
    return year_table(links.YEARS, {collection.labels["common.column_count"]: dated}, collection.labels)


def _month_link(collection: Collection, series: Series, month: Part) -> str:
    return link(month_name(month, collection.labels), links.YEARS, series.path(month))


def _pictures(collection: Collection) -> Iterator[Years]:
    yield Years(links.YEARS, tuple(collection.years.values()), partial(_years, collection))


YEAR_INDEX = PageKind(
    name="year_index",
    sheets=_sheets,
    title="title.years",
    folder="years",
    pictures=_pictures,
    path=links.YEARS,
    linked_from={"search": "search.years"},
    look=Look(folds_tables=False),
)
