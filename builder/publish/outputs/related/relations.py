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
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from builder.catalogue.collection import Collection
from builder.catalogue.lists import announcers
from builder.model import Entry
from builder.partial_date import first_day, precision
from builder.publish.outputs.related.basis import Counts, counts_of
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


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything that is asked for each article, made once."""

    collection: Collection
    entries: Mapping[str, Entry]
    words: Closeness
    topics: Mapping[str, Shelf]
    bodies: Mapping[str, Shelf]
    names: Mapping[str, Mapping[str, str]]
    """Article → what it names: key of a name → the name as it reads."""
    threads: Mapping[str, Shelf]
    weights: Counts
    """Of topics."""
    said: Mapping[str, float]
    """Topic → what it says of two articles that they share it."""
    announcers: Mapping[str, Mapping[str, str]]
    """Article → the bodies that announced it."""
    days: Mapping[str, int | None]
    """Article → its day as a number; None where it has no date."""

    def of(self, topics: Iterable[str], bodies: Iterable[str], names: Iterable[str]) -> list[Shelf]:
        """Those there are of the shelves with these names."""
        return [
            *(self.topics[slug] for slug in topics if slug in self.topics),
            *(self.bodies[body] for body in bodies if body in self.bodies),
            *(self.threads[name] for name in names if name in self.threads),
        ]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Articles in order of date, undated ones last."""

    order: Sequence[tuple[str, str]]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.order)

    def near(self, place: tuple[str, str]) -> Iterable[str]:
        """The nearest on either side of a place (``place_of``)."""
        at = bisect_left(self.order, place)
        return (other for _, other in self.order[max(0, at - _EACH_SIDE) : at + _EACH_SIDE + 1])


def lists_of(
    collection: Collection,
    entries: Mapping[str, Entry],
    names: Mapping[str, Mapping[str, str]],
    words: Closeness,
    counted: Iterable[Entry],
) -> Lists:
    """``entries``, of each what it ``names``; ``counted``: those by which topics weigh."""
    threads: dict[str, list[Entry]] = defaultdict(list)
    for article_id in sorted(entries):
        for name in names[article_id]:
            threads[name].append(entries[article_id])
    weights = counts_of((set(entry.topics) for entry in counted), all_articles=len(entries))
    return Lists(
        collection=collection,
        entries=entries,
        words=words,
        topics={slug: _shelf(members) for slug, members in collection.topics.items()},
        bodies={body: _shelf(members) for body, members in collection.announced.items()},
        names=names,
        threads={name: _shelf(members) for name, members in threads.items() if 1 < len(members) <= THREAD},
        weights=weights,
        said={slug: _said(slug, weights) for slug in collection.topics},
        announcers={article_id: announcers(entry) for article_id, entry in entries.items()},
        days={article_id: _day(entry) for article_id, entry in entries.items()},
    )


def closest(article_id: str, others: Iterable[str], lists: Lists) -> list[tuple[str, str, str | None]]:
    """The ``MOST`` closest of some others, the closest first: id, reason and name of each."""
    weighed = [pair for other in others if (pair := _relation(article_id, other, lists))]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].id))
    return [(one.id, one.reason.value, one.name) for _, one in weighed[:MOST]]


def candidates(article_id: str, lists: Lists) -> list[str]:
    """Everybody who could be related: a bounded number, whatever the size of the archive."""
    entry = lists.entries[article_id]
    found = dict.fromkeys(lists.words.candidates(article_id, _BY_WORDS))
    for shelf in lists.of(entry.topics, lists.announcers[article_id], lists.names[article_id]):
        found.update(dict.fromkeys(shelf.near(place_of(entry))))
    found.pop(article_id, None)
    return [other for other in found if other in lists.entries]


def place_of(entry: Entry) -> tuple[str, str]:
    """Where an article stands on a shelf."""
    return entry.date or "9999", entry.id


def _day(entry: Entry) -> int | None:
    return dt.date.fromisoformat(first_day(entry.date)).toordinal() if entry.date else None


def _shelf(entries: Iterable[Entry]) -> Shelf:
    return Shelf(sorted(map(place_of, entries)))


# --------------------------------------------------------------------------------------------------- one pair


def _relation(one: str, other: str, lists: Lists) -> tuple[float, Relation] | None:
    """How close two articles are, and by what; None where that is too little."""
    first, second = lists.entries[one], lists.entries[other]
    days = _days_between(lists.days[one], lists.days[other])
    words, pieces = lists.words.between(one, other)
    topic, topics = _shared_topic(first, second, lists)
    body = next((body for body in lists.announcers[one] if body in lists.announcers[other]), None)
    ministry = _MINISTRY if body else 0.0
    score = round(_WORDS * words + topics + ministry + _nearness(days), 4)
    if words >= _STORY_WORDS and days is not None and days <= _STORY_DAYS and _same_story(first, second):
        return score + 2 * _WORDS, Relation(other, Reason.STORY)
    if thread := _thread(one, other, lists, enough=words >= _THREAD_WORDS or topic is not None):
        return score + _WORDS, Relation(other, _direction(first, second), thread)
    found = None
    if score >= _LEAST:
        if _WORDS * words >= max(topics, ministry):
            tells = words >= _LEAST_WORDS and pieces >= _FEWEST_PIECES
            found = Relation(other, Reason.WORDS) if tells else None
        elif topic is not None and topics >= ministry:
            found = Relation(other, Reason.TOPIC, lists.collection.registry.topics[topic].name)
        elif body is not None and words:
            found = Relation(other, Reason.MINISTRY, lists.collection.registry.bodies[body].name)
    return (score, found) if found else None


def _shared_topic(first: Entry, second: Entry, lists: Lists) -> tuple[str | None, float]:
    """The rarest topic they share, and what their shared topics weigh: a rare one more."""
    shared = [slug for slug in first.topics if slug in second.topics and slug in lists.said]
    if not shared:
        return None, 0.0
    rarest = min(shared, key=lambda slug: (max(1, lists.weights.of(slug)), slug))
    return rarest, sum(map(lists.said.__getitem__, shared))


def _said(slug: str, weights: Counts) -> float:
    return _TOPIC * math.log10(1 + 9 * weights.articles / max(1, weights.of(slug))) / 2


def _thread(one: str, other: str, lists: Lists, *, enough: bool) -> str | None:
    """The rarest name of a plan or law that both carry."""
    shared = [name for name in lists.names[one] if name in lists.names[other] and name in lists.threads]
    if not (shared and enough):
        return None
    return lists.names[one][min(shared, key=lambda name: (len(lists.threads[name]), name))]


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
