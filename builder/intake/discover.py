"""Find the seeds below a folder, and name what lies there but is none."""

from __future__ import annotations

import os
import re
import unicodedata
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.intake import saved_pages
from builder.intake.originals import SUFFIXES as DOCUMENT_SUFFIXES
from builder.intake.originals import WRITTEN_SUFFIXES, best_of
from builder.intake.saved_pages import folders_of
from builder.intake.sidecars import SUFFIX as SIDECAR_SUFFIX
from builder.intake.sidecars import files_named
from builder.problems import in_order, seed_problem

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

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


class _File(NamedTuple):
    """What lies below the folder of seeds, as the listing of its folder tells it."""

    place: str
    name: str
    seed: str
    """How a seed there is called (``seed_name``)."""
    stem: str
    suffix: str
    """In small letters."""
    is_link: bool


def find_seeds(
    root: Path, ignore: Sequence[str] = (), known: Mapping[str, Sequence[str]] | None = None
) -> tuple[dict[str, Path], tuple[Problem, ...]]:
    """Every file below ``root`` that is an article, by name (``seed_name``), and what is wrong with the rest.

    Texts are, and of the documents of one stem the best (see ``originals``), unless a text has that stem.
    Files that the facts of another name as its ``attachments`` are none.
    Passed over are hidden files and folders, ``.yml`` sidecars, a README, what systems and word processors
    leave behind, and what a glob of ``ignore`` names, by its path below ``root`` or by its name alone, a
    folder with all that it holds. What a browser saved beside a page, ``X_files/`` beside ``X.html``, belongs
    to that page: N146 for each such folder, N147 for each file in one that looks like an article.
    Problems: E103 another kind of file, E110 a link that leaves ``root``, E111 a folder or name that cannot
    be read, E309 two names that differ only in Unicode form (the second is left out), N125 a sidecar of no
    file. Links are never followed: one that stays inside leads to what is found at its own place.

    ``known``: the folders (``2024/03/``) of which the caller knows all files already, with the names of those
    they hold: they are not listed.
    """
    seeds: dict[str, Path] = {}
    problems: list[Problem] = []
    for files in _folders(root, ignore, known or {}, problems):
        beside = [file for file in files if not is_left_behind(file.name)]
        spare = frozenset(_attachments(beside))
        problems += _orphans(beside)
        for file in beside:
            if file.place in spare:
                continue
            if found := _objection(root, file) or _twin(file.seed, seeds):
                problems.append(found)
            elif file.suffix in SEED_SUFFIXES and not file.is_link:
                seeds[file.seed] = Path(file.place)
    return {name: seeds[name] for name in sorted(seeds)}, in_order(problems)


def seed_name(root: Path, path: Path) -> str:
    """How a seed is called everywhere.

    Its POSIX path relative to ``root``, NFC; bytes that are no UTF-8 appear escaped.
    """
    return _called(path.relative_to(root).as_posix())


def _called(relative: str) -> str:
    if relative.isascii():
        return relative
    readable = os.fsencode(relative).decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", readable)


def is_left_behind(name: str) -> bool:
    """Whether a file of that name is none of a person's: a system's, a lock, or words about its folder."""
    return _SILENT.fullmatch(name) is not None


def _folders(
    root: Path, ignore: Sequence[str], known: Mapping[str, Sequence[str]], problems: list[Problem]
) -> Iterator[list[_File]]:
    """Of each folder, in a fixed order, what is neither hidden nor ignored nor itself a folder."""
    folders = [(os.fspath(root), "")]
    while folders:
        folder, inside = folders.pop()
        if inside in known:
            shown = (
                one for one in known[inside] if not _is_passed_over(_called(f"{inside}{one}"), one, ignore)
            )
            folders += ((f"{folder}{os.sep}{name}", f"{inside}{name}/") for name in shown)
            continue
        entries = _entries(folder, _called(inside.rstrip("/")) or ".", problems)
        of_pages, files = _page_folders(entries), list[_File]()
        for entry in entries:
            place, seed = f"{folder}{os.sep}{entry.name}", _called(f"{inside}{entry.name}")
            if _is_passed_over(seed, entry.name, ignore):
                continue
            if not entry.is_dir(follow_symlinks=False):
                files.append(_File(place, entry.name, seed, *_parted(entry.name), is_link=entry.is_symlink()))
            elif entry.name in of_pages:
                problems += _of_page(root, Path(place))
            else:
                folders.append((place, f"{inside}{entry.name}/"))
        yield files


def _parted(name: str) -> tuple[str, str]:
    """A file's name without its ending, and that in small letters: as ``Path`` tells them."""
    at = name.rfind(".")
    return (name[:at], name[at:].lower()) if 0 < at < len(name) - 1 else (name, "")


def _page_folders(entries: Sequence[os.DirEntry[str]]) -> frozenset[str]:
    """What browsers call the folder with a saved page's pictures and scripts."""
    names = (_parted(entry.name) for entry in entries)
    return frozenset(
        name for stem, suffix in names if suffix in saved_pages.PAGES for name in folders_of(stem)
    )


def _of_page(root: Path, folder: Path) -> Iterator[Problem]:
    """What is told of a saved page's folder."""
    found, name = saved_pages.files_in(folder), seed_name(root, folder)
    yield seed_problem("N146", name, detail=saved_pages.told(path.name for path in found) or "it is empty")
    for path in found:
        suffix = path.suffix.lower()
        if suffix in SEED_SUFFIXES - _IN_PAGES and not is_left_behind(path.name):
            yield seed_problem("N147", seed_name(root, path))


def _is_passed_over(seed: str, name: str, ignore: Sequence[str]) -> bool:
    """Whether it is hidden, or a glob names the path below the seeds' folder, or its last part."""
    return name.startswith(".") or any(
        fnmatchcase(seed, glob.rstrip("/")) or fnmatchcase(name, glob.rstrip("/")) for glob in ignore
    )


def _attachments(beside: Sequence[_File]) -> Iterator[str]:
    """The files of a folder that belong to another: documents of its stem, and what its facts name."""
    files = [file for file in beside if not file.is_link]
    documents = [file for file in files if file.suffix in DOCUMENT_SUFFIXES]
    best = best_of(file.name for file in files) if documents else frozenset()
    yield from (file.place for file in documents if file.name not in best)
    if any(file.suffix not in _TELLING for file in files):
        telling = (Path(file.place) for file in files if file.suffix in _TELLING)
        yield from (os.fspath(path.with_name(name)) for path in telling for name in files_named(path))


def _orphans(beside: Sequence[_File]) -> Iterator[Problem]:
    """N125 for each sidecar beside which no file of its name lies, with the name that may be meant."""
    others = [file for file in beside if file.suffix != SIDECAR_SUFFIX]
    known = {file.name for file in others} | {file.stem for file in others}
    for file in beside:
        if file.suffix == SIDECAR_SUFFIX and file.stem not in known:
            near = get_close_matches(file.stem, sorted({other.stem for other in others}), 1)
            hint = f"rename it {near[0]}{SIDECAR_SUFFIX} if its facts are of that seed" if near else None
            yield seed_problem("N125", file.seed, hint=hint)


def _entries(folder: str, called: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    """What a folder holds, sorted; E111 if it cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(seed_problem("E111", called, detail=f"the folder cannot be listed, {error.strerror}"))
        return []


def _objection(root: Path, file: _File) -> Problem | None:
    """Why this file cannot be a seed although it should be one; None if it can, or need not."""
    if file.is_link:
        return _link_objection(root, Path(file.place), file.seed)
    if file.suffix in SEED_SUFFIXES:
        return _name_objection(file.place, file.seed)
    if file.suffix == SIDECAR_SUFFIX:
        return None
    is_packed = file.suffix == ".gz" and _parted(file.stem)[1] in _RECORDS
    hint = _IMPORT if is_packed else _HINTS.get(file.suffix, _OTHER_HINT)
    return seed_problem("E103", file.seed, detail=file.suffix or "its name has no ending", hint=hint)


def _link_objection(root: Path, path: Path, name: str) -> Problem | None:
    """E110 for a link out of ``root``, E111 for one that leads nowhere."""
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(os.path.realpath(root)):
        return seed_problem("E110", name)
    if target.is_symlink() or not target.exists():
        return seed_problem("E111", name, detail="the link leads nowhere", hint="delete the link, or mend it")
    return None


def _name_objection(place: str, name: str) -> Problem | None:
    """E111 for a name that cannot be printed or written into a page."""
    try:
        place.encode("utf-8")
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


def _twin(name: str, seeds: Container[str]) -> Problem | None:
    """E309 if another seed has the same name in another Unicode form."""
    return seed_problem("E309", name) if name in seeds else None
