"""How close two articles are by their words.

No dictionary, only how rare the pieces of words are that they share.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from builder.pages.page import Page
from builder.publish.outputs.related.basis import Counts

#: Letters of the body that are looked at: who, what and why stand there, and the work stays the same however
#: long an article is.
_OPENING: Final = 600
#: The pieces an article is known by: its rarest. More of them make the lists no better and the work longer
#: (1,380 releases read).
_MOST_PIECES: Final = 60
#: A piece in more articles than that leads to no candidates; it still counts where two articles are compared.
_RARE: Final = 40
_HEADLINE_WEIGHT: Final = 2.0
_HANGUL: Final = re.compile(r"[가-힣]{2,}")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9]+")


class Pieces(NamedTuple):
    """The pieces of words that an article is known by, each once. Kept as little: there are hundreds."""

    told: tuple[str, ...]
    """Those of the headline; they count ``_HEADLINE_WEIGHT`` times."""
    others: tuple[str, ...]
    """Those of the beginning of the text alone."""


#: Piece of a word → its weight; the squares of all weights of an article sum up to 1.
Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Closeness:
    """The articles of an archive as vectors, by key, and the lists of those that hold each rare piece."""

    vectors: Mapping[str, Vector]
    holders: Mapping[str, Sequence[str]]

    def between(self, one: str, other: str) -> float:
        """From 0 (nothing in common) to 1 (the same words)."""
        first, second = self.vectors[one], self.vectors[other]
        return sum(weight * second[piece] for piece, weight in first.items() if piece in second)

    def shared(self, one: str, other: str) -> int:
        """How many pieces of words both have."""
        return len(self.vectors[one].keys() & self.vectors[other].keys())

    def candidates(self, one: str, most: int) -> list[str]:
        """The ``most`` articles that share most of the rare pieces of ``one``, the closest first."""
        shared: dict[str, float] = defaultdict(float)
        for piece, weight in self.vectors[one].items():
            for other in self.holders.get(piece, ()):
                shared[other] += weight * weight
        shared.pop(one, None)
        return sorted(shared, key=lambda other: (-shared[other], other))[:most]


def closeness(pieces: Mapping[str, Pieces], counts: Counts) -> Closeness:
    """The articles, of which the pieces are given by key, ready to be compared.

    ``counts``: of pieces, by which they weigh. Work is linear in the number of articles.
    """
    vectors = {name: _vector(found, counts) for name, found in pieces.items()}
    known_in = Counter(piece for found in pieces.values() for part in found for piece in part)
    holders: dict[str, list[str]] = defaultdict(list)
    for name in sorted(vectors):
        for piece in vectors[name]:
            if known_in[piece] <= _RARE:
                holders[piece].append(name)
    return Closeness(vectors, holders)


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


def _vector(found: Pieces, counts: Counts) -> Vector:
    """The heaviest pieces."""
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
