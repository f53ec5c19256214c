"""From counts to bar charts: which years stand on the axis, and what the picture says in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from builder.catalogue.collection import Collection
from builder.catalogue.links import relative, year
from builder.catalogue.lists import UNDATED_KEY, Labels, month_key
from builder.catalogue.tables import YearRow, YearTable
from builder.model import Entry
from builder.publish.outputs.charts.bars import Bar, BarChart
from builder.registry.types import Body

_MOST_YEARS: Final = 30
_MONTHS: Final = range(1, 13)


def axis(collection: Collection) -> tuple[int, ...]:
    """The years of every chart of the archive, gaps included, oldest first; the last 30 where there are more.

    One axis: pages compare.
    """
    known = sorted(int(key) for key in collection.years)
    return tuple(range(max(known[0], known[-1] - _MOST_YEARS + 1), known[-1] + 1)) if known else ()


def years_chart(
    table: YearTable, years: Sequence[int], labels: Labels, body: Body | None = None
) -> BarChart | None:
    """The table as a chart over ``years``; None if no counted year is on the axis.

    ``body``: the band shows when it existed.
    """
    rows = {int(row.key): row for row in table.rows if row.key != UNDATED_KEY}
    if not any(one in rows for one in years):
        return None
    bars = tuple(_year_bar(one, rows.get(one), years, labels, len(table.columns)) for one in years)
    span = _lifetime(body, years) if body else None
    text = _years_text(table, rows, years, labels, alive=span is not None)
    series = table.columns if len(table.columns) > 1 else ()
    return BarChart("years", labels["chart.years_title"], text, bars, series, span)


def _year_bar(one: int, row: YearRow | None, years: Sequence[int], labels: Labels, columns: int) -> Bar:
    counts = row.counts if row else (0,) * columns
    label = str(one) if len(years) <= len(_MONTHS) else f"’{one % 100:02}"
    words = labels["chart.bar_year"].format(year=one, count=sum(counts))
    return Bar(
        label,
        words,
        counts,
        html_address(row.target) if row else None,
        major=one % 5 == 0 or len(years) <= len(_MONTHS),
    )


def html_address(target: str) -> str:
    """A relative link between Markdown files, as it is between their pages."""
    path, mark, place = target.partition("#")
    return (path.removesuffix(".md") + ".html" if path else "") + mark + place


def _lifetime(body: Body, years: Sequence[int]) -> tuple[int, int] | None:
    """The columns of the years in which the body existed, also for part of the year."""
    alive = [place for place, one in enumerate(years) if body.alive(f"{one:04}")]
    return (alive[0], alive[-1]) if alive else None


def _years_text(
    table: YearTable, rows: Mapping[int, YearRow], years: Sequence[int], labels: Labels, *, alive: bool
) -> str:
    totals = {one: sum(row.counts) for one, row in rows.items()}
    said = [_span(totals, labels)]
    earlier = sum(total for one, total in totals.items() if one < years[0])
    undated = sum(sum(row.counts) for row in table.rows if row.key == UNDATED_KEY)
    if earlier:
        said.append(labels["chart.earlier"].format(shown=len(years), count=earlier))
    if undated:
        said.append(labels["chart.undated"].format(count=undated))
    if alive:
        said.append(labels["chart.alive"])
    return " ".join(said)


def _span(totals: Mapping[int, int], labels: Labels) -> str:
    """From when to when, how many, and the highest year if there is one."""
    first, last, most = min(totals), max(totals), _highest(totals)
    name = "chart.single" if first == last else "chart.span" if most else "chart.span_even"
    return labels[name].format(
        first=first, last=last, count=sum(totals.values()), most=most, highest=max(totals.values())
    )


def _highest(totals: Mapping[int, int]) -> int | None:
    """The key of the highest number; None where several share it."""
    found = [key for key, total in totals.items() if total == max(totals.values())]
    return found[0] if len(found) == 1 else None


def months_chart(key: str, entries: Sequence[Entry], labels: Labels) -> BarChart | None:
    """A year by its months, each leading to its page; None where no briefing has more than the year."""
    counts = Counter(int(month[5:]) for month in map(month_key, entries) if month[5:].isdecimal())
    if not counts:
        return None
    most = _highest(counts)
    name = "chart.months_span" if most else "chart.months_even"
    said = [labels[name].format(count=counts.total(), most=most, highest=max(counts.values()))]
    if unknown := len(entries) - counts.total():
        said.append(labels["chart.monthless"].format(count=unknown))
    bars = (_month_bar(key, month, counts[month], labels) for month in _MONTHS)
    return BarChart("months", labels["chart.months_title"].format(year=int(key)), " ".join(said), tuple(bars))


def _month_bar(key: str, month: int, count: int, labels: Labels) -> Bar:
    target = html_address(relative(year(key), year(f"{key}-{month:02}")))
    label = labels["common.month_short"].format(month=month)
    return Bar(
        label, labels["chart.bar_month"].format(month=month, count=count), (count,), target if count else None
    )
