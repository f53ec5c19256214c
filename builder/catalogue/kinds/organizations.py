"""Organizations besides central bodies: their names by consonants, and a page for each with its briefings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from builder.catalogue import links
from builder.catalogue.collection import Collection
from builder.catalogue.kinds.kind import Look, PageKind
from builder.catalogue.markdown import link
from builder.catalogue.organizations import NAME, Organization
from builder.catalogue.part import Series, Shelf, part_sheets, shelve
from builder.catalogue.pictures import Years
from builder.catalogue.section import list_or_parts
from builder.catalogue.sheet import Group, Section, Sheet
from builder.catalogue.tables import YearTable, counted_links, per_year, shelf_years
from builder.pages.page import Crumb

_SOURCE: Final = links.ORGANIZATIONS
_MOST: Final = 400
"""The names that one page lists; more are parted by consonants."""
_FOREMOST: Final = 12
"""Of a consonant with a page of its own, the names that the index shows: those of most briefings."""
#: How addresses call the consonants, in their order.
# fmt: off
_SPELT: Final = ("g", "n", "d", "r", "m", "b", "s", "ng", "j", "ch", "k", "t", "p", "h")
# fmt: on
_LETTERS: Final = dict(zip("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", _SPELT, strict=True))


def _index(collection: Collection) -> Iterator[Sheet]:
    """``organizations/index.md``, and a page a consonant where there are many; nothing without any."""
    if not collection.organizations:
        return
    labels, groups = collection.labels, _by_initial(collection.organizations)
    many = len(collection.organizations) > _MOST
    yield _names_sheet(
        collection,
        _SOURCE,
        labels["title.organizations"],
        collection.organizations,
        tuple(
            Section(f"initial-{_letter(initial)}", initial, _foremost(collection, initial, found, many=many))
            for initial, found in groups.items()
        ),
    )
    for initial, found in groups.items() if many else ():
        path, title = _letter_path(initial), labels["organizations.initial"].format(initial=initial)
        names = Section("names", title, (_names(path, found),))
        yield _names_sheet(collection, path, title, found, (names,))


def _by_initial(organizations: Sequence[Organization]) -> dict[str, list[Organization]]:
    groups: dict[str, list[Organization]] = {}
    for one in organizations:
        groups.setdefault(one.initial, []).append(one)
    return {initial: groups[initial] for initial in sorted(groups)}


def _letter(initial: str) -> str:
    return _LETTERS.get(initial, "others")


def _letter_path(initial: str) -> str:
    return f"organizations/letter-{_letter(initial)}.md"


def _names_sheet(
    collection: Collection,
    path: str,
    title: str,
    listed: Sequence[Organization],
    sections: tuple[Section, ...],
) -> Sheet:
    labels, above = collection.labels, collection.below("title.ministries", links.MINISTRIES)
    is_index = path == _SOURCE
    return Sheet(
        path=path,
        title=title,
        kind=ORGANIZATIONS.name,
        description=labels["organizations.description"].format(count=len(listed)),
        count=len(listed),
        parents=above if is_index else (*above, Crumb(labels["title.organizations"], _SOURCE)),
        blocks=(labels["organizations.intro"],) if is_index else (),
        sections=sections,
    )


def _foremost(
    collection: Collection, initial: str, found: Sequence[Organization], *, many: bool
) -> tuple[str, ...]:
    """All names of a consonant, or those of most briefings and the way to all."""
    if not many or len(found) <= _FOREMOST:
        return (_names(_SOURCE, found),)
    first = sorted(found, key=lambda one: (-len(one.entries), one.name))[:_FOREMOST]
    way = collection.labels["organizations.all"].format(initial=initial, count=len(found))
    return (
        _names(_SOURCE, sorted(first, key=lambda one: one.name)),
        link(way, _SOURCE, _letter_path(initial)),
    )


def _names(source: str, found: Sequence[Organization]) -> str:
    return counted_links(source, ((one.name, _target(one), len(one.entries)) for one in found))


def _target(one: Organization) -> str:
    """Its page; else its newest briefing."""
    return links.organization(one.slug) if one.slug else links.briefing(one.entries[0].id)


def _sheets(collection: Collection) -> Iterator[Group]:
    for slug, one in collection.organization_pages.items():
        make = partial(_organization_sheets, collection, slug, one)
        yield Group(f"organization {slug}", (one.entries,), (one.name,), make)


def _organization_sheets(collection: Collection, slug: str, one: Organization) -> Iterator[Sheet]:
    """``organizations/<slug>.md`` and the pages its list is divided into."""
    labels, path, shelf = collection.labels, links.organization(slug), _shelf(collection, slug, one)
    yield Sheet(
        path=path,
        title=one.name,
        kind=ORGANIZATION.name,
        description=labels["organization.description"].format(name=one.name, count=len(one.entries)),
        count=len(one.entries),
        parents=shelf.series.parents[:-1],
        blocks=(labels["organization.note"],),
        sections=(
            Section("years", labels["common.per_year"], (per_year(shelf_years(shelf, labels), labels),)),
            Section("ministries", labels["topic.ministries"], (_ministries(collection, path, one),)),
            *list_or_parts(collection, path, labels["common.list"], shelf),
        ),
        keys={**shelf.series.keys, NAME: one.name},
    )
    yield from part_sheets(collection, shelf.series, shelf.parts)


def _ministries(collection: Collection, path: str, one: Organization) -> str:
    """The bodies in whose briefings it is named, most first."""
    ranked = collection.counted_bodies(one.entries)
    return counted_links(
        path, ((collection.body_name(body), links.ministry(body.id), count) for body, count in ranked)
    )


def _shelf(collection: Collection, slug: str, one: Organization) -> Shelf:
    parents = (
        *collection.below("title.ministries", links.MINISTRIES),
        Crumb(collection.labels["title.organizations"], _SOURCE),
        Crumb(one.name, links.organization(slug)),
    )
    return shelve(Series(f"organizations/{slug}/", one.name, parents, {"organization": slug}), one.entries)


def _years(collection: Collection, slug: str, one: Organization) -> YearTable:
    return shelf_years(_shelf(collection, slug, one), collection.labels)


def _pictures(collection: Collection) -> Iterator[Years]:
    for slug, one in collection.organization_pages.items():
        yield Years(links.organization(slug), (one.entries,), partial(_years, collection, slug, one))


ORGANIZATIONS = PageKind(
    name="organizations",
    sheets=_index,
    title="title.organizations",
    folder="organizations",
    look=Look(contents=True),
)
ORGANIZATION = PageKind(
    name="organization",
    sheets=_sheets,
    title="title.organizations",
    folder="organizations",
    pictures=_pictures,
    look=Look(beside=("ministries",)),
)
