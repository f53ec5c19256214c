"""Every picture of the site as a fragment: its slot is the name of the section it belongs to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from builder.catalogue import links
from builder.catalogue.kinds import KINDS
from builder.catalogue.lists import Labels
from builder.catalogue.pictures import Ancestry, Family, Months, Picture, Years
from builder.publish.fragment import Fragment
from builder.publish.outputs.charts.bars import bar_chart
from builder.publish.outputs.charts.counts import axis, html_address, months_chart, years_chart
from builder.publish.outputs.charts.lineage import Lineage, around, lay_out
from builder.publish.outputs.charts.lineage_svg import LineageDrawing, lineage_figure
from builder.registry.types import Body

if TYPE_CHECKING:
    from builder.catalogue.kinds import PageKind
    from builder.publish.publication import Publication


def chart_fragments(publication: Publication) -> Iterator[Fragment]:
    """The pictures of every kind of page, and what its filter box finds names by."""
    years = axis(publication.collection)
    for kind in KINDS:
        for picture in kind.pictures(publication.collection) if kind.pictures else ():
            yield from _drawn(picture, publication, years)
        yield from _words(kind, publication)


def _drawn(picture: Picture, publication: Publication, years: Sequence[int]) -> Iterator[Fragment]:
    match picture:
        case Years() | Months():
            yield from _chart(picture, publication, years)
        case Ancestry():
            yield from _ancestry(picture, publication)
        case Family():
            lineage = lay_out(picture.bodies, int(publication.updated[:4]))
            yield _lineage(publication, picture.path, picture.name, lineage, picture.title)


def _chart(picture: Years | Months, publication: Publication, years: Sequence[int]) -> Iterator[Fragment]:
    """A chart drawn, or as it was drawn of the same briefings; nothing where there is nothing to count."""
    depends = (years, *map(publication.all_around, picture.lists))
    draw = partial(_bars, picture, years, publication.labels)
    if html := publication.memory.recall("chart", f"{picture.path} {picture.slot}", depends, draw):
        yield Fragment(picture.path, picture.slot, html)


def _bars(picture: Years | Months, years: Sequence[int], labels: Labels) -> str:
    match picture:
        case Years():
            chart = years_chart(picture.table(), years, labels, picture.body)
        case Months():
            chart = months_chart(picture.key, picture.entries, labels)
    return bar_chart(chart) if chart else ""


def _ancestry(picture: Ancestry, publication: Publication) -> Iterator[Fragment]:
    """What a body came from and what came from it, drawn; as before where the same bodies have pages."""
    depends = (publication.updated[:4], [*publication.collection.bodies])
    draw = partial(_ancestry_drawn, picture, publication)
    if html := publication.memory.recall("ancestry", picture.path, depends, draw):
        yield Fragment(picture.path, "lineage", html)


def _ancestry_drawn(picture: Ancestry, publication: Publication) -> str:
    """Empty where there is nothing but the body."""
    collection, body = publication.collection, picture.body
    shown = around(body, collection.registry.bodies)
    if len(shown) <= 1:
        return ""
    lineage = lay_out(shown, int(publication.updated[:4]))
    text = publication.labels["lineage.chart_text"].format(first=lineage.first, last=lineage.last)
    name = collection.body_name(body)
    return _lineage(publication, picture.path, "lineage", lineage, name, text, body.id).html


def _lineage(
    publication: Publication,
    page: str,
    slot: str,
    lineage: Lineage,
    title: str,
    text: str = "",
    self_id: str | None = None,
) -> Fragment:
    labels = publication.labels
    drawing = LineageDrawing(
        slot,
        labels["lineage.chart_title"].format(name=title),
        text,
        lineage,
        _addresses(publication, page),
        self_id,
    )
    return Fragment(page, slot, lineage_figure(drawing, labels))


def _addresses(publication: Publication, page: str) -> Callable[[Body], str | None]:
    def address(body: Body) -> str | None:
        known = body.id in publication.collection.bodies
        return html_address(links.relative(page, links.ministry(body.id))) if known else None

    return address


def _words(kind: PageKind, publication: Publication) -> Iterator[Fragment]:
    """What the filter box of the kind's page finds a name by besides itself: by address, as JSON."""
    if kind.filter is None or kind.filter.words is None:
        return
    words = {
        html_address(links.relative(kind.path, path)): text
        for path, text in kind.filter.words(publication.collection).items()
    }
    data = json.dumps(words, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    yield Fragment(
        kind.path, "aliases", f'<script type="application/json" class="bp-filter-words">{data}</script>'
    )
