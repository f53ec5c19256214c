"""How far the facts on a page are to be trusted: sure, likely or guess; sure where a person wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from builder.facts.certainty import JUDGED, LISTS
from builder.model import Facts, Level
from builder.pages import values
from builder.pages.record import Record

#: A part of the page → the facts in it.
_FACTS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "source": ("outlet", "author"),
    "rights": ("licence",),
    **{fact: (fact,) for fact in ("title", "date", "ministries", "topics", "kind")},
}


def levels_of(facts: Facts) -> dict[str, tuple[str, ...]]:
    """The levels of an article's facts, in their order."""
    found = facts.certainty
    return {fact: tuple(one.level.value for one in found[fact]) for fact in JUDGED if fact in found}


def as_edited(record: Record, parts: Iterable[str]) -> Record:
    """The record with the facts that a person wrote sure; what a person left empty has no level."""
    edited = {fact: _sure(fact, record) for part in parts for fact in _FACTS_OF.get(part, ())}
    found = {**record.certainty, **edited}
    return replace(record, certainty={fact: found[fact] for fact in JUDGED if found.get(fact)})


def _sure(fact: str, record: Record) -> tuple[str, ...]:
    return (Level.SURE.value,) * len(_entries(fact, record))


def _entries(fact: str, record: Record) -> tuple[str, ...]:
    """What is known of a fact: the entries of a list, one value, or nothing."""
    if fact in LISTS:
        found: tuple[str, ...] = getattr(record, fact)
        return found
    held = record.source if fact in _FACTS_OF["source"] else record.rights if fact == "licence" else record
    value = values.text(getattr(held, fact))
    return () if value in (None, "unknown") else (value,)


def guesses(record: Record) -> tuple[str, ...]:
    """The facts of which one, or an entry, is only a guess, and that nobody has confirmed.

    A headline that is marked as generated is told already.
    """
    told = {*record.confirmed, *(("title",) if record.title_basis == "generated" else ())}
    return tuple(
        fact for fact, levels in record.certainty.items() if Level.GUESS.value in levels and fact not in told
    )


def guessed_entries(fact: str, record: Record) -> tuple[str, ...]:
    """The entries of a list that are guesses, as they are called on the page; nothing of another fact."""
    if fact not in LISTS:
        return ()
    names = record.topic_names if fact == "topics" else record.ministries
    pairs = zip(names, record.certainty[fact], strict=False)
    return tuple(name for name, level in pairs if level == Level.GUESS)
