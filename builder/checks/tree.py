"""The folder docs/ as a tree of files: what may not be in it, and its fingerprint."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from builder.looks import Tree
from builder.problems import in_order, page_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from builder.kept import Kept
    from builder.model import Problem

_LINK, _FILE, _OTHER = "link", "file", "other"
_PAGE: Final = re.compile(r"\.(?:md|markdown|mdown|mkdn|mkd)$")
_ADDED: Final = re.compile(rb"^added: *['\"]?(\d{4}-\d{2}-\d{2})", re.MULTILINE)


def files(folder: Path) -> tuple[Path, ...]:
    """Every file below ``folder``, sorted; links too, never followed.

    Hidden ones are left out as MkDocs leaves them out, and so are Python's caches. What is neither file nor
    link, as a pipe, is left out too: to read it would never end.
    """
    return tuple(folder / path for path, kind in _leaves(folder) if kind in (_LINK, _FILE))


def paths(folder: Path | Tree) -> tuple[str, ...]:
    """The same by their paths below, without links; of a folder as it is, or as it looked."""
    return tuple(path for path, kind in _leaves(folder) if kind == _FILE)


def _leaves(folder: Path | Tree) -> list[tuple[str, str]]:
    """The paths below, POSIX, in the order of their parts, and what each is: ``_LINK``, ``_FILE``, other."""
    if isinstance(folder, Tree):
        found = sorted((path for path in folder.files if not _is_hidden(path)), key=_in_parts)
        return [(path, _kind(folder.mode(path))) for path in found]
    return _listed(folder)


def _is_hidden(path: str) -> bool:
    return path.startswith((".", "__pycache__/")) or "/." in path or "/__pycache__/" in path


def _in_parts(path: str) -> str:
    """What sorts paths as their parts would be: a name ends before any character."""
    return path.replace("/", "\0")


def _kind(mode: int) -> str:
    return _LINK if stat.S_ISLNK(mode) else _FILE if stat.S_ISREG(mode) else _OTHER


def _listed(folder: Path) -> list[tuple[str, str]]:
    found: list[tuple[list[str], str]] = []
    waiting: list[list[str]] = [[]]
    while waiting:
        inside = waiting.pop()
        with suppress(OSError), os.scandir(folder.joinpath(*inside)) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if not entry.is_symlink() and entry.is_dir():
                    waiting += [[*inside, entry.name]] if entry.name != "__pycache__" else []
                else:
                    kind = _LINK if entry.is_symlink() else _FILE if entry.is_file() else _OTHER
                    found.append(([*inside, entry.name], kind))
    return [("/".join(parts), kind) for parts, kind in sorted(found)]


def tree_problems(docs: Path | Tree) -> tuple[Problem, ...]:
    """Symbolic links (E308: MkDocs would copy what they lead to), pipes and the like (E313).

    And paths that end up as one address (E309).
    """
    name = (docs.folder if isinstance(docs, Tree) else docs).name
    found: list[Problem] = []
    taken: dict[str, str] = {}
    for path, kind in _leaves(docs):
        if kind == _LINK:
            found.append(page_problem("E308", path))
        elif kind == _OTHER:
            found.append(page_problem("E313", path))
        address = _address(path)
        if address in taken:
            found.append(page_problem("E309", path, None, f"{name}/{taken[address]} and {name}/{path}"))
        taken.setdefault(address, path)
    return in_order(found)


def _address(path: str) -> str:
    """What a file becomes on the site, as a file system that folds case and Unicode forms would see it."""
    folded = path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
    page = _PAGE.sub(".html", folded)
    is_readme = page != folded and "readme" in page
    return re.sub(r"(^|/)readme\.html$", r"\1index.html", page) if is_readme else page


def digest(folder: Path | Tree, kept: Kept, known: Callable[[str], bytes | None] = lambda _path: None) -> str:
    """SHA-256 over the paths and bytes of all files of a folder; those ``kept`` knows are not read.

    ``known`` may give the digest of the file at a path below, where that is at hand.
    """
    place = folder.folder if isinstance(folder, Tree) else folder
    total, leaves = hashlib.sha256(), _leaves(folder)
    for path in (path for path, kind in leaves if kind in (_LINK, _FILE)):
        total.update(f"{path}\0".encode() + (known(path) or kept.digest(f"{place}/{path}")))
    return total.hexdigest()


def newest_added(docs: Path) -> str | None:
    """The newest ``added`` day of all pages, ISO; None where no page has one."""
    days = [
        found[1].decode()
        for file in files(docs)
        if file.suffix == ".md" and (found := _ADDED.search(file.read_bytes()))
    ]
    return max(days, default=None)
