"""What the index keeps of each document beside its terms and its text, and what it knows of all together.

A document's facts are a line of one file. What is asked of all documents is counted, so that a change adds
and takes away, and nobody reads the others' facts.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, NamedTuple, Self

from builder.publish.outputs.search.documents import DIGEST, SearchDocument
from builder.publish.outputs.search.names import language
from builder.publish.outputs.search.pairs import Pair, agreed, pairs_of
from builder.publish.outputs.search.postings import occurrences
from builder.publish.outputs.search.terms import words

#: So many documents at the start of the archive say how long documents are.
MEASURED: Final = 256


class Facts(NamedTuple):
    """What is kept of a document."""

    length: int
    """Of its terms, weighted."""
    characters: int
    """Of its text."""
    date: str | None
    kind: str
    ministries: str
    """Their ids, with a blank between; so are topics, words and people."""
    topics: str
    words: str
    """Of its title."""
    pairs: tuple[Pair, ...]
    """The short forms that its text explains."""
    people: str
    """The ids of the officials it names in office."""


def facts_of(document: SearchDocument, postings: Mapping[str, int]) -> Facts:
    """``postings`` as ``postings_of`` of postings.py gives them."""
    return Facts(
        length=sum(map(occurrences, postings.values())),
        characters=len(document.text),
        date=document.date,
        kind=document.kind,
        ministries=" ".join(document.ministries),
        topics=" ".join(document.topics),
        words=" ".join(words(document.title, language()["particles"])),
        pairs=pairs_of(document.text),
        people=" ".join(document.people),
    )


def line_of(digest: str, facts: Facts) -> bytes:
    """A document's line: the digest of all that it is made of, and its facts."""
    return f"{digest}{json.dumps(facts, ensure_ascii=False)}\n".encode()


def read_line(line: bytes) -> Facts:
    """The facts of a line.

    Raises:
        ValueError, TypeError: there are none.
    """
    return Facts(*json.loads(line[DIGEST:]))


@dataclass(slots=True)
class Totals:
    """What is known of all documents together."""

    documents: int = 0
    length: int = 0
    measured: int = 0
    """Characters of the first ``MEASURED`` documents."""
    kinds: Counter[str] = field(default_factory=Counter)
    """In how many documents each stands, as in the next three."""
    ministries: Counter[str] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    pairs: dict[str, Counter[str]] = field(default_factory=dict)
    """Short form → what it is short for → how many texts say so."""
    people: dict[str, list[int]] = field(default_factory=dict)
    """The id of an official → the documents that name them in office."""

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Self:
        """The reverse of ``written``.

        Raises:
            ValueError, TypeError, AttributeError: it is none.
        """
        read = cls(**written)
        read.kinds, read.ministries = Counter(read.kinds), Counter(read.ministries)
        read.topics, read.words = Counter(read.topics), Counter(read.words)
        read.pairs = {short: Counter(longs) for short, longs in read.pairs.items()}
        return read

    def written(self) -> dict[str, Any]:
        """As JSON has it."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def add(self, number: int, facts: Facts) -> None:
        """Count the document of this number."""
        self._count(number, facts, 1)
        for person in dict.fromkeys(facts.people.split()):
            known = self.people.setdefault(person, [])
            known.insert(bisect_left(known, number), number)

    def take_away(self, number: int, facts: Facts) -> None:
        """Count it no more.

        Raises:
            ValueError: it was never counted.
        """
        self._count(number, facts, -1)
        for person in dict.fromkeys(facts.people.split()):
            self.people[person].remove(number)

    def _count(self, number: int, facts: Facts, times: int) -> None:
        self.documents += times
        self.length += times * facts.length
        self.measured += times * facts.characters * (number < MEASURED)
        _count(self.kinds, (facts.kind,), times)
        _count(self.ministries, dict.fromkeys(facts.ministries.split()), times)
        _count(self.topics, dict.fromkeys(facts.topics.split()), times)
        _count(self.words, facts.words.split(), times)
        for short, long in facts.pairs:
            _count(self.pairs.setdefault(short, Counter()), (long,), times)

    def agreed(self, shorts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Some of the short forms → what they are short for, as far as texts agree on it."""
        return agreed({short: self.pairs[short] for short in shorts if short in self.pairs})


def _count(counts: Counter[str], found: Iterable[str], times: int) -> None:
    for one in found:
        counts[one] += times
        if not counts[one]:
            del counts[one]
