"""A page as it stands, with topics and bodies that were replaced called as they are called now.

No edit: the parts that nobody edited keep to what the builder recorded of them. Where two became one it
stands once, in the place and the role of the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from builder.pages.later import brief_of
from builder.pages.page import Page
from builder.pages.parts import edited_parts, part_hash
from builder.pages.record import Record
from builder.registry.types import Registry

_PARTS: Final = ("topics", "ministries")

T = TypeVar("T")


def current(page: Page, registry: Registry) -> Page:
    """The page itself where it names nothing that was replaced."""
    brief = brief_of(page)
    if registry.replaced_topics.keys().isdisjoint(
        brief.topics
    ) and registry.replaced_bodies.keys().isdisjoint(brief.bodies):
        return page
    was = page.record
    record = _ministries(_topics(was, registry), registry)
    now, edited = replace(page, record=record), edited_parts(page)
    followed = {part for part in _PARTS if part in was.generated and part not in edited}
    hashes = {part: part_hash(part, now) for part in followed}
    return replace(now, record=replace(record, generated={**was.generated, **hashes}))


def _topics(record: Record, registry: Registry) -> Record:
    moved, known = registry.replaced_topics, registry.topics
    if not any(slug in moved for slug in record.topics):
        return record
    slugs = [moved.get(slug, slug) for slug in record.topics]
    names = [
        known[now].name if was in moved else name
        for was, now, name in zip(record.topics, slugs, record.topic_names, strict=False)
    ]
    return replace(
        record,
        topics=_once(slugs, slugs),
        topic_names=_once(names, slugs),
        certainty=_levels("topics", slugs, record),
    )


def _ministries(record: Record, registry: Registry) -> Record:
    moved = registry.replaced_bodies
    if not any(body in moved for body in record.ministry_ids):
        return record
    ids = [moved.get(body, body) for body in record.ministry_ids]
    called = {
        name: registry.bodies[now].name
        for was, now, name in zip(record.ministry_ids, ids, record.ministries, strict=False)
        if was in moved
    }
    return replace(
        record,
        ministry_ids=_once(ids, ids),
        ministries=_once([called.get(name, name) for name in record.ministries], ids),
        ministry_roles=_once(record.ministry_roles, ids),
        ministry=called.get(record.ministry, record.ministry) if record.ministry else record.ministry,
        certainty=_levels("ministries", ids, record),
    )


def _once(values: Sequence[T], ids: Sequence[str]) -> tuple[T, ...]:
    """The values of each id where it stands first; as they are where there are not as many."""
    if len(values) != len(ids):
        return tuple(values)
    return tuple(value for place, value in enumerate(values) if ids[place] not in ids[:place])


def _levels(fact: str, ids: Sequence[str], record: Record) -> Mapping[str, tuple[str, ...]]:
    found = record.certainty
    return {**found, fact: _once(found[fact], ids)} if fact in found else found
