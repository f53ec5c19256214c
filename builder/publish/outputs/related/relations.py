"""Which briefings lead on from one.

The same story, its thread from plan to implementation, and what is close by topic, ministry, time and words.

Each with the one reason that weighs most. The work is nearly linear in the number of articles: who could be
related is found in lists (of rare words, of names, of topics and of ministries in order of date), and from
each list only the nearest few are taken.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final, NamedTuple

from builder.catalogue.collection import Collection
from builder.catalogue.lists import announcers
from builder.model import Entry
from builder.partial_date import first_day, precision
from builder.publish.outputs.related.basis import Counts
from builder.publish.outputs.related.closeness import Closeness, shared_pieces

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
_WORDS, _TOPIC, _MINISTRY, _TIME = 6.0, 1.2, 0.6, 0.6
#: Days after which being near in time counts half.
_HALF_LIFE: Final = 120
#: How many candidates each list gives.
_BY_WORDS: Final = 24
_EACH_SIDE: Final = 8
#: A name in more articles than this is a theme, not a thread.
THREAD: Final = 24
_NUMBER: Final = re.compile(r"\d+")
#: Of so many articles what is asked for often is at hand.
_AT_HAND: Final = 8_000


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


Related = Mapping[str, tuple[Relation, ...]]


class Lists:
    """Everything that is asked for an article: made where it is asked for first."""

    def __init__(
        self,
        collection: Collection,
        entries: Mapping[str, Entry],
        words: Closeness,
        called: Callable[[str], Mapping[str, str]],
        callers: Callable[[str], Iterable[str]],
        weights: Counts,
    ) -> None:
        """``called``: what an article names, as it reads, by keys; ``callers``: who names what has a key.

        ``weights``: of topics.
        """
        self.collection, self.entries, self.words, self.weights = collection, entries, words, weights
        self.names = lru_cache(_AT_HAND)(called)
        self.callers = lru_cache(_AT_HAND)(callers)
        self.announcers = lru_cache(_AT_HAND)(lambda one: announcers(entries[one]))
        self.day = lru_cache(_AT_HAND)(lambda one: _day(entries[one]))
        self.said = {slug: _said(slug, weights) for slug in collection.topics}
        self._topic = cache(lambda slug: _shelf(collection.topics[slug]))
        self._body = cache(lambda body: _shelf(collection.announced[body]))
        self._thread = lru_cache(_AT_HAND)(lambda name: _shelf(entries[one] for one in self.callers(name)))

    def thread(self, name: str) -> Shelf | None:
        """Those who share a name, if they make a thread."""
        found = self._thread(name)
        return found if 1 < len(found) <= THREAD else None

    def of(self, topics: Iterable[str], bodies: Iterable[str], names: Iterable[str]) -> list[Shelf]:
        """Those there are of the shelves with these names."""
        return [
            *(self._topic(slug) for slug in topics if slug in self.collection.topics),
            *(self._body(body) for body in bodies if body in self.collection.announced),
            *filter(None, map(self.thread, names)),
        ]

    def shelves(self, one: str) -> list[Shelf]:
        """Those on which an article stands."""
        return self.of(self.entries[one].topics, self.announcers(one), self.names(one))


class Shelf:
    """Articles in order of date, undated ones last."""

    def __init__(self, order: Sequence[tuple[str, str]]) -> None:
        """``order``: the place of each."""
        self._order = order

    def __len__(self) -> int:
        """How many there are."""
        return len(self._order)

    def __iter__(self) -> Iterator[str]:
        """All of them."""
        return (one for _, one in self._order)

    def near(self, place: tuple[str, str]) -> Iterable[str]:
        """The nearest on either side of a place (``place_of``)."""
        at = bisect_left(self._order, place)
        return (other for _, other in self._order[max(0, at - _EACH_SIDE) : at + _EACH_SIDE + 1])


class Weighed(NamedTuple):
    """A relation with how close it is; in order the closest is first."""

    far: float
    """The closer, the less."""
    id: str
    reason: str
    name: str | None


def closest(article_id: str, others: Iterable[str], lists: Lists) -> list[Weighed]:
    """The ``MOST`` closest of some others, the closest first."""
    return sorted([pair for other in others if (pair := weigh(article_id, other, lists))])[:MOST]


def candidates(article_id: str, lists: Lists) -> tuple[list[str], float]:
    """Everybody who could be related: a bounded number, whatever the size of the archive.

    And how much of its words somebody has to share to be among them for these alone.
    """
    by_words, least = lists.words.candidates(article_id, _BY_WORDS)
    found = dict.fromkeys(by_words)
    place = place_of(lists.entries[article_id])
    for shelf in lists.shelves(article_id):
        found.update(dict.fromkeys(shelf.near(place)))
    found.pop(article_id, None)
    return [other for other in found if other in lists.entries], least


def place_of(entry: Entry) -> tuple[str, str]:
    """Where an article stands on a shelf."""
    return entry.date or "9999", entry.id


def _day(entry: Entry) -> int | None:
    return dt.date.fromisoformat(first_day(entry.date)).toordinal() if entry.date else None


def _shelf(entries: Iterable[Entry]) -> Shelf:
    return Shelf(sorted(map(place_of, entries)))


# --------------------------------------------------------------------------------------------------- one pair


def weigh(one: str, other: str, lists: Lists) -> Weighed | None:
    """How close two articles are, and by what; None where that is too little."""
    first, second = lists.entries[one], lists.entries[other]
    days = _days_between(lists.day(one), lists.day(other))
    words, pieces = lists.words.between(one, other)
    topic, topics = _shared_topic(first, second, lists)
    acted = lists.announcers(other)
    body = next((body for body in lists.announcers(one) if body in acted), None)
    ministry = _MINISTRY if body else 0.0
    score = round(_WORDS * words + topics + ministry + _nearness(days), 4)
    if words >= _STORY_WORDS and days is not None and days <= _STORY_DAYS and _same_story(first, second):
        return Weighed(-score - 2 * _WORDS, other, Reason.STORY.value, None)
    if thread := _thread(one, other, lists, enough=words >= _THREAD_WORDS or topic is not None):
        return Weighed(-score - _WORDS, other, _direction(first, second).value, thread)
    found: tuple[Reason, str | None] | None = None
    if score >= _LEAST:
        registry = lists.collection.registry
        if _WORDS * words >= max(topics, ministry):
            tells = words >= _LEAST_WORDS and pieces >= _FEWEST_PIECES
            found = (Reason.WORDS, None) if tells else None
        elif topic is not None and topics >= ministry:
            found = (Reason.TOPIC, registry.topics[topic].name)
        elif body is not None and words:
            found = (Reason.MINISTRY, registry.bodies[body].name)
    return Weighed(-score, other, found[0].value, found[1]) if found else None


def _shared_topic(first: Entry, second: Entry, lists: Lists) -> tuple[str | None, float]:
    """The rarest topic they share, and what their shared topics weigh: a rare one more."""
    shared = [slug for slug in first.topics if slug in second.topics and slug in lists.said]
    if not shared:
        return None, 0.0
    rarest = min(shared, key=lambda slug: (max(1, lists.weights.of(slug)), slug))
    return rarest, math.fsum(map(lists.said.__getitem__, shared))


def _said(slug: str, weights: Counts) -> float:
    return _TOPIC * math.log10(1 + 9 * weights.articles / max(1, weights.of(slug))) / 2


def _thread(one: str, other: str, lists: Lists, *, enough: bool) -> str | None:
    """The rarest name of a plan or law that both carry."""
    names = lists.names(one) if enough else {}
    shared = [(len(shelf), name) for name in names if (shelf := lists.thread(name)) and other in {*shelf}]
    return names[min(shared)[1]] if shared else None


def _direction(first: Entry, second: Entry) -> Reason:
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


def _days_between(first: int | None, second: int | None) -> int | None:
    return None if first is None or second is None else abs(first - second)


def _same_story(first: Entry, second: Entry) -> bool:
    """Whether two articles of about one day have headlines alike, and no number that speaks against it."""
    if {precision(entry.date) for entry in (first, second) if entry.date} != {"day"}:
        return False
    one, other = set(_NUMBER.findall(first.title)), set(_NUMBER.findall(second.title))
    return (one <= other or other <= one) and shared_pieces(first.title, second.title) >= _STORY_HEADLINES


def _nearness(days: int | None) -> float:
    return 0.0 if days is None else _TIME / (1 + days / _HALF_LIFE)
