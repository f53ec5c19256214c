"""The pages of a divided list.

Years, months and numbered parts of a ministry, a topic, the years or the undated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from builder.catalogue.collection import Collection, Entries
from builder.catalogue.lists import (
    LIMIT,
    NEWEST,
    UNDATED_KEY,
    Block,
    Labels,
    Listed,
    Part,
    dated,
    divide,
    heading_key,
    key_title,
    list_by,
    list_by_day,
    month_key,
    year_key,
)
from builder.catalogue.markdown import bullets, heading, link, small
from builder.catalogue.sheet import Sheet
from builder.model import Basis, Entry
from builder.pages.page import Crumb
from builder.partial_date import korean, precision

PART: Final = "part"
"""The kind of a page that holds a part of a list, and is nothing else."""


@dataclass(frozen=True, slots=True)
class Series:
    """What the pages of one divided list share."""

    prefix: str
    """Start of their addresses, relative to docs.

    ``ministries/nts/``, ``ministries/nts/involved-``, ``years/``.
    """
    title: str
    """What the list is about; empty where the year alone says it."""
    parents: tuple[Crumb, ...]
    """The last one is the page of the undivided list."""
    keys: Mapping[str, str] = field(default_factory=dict)
    year_kind: str = PART
    """The kind of the pages that hold a whole year: parts of the list, unless they are pages of their own."""
    month_kind: str = PART
    """The same for those that hold a whole month."""

    def path(self, part: Part) -> str:
        """The address of a part."""
        return f"{self.prefix}{part.key}.md"

    def full_title(self, part: Part, labels: Labels) -> str:
        """The part's title with what the list is about."""
        title = part_title(part, labels)
        return labels["part.within"].format(whole=self.title, part=title) if self.title else title


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list and its pages: no parts where it fits the page that ``series.parents`` ends with."""

    series: Series
    entries: Entries
    parts: tuple[Part, ...]
    headed: Callable[[Entry], str]
    """Under which heading each stands where the list is not divided."""


def shelve(series: Series, entries: Entries) -> Shelf:
    """The list of ``entries``, divided if it is long."""
    parts = divide(entries) if len(entries) > LIMIT else ()
    return Shelf(series, entries, parts, year_key if parts else heading_key(entries))


def part_title(part: Part, labels: Labels) -> str:
    """``2026년``, ``2026년 7월``, ``2026년 7월 · 4일–9일 (2)``."""
    if part.number is None:
        return key_title(part.key, labels)
    title = key_title(part.key.rsplit("-p", 1)[0], labels)
    days = sorted(entry.date for entry in part.entries if entry.date and precision(entry.date) == "day")
    if not days:
        return labels["part.numbered_undated"].format(title=title, number=part.number)
    first, last = (labels["part.day"].format(day=int(day[8:])) for day in (days[0], days[-1]))
    return labels["part.numbered"].format(
        title=title, period=_period(first, last, labels), number=part.number
    )


def month_name(part: Part, labels: Labels) -> str:
    """A month where its year is known: ``4월``; what lies in no month: ``월 미상``."""
    return (
        labels["common.month_short"].format(month=int(part.key[5:]))
        if part.is_month
        else labels["common.no_month"]
    )


def part_sheets(collection: Collection, series: Series, parts: Sequence[Part]) -> Iterator[Sheet]:
    """A page for each part and for all parts below it."""
    neighbours = [part for part in parts if _in_time(part)]
    for part in parts:
        yield from sheets_of_part(collection, series, part, neighbours)


def sheets_of_part(
    collection: Collection, series: Series, part: Part, neighbours: Sequence[Part]
) -> Iterator[Sheet]:
    """The same for one of them; ``neighbours``: the parts beside which it stands, itself among them."""
    yield _sheet(collection, series, part, _way_around(collection.labels, series, part, neighbours))
    own = Crumb(part_title(part, collection.labels), series.path(part))
    yield from part_sheets(collection, replace(series, parents=(*series.parents, own)), part.parts)


def _sheet(collection: Collection, series: Series, part: Part, way_around: str) -> Sheet:
    labels = collection.labels
    title = series.full_title(part, labels)
    return Sheet(
        path=series.path(part),
        title=title,
        kind=_kind(series, part),
        description=labels["part.description"].format(title=title, count=len(part.entries)),
        count=len(part.entries),
        parents=series.parents,
        blocks=(way_around, *_content(collection, series, part)),
        keys={**series.keys, **_date_keys(part)},
    )


def _kind(series: Series, part: Part) -> str:
    if part.is_year:
        return series.year_kind
    return series.month_kind if part.is_month else PART


def _date_keys(part: Part) -> dict[str, str]:
    if part.key.startswith(UNDATED_KEY):
        return {}
    year, month = part.key[:4], part.key[:7]
    return {"year": year, "month": month} if month[5:].isdecimal() else {"year": year}


def _content(collection: Collection, series: Series, part: Part) -> tuple[Block, ...]:
    source, labels = series.path(part), collection.labels
    if not part.listed:
        newest = Listed(source, part.entries[:NEWEST], collection.lines)
        parts = index_of_parts(source, series, part.parts, labels)
        return labels["part.divided"], parts, heading(2, labels["common.newest"]), newest
    if not part.is_year:
        return list_by_day(source, part.entries, collection.lines, labels)
    months = labels["common.separator"].join(
        link(month_name(month, labels), source, series.path(month)) for month in part.parts
    )
    return months, *list_by(month_key, source, part.entries, collection.lines, labels, level=2)


def index_of_parts(source: str, series: Series, parts: Sequence[Part], labels: Labels) -> str:
    """Links to the parts with their counts and the range of their dates."""
    return bullets(
        f"{link(part_title(part, labels), source, series.path(part))}"
        f" {labels['common.briefings'].format(count=len(part.entries))}"
        f" {small(_range(part, labels))}"
        for part in parts
    )


def _range(part: Part, labels: Labels) -> str:
    """From the oldest to the newest date; of undated entries, from the first to the last day of adding."""
    if part.entries[0].date is None:
        added = sorted({entry.added for entry in part.entries})
        return labels["part.added"].format(period=_period(korean(added[0]), korean(added[-1]), labels))
    oldest = min(part.entries, key=lambda entry: (entry.date or "", entry.date_basis == Basis.INFERRED))
    newest = max(part.entries, key=lambda entry: (entry.date or "", entry.date_basis != Basis.INFERRED))
    return _period(dated(oldest, labels), dated(newest, labels), labels)


def _period(first: str, last: str, labels: Labels) -> str:
    return first if first == last else labels["common.range"].format(first=first, last=last)


def _in_time(part: Part) -> bool:
    """Whether a part has an earlier and a later neighbour: not the undated, not those without a month."""
    return part.number is not None or part.is_year or part.is_month


def _way_around(labels: Labels, series: Series, part: Part, neighbours: Sequence[Part]) -> str:
    """``‹ 2019년 | 2021년 ›``, links to the older and the newer part; the way up where there is neither.

    ``neighbours`` come newest first.
    """
    source, above = series.path(part), series.parents[-1]
    at = neighbours.index(part) if part in neighbours else len(neighbours)
    older, newer = neighbours[at + 1 : at + 2], neighbours[at - 1 : at] if 0 < at < len(neighbours) else []
    ways = [
        labels[label].format(link=link(part_title(one, labels), source, series.path(one)))
        for label, found in (("part.older", older), ("part.newer", newer))
        for one in found
    ]
    return labels["part.between"].join(ways) or labels["part.up"].format(
        link=link(above.title, source, above.path)
    )
