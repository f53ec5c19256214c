"""The documents of a batch as the index holds them, made in whatever process.

A batch holds documents that follow each other; what the index says of all is put together of its batches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from builder.publish.outputs.search import coding, layout
from builder.publish.outputs.search.documents import Draft, SearchDocument
from builder.publish.outputs.search.layout import Facts
from builder.publish.outputs.search.postings import postings_of
from builder.publish.outputs.search.records import record
from builder.workers import Shared

#: A multiple of the documents a file may hold. More of them share more terms, and take more memory.
SIZE: Final = 256


class Numbered(NamedTuple):
    """A document to be made, and its number in the index."""

    number: int
    digest: str
    make: Callable[[], SearchDocument]


class _Run(NamedTuple):
    """A term's postings in a batch; how the first is written depends on the documents before."""

    first: int
    frequency: int
    rest: str
    last: int
    times: int


class Batch(NamedTuple):
    """What a batch adds to the index."""

    facts: list[Facts]
    files: dict[str, bytes]
    """Of its documents, by path."""
    runs: dict[str, _Run]


def numbered(drafts: Iterable[Draft]) -> Iterator[Numbered]:
    """The documents of a whole index."""
    return (Numbered(number, one.digest, one.make) for number, one in enumerate(drafts))


def per_file(count: int) -> Shared[int]:
    """How many documents a file holds, for ``indexed``."""
    return Shared(count, int, str(count).encode)


def indexed(count: int, batch: Sequence[Numbered]) -> list[Batch]:
    """What these documents add to an index of ``count`` documents a file; the first begins a file."""
    made = [one.make() for one in batch]
    found = [postings_of(document) for document in made]
    facts = [
        layout.facts_of(document, one.digest, terms)
        for one, document, terms in zip(batch, made, found, strict=True)
    ]
    files = {
        layout.documents_path((batch[0].number + start) // count): layout.script(
            [record(document) for document in made[start : start + count]]
        )
        for start in range(0, len(made), count)
    }
    return [Batch(facts, files, _runs(batch[0].number, found))]


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
    return _Run(postings[0][0], frequency, "".join(written), last, len(postings))


class Postings:
    """Postings of all terms, written as the batches come in order of their numbers."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._count: dict[str, int] = {}
        self._written: dict[str, bytearray] = {}

    def add(self, runs: Mapping[str, _Run]) -> None:
        """Those of the batch that follows."""
        for term, run in runs.items():
            known = self._written.setdefault(term, bytearray())
            known += coding.encode_posting(run.first - self._last.get(term, -1), run.frequency).encode()
            known += run.rest.encode()
            self._last[term] = run.last
            self._count[term] = self._count.get(term, 0) + run.times

    def shards(self, count: int) -> Iterator[tuple[int, dict[str, tuple[int, str]]]]:
        """(shard, term → how many postings, postings written) for every shard, empty ones too."""
        members: list[list[str]] = [[] for _ in range(count)]
        for term in self._written:
            members[layout.shard_of(term, count)].append(term)
        for shard, found in enumerate(members):
            yield shard, {term: (self._count[term], self._written[term].decode()) for term in found}
