"""Every picture of the site as a fragment: its slot is the name of the section it belongs to (see archive/indexes/sheet.py)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from builder.catalogue import links
from builder.catalogue.kinds.area import area_years
from builder.catalogue.kinds.home import home_years
from builder.catalogue.kinds.lineage import families, family_title, section_name
from builder.catalogue.kinds.ministry import ministry_years
from builder.catalogue.kinds.topic import topic_years
from builder.catalogue.kinds.years import all_years
from builder.catalogue.tables import YearTable
from builder.publish.fragment import Fragment
from builder.publish.outputs.charts.bars import bar_chart
from builder.publish.outputs.charts.counts import axis, html_address, months_chart, years_chart
from builder.publish.outputs.charts.lineage import Lineage, around, lay_out
from builder.publish.outputs.charts.lineage_svg import LineageDrawing, lineage_figure
from builder.registry.types import Body

if TYPE_CHECKING:
    from builder.publish.publication import Publication


def chart_fragments(publication: Publication) -> Iterator[Fragment]:
    """Bars of years for home, the index of years, ministries, areas and topics, of months for years; lineages; other names of bodies."""
    yield from _years(publication)
    yield from _months(publication)
    yield from _lineages(publication)
    yield _aliases(publication)


def _years(publication: Publication) -> Iterator[Fragment]:
    collection, years = publication.collection, axis(publication.collection)
    for path, table, body in _year_tables(publication):
        chart = years_chart(table, years, collection.labels, body)
        if chart is not None:
            yield Fragment(path, "years", bar_chart(chart))


def _year_tables(publication: Publication) -> Iterator[tuple[str, YearTable, Body | None]]:
    """(page, its counts per year, the body whose page it is) for every page that has such counts."""
    collection = publication.collection
    yield links.HOME, home_years(collection), None
    yield links.YEARS, all_years(collection), None
    for body in collection.bodies.values():
        yield links.ministry(body.id), ministry_years(collection, body), body
    for area in collection.areas:
        yield links.area(area.slug), area_years(collection, area), None
        for topic, _ in collection.topics_of(area):
            yield links.topic(topic.slug), topic_years(collection, topic), None


def _months(publication: Publication) -> Iterator[Fragment]:
    for key, entries in publication.collection.years.items():
        chart = months_chart(key, entries, publication.labels)
        if chart is not None:
            yield Fragment(links.year(key), "months", bar_chart(chart))


def _lineages(publication: Publication) -> Iterator[Fragment]:
    collection, last = publication.collection, int(publication.updated[:4])
    for body in collection.bodies.values():
        shown = around(body, collection.registry.bodies)
        if len(shown) > 1:
            lineage = lay_out(shown, last)
            text = publication.labels["lineage.chart_text"].format(first=lineage.first, last=lineage.last)
            yield _lineage(
                publication,
                links.ministry(body.id),
                "lineage",
                lineage,
                collection.body_name(body),
                text,
                body.id,
            )
    for family in families(collection):
        name = section_name(family)
        yield _lineage(
            publication, links.LINEAGE, name, lay_out(family, last), family_title(family, collection)
        )


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


def _aliases(publication: Publication) -> Fragment:
    """What the filter box of the ministry index finds a body by besides its name: by address, as JSON."""
    names = {
        html_address(links.relative(links.MINISTRIES, links.ministry(body.id))): " ".join(
            [*body.aliases, body.english or ""]
        ).strip()
        for body in publication.collection.bodies.values()
    }
    data = json.dumps(names, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return Fragment(
        links.MINISTRIES,
        "aliases",
        f'<script type="application/json" class="bp-filter-words">{data}</script>',
    )
