"""The index on disk: kept in a cache, brought up to date document by document, and linked into the site.

The bytes of the index depend on the documents alone. What has changed since the cache was written is found by
each document's digest; the postings of a changed document are taken out and put in term by term, and what is
said of all documents is counted on (changes.py). Where more than a part has changed, or a file of the cache
is not as it was left, or another version of this code wrote it, all is built anew, in one pass over the
documents, batch by batch (batch.py). Of a document nothing is held in memory: its facts are a line of a file,
its postings wait on the disk until those of their term are put together.
"""

from __future__ import annotations

import contextlib
import gc
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from builder.progress import Count
from builder.publish.outputs.search import layout
from builder.publish.outputs.search.batch import SIZE, Postings, indexed, numbered, per_file
from builder.publish.outputs.search.changes import updated
from builder.publish.outputs.search.disk import Index, Meant, Stands, empty_index, read_index
from builder.publish.outputs.search.documents import Drafts
from builder.publish.outputs.search.facts import MEASURED, read_line
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
    drafts: Drafts[Any],
    names: Names,
    target: Path,
    cached: Path,
    progress: Count | None = None,
    workers: Workers = HERE,
    stands: Stands = lambda _path, _digest: False,
) -> None:
    """Bring the index in ``cached`` up to date with the documents, and put it at ``target``.

    ``progress`` is called with (done, all) of the documents that are read. What ``stands`` is not put at
    ``target``. Files there that belong to no index are left alone.

    Raises:
        OSError: the disk refuses. The next run builds the index anew.
    """
    index = _brought_up_to_date(drafts, names, cached)
    if index and progress:
        progress(len(drafts), len(drafts))
    if index is None or not index.publish(target, stands):
        index = _built(drafts, cached, progress, workers)
        _write_common(index, names)
        index.commit()
        index.publish(target, stands)


def _brought_up_to_date(drafts: Drafts[Any], names: Names, cached: Path) -> Index | None:
    """What the cache holds with what has changed; None where all is to be built anew."""
    known = read_index(cached)
    try:
        index = updated(known, drafts) if known else None
        if index:
            _write_common(index, names)
            index.commit()
    except (ValueError, TypeError, LookupError):  # a file of the cache does not say what it should
        return None
    return index


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
    """The columns, the words and their meanings, and the manifest: of all documents."""
    kinds = layout.kinds_of(index.totals, names)
    digest = blake2b(repr((names, kinds)).encode(), digest_size=12).hexdigest()
    is_new = digest != index.meant.digest
    if is_new or index.stale.meanings:
        _write_meanings(index, names, digest)
    columns = layout.Columns(kinds, names)
    if is_new:
        _write_columns(index, columns)
    else:
        _change_columns(index, columns)
    index.write(
        {
            "words.js": layout.script(vocabulary(index.totals.words)),
            "people.js": layout.script(people(names)),
            "named.js": layout.script(named(index.totals.people, names)),
        }
    )
    digests = sorted((path, file.digest) for path, file in index.files.items() if path != layout.MANIFEST)
    version = blake2b(json.dumps(digests).encode(), digest_size=6).hexdigest()
    manifest = layout.manifest(index.totals, names, index.divided, version, index.meant.filter)
    index.write({layout.MANIFEST: manifest})


def _write_meanings(index: Index, names: Names, digest: str) -> None:
    meant = meanings_of(names, index.totals.agreed(index.totals.pairs))
    _replace(index, "meanings/", meaning_files(meant, names))
    index.meant = Meant(digest, filter_of(meant, names))


def _write_columns(index: Index, columns: layout.Columns) -> None:
    lines, files = index.lines(), dict[str, bytes]()
    while block := [*islice(lines, layout.BLOCK)]:
        files[layout.column_path(len(files))] = columns.file(map(read_line, block))
    _replace(index, "columns/", files)


def _change_columns(index: Index, columns: layout.Columns) -> None:
    blocks: dict[int, dict[int, layout.Changed]] = defaultdict(dict)
    for number, facts in index.stale.facts.items():
        blocks[number // layout.BLOCK][number % layout.BLOCK] = facts
    for block, changes in blocks.items():
        path = layout.column_path(block)
        known = index.read(path) if path in index.files else dict.fromkeys(columns.names, "")
        content = columns.changed(known, changes)
        if content:
            index.write({path: content})
        else:
            index.remove([path])


def _replace(index: Index, folder: str, files: Mapping[str, bytes]) -> None:
    """These files are all that the folder holds."""
    index.remove([path for path in index.files if path.startswith(folder) and path not in files])
    index.write(files)


def _built(drafts: Drafts[Any], cached: Path, progress: Count | None, workers: Workers) -> Index:
    """All of it, from nothing."""
    first = range(min(MEASURED, len(drafts)))
    count = layout.documents_per_file(len(drafts), sum(len(drafts[one].make().text) for one in first))
    index = empty_index(cached, Division(1, count))
    index.wholes = drafts.wholes()
    postings = Postings(cached)
    for one in workers.map(per_file(count), indexed, numbered(drafts), len(drafts), batch=SIZE):
        index.write(one.files)
        postings.add(one.runs)
        index.add_lines(one.lines)
        for facts in one.facts:
            index.totals.add(index.totals.documents, facts)
            if progress:
                progress(index.totals.documents, len(drafts))
    index.divided = layout.division(index.totals)
    for shard, members in postings.shards(index.divided.shards):
        index.write(layout.shard_files(shard, members))
        for term, written in members.items():
            index.keep_spans(term, written.spans)
    return index
