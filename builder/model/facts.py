"""What is known of an article, each fact with its basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Basis(StrEnum):
    """Where a fact comes from. See the first promise: nothing is made up."""

    SUPPLIED = "supplied"
    STATED = "stated"
    INFERRED = "inferred"
    GENERATED = "generated"
    EDITED = "edited"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """How far a fact is to be trusted: by the share of such facts that were right in labelled texts."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Certainty:
    """How far one fact is to be trusted, and the kind of evidence that says so."""

    level: Level
    evidence: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact was decided as it was.

    One readable Korean sentence, the raw line it stands on, the rule that found it.
    """

    sentence: str
    line: int | None
    rule: str
    span: tuple[str, str] | None = None
    """Of a clue to the date: the first and the last day (ISO) of the one run of days that it leaves.

    An end that is empty is open; None also where the days are no one run.
    """


@dataclass(frozen=True, slots=True)
class Candidate:
    """What else was seen for a fact that is doubted.

    ``text``: the value as a person would write it, or the words from which none follows (``is_value``).
    """

    text: str
    line: int | None
    """Of the seed; None for what a page's head or the article's address says."""
    why: str
    """Why it was not taken: an English clause."""
    is_value: bool = True


@dataclass(frozen=True, slots=True)
class TitleFact:
    """The headline.

    ``text`` is never empty (a missing one is made of words of the lead and marked generated).
    """

    text: str
    basis: Basis
    subtitles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateFact:
    """The article's date at its precision, with what speaks for and against it."""

    value: str | None
    """``2020-04-16``, ``2020-04``, ``2020`` or None."""
    precision: str | None
    """day | month | year; None when unknown."""
    basis: Basis
    of: str
    """published | announced."""
    sentence: str
    """One Korean sentence of evidence, for the page."""
    evidence: tuple[Evidence, ...]
    conflicts: tuple[Evidence, ...]
    span: tuple[str, str] | None = None
    """The first and the last day that its clues leave, where they lead to no date."""


@dataclass(frozen=True, slots=True)
class MinistryMention:
    """A central body that acts in the article. ``role``: lead | joint | involved."""

    id: str
    name: str
    role: str
    evidence: Evidence


class TopicScore(NamedTuple):
    """A topic that was considered, its score and the phrases (with weight and place) that gave it."""

    slug: str
    score: float
    phrases: tuple[tuple[str, float, str], ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Who published the text. ``…_by`` names what told it: a pattern, supplied, metadata."""

    outlet: str | None
    author: str | None
    credit: str | None
    url: str | None
    outlet_by: str = ""
    author_by: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """What the text itself says about its use. ``licence``: kogl-0 … kogl-4 | reserved | unknown."""

    statement: str | None
    licence: str
    by: str = ""
    """The pattern that told."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything known about an article, each fact with its basis."""

    kind: str
    kind_by: str
    """The sign by which the kind is told; empty where it is unknown."""
    title: TitleFact
    date: DateFact
    ministries: tuple[MinistryMention, ...]
    organizations: tuple[str, ...]
    topics: tuple[TopicScore, ...]
    source: Source
    rights: Rights
    certainty: Mapping[str, tuple[Certainty, ...]] = field(default_factory=dict)
    """How far each fact is to be trusted, by its name; of a list each entry. Nothing of what is unknown."""
