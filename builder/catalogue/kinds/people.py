"""Ministers, vice ministers and heads of bodies: their terms, and the briefings that name them in office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from builder.catalogue import links
from builder.catalogue.bodies import korean_order
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.forms import FEED, TABLE
from builder.catalogue.kinds.kind import Lists, Look, PageKind
from builder.catalogue.markdown import bullets, link, small
from builder.catalogue.part import Series, Shelf, part_sheets, shelve
from builder.catalogue.pictures import Years
from builder.catalogue.section import list_or_parts
from builder.catalogue.sheet import Group, Section, Sheet
from builder.catalogue.tables import YearTable, per_year, shelf_years
from builder.pages.page import Crumb
from builder.partial_date import korean
from builder.prose.escape import escape_inline
from builder.registry.types import Body, Official


def _index(collection: Collection) -> Iterator[Sheet]:
    """``people/index.md``, by the bodies in which they held their offices; nothing where nobody is named."""
    if not collection.people:
        return
    labels, registry, count = collection.labels, collection.registry, len(collection.people)
    held = _by_body(collection)
    yield Sheet(
        path=links.PEOPLE,
        title=labels["title.people"],
        kind=PEOPLE.name,
        description=labels["people.description"].format(count=count),
        count=count,
        parents=collection.below("title.ministries", links.MINISTRIES),
        blocks=(labels["people.intro"],),
        sections=tuple(
            _body(collection, body, held.get(body.id, ()))
            for body in sorted(registry.bodies.values(), key=korean_order)
        ),
    )


def _by_body(collection: Collection) -> Mapping[str, Sequence[Official]]:
    """The terms by the bodies in which they were held; one of which the name changed stands under each."""
    found: dict[str, list[Official]] = {}
    for terms in collection.people.values():
        for term in terms:
            for body in collection.held_in(term):
                found.setdefault(body.id, []).append(term)
    return found


def _body(collection: Collection, body: Body, held: Sequence[Official]) -> Section:
    title = _body_link(collection, body, links.PEOPLE)
    return Section(f"people-{body.id}", title, (_names(collection, held),))


def _names(collection: Collection, held: Sequence[Official]) -> str:
    """Who held an office in the body, the first term first."""
    return bullets(
        f"{link(term.name, links.PEOPLE, links.person(term.id))} {escape_inline(term.office)}"
        f" {small(_period(collection, term))}"
        for term in sorted(held, key=lambda term: (term.since, term.id))
    )


def _sheets(collection: Collection) -> Iterator[Group]:
    with_page = tuple(collection.bodies)
    for person_id, terms in collection.people.items():
        make = partial(_person_sheets, collection, person_id, terms)
        yield Group(f"person {person_id}", (collection.named[person_id],), with_page, make)


def _person_sheets(collection: Collection, person_id: str, terms: tuple[Official, ...]) -> Iterator[Sheet]:
    """``people/<id>.md`` and the pages its list is divided into."""
    labels, path, shelf = collection.labels, links.person(person_id), _shelf(collection, person_id, terms)
    count = len(shelf.entries)
    yield Sheet(
        path=path,
        title=terms[0].name,
        kind=PERSON.name,
        description=labels["person.description"].format(name=terms[0].name, count=count),
        count=count,
        parents=shelf.series.parents[:-1],
        blocks=(bullets(_term(collection, path, term) for term in terms), labels["person.note"]),
        sections=(
            Section("years", labels["common.per_year"], (per_year(shelf_years(shelf, labels), labels),)),
            *list_or_parts(collection, path, labels["common.list"], shelf),
        ),
        keys=shelf.series.keys,
    )
    yield from part_sheets(collection, shelf.series, shelf.parts)


def _shelf(collection: Collection, person_id: str, terms: tuple[Official, ...]) -> Shelf:
    parents = (
        *collection.below("title.ministries", links.MINISTRIES),
        Crumb(collection.labels["title.people"], links.PEOPLE),
        Crumb(terms[0].name, links.person(person_id)),
    )
    series = Series(f"people/{person_id}/", terms[0].name, parents, {"person": person_id})
    return shelve(series, collection.named[person_id])


def _term(collection: Collection, path: str, term: Official) -> str:
    """``장관: 과학기술정보통신부 2022. 5. 10. – 2024. 8. 16.``, with the page that shows the appointment."""
    labels = collection.labels
    where = labels["common.separator"].join(
        _body_link(collection, body, path) for body in collection.held_in(term)
    )
    source = f" [{labels['person.source']}]({term.source})" if term.source.startswith("http") else ""
    return labels["common.fact"].format(
        label=escape_inline(term.office), value=f"{where} {small(_period(collection, term))}{source}"
    )


def _body_link(collection: Collection, body: Body, source: str) -> str:
    """The name as it was, linked where the body has a page."""
    if body.id not in collection.bodies:
        return escape_inline(body.name)
    return link(collection.body_name(body), source, links.ministry(body.id))


def _period(collection: Collection, term: Official) -> str:
    """As precise as it is known. An end that nobody has a source for is left open, not called today."""
    until = korean(term.until) if term.until else ""
    return collection.labels["common.range"].format(first=korean(term.since), last=until).strip()


def _years(collection: Collection, person_id: str, terms: tuple[Official, ...]) -> YearTable:
    return shelf_years(_shelf(collection, person_id, terms), collection.labels)


def _pictures(collection: Collection) -> Iterator[Years]:
    for person_id, terms in collection.people.items():
        lists = (collection.named[person_id],)
        yield Years(links.person(person_id), lists, partial(_years, collection, person_id, terms))


def _entries(collection: Collection, person_id: str) -> Entries:
    return collection.named.get(person_id, ())


PEOPLE = PageKind(name="people", sheets=_index, title="title.people", folder="people")
PERSON = PageKind(
    name="person",
    sheets=_sheets,
    title="title.people",
    folder="people",
    lists=Lists((FEED, TABLE), _entries),  # the data page would be long with all of them
    pictures=_pictures,
    look=Look(within="person"),
)
