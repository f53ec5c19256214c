"""A lineage as a picture.

Bars along the years, lines where work went over, names that lead to the bodies' pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from builder.catalogue.lists import Labels
from builder.publish.outputs.charts.lineage import Lineage, Link, Row
from builder.publish.outputs.charts.svg import Element, element, percent, pixels
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
"""The picture's width on the narrowest phone: 360 px less margins."""
_ROOMY: Final = 600.0
"""The picture's width from 44em on, at least."""
_LETTER: Final = 12.2
_DIGIT: Final = 7.5
"""Widths of a syllable and of a digit."""
_AWAY: Final = 5.0
"""A name keeps off the line that comes down to its bar."""
_LANE: Final = 4.0
"""Between lines of one day."""
_PLATE: Final = 15.0
"""Height of the ground under a name."""


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
        *(_link(link, lane, lineage) for link, lane in lanes(lineage.links)),
        *(_row(place, row, drawing, labels) for place, row in enumerate(lineage.rows)),
        role="group",
        aria_labelledby=heading,
        aria_describedby=f"bp-{drawing.name}-text",
        width="100%",
        height=pixels(_AXIS + _ROW * len(lineage.rows) + 4),
        class_="bp-lineage",
    )
    caption = [element("figcaption", drawing.text)] if drawing.text else []
    return element("figure", picture, *caption, class_="bp-chart")


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


def lanes(links: Iterable[Link]) -> list[tuple[Link, int]]:
    """Each link with its lane: those of one day whose lines would lie on each other stand side by side.

    What one body gives away whole on one day comes down one line.
    """
    taken: dict[tuple[float, int], list[Link]] = {}
    found = []
    for link in links:
        lane = 0
        while any(_collide(link, other) for other in taken.get((link.at, lane), ())):
            lane += 1
        taken.setdefault((link.at, lane), []).append(link)
        found.append((link, lane))
    return found


def _collide(one: Link, other: Link) -> bool:
    together = one.giver == other.giver and not (one.partly or other.partly)
    (top, end), (above, below) = sorted((one.giver, one.receiver)), sorted((other.giver, other.receiver))
    return not together and top <= below and above <= end


def _link(link: Link, lane: int, lineage: Lineage) -> Element:
    """Down (or up) at the day it happened, in its lane; along the giver's row first from where that ended."""
    kind = "bp-lineage__link bp-lineage__link--partly" if link.partly else "bp-lineage__link"
    giver, beside = pixels(_middle(link.giver)), pixels(lane * _LANE)
    end = lineage.rows[link.giver].end
    lines = [element("line", x1=beside, x2=beside, y1=giver, y2=pixels(_middle(link.receiver)), class_=kind)]
    if lane and end <= link.at:
        lines.append(element("line", x1="0", x2=beside, y1=giver, y2=giver, class_=kind))
    held = element("svg", *lines, x=_across(link.at, lineage), class_="bp-lineage__held")
    if end >= link.at:
        return held
    along = element(
        "line", x1=_across(end, lineage), x2=_across(link.at, lineage), y1=giver, y2=giver, class_=kind
    )
    return element("g", along, held)


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
    """The name at its bar's start, on a ground of paper: lines pass behind it."""
    lineage = drawing.lineage
    until = str(int(row.end)) if not row.open_end else ""
    words = labels["lineage.named_period"].format(name=row.body.name, since=row.body.since[:4], until=until)
    wide = sum(_LETTER if ord(letter) > 0x1100 else _DIGIT for letter in words)
    away, before, back = _place(row, wide, lineage)
    plate = element(
        "rect",
        x=pixels(away - wide if before else away),
        y=pixels(y - _PLATE + 3),
        width=pixels(wide),
        height=pixels(_PLATE),
        class_="bp-lineage__plate",
    )
    side = {"text-anchor": "end"} if before else {}
    text = element("text", words, x=pixels(away), y=pixels(y), **side)
    address = drawing.address(row.body)
    plain = row.body.id == drawing.self_id or address is None
    name = text if plain else element("a", text, href=address or "")
    moved = {"transform": f"translate({pixels(-back)} 0)", "class_": "bp-lineage__back"}
    held = [element("g", plate, name, **moved)] if back else [plate, name]
    return element("svg", *held, x=_across(row.start, lineage), class_="bp-lineage__held")


def _place(row: Row, wide: float, lineage: Lineage) -> tuple[float, bool, float]:
    """How far from its bar's start a name is held, whether it ends there, and how far back a phone takes it.

    It begins or ends at that start, whichever keeps it in a picture as narrow as a phone's; a name for which
    neither does begins as much before it as it must, on a phone and, if at all, from 44em on.
    """
    start = (row.start - lineage.first) / (lineage.last + 1 - lineage.first)
    away = 0.0 if row.open_start else _AWAY
    if start * _NARROWEST + away + wide > _NARROWEST and start * _NARROWEST - _AWAY >= wide:
        return -_AWAY, True, 0.0
    roomy, narrow = (min(away, width * (1 - start) - wide) for width in (_ROOMY, _NARROWEST))
    return roomy, False, roomy - narrow
