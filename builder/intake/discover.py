"""Find the seeds below a folder, and name what lies there but is none."""

from __future__ import annotations

import os
import re
import unicodedata
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from builder.intake import saved_pages
from builder.intake.originals import SUFFIXES as DOCUMENT_SUFFIXES
from builder.intake.originals import WRITTEN_SUFFIXES, best_of, is_document_name
from builder.intake.saved_pages import folders_of
from builder.intake.sidecars import SUFFIX as SIDECAR_SUFFIX
from builder.intake.sidecars import files_named
from builder.problems import in_order, seed_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.model import Problem

SEED_SUFFIXES: Final = frozenset({*WRITTEN_SUFFIXES, *DOCUMENT_SUFFIXES})
_TELLING: Final = frozenset({*WRITTEN_SUFFIXES, SIDECAR_SUFFIX})
"""Of files that may name others."""
_IN_PAGES: Final = frozenset({".html", ".htm"})
"""Of the seeds' endings those of what a saved page shows in frames."""
_SILENT: Final = re.compile(r"thumbs\.db|desktop\.ini|readme(?:[._-].*)?\.md|~\$.*|.*~", re.IGNORECASE)
"""What Windows and word processors put into folders unasked, and what tells people about the folder."""

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_RECORDS: Final = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xlsx", ".xml", ".rss", ".atom")
_IMPORT: Final = "move it out of seeds/ and run `briefings import` on it"
_HINTS: Final = {
    **dict.fromkeys(
        (".doc", ".odt", ".rtf", ".hml"),
        "open it in its program and save it as HWPX, DOCX, PDF or plain text",
    ),
    **dict.fromkeys(_RECORDS, _IMPORT),
    ".xls": f"save it as .xlsx; {_IMPORT}",
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".gif", ".webp"),
        "write the article's words into a text file; pictures are not read",
    ),
    **dict.fromkeys((".zip", ".gz", ".7z", ".rar", ".tar", ".tgz"), "unpack it into seeds/"),
    ".yaml": "name a file with supplied facts <seed>.yml",
}
_OTHER_HINT: Final = (
    "save the article as a .txt, .html, .mhtml, .md, .hwpx, .docx or .pdf file, "
    "or move this file out of seeds/"
)


def find_seeds(root: Path, ignore: Sequence[str] = ()) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Every file below ``root`` that is an article, sorted by name, and what is wrong with the rest.

    Texts are, and of the documents of one stem the best (see ``originals``), unless a text has that stem.
    Files that the facts of another name as its ``attachments`` are none.
    Passed over are hidden files and folders, ``.yml`` sidecars, a README, what systems and word processors
    leave behind, and what a glob of ``ignore`` names, by its path below ``root`` or by its name alone, a
    folder with all that it holds. What a browser saved beside a page, ``X_files/`` beside ``X.html``, belongs
    to that page: N146 for each such folder, N147 for each file in one that looks like an article.
    Problems: E103 another kind of file, E110 a link that leaves ``root``, E111 a folder or name that cannot
    be read, E309 two names that differ only in Unicode form (the second is left out), N125 a sidecar of no
    file. Links are never followed: one that stays inside leads to what is found at its own place.
    """
    seeds: dict[str, Path] = {}
    problems: list[Problem] = []
    paths = [path for path in _files(root, ignore, problems) if not is_left_behind(path.name)]
    folders = _by_folder(paths)
    spare = frozenset(_attachments(folders))
    problems += _orphans(root, folders)
    for path in paths:
        if path in spare:
            continue
        name = seed_name(root, path)
        found = _objection(root, path, name) or _twin(name, seeds)
        if found:
            problems.append(found)
        elif _is_seed(path):
            seeds[name] = path
    return tuple(seeds[name] for name in sorted(seeds)), in_order(problems)


def seed_name(root: Path, path: Path) -> str:
    """How a seed is called everywhere.

    Its POSIX path relative to ``root``, NFC; bytes that are no UTF-8 appear escaped.
    """
    relative = path.relative_to(root).as_posix()
    readable = os.fsencode(relative).decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", readable)


def is_left_behind(name: str) -> bool:
    """Whether a file of that name is none of a person's: a system's, a lock, or words about its folder."""
    return _SILENT.fullmatch(name) is not None


def _files(root: Path, ignore: Sequence[str], problems: list[Problem]) -> Iterator[Path]:
    """Everything below ``root`` that is neither hidden nor ignored nor a real folder, in a fixed order."""
    folders = [root]
    while folders:
        folder = folders.pop()
        entries = _entries(folder, root, problems)
        of_pages = _page_folders(entries)
        for entry in entries:
            if entry.name.startswith(".") or _is_ignored(root, folder / entry.name, ignore):
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.name in of_pages:
                    problems += _of_page(root, folder / entry.name)
                else:
                    folders.append(folder / entry.name)
            else:
                yield folder / entry.name


def _page_folders(entries: Sequence[os.DirEntry[str]]) -> frozenset[str]:
    """What browsers call the folder with a saved page's pictures and scripts."""
    pages = (PurePosixPath(entry.name) for entry in entries)
    return frozenset(
        name for page in pages if page.suffix.lower() in saved_pages.PAGES for name in folders_of(page.stem)
    )


def _of_page(root: Path, folder: Path) -> Iterator[Problem]:
    """What is told of a saved page's folder."""
    found, name = saved_pages.files_in(folder), seed_name(root, folder)
    yield seed_problem("N146", name, detail=saved_pages.told(path.name for path in found) or "it is empty")
    for path in found:
        suffix = path.suffix.lower()
        if suffix in SEED_SUFFIXES - _IN_PAGES and not is_left_behind(path.name):
            yield seed_problem("N147", seed_name(root, path))


def _is_ignored(root: Path, path: Path, ignore: Sequence[str]) -> bool:
    """Whether a glob names the path below ``root``, or its last part."""
    if not ignore:
        return False
    name = seed_name(root, path)
    return any(
        fnmatchcase(name, glob.rstrip("/")) or fnmatchcase(path.name, glob.rstrip("/")) for glob in ignore
    )


def _by_folder(paths: Iterable[Path]) -> list[list[Path]]:
    folders: dict[Path, list[Path]] = {}
    for path in paths:
        folders.setdefault(path.parent, []).append(path)
    return list(folders.values())


def _attachments(folders: Iterable[Sequence[Path]]) -> Iterator[Path]:
    """The files that belong to another: documents of its stem, and what its facts name."""
    for beside in folders:
        files = [path for path in beside if not path.is_symlink()]
        best = best_of(path.name for path in files)
        yield from (path for path in files if is_document_name(path) and path.name not in best)
        if any(path.suffix.lower() not in _TELLING for path in files):
            telling = (path for path in files if path.suffix.lower() in _TELLING)
            yield from (path.with_name(name) for path in telling for name in files_named(path))


def _orphans(root: Path, folders: Iterable[Sequence[Path]]) -> Iterator[Problem]:
    """N125 for each sidecar beside which no file of its name lies, with the name that may be meant."""
    for beside in folders:
        others = [path for path in beside if path.suffix.lower() != SIDECAR_SUFFIX]
        known = {path.name for path in others} | {path.stem for path in others}
        for path in beside:
            if path.suffix.lower() == SIDECAR_SUFFIX and path.stem not in known:
                near = get_close_matches(path.stem, sorted({other.stem for other in others}), 1)
                hint = f"rename it {near[0]}{SIDECAR_SUFFIX} if its facts are of that seed" if near else None
                yield seed_problem("N125", seed_name(root, path), hint=hint)


def _entries(folder: Path, root: Path, problems: list[Problem]) -> list[os.DirEntry[str]]:
    """What a folder holds, sorted; E111 if it cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(
            seed_problem(
                "E111", seed_name(root, folder), detail=f"the folder cannot be listed, {error.strerror}"
            )
        )
        return []


def _objection(root: Path, path: Path, name: str) -> Problem | None:
    """Why this file cannot be a seed although it should be one; None if it can, or need not."""
    if path.is_symlink():
        return _link_objection(root, path, name)
    suffix = path.suffix.lower()
    if suffix in SEED_SUFFIXES:
        return _name_objection(path, name)
    if suffix == SIDECAR_SUFFIX:
        return None
    is_packed = suffix == ".gz" and path.with_suffix("").suffix.lower() in _RECORDS
    hint = _IMPORT if is_packed else _HINTS.get(suffix, _OTHER_HINT)
    return seed_problem("E103", name, detail=suffix or "its name has no ending", hint=hint)


def _link_objection(root: Path, path: Path, name: str) -> Problem | None:
    """E110 for a link out of ``root``, E111 for one that leads nowhere."""
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(os.path.realpath(root)):
        return seed_problem("E110", name)
    if target.is_symlink() or not target.exists():
        return seed_problem("E111", name, detail="the link leads nowhere", hint="delete the link, or mend it")
    return None


def _name_objection(path: Path, name: str) -> Problem | None:
    """E111 for a name that cannot be printed or written into a page."""
    try:
        os.fspath(path).encode("utf-8")
    except UnicodeEncodeError:
        return seed_problem("E111", name, detail="its name is no valid UTF-8", hint="rename the file")
    if _CONTROLS.search(name):
        return seed_problem(
            "E111",
            _CONTROLS.sub("?", name),
            detail="its name holds control characters",
            hint="rename the file",
        )
    return None


def _twin(name: str, seeds: dict[str, Path]) -> Problem | None:
    """E309 if another seed has the same name in another Unicode form."""
    return seed_problem("E309", name) if name in seeds else None


def _is_seed(path: Path) -> bool:
    """Whether a file without objection is a seed: not a link, and of a type that is read."""
    return path.suffix.lower() in SEED_SUFFIXES and not path.is_symlink()
