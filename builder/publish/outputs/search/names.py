"""What the search knows by name.

Bodies with their abbreviations and lineage, topics, kinds, and the particles of a query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, TypedDict

import yaml

from builder.catalogue.collection import Collection
from builder.catalogue.pairs import Pair
from builder.publish.publication import Publication
from builder.registry import Registry
from builder.registry.kinds import article_kinds
from builder.registry.types import Body, Official

_LANGUAGE: Final = Path(__file__).with_name("language.yaml")


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body as a reader may name it."""

    id: str
    name: str
    """As it is shown: with its years where two bodies share the name."""
    official: str
    english: str | None
    aliases: tuple[str, ...]
    misspellings: tuple[str, ...]
    """Recognised, never shown."""
    lineage: tuple[str, ...]
    """Its id, and those of all that its predecessors lead to, or its successors, over any number of steps."""
    alive: bool


@dataclass(frozen=True, slots=True)
class TopicName:
    """A topic as a reader may name it; its area by name, and as addresses name it."""

    slug: str
    name: str
    area: str
    area_slug: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office of a person whom a reader may name. ``since`` and ``until`` as in the registry."""

    person: str
    """The id of who held it."""
    name: str
    office: str
    """With the body it is of, as it is shown: 법무부 장관."""
    since: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Names:
    """All of them. ``kinds`` are the kinds' visible names."""

    bodies: tuple[BodyName, ...]
    topics: tuple[TopicName, ...]
    kinds: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What a word may mean as well."""
    people: tuple[Term, ...] = ()
    feeds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Body → the topics with which it has a feed."""
    moved: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Facet → the name in an older address → the one that stands for it now."""


def names_of(publication: Publication) -> Names:
    """The bodies that have a page, the topics that have an article, and the kinds."""
    collection, registry = publication.collection, publication.registry
    known = collection.bodies
    return Names(
        bodies=tuple(_body_name(body, collection.body_name(body), known) for body in known.values()),
        topics=tuple(
            TopicName(topic.slug, topic.name, registry.areas[topic.area].name, topic.area)
            for slug, topic in registry.topics.items()
            if slug in collection.topics
        ),
        synonyms=_synonyms(registry),
        people=tuple(_term(one, collection) for one in registry.officials),
        feeds=_feeds(collection.pairs),
        moved={"ministry": registry.replaced_bodies, "topic": registry.replaced_topics},
        kinds={name: publication.labels[kind.label] for name, kind in sorted(article_kinds().items())},
    )


def _feeds(pairs: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        found[pair.body] = (*found.get(pair.body, ()), pair.topic)
    return found


def _synonyms(registry: Registry) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in registry.synonyms:
        found[one.word] = (*found.get(one.word, ()), *one.also)
    return found


def _term(one: Official, collection: Collection) -> Term:
    bodies = collection.held_in(one) if one.body else ()
    names = collection.labels["common.separator"].join(body.name for body in bodies)
    return Term(one.id, one.name, f"{names} {one.office}".strip(), one.since, one.until)


def _body_name(body: Body, shown: str, known: Mapping[str, Body]) -> BodyName:
    before = _reached(body.id, known, lambda one: one.predecessors)
    after = _reached(body.id, known, lambda one: one.successors)
    return BodyName(
        id=body.id,
        name=shown,
        official=body.name,
        english=body.english,
        aliases=body.aliases,
        misspellings=body.misspellings,
        lineage=tuple(sorted({body.id, *before, *after})),
        alive=body.until is None,
    )


def _reached(body_id: str, known: Mapping[str, Body], steps: Callable[[Body], Iterable[str]]) -> set[str]:
    """The bodies that steps in one direction lead to."""
    reached: set[str] = set()
    waiting = [body_id]
    while waiting:
        found = [one for one in steps(known[waiting.pop()]) if one in known and one not in reached]
        reached.update(found)
        waiting += found
    return reached


class Language(TypedDict):
    """What is known of Korean; language.yaml says what each of them is."""

    particles: tuple[str, ...]
    """Longest first."""
    questions: tuple[str, ...]
    asking: list[str]
    closing: list[str]
    fillers: list[str]
    offices: Mapping[str, str]
    fields: Mapping[str, list[str]]
    countries: str
    ordinal: str
    commonest: str
    """Syllables, the commonest first."""


@cache
def language() -> Language:
    """The language as language.yaml describes it."""
    read: Language = yaml.safe_load(_LANGUAGE.read_bytes())
    return {
        **read,
        "particles": _longest_first(read["particles"]),
        "questions": _longest_first(read["questions"]),
    }


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
