"""The index brought up to date: the documents that have changed are taken out and put in term by term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.publish.outputs.search import coding, layout
from builder.publish.outputs.search.disk import Index
from builder.publish.outputs.search.documents import Draft, SearchDocument
from builder.publish.outputs.search.layout import Facts
from builder.publish.outputs.search.postings import postings_of
from builder.publish.outputs.search.records import document_of, record

#: With more changed documents than this share, building anew is quicker.
_MOST_CHANGED: Final = 0.1


@dataclass(frozen=True, slots=True)
class _Change:
    """What one number stood for, and what it stands for now; None where there was or is no document."""

    number: int
    old: SearchDocument | None
    new: SearchDocument | None
    digest: str
    """Of the new one."""


def updated(index: Index, drafts: Sequence[Draft]) -> Index | None:
    """The index with what has changed; None where it is better built anew."""
    numbers = _changed_numbers(index.facts, drafts)
    if len(numbers) > _MOST_CHANGED * len(drafts):
        return None
    try:
        changes = [_change(number, index, drafts) for number in numbers]
        found = [_terms_of(change) for change in changes]
        facts = _changed_facts(index.facts[: len(drafts)], changes, found)
        if layout.division(facts) != index.divided:
            return None
        index.open()
        index.facts = facts
        _change_documents(index, changes)
        _change_postings(index, changes, found)
    except (ValueError, TypeError, LookupError):
        return None  # a file of the cache that looks untouched does not say what it should
    return index


def _changed_numbers(facts: Sequence[Facts], drafts: Sequence[Draft]) -> list[int]:
    """The numbers that stand for another document now, or another text of the same."""
    both = zip(facts, drafts, strict=False)  # id, added and digest come first in either
    changed = [number for number, (old, new) in enumerate(both) if old[:3] != new[:3]]
    return [*changed, *range(min(len(facts), len(drafts)), max(len(facts), len(drafts)))]


def _change(number: int, index: Index, drafts: Sequence[Draft]) -> _Change:
    old = None
    if number < len(index.facts):
        file, place = divmod(number, index.divided.per_file)
        old = document_of(index.read(layout.documents_path(file))[place], index.facts[number].added)
    draft = drafts[number] if number < len(drafts) else None
    return _Change(number, old, draft.make() if draft else None, draft.digest if draft else "")


_TermsBeforeAndAfter = tuple[Mapping[str, int], Mapping[str, int]]


def _terms_of(change: _Change) -> _TermsBeforeAndAfter:
    before, after = (postings_of(document) if document else {} for document in (change.old, change.new))
    return before, after


def _changed_facts(
    facts: list[Facts], changes: Iterable[_Change], found: Iterable[_TermsBeforeAndAfter]
) -> list[Facts]:
    changed = [*facts]
    for change, (_, terms) in zip(changes, found, strict=True):
        if change.new is not None:
            changed[change.number : change.number + 1] = [layout.facts_of(change.new, change.digest, terms)]
    return changed


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
            records[place : place + 1] = [record(change.new)] if change.new else [None]
        left = [one for one in records if one is not None]
        if left:
            index.write({path: layout.script(left)})
        else:
            index.remove([path])


_Edits = dict[int, int]
"""Number of a document → the number of its posting now (postings.py); 0 takes it out."""


def _change_postings(index: Index, changes: Sequence[_Change], found: Sequence[_TermsBeforeAndAfter]) -> None:
    """Take out and put in the postings whose number is another, shard by shard."""
    edits: dict[str, _Edits] = defaultdict(dict)
    for change, (before, after) in zip(changes, found, strict=True):
        for term in before.keys() | after.keys():
            if before.get(term) != after.get(term):
                edits[term][change.number] = after.get(term, 0)
    by_shard: dict[int, list[str]] = defaultdict(list)
    for term in edits:
        by_shard[layout.shard_of(term, index.divided.shards)].append(term)
    for shard, members in by_shard.items():
        _change_shard(index, shard, {term: edits[term] for term in members})


def _change_shard(index: Index, shard: int, edits: Mapping[str, _Edits]) -> None:
    written = index.read(layout.shard_path(shard))
    for term, edit in edits.items():
        known = written.get(term, "")
        before = index.read(layout.long_path(term)) if isinstance(known, int) else known
        count, after = coding.changed_postings(before, edit)
        if isinstance(known, int):
            index.remove([layout.long_path(term)])
        written.pop(term, None)
        if count:
            written[term], files = layout.written_postings(term, count, after)
            index.write(files)
    index.write({layout.shard_path(shard): layout.script(dict(sorted(written.items())))})
