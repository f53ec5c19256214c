"""Runs: files that lie beside one another, cut so that one file more or less moves few others."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import Final, NamedTuple
from zlib import crc32

from builder.looks import Tree, is_settled

#: So many articles are in a run on the average: it ends where a digest of the next one's name says so.
_LENGTH: Final = 64
_PLAIN: Final = (".txt", ".md", ".yml")
"""The endings of texts and of their facts. Browsers save nothing beside these."""


class Run(NamedTuple):
    """Files that lie beside one another in one folder; of each article all."""

    folder: str
    """Its path, with a slash at its end if it has one."""
    files: Sequence[str]
    """By their paths."""
    look: bytes
    """A digest of the paths, and of how the files look."""
    is_settled: bool
    """Whether that will be another as soon as one of them is saved again."""


def folder_of(path: str) -> str:
    """``2024/03/`` of ``2024/03/X.txt``."""
    return path[: path.rfind("/") + 1]


def runs_of(tree: Tree) -> Iterator[tuple[str, Run]]:
    """All files of a folder, by the first path of each run; the first run of a folder by the folder's.

    So whoever comes before the first file of a folder does not make another run of it.
    """
    for folder, paths in groupby(tree.files, folder_of):
        for number, files in enumerate(_cut(folder, paths)):
            looks = [tree.files[path] for path in files]
            written = b"\0".join([*map(os.fsencode, files), *looks])
            settled = all(is_settled(look, tree.moment) for look in looks)
            look = blake2b(written, digest_size=20).digest()
            yield files[0] if number else folder, Run(folder, files, look, settled)


def article_of(path: str) -> str:
    """``2024/03/X`` of ``2024/03/X.txt``, ``2024/03/X.yml`` and ``2024/03/X.txt.yml``."""
    folder = folder_of(path)
    return folder + path[len(folder) :].partition(".")[0]


def looks_in(run: Run, tree: Tree) -> dict[str, str]:
    """How the files of each article in a run look, as one digest.

    Empty where they may be saved again and look the same.
    """
    found: dict[str, str] = {}
    for article, paths in groupby(run.files, article_of):
        files = [(path, tree.settled(path)) for path in paths]
        written = b"\0".join(part for path, look in files for part in (os.fsencode(path), look))
        settled = all(look for _, look in files)
        found[article] = blake2b(written, digest_size=8).hexdigest() if settled else ""
    return found


def _cut(folder: str, paths: Iterable[str]) -> Iterator[list[str]]:
    """``X.txt``, ``X.yml``, ``X.txt.yml`` and ``X.hwpx`` are of one article, and come one after another."""
    run, last = list[str](), ""
    for path in paths:
        stem = path[len(folder) :].partition(".")[0]
        if run and stem != last and crc32(os.fsencode(stem)) % _LENGTH == 0:
            yield run
            run = []
        run.append(path)
        last = stem
    yield run


def is_plain(run: Run, seeds: Tree) -> bool:
    """Whether each file is a text, or its facts, under a name that has one form only."""
    return all(
        path.endswith(_PLAIN) and stat.S_ISREG(seeds.mode(path)) and unicodedata.is_normalized("NFC", path)
        for path in run.files
    )


def folders_in(folders: Iterable[str]) -> dict[str, list[str]]:
    """These folders and those above them, with the names of the folders in each."""
    found: dict[str, list[str]] = {"": []}
    for folder in sorted(folders):
        above = ""
        for name in folder.split("/")[:-1]:
            inside = f"{above}{name}/"
            if inside not in found:
                found[inside] = []
                found[above].append(name)
            above = inside
    return found
