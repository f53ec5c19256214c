"""The archive's entries sorted and grouped once, for every page kind to draw on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import partial
from operator import attrgetter
from typing import Final, TypeVar

from builder.catalogue import links
from builder.catalogue.bodies import korean_order
from builder.catalogue.lists import (
    ANNOUNCING_ROLES,
    Labels,
    Lines,
    grouped,
    newest_first,
    year_key,
)
from builder.catalogue.organizations import Organization, organizations_of, whole_names
from builder.catalogue.packs import Pack, packs_of
from builder.catalogue.pairs import Pair, pairs_with_feed
from builder.model import Entry
from builder.pages.page import Crumb
from builder.partial_date import first_day
from builder.registry.terms import bodies_of, ended_by
from builder.registry.types import Area, Body, Official, Registry, Topic
from builder.rights import level_of, public_summary
from builder.settings import BY_YEAR, Site

Entries = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """All entries, newest first, and their groups.

    Ids and slugs that the registry does not know are in no group.
    """

    registry: Registry
    site: Site
    entries: Entries
    lines: Lines
    years: Mapping[str, Entries]
    """Newest first; undated entries are not among them."""
    undated: Entries
    announced: Mapping[str, Entries]
    """By body: what it announced, alone or with others."""
    involved: Mapping[str, Entries]
    """By body: where it took part only."""
    acting: Mapping[str, Entries]
    """By body: both, newest first."""
    topics: Mapping[str, Entries]
    of_areas: Mapping[str, Entries]
    """By area: what has a topic of it."""
    named: Mapping[str, Entries]
    """By official: where it is named in office."""
    people: Mapping[str, tuple[Official, ...]]
    """The officials that are named somewhere, in Korean order, each with the terms in bodies."""
    bodies: Mapping[str, Body]
    """The bodies that have a page, in registry order: with an article, or in the lineage of one that has."""

    shared_names: frozenset[str]
    """The names that more than one body of the registry has had."""
    whole_names: Mapping[str, str] = field(default_factory=dict)
    """The organizations that articles name, as they are written there → their whole names."""
    organizations: tuple[Organization, ...] = ()
    """Those that are named somewhere, in Korean order."""
    organization_pages: Mapping[str, Organization] = field(default_factory=dict)
    """Those that have a page, by what it is called."""
    pairs: tuple[Pair, ...] = ()
    """The ministries and topics that have a feed together, in order."""
    packs: tuple[Pack, ...] = ()
    """Those of the articles' data, in order of their years."""

    @property
    def labels(self) -> Labels:
        """The site's visible strings."""
        return self.registry.labels

    def together(self, pair: Pair) -> Entries:
        """What a body acted in and a topic has, newest first."""
        return tuple(one for one in self.topics.get(pair.topic, ()) if pair.body in one.ministry_ids)

    def pair_name(self, pair: Pair) -> str:
        """``환경부 · 수소``; of what the registry does not know the name in its address."""
        body, topic = self.registry.bodies.get(pair.body), self.registry.topics.get(pair.topic)
        names = (self.body_name(body) if body else pair.body, topic.name if topic else pair.topic)
        return self.labels["common.separator"].join(names)

    def total(self, body_id: str) -> int:
        """How many articles a body's page leads to."""
        return len(self.acting.get(body_id, ()))

    def acted(self, body: Body) -> Entries:
        """What a body announced or took part in, newest first."""
        return self.acting.get(body.id, ())

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas that have a topic with an article."""
        return tuple(
            area for area in self.registry.areas.values() if any(slug in self.topics for slug in area.topics)
        )

    def topics_of(self, area: Area) -> list[tuple[Topic, int]]:
        """The area's topics that have an article, with their counts, in registry order."""
        return [
            (self.registry.topics[slug], len(self.topics[slug]))
            for slug in area.topics
            if slug in self.topics
        ]

    def entries_of(self, area: Area) -> Entries:
        """The briefings with a topic of the area, each once, newest first."""
        return self.of_areas.get(area.slug, ())

    def counted_topics(self, entries: Iterable[Entry]) -> list[tuple[Topic, int]]:
        """The topics of ``entries`` with their counts, most first, then in Korean order."""
        known = self.registry.topics
        counts = Counter(slug for entry in entries for slug in set(entry.topics) if slug in known)
        return sorted(
            ((known[slug], count) for slug, count in counts.items()),
            key=lambda item: (-item[1], item[0].name, item[0].slug),
        )

    def counted_bodies(self, entries: Iterable[Entry]) -> list[tuple[Body, int]]:
        """The bodies that act in ``entries`` with their counts, most first, then in Korean order."""
        known = self.registry.bodies
        counts = Counter(
            body_id for entry in entries for body_id in set(entry.ministry_ids) if body_id in known
        )
        return sorted(
            ((known[body_id], count) for body_id, count in counts.items()),
            key=lambda item: (-item[1], *korean_order(item[0])),
        )

    def body_name(self, body: Body) -> str:
        """The official name; of a closed body that shares it with another, with its years."""
        if body.until is None or body.name not in self.shared_names:
            return body.name
        return self.labels["ministry.shared_name"].format(
            name=body.name, since=body.since[:4], until=body.until[:4]
        )

    def home(self) -> Crumb:
        """The breadcrumb's first step."""
        return Crumb(self.labels["title.home"], links.HOME)

    def held_in(self, term: Official) -> tuple[Body, ...]:
        """The bodies in which a term was held; one without a known end lasted as long as texts say so."""
        days = [first_day(entry.date) for entry in self.named.get(term.id, ()) if entry.date]
        end = (ended_by(term, self.registry) if days else None) or ""
        own = (day for day in days if term.since <= day and (not end or day < end))
        return tuple(bodies_of(term, self.registry, max(own, default="")))

    def below(self, title_key: str, path: str) -> tuple[Crumb, Crumb]:
        """The breadcrumb of a page below one of the main indexes."""
        return self.home(), Crumb(self.labels[title_key], path)


def collect(
    entries: Sequence[Entry],
    registry: Registry,
    site: Site,
    published: AbstractSet[str] = frozenset(),
    holders: Mapping[str, str] | None = None,
) -> Collection:
    """Sort and group ``entries``, whatever order they come in.

    ``published``: the addresses at which something must stand; ``holders``: see organizations.py.
    """
    ordered = tuple(_public(entry, site) for entry in newest_first(entries))
    announced = _by_many(ordered, _ROLES, partial(_bodies_of, registry, announcing=True))
    involved = _by_many(ordered, _ROLES, partial(_bodies_of, registry, announcing=False))
    terms, areas = _terms(registry), _area_of_topics(registry)
    named = _by_many(ordered, attrgetter("people"), partial(filter, terms.__contains__))
    whole = whole_names(name for entry in ordered for name in entry.organizations)
    organizations = organizations_of(ordered, whole, holders or {})
    return Collection(
        registry=registry,
        site=site,
        entries=ordered,
        lines=Lines(registry.labels, registry.bodies),
        years=grouped((entry for entry in ordered if entry.date), year_key),
        undated=tuple(entry for entry in ordered if not entry.date),
        announced=announced,
        involved=involved,
        acting=_by_many(ordered, attrgetter("ministry_ids"), partial(filter, registry.bodies.__contains__)),
        topics=_by_many(ordered, attrgetter("topics"), partial(filter, registry.topics.__contains__)),
        of_areas=_by_many(ordered, attrgetter("topics"), lambda topics: filter(None, map(areas.get, topics))),
        named=named,
        people={person: held for person, held in terms.items() if person in named},
        bodies=_with_lineage({*announced, *involved}, registry),
        shared_names=_shared_names(registry),
        whole_names=whole,
        organizations=organizations,
        organization_pages={one.slug: one for one in organizations if one.slug},
        pairs=pairs_with_feed(ordered, registry, site.pairs, published),
        packs=packs_of(ordered, asked=site.article_data == BY_YEAR, published=published),
    )


def _shared_names(registry: Registry) -> frozenset[str]:
    counts = Counter(body.name for body in registry.bodies.values())
    return frozenset(name for name, count in counts.items() if count > 1)


def _terms(registry: Registry) -> dict[str, tuple[Official, ...]]:
    """Who held offices in bodies, in Korean order, with the terms from the first to the last."""
    held: dict[str, list[Official]] = {}
    for term in sorted(registry.officials, key=lambda one: (one.name, one.id, one.since)):
        if term.body in registry.bodies:
            held.setdefault(term.id, []).append(term)
    return {person: tuple(terms) for person, terms in held.items()}


def _public(entry: Entry, site: Site) -> Entry:
    """The entry with as much of its text as may be published.

    Lists, charts and suggestions draw on nothing else.
    """
    summary = public_summary(entry.summary, level_of(entry.licence, site.text))
    return entry if summary == entry.summary else replace(entry, summary=summary)


def _by_many(
    entries: Iterable[Entry], said: Callable[[Entry], _Said], keys: Callable[[_Said], Iterable[str]]
) -> dict[str, Entries]:
    """By each of the keys of what is ``said`` in an entry; many say the same, so it is asked for once."""
    groups: dict[str, list[Entry]] = {}
    known: dict[_Said, list[list[Entry]]] = {}
    for entry in entries:
        what = said(entry)
        if what not in known:
            known[what] = [groups.setdefault(key, []) for key in dict.fromkeys(keys(what))]
        for members in known[what]:
            members.append(entry)
    return {key: tuple(members) for key, members in groups.items()}


_Said = TypeVar("_Said")
_Roles = tuple[Sequence[str], Sequence[str]]
_ROLES: Final[Callable[[Entry], _Roles]] = attrgetter("ministry_ids", "ministry_roles")


def _bodies_of(registry: Registry, said: _Roles, *, announcing: bool) -> Iterable[str]:
    """The known bodies in that role; one that is named in both roles announced."""
    roles = list(zip(*said, strict=True))
    announcers = dict.fromkeys(body for body, role in roles if role in ANNOUNCING_ROLES)
    chosen = announcers if announcing else dict.fromkeys(body for body, _ in roles if body not in announcers)
    return [body for body in chosen if body in registry.bodies]


def _area_of_topics(registry: Registry) -> dict[str, str]:
    return {slug: area.slug for area in registry.areas.values() for slug in area.topics}


def _with_lineage(with_articles: Iterable[str], registry: Registry) -> dict[str, Body]:
    """The bodies themselves and all that predecessors and successors lead to, over any number of steps."""
    reached: set[str] = set()
    waiting = list(with_articles)
    while waiting:
        body_id = waiting.pop()
        if body_id not in reached:
            reached.add(body_id)
            body = registry.bodies[body_id]
            waiting += [*body.predecessors, *body.successors]
    return {body_id: body for body_id, body in registry.bodies.items() if body_id in reached}
