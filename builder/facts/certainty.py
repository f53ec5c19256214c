"""How far each fact is to be trusted, by the kind of evidence it stands on: how often that was right.

The kinds and their levels are in levels.tsv, which ``make calibrate`` learns from labelled texts. A kind is a
few words, the general one first: where nothing is known of ``portal-label alone undated``, the level is that
of ``portal-label alone``, then that of ``portal-label``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from builder.facts.announcer import voices
from builder.model import (
    Basis,
    Certainty,
    DateFact,
    Facts,
    Level,
    MinistryMention,
    Reading,
    Role,
    TopicScore,
)
from builder.registry import Registry
from builder.registry.resolve import bodies_named

JUDGED: Final = ("title", "date", "ministries", "topics", "kind", "outlet", "author", "licence")
"""The facts that have a level, in the order in which they are written."""
LISTS: Final = ("ministries", "topics")
"""Those of them in which each entry has its own."""
LEVELS: Final = Path(__file__).with_name("levels.tsv")

_SUPPLIED: Final = "supplied"
_STEM: Final = re.compile(r"(?<![가-힣A-Za-z0-9])(?:[가-힣]{2}|[A-Za-z]{2,}|\d{2,})")
_ECHOES: Final = ("unheard", "faint", "heard", "echoed")
_ECHO_SHARES: Final = (0.25, 0.5, 0.75)
#: How likely the labeller takes the headline's line for one; of a document it weighs none.
_CHANCES: Final = ("unweighed", "hardly", "maybe", "likely", "clearly")
_CHANCE_SHARES: Final = (0.001, 0.5, 0.8, 0.9)
#: Scores of topics between which they are told apart.
_SCORES: Final = (2.0, 4.0, 6.0, 9.0, 13.0, 20.0)


def certainties(facts: Facts, reading: Reading, registry: Registry) -> dict[str, tuple[Certainty, ...]]:
    """Level and kind of evidence of each fact that is known; of a list in the order of its entries."""
    return {
        fact: tuple(Certainty(_level(fact, kind), kind) for kind in kinds)
        for fact, kinds in _kinds(facts, reading, registry).items()
        if kinds
    }


def _kinds(facts: Facts, reading: Reading, registry: Registry) -> dict[str, Sequence[str]]:
    source, rights = facts.source, facts.rights
    return {
        "title": [_of_title(facts, reading)],
        "date": [_of_date(facts.date)] if facts.date.value else [],
        "ministries": [*_of_ministries(facts, reading, registry)],
        "topics": [*_of_topics([topic for topic in facts.topics if topic.chosen])],
        "kind": [facts.kind_by] if facts.kind_by else [],
        "outlet": [source.outlet_by] if source.outlet else [],
        "author": [source.author_by] if source.author else [],
        "licence": [rights.by] if rights.by else [],
    }


# ----------------------------------------------------------------------------------------- kinds of evidence


def _of_title(facts: Facts, reading: Reading) -> str:
    if facts.title.basis is not Basis.STATED:
        return facts.title.basis.value
    lines = [line for line in reading.lines if line.role is Role.TITLE]
    rule = lines[0].rule if lines else "metadata"
    likely = max((line.as_title for line in lines), default=0.0)
    chance = _CHANCES[bisect_right(_CHANCE_SHARES, likely)]
    return f"stated {rule} {chance} {_echo(facts.title.text, reading)}"


def _echo(title: str, reading: Reading) -> str:
    """How many of the headline's words, by their first letters, the text uses again."""
    stems = {match.group() for match in _STEM.finditer(title)}
    text = "\n".join(passage.text for passage in reading.passages)
    share = sum(stem in text for stem in stems) / len(stems) if stems else 0.0
    return _ECHOES[bisect_right(_ECHO_SHARES, share)]


def _of_date(date: DateFact) -> str:
    """What told it first; ``again`` where another stamp or clue does too, ``disputed`` where one does not."""
    if date.basis is Basis.SUPPLIED:
        return _SUPPLIED
    first = date.evidence[0].rule
    if date.basis is Basis.INFERRED:
        return f"inferred-{date.precision} {first}"
    return f"{first} {'disputed' if date.conflicts else 'again' if len(date.evidence) > 1 else 'alone'}"


def _of_ministries(facts: Facts, reading: Reading, registry: Registry) -> Iterator[str]:
    leads = any(body.role == "lead" and body.evidence.rule != _SUPPLIED for body in facts.ministries)
    said = [_ids(one.name, registry) for one in voices(reading, facts.source, registry)] if leads else []
    headlined = [_ids(one.name, registry) for one in reading.names if one.end <= reading.zones[0].end]
    acting = Counter(
        body.id
        for sentence in reading.sentences
        for mention in sentence.mentions
        if mention.acts != "none"
        for body in bodies_named(mention.name, registry)
    )
    for body in facts.ministries:
        rule = body.evidence.rule
        era = "of-its-day" if facts.date.value or _is_alone(body, registry) else "undated"
        if rule == _SUPPLIED:
            yield _SUPPLIED
        elif body.role == "lead":
            headline = "own" if all(body.id in ids for ids in headlined) else "shared"
            yield f"{rule} {_agreement(body, said)} {headline} {era}"
        else:
            yield f"{body.role} {'often' if acting[body.id] > 1 else 'once'} {era}"


def _is_alone(body: MinistryMention, registry: Registry) -> bool:
    """Whether no other body ever bore the name."""
    return len(bodies_named(body.name, registry)) == 1


def _ids(name: str, registry: Registry) -> set[str]:
    return {body.id for body in bodies_named(name, registry)}


def _agreement(body: MinistryMention, said: Sequence[set[str]]) -> str:
    """Whether the kinds of clues that name anybody name this body."""
    agree = sum(body.id in ids for ids in said)
    if agree < len(said):
        return "disputed"
    return "agreed" if agree > 1 else "alone"


def _of_topics(topics: Sequence[TopicScore]) -> Iterator[str]:
    for place, topic in enumerate(topics):
        if not topic.phrases:
            yield _SUPPLIED
        else:
            best = "title" if any(where == "title" for _, _, where in topic.phrases) else "text"
            rank = "first" if place == 0 else "next"
            yield f"{rank} {best} {bisect_right(_SCORES, topic.score)}"


# ---------------------------------------------------------------------------------------------- their levels


def _level(fact: str, kind: str) -> Level:
    """The level of the kind, else of the nearest more general one; a guess where nothing is known of it."""
    if kind == _SUPPLIED:
        return Level.SURE
    known = read_levels()
    words = kind.split()
    ways = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((known[fact, way] for way in ways if (fact, way) in known), Level.GUESS)


@lru_cache(maxsize=1)
def read_levels() -> Mapping[tuple[str, str], Level]:
    """The table of the package: (fact, kind of evidence) → level."""
    rows = (row.split("\t") for row in LEVELS.read_text("utf-8").splitlines() if not row.startswith("#"))
    return {(fact, kind): Level(level) for fact, kind, level, *_ in rows}
