"""The index brought up to date: the documents that have changed are taken out and put in term by term."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Any, Final

from builder.publish.outputs.search import coding, layout, shards
from builder.publish.outputs.search.disk import Index
from builder.publish.outputs.search.documents import TOGETHER, Drafts, SearchDocument
from builder.publish.outputs.search.facts import Facts, facts_of, line_of, read_line
from builder.publish.outputs.search.postings import postings_of
from builder.publish.outputs.search.records import document_of, record

#: With more changed documents than this share, building anew is quicker.
_MOST_CHANGED: Final = 0.1


@dataclass(frozen=True, slots=True)
class _Version:
    """A document as it was, or as it is now."""

    document: SearchDocument
    terms: Mapping[str, int]
    facts: Facts


@dataclass(frozen=True, slots=True)
class _Change:
    """What one number stood for, and what it stands for now; None where there was or is no document."""

    number: int
    old: _Version | None
    new: _Version | None
    digest: str
    """Of the new one."""


def updated(index: Index, drafts: Drafts[Any]) -> Index | None:
    """The index with what has changed; None where it is better built anew.

    Raises:
        ValueError, TypeError, LookupError: a file of the cache does not say what it should.
    """
    found = _changed_lines(index, drafts)
    if found is None:
        return None
    if not found:
        return index
    changes = [_change(number, line, index, drafts) for number, line in found.items()]
    _count(index, changes)
    if layout.division(index.totals) != index.divided:
        return None
    index.open()
    _change_lines(index, changes, len(drafts))
    _change_documents(index, changes)
    _change_postings(index, changes)
    return index


def _changed_lines(index: Index, drafts: Drafts[Any]) -> dict[int, bytes] | None:
    """By number the old lines of what stands for another document now, or another text; empty: it is new.

    None where they are too many.
    """
    found: dict[int, bytes] = {}
    lines, known, index.wholes = index.lines(), index.wholes, drafts.wholes()
    for number, (old, new) in enumerate(zip_longest(known, index.wholes)):
        together = [*islice(lines, TOGETHER)]
        if old != new:
            found.update(_differences(together, number * TOGETHER, drafts))
        if len(found) > _MOST_CHANGED * len(drafts):
            return None
    return found


def _differences(lines: Iterable[bytes], first: int, drafts: Drafts[Any]) -> Iterator[tuple[int, bytes]]:
    """Those of the documents known together, ``first`` the first of them."""
    for number, (line, digest) in enumerate(zip_longest(lines, drafts.digests(first)), first):
        if line is None or digest is None or not line.startswith(digest.encode()):
            yield number, line or b""


def _change(number: int, line: bytes, index: Index, drafts: Drafts[Any]) -> _Change:
    old, new, digest = None, None, ""
    if line:
        file, place = divmod(number, index.divided.per_file)
        document = document_of(index.read(layout.documents_path(file))[place])
        old = _Version(document, postings_of(document), read_line(line))
    if number < len(drafts):
        digest, make = drafts[number]
        document = make()
        terms = postings_of(document)
        new = _Version(document, terms, facts_of(document, terms))
    return _Change(number, old, new, digest)


def _count(index: Index, changes: Iterable[_Change]) -> None:
    """Count what has changed, and note what has to be made anew for it."""
    facts = [one.facts for change in changes for one in (change.old, change.new) if one]
    shorts = {short for one in facts for short, _ in one.pairs}
    before = index.totals.agreed(shorts)
    for change in changes:
        old, new = (one.facts if one else None for one in (change.old, change.new))
        index.stale.facts[change.number] = layout.Changed(old, new)
        if change.old:
            index.totals.take_away(change.number, change.old.facts)
    for change in changes:
        if change.new:
            index.totals.add(change.number, change.new.facts)
    index.stale.meanings |= before != index.totals.agreed(shorts)


def _change_lines(index: Index, changes: Iterable[_Change], count: int) -> None:
    new = {one.number: line_of(one.digest, one.new.facts) for one in changes if one.new}
    index.replace_lines(new, count)


def _change_documents(index: Index, changes: Iterable[_Change]) -> None:
    """Write the files anew in which a changed document stands."""
    by_file: dict[int, list[_Change]] = defaultdict(list)
    for change in changes:
        by_file[change.number // index.divided.per_file].append(change)
    for file, members in by_file.items():
        path, first = layout.documents_path(file), file * index.divided.per_file
        records = index.read(path) if path in index.files else []
        for change in members:
            place = change.number - first
            records[place : place + 1] = [record(change.new.document)] if change.new else [None]
        left = [one for one in records if one is not None]
        if left:
            index.write({path: layout.script(left)})
        else:
            index.remove([path])


_Edits = dict[int, int]
"""Number of a document → the number of its posting now (postings.py); 0 takes it out."""


def _change_postings(index: Index, changes: Sequence[_Change]) -> None:
    """Take out and put in the postings whose number is another, shard by shard."""
    edits: dict[str, _Edits] = defaultdict(dict)
    for change in changes:
        before, after = (one.terms if one else {} for one in (change.old, change.new))
        for term in before.keys() | after.keys():
            if before.get(term) != after.get(term):
                edits[term][change.number] = after.get(term, 0)
    by_shard: dict[int, list[str]] = defaultdict(list)
    for term in edits:
        by_shard[layout.shard_of(term, index.divided.shards)].append(term)
    for shard, members in by_shard.items():
        _change_shard(index, shard, {term: edits[term] for term in members})


def _change_shard(index: Index, shard: int, edits: Mapping[str, _Edits]) -> None:
    path = layout.shard_path(shard)
    entries = shards.entries_of(index.bytes_of(path))
    for term, edit in edits.items():
        head, value, tail = shards.parted(entries, term)
        known = json.loads(value or '""')
        before = index.read(layout.long_path(term)) if isinstance(known, int) else known
        after = layout.Written(*coding.changed_postings(before, index.spans_of(term), edit))
        files: Mapping[str, bytes] = {}
        entry = ""
        if after.text:
            now, files = layout.written_postings(term, after)
            entry = f',"{term}":{json.dumps(now)}'
        entries = f"{head}{entry}{tail}"
        if isinstance(known, int) and not files:
            index.remove([layout.long_path(term)])
        index.write(files)
        index.keep_spans(term, after.spans)
    index.write({path: shards.file_of(entries)})
