"""What a browser saves beside a page: ``X_files/`` beside ``X.html``, its pictures, styles and scripts."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

PAGES: Final = frozenset({".html", ".htm"})
ENDINGS: Final = ("_files", ".files")
_PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp"})
_DEEPEST: Final = 4
_MOST: Final = 50


def folders_of(stem: str) -> tuple[str, ...]:
    """What browsers call the folder of a page of that stem."""
    return tuple(stem + ending for ending in ENDINGS)


def files_in(folder: Path) -> list[Path]:
    """All files below a page's folder, in a fixed order; nothing of one that is a link."""
    if folder.is_symlink():
        return []
    return sorted(Path(inside, name) for inside, _, names in os.walk(folder) for name in names)


def files_beside(page: Path) -> list[Path]:
    """All that a browser saved beside a page; nothing beside a file that is none."""
    is_page = page.suffix.lower() in PAGES
    return [file for name in folders_of(page.stem) if is_page for file in files_in(page.with_name(name))]


def pictures_beside(page: Path, addresses: Iterable[str]) -> Iterator[str]:
    """Of a page's pictures those that lie in its folder, by their paths beside it; no links are followed."""
    folders = folders_of(page.stem)
    found = dict.fromkeys(filter(None, (_below(address, folders) for address in addresses)))
    for path in list(found)[:_MOST]:
        steps = [page.parent.joinpath(*path.parts[: depth + 1]) for depth in range(len(path.parts))]
        if steps[-1].is_file() and not any(step.is_symlink() for step in steps):
            yield path.as_posix()


def _below(address: str, folders: tuple[str, ...]) -> PurePosixPath | None:
    """The path that an address of a page means, if it is that of a picture in the page's own folder."""
    path = PurePosixPath(unquote(address).replace("\\", "/"))
    inside = 1 < len(path.parts) <= _DEEPEST and path.parts[0] in folders and ".." not in path.parts
    return path if inside and path.suffix.lower() in _PICTURES and "\0" not in address else None


def told(names: Iterable[str]) -> str:
    """What lies in such a folder, by the endings of its files: ``3 .png, 1 .css``."""
    endings = Counter(PurePosixPath(name).suffix.lower() or "without an ending" for name in names)
    return ", ".join(f"{count:,} {ending}" for ending, count in endings.most_common())
