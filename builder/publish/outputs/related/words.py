"""The words of articles, weighed: brought up to date where articles, or what words weigh, have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice
from typing import Final

from builder.memory import Together
from builder.pairs import Pairs
from builder.publish.outputs.related.basis import Counts, is_rounded
from builder.publish.outputs.related.closeness import Pieces, known_by, packed, weighing
from builder.roll import Roll

PIECES: Final = "pieces"
_HELD: Final = "holders of pieces"
_COUNTS: Final = "counts"
_VECTORS: Final = "vectors"
_KNOWN: Final = "known by pieces"
WORDS: Final = (PIECES, _HELD, _COUNTS, _VECTORS, _KNOWN)
"""The parts of what is kept."""
_AT_ONCE: Final = 100
"""The pieces of so many articles are in memory before they are put in."""


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
    kept: Together, roll: Roll, basis: Basis, pieces: Callable[[str], Pieces], shelves: int
) -> Words:
    """The words of all articles; ``pieces``: of one that is new or has changed.

    Raises:
        LostError: something kept is damaged.
    """
    counts, held, known = (Pairs(kept, part, shelves) for part in (_COUNTS, _HELD, _KNOWN))
    were = {one: _pieces(kept, one) for one in sorted({*roll.gone, *(roll.changed - roll.new)})}
    kept.put(PIECES, {}, roll.gone)
    new = ((one, pieces(one)) for one in sorted(roll.changed))
    if basis.before is None:
        weights = _all_counts(_with_new(kept, roll, new), roll, basis, counts, held)
        known.begin()
        asked: Iterable[tuple[str, Pieces]] = _all_pieces(kept, roll)
    else:
        kept.put_each(PIECES, ((one, found.packed()) for one, found in new))
        old = {one: was.numbers for one, was in were.items()}
        _exchange(held, roll, old, {one: _pieces(kept, one).numbers for one in roll.changed})
        weights, reweighed = _counts(kept, roll, basis, were, counts)
        stirred = {roll.names[number] for piece in reweighed for number in held.of(piece)}
        asked = ((one, _pieces(kept, one)) for one in sorted(stirred | roll.changed))
    moved = _vectors(kept, roll, asked, weights, known, is_new=basis.before is None)
    for pairs in (counts, held, known):
        pairs.put()
    return Words(lambda one: kept.value(_VECTORS, one).value, known, moved)


def _pieces(kept: Together, one: str) -> Pieces:
    return Pieces.unpacked(kept.value(PIECES, one).value)


def _all_pieces(kept: Together, roll: Roll) -> Iterator[tuple[str, Pieces]]:
    for name, value in kept.rows(PIECES, len(roll.digests)):
        yield name, Pieces.unpacked(value.value)


def _with_new(kept: Together, roll: Roll, new: Iterable[tuple[str, Pieces]]) -> Iterator[tuple[str, Pieces]]:
    """The pieces of all articles: the new ones as they are put in, the others as they are kept."""
    rest = iter(new)
    while some := dict(islice(rest, _AT_ONCE)):
        kept.put_each(PIECES, ((one, found.packed()) for one, found in some.items()))
        yield from some.items()
    if len(roll.changed) < len(roll.digests):
        yield from ((one, found) for one, found in _all_pieces(kept, roll) if one not in roll.changed)


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


def _all_counts(
    found: Iterable[tuple[str, Pieces]], roll: Roll, basis: Basis, pairs: Pairs, held: Pairs
) -> Counts:
    """All are counted; and noted is who has what."""
    counted, known = {*basis.now}, Counter[int]()

    def all_held() -> Iterator[tuple[Collection[int], int]]:
        for one, pieces in found:
            numbers = pieces.numbers
            if one in counted:
                known.update(numbers)
            yield numbers, roll.numbers[one]

    held.begin()
    held.add(all_held())
    pairs.begin()
    pairs.add(([piece], count) for piece, count in known.items())
    return Counts(len(counted), known, is_rounded(basis.all_articles))


def _counts(
    kept: Together, roll: Roll, basis: Basis, were: Mapping[str, Pieces], pairs: Pairs
) -> tuple[Counts, AbstractSet[int]]:
    """In how many articles each piece stands; and the pieces that weigh otherwise than before."""
    now, before, known = {*basis.now}, {*(basis.before or ())}, _Counted(pairs)
    change = Counter[int]()
    for one in now ^ before | now & roll.changed:
        if one in now:
            change.update(_pieces(kept, one).numbers)
        if one in before:
            change.subtract((were.get(one) or _pieces(kept, one)).numbers)
    old = {piece: known.get(piece, 0) for piece, by in change.items() if by}
    new = {piece: count + change[piece] for piece, count in old.items()}
    pairs.remove(([piece], count) for piece, count in old.items() if count)
    pairs.add(([piece], count) for piece, count in new.items() if count)
    counts = Counts(len(now), _Counted(pairs), is_rounded(basis.all_articles))
    weighed = Counts(len(now), old, counts.is_rounded)
    return counts, {piece for piece in old if not weighed.weighs_as(counts, piece)}


# ---------------------------------------------------------------------------------------------------- vectors


def _vectors(
    kept: Together,
    roll: Roll,
    asked: Iterable[tuple[str, Pieces]],
    counts: Counts,
    known: Pairs,
    *,
    is_new: bool,
) -> dict[str, bytes]:
    """Weigh the words of some articles: what has another vector now, or had, with what it was."""
    vector_of = weighing(counts)
    if is_new:
        names = sorted(roll.digests)
        kept.put(_VECTORS, {}, roll.gone)
        kept.put_each(_VECTORS, ((one, packed(vector_of(pieces))) for one, pieces in asked))
        rows = kept.rows(_VECTORS, len(names))
        known.add((known_by(value.value), roll.numbers[one]) for one, value in rows)
        return dict.fromkeys(names, b"")
    moved = {one: kept.value(_VECTORS, one).value for one in roll.gone}
    new: dict[str, bytes] = {}
    for one, pieces in asked:
        was = b"" if one in roll.new else kept.value(_VECTORS, one).value
        now = packed(vector_of(pieces))
        if now != was or one in roll.new:
            moved[one], new[one] = was, now
    before = {one: known_by(was) for one, was in moved.items()}
    _exchange(known, roll, before, {one: known_by(now) for one, now in new.items()})
    kept.put(_VECTORS, {}, roll.gone)
    kept.put_each(_VECTORS, new.items())
    return moved
