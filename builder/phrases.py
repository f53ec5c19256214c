"""All words the registries know, found in one pass over a text, whatever its spaces.

``디지털뉴딜`` is ``디지털 뉴딜``. Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from operator import itemgetter
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from builder.text import fold_dots

_SPACE: Final = re.compile(r"\s")
#: Parts the texts of one scan: no text holds it once its white space is gone.
_BETWEEN: Final = "\n"


class TermKind(StrEnum):
    """What a word of the registries is to the reader."""

    NAME = "name"
    TOPIC = "topic"
    EVENT = "event"
    VERB = "verb"
    OFFICE = "office"


#: Of a match of the automaton: which pattern, from where, to where.
_START: Final = itemgetter(1)
#: The letters of a shorter term meet by accident across a space.
_LONG_ENOUGH: Final = 4

#: Found letter for letter, spaces included; the others whatever their spaces.
_EXACT: Final = frozenset({TermKind.NAME, TermKind.VERB, TermKind.OFFICE})


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a registry.

    ``id``: what it stands for there (a topic's slug, an event's id, what a verb tells).
    """

    kind: TermKind
    id: str
    text: str
    weight: float = 0.0
    whole_word: bool = False
    """Whether it must not stand inside a word: no letter or digit right before it."""


class Hit(NamedTuple):
    """A term found.

    Where it stands in the text as given, and whether it splits a number (``1차 회의`` in ``11차 회의``).
    """

    term: Term
    start: int
    end: int
    splits_number: bool


class Lexicon:
    """Terms behind one automaton (Aho-Corasick). Work is linear in the text and its hits."""

    __slots__ = ("_automaton", "_terms")

    def __init__(self, terms: Iterable[Term]) -> None:
        """Take the terms; dots are folded and spaces dropped, and so they are in the text."""
        terms = list(terms)
        without_space = ("".join(term.text.split()) for term in terms)
        squeezed = fold_dots(_BETWEEN.join(without_space)).split(_BETWEEN)  # at once: they are thousands
        by_letters: dict[str, list[Term]] = {}
        for letters, term in zip(squeezed, terms, strict=True):
            if letters:
                by_letters.setdefault(letters, []).append(term)
        self._terms = tuple(tuple(same) for same in by_letters.values())
        self._automaton = AhoCorasick(by_letters, implementation=Implementation.ContiguousNFA)

    def scan(self, texts: Sequence[str], starts: Sequence[int] = ()) -> list[list[Hit]]:
        """For each text (dots folded) every term at every place, overlapping ones too.

        In order of place, the longest first. ``starts``: where the first of the texts stand in a longer one;
        the places of their hits are told by it.
        """
        words = [text.split() for text in texts]
        squeezed = ["".join(parts) for parts in words]
        letters = _BETWEEN.join(squeezed)
        found = self._automaton.find_matches_as_indexes(letters, overlapping=True)
        found.reverse()  # of those that begin at one place the longest first, as it ends last
        found.sort(key=_START)
        hits: list[list[Hit]] = [[] for _ in texts]
        which, offset, reached = -1, 0, -1
        for number, start, end in found:
            if start > reached:
                while start > reached:
                    which += 1
                    offset, reached = reached + 1, reached + 1 + len(squeezed[which])
                text, gaps, own = texts[which], _gaps(texts[which], words[which]), hits[which]
                moved = starts[which] if which < len(starts) else 0
            begin, last = start - offset, end - 1 - offset
            first, behind = begin + bisect_right(gaps, begin), last + bisect_right(gaps, last) + 1
            splits = letters[start].isdigit() and begin > 0 and letters[start - 1].isdigit()
            for term in self._terms[number]:
                if _stands(term, text, first, behind):
                    own.append(Hit(term, first + moved, behind + moved, splits))
        return hits

    def longest(self, text: str) -> tuple[Hit, ...]:
        """The terms in a text, none inside another."""
        return longest(self.scan([text])[0])


def _gaps(text: str, words: Sequence[str]) -> list[int]:
    """Before which letter each white space of the text stands, counted without spaces."""
    if len(text) == sum(map(len, words)) + len(words) - 1:  # one space between two words, none around them
        return list(accumulate(map(len, words)))[:-1]
    return [match.start() - count for count, match in enumerate(_SPACE.finditer(text))]


def _stands(term: Term, text: str, start: int, end: int) -> bool:
    """Whether a term stands at a place where its letters do."""
    if term.kind in _EXACT:
        return end - start == len(term.text) and text.startswith(term.text, start)
    if len(term.text) < _LONG_ENOUGH and end - start > len(term.text):
        return False  # 원 전체 is no 원전
    return not (term.whole_word and start and text[start - 1].isalnum())


def longest(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The longest hit at each place, from left to right, none inside another.

    All terms of one phrase stand together.
    """
    found: list[Hit] = []
    for hit in hits:
        if hit.splits_number:
            continue
        if not found or hit.start >= found[-1].end or hit[1:3] == found[-1][1:3]:
            found.append(hit)
    return tuple(found)


def squeeze(text: str) -> str:
    """The text without white space, middle dots folded."""
    return fold_dots("".join(text.split()))
