"""The reorganisations as a whole: which bodies followed which, by families, and what moved between them."""

from __future__ import annotations

from collections.abc import Iterator

from builder.catalogue import links
from builder.catalogue.bodies import existed
from builder.catalogue.collection import Collection
from builder.catalogue.kinds.kind import Look, PageKind
from builder.catalogue.markdown import link, table
from builder.catalogue.pictures import Family
from builder.catalogue.sheet import Section, Sheet
from builder.prose.escape import escape_inline
from builder.registry.types import Body

_SOURCE = links.LINEAGE


def _families(collection: Collection) -> tuple[tuple[Body, ...], ...]:
    """The bodies with pages that predecessors and successors join, two or more together.

    Both levels in registry order.
    """
    bodies, found, seen = collection.bodies, [], set[str]()
    for body in bodies.values():
        if body.id not in seen:
            family = _joined(body, collection)
            seen |= family
            if len(family) > 1:
                found.append(tuple(one for one in bodies.values() if one.id in family))
    return tuple(found)


def _joined(body: Body, collection: Collection) -> set[str]:
    reached, waiting = set[str](), [body.id]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting += [*collection.bodies[one].predecessors, *collection.bodies[one].successors]
    return reached


def _section_name(family: tuple[Body, ...]) -> str:
    """The name of a family's section and of its picture: by its oldest body, whatever the heading says."""
    return f"lineage-{family[0].id}"


def _family_title(family: tuple[Body, ...], collection: Collection) -> str:
    """The bodies of the family that live; if none does, the one that ended last. Plain text."""
    living = [body.name for body in family if body.until is None] or [
        max(family, key=lambda body: (body.until or "", body.id)).name
    ]
    return collection.labels["common.separator"].join(dict.fromkeys(living))


def _sheets(collection: Collection) -> Iterator[Sheet]:
    """``ministries/lineage.md``."""
    labels, found = collection.labels, _families(collection)
    yield Sheet(
        path=_SOURCE,
        title=labels["title.lineage"],
        kind=LINEAGE.name,
        description=labels["lineage.description"],
        count=sum(len(family) for family in found),
        parents=collection.below("title.ministries", links.MINISTRIES),
        blocks=(labels["lineage.intro"], labels["lineage.legend"]) if found else (labels["common.empty"],),
        sections=(
            *(
                Section(
                    _section_name(family),
                    escape_inline(_family_title(family, collection)),
                    (_table(collection, family),),
                )
                for family in found
            ),
            Section("transfers", labels["lineage.transfers"], (_transfers(collection),)),
        ),
    )


def _table(collection: Collection, family: tuple[Body, ...]) -> str:
    labels = collection.labels
    head = [
        labels["lineage.column_body"],
        labels["lineage.column_existed"],
        labels["lineage.column_successors"],
    ]
    rows = ([_link(body), existed(body, labels), _links(collection, body.successors)] for body in family)
    return table(head, rows, text_columns=len(head))


def _transfers(collection: Collection) -> str:
    labels, bodies = collection.labels, collection.bodies
    given = [(body, one) for body in bodies.values() for one in body.transfers if one.to in bodies]
    head = [labels["lineage.column_giver"], labels["lineage.column_what"], labels["lineage.column_receiver"]]
    rows = [[_link(body), escape_inline(one.what), _link(bodies[one.to])] for body, one in given]
    return table(head, rows, text_columns=len(head)) if rows else ""


def _links(collection: Collection, body_ids: tuple[str, ...]) -> str:
    labels = collection.labels
    return (
        labels["common.separator"].join(_link(collection.bodies[one]) for one in body_ids)
        or labels["common.nothing"]
    )


def _link(body: Body) -> str:
    return link(body.name, _SOURCE, links.ministry(body.id))


def _pictures(collection: Collection) -> Iterator[Family]:
    for family in _families(collection):
        yield Family(_SOURCE, _section_name(family), _family_title(family, collection), family)


LINEAGE = PageKind(
    name="lineage",
    sheets=_sheets,
    title="title.lineage",
    folder="ministries",
    pictures=_pictures,
    path=links.LINEAGE,
    linked_from={"home": "home.lineage"},
    look=Look(contents=True),
)
