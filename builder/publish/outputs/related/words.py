"""The words of articles, weighed: brought up to date where articles, or what words weigh, have changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import Final

from builder.kept import Value
from builder.memory import Together
from builder.publish.outputs.related.basis import Counts, counts_of, is_rounded
from builder.publish.outputs.related.closeness import Pieces, packed, vector_of

PIECES: Final = "pieces"
_COUNTS: Final = "counts"
_VECTORS: Final = "vectors"
WORDS: Final = (PIECES, _COUNTS, _VECTORS)
"""The parts of what is kept."""
_ONE: Final = "all"


@dataclass(frozen=True, slots=True)
class Words:
    """Articles by what they are known by."""

    vectors: Mapping[str, bytes]
    """Packed, by id."""
    moved: Mapping[str, bytes]
    """What has another vector than before, or one only now or before → what it was, empty for none."""


@dataclass(frozen=True, slots=True)
class Change:
    """What has become of the articles since the kept values were those of all of them."""

    count: int
    """How many there are now."""
    changed: AbstractSet[str]
    """Those that are new or have changed."""
    gone: AbstractSet[str]
    before: int
    """How many there were."""
    basis: Sequence[str]
    """The ids by which words are weighed, as it is now."""
    basis_before: Sequence[str] | None
    """The same as it was; None where words weigh otherwise now, or nothing is known."""


def words_of(kept: Together, change: Change, pieces: Callable[[str], Pieces]) -> Words:
    """The words of all articles; ``pieces``: of one that is new or has changed.

    Raises:
        LostError: something kept is damaged.
    """
    vectors = {name: value.value for name, value in kept.rows(_VECTORS, change.before)}
    left = _left(kept, change)
    kept.put(PIECES, {}, change.gone)
    kept.put_each(PIECES, ((one, pieces(one).packed()) for one in sorted(change.changed)))
    counts, reweighed = _counts(kept, change, left)
    found = dict(_vectors(kept, change, counts, reweighed))
    moved = {one: vectors.pop(one, b"") for one in change.gone}
    moved |= {one: vectors.get(one, b"") for one, new in found.items() if vectors.get(one) != new}
    vectors |= found
    kept.put(_VECTORS, {}, change.gone)
    kept.put_each(_VECTORS, ((one, vectors[one]) for one in sorted(moved.keys() - change.gone)))
    return Words(vectors, moved)


def _all_pieces(kept: Together, change: Change) -> Iterator[tuple[str, Pieces]]:
    for name, value in kept.rows(PIECES, change.count):
        yield name, Pieces.unpacked(value.value)


# ----------------------------------------------------------------------------------------------------- counts


def _left(kept: Together, change: Change) -> list[Pieces]:
    """What was counted and is not any more, as it was."""
    still = {*change.basis} - change.changed
    gone = [one for one in change.basis_before or () if one not in still]
    return [Pieces.unpacked(kept.value(PIECES, one).value) for one in gone]


def _counts(kept: Together, change: Change, left: Sequence[Pieces]) -> tuple[Counts, AbstractSet[str] | None]:
    """In how many articles each piece stands; the pieces that weigh otherwise than before, None for all."""
    if change.basis_before is None:
        counted = {*change.basis}
        found = (chain(*pieces) for one, pieces in _all_pieces(kept, change) if one in counted)
        counts = counts_of(found, all_articles=change.count)
        _keep(kept, counts)
        return counts, None
    known = Counter(json.loads(kept.value(_COUNTS, _ONE).value))
    still = {*change.basis_before} - change.changed
    come = [one for one in change.basis if one not in still]
    if not (left or come):
        return _weighed(known, change), frozenset()
    added = [Pieces.unpacked(kept.value(PIECES, one).value) for one in come]
    before = {piece: known[piece] for pieces in (*left, *added) for part in pieces for piece in part}
    known.subtract(chain.from_iterable(chain(*pieces) for pieces in left))
    known.update(chain.from_iterable(chain(*pieces) for pieces in added))
    counts, old = _weighed(+known, change), _weighed(before, change)
    _keep(kept, counts)
    return counts, {piece for piece in before if not old.weighs_as(counts, piece)}


def _weighed(known: Mapping[str, int], change: Change) -> Counts:
    return Counts(len(change.basis), known, is_rounded(change.count))


def _keep(kept: Together, counts: Counts) -> None:
    written = json.dumps(counts.known, ensure_ascii=False).encode()
    kept.put(_COUNTS, {_ONE: Value(b"", written)})


# ---------------------------------------------------------------------------------------------------- vectors


def _vectors(
    kept: Together, change: Change, counts: Counts, reweighed: AbstractSet[str] | None
) -> Iterator[tuple[str, bytes]]:
    """The vectors of articles that have changed, or hold a piece that weighs otherwise."""
    if reweighed is not None and not reweighed:
        for one in change.changed:
            pieces = Pieces.unpacked(kept.value(PIECES, one).value)
            yield one, packed(vector_of(pieces, counts))
        return
    for one, pieces in _all_pieces(kept, change):
        if reweighed is None or one in change.changed or not reweighed.isdisjoint(chain(*pieces)):
            yield one, packed(vector_of(pieces, counts))
