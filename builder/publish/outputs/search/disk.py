"""The files of the index in the cache, and their way into a site.

The cache's state is its commit mark: it is deleted first and written last. Whatever interrupts the work
leaves a cache without one.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

from builder.publish.outputs.search import layout
from builder.publish.outputs.search.layout import Division, Facts

_STATE: Final = "state.json"
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
    """What stands for all that the words and meanings were made of, and what the manifest says of them."""

    digest: str
    filter: Mapping[str, object]


@dataclass(slots=True)
class Index:
    """What the cache holds, and holds on to: the facts of the documents and the files they made."""

    cached: Path
    facts: list[Facts]
    divided: Division
    files: dict[str, IndexFile]
    meant: Meant = field(default_factory=lambda: Meant("", {}))
    folders: set[str] = field(default_factory=set)
    """Those that are known to be there."""

    def read(self, path: str) -> Any:
        """What a file says."""
        with open(f"{self.cached}/{_FILES}/{path}", "rb") as stream:  # noqa: PTH123 - as in _link
            return layout.payload(stream.read())

    def write(self, files: Mapping[str, bytes]) -> None:
        """Each as a new file, never into an old one: that may still be linked from a site."""
        for path, content in files.items():
            place = f"{self.cached}/{_FILES}/{path}"
            folder = place.rpartition("/")[0]
            if folder not in self.folders:
                Path(folder).mkdir(parents=True, exist_ok=True)
                self.folders.add(folder)
            with contextlib.suppress(FileNotFoundError):
                os.unlink(place)  # noqa: PTH108
            with open(place, "xb", buffering=0) as stream:  # noqa: PTH123 - as in _link
                stream.write(content)
                status = os.fstat(stream.fileno())
            digest = blake2b(content, digest_size=12).hexdigest()
            self.files[path] = IndexFile(digest, status.st_size, status.st_mtime_ns)

    def remove(self, paths: Iterable[str]) -> None:
        """These files go."""
        for path in paths:
            del self.files[path]
            (self.cached / _FILES / path).unlink()

    def open(self) -> None:
        """From now on the cache is not what its state says; ``commit`` ends that."""
        (self.cached / _STATE).unlink()

    def commit(self) -> None:
        """Write the state: all is as it should be."""
        state = {
            "code": _code(),
            "facts": [*zip(*self.facts, strict=True)],  # column by column: a quarter of the time
            "meant": self.meant,
            "divided": [self.divided.shards, self.divided.per_file],
            "files": self.files,
        }
        temporary = self.cached / f".{_STATE}.new"
        temporary.write_text(json.dumps(state, ensure_ascii=False), "utf-8")
        temporary.replace(self.cached / _STATE)

    def publish(self, target: Path, stands: Stands) -> None:
        """Make ``target`` hold the index, but for what ``stands``; files of an older one go."""
        for path in sorted(_standing(target).keys() - self.files.keys()):
            if layout.OURS.fullmatch(path):
                (target / path).unlink()
        new = [path for path, file in self.files.items() if not stands(path, file.digest)]
        for folder in sorted({path.rpartition("/")[0] for path in new}):
            (target / folder).mkdir(parents=True, exist_ok=True)
        for path in new:
            _link(f"{self.cached}/{_FILES}/{path}", f"{target}/{path}")


def empty_index(cached: Path, divided: Division) -> Index:
    """An index without a document; whatever the cache held goes."""
    shutil.rmtree(cached, ignore_errors=True)
    return Index(cached, [], divided, {})


def read_index(cached: Path) -> Index | None:
    """What the cache holds; None where there is nothing, or it is not exactly as it was left."""
    try:
        state = json.loads((cached / _STATE).read_bytes())
        if state["code"] != _code():
            return None
        facts = [*map(Facts._make, zip(*state["facts"], strict=True))]
        files = {path: IndexFile(*row) for path, row in state["files"].items()}
        index = Index(cached, facts, Division(*state["divided"]), files, Meant(*state["meant"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    written = {path: (file.size, file.changed) for path, file in files.items()}
    return index if _standing(cached / _FILES) == written else None


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
