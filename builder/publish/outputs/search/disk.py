"""The files of the index in the cache, and their way into a site.

The cache's state is its commit mark: it is deleted first and written last. Whatever interrupts the work
leaves a cache without one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from itertools import chain, repeat
from pathlib import Path
from typing import Any, Final, NamedTuple

from builder.looks import files_below
from builder.publish.outputs.search import coding, layout
from builder.publish.outputs.search.coding import Span
from builder.publish.outputs.search.facts import Totals
from builder.publish.outputs.search.layout import Changed, Division

_STATE: Final = "state.json"
_LINES: Final = "documents.txt"
_FILES: Final = "files"

Stands = Callable[[str, str], bool]
"""Whether a file of the index is where it shall be already: by its path and a digest of its bytes."""


class IndexFile(NamedTuple):
    """A file of the cache as it was written: a digest of its bytes.

    Size and time of the last change tell whether it still is.
    """

    digest: str
    size: int
    changed: int


class Meant(NamedTuple):
    """A digest of the names that columns and meanings were made with, and what the manifest says of these."""

    digest: str
    filter: Mapping[str, object]


@dataclass(slots=True)
class Stale:
    """What has to be made anew of what is made of all documents."""

    facts: dict[int, Changed] = field(default_factory=dict)
    """What columns say, by the number of the document."""
    meanings: bool = False


@dataclass(slots=True)
class Index:
    """What the cache holds, and holds on to."""

    cached: Path
    divided: Division
    totals: Totals = field(default_factory=Totals)
    wholes: list[str] = field(default_factory=list)
    """The digests of documents that are known together (documents.py)."""
    files: dict[str, IndexFile] = field(default_factory=dict)
    spans: dict[str, str] = field(default_factory=dict)
    """Of the terms that have more than one, written as numbers (coding.py)."""
    meant: Meant = field(default_factory=lambda: Meant("", {}))
    stale: Stale = field(default_factory=Stale)
    folders: set[str] = field(default_factory=set)
    """Those that are known to be there."""

    def lines(self) -> Iterator[bytes]:
        """A line for each document (facts.py)."""
        with (self.cached / _LINES).open("rb") as lines:
            yield from lines

    def add_lines(self, lines: Iterable[bytes]) -> None:
        """Those of the documents that follow."""
        with (self.cached / _LINES).open("ab") as stream:
            stream.writelines(lines)

    def replace_lines(self, new: Mapping[int, bytes], count: int) -> None:
        """Put lines in the place of those of these numbers; of all there are ``count`` then."""
        temporary = self.cached / f".{_LINES}.new"
        with temporary.open("wb") as stream:
            known = chain(self.lines(), repeat(b""))
            stream.writelines(
                new.get(number, line) for number, line in zip(range(count), known, strict=False)
            )
        temporary.replace(self.cached / _LINES)

    def spans_of(self, term: str) -> list[Span]:
        """Those of its postings.

        Raises:
            ValueError: they are damaged.
        """
        numbers = iter(coding.decode(self.spans.get(term, "")))
        return [Span(*one) for one in zip(numbers, numbers, numbers, strict=True)]

    def keep_spans(self, term: str, spans: Sequence[Span]) -> None:
        """From now on these are those of its postings."""
        self.spans.pop(term, None)
        if len(spans) > 1:
            self.spans[term] = coding.encode_all(chain.from_iterable(spans))

    def read(self, path: str) -> Any:
        """What a file says.

        Raises:
            ValueError, LookupError: as ``bytes_of``.
        """
        return layout.payload(self.bytes_of(path))

    def bytes_of(self, path: str) -> bytes:
        """The file itself.

        Raises:
            ValueError, LookupError: it is not as it was written.
        """
        try:
            with open(self._place(path), "rb") as stream:  # noqa: PTH123 - as in _link
                content = stream.read()
        except OSError as error:
            raise ValueError(path) from error
        if _digest(content) != self.files[path].digest:
            raise ValueError(path)
        return content

    def write(self, files: Mapping[str, bytes]) -> None:
        """Each as a new file, never into an old one: that may still be linked from a site."""
        for path, content in files.items():
            digest, place = _digest(content), self._place(path)
            if path in self.files and self.files[path].digest == digest:
                continue
            folder = place.rpartition("/")[0]
            if folder not in self.folders:
                Path(folder).mkdir(parents=True, exist_ok=True)
                self.folders.add(folder)
            with contextlib.suppress(FileNotFoundError):
                os.unlink(place)  # noqa: PTH108
            with open(place, "xb", buffering=0) as stream:  # noqa: PTH123 - as in _link
                stream.write(content)
                status = os.fstat(stream.fileno())
            self.files[path] = IndexFile(digest, status.st_size, status.st_mtime_ns)

    def _place(self, path: str) -> str:
        return f"{self.cached}/{_FILES}/{path}"

    def remove(self, paths: Iterable[str]) -> None:
        """These files go."""
        for path in paths:
            del self.files[path]
            Path(self._place(path)).unlink(missing_ok=True)

    def open(self) -> None:
        """From now on the cache is not what its state says; ``commit`` ends that."""
        (self.cached / _STATE).unlink(missing_ok=True)

    def commit(self) -> None:
        """Write the state: all is as it should be."""
        state = {
            "code": _code(),
            "lines": _digest_of(self.cached / _LINES),
            "totals": self.totals.written(),
            "wholes": self.wholes,
            "spans": self.spans,
            "meant": self.meant,
            "divided": [self.divided.shards, self.divided.per_file],
            "files": self.files,
        }
        temporary = self.cached / f".{_STATE}.new"
        temporary.write_text(json.dumps(state, ensure_ascii=False), "utf-8")
        temporary.replace(self.cached / _STATE)

    def publish(self, target: Path, stands: Stands) -> bool:
        """Make ``target`` hold the index, but for what ``stands``; files of an older one go.

        False where a file of the cache is not as it was written.
        """
        for path in sorted(_standing(target) - self.files.keys()):
            if layout.OURS.fullmatch(path):
                (target / path).unlink()
        new = [path for path, file in self.files.items() if not stands(path, file.digest)]
        if not all(_is_as_written(self._place(path), self.files[path]) for path in new):
            return False
        for folder in sorted({path.rpartition("/")[0] for path in new}):
            (target / folder).mkdir(parents=True, exist_ok=True)
        for path in new:
            _link(self._place(path), f"{target}/{path}")
        return True


def empty_index(cached: Path, divided: Division) -> Index:
    """An index without a document; whatever the cache held goes."""
    shutil.rmtree(cached, ignore_errors=True)
    cached.mkdir(parents=True)
    (cached / _LINES).touch()
    return Index(cached, divided)


def read_index(cached: Path) -> Index | None:
    """What the cache holds; None where there is nothing, or it is not as it was left."""
    try:
        state = json.loads((cached / _STATE).read_bytes())
        if state["code"] != _code() or state["lines"] != _digest_of(cached / _LINES):
            return None
        files = {path: IndexFile(*row) for path, row in state["files"].items()}
        totals, divided = Totals.read(state["totals"]), Division(*state["divided"])
        return Index(cached, divided, totals, state["wholes"], files, state["spans"], Meant(*state["meant"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _standing(folder: Path) -> set[str]:
    """The paths of all files below."""
    return {path for path, _ in files_below(folder)} if folder.is_dir() else set()


def _is_as_written(place: str, file: IndexFile) -> bool:
    """By its look; where that is another, as in a copy of the archive, by its bytes."""
    try:
        status = os.lstat(place)
        if (status.st_size, status.st_mtime_ns) == (file.size, file.changed):
            return True
        return _digest(Path(place).read_bytes()) == file.digest
    except OSError:
        return False


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()


def _digest_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def _code() -> str:
    """Stands for all else that the index depends on: this package, and Unicode's tables."""
    folder = Path(__file__).parent
    sources = [path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in {".py", ".yaml"}]
    return blake2b(b"\0".join([*sources, unicodedata.unidata_version.encode()]), digest_size=12).hexdigest()


def _link(source: str, target: str) -> None:
    """A link where the disk knows links, a copy elsewhere.

    Thousands of files: hence no ``Path``, and no look before the leap.
    """
    try:
        os.link(source, target)
    except FileExistsError:
        os.unlink(target)  # noqa: PTH108
        _link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, target)
