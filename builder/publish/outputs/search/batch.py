"""The documents of a batch as the index holds them, made in whatever process.

A batch holds documents that follow each other; what the index says of all is put together of its batches.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from builder.publish.outputs.search import coding, layout
from builder.publish.outputs.search.documents import Drafts, SearchDocument
from builder.publish.outputs.search.facts import Facts, facts_of, line_of
from builder.publish.outputs.search.layout import Written
from builder.publish.outputs.search.postings import postings_of
from builder.publish.outputs.search.records import record
from builder.spool import Spool, Waiting
from builder.workers import Shared

#: A multiple of the documents a file may hold. More of them share more terms, and take more memory.
SIZE: Final = 256


class Numbered(NamedTuple):
    """A document to be made, and its number in the index."""

    number: int
    digest: str
    make: Callable[[], SearchDocument]


class _Run:
    """A term's postings in documents that follow each other; those before decide how the first is written."""

    __slots__ = ("first", "frequency", "last", "marks", "rest", "times")

    def __init__(
        self,
        first: int,
        frequency: int,
        rest: bytes,
        last: int,
        times: int,
        marks: tuple[_Mark, ...] = (),
    ) -> None:
        self.first, self.frequency, self.rest = first, frequency, bytearray(rest)
        self.last, self.times, self.marks = last, times, marks

    def __reduce__(self) -> tuple[type[_Run], tuple[object, ...]]:
        """As it waits on the disk, or goes to another process."""
        return _Run, (self.first, self.frequency, bytes(self.rest), self.last, self.times, self.marks)

    def join(self, other: _Run) -> None:
        """Add those of documents that follow."""
        if self.times - (self.marks[-1].times if self.marks else 0) >= coding.SPAN:
            self.marks += (_Mark(self.times, self.last, len(self.rest)),)
        self.rest += coding.encode_posting(other.first - self.last, other.frequency).encode()
        if other.marks:
            self.marks += tuple(one.behind(self) for one in other.marks)
        self.rest += other.rest
        self.last = other.last
        self.times += other.times

    def written(self) -> Written:
        """The postings, none of which stands before these."""
        begin = coding.encode_posting(self.first + 1, self.frequency)
        spans, before = [], _Mark(0, -1, -len(begin))
        for one in (*self.marks, _Mark(self.times, self.last, len(self.rest))):
            spans.append(
                coding.Span(one.last - before.last, one.times - before.times, one.length - before.length)
            )
            before = one
        return Written(begin + self.rest.decode(), tuple(spans))


class _Mark(NamedTuple):
    """A place between the postings of a run: how many stand before it, the last of them, their characters."""

    times: int
    last: int
    length: int

    def behind(self, run: _Run) -> _Mark:
        """The same in a run with this one before it."""
        return _Mark(run.times + self.times, self.last, len(run.rest) + self.length)


class Batch(NamedTuple):
    """What a batch adds to the index."""

    facts: list[Facts]
    lines: list[bytes]
    """Of the facts (facts.py)."""
    files: dict[str, bytes]
    """Of its documents, by path."""
    runs: dict[str, _Run]


def numbered(drafts: Drafts[Any]) -> Iterator[Numbered]:
    """The documents of a whole index."""
    return (Numbered(number, *drafts[number]) for number in range(len(drafts)))


def per_file(count: int) -> Shared[int]:
    """How many documents a file holds, for ``indexed``."""
    return Shared(count, int, str(count).encode)


def indexed(count: int, batch: Sequence[Numbered]) -> list[Batch]:
    """What these documents add to an index of ``count`` documents a file; the first begins a file."""
    made = [one.make() for one in batch]
    found = [postings_of(document) for document in made]
    facts = [facts_of(document, terms) for document, terms in zip(made, found, strict=True)]
    lines = [line_of(one.digest, its) for one, its in zip(batch, facts, strict=True)]
    files = {
        layout.documents_path((batch[0].number + start) // count): layout.script(
            [record(document) for document in made[start : start + count]]
        )
        for start in range(0, len(made), count)
    }
    return [Batch(facts, lines, files, _runs(batch[0].number, found))]


def _runs(first: int, found: Iterable[Mapping[str, int]]) -> dict[str, _Run]:
    postings: dict[str, list[tuple[int, int]]] = {}
    for number, terms in enumerate(found, first):
        for term, frequency in terms.items():
            postings.setdefault(term, []).append((number, frequency))
    return {term: _run(members) for term, members in postings.items()}


def _run(postings: Sequence[tuple[int, int]]) -> _Run:
    (last, frequency), written = postings[0], []
    for number, count in postings[1:]:
        written.append(coding.encode_posting(number - last, count))
        last = number
    return _Run(postings[0][0], frequency, "".join(written).encode(), last, len(postings))


#: Postings of so many batches are in memory; then they wait on the disk, in parts that are put together one
#: by one: the shards of no division lie in two of them.
_HELD: Final = 16
_PARTS: Final = 1 << layout.FEWEST_BITS


class Postings:
    """Postings of all terms, written as the batches come in order of their numbers."""

    def __init__(self, folder: Path) -> None:
        """``folder``: for what does not fit into memory."""
        self._spool = Spool(folder)
        self._waiting: list[list[bytes | Waiting]] = [[] for _ in range(_PARTS)]
        self._runs: dict[str, _Run] = {}
        self._batches = 0

    def add(self, runs: Mapping[str, _Run]) -> None:
        """Those of the batch that follows."""
        if self._batches and self._batches % _HELD == 0:
            for waiting, part in zip(self._waiting, self._parts(), strict=True):
                waiting.append(self._spool.put(pickle.dumps(part)))
            self._runs = {}
        self._batches += 1
        _join(self._runs, runs)

    def _parts(self) -> list[dict[str, _Run]]:
        parts: list[dict[str, _Run]] = [{} for _ in range(_PARTS)]
        for term, run in self._runs.items():
            parts[layout.shard_of(term, _PARTS)][term] = run
        return parts

    def shards(self, count: int) -> Iterator[tuple[int, dict[str, Written]]]:
        """(shard, term → its postings) for every shard, empty ones too."""
        for number, held in enumerate(self._parts()):
            runs: dict[str, _Run] = {}
            for waiting in self._waiting[number]:
                _join(runs, pickle.loads(bytes(waiting)))  # noqa: S301 - our own, from a file without a name
            _join(runs, held)
            shards: dict[int, dict[str, Written]] = {shard: {} for shard in range(number, count, _PARTS)}
            for term, run in runs.items():
                shards[layout.shard_of(term, count)][term] = run.written()
            yield from shards.items()


def _join(runs: dict[str, _Run], following: Mapping[str, _Run]) -> None:
    for term, run in following.items():
        known = runs.setdefault(term, run)
        if known is not run:
            known.join(run)
