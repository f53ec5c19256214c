"""Which briefings lead on from one.

The same story, its thread from plan to implementation, and what is close by topic, ministry, time and words.

Each with the one reason that weighs most. The work is nearly linear in the number of articles: who could be
related is found in lists (of rare words, of names, of topics and of ministries in order of date), and from
each list only the nearest few are taken.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from builder.partial_date import precision
from builder.publish.outputs.related.closeness import shared_pieces
from builder.publish.outputs.related.traits import Scale, Traits

MOST: Final = 5
"""So many are shown: more would be a list page, and those exist."""

#: Reports of one announcement appear within a day, and words and headlines are so close. Read on 1,380
#: releases of one month, where series of like releases abound: looser limits take `정기검사 중 임계 허용` of
#: one reactor for that of another.
_STORY_DAYS: Final = 1
_STORY_WORDS: Final = 0.6
_STORY_HEADLINES: Final = 0.6
#: What shares a name is one thread only where something else agrees too: this much of the words, or a topic.
_THREAD_WORDS: Final = 0.05
#: Below this two articles have nothing in common that a reader would follow; words alone must be so close,
#: and several: in an archive of ten articles every second word is rare.
_LEAST: Final = 1.0
_LEAST_WORDS: Final = 0.12
_FEWEST_PIECES: Final = 6
_WORDS, _MINISTRY, _TIME = 6.0, 0.6, 0.6
#: Days after which being near in time counts half.
_HALF_LIFE: Final = 120
_NUMBER: Final = re.compile(r"\d+")


class Reason(StrEnum):
    """Why another briefing is shown. The value ends the key of its label."""

    STORY = "story"
    BEFORE = "before"
    AFTER = "after"
    THREAD = "thread"
    WORDS = "words"
    TOPIC = "topic"
    MINISTRY = "ministry"


@dataclass(frozen=True, slots=True)
class Relation:
    """One related briefing.

    ``name``: what both share (a plan, a topic, a ministry), where the reason has a name.
    """

    id: str
    reason: Reason
    name: str | None = None


class Weighed(NamedTuple):
    """A relation with how close it is; in order the closest is first."""

    far: float
    """The closer, the less."""
    id: str
    reason: str
    name: str | None


def closest(one: Traits, others: Iterable[Traits], scale: Scale) -> list[Weighed]:
    """The ``MOST`` closest of some others, the closest first."""
    return sorted([pair for other in others if (pair := weigh(one, other, scale))])[:MOST]


# --------------------------------------------------------------------------------------------------- one pair


def weigh(first: Traits, second: Traits, scale: Scale) -> Weighed | None:
    """How close two articles are, and by what; None where that is too little."""
    days = None if first.day is None or second.day is None else abs(first.day - second.day)
    words, pieces = _in_common(first, second)
    topic, topics = _shared_topic(first, second, scale)
    body = next(iter([body for body in first.bodies if body in second.bodies]), None)
    ministry = _MINISTRY if body else 0.0
    score = round(_WORDS * words + topics + ministry + _nearness(days), 4)
    other = second.id
    if words >= _STORY_WORDS and days is not None and days <= _STORY_DAYS and _same_story(first, second):
        return Weighed(-score - 2 * _WORDS, other, Reason.STORY.value, None)
    if thread := _thread(first, second, enough=words >= _THREAD_WORDS or topic is not None):
        return Weighed(-score - _WORDS, other, _direction(first, second).value, thread)
    found: tuple[Reason, str | None] | None = None
    if score >= _LEAST:
        if _WORDS * words >= max(topics, ministry):
            tells = words >= _LEAST_WORDS and pieces >= _FEWEST_PIECES
            found = (Reason.WORDS, None) if tells else None
        elif topic is not None and topics >= ministry:
            found = (Reason.TOPIC, scale.topics[topic])
        elif body is not None and words:
            found = (Reason.MINISTRY, scale.bodies[body])
    return Weighed(-score, other, found[0].value, found[1]) if found else None


def _in_common(first: Traits, second: Traits) -> tuple[float, int]:
    """From 0 (nothing in common) to 1 (the same words); and how many pieces both are known by."""
    one, other = first.vector, second.vector
    shared = first.pieces & second.pieces
    return math.fsum([one[piece] * other[piece] for piece in shared]), len(shared)


def _shared_topic(first: Traits, second: Traits, scale: Scale) -> tuple[str | None, float]:
    """The rarest topic they share, and what their shared topics weigh: a rare one more."""
    shared = [slug for slug in first.topics if slug in second.topics and slug in scale.said]
    if not shared:
        return None, 0.0
    rarest = min(shared, key=lambda slug: (scale.counted[slug], slug))
    return rarest, math.fsum(map(scale.said.__getitem__, shared))


def _thread(first: Traits, second: Traits, *, enough: bool) -> str | None:
    """The rarest name of a plan or law that both carry."""
    if not (enough and first.threads and second.threads):
        return None
    shared = [(count, name) for name, (count, _) in first.threads.items() if name in second.threads]
    return first.threads[min(shared)[1]][1] if shared else None


def _direction(first: Traits, second: Traits) -> Reason:
    """Whether the second came before or after the first.

    Neither where a date is unknown or too coarse to tell.
    """
    if (
        first.date is None
        or second.date is None
        or first.date.startswith(second.date)
        or second.date.startswith(first.date)
    ):
        return Reason.THREAD
    return Reason.BEFORE if second.date < first.date else Reason.AFTER


def _same_story(first: Traits, second: Traits) -> bool:
    """Whether two articles of about one day have headlines alike, and no number that speaks against it."""
    if {precision(one.date) for one in (first, second) if one.date} != {"day"}:
        return False
    one, other = set(_NUMBER.findall(first.title)), set(_NUMBER.findall(second.title))
    return (one <= other or other <= one) and shared_pieces(first.title, second.title) >= _STORY_HEADLINES


def _nearness(days: int | None) -> float:
    return 0.0 if days is None else _TIME / (1 + days / _HALF_LIFE)
