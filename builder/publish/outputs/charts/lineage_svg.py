"""A lineage as a picture.

Bars along the years, lines where work went over, names that lead to the bodies' pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from builder.catalogue.lists import Labels
from builder.publish.outputs.charts.lineage import Lineage, Link, Row
from builder.publish.outputs.charts.svg import element, markup, percent, pixels
from builder.registry.types import Body

_AXIS: Final = 20.0
"""Room for the years above the rows, in pixels, as all heights here."""
_ROW: Final = 38.0
_NAME: Final = 16.0
"""From the top of a row to the line its name stands on."""
_BAR: Final = 21.0
"""From the top of a row to its bar."""
_BAR_HEIGHT: Final = 8.0
_TICK_EVERY: Final = 5
_NARROWEST: Final = 300.0
"""Widths: of the picture on the narrowest phone (360 px less margins), of a syllable, of a digit."""
_LETTER: Final = 12.2
_DIGIT: Final = 7.5
_AWAY: Final = "5"
"""A name keeps off the line that comes down to its bar."""


@dataclass(frozen=True, slots=True)
class LineageDrawing:
    """A layout and its words.

    ``name`` is the id of the picture on its page; ``self_id`` the body whose page it is.

    ``text`` says how to read it; it is empty where the page says so for all its drawings.

    ``address`` gives the page of a body relative to this one, or None.
    """

    name: str
    title: str
    text: str
    lineage: Lineage
    address: Callable[[Body], str | None]
    self_id: str | None = None


def lineage_figure(drawing: LineageDrawing, labels: Labels) -> str:
    """The drawing as a figure with its text. Its names are links: to those who listen a group, no image."""
    lineage, heading = drawing.lineage, f"bp-{drawing.name}-title"
    picture = element(
        "svg",
        element("title", drawing.title, id=heading),
        element("desc", _listing(lineage, labels), id=f"bp-{drawing.name}-text"),
        *_axis(lineage),
        *(part for link in lineage.links for part in _link(link, lineage)),
        *(_row(place, row, drawing, labels) for place, row in enumerate(lineage.rows)),
        role="group",
        aria_labelledby=heading,
        aria_describedby=f"bp-{drawing.name}-text",
        width="100%",
        height=pixels(_AXIS + _ROW * len(lineage.rows) + 4),
        class_="bp-lineage",
    )
    caption = [element("figcaption", drawing.text)] if drawing.text else []
    return markup(element("figure", picture, *caption, class_="bp-chart"))


def _listing(lineage: Lineage, labels: Labels) -> str:
    names = labels["common.separator"].join(row.body.name for row in lineage.rows)
    return labels["lineage.chart_listing"].format(count=len(lineage.rows), names=names)


def _across(at: float, lineage: Lineage) -> str:
    return percent((at - lineage.first) / (lineage.last + 1 - lineage.first))


def _axis(lineage: Lineage) -> Iterable[Element]:
    bottom = pixels(_AXIS + _ROW * len(lineage.rows))
    for year in range(lineage.first, lineage.last + 1):
        if year % _TICK_EVERY == 0:
            x = _across(year, lineage)
            yield element("line", x1=x, x2=x, y1=pixels(_AXIS - 4), y2=bottom, class_="bp-lineage__tick")
            yield element("text", str(year), x=x, y="11", class_="bp-lineage__year", aria_hidden="true")


def _middle(row: int) -> float:
    return _AXIS + _ROW * row + _BAR + _BAR_HEIGHT / 2


def _link(link: Link, lineage: Lineage) -> Iterable[Element]:
    """Down (or up) at the day it happened; along the giver's row first, should that have ended before."""
    kind = "bp-lineage__link bp-lineage__link--partly" if link.partly else "bp-lineage__link"
    x, giver = _across(link.at, lineage), pixels(_middle(link.giver))
    yield element("line", x1=x, x2=x, y1=giver, y2=pixels(_middle(link.receiver)), class_=kind)
    if lineage.rows[link.giver].end < link.at:
        yield element(
            "line", x1=_across(lineage.rows[link.giver].end, lineage), x2=x, y1=giver, y2=giver, class_=kind
        )


def _row(place: int, row: Row, drawing: LineageDrawing, labels: Labels) -> Element:
    lineage, top = drawing.lineage, _AXIS + _ROW * place
    width = percent((row.end - row.start) / (lineage.last + 1 - lineage.first))
    bar = element(
        "rect",
        x=_across(row.start, lineage),
        width=width,
        y=pixels(top + _BAR),
        height=pixels(_BAR_HEIGHT),
        class_="bp-lineage__bar",
    )
    kind = "bp-lineage__row bp-lineage__row--self" if row.body.id == drawing.self_id else "bp-lineage__row"
    return element("g", bar, _name(row, drawing, labels, top + _NAME), class_=kind)


def _name(row: Row, drawing: LineageDrawing, labels: Labels, y: float) -> Element:
    lineage = drawing.lineage
    until = str(int(row.end)) if not row.open_end else ""
    words = labels["lineage.named_period"].format(name=row.body.name, since=row.body.since[:4], until=until)
    text = element("text", words, y=pixels(y), **_anchored(words, row, lineage))
    address = drawing.address(row.body)
    if row.body.id == drawing.self_id or address is None:
        return text
    return element("a", text, href=address)


def _anchored(words: str, row: Row, lineage: Lineage) -> dict[str, str]:
    """Where a name is held.

    At its bar's start, else its end, else its middle, whichever keeps it in a picture as narrow as a phone's.
    """
    length = lineage.last + 1 - lineage.first
    width = sum(_LETTER if ord(letter) > 0x1100 else _DIGIT for letter in words) / _NARROWEST
    if (row.start - lineage.first) / length + width <= 1:
        return {
            "x": _across(row.start, lineage),
            "dx": "0" if row.open_start else _AWAY,
            "text-anchor": "start",
        }
    if (row.end - lineage.first) / length - width >= 0:
        return {"x": _across(row.end, lineage), "text-anchor": "end"}
    return {"x": _across((row.start + row.end) / 2, lineage), "text-anchor": "middle"}
