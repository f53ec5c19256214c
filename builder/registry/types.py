"""The registries as frozen types.

What each field means for an editor stands at the head of the YAML file it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeVar, cast

from builder.partial_date import first_day, last_day
from builder.patterns import Look, Sieve
from builder.phrases import Lexicon, Term, TermKind
from builder.registry.steps import Steps
from builder.registry.structure import Structure

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Transfer:
    """A part of a body's work that went to another body."""

    to: str
    what: str


@dataclass(frozen=True, slots=True)
class Body:
    """One official name of a central body in one period.

    ``since``/``until`` are ISO days, ``until`` exclusive, None = lives.
    """

    id: str
    name: str
    english: str | None
    kind: str
    aliases: tuple[str, ...]
    misspellings: tuple[str, ...]
    institutions: tuple[str, ...]
    """Institutions that speak for it, by their whole names."""
    since: str
    until: str | None
    parent: str | None
    parent_name: str | None
    predecessors: tuple[str, ...]
    predecessor_names: tuple[str, ...]
    successors: tuple[str, ...]
    transfers: tuple[Transfer, ...]
    website: str | None
    note: str | None
    sources: Mapping[str, str]

    def alive(self, date: str) -> bool:
        """Whether the body existed on some day of ``date`` (ISO at any precision)."""
        return self.since <= last_day(date) and (self.until is None or first_day(date) < self.until)


@dataclass(frozen=True, slots=True)
class Official:
    """A term of office. ``since``/``until`` ISO at their precision: the first and the last of its days.

    ``id`` names the person, in every term the same; of two persons of one name the later has another.
    ``tells_days``: whether to be named in office dates a text.
    """

    id: str
    name: str
    body: str | None
    office: str
    since: str
    until: str | None
    source: str
    tells_days: bool = True


@dataclass(frozen=True, slots=True)
class Phrase:
    """A keyword of a topic: its text, its weight, and whether it must start at a word boundary."""

    text: str
    weight: float
    whole_word: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the taxonomy; ``slug`` is permanent."""

    slug: str
    area: str
    name: str
    english: str
    definition: str
    neighbours: tuple[str, ...]
    keywords: tuple[Phrase, ...]
    background: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A group of topics."""

    slug: str
    name: str
    english: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A dated fact.

    A point has ``on`` (ISO at its precision), a span has ``since`` and maybe ``until`` (exclusive).

    A day that returns every year has ``counted_from`` and ``day``: its number and the year are
    ``counted_from`` apart. One that moves from year to year has its ``days``.
    """

    id: str
    name: str
    kind: str
    phrases: tuple[str, ...]
    on: str | None
    since: str | None
    until: str | None
    source: str
    counted_from: int | None = None
    day: str | None = None
    """``05-19``."""
    days: tuple[str, ...] = ()
    ahead: bool = False
    """Spoken of before it happens, although its kind is not."""
    only_counted: bool = False
    """Says nothing but beside words that count from it."""


@dataclass(frozen=True, slots=True)
class EventKind:
    """What holds for all events of a kind.

    The windows are days (first, last) counted from the event's day.
    """

    id: str
    ahead: bool
    """Whether such an event is spoken of before it happens."""
    ends: bool
    """Whether a text that speaks of it as current is not younger than its end."""
    follow_up: tuple[int, int]
    anniversary: tuple[int, int]
    kept: tuple[int, int]


@dataclass(frozen=True)  # no slots: cached_property keeps what it compiled in the instance's dictionary
class NoiseRule:
    """A rule that removes lines. ``pattern`` matches a whole line (stripped, spaces folded).

    See noise.yaml for ``scope``.
    """

    id: str
    why: str
    scope: str
    expression: str
    goes_on_expression: str | None
    removes: tuple[str, ...]
    keeps: tuple[str, ...]
    needles: tuple[str, ...] = ()
    """Words of which every line that it matches holds at least one; none where nothing is sure."""
    anywhere: bool = False
    """Whether such lines stand in texts too that are no page of a site."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when it is first used."""
        return re.compile(self.expression)

    @cached_property
    def goes_on(self) -> re.Pattern[str] | None:
        """Block rules: the lines after the first that belong to the block, as long as they match."""
        return re.compile(self.goes_on_expression) if self.goes_on_expression is not None else None


@dataclass(frozen=True)  # no slots, as above
class LinePattern:
    """A named pattern of the article's furniture: a byline, a caption, a stamp label.

    ``matches`` and ``spares`` are what it must and must not match.
    """

    id: str
    group: str
    expression: str
    why: str
    matches: tuple[str, ...]
    spares: tuple[str, ...]
    needles: tuple[str, ...] = ()
    """As of a rule of noise."""
    stands_for: str | None = None
    """Whose words it matches, where they do not name him themselves: an outlet, a body."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when it is first used."""
        return re.compile(self.expression)


@dataclass(frozen=True, slots=True)
class Synonym:
    """What a reader who writes ``word`` may mean as well."""

    word: str
    also: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Registry:
    """All registries, validated. ``fingerprint`` changes when any rule does."""

    bodies: Mapping[str, Body]
    """By id, in file order; so are the other mappings."""
    bodies_by_name: Mapping[str, tuple[Body, ...]]
    """Every name, abbreviation and misspelling (dots folded) → the bodies that bore it."""
    officials: tuple[Official, ...]
    areas: Mapping[str, Area]
    topics: Mapping[str, Topic]
    events: tuple[Event, ...]
    event_kinds: Mapping[str, EventKind]
    noise: tuple[NoiseRule, ...]
    patterns: tuple[LinePattern, ...]
    verbs: Mapping[str, tuple[str, ...]]
    """What verbs tell (see verbs.yaml) → their forms."""
    synonyms: tuple[Synonym, ...]
    steps: Steps
    structure: Structure
    labels: Mapping[str, str]
    """The site's visible Korean strings, by key."""
    replaced_bodies: Mapping[str, str]
    """The id of a body that was renamed or merged → the one that stands for it, at the end of its way."""
    replaced_topics: Mapping[str, str]
    """The same of topics, by slug; and by the letters of a name, as people write one."""
    fingerprint: str
    _by_group: Mapping[str, tuple[LinePattern, ...]] = field(init=False, repr=False, compare=False)
    _events_by_id: Mapping[str, Event] = field(init=False, repr=False, compare=False)
    _made: dict[Callable[[Registry], object], object] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _sieves: dict[tuple[str, ...], Sieve[LinePattern]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """The patterns by group: they are asked for with every line."""
        groups = dict.fromkeys(pattern.group for pattern in self.patterns)
        object.__setattr__(
            self,
            "_by_group",
            {group: tuple(p for p in self.patterns if p.group == group) for group in groups},
        )
        object.__setattr__(self, "_events_by_id", {event.id: event for event in self.events})

    @property
    def greetings(self) -> tuple[re.Pattern[str], ...]:
        """Sentences that say nothing of what a text is about."""
        return tuple(one.pattern for one in self.patterns_of("greeting"))

    @property
    def list_page_patterns(self) -> tuple[re.Pattern[str], ...]:
        """How the lines of a page that lists articles look."""
        return tuple(one.pattern for one in self.patterns_of("list-page"))

    def patterns_of(self, group: str) -> tuple[LinePattern, ...]:
        """The furniture patterns of one group, in file order."""
        return self._by_group.get(group, ())

    def sieve(self, *groups: str) -> Sieve[LinePattern]:
        """The patterns of some groups, in this order, to be tried on many texts at once."""
        if groups not in self._sieves:
            look = self.made(_look) if all(one.startswith(_LOOKED_FOR) for one in groups) else None
            self._sieves[groups] = Sieve((one for group in groups for one in self.patterns_of(group)), look)
        return self._sieves[groups]

    @property
    def noise_sieve(self) -> Sieve[NoiseRule]:
        """The rules of noise, to be tried on many lines at once."""
        return self.made(_noise_sieve)

    def event(self, event_id: str) -> Event:
        """The event of an id that a reading names."""
        return self._events_by_id[event_id]

    @property
    def lexicon(self) -> Lexicon:
        """Every word that a reading looks for."""
        return self.made(_lexicon)

    def made(self, make: Callable[[Registry], T]) -> T:
        """What a function makes of the rules: made when it is first asked for, and once."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("T", self._made[make])


def _noise_sieve(registry: Registry) -> Sieve[NoiseRule]:
    return Sieve(registry.noise, registry.made(_look))


#: How groups of patterns begin that are tried on the lines of every article: one look tells of all of them.
_LOOKED_FOR: Final = (
    *("joint", "byline-line", "byline-suffix", "credit-line", "caption-", "metadata-label", "body-suffix"),
    *("portal-closing", "organization", "origin", "rights-"),
)


def _look(registry: Registry) -> Look:
    return Look((*registry.noise, *(one for one in registry.patterns if one.group.startswith(_LOOKED_FOR))))


def _lexicon(registry: Registry) -> Lexicon:
    return Lexicon(_terms(registry))


#: A name of one letter would stand anywhere.
_SHORTEST_NAME: Final = 2


def _terms(registry: Registry) -> Iterator[Term]:
    """Names of bodies, keywords of topics, phrases of events, verbs of announcing, offices of bodies."""
    for name in registry.bodies_by_name:
        if len(name) >= _SHORTEST_NAME:
            yield Term(TermKind.NAME, name, name)
    for topic in registry.topics.values():
        for word in topic.keywords:
            yield Term(TermKind.TOPIC, topic.slug, word.text, word.weight, word.whole_word)
    for event in registry.events:
        for phrase in event.phrases:
            yield Term(TermKind.EVENT, event.id, phrase)
    for tells, forms in registry.verbs.items():
        for form in forms:
            yield Term(TermKind.VERB, tells, form)
    offices = (official.office for official in registry.officials if official.tells_days)
    called = (one.stands_for for one in registry.patterns_of("office-called"))
    for office in dict.fromkeys(filter(None, (*offices, *called))):
        yield Term(TermKind.OFFICE, office, office)
