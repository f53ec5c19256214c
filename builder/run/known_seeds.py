"""Seeds that need not be read again: none of their files has changed since they were.

Of a seed everything is kept but its lines. Where somebody asks for them after all, they are read.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any, Final

from builder.intake.fact_values import attached
from builder.intake.read import Read, read_seed
from builder.kept import Drawer, Kept, as_tuples, key_of
from builder.model import Attachment, Line, Seed, Stated, Supplied
from builder.model.packed import LinesAskedFor, PackedLines
from builder.problems import problem_from
from builder.spool import Spool

_KIND: Final = "seed"
Patterns = Sequence[re.Pattern[str]]


class KnownSeeds:
    """The seeds of an archive as they were read before."""

    def __init__(self, kept: Kept, shape: bytes, patterns: Patterns, spool: Spool) -> None:
        """``shape``: of all that shapes what is read in a file. ``patterns``: see ``read_seed``.

        ``spool``: where lines wait that were packed.
        """
        self._spool = spool
        self._kept, self._shape, self._patterns = kept, shape, patterns
        self._drawer = Drawer(kept, _KIND)
        self._beside = dict[str, dict[str, list[str]]]()
        """The files of each folder that was asked for, by their names up to the first dot."""
        self._keys: dict[str, bytes] = {}
        self._asked: dict[str, bytes | None] = {}

    def known(self, name: str) -> bytes | None:
        """The digest of all that a seed of this run was read from; None where that is not known for sure."""
        return self._keys.get(name)

    def _key(self, path: Path, name: str) -> bytes | None:
        folder, _, own = os.fspath(path).rpartition(os.sep)
        try:
            if folder not in self._beside:
                self._beside[folder] = _files_of_each(folder)
            names = self._beside[folder].get(_stem(own), ())
            places = [f"{folder}{os.sep}{one}" for one in names]
            if own not in names or not all(stat.S_ISREG(os.lstat(place).st_mode) for place in places):
                return None
            found = tuple(zip(names, map(self._kept.digest, places), strict=True))
        except OSError:
            return None
        return key_of(self._shape, name, found)

    def carry(self, names: Iterable[str]) -> None:
        """Nobody will ask for these seeds: what is kept of them stays."""
        self._drawer.all_met(names)

    def recalled(self, name: str) -> Read | None:
        """What is known of a seed of this run, but for its lines."""
        key = self._keys.get(name)
        value = self._drawer.take(name, key) if key else None
        return _read(json.loads(value), Path(), self._patterns) if value else None

    def take(self, path: Path, name: str) -> Read | None:
        """What was read from the very same files, if that is known."""
        self._keys.pop(name, None)
        key = self._asked[name] = self._key(path, name)
        if key is None or (value := self._drawer.take(name, key)) is None:
            return None
        self._keys[name] = key
        return _read(json.loads(value), path, self._patterns)

    def put(self, found: Read) -> None:
        """Keep what was read since it was asked for, unless it depends on more than the files of its name.

        The key is that of then: a file that is saved while it is read is read again the next time.
        """
        seed = found.seed
        if seed is not None and isinstance(seed.lines, PackedLines):
            seed.lines.wait(self._spool)
        if seed is None or any(not attached(one)[1] for one in seed.supplied.attachments):
            return
        if any("/" in one.file.removeprefix(seed.path.rpartition("/")[0] + "/") for one in seed.attachments):
            return  # pictures in the folder of a saved page
        if key := self._asked.pop(seed.path, None):
            self._keys[seed.path] = key
            written = [astuple(replace(seed, lines=())), [astuple(one) for one in found.problems]]
            self._drawer.put(seed.path, key, json.dumps(written, ensure_ascii=False).encode())

    def save(self) -> None:
        """Bring it to the disk; which files there are is asked anew from now on."""
        self._drawer.save()
        self._beside.clear()


class LaterLines(LinesAskedFor):
    """The lines of a seed, read when the first of them is asked for."""

    def __init__(self, path: Path, name: str, patterns: Patterns, sha256: str) -> None:
        """As ``read_seed`` has them; ``sha256``: of the seed they belong to."""
        self._asked, self._sha256 = (path, name, patterns), sha256
        self._found: Sequence[Line] | None = None

    def _lines(self) -> Sequence[Line]:
        if self._found is None:
            seed = read_seed(*self._asked).seed
            if seed is None or seed.sha256 != self._sha256:
                raise OSError(f"{self._asked[1]} was changed while it was read")
            self._found = seed.lines
        return self._found

    def __reduce__(self) -> tuple[type[tuple[Line, ...]], tuple[Sequence[Line]]]:
        """To another process the lines go, for it may not have the file."""
        return tuple, (self._lines(),)


def _files_of_each(folder: str) -> dict[str, list[str]]:
    """The names of the files in a folder by what they have before their first dot, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if not entry.is_dir(follow_symlinks=False)]
    for name in sorted(names):
        found[_stem(name)].append(name)
    return found


def _stem(name: str) -> str:
    """``X.txt``, ``X.yml``, ``X.txt.yml`` and ``X.hwpx`` are files of one article."""
    return name.partition(".")[0]


def _read(written: Any, place: Path, patterns: Patterns) -> Read:
    seed, problems = as_tuples(written)
    name, sha256, encoding, _, supplied, metadata, stated, file_sha256, pages, doubts, originals, text = seed
    return Read(
        Seed(
            name,
            sha256,
            encoding,
            LaterLines(place, name, patterns, sha256),
            Supplied(*supplied),
            metadata,
            Stated(*stated) if stated else None,
            file_sha256,
            pages,
            tuple(map(problem_from, doubts)),
            tuple(Attachment(*one) for one in originals),
            text,
        ),
        tuple(map(problem_from, problems)),
    )
