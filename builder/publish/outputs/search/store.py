"""The index on disk: kept in a cache, brought up to date document by document, and linked into the site.

The bytes of the index depend on the documents alone. What has changed since the cache was written is found by
each document's digest; the postings of a changed document are taken out and put in term by term (changes.py).
Where more than a part has changed, or the cache is not exactly as it was left, or another version of this
code wrote it, all is built anew, in one pass over the documents: the postings are held in memory as they are
written (some 250 bytes a document of 400 characters), the texts are not.
"""

from __future__ import annotations

import contextlib
import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from builder.progress import Count
from builder.publish.outputs.search import coding, layout
from builder.publish.outputs.search.changes import updated
from builder.publish.outputs.search.disk import Index, empty_index, read_index
from builder.publish.outputs.search.documents import Draft
from builder.publish.outputs.search.layout import Division
from builder.publish.outputs.search.meanings import (
    filter_of,
    meaning_files,
    meanings_of,
    people,
    vocabulary,
)
from builder.publish.outputs.search.names import Names
from builder.publish.outputs.search.postings import postings_of


def write_index(
    drafts: Sequence[Draft], names: Names, target: Path, cached: Path, progress: Count | None = None
) -> None:
    """Bring the index in ``cached`` up to date with the documents (by added, id), and put it at ``target``.

    ``progress`` is called with (done, all) of the documents that are read. Files at ``target`` that belong to
    no index are left alone.

    Raises:
        OSError: the disk refuses. The next run builds the index anew.
    """
    known = read_index(cached)
    index = updated(known, drafts) if known else None
    if index is None:
        index = _built(drafts, cached, progress)
    elif progress:
        progress(len(drafts), len(drafts))
    _write_common(index, names)
    index.commit()
    index.publish(target)


@contextlib.contextmanager
def no_garbage() -> Iterator[None]:
    """Nothing here is part of a cycle.

    The collector would walk through the whole archive again and again (a quarter of an update).
    """
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


def _write_common(index: Index, names: Names) -> None:
    """The columns, the words and their meanings, and the manifest: made anew each time, from the facts."""
    meant = meanings_of(names, index.facts)
    common = {
        **layout.column_files(index.facts, names),
        **meaning_files(meant, names),
        "words.js": layout.script(vocabulary(index.facts)),
        "people.js": layout.script(people(names)),
    }
    stale = [
        path for path in index.files if path.startswith(("columns/", "meanings/")) and path not in common
    ]
    index.remove(stale)
    index.write(common)
    digests = sorted((path, file.digest) for path, file in index.files.items() if path != layout.MANIFEST)
    version = blake2b(json.dumps(digests).encode(), digest_size=6).hexdigest()
    manifest = layout.manifest(index.facts, names, index.divided, version, filter_of(meant, names))
    index.write({layout.MANIFEST: manifest})


class _Postings:
    """Postings of all terms, written as the documents come in order of their numbers."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._count: dict[str, int] = {}
        self._written: dict[str, bytearray] = {}

    def add(self, number: int, found: Mapping[str, int]) -> None:
        """A document's terms; ``number`` is greater than those before."""
        for term, frequency in found.items():
            posting = coding.encode_posting(number - self._last.get(term, -1), frequency).encode()
            if term in self._last:
                self._written[term] += posting
                self._count[term] += 1
            else:
                self._written[term] = bytearray(posting)
                self._count[term] = 1
            self._last[term] = number

    def shards(self, count: int) -> Iterator[tuple[int, dict[str, tuple[int, str]]]]:
        """(shard, term → how many postings, postings written) for every shard, empty ones too."""
        members: list[list[str]] = [[] for _ in range(count)]
        for term in self._written:
            members[layout.shard_of(term, count)].append(term)
        for shard, found in enumerate(members):
            yield shard, {term: (self._count[term], self._written[term].decode()) for term in found}


def _built(drafts: Sequence[Draft], cached: Path, progress: Count | None) -> Index:
    """All of it, from nothing."""
    per_file = layout.documents_per_file([len(draft.make().text) for draft in drafts[: layout.MEASURED]])
    index = empty_index(cached, Division(1, per_file))
    postings = _Postings()
    for start in range(0, len(drafts), per_file):
        made = [draft.make() for draft in drafts[start : start + per_file]]
        for document, draft in zip(made, drafts[start:], strict=False):
            found = postings_of(document)
            postings.add(len(index.facts), found)
            index.facts.append(layout.facts_of(document, draft.digest, found))
            if progress:
                progress(len(index.facts), len(drafts))
        records = [layout.record(document) for document in made]
        index.write({layout.documents_path(start // per_file): layout.script(records)})
    index.divided = layout.division(index.facts)
    for shard, members in postings.shards(index.divided.shards):
        index.write(layout.shard_files(shard, members))
    return index
