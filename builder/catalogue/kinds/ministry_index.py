"""The index of ministries: living and closed bodies apart, grouped by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.catalogue import links
from builder.catalogue.bodies import KINDS, existed, kind_name, kind_of, korean_order
from builder.catalogue.collection import Collection
from builder.catalogue.kinds.kind import Filter, PageKind
from builder.catalogue.markdown import bullets, link, section, small
from builder.catalogue.sheet import Section, Sheet
from builder.registry.types import Body

_SOURCE = links.MINISTRIES


def _sheets(collection: Collection) -> Iterator[Sheet]:
    """``ministries/index.md``."""
    labels = collection.labels
    bodies = collection.bodies.values()
    yield Sheet(
        path=_SOURCE,
        title=labels["title.ministries"],
        kind=MINISTRY_INDEX.name,
        description=labels["ministries.description"].format(count=len(bodies)),
        count=len(bodies),
        parents=(collection.home(),),
        blocks=(
            labels["ministries.intro"] if bodies else labels["common.empty"],
            _ways(collection) if bodies else "",
        ),
        sections=(
            Section(
                "living",
                labels["ministries.living"],
                tuple(_by_kind(collection, (body for body in bodies if body.until is None))),
            ),
            Section(
                "closed",
                labels["ministries.closed"],
                tuple(_by_kind(collection, (body for body in bodies if body.until is not None))),
            ),
        ),
    )


def _ways(collection: Collection) -> str:
    """To the reorganisations as a whole, to the people in office and to other organizations."""
    labels = collection.labels
    ways = [link(labels["title.lineage"], _SOURCE, links.LINEAGE)]
    if collection.people:
        ways.append(link(labels["title.people"], _SOURCE, links.PEOPLE))
    if collection.organizations:
        ways.append(link(labels["title.organizations"], _SOURCE, links.ORGANIZATIONS))
    return labels["common.separator"].join(ways)


def _by_kind(collection: Collection, bodies: Iterable[Body]) -> Iterator[str]:
    groups: dict[str, list[Body]] = {kind: [] for kind in KINDS}
    for body in sorted(bodies, key=korean_order):
        groups[kind_of(body)].append(body)
    for kind, members in groups.items():
        yield from section(
            3, kind_name(kind, collection.labels), bullets(_line(collection, body) for body in members)
        )


def _line(collection: Collection, body: Body) -> str:
    labels = collection.labels
    total = collection.total(body.id)
    count = labels["common.briefings"].format(count=total) if total else labels["ministries.nothing_yet"]
    return f"{link(body.name, _SOURCE, links.ministry(body.id))} {count} {small(_period(collection, body))}"


def _period(collection: Collection, body: Body) -> str:
    """When the body existed, and who followed it."""
    labels, period = collection.labels, existed(body, collection.labels)
    if not body.successors:
        return period
    names = labels["common.separator"].join(
        collection.registry.bodies[other].name for other in body.successors
    )
    return labels["ministries.followed_by"].format(existed=period, successors=names)


def _words(collection: Collection) -> dict[str, str]:
    """The abbreviations and the English name of each body."""
    return {
        links.ministry(body.id): " ".join([*body.aliases, body.english or ""]).strip()
        for body in collection.bodies.values()
    }


MINISTRY_INDEX = PageKind(
    name="ministry_index",
    sheets=_sheets,
    title="title.ministries",
    folder="ministries",
    filter=Filter("ministries.filter", _words),
    path=_SOURCE,
    linked_from={"search": "search.ministries"},
)
