"""The words of articles, weighed: brought up to date where articles, or what words weigh, have changed."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Final

from builder.memory import Together
from builder.pairs import Pairs
from builder.publish.alone import Hands
from builder.publish.outputs.related.basis import Counts, is_rounded
from builder.publish.outputs.related.closeness import known_by, numbers_of, packed, weighing
from builder.publish.publication import Publication
from builder.roll import Roll

PIECES: Final = "pieces"
_HELD: Final = "holders of pieces"
_COUNTS: Final = "counts"
VECTORS: Final = "vectors"
_KNOWN: Final = "known by pieces"
WORDS: Final = (PIECES, _HELD, _COUNTS, VECTORS, _KNOWN)
"""The parts of what is kept."""


@dataclass(frozen=True, slots=True)
class Words:
    """Articles by what they are known by."""

    vector: Callable[[str], bytes]
    """Packed, of an article; read where it is asked for."""
    known: Pairs
    """Piece → the articles that are known by it."""
    moved: Mapping[str, bytes]
    """What has another vector than before, or one only now or before → what it was, empty for none."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The articles by which words are weighed, and what has become of them."""

    now: Sequence[str]
    before: Sequence[str] | None
    """The same as it was; None where words weigh otherwise now, or nothing is known."""
    all_articles: int
    """How many there are."""


def words_of(
    kept: Together, roll: Roll, basis: Basis, were: Mapping[str, Sequence[int]], shelves: int, hands: Hands
) -> Words:
    """The words of all articles, of which the pieces are kept; ``were``: those that changed ones had.

    Raises:
        LostError: something kept is damaged.
    """
    counts, held, known = (Pairs(kept, part, shelves) for part in (_COUNTS, _HELD, _KNOWN))
    if basis.before is None:
        weights = _all_counts(kept, roll, basis, counts, held)
        _all_vectors(kept, roll, weights, known, hands)
        moved: Mapping[str, bytes] = {}
    else:
        old = {one: numbers_of(pieces) for one, pieces in were.items()}
        _exchange(held, roll, old, {one: numbers_of(kept_pieces(kept, one)) for one in roll.changed})
        weights, reweighed = _counts(kept, roll, basis, were, counts)
        stirred = {roll.names[number] for piece in reweighed for number in held.of(piece)}
        moved = _vectors(kept, roll, sorted(stirred | roll.changed), weights, known)
    for pairs in (counts, held, known):
        pairs.put()
    return Words(lambda one: kept.value(VECTORS, one).value, known, moved)


def kept_pieces(kept: Together, one: str) -> Sequence[int]:
    """The pieces of words of an article.

    Raises:
        LostError: what is kept is damaged.
    """
    return array("Q", kept.value(PIECES, one).value)


def _exchange(
    pairs: Pairs, roll: Roll, before: Mapping[str, Iterable[int]], now: Mapping[str, Collection[int]]
) -> None:
    """Who has what, where some have something else. A number may have gone from one to another."""
    numbers = {**roll.numbers, **roll.gone}
    pairs.remove((things, numbers[one]) for one, things in before.items())
    pairs.add((things, roll.numbers[one]) for one, things in now.items())


# ----------------------------------------------------------------------------------------------------- counts


class _Counted:
    """In how many articles pieces stand, read where it is asked for."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs, self._found = pairs, dict[int, int]()

    def get(self, piece: int, default: int) -> int:
        """In how many one stands."""
        if piece not in self._found:
            self._found[piece] = max(self._pairs.of(piece), default=default)
        return self._found[piece]


def _all_counts(kept: Together, roll: Roll, basis: Basis, pairs: Pairs, held: Pairs) -> Counts:
    """All are counted; and noted is who has what."""
    counted, known = {*basis.now}, Counter[int]()

    def all_held() -> Iterator[tuple[Collection[int], int]]:
        for one, value in kept.rows(PIECES, len(roll.digests)):
            numbers = numbers_of(array("Q", value.value))
            if one in counted:
                known.update(numbers)
            yield numbers, roll.numbers[one]

    held.begin()
    held.add(all_held())
    pairs.begin()
    pairs.add(([piece], count) for piece, count in known.items())
    return Counts(len(counted), known, is_rounded(basis.all_articles))


def _counts(
    kept: Together, roll: Roll, basis: Basis, were: Mapping[str, Sequence[int]], pairs: Pairs
) -> tuple[Counts, AbstractSet[int]]:
    """In how many articles each piece stands; and the pieces that weigh otherwise than before."""
    now, before, known = {*basis.now}, {*(basis.before or ())}, _Counted(pairs)
    change = Counter[int]()
    for one in now ^ before | now & roll.changed:
        if one in now:
            change.update(numbers_of(kept_pieces(kept, one)))
        if one in before:
            change.subtract(numbers_of(were[one] if one in were else kept_pieces(kept, one)))
    old = {piece: known.get(piece, 0) for piece, by in change.items() if by}
    new = {piece: count + change[piece] for piece, count in old.items()}
    pairs.remove(([piece], count) for piece, count in old.items() if count)
    pairs.add(([piece], count) for piece, count in new.items() if count)
    counts = Counts(len(now), _Counted(pairs), is_rounded(basis.all_articles))
    weighed = Counts(len(now), old, counts.is_rounded)
    return counts, {piece for piece in old if not weighed.weighs_as(counts, piece)}


# ---------------------------------------------------------------------------------------------------- vectors


def _all_vectors(kept: Together, roll: Roll, counts: Counts, known: Pairs, hands: Hands) -> None:
    """Weigh the words of all articles, wherever there is room, and note who is known by what."""
    count = counts.known.get

    def tasks() -> Iterator[tuple[bytes, bytes]]:
        for _, value in kept.rows(PIECES, len(names)):
            pieces = array("Q", value.value)
            yield value.value, array("I", map(count, numbers_of(pieces), repeat(0))).tobytes()

    names = sorted(roll.digests)
    work = partial(_weigh_all, articles=counts.articles, is_rounded=counts.is_rounded)
    vectors = zip(names, hands.map(work, tasks(), len(names)), strict=True)
    kept.put(VECTORS, {}, roll.gone)
    known.begin()
    known.add((known_by(found), roll.numbers[one]) for one, found in kept.put_by(VECTORS, vectors))


def _weigh_all(
    _: Publication, batch: Sequence[tuple[bytes, bytes]], *, articles: int, is_rounded: bool
) -> list[bytes]:
    vector_of = weighing(articles, is_rounded=is_rounded)
    return [packed(vector_of(array("Q", pieces), array("I", counted))) for pieces, counted in batch]


def _vectors(
    kept: Together, roll: Roll, asked: Iterable[str], counts: Counts, known: Pairs
) -> dict[str, bytes]:
    """Weigh the words of some articles: what has another vector now, or had, with what it was."""
    vector_of, count = weighing(counts.articles, is_rounded=counts.is_rounded), counts.known.get
    moved = {one: kept.value(VECTORS, one).value for one in roll.gone}
    new: dict[str, bytes] = {}
    for one in asked:
        was = b"" if one in roll.new else kept.value(VECTORS, one).value
        pieces = kept_pieces(kept, one)
        now = packed(vector_of(pieces, map(count, numbers_of(pieces), repeat(0))))
        if now != was or one in roll.new:
            moved[one], new[one] = was, now
    before = {one: known_by(was) for one, was in moved.items()}
    _exchange(known, roll, before, {one: known_by(now) for one, now in new.items()})
    kept.put(VECTORS, {}, roll.gone)
    kept.put_each(VECTORS, new.items())
    return moved
