"""The pages of a year and of its months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from builder.catalogue import links
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.forms import TABLE
from builder.catalogue.kinds.kind import Lists, Look, PageKind, no_sheets
from builder.catalogue.lists import LIMIT, Part, key_title, month_key, month_parts
from builder.catalogue.part import Series, sheets_of_part
from builder.catalogue.pictures import Months
from builder.catalogue.sheet import Group, Sheet


def years_series(collection: Collection) -> Series:
    """The list of all dated briefings, which years and months divide."""
    parents = collection.below("title.years", links.YEARS)
    return Series("years/", "", parents, year_kind=YEAR.name, month_kind=MONTH.name)


def year_parts(collection: Collection) -> tuple[Part, ...]:
    """The years as parts of that list, each with its months; what these hold is left out."""
    return tuple(_year(key, entries, _months(entries)) for key, entries in collection.years.items())


def _months(entries: Entries) -> Iterator[Part]:
    return (Part(month, ()) for month in dict.fromkeys(map(month_key, entries)))


def _sheets(collection: Collection) -> Iterator[Group]:
    """``years/<yyyy>.md``, ``years/<yyyy>-<mm>.md`` and the parts of long months."""
    years = tuple(collection.years)
    for key, entries in collection.years.items():
        yield Group(f"year {key}", (entries,), years, partial(_year_sheets, collection, key))


def _year_sheets(collection: Collection, key: str) -> Iterator[Sheet]:
    own = _year(key, collection.years[key], month_parts(collection.years[key]))
    years = [own if one == key else Part(one, entries) for one, entries in collection.years.items()]
    return sheets_of_part(collection, years_series(collection), own, years)


def _year(key: str, entries: Entries, months: Iterable[Part]) -> Part:
    """A year always has pages for its months.

    What lies in no month needs one only if the year's page does not list it.
    """
    return Part(key, entries, tuple(part for part in months if part.is_month or len(entries) > LIMIT))


def _pictures(collection: Collection) -> Iterator[Months]:
    return (Months(links.year(key), key, entries) for key, entries in collection.years.items())


def _entries(collection: Collection, key: str) -> Entries:
    return collection.years.get(key, ())


def _pages(collection: Collection) -> Iterator[tuple[str, str]]:
    return ((key_title(key, collection.labels), links.year(key)) for key in collection.years)


YEAR = PageKind(
    name="year",
    sheets=_sheets,
    title="title.years",
    folder="years",
    lists=Lists((TABLE,), _entries, _pages, "data.years.heading"),
    pictures=_pictures,
    look=Look(paged=True, within="year"),
)
MONTH = PageKind(name="month", sheets=no_sheets, title="title.years", folder="years", look=Look(paged=True))
