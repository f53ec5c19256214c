"""The index on disk: kept in a cache, brought up to date document by document, and linked into the site.

The bytes of the index depend on the documents alone. What has changed since the cache was written is found by
each document's digest; the postings of a changed document are taken out and put in term by term (changes.py).
Where more than a part has changed, or the cache is not exactly as it was left, or another version of this
code wrote it, all is built anew, in one pass over the documents, batch by batch (batch.py): the postings are
held in memory as they are written (some 250 bytes a document of 400 characters), the texts are not.
"""

from __future__ import annotations

import contextlib
import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from builder.progress import Count
from builder.publish.outputs.search import layout
from builder.publish.outputs.search.batch import SIZE, Postings, indexed, numbered, per_file
from builder.publish.outputs.search.changes import updated
from builder.publish.outputs.search.disk import Index, Meant, Stands, empty_index, read_index
from builder.publish.outputs.search.documents import Draft
from builder.publish.outputs.search.layout import Division
from builder.publish.outputs.search.meanings import (
    filter_of,
    meaning_files,
    meanings_of,
    people,
    vocabulary,
)
from builder.publish.outputs.search.named import named
from builder.publish.outputs.search.names import Names
from builder.workers import HERE, Workers


def write_index(
    drafts: Sequence[Draft],
    names: Names,
    target: Path,
    cached: Path,
    progress: Count | None = None,
    workers: Workers = HERE,
    stands: Stands = lambda _path, _digest: False,
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
        index = _built(drafts, cached, progress, workers)
    elif progress:
        progress(len(drafts), len(drafts))
    _write_common(index, names)
    index.commit()
    index.publish(target, stands)


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
    """The columns, the words and their meanings, and the manifest: of the facts of all documents."""
    _write_meanings(index, names)
    _replace(index, "columns/", layout.column_files(index.facts, names))
    index.write({"named.js": layout.script(named(index.facts, names))})
    digests = sorted((path, file.digest) for path, file in index.files.items() if path != layout.MANIFEST)
    version = blake2b(json.dumps(digests).encode(), digest_size=6).hexdigest()
    manifest = layout.manifest(index.facts, names, index.divided, version, index.meant.filter)
    index.write({layout.MANIFEST: manifest})


def _write_meanings(index: Index, names: Names) -> None:
    """The words, their meanings and the people, unless they stand as they would be made."""
    made_of = json.dumps([[(one.words, one.pairs) for one in index.facts], repr(names)], ensure_ascii=False)
    digest = blake2b(made_of.encode(), digest_size=12).hexdigest()
    if index.meant.digest == digest:
        return
    meant = meanings_of(names, index.facts)
    _replace(index, "meanings/", meaning_files(meant, names))
    index.write({"words.js": layout.script(vocabulary(index.facts))})
    index.write({"people.js": layout.script(people(names))})
    index.meant = Meant(digest, filter_of(meant, names))


def _replace(index: Index, folder: str, files: Mapping[str, bytes]) -> None:
    """These files are all that the folder holds."""
    index.remove([path for path in index.files if path.startswith(folder) and path not in files])
    index.write(files)


def _built(drafts: Sequence[Draft], cached: Path, progress: Count | None, workers: Workers) -> Index:
    """All of it, from nothing."""
    count = layout.documents_per_file([len(draft.make().text) for draft in drafts[: layout.MEASURED]])
    index = empty_index(cached, Division(1, count))
    postings = Postings()
    for one in workers.map(per_file(count), indexed, numbered(drafts), len(drafts), batch=SIZE):
        index.write(one.files)
        postings.add(one.runs)
        for facts in one.facts:
            index.facts.append(facts)
            if progress:
                progress(len(index.facts), len(drafts))
    index.divided = layout.division(index.facts)
    for shard, members in postings.shards(index.divided.shards):
        index.write(layout.shard_files(shard, members))
    return index
