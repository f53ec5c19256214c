"""How close two articles are by their words.

No dictionary, only how rare the pieces of words are that they share.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Final, NamedTuple

from builder.pages.page import Page
from builder.publish.outputs.related.basis import Counts

#: Letters of the body that are looked at: who, what and why stand there, and the work stays the same however
#: long an article is.
_OPENING: Final = 600
#: The pieces an article is known by: its rarest. More of them make the lists no better and the work longer
#: (1,380 releases read).
_MOST_PIECES: Final = 60
#: A piece that more articles are known by leads to no candidates; it still counts where two are compared.
RARE: Final = 40
_HEADLINE_WEIGHT: Final = 2.0
_HANGUL: Final = re.compile(r"[가-힣]{2,}")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]+")
#: So many vectors are held unpacked.
_AT_HAND: Final = 4_000


class Pieces(NamedTuple):
    """The pieces of words of an article, each once."""

    told: tuple[str, ...]
    """Those of the headline; they count ``_HEADLINE_WEIGHT`` times."""
    others: tuple[str, ...]
    """Those of the beginning of the text alone."""

    def packed(self) -> bytes:
        """As bytes: there are hundreds, of each article."""
        return b"\n".join("\0".join(part).encode() for part in self)

    @classmethod
    def unpacked(cls, packed: bytes) -> Pieces:
        """``packed`` undone."""
        told, others = packed.decode().split("\n")
        return cls(tuple(told.split("\0")) if told else (), tuple(others.split("\0")) if others else ())


#: Piece of a word → its weight; the squares of all weights of an article sum up to 1.
Vector = Mapping[str, float]


def packed(vector: Vector) -> bytes:
    """A vector as bytes, to be held by the thousand."""
    return "\0".join(vector).encode() + b"\n" + array("d", vector.values()).tobytes()


def unpacked(written: bytes) -> dict[str, float]:
    """``packed`` undone."""
    _, _, weights = written.partition(b"\n")
    return dict(zip(known_by(written), array("d", weights), strict=True))


def known_by(written: bytes) -> list[str]:
    """The pieces of a packed vector."""
    pieces = written.partition(b"\n")[0].decode()
    return pieces.split("\0") if pieces else []


def holders(vectors: Mapping[str, bytes], wanted: Collection[str]) -> dict[str, list[str]]:
    """Who is known by each of the ``wanted`` pieces, in order of keys; at most one more than ``RARE``."""
    found: dict[str, list[str]] = defaultdict(list)
    asked = frozenset(wanted)
    for name in sorted(vectors):
        for piece in asked.intersection(known_by(vectors[name])):
            if len(found[piece]) <= RARE:
                found[piece].append(name)
    return found


@dataclass(frozen=True, slots=True)
class Closeness:
    """The articles of an archive as packed vectors, by key, and who holds the pieces that are asked for."""

    vectors: Mapping[str, bytes]
    holders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    _at_hand: dict[str, tuple[Vector, AbstractSet[str]]] = field(default_factory=dict, repr=False)

    def _vector(self, one: str) -> tuple[Vector, AbstractSet[str]]:
        """Of an article; and its pieces alone, for sets are compared fastest."""
        if one not in self._at_hand:
            if len(self._at_hand) >= _AT_HAND:
                self._at_hand.clear()
            vector = unpacked(self.vectors[one])
            self._at_hand[one] = vector, frozenset(vector)
        return self._at_hand[one]

    def between(self, one: str, other: str) -> tuple[float, int]:
        """From 0 (nothing in common) to 1 (the same words); and how many pieces both are known by."""
        (first, known), (second, others) = self._vector(one), self._vector(other)
        shared = known & others
        return math.fsum([first[piece] * second[piece] for piece in shared]), len(shared)

    def candidates(self, one: str, most: int) -> list[str]:
        """The ``most`` articles that share most of the rare pieces of ``one``, the closest first."""
        shared: dict[str, float] = defaultdict(float)
        for piece, weight in self._vector(one)[0].items():
            found = self.holders.get(piece, ())
            for other in found if len(found) <= RARE else ():
                shared[other] += weight * weight
        shared.pop(one, None)
        least = nlargest(most, shared.values())[-1:]  # most share too little to be put in order
        near = [other for other, weight in shared.items() if weight >= least[0]]
        return sorted(near, key=lambda other: (-shared[other], other))[:most]


def headline(page: Page) -> str:
    """The title and its subtitles."""
    return " ".join((page.record.title, *page.record.subtitle))


def shared_pieces(one: str, other: str) -> float:
    """How much of the shorter text stands in the other, by pieces of words: 0 to 1."""
    first, second = set(_pieces(one)), set(_pieces(other))
    return len(first & second) / max(1, min(len(first), len(second)))


def pieces_of(page: Page) -> Pieces:
    """Those of the headline and of the beginning of the text."""
    told = dict.fromkeys(_pieces(headline(page)))
    others = (piece for piece in dict.fromkeys(_pieces(page.body[:_OPENING])) if piece not in told)
    return Pieces(tuple(told), tuple(others))


def _pieces(text: str) -> Iterator[str]:
    """The beginning of each Korean word (its particle stands at the end) and its runs of three letters.

    Latin words whole.
    """
    for word in _HANGUL.findall(text):
        yield word[:2]
        yield from (word[at : at + 3] for at in range(len(word) - 2))
    yield from (word.lower() for word in _LATIN.findall(text))


def vector_of(found: Pieces, counts: Counts) -> Vector:
    """The heaviest pieces; ``counts``: by which they weigh."""
    weighed = {
        piece: (_HEADLINE_WEIGHT if is_told else 1.0) * rarity
        for is_told, part in ((True, found.told), (False, found.others))
        for piece in part
        if (rarity := counts.rarity(piece, is_told=is_told)) is not None
    }
    heaviest = sorted(weighed, key=lambda piece: (-weighed[piece], piece))[:_MOST_PIECES]
    length = _length(weighed[piece] for piece in heaviest)
    return {piece: weighed[piece] / length for piece in heaviest} if length else {}


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights))
