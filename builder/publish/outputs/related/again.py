"""Which briefings lead on from each one, found again only where that may have changed.

What leads on from an article follows from its candidates: those that share rare pieces of words with it, and
those beside it on the shelves of its topics, bodies and names. So a change of one article concerns those
that share a piece with it, as it is or as it was, and those beside its places, as they are or as they were;
besides them only articles whose words or topics weigh otherwise now. All others stay as they were found.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from builder.catalogue.lists import announcers
from builder.kept import Value, key_of
from builder.memory import Together
from builder.model import Entry
from builder.publish.outputs.related.basis import basis, is_rounded
from builder.publish.outputs.related.closeness import RARE, Closeness, holders, known_by, pieces_of
from builder.publish.outputs.related.marks import names_in
from builder.publish.outputs.related.relations import (
    THREAD,
    Lists,
    Reason,
    Relation,
    candidates,
    closest,
    lists_of,
    place_of,
)
from builder.publish.outputs.related.words import WORDS, Change, Words, words_of
from builder.publish.publication import Publication
from builder.review.near_duplicates import Versions

_SEEN: Final = "seen"
_FOUND: Final = "found"
#: For so many articles at a time candidates are looked up: room for their words, not for those of all.
_TOGETHER: Final = 8_000


class Seen(NamedTuple):
    """Where others see an article."""

    place: Sequence[str]
    topics: Sequence[str]
    bodies: Sequence[str]
    names: Mapping[str, str]
    same: Sequence[str]
    """The versions of its story."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """The articles now, and those that were otherwise when all was found before."""

    entries: Mapping[str, Entry]
    digests: Mapping[str, bytes]
    seen: Mapping[str, Seen]
    before: Mapping[str, Seen | None]
    """New, changed and gone ones, as they were seen; None where they were not there."""
    change: Change


def related(publication: Publication, versions: Versions) -> Relations:
    """Article id → at most ``MOST`` others, closest first. What ``versions`` names already is left out."""
    kept = publication.memory.together("related")
    return kept.brought_up((*WORDS, _SEEN, _FOUND), partial(_related, publication, versions, kept))


def _related(publication: Publication, versions: Versions, kept: Together) -> Relations:
    turn = _turn(publication, versions, kept)
    kept.begin()
    words = words_of(kept, turn.change, lambda one: pieces_of(publication.articles[one]))
    counted = [turn.entries[one] for one in turn.change.basis]
    names = {one: seen.names for one, seen in turn.seen.items()}
    lists = lists_of(publication.collection, turn.entries, names, Closeness(words.vectors), counted)
    found = _found(kept, turn, lists, _stirred(kept, turn, words, lists))
    written = {one: _written(turn, one) for one in turn.before if one in turn.seen}
    kept.put(_SEEN, written, turn.change.gone)
    kept.put(_FOUND, {}, turn.change.gone)
    kept.finish(_state(turn, lists))
    return Relations({one: found[one].value for one in sorted(turn.entries)})


def _state(turn: _Turn, lists: Lists) -> dict[str, object]:
    count, known = len(turn.entries), lists.weights.known
    return {"count": count, "rounded": is_rounded(count), "basis": turn.change.basis, "topics": known}


class Relations(Mapping[str, tuple[Relation, ...]]):
    """What was found, as it is kept: read where it is asked for."""

    def __init__(self, written: Mapping[str, bytes]) -> None:
        """``written``: what leads on from each article, as JSON."""
        self._written = written

    def written(self, one: str) -> tuple[bytes, list[str]]:
        """What leads on from an article, as it is kept; the ids of where it leads."""
        written = self._written[one]
        return written, [other for other, _, _ in json.loads(written)]

    def __getitem__(self, one: str) -> tuple[Relation, ...]:
        """What leads on from an article."""
        found = json.loads(self._written[one])
        return tuple(Relation(other, Reason(reason), name) for other, reason, name in found)

    def __iter__(self) -> Iterator[str]:
        """All articles."""
        return iter(self._written)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._written)


def _written(turn: _Turn, one: str) -> Value:
    return Value(turn.digests[one], json.dumps(turn.seen[one], ensure_ascii=False).encode())


# ----------------------------------------------------------------------------------------------- what changed


def _turn(publication: Publication, versions: Versions, kept: Together) -> _Turn:
    entries = {
        entry.id: entry for entry in publication.collection.entries if entry.id in publication.articles
    }
    digests = {one: publication.digest(one) for one in entries}
    state = kept.state or {"count": 0, "rounded": None, "basis": [], "topics": {}}
    old = {
        name: (value.key, Seen(*json.loads(value.value))) for name, value in kept.rows(_SEEN, state["count"])
    }
    seen: dict[str, Seen] = {}
    before: dict[str, Seen | None] = {one: known for one, (_, known) in old.items() if one not in entries}
    gone, changed = frozenset(before), set[str]()
    for one, entry in entries.items():
        digest, known = old.get(one, (b"", None))
        if known is None or digest != digests[one]:
            changed.add(one)
        names = known.names if known and one not in changed else names_in(publication, one)
        now = _seen(entry, names, versions.get(publication.articles[one].path, ()))
        seen[one] = known if known == now else now
        if one in changed or seen[one] is not known:
            before[one] = known
    counted = [entry.id for entry in basis(entries.values())]
    steady = len(counted) == len(state["basis"]) and state["rounded"] == is_rounded(len(entries))
    basis_before = state["basis"] if steady else None
    change = Change(len(entries), changed, gone, state["count"], counted, basis_before)
    return _Turn(entries, digests, seen, before, change)


def _seen(entry: Entry, names: Mapping[str, str], same: Iterable[str]) -> Seen:
    """In the form in which JSON gives it back."""
    bodies = [*announcers(entry)]
    return Seen([*place_of(entry)], [*entry.topics], bodies, names, [PurePosixPath(one).stem for one in same])


# ---------------------------------------------------------------------------------------- whom that concerns


def _stirred(kept: Together, turn: _Turn, words: Words, lists: Lists) -> AbstractSet[str]:
    """The articles of which what leads on from them is found again."""
    if turn.change.basis_before is None:
        return turn.entries.keys()
    moved = words.moved.keys() & turn.entries.keys()
    places = [seen for one, seen in turn.before.items() if seen]
    places += [turn.seen[one] for one in turn.before.keys() | moved if one in turn.seen]
    stirred = {*(turn.before.keys() & turn.entries.keys()), *moved, *_sharing(words)}
    stirred.update(other for seen in places for other in _beside(seen, lists))
    return stirred | _of_one_thread(turn) | _of_reweighed_topics(kept, turn, lists)


def _sharing(words: Words) -> Iterator[str]:
    """Those that share a rare piece of a word with one that has another vector now, or had."""
    new = Counter(piece for one in words.moved for piece in known_by(words.vectors.get(one, b"")))
    old = Counter(piece for was in words.moved.values() for piece in known_by(was))
    touched = new.keys() | old.keys()
    others = {one: vector for one, vector in words.vectors.items() if one not in words.moved}
    for piece, found in holders(others, touched).items():
        if len(found) + min(new[piece], old[piece]) <= RARE:
            yield from found


def _beside(seen: Seen, lists: Lists) -> Iterator[str]:
    for shelf in lists.of(seen.topics, seen.bodies, seen.names):
        yield from shelf.near((seen.place[0], seen.place[1]))


def _of_one_thread(turn: _Turn) -> AbstractSet[str]:
    """All that share a name of which there are more or fewer now, for a name in many is no thread."""
    left, come = Counter[str](), Counter[str]()
    for one, was in turn.before.items():
        now = turn.seen.get(one)
        left.update((was.names.keys() if was else set()) - (now.names.keys() if now else set()))
        come.update((now.names.keys() if now else set()) - (was.names.keys() if was else set()))
    members: dict[str, list[str]] = defaultdict(list)
    for one, seen in turn.seen.items():
        for name in seen.names:
            if name in left or name in come:
                members[name].append(one)
    return {
        one
        for name, all_of_it in members.items()
        if len(all_of_it) - come[name] <= THREAD
        for one in all_of_it
    }


def _of_reweighed_topics(kept: Together, turn: _Turn, lists: Lists) -> AbstractSet[str]:
    weights = lists.weights
    old = replace(weights, known=kept.state["topics"])
    slugs = weights.known.keys() | old.known.keys()
    reweighed = {slug for slug in slugs if not weights.weighs_as(old, slug)}
    return {one for one, entry in turn.entries.items() if not reweighed.isdisjoint(entry.topics)}


# --------------------------------------------------------------------------------------------------- found


def _found(kept: Together, turn: _Turn, lists: Lists, stirred: AbstractSet[str]) -> dict[str, Value]:
    """What leads on from some articles. Where candidates are as they were, nothing is weighed again."""
    known = dict(kept.rows(_FOUND, turn.change.before))
    # in order of date, as on the shelves: so the words of the same candidates are at hand for several
    ordered = sorted(stirred, key=lambda one: tuple(turn.seen[one].place))
    look = lru_cache(maxsize=_TOGETHER)(partial(_look, turn, lists))
    for start in range(0, len(ordered), _TOGETHER):
        batch, changed = ordered[start : start + _TOGETHER], dict[str, Value]()
        wanted = {piece for one in batch for piece in known_by(lists.words.vectors[one])}
        words = replace(lists.words, holders=holders(lists.words.vectors, wanted))
        asked = replace(lists, words=words)
        for one in batch:
            others = [other for other in candidates(one, asked) if other not in turn.seen[one].same]
            looks = b"".join(map(look, (one, *others)))
            key = key_of(_around(one, lists), others, blake2b(looks).digest())
            if one not in known or known[one].key != key:
                written = json.dumps(closest(one, others, asked), ensure_ascii=False)
                known[one] = changed[one] = Value(key, written.encode())
        kept.put(_FOUND, changed)
    return known


def _look(turn: _Turn, lists: Lists, one: str) -> bytes:
    """Of all that others compare with: its page, and the weights of its words."""
    return blake2b(turn.digests[one] + lists.words.vectors[one], digest_size=16).digest()


def _around(one: str, lists: Lists) -> tuple[object, ...]:
    """What the weight of a relation depends on besides the two articles."""
    threads = {name: len(lists.threads[name]) for name in lists.names[one] if name in lists.threads}
    weights = [lists.weights.of(slug) for slug in lists.entries[one].topics]
    return lists.weights.articles, weights, sorted(threads.items())
