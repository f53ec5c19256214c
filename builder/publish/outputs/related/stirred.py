"""The articles of which what leads on from them may be otherwise, where some articles have changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from builder.publish.outputs.related.basis import Counts
from builder.publish.outputs.related.closeness import RARE, known_by
from builder.publish.outputs.related.relations import THREAD, Lists, place_of
from builder.publish.outputs.related.seen import Seen, Turn
from builder.publish.outputs.related.words import Words


class Stirred(NamedTuple):
    """The articles of which what leads on from them may be otherwise."""

    again: AbstractSet[str]
    """It is found again."""
    near: AbstractSet[str]
    """They may have other candidates."""
    beside: Mapping[str, AbstractSet[str]]
    """They may have a candidate that is not as it was: one of these."""


def stirred(
    turn: Turn, words: Words, lists: Lists, before: Mapping[str, Seen], seen: Mapping[str, Seen]
) -> Stirred:
    """``before``: changed articles and those that are gone, as they were seen; ``seen``: as they are."""
    moved = words.moved.keys() | turn.roll.changed
    again = {*moved, *_of_other_versions(turn), *_of_one_thread(before, seen, lists)}
    again |= _of_reweighed_topics(turn, lists)
    near = {*_sharing(turn, words, lists)}
    for one in before.keys() | seen.keys():
        was, now = before.get(one), seen.get(one)
        near.update(x for place in (was, now) if place and was != now for x in _beside(place, lists))
    beside: dict[str, set[str]] = defaultdict(set)
    for one in (moved - turn.roll.new) & turn.entries.keys():
        for x in _around(one, turn, lists):
            beside[x].add(one)
    living = turn.entries.keys()
    return Stirred(again & living, (near - again) & living, {x: beside[x] for x in beside.keys() - again})


def _sharing(turn: Turn, words: Words, lists: Lists) -> Iterator[str]:
    """Those who know a rare piece of a word that others know now, or knew, and did not, or do not."""
    change = Counter[int]()
    for one, was in words.moved.items():
        now = {*lists.words.vector(one)[1]} if one in turn.entries else set[int]()
        change.update(now.difference(known_by(was)))
        change.subtract({*known_by(was)} - now)
    for piece, by in change.items():
        found = words.known.of(piece)
        if min(len(found), len(found) - by) <= RARE:
            yield from (turn.roll.names[number] for number in found)


def _around(one: str, turn: Turn, lists: Lists) -> Iterator[str]:
    """Those who may have an article as a candidate."""
    for piece in lists.words.vector(one)[1]:
        found = lists.words.holders(piece)
        yield from (turn.roll.names[number] for number in found if len(found) <= RARE)
    for shelf in lists.shelves(one):
        yield from shelf.near(place_of(turn.entries[one]))


def _beside(seen: Seen, lists: Lists) -> Iterator[str]:
    for shelf in lists.of(seen.topics, seen.bodies, seen.names):
        yield from shelf.near((seen.place[0], seen.place[1]))


def _of_other_versions(turn: Turn) -> Iterator[str]:
    """Those that are versions of other articles than before."""
    before = turn.state["same"]
    return (one for one in before.keys() | turn.same.keys() if before.get(one) != turn.same.get(one))


def _of_one_thread(before: Mapping[str, Seen], seen: Mapping[str, Seen], lists: Lists) -> Iterator[str]:
    """All that share a name of which there are more or fewer now, for a name in many is no thread."""
    change = Counter[str]()
    for one in before.keys() | seen.keys():
        was, now = (found[one].names.keys() if one in found else set[str]() for found in (before, seen))
        change.update(dict.fromkeys(now - was, 1))
        change.update(dict.fromkeys(was - now, -1))
    for name, by in change.items():
        found = [*lists.callers(name)]
        if min(len(found), len(found) - by) <= THREAD:
            yield from found


def _of_reweighed_topics(turn: Turn, lists: Lists) -> AbstractSet[str]:
    weights = lists.weights
    old = Counts(weights.articles, turn.state["topics"], weights.is_rounded)
    reweighed = [slug for slug in lists.collection.topics if not weights.weighs_as(old, slug)]
    return {one.id for slug in reweighed for one in lists.collection.topics[slug]}
