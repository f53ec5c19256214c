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
from functools import lru_cache
from hashlib import blake2b
from operator import itemgetter
from typing import Final, TypeVar

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
#: So many vectors are held unpacked, and so many packed (30 MB); and of so many pieces who is known by them.
_AT_HAND: Final = 4_000
_AT_HAND_PACKED: Final = 1 << 15
_AT_HAND_PIECES: Final = 1 << 16
_Other = TypeVar("_Other")


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

    def __init__(self, vector: Callable[[str], bytes], holders: Callable[[int], Sequence[int]]) -> None:
        """``vector``: of an article, packed; ``holders``: who is known by a piece, by their numbers."""
        self.packed, self._holders = lru_cache(_AT_HAND_PACKED)(vector), holders
        self.holders = lru_cache(_AT_HAND_PIECES)(self._few)
        self.vector = lru_cache(_AT_HAND)(self._unpacked)

    def _few(self, piece: int) -> Sequence[int]:
        return if_rare(self._holders(piece))

    def _unpacked(self, one: str) -> tuple[Vector, AbstractSet[int]]:
        """The vector of an article; and its pieces alone, for sets are compared fastest."""
        vector = unpacked(self.packed(one))
        return vector, frozenset(vector)


def if_rare(holders: Sequence[int]) -> Sequence[int]:
    """Who is known by a rare piece; of one that is not rare nobody is asked for."""
    return holders if len(holders) <= RARE else ()


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


def pieces_of(page: Page) -> array[int]:
    """Those of the headline and of the beginning of the text."""
    told = {*_pieces(headline(page))}
    found = sorted(told.union(_pieces(page.body[:_OPENING])))
    return array("Q", [number_of(piece) << 1 | (piece in told) for piece in found])


def numbers_of(pieces: Iterable[int]) -> list[int]:
    """Those of pieces of words alone."""
    return [piece >> 1 for piece in pieces]


def _pieces(text: str) -> Iterator[str]:
    """The beginning of each Korean word (its particle stands at the end) and its runs of three letters.

    Latin words whole.
    """
    for word in _HANGUL.findall(text):
        yield word[:2]
        yield from (word[at : at + 3] for at in range(len(word) - 2))
    yield from (word.lower() for word in _LATIN.findall(text))


def weighing(articles: int, *, is_rounded: bool) -> Callable[[Iterable[int], Iterable[int]], Vector]:
    """What gives the heaviest pieces of an article, of its pieces and in how many ``articles`` each stands.

    ``is_rounded``: whether that is rounded.
    """
    weights = _Weights(Counts(articles, {}, is_rounded))

    def vector_of(pieces: Iterable[int], counted: Iterable[int]) -> Vector:
        weighed = [
            (by, piece >> 1)
            for piece, count in zip(pieces, counted, strict=True)
            if (by := weights[count << 1 | piece & 1]) is not None
        ]
        heaviest = sorted(weighed, key=itemgetter(0))[:_MOST_PIECES]
        length = _length(weight for weight, _ in heaviest)
        return {number: -weight / length for weight, number in heaviest} if length else {}

    return vector_of


class _Weights(dict[int, float | None]):
    """Of what stands in so many articles, by twice their count, and one more for what a headline tells.

    Below 0, for the heaviest is first; None where it says nothing.
    """

    def __init__(self, counts: Counts) -> None:
        super().__init__()
        self._counts = counts

    def __missing__(self, key: int) -> float | None:
        rarity = self._counts.rarity(key >> 1, is_told=bool(key & 1))
        self[key] = None if rarity is None else -(_HEADLINE_WEIGHT if key & 1 else 1.0) * rarity
        return self[key]


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights))
