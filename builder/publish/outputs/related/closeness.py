"""How close two articles are by their words.

No dictionary, only how rare the pieces of words are that they share.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache, partial
from hashlib import blake2b
from heapq import nlargest
from itertools import repeat
from typing import Final, NamedTuple, TypeVar

from builder.pages.page import Page
from builder.publish.outputs.related.basis import Counts
from builder.roll import Roll

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
#: So many vectors are held unpacked, and so many packed (30 MB); of so many pieces who is known by them; and
#: what pieces weigh by so many counts.
_AT_HAND: Final = 4_000
_AT_HAND_PACKED: Final = 1 << 15
_AT_HAND_PIECES: Final = 1 << 16
_AT_HAND_COUNTS: Final = 1 << 14
_Other = TypeVar("_Other")


class Pieces(NamedTuple):
    """The pieces of words of an article, each once."""

    told: tuple[str, ...]
    """Those of the headline; they count ``_HEADLINE_WEIGHT`` times."""
    others: tuple[str, ...]
    """Those of the beginning of the text alone."""

    @property
    def numbers(self) -> array[int]:
        """Of all of them."""
        return array("Q", map(number_of, (*self.told, *self.others)))

    def packed(self) -> bytes:
        """As bytes: there are hundreds, of each article."""
        return b"\n".join("\0".join(part).encode() for part in self)

    @classmethod
    def unpacked(cls, packed: bytes) -> Pieces:
        """``packed`` undone."""
        told, others = packed.decode().split("\n")
        return cls(tuple(told.split("\0")) if told else (), tuple(others.split("\0")) if others else ())


#: Number of a piece of a word → its weight, the heaviest first; the squares of all weights sum up to 1.
Vector = Mapping[int, float]


@lru_cache(1 << 16)
def number_of(thing: str) -> int:
    """A piece of a word, or a name, in 40 bits: of a million of them hardly two have one number."""
    return int.from_bytes(blake2b(thing.encode("utf-8", "surrogatepass"), digest_size=5).digest())


def packed(vector: Vector) -> bytes:
    """A vector as bytes: the numbers, then the weights."""
    return array("Q", vector).tobytes() + array("d", vector.values()).tobytes()


def unpacked(written: bytes) -> dict[int, float]:
    """``packed`` undone."""
    return dict(zip(known_by(written), array("d", written[len(written) // 2 :]), strict=True))


def known_by(written: bytes) -> array[int]:
    """The numbers of a packed vector."""
    return array("Q", written[: len(written) // 2])


class Closeness:
    """The articles of an archive by the pieces of words that they are known by."""

    def __init__(
        self, vector: Callable[[str], bytes], holders: Callable[[int], Sequence[int]], roll: Roll
    ) -> None:
        """``vector``: of an article, packed; ``holders``: who is known by a piece, by their numbers."""
        self._packed, self._holders, self._roll = lru_cache(_AT_HAND_PACKED)(vector), holders, roll
        self.holders = lru_cache(_AT_HAND_PIECES)(self._few)
        self.vector = lru_cache(_AT_HAND)(self._unpacked)

    def _few(self, piece: int) -> Sequence[int]:
        """Who is known by a rare piece; of one that is not rare nobody is asked for."""
        found = self._holders(piece)
        return found if len(found) <= RARE else ()

    def _unpacked(self, one: str) -> tuple[Vector, AbstractSet[int]]:
        """The vector of an article; and its pieces alone, for sets are compared fastest."""
        vector = unpacked(self._packed(one))
        return vector, frozenset(vector)

    def between(self, one: str, other: str) -> tuple[float, int]:
        """From 0 (nothing in common) to 1 (the same words); and how many pieces both are known by."""
        (first, known), (second, others) = self.vector(one), self.vector(other)
        shared = known & others
        return math.fsum([first[piece] * second[piece] for piece in shared]), len(shared)

    def candidates(self, one: str, most: int) -> tuple[list[str], float]:
        """The ``most`` articles that share most of the rare pieces of ``one``, the closest first.

        And how much has to be shared at least to be among them, 0 where they are fewer.
        """
        shared = shared_by(self.vector(one)[0], self.holders)
        shared.pop(self._roll.numbers[one], None)
        heaviest = nlargest(most, shared.values())
        least = heaviest[-1] if len(heaviest) == most else 0.0  # most share too little to be put in order
        names = self._roll.names
        near = [(-weight, names[other]) for other, weight in shared.items() if weight >= least]
        return [other for _, other in sorted(near)[:most]], least


def shared_by(vector: Vector, holders: Callable[[int], Iterable[_Other]]) -> dict[_Other, float]:
    """How much of a vector others share. ``holders``: those who are known by a piece too."""
    shared: dict[_Other, float] = defaultdict(float)
    for piece, weight in vector.items():
        for other in holders(piece):
            shared[other] += weight * weight
    return shared


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


def weighing(counts: Counts) -> Callable[[Pieces], Vector]:
    """What gives the heaviest pieces of an article, by these counts."""
    count = counts.known.get
    told, other = (lru_cache(_AT_HAND_COUNTS)(partial(_weight, counts, is_told)) for is_told in (True, False))

    def vector_of(found: Pieces) -> Vector:
        weighed: list[tuple[float, str, int]] = []
        for weight, part in ((told, found.told), (other, found.others)):
            numbers = [*map(number_of, part)]
            pieces = zip(map(weight, map(count, numbers, repeat(0))), part, numbers, strict=True)
            weighed += [(by, piece, number) for by, piece, number in pieces if by is not None]
        heaviest = sorted(weighed)[:_MOST_PIECES]
        length = _length(weight for weight, _, _ in heaviest)
        return {number: -weight / length for weight, _, number in heaviest} if length else {}

    return vector_of


def _weight(counts: Counts, is_told: bool, count: int) -> float | None:  # noqa: FBT001 - faster by place
    """Of what stands in so many articles, below 0, for the heaviest is first; None where it says nothing."""
    rarity = counts.rarity(count, is_told=is_told)
    return None if rarity is None else -(_HEADLINE_WEIGHT if is_told else 1.0) * rarity


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights))
