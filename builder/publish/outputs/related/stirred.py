"""The articles of which what leads on from them may be otherwise, where some articles have changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from builder.publish.outputs.related.basis import Counts
from builder.publish.outputs.related.closeness import RARE, known_by, shared_by
from builder.publish.outputs.related.seen import Seen, Turn
from builder.publish.outputs.related.shelves import THREAD, Lists
from builder.publish.outputs.related.words import Words


class Stirred(NamedTuple):
    """The articles of which what leads on from them may be otherwise."""

    again: AbstractSet[str]
    """It is found again."""
    near: AbstractSet[str]
    """They may have other candidates."""
    nearer: Mapping[str, Mapping[str, float]]
    """They may have more candidates, for their words alone: these new ones, who share so much."""
    beside: Mapping[str, AbstractSet[str]]
    """They may have a candidate that is not as it was: one of these."""


def stirred(
    turn: Turn,
    words: Words,
    lists: Lists,
    before: Mapping[str, Seen],
    seen: Mapping[str, Seen],
    least: Sequence[float],
) -> Stirred:
    """``before``: changed articles and those that are gone, as they were seen; ``seen``: as they are.

    ``least``: by number of an article, how much of its words its candidates for them share with it.
    """
    moved = words.moved.keys() | turn.roll.changed
    again = {*moved, *_of_other_versions(turn), *_of_one_thread(before, seen, lists)}
    again |= _of_reweighed_topics(turn, lists)
    sharing = _sharing(turn, words, lists)
    near, nearer = {*sharing.otherwise}, dict[str, Mapping[str, float]]()
    for one, come in _closer(turn, words, lists, sharing.more_or_less - again, least):
        if come is None:
            near.add(one)
        else:
            nearer[one] = come
    for one in before.keys() | seen.keys():
        was, now = before.get(one), seen.get(one)
        near.update(x for place in (was, now) if place and was != now for x in _beside(place, lists))
    beside: dict[str, set[str]] = defaultdict(set)
    for one in (moved - turn.roll.new) & turn.entries.keys():
        for x in _around(one, turn, lists):
            beside[x].add(one)
    living = turn.entries.keys()
    return Stirred(
        again & living,
        (near - again) & living,
        {x: nearer[x] for x in (nearer.keys() - near - again) & living},
        {x: beside[x] for x in beside.keys() - again},
    )


class _Sharing(NamedTuple):
    """Those who know a rare piece of a word that others know now, or knew, and did not, or do not."""

    otherwise: set[str]
    """One that was not rare, or is not any more."""
    more_or_less: set[str]


def _sharing(turn: Turn, words: Words, lists: Lists) -> _Sharing:
    found = _Sharing(set(), set())
    change = Counter[int]()
    for one, was in words.moved.items():
        now = {*lists.words.vector(one)[1]} if one in turn.entries else set[int]()
        change.update(now.difference(known_by(was)))
        change.subtract({*known_by(was)} - now)
    for piece, by in change.items():
        holders = words.known.of(piece)
        is_rare, was_rare = len(holders) <= RARE, len(holders) - by <= RARE
        if is_rare or was_rare:
            some = found.more_or_less if is_rare and was_rare else found.otherwise
            some |= {turn.roll.names[number] for number in holders}
    return found


def _closer(
    turn: Turn, words: Words, lists: Lists, asked: AbstractSet[str], least: Sequence[float]
) -> Iterator[tuple[str, Mapping[str, float] | None]]:
    """Those of some for whom others are among the closest by words now, or were, and were not, or are not.

    What they share is more or less than before, and as much as it takes to be among these. With each the new
    ones who share so much, and how much; None where that of others has changed too.
    """
    was = _rare(((one, known_by(vector)) for one, vector in words.moved.items()), lists)
    living = words.moved.keys() & turn.entries.keys()
    now = _rare(((one, lists.words.vector(one)[1]) for one in living), lists)
    for one in sorted(asked):
        vector, enough = lists.words.vector(one)[0], least[turn.roll.numbers[one]]
        before, after = shared_by(vector, was), shared_by(vector, now)
        moved = {other for other, _ in before.items() ^ after.items()}
        enter = {other for other in moved if max(before.get(other, 0), after.get(other, 0)) >= enough}
        if enter:
            yield one, {other: after[other] for other in enter} if enter <= turn.roll.new else None


def _rare(known: Iterable[tuple[str, Iterable[int]]], lists: Lists) -> Callable[[int], Sequence[str]]:
    """Rare piece → those of some articles that are known by it."""
    found: dict[int, list[str]] = defaultdict(list)
    for one, pieces in known:
        for piece in pieces:
            found[piece].append(one)
    rare = {piece: some for piece, some in found.items() if lists.words.holders(piece)}
    return lambda piece: rare.get(piece, ())


def _around(one: str, turn: Turn, lists: Lists) -> Iterator[str]:
    """Those who may have an article as a candidate."""
    for piece in lists.words.vector(one)[1]:
        yield from (turn.roll.names[number] for number in lists.words.holders(piece))
    yield from lists.beside(one, lists.names(one))


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
