"""A body's page: its names, when it existed, what came before and after it, and its briefings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from builder.catalogue import links
from builder.catalogue.bodies import existed, kind_name, kind_of, korean_order, last_day
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.forms import FEED, TABLE
from builder.catalogue.kinds.kind import Lists, Look, PageKind
from builder.catalogue.kinds.part import PART
from builder.catalogue.lists import LIMIT, Block, list_by_time
from builder.catalogue.markdown import bullets, link, small
from builder.catalogue.part import Series, Shelf, index_of_parts, part_sheets, shelve
from builder.catalogue.pictures import Ancestry, Picture, Years
from builder.catalogue.section import list_or_parts
from builder.catalogue.sheet import Group, Section, Sheet
from builder.catalogue.tables import YearTable, counted_links, per_year, year_table
from builder.pages.page import Crumb
from builder.prose.escape import escape_inline
from builder.registry.types import Body


@dataclass(frozen=True, slots=True)
class _Layout:
    """A body's two lists. Where ``involved_apart``, what it was only involved in has a page of its own."""

    announced: Shelf
    involved: Shelf
    involved_apart: bool


def _sheets(collection: Collection) -> Iterator[Group]:
    with_page = tuple(collection.bodies)
    for body in collection.bodies.values():
        make = partial(_body_sheets, collection, body)
        yield Group(f"ministry {body.id}", _lists(collection, body), with_page, make)


def _body_sheets(collection: Collection, body: Body) -> Iterator[Sheet]:
    """``ministries/<id>.md`` and the pages its lists are divided into."""
    layout = _lay_out(collection, body)
    yield _main_sheet(collection, body, layout)
    yield from part_sheets(collection, layout.announced.series, layout.announced.parts)
    if layout.involved_apart:
        yield _involved_sheet(collection, layout.involved)
        yield from part_sheets(collection, layout.involved.series, layout.involved.parts)


def _lists(collection: Collection, body: Body) -> tuple[Entries, Entries]:
    """What it announced, and where it was only involved."""
    return collection.announced.get(body.id, ()), collection.involved.get(body.id, ())


def _lay_out(collection: Collection, body: Body) -> _Layout:
    """The involvements leave the body's page once both lists together exceed the limit.

    They do not come back when the other list is divided as well: the address they have got must live.
    """
    announced, involved = _lists(collection, body)
    name, keys = collection.body_name(body), {"ministry_id": body.id}
    parents = (*collection.below("title.ministries", links.MINISTRIES), Crumb(name, links.ministry(body.id)))
    apart = bool(involved) and len(announced) + len(involved) > LIMIT
    own_page = Crumb(collection.labels["ministry.involved"], f"ministries/{body.id}/involved.md")
    involved_title = collection.labels["part.within"].format(whole=name, part=own_page.title)
    return _Layout(
        shelve(Series(f"ministries/{body.id}/", name, parents, keys), announced),
        shelve(
            Series(
                f"ministries/{body.id}/involved-",
                involved_title,
                (*parents, *([own_page] if apart else [])),
                keys,
            ),
            involved,
        ),
        apart,
    )


def announced_shelf(collection: Collection, body: Body) -> Shelf:
    """The list of what a body announced, and its pages."""
    return _lay_out(collection, body).announced


# -------------------------------------------------------------------------------------------- the body's page


def _main_sheet(collection: Collection, body: Body, layout: _Layout) -> Sheet:
    labels = collection.labels
    name, count = collection.body_name(body), collection.total(body.id)
    described = "ministry.description" if count else "ministry.description_empty"
    return Sheet(
        path=links.ministry(body.id),
        title=name,
        kind=MINISTRY.name,
        description=labels[described].format(name=name, count=count),
        count=count,
        parents=collection.below("title.ministries", links.MINISTRIES),
        blocks=(
            _closing_notice(collection, body),
            _facts(collection, body),
            "" if count else labels["ministry.empty"],
        ),
        sections=(
            Section("lineage", labels["ministry.lineage"], _lineage(collection, body)),
            *(_briefings(collection, body, layout) if count else ()),
        ),
        keys={"ministry_id": body.id},
    )


def _facts(collection: Collection, body: Body) -> str:
    labels = collection.labels
    facts = {
        "ministry.official_name": escape_inline(body.name),
        "ministry.english_name": escape_inline(body.english or ""),
        "ministry.existed": existed(body, labels),
        "ministry.kind": kind_name(kind_of(body), labels),
        "ministry.parent": _parent(collection, body),
    }
    return bullets(
        labels["common.fact"].format(label=labels[label], value=value)
        for label, value in facts.items()
        if value
    )


def _parent(collection: Collection, body: Body) -> str:
    if body.parent is None:
        return escape_inline(body.parent_name or "")
    return _linked(collection, body, collection.registry.bodies[body.parent])


def _linked(collection: Collection, body: Body, other: Body) -> str:
    """The name of ``other`` on the page of ``body``, as a link if it has a page."""
    if other.id not in collection.bodies:
        return escape_inline(other.name)
    return link(other.name, links.ministry(body.id), links.ministry(other.id))


def _closing_notice(collection: Collection, body: Body) -> str:
    if body.until is None:
        return ""
    labels, last = collection.labels, last_day(body.until)
    successors = [_linked(collection, body, collection.registry.bodies[other]) for other in body.successors]
    if not successors:
        return "> " + labels["ministry.closed"].format(last=last)
    return "> " + labels["ministry.renamed"].format(
        last=last, successors=labels["common.separator"].join(successors)
    )


def _lineage(collection: Collection, body: Body) -> tuple[str, ...]:
    bodies, labels = collection.registry.bodies, collection.labels

    def row(relation: str, other: Body, what: str = "") -> str:
        value = f"{_linked(collection, body, other)} {small(existed(other, labels))}"
        return labels["common.fact"].format(
            label=labels[relation].format(what=escape_inline(what)), value=value
        )

    rows = bullets(
        [
            *(
                labels["common.fact"].format(label=labels["ministry.predecessor"], value=escape_inline(name))
                for name in body.predecessor_names
            ),
            *(row("ministry.predecessor", bodies[other]) for other in body.predecessors),
            *(row("ministry.successor", bodies[other]) for other in body.successors),
            *(
                row("ministry.received", giver, given.what)
                for giver in bodies.values()
                for given in giver.transfers
                if given.to == body.id
            ),
            *(row("ministry.gave", bodies[given.to], given.what) for given in body.transfers),
        ]
    )
    return (rows, link(labels["lineage.all"], links.ministry(body.id), links.LINEAGE)) if rows else ()


# -------------------------------------------------------------------------------------------------- its lists


def _years(collection: Collection, body: Body, layout: _Layout) -> YearTable:
    """The body's briefings per year: what it announced, and where it was only involved."""
    labels, announced, involved = collection.labels, layout.announced, layout.involved
    columns = {
        labels["ministry.column_announced"]: announced.entries,
        labels["ministry.column_involved"]: involved.entries,
    }
    return year_table(links.ministry(body.id), columns, labels, announced, involved)


def _body_years(collection: Collection, body: Body) -> YearTable:
    return _years(collection, body, _lay_out(collection, body))


def _briefings(collection: Collection, body: Body, layout: _Layout) -> Iterator[Section]:
    labels, source = collection.labels, links.ministry(body.id)
    announced, involved = layout.announced, layout.involved
    yield Section("years", labels["common.per_year"], (per_year(_years(collection, body, layout), labels),))
    yield Section(
        "topics",
        labels["ministry.topics"],
        (_topics(collection, source, announced.entries or involved.entries),),
    )
    yield from list_or_parts(collection, source, labels["ministry.list"], announced)
    yield Section("involved", labels["ministry.involved"], _involved(collection, source, layout))


def _topics(collection: Collection, source: str, entries: Entries) -> str:
    ranked = collection.counted_topics(entries)
    return counted_links(source, ((topic.name, links.topic(topic.slug), count) for topic, count in ranked))


def _involved(collection: Collection, source: str, layout: _Layout) -> tuple[Block, ...]:
    labels, involved = collection.labels, layout.involved
    if not layout.involved_apart:
        return list_by_time(source, involved.entries, collection.lines, labels, level=3)
    page = involved.series.parents[-1]
    return (
        f"{link(labels['ministry.involved_apart'], source, page.path)} {small(f'{len(involved.entries):,}')}",
    )


def _involved_sheet(collection: Collection, involved: Shelf) -> Sheet:
    labels, series, entries = collection.labels, involved.series, involved.entries
    *parents, page = series.parents
    if involved.parts:
        blocks: tuple[Block, ...] = (
            labels["part.divided"],
            index_of_parts(page.path, series, involved.parts, labels),
        )
    else:
        blocks = list_by_time(page.path, entries, collection.lines, labels, level=2)
    up = labels["part.up"].format(link=link(parents[-1].title, page.path, parents[-1].path))
    return Sheet(
        path=page.path,
        title=series.title,
        kind=PART.name,
        description=labels["part.description"].format(title=series.title, count=len(entries)),
        count=len(entries),
        parents=tuple(parents),
        blocks=(up, *blocks),
        keys=series.keys,
    )


# --------------------------------------------------------------------------------------------------- the kind


def _pictures(collection: Collection) -> Iterator[Picture]:
    for body in collection.bodies.values():
        path = links.ministry(body.id)
        yield Years(path, _lists(collection, body), partial(_body_years, collection, body), body)
        yield Ancestry(path, body)


def _entries(collection: Collection, body_id: str) -> Entries:
    body = collection.bodies.get(body_id)
    return collection.acted(body) if body else ()


def _pages(collection: Collection) -> Iterator[tuple[str, str]]:
    """Living bodies first."""
    bodies = sorted(
        collection.bodies.values(), key=lambda body: (body.until is not None, *korean_order(body))
    )
    return ((collection.body_name(body), links.ministry(body.id)) for body in bodies)


MINISTRY = PageKind(
    name="ministry",
    sheets=_sheets,
    title="title.ministries",
    folder="ministries",
    lists=Lists((FEED, TABLE), _entries, _pages, "data.ministries.heading"),
    pictures=_pictures,
    look=Look(beside=("topics",), contents=True, within="ministry"),
)
