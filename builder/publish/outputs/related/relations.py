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
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from hashlib import blake2b
from itertools import chain
from typing import Final

from builder.catalogue.collection import Collection
from builder.catalogue.lists import announcers
from builder.model import Entry
from builder.partial_date import first_day, precision
from builder.publish.outputs.related.basis import Counts, basis, counts_of
from builder.publish.outputs.related.closeness import Closeness, closeness, shared_pieces
from builder.publish.outputs.related.marks import Marks
from builder.publish.publication import Publication
from builder.review.near_duplicates import Versions

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
_THREAD: Final = 24
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
class _Lists:
    """Everything that is asked for each article, made once."""

    collection: Collection
    entries: Mapping[str, Entry]
    words: Closeness
    topics: Mapping[str, _Shelf]
    bodies: Mapping[str, _Shelf]
    names: Mapping[str, Mapping[str, str]]
    """Article → what it names: key of a name → the name as it reads."""
    threads: Mapping[str, _Shelf]
    weights: Counts
    """Of topics."""
    announcers: Mapping[str, Mapping[str, str]]
    """Article → the bodies that announced it."""
    days: Mapping[str, int | None]
    """Article → its day as a number; None where it has no date."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Articles in order of date, undated ones last."""

    order: Sequence[tuple[str, str]]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.order)

    def near(self, entry: Entry) -> Iterable[str]:
        """The nearest on either side of an article."""
        at = bisect_left(self.order, _place(entry))
        return (other for _, other in self.order[max(0, at - _EACH_SIDE) : at + _EACH_SIDE + 1])


def related(publication: Publication, marks: Mapping[str, Marks], versions: Versions) -> Related:
    """Article id → at most ``MOST`` others, closest first. What ``versions`` names already is left out.

    ``marks``: what each article is known by. Of an article whose candidates are the same as before, and as
    they were, nothing is weighed anew.
    """
    lists = _lists(publication.collection, marks)
    known = {page.path: versions.get(page.path, {}) for page in publication.articles.values()}
    looks = {one: _look(publication.digest(one), one, lists) for one in lists.entries}
    found = {}
    for article_id in sorted(lists.entries):
        same_text = known[publication.articles[article_id].path]
        others = [
            other
            for other in _candidates(article_id, lists)
            if publication.articles[other].path not in same_text
        ]
        among = "\0".join(others).encode() + b"".join(looks[one] for one in others)
        arguments = (looks[article_id], _around(article_id, lists), blake2b(among).digest())
        written = publication.memory.recall(
            "related", article_id, arguments, partial(_closest, article_id, others, lists)
        )
        found[article_id] = tuple(Relation(one, Reason(reason), name) for one, reason, name in written)
    return found


def _look(digest: bytes, article_id: str, lists: _Lists) -> bytes:
    """Of all that others compare with: its page, and the weights of its words."""
    vector = lists.words.vectors[article_id]
    return blake2b(
        digest + "\0".join(vector).encode() + array("d", vector.values()).tobytes(), digest_size=16
    ).digest()


def _around(article_id: str, lists: _Lists) -> tuple[object, ...]:
    """What the weight of a relation depends on besides the two articles."""
    topics = lists.entries[article_id].topics
    threads = {name: len(lists.threads[name]) for name in lists.names[article_id] if name in lists.threads}
    return lists.weights.articles, [lists.weights.of(slug) for slug in topics], sorted(threads.items())


def _closest(article_id: str, others: Iterable[str], lists: _Lists) -> list[tuple[str, str, str | None]]:
    weighed = [pair for other in others if (pair := _relation(article_id, other, lists))]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].id))
    return [(one.id, one.reason.value, one.name) for _, one in weighed[:MOST]]


def _lists(collection: Collection, marks: Mapping[str, Marks]) -> _Lists:
    entries = {entry.id: entry for entry in collection.entries if entry.id in marks}
    threads: dict[str, list[Entry]] = defaultdict(list)
    for article_id, entry in sorted(entries.items()):
        for name in marks[article_id].names:
            threads[name].append(entry)
    counted = basis(entries.values())
    pieces = counts_of((chain(*marks[entry.id].pieces) for entry in counted), all_articles=len(entries))
    return _Lists(
        collection=collection,
        entries=entries,
        words=closeness({article_id: one.pieces for article_id, one in marks.items()}, pieces),
        topics={slug: _shelf(members) for slug, members in collection.topics.items()},
        bodies={body: _shelf(members) for body, members in collection.announced.items()},
        names={article_id: one.names for article_id, one in marks.items()},
        threads={name: _shelf(members) for name, members in threads.items() if 1 < len(members) <= _THREAD},
        weights=counts_of((set(entry.topics) for entry in counted), all_articles=len(entries)),
        announcers={article_id: announcers(entry) for article_id, entry in entries.items()},
        days={article_id: _day(entry) for article_id, entry in entries.items()},
    )


def _day(entry: Entry) -> int | None:
    return dt.date.fromisoformat(first_day(entry.date)).toordinal() if entry.date else None


def _shelf(entries: Iterable[Entry]) -> _Shelf:
    return _Shelf(sorted(map(_place, entries)))


def _place(entry: Entry) -> tuple[str, str]:
    return entry.date or "9999", entry.id


def _candidates(article_id: str, lists: _Lists) -> list[str]:
    """Everybody who could be related: a bounded number, whatever the size of the archive."""
    entry = lists.entries[article_id]
    shelves = [
        *(lists.topics[slug] for slug in entry.topics if slug in lists.topics),
        *(lists.bodies[body] for body in lists.announcers[article_id] if body in lists.bodies),
        *(lists.threads[name] for name in lists.names[article_id] if name in lists.threads),
    ]
    found = dict.fromkeys(lists.words.candidates(article_id, _BY_WORDS))
    for shelf in shelves:
        found.update(dict.fromkeys(shelf.near(entry)))
    found.pop(article_id, None)
    return [other for other in found if other in lists.entries]


# --------------------------------------------------------------------------------------------------- one pair


def _relation(one: str, other: str, lists: _Lists) -> tuple[float, Relation] | None:
    """How close two articles are, and by what; None where that is too little."""
    first, second = lists.entries[one], lists.entries[other]
    days = _days_between(lists.days[one], lists.days[other])
    words = lists.words.between(one, other)
    topic, topics = _shared_topic(first, second, lists.collection, lists.weights)
    body = next((body for body in lists.announcers[one] if body in lists.announcers[other]), None)
    parts = {Reason.WORDS: _WORDS * words, Reason.TOPIC: topics, Reason.MINISTRY: _MINISTRY if body else 0.0}
    score = round(sum(parts.values()) + _nearness(days), 4)
    if words >= _STORY_WORDS and days is not None and days <= _STORY_DAYS and _same_story(first, second):
        return score + 2 * _WORDS, Relation(other, Reason.STORY)
    if thread := _thread(one, other, lists, enough=words >= _THREAD_WORDS or bool(topic)):
        return score + _WORDS, Relation(other, _direction(first, second), thread)
    strongest = max(parts, key=lambda reason: parts[reason])
    if (
        score < _LEAST
        or (strongest is Reason.WORDS and not _tells(words, one, other, lists))
        or (strongest is Reason.MINISTRY and not words)
    ):
        return None
    names = {
        Reason.TOPIC: topic,
        Reason.MINISTRY: lists.collection.registry.bodies[body].name if body else None,
    }
    return score, Relation(other, strongest, names.get(strongest))


def _tells(words: float, one: str, other: str, lists: _Lists) -> bool:
    """Whether words alone make two articles related."""
    return words >= _LEAST_WORDS and lists.words.shared(one, other) >= _FEWEST_PIECES


def _shared_topic(
    first: Entry, second: Entry, collection: Collection, weights: Counts
) -> tuple[str | None, float]:
    """The name of the rarest topic they share, and what their shared topics weigh.

    A rare one more than one that half the archive has.
    """
    shared = [slug for slug in first.topics if slug in second.topics and slug in collection.topics]
    if not shared:
        return None, 0.0
    counts = {slug: max(1, weights.of(slug)) for slug in shared}
    sums = [_TOPIC * math.log10(1 + 9 * weights.articles / counts[slug]) / 2 for slug in shared]
    return collection.registry.topics[min(shared, key=lambda slug: (counts[slug], slug))].name, sum(sums)


def _thread(one: str, other: str, lists: _Lists, *, enough: bool) -> str | None:
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
