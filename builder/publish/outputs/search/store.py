"""The index on disk: kept in a cache, brought up to date document by document, and linked into the site.

The bytes of the index depend on the documents alone. What has changed since the cache was written is found by each document's digest;
the postings of a changed document are taken out and put in term by term. Where more than a part has changed, or the cache is not
exactly as it was left, or another version of this code wrote it, all is built anew, in one pass over the documents: the postings are
held in memory as they are written (some 250 bytes a document of 400 characters), the texts are not.

The cache's state is its commit mark: it is deleted first and written last. Whatever interrupts the work leaves a cache without one.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import shutil
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

from builder.progress import Count
from builder.publish.outputs.search import coding, layout
from builder.publish.outputs.search.documents import Draft, SearchDocument
from builder.publish.outputs.search.layout import Division, Facts
from builder.publish.outputs.search.names import Names

_STATE: Final = "state.json"
_FILES: Final = "files"
#: With more changed documents than this share, building anew is quicker.
_MOST_CHANGED: Final = 0.1


class _File(NamedTuple):
    """A file of the cache as it was written: a digest of its bytes; size and time of the last change tell whether it still is."""

    digest: str
    size: int
    changed: int


@dataclass(slots=True)
class _Index:
    """What the cache holds."""

    facts: list[Facts]
    divided: Division
    files: dict[str, _File]
    folders: set[str] = field(default_factory=set)
    """Those that are known to be there."""


# -------------------------------------------------------------------------------------------------------------------- the entrance


def write_index(
    drafts: Sequence[Draft], names: Names, target: Path, cached: Path, progress: Count | None = None
) -> None:
    """Bring the index in ``cached`` up to date with the documents (in order of added, id) and put it at ``target``.

    ``progress`` is told (done, all) of the documents that are read. Files at ``target`` that belong to no index are left alone.

    Raises:
        OSError: the disk refuses. The next run builds the index anew.
    """
    known = _read_state(cached)
    index = _updated(known, drafts, cached, progress) if known else None
    if index is None:
        index = _built(drafts, cached, progress)
    _write_common(index, names, cached)
    _write_state(index, cached)
    _publish(index, cached / _FILES, target)


@contextlib.contextmanager
def no_garbage() -> Iterator[None]:
    """Nothing here is part of a cycle; the collector would walk through the whole archive again and again (a quarter of an update)."""
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


def _write_common(index: _Index, names: Names, cached: Path) -> None:
    """The columns and the manifest: made anew each time, from the facts."""
    columns = layout.column_files(index.facts, names)
    stale = [path for path in index.files if path.startswith("columns/") and path not in columns]
    _remove(index, cached, stale)
    _write(index, cached, columns)
    digests = sorted((path, file.digest) for path, file in index.files.items() if path != layout.MANIFEST)
    version = blake2b(json.dumps(digests).encode(), digest_size=6).hexdigest()
    _write(index, cached, {layout.MANIFEST: layout.manifest(index.facts, names, index.divided, version)})


# -------------------------------------------------------------------------------------------------------------------- built anew


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


def _built(drafts: Sequence[Draft], cached: Path, progress: Count | None) -> _Index:
    """All of it, from nothing."""
    shutil.rmtree(cached, ignore_errors=True)
    per_file = layout.documents_per_file([len(draft.make().text) for draft in drafts[: layout.MEASURED]])
    index = _Index([], Division(1, per_file), {})
    postings = _Postings()
    for start in range(0, len(drafts), per_file):
        made = [draft.make() for draft in drafts[start : start + per_file]]
        for document, draft in zip(made, drafts[start:], strict=False):
            found = layout.weighted_terms(document)
            postings.add(len(index.facts), found)
            index.facts.append(layout.facts_of(document, draft.digest, found.total()))
            _tell(progress, len(index.facts), len(drafts))
        _write(
            index,
            cached,
            {
                layout.documents_path(start // per_file): layout.script(
                    [layout.record(document) for document in made]
                )
            },
        )
    index.divided = layout.division(index.facts)
    for shard, members in postings.shards(index.divided.shards):
        _write(index, cached, layout.shard_files(shard, members))
    return index


# ------------------------------------------------------------------------------------------------------------------ brought up to date


@dataclass(frozen=True, slots=True)
class _Change:
    """What one number stood for, and what it stands for now; None where there was or is no document."""

    number: int
    old: SearchDocument | None
    new: SearchDocument | None
    digest: str
    """Of the new one."""


def _updated(index: _Index, drafts: Sequence[Draft], cached: Path, progress: Count | None) -> _Index | None:
    """The index with what has changed; None where it is better built anew."""
    numbers = _changed_numbers(index.facts, drafts)
    if len(numbers) > _MOST_CHANGED * len(drafts):
        return None
    try:
        changes = [_change(number, index, drafts, cached) for number in numbers]
        found = [_terms_of(change) for change in changes]
        facts = _changed_facts(index.facts[: len(drafts)], changes, found)
        if layout.division(facts) != index.divided:
            return None
        (cached / _STATE).unlink()
        index.facts = facts
        _change_documents(index, changes, cached)
        _change_postings(index, changes, found, cached)
    except (
        ValueError,
        TypeError,
        LookupError,
    ):  # a file of the cache that looks untouched does not say what it should
        return None
    _tell(progress, len(drafts), len(drafts))
    return index


def _changed_numbers(facts: Sequence[Facts], drafts: Sequence[Draft]) -> list[int]:
    """The numbers that stand for another document now, or another text of the same."""
    known = [(one.id, one.added, one.digest) for one in facts]
    wanted = [(one.id, one.added, one.digest) for one in drafts]
    changed = [number for number, (old, new) in enumerate(zip(known, wanted, strict=False)) if old != new]
    return [*changed, *range(min(len(known), len(wanted)), max(len(known), len(wanted)))]


def _change(number: int, index: _Index, drafts: Sequence[Draft], cached: Path) -> _Change:
    old = None
    if number < len(index.facts):
        file, place = divmod(number, index.divided.per_file)
        old = layout.document_of(_read(cached, layout.documents_path(file))[place], index.facts[number].added)
    draft = drafts[number] if number < len(drafts) else None
    return _Change(number, old, draft.make() if draft else None, draft.digest if draft else "")


_TermsBeforeAndAfter = tuple[Mapping[str, int], Mapping[str, int]]


def _terms_of(change: _Change) -> _TermsBeforeAndAfter:
    before, after = (
        layout.weighted_terms(document) if document else {} for document in (change.old, change.new)
    )
    return before, after


def _changed_facts(
    facts: list[Facts], changes: Iterable[_Change], found: Iterable[_TermsBeforeAndAfter]
) -> list[Facts]:
    changed = [*facts]
    for change, (_, terms) in zip(changes, found, strict=True):
        if change.new is not None:
            changed[change.number : change.number + 1] = [
                layout.facts_of(change.new, change.digest, sum(terms.values()))
            ]
    return changed


def _change_documents(index: _Index, changes: Iterable[_Change], cached: Path) -> None:
    """Write the files anew in which a changed document stands."""
    by_file: dict[int, list[_Change]] = defaultdict(list)
    for change in changes:
        by_file[change.number // index.divided.per_file].append(change)
    for file, members in by_file.items():
        path, first = layout.documents_path(file), file * index.divided.per_file
        records = _read(cached, path) if path in index.files else []
        for change in members:
            place = change.number - first
            records[place : place + 1] = [layout.record(change.new)] if change.new else [None]
        left = [record for record in records if record is not None]
        if left:
            _write(index, cached, {path: layout.script(left)})
        else:
            _remove(index, cached, [path])


_Edits = dict[int, int]
"""Number of a document → how often the term stands in it now; 0 takes the posting out."""


def _change_postings(
    index: _Index, changes: Sequence[_Change], found: Sequence[_TermsBeforeAndAfter], cached: Path
) -> None:
    """Take out and put in the postings whose frequency is another, shard by shard."""
    edits: dict[str, _Edits] = defaultdict(dict)
    for change, (before, after) in zip(changes, found, strict=True):
        for term in before.keys() | after.keys():
            if before.get(term) != after.get(term):
                edits[term][change.number] = after.get(term, 0)
    by_shard: dict[int, list[str]] = defaultdict(list)
    for term in edits:
        by_shard[layout.shard_of(term, index.divided.shards)].append(term)
    for shard, members in by_shard.items():
        _change_shard(index, shard, {term: edits[term] for term in members}, cached)


def _change_shard(index: _Index, shard: int, edits: Mapping[str, _Edits], cached: Path) -> None:
    written = _read(cached, layout.shard_path(shard))
    for term, edit in edits.items():
        known = written.get(term, "")
        before = _read(cached, layout.long_path(term)) if isinstance(known, int) else known
        count, after = coding.changed_postings(before, edit)
        if isinstance(known, int):
            _remove(index, cached, [layout.long_path(term)])
        written.pop(term, None)
        if count:
            written[term], files = layout.written_postings(term, count, after)
            _write(index, cached, files)
    _write(index, cached, {layout.shard_path(shard): layout.script(dict(sorted(written.items())))})


# ------------------------------------------------------------------------------------------------------------------------ on disk


def _tell(progress: Count | None, done: int, everything: int) -> None:
    if progress:
        progress(done, everything)


def _read(cached: Path, path: str) -> Any:
    with open(f"{cached}/{_FILES}/{path}", "rb") as stream:  # noqa: PTH123 - as in _link
        return layout.payload(stream.read())


def _write(index: _Index, cached: Path, files: Mapping[str, bytes]) -> None:
    """Each as a new file, never into an old one: that may still be linked from a site."""
    for path, content in files.items():
        place = f"{cached}/{_FILES}/{path}"
        folder = place.rpartition("/")[0]
        if folder not in index.folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            index.folders.add(folder)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(place)  # noqa: PTH108
        with open(place, "xb", buffering=0) as stream:  # noqa: PTH123 - as in _link
            stream.write(content)
            status = os.fstat(stream.fileno())
        index.files[path] = _File(
            blake2b(content, digest_size=12).hexdigest(), status.st_size, status.st_mtime_ns
        )


def _remove(index: _Index, cached: Path, paths: Iterable[str]) -> None:
    for path in paths:
        del index.files[path]
        (cached / _FILES / path).unlink()


def _write_state(index: _Index, cached: Path) -> None:
    state = {
        "code": _code(),
        "facts": index.facts,
        "divided": [index.divided.shards, index.divided.per_file],
        "files": index.files,
    }
    temporary = cached / f".{_STATE}.new"
    temporary.write_text(json.dumps(state), "utf-8")
    temporary.replace(cached / _STATE)


def _read_state(cached: Path) -> _Index | None:
    """What the cache holds; None where there is none, or it is not exactly as it was left."""
    try:
        state = json.loads((cached / _STATE).read_bytes())
        if state["code"] != _code():
            return None
        facts = [Facts(*row) for row in state["facts"]]
        files = {path: _File(*row) for path, row in state["files"].items()}
        index = _Index(facts, Division(*state["divided"]), files)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (
        index
        if _standing(cached / _FILES) == {path: (file.size, file.changed) for path, file in files.items()}
        else None
    )


def _standing(folder: Path) -> dict[str, tuple[int, int]]:
    """Path → size and time of the last change, of all files below."""
    found = {}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with contextlib.suppress(FileNotFoundError), os.scandir(folder / inside) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(f"{inside}{entry.name}/")
                else:
                    status = entry.stat()
                    found[f"{inside}{entry.name}"] = (status.st_size, status.st_mtime_ns)
    return found


@cache
def _code() -> str:
    """Stands for everything but the documents that the index depends on: this package, and Unicode's tables."""
    folder = Path(__file__).parent
    sources = [path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in {".py", ".yaml"}]
    return blake2b(b"\0".join([*sources, unicodedata.unidata_version.encode()]), digest_size=12).hexdigest()


def _publish(index: _Index, source: Path, target: Path) -> None:
    """Make ``target`` hold the index; files of an older one go."""
    for path in sorted(_standing(target).keys() - index.files.keys()):
        if layout.OURS.fullmatch(path):
            (target / path).unlink()
    for folder in sorted({path.rpartition("/")[0] for path in index.files}):
        (target / folder).mkdir(parents=True, exist_ok=True)
    for path in index.files:
        _link(f"{source}/{path}", f"{target}/{path}")


def _link(source: str, target: str) -> None:
    """A link where the disk knows links, a copy elsewhere. Thousands of files: hence no ``Path``, and no look before the leap."""
    try:
        os.link(source, target)
    except FileExistsError:
        os.unlink(target)  # noqa: PTH108
        _link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, target)
