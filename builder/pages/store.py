"""The archive's files on disk: read, planned, and brought to what was planned."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from builder.article_id import DEVICES
from builder.looks import Stamp
from builder.model import OutputFile, Problem
from builder.model.packed import PackedFile
from builder.pages import values
from builder.pages.page import AnyPage, Page, is_article, page_of
from builder.pages.writing import TOGETHER, Outcome, sweep, write_together
from builder.problems import in_order, page_problem
from builder.progress import Count
from builder.prose.comments import with_comments
from builder.prose.front_matter import dump_page, parse_page

_SEGMENT: Final = re.compile(r"\.?[a-z0-9][a-z0-9._-]{0,79}")
_LONGEST_PATH: Final = 120
_OURS: Final = re.compile(r"^generated[ \t]*:", re.MULTILINE)
#: All that a person may add to an index page.
_INTRO: Final = re.compile(r"^intro[ \t]*:", re.MULTILINE)


Found = AnyPage | Problem | None
"""What stands in a file: a page; a problem where it is ours and broken; None where it is somebody else's."""
PageReader = Callable[[Path, str], Found]
"""How the page at a path below docs is read: ``page_at``, or what knows its answer."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What ``apply`` will do.

    ``unchanged`` names the files that say the same already, however they are spelled.
    """

    create: tuple[OutputFile, ...]
    update: tuple[OutputFile, ...]
    unchanged: tuple[str, ...]
    problems: tuple[Problem, ...]


# ---------------------------------------------------------------------------------------------------- reading


def read_pages(
    docs: Path, progress: Count = lambda _done, _total: None, read: PageReader | None = None
) -> tuple[tuple[AnyPage, ...], tuple[Problem, ...]]:
    """Every Markdown file below ``docs`` that carries a ``generated`` key, in order of path.

    Paths are relative to ``docs``. A page of ours whose front matter is broken is E203 with its line, and
    ``plan`` will not write over it. Symbolic links are E308 and never followed. Hidden files and folders are
    not looked at. A folder that does not exist holds nothing. ``progress``: after each file.
    """
    pages: list[AnyPage] = []
    found: list[Problem] = []
    paths = sorted(path for path in _files(docs, found) if path.endswith(".md"))
    for done, path in enumerate(paths, 1):
        page = (read or page_at)(docs, path)
        progress(done, len(paths))
        if isinstance(page, Problem):
            found.append(page)
        elif page is not None and page.is_ours:
            pages.append(page)
    return tuple(pages), in_order(found)


def read_page(docs: Path, path: str) -> AnyPage | None:
    """The page of ours at ``path`` below ``docs``; None where there is none, or it cannot be read."""
    if (docs / path).is_symlink():
        return None
    page = page_at(docs, path)
    return None if page is None or isinstance(page, Problem) or not page.is_ours else page


def beheaded_pages(docs: Path, problems: Iterable[Problem]) -> tuple[Page, ...]:
    """The article pages among those reported as E203 whose front matter is gone, with or without their text.

    What the builder alone wrote there it can write again.
    """
    paths = sorted({found.path for found in problems if found.code == "E203" and is_article(found.path)})
    texts = {path: _text(docs / path) for path in paths}
    return tuple(
        Page.read(path, {}, text)
        for path, text in texts.items()
        if text is not None and not text.startswith("---")
    )


def _files(docs: Path, found: list[Problem]) -> Iterator[str]:
    """The paths of all files below without hidden ones; links and pipes are reported and left out."""
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        entries: list[os.DirEntry[str]] = []
        with contextlib.suppress(OSError), os.scandir(docs / inside) as listed:
            entries = list(listed)
        for entry in entries:
            path = f"{inside}{entry.name}"
            if entry.is_symlink():
                found.append(page_problem("E308", path))
            elif entry.name.startswith("."):
                continue
            elif entry.is_dir():
                waiting.append(f"{path}/")
            elif entry.is_file():
                yield path
            else:
                found.append(page_problem("E313", path))


def page_at(docs: Path, path: str) -> Found:
    """What stands in a file below ``docs``; None also where nothing is left of it."""
    try:
        written = _decoded(docs / path)
    except (OSError, UnicodeDecodeError) as error:
        return page_problem("E203", path, detail=str(error))
    if not written.startswith("---"):
        return page_problem("E203", path, 1, "its front matter is gone") if is_article(path) else None
    parsed = parse_page(written)
    if isinstance(parsed, str):
        ours = is_article(path) or (_OURS.search(written) and _INTRO.search(written))
        return page_problem("E203", path, _line_in(parsed), parsed) if ours else None
    return page_of(path, *parsed)


def _decoded(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _text(path: Path) -> str | None:
    try:
        return _decoded(path)
    except (OSError, UnicodeDecodeError):
        return None


def _line_in(message: str) -> int | None:
    match = re.search(r"\bline (\d+)", message)
    return int(match[1]) if match else None


# --------------------------------------------------------------------------------------------------- planning


def plan(pages_to_stand: Sequence[OutputFile], docs: Path) -> Plan:
    """Compare what shall stand with what stands; nothing is written.

    A Markdown file is unchanged when its front matter and body say the same: other YAML spelling, comments,
    key order, CRLF or a BOM leave it, and its modification time, alone. One that is written keeps its
    comments. A file that is not the builder's is left alone (N113), a broken page too (E203). Two paths that
    some file system takes for one are E309, a folder or file in the way is E205, a symbolic link E308.
    """
    create: list[OutputFile] = []
    update: list[OutputFile] = []
    unchanged: list[str] = []
    found: list[Problem] = []
    obstacles = _obstacles(pages_to_stand, docs)
    for file in sorted(pages_to_stand, key=lambda file: file.path):
        if file.path in obstacles:
            found.append(obstacles[file.path])
        elif not (docs / file.path).exists():
            create.append(file)
        elif isinstance(same := _says_the_same(docs, file), Problem):
            found.append(same)
        elif same:
            unchanged.append(file.path)
        else:
            update.append(PackedFile(file.path, _commented(docs / file.path, file.text)))
    return Plan(tuple(create), tuple(update), tuple(unchanged), in_order(found))


def colliding_paths(paths: Iterable[str]) -> tuple[Problem, ...]:
    """E309 for each path that differs from an earlier one (in sorted order) only in case or Unicode form."""
    first: dict[str, str] = {}
    found = []
    for path in sorted(set(paths)):
        other = first.setdefault(_folded(path), path)
        if other != path:
            found.append(page_problem("E309", path, detail=other))
    return tuple(found)


def is_safe_path(path: str) -> bool:
    """Whether a path relative to docs is one the builder may write.

    Lower-case ASCII segments that mean the same on every system.
    """
    return len(path) <= _LONGEST_PATH and all(
        _SEGMENT.fullmatch(segment) and not segment.endswith(".") and segment.split(".")[0] not in DEVICES
        for segment in path.split("/")
    )


def _obstacles(files: Sequence[OutputFile], docs: Path) -> dict[str, Problem]:
    """Path → why it cannot be written. ``_in_the_way`` looks at each folder once."""
    names, known = cache(_names), dict[str, Problem | None]()
    found = {clash.path: clash for clash in colliding_paths(file.path for file in files)}
    for file in files:
        if not is_safe_path(file.path):
            hint = "this is a fault of the builder or of an id; nothing was written there"
            found[file.path] = page_problem("E205", file.path, detail="the path is not allowed", hint=hint)
            continue
        *folders, _ = steps = _steps(file.path)
        for step in steps:
            if step not in known:
                known[step] = _in_the_way(docs / step, step, names, folder=step in folders)
            if obstacle := known[step]:
                found.setdefault(file.path, obstacle)
    return found


def _steps(path: str) -> list[str]:
    """``a/b/c.md`` → ``a``, ``a/b``, ``a/b/c.md``."""
    parts = path.split("/")
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _names(folder: Path) -> dict[str, str]:
    """What lies in a folder as a file system that folds names sees it, in the spelling of the disk."""
    names = os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208 - there may be thousands
    return {_folded(name): name for name in names}


def _in_the_way(
    place: Path, path: str, names: Callable[[Path], Mapping[str, str]], *, folder: bool
) -> Problem | None:
    above, slash, name = path.rpartition("/")
    if place.is_symlink():
        return page_problem("E308", path)
    if (other := names(place.parent).get(_folded(name), name)) != name:
        return page_problem("E309", path, detail=f"{above}{slash}{other}")
    if place.exists() and place.is_dir() != folder:
        return page_problem("E205", path)
    return None


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _says_the_same(docs: Path, file: OutputFile) -> bool | Problem:
    """Whether the file that stands needs no writing; a problem where it must not be written over."""
    if _holds(docs / file.path, file.text):
        return True
    if not file.path.endswith(".md"):
        return False
    page = page_at(docs, file.path)
    if (page is None or isinstance(page, Problem)) and _holds_nothing_else(docs / file.path, file):
        return False
    if isinstance(page, Problem):
        return page
    if page is None or not page.is_ours:
        return page_problem("N113", file.path)
    wanted = parse_page(file.text)
    return not isinstance(wanted, str) and bool(
        values.canonical([page.meta, page.body]) == values.canonical(list(wanted))
    )


def _holds_nothing_else(place: Path, file: OutputFile) -> bool:
    """Whether nothing of a person's is in a file that is no page any more.

    It is empty, or lacks its front matter alone, or is an index page of ours.
    """
    text = _text(place)
    if text is None:
        return False
    if text.startswith("---"):
        return not is_article(file.path) and bool(_OURS.search(text)) and not _INTRO.search(text)
    return not text.strip() or values.canonical(text) == values.canonical(_body_of(file.text))


def texts_of(pages: Iterable[Page], docs: Path) -> dict[Path, str]:
    """The pages' files by place, with the comments in the front matter of those that stand there."""
    found = {docs / page.path: dump_page(page.meta, page.body) for page in pages}
    return {place: _commented(place, text) for place, text in found.items()}


def _commented(place: Path, text: str) -> str:
    return with_comments(_text(place) or "", text)


def _body_of(text: str) -> str:
    parsed = parse_page(text)
    return text if isinstance(parsed, str) else parsed[1]


def _holds(place: Path, written: str) -> bool:
    try:
        return place.read_bytes() == written.encode("utf-8")
    except OSError:
        return False


# ---------------------------------------------------------------------------------------------------- writing


def apply(
    agreed: Plan,
    docs: Path,
    progress: Callable[[str], None] | None = None,
    seen: Mapping[Path, Stamp] | None = None,
) -> Outcome:
    """Write what is planned; ``progress`` is told each path as it is done.

    Unchanged files are not touched. The others are written beside their places, brought to the disk and moved
    there in one step each, ``TOGETHER`` at a time, so that whatever interrupts this leaves old files and new
    ones, and no torn one; what an interrupted run left lying is swept away first.

    ``seen``: how the files looked before they were read. A file that looks otherwise was saved by someone
    meanwhile and stays as it is.

    Returns:
        The files that stay for that, and how the others look now.

    Raises:
        OSError: the disk is full, a file may not be written, or a folder has become a link since the plan was
            made.
    """
    sweep(docs)
    root = docs.resolve()
    files = (*agreed.create, *agreed.update)
    left: list[Path] = []
    found: dict[Path, Stamp] = {}
    for start in range(0, len(files), TOGETHER):
        batch = files[start : start + TOGETHER]
        for folder in {(docs / file.path).parent for file in batch}:
            folder.mkdir(parents=True, exist_ok=True)
            if not folder.resolve().is_relative_to(root):
                raise OSError(f"{folder} lies outside {docs}")
        placed = write_together({docs / file.path: file.text for file in batch}, seen)
        left += placed.left
        found.update(placed.stamps)
        if progress:
            for file in batch:
                progress(file.path)
    return Outcome(tuple(left), found)
