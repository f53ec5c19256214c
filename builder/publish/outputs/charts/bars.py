"""A chart of bars.

As wide as the page lets it, as high as its writing needs, so that it can be read on a phone.

Positions across are in per cent and heights in pixels: the picture stretches, its letters do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from builder.publish.outputs.charts.svg import Element, element, percent, pixels

_ABOVE: Final = 18.0
"""Room for the counts above the highest bar, in pixels, as all heights here."""
_HIGHEST: Final = 92.0
_LOWEST: Final = 2.5
"""A single briefing beside a thousand is still seen."""
_BELOW: Final = 22.0
_INSET: Final = 0.14
"""How much of its column a bar leaves free on each side."""
_MANY: Final = 14
"""Above so many bars, a phone shows only some labels and no counts."""
_FEW: Final = 3
"""Up to so many bars would be blocks as wide as a page: their picture is narrow."""
_LABEL_EVERY: Final = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One column: what stands below it, its words, a count per series, and where a click leads."""

    label: str
    words: str
    counts: tuple[int, ...]
    target: str | None = None
    major: bool = True
    """Whether its label is kept where there is no room for all."""


@dataclass(frozen=True, slots=True)
class BarChart:
    """``name`` is the id of the picture on its page; ``text`` says in words what it shows.

    ``series`` are named if there are two.

    ``span`` are the first and the last column of the band behind the bars.
    """

    name: str
    title: str
    text: str
    bars: tuple[Bar, ...]
    series: tuple[str, ...] = ()
    span: tuple[int, int] | None = None


def bar_chart(chart: BarChart) -> str:
    """The chart as a figure: picture, links of its columns, what the colours mean, and its text."""
    parts = [
        element("div", _picture(chart), _links(chart), class_=_kind(len(chart.bars))),
        *_legend(chart),
        element("figcaption", chart.text),
    ]
    return element("figure", *parts, class_="bp-chart")


def _kind(bars: int) -> str:
    if bars > _MANY:
        return "bp-bars bp-bars--many"
    return "bp-bars bp-bars--few" if bars <= _FEW else "bp-bars"


def _picture(chart: BarChart) -> Element:
    heading = f"bp-{chart.name}-title"
    highest = max((sum(bar.counts) for bar in chart.bars), default=0) or 1
    height = pixels(_ABOVE + _HIGHEST + _BELOW)
    return element(
        "svg",
        element("title", chart.title, id=heading),
        *_band(chart),
        element(
            "line",
            x1="0",
            x2="100%",
            y1=pixels(_ABOVE + _HIGHEST),
            y2=pixels(_ABOVE + _HIGHEST),
            class_="bp-bars__ground",
        ),
        *(part for place in range(len(chart.bars)) for part in _column(chart, place, highest)),
        role="img",
        aria_labelledby=heading,
        width="100%",
        height=height,
    )


def _band(chart: BarChart) -> list[Element]:
    if chart.span is None:
        return []
    first, last = chart.span
    across = {"x": percent(first / len(chart.bars)), "width": percent((last - first + 1) / len(chart.bars))}
    return [
        element("rect", y=pixels(_ABOVE - 6), height=pixels(_HIGHEST + 6), class_="bp-bars__band", **across)
    ]


def _column(chart: BarChart, place: int, highest: int) -> list[Element]:
    """The bar's pieces from the ground up, its count above and its label below."""
    bar, width = chart.bars[place], 1 / len(chart.bars)
    across = {"x": percent((place + _INSET) * width), "width": percent((1 - 2 * _INSET) * width)}
    middle, top, found = percent((place + 0.5) * width), _ABOVE + _HIGHEST, []
    for series, count in enumerate(bar.counts):
        if count:
            height = max(_LOWEST, count / highest * _HIGHEST)
            top -= height
            found.append(
                element("rect", y=pixels(top), height=pixels(height), class_=f"bp-bars__{series}", **across)
            )
    if sum(bar.counts):
        found.append(
            element("text", f"{sum(bar.counts):,}", x=middle, y=pixels(top - 4), class_="bp-bars__count")
        )
    label = "bp-bars__label" if bar.major else "bp-bars__label bp-bars__label--minor"
    return [*found, element("text", bar.label, x=middle, y=pixels(_ABOVE + _HIGHEST + 15), class_=label)]


def _links(chart: BarChart) -> Element:
    """A column of the page for each bar.

    The table beside the chart has the same links: keyboard and ear need them only once.
    """
    columns = (
        element("a", href=bar.target, title=bar.words, tabindex="-1")
        if bar.target and sum(bar.counts)
        else element("i")
        for bar in chart.bars
    )
    return element("div", *columns, class_="bp-bars__links", aria_hidden="true")


def _legend(chart: BarChart) -> list[Element]:
    if len(chart.series) < 2:
        return []
    names = [
        part
        for place, name in enumerate(chart.series)
        for part in (element("i", class_=f"bp-legend__{place}"), element("span", name))
    ]
    return [element("p", *names, class_="bp-legend")]
