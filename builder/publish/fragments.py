"""The fragments of each page, one JSON file a page with its slots, before MkDocs runs.

The templates read them (builder/theme/functions.py), so that plain ``mkdocs build`` shows them too. A file
that says the same already is not touched, and those of an article for which nothing has changed are not even
made; the others are made and written on all cores. Only a few articles' fragments are in memory at a time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from builder.freed import give_back
from builder.kept import key_of
from builder.looks import files_below
from builder.memory import Found
from builder.model import Entry, Problem
from builder.new_file import write_file
from builder.problems import not_made
from builder.publish.alone import (
    NOBODY,
    Article,
    Elsewhere,
    article,
    hands_for,
    with_articles,
    without_memory,
)
from builder.publish.fragment import Fragment, Make, OfArticles
from builder.publish.outputs.charts import chart_fragments
from builder.publish.outputs.citation.section import cite_sections
from builder.publish.outputs.head import article_heads, index_heads
from builder.publish.outputs.history.section import history_fragments
from builder.publish.outputs.originals import original_fragments
from builder.publish.outputs.people import mention_fragments, organization_fragments, people_fragments
from builder.publish.outputs.related.fragments import related_fragments
from builder.publish.outputs.volumes.ways import volume_fragments
from builder.publish.publication import Publication

#: What each makes for lists, and who makes it; the order does not matter.
FRAGMENT_MAKERS: Final[dict[str, Callable[[Publication], Iterable[Fragment]]]] = {
    "charts": chart_fragments,
    "heads": index_heads,
    "volumes": volume_fragments,
}


def _here(make: Callable[[Publication], OfArticles]) -> Callable[[Publication, Elsewhere], OfArticles]:
    """Who needs nobody else."""
    return lambda publication, _elsewhere: make(publication)


#: The same for articles, and who may work for it.
ARTICLE_FRAGMENTS: Final[dict[str, Callable[[Publication, Elsewhere], OfArticles]]] = {
    "citations": _here(cite_sections),
    "heads": _here(article_heads),
    "history": _here(history_fragments),
    "mentions": _here(mention_fragments),
    "originals": _here(original_fragments),
    "organizations": _here(organization_fragments),
    "people": _here(people_fragments),
    "related briefings": related_fragments,
}
_KIND: Final = "fragments"
_ALL: Final = "all"


class _Written(NamedTuple):
    """A file as it was written."""

    size: int
    changed: int
    sha256: str


class _Standing(NamedTuple):
    """A file that stands, and what it was made from."""

    size: int
    changed: int
    sha256: str
    depends: str


class Fragments(NamedTuple):
    """The files of all pages' fragments, as they stand."""

    problems: tuple[Problem, ...]
    digests: Mapping[str, bytes]
    """The SHA-256 of each page's, by the page's path."""


def write_fragments(publication: Publication, folder: Path, elsewhere: Elsewhere = NOBODY) -> Fragments:
    """Bring the files in ``folder`` to what they shall be; E312 names who failed, and the others go on.

    ``elsewhere``: who may make those of articles.
    """
    files, problems = _Files(folder), list[Problem]()
    slots: dict[str, dict[str, str]] = defaultdict(dict)
    for name, make in FRAGMENT_MAKERS.items():
        with _named(name, "", problems):
            for fragment in make(publication):
                slots[fragment.page][fragment.slot] = fragment.html
    for page, found in slots.items():
        place, is_there = files.place(page)
        files.note(page, _write(place, found, is_there=is_there))
    makers: dict[str, OfArticles] = {}
    for name, of_articles in ARTICLE_FRAGMENTS.items():
        with _named(name, "", problems):
            makers[name] = of_articles(publication, elsewhere)
    problems += _write_articles(publication, makers, files, elsewhere)
    publication.at_hand.clear()  # hardly anything else asks for it
    files.sweep()
    give_back()
    return Fragments(tuple(problems), files.digests)


def _write_articles(
    publication: Publication, makers: Mapping[str, OfArticles], files: _Files, elsewhere: Elsewhere
) -> Iterator[Problem]:
    """All articles', but for those that stand as they would be made."""
    memory, articles = publication.memory, publication.articles
    kept = json.loads(memory.known(_KIND, _ALL, ()) or b"{}")
    known = {one: _Standing(*standing) for one, standing in kept.items()}
    standing: dict[str, _Standing] = {}
    needy: list[tuple[Entry, str]] = []
    for entry in sorted(publication.collection.entries, key=lambda entry: entry.id):
        old, depends = known.get(entry.id), _depends(publication, entry, makers)
        if old and old.depends == depends and files.stands(articles[entry.id].path, *old[:3]):
            standing[entry.id] = old
        else:
            needy.append((entry, depends))
    tasks = (_task(publication, entry, makers, files) for entry, _ in needy)
    for (entry, depends), made in zip(needy, _done(publication, tasks, len(needy), elsewhere), strict=True):
        memory.take_over(made.found)
        if made.file:
            files.note(articles[entry.id].path, made.file)
        if made.file and depends and not made.problems:
            standing[entry.id] = _Standing(*made.file, depends)
        yield from made.problems
    if standing != known:
        memory.keep(_KIND, _ALL, (), json.dumps(standing).encode())


def _depends(publication: Publication, entry: Entry, makers: Mapping[str, OfArticles]) -> str:
    """What decides an article's fragments; empty where that cannot be told: who makes them says why."""
    try:
        asked = (maker.depends(entry) for maker in makers.values() if maker.depends)
        return key_of(publication.around(entry), *asked).hex()
    except Exception:  # noqa: BLE001 - it may be anything
        return ""


def _done(
    publication: Publication, tasks: Iterable[_Task], count: int, elsewhere: Elsewhere
) -> Iterator[_Made]:
    """What becomes of each, whoever does it."""
    return hands_for(publication, elsewhere, count).map(_make_all, tasks, count, on_disk=True)


# --------------------------------------------------------------------------------------------- in any process


class _Task(NamedTuple):
    """One article, and what its fragments are made of."""

    article: Article
    place: str
    is_there: bool
    """Whether there is a file."""
    makers: Mapping[str, tuple[Make, Any]]
    """Each with what was found of other articles."""
    problems: tuple[Problem, ...]
    """Of those of whom nothing was found."""


class _Made(NamedTuple):
    """What has become of it."""

    file: _Written | None
    """None where there is nothing to show."""
    found: list[Found]
    problems: tuple[Problem, ...]


def _task(publication: Publication, entry: Entry, makers: Mapping[str, OfArticles], files: _Files) -> _Task:
    page, found, failed = publication.articles[entry.id].path, dict[str, tuple[Make, Any]](), list[Problem]()
    for name, maker in makers.items():
        with _named(name, page, failed):
            found[name] = maker.make, maker.found(entry)
    return _Task(article(publication, entry), *files.place(page), found, tuple(failed))


def _make_all(alone: Publication, batch: Sequence[_Task]) -> list[_Made]:
    what = with_articles(alone, [one.article for one in batch])
    return [_made(without_memory(what), one) for one in batch]


def _made(what: Publication, task: _Task) -> _Made:
    entry, slots, failed = task.article.entry, dict[str, str](), [*task.problems]
    for name, (make, found) in task.makers.items():
        with _named(name, task.article.page.path, failed):
            slots |= {fragment.slot: fragment.html for fragment in make(what, entry, found)}
    file = _write(task.place, slots, is_there=task.is_there) if slots else None
    return _Made(file, what.memory.found(), tuple(failed))


@contextmanager
def _named(maker: str, page: str, problems: list[Problem]) -> Iterator[None]:
    """Whatever goes wrong is a problem with the maker's name, and the others go on."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - it may be anything
        problems.append(not_made(maker, page, error))


# -------------------------------------------------------------------------------------------------- the files


def _write(place: str, slots: Mapping[str, str], *, is_there: bool) -> _Written:
    """The file of a page as it shall be. The folder is there."""
    content = json.dumps(slots, ensure_ascii=False, sort_keys=True).encode()
    if is_there and Path(place).read_bytes() == content:
        status = os.stat(place)  # noqa: PTH116 - as in write_file
    else:
        folder, _, name = place.rpartition("/")
        temporary = f"{folder}/.{name}.new"
        status = write_file(temporary, content)
        os.replace(temporary, place)  # noqa: PTH105 - says what it does: whole or not at all
    return _Written(len(content), status.st_mtime_ns, _sha256(content))


class _Files:
    """The files in a folder, as they were found; those that are neither met nor written are swept away."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found = {path: (one.st_size, one.st_mtime_ns) for path, one in files_below(folder)}
        self._folders = set[Path]()
        self.digests: dict[str, bytes] = {}
        """The SHA-256 of those that were met or written, by the page's path."""

    def stands(self, page: str, size: int, changed: int, sha256: str) -> bool:
        """Whether a page's file is as it was written: by its look, or in a copy by its bytes."""
        path = f"{page}.json"
        if path not in self._found or self._found[path][0] != size:
            return False
        if self._found[path][1] != changed and _sha256((self._folder / path).read_bytes()) != sha256:
            return False
        self.digests[page] = bytes.fromhex(sha256)
        return True

    def place(self, page: str) -> tuple[str, bool]:
        """Where the file of a page is to be, in a folder that is there; whether one was found."""
        path = f"{page}.json"
        place = self._folder / path
        if place.parent not in self._folders:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(place.parent)
        return place.as_posix(), path in self._found

    def note(self, page: str, written: _Written) -> None:
        """The file of a page is as it shall be."""
        self.digests[page] = bytes.fromhex(written.sha256)

    def sweep(self) -> None:
        """Away with the others; what a build that was ended left half written may be gone already."""
        for path in self._found.keys() - {f"{page}.json" for page in self.digests}:
            (self._folder / path).unlink(missing_ok=True)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
