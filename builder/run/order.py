"""The order of things: seeds → articles → pages → index pages → site.

Only this module knows it; each step lives in its room.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from builder.article_id import is_id
from builder.catalogue.entries import entry_of
from builder.catalogue.indexes import index_pages
from builder.intake.discover import find_seeds, seed_name
from builder.intake.read import read_seed
from builder.model import (
    Entry,
    OutputFile,
    Problem,
    Seed,
    Severity,
)
from builder.pages import store
from builder.pages.edits import Drift, Made, Take, read_edits, without_seed
from builder.pages.identity import Assignment, match_seeds
from builder.pages.known import known_page, salvaged_pages
from builder.pages.make import make_page
from builder.pages.page import IndexPage, Page, page_path
from builder.pages.upgrade import newer_schema
from builder.pages.writing import Look, looks
from builder.permanence import ledger as addresses
from builder.problems import located, page_problem, seed_problem
from builder.progress import CONVERTING, READING, READING_PAGES, WRITING, Progress, silent
from builder.prose.front_matter import dump_page
from builder.reading.read import read
from builder.registry import Registry
from builder.run.remembered import Remembered
from builder.settings import Settings

# ------------------------------------------------------------------------------------------------ all of them


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that shall stand in ``docs/``, before anything is written."""

    files: tuple[OutputFile, ...]
    pages: tuple[Page, ...]
    """The article pages among them."""
    entries: tuple[Entry, ...]
    notices: Mapping[str, tuple[Problem, ...]]
    """Path of an article page → what a person should look at."""
    drifts: Mapping[str, tuple[Drift, ...]]
    """Path of an article page → the edited parts of which the rules have come to another value."""
    problems: tuple[Problem, ...]
    seen: Mapping[Path, Look]
    """How the files of ``docs/`` looked before they were read."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to ``docs/``."""

    created: int
    updated: int
    unchanged: int
    problems: tuple[Problem, ...]
    saved_meanwhile: tuple[Problem, ...]
    """N127 for each file that someone saved while the build ran: it stays as it was saved."""


def read_seeds(
    settings: Settings, registry: Registry, progress: Progress = silent
) -> tuple[tuple[Seed, ...], tuple[Problem, ...]]:
    """Every seed that can be read, in order of path, and what is wrong with the others."""
    paths, found = find_seeds(settings.seeds, settings.ignore)
    seeds: list[Seed] = []
    problems = list(found)
    for done, path in enumerate(paths, 1):
        found_seed = read_seed(path, seed_name(settings.seeds, path), registry.list_page_patterns)
        problems += found_seed.problems
        if found_seed.seed is not None:
            seeds.append(found_seed.seed)
        progress(READING, done, len(paths))
    return tuple(seeds), tuple(problems)


def prepare(
    settings: Settings,
    registry: Registry,
    today: str,
    take: Take | None = None,
    progress: Progress = silent,
    remembered: Remembered | None = None,
) -> Prepared:
    """All pages as they shall stand. Reads seeds and docs, writes nothing.

    Args:
        settings: The archive.
        registry: Its rules.
        today: The ISO day that new pages carry as ``added``.
        take: How conflicts between an edit and a change are settled: ``mine``, ``generated``, or None to
        report them.
        progress: Told of every seed read and converted.
        remembered: The pages that need not be made again; those made are noted in it.
    """
    seeds, problems = read_seeds(settings, registry, progress)
    seen = looks(settings.docs)
    standing, page_problems = store.read_pages(settings.docs, partial(progress, READING_PAGES))
    articles = {page.path: page for page in standing if isinstance(page, Page)}
    beheaded = {page.path: page for page in store.beheaded_pages(settings.docs, page_problems)}
    broken = {one.path for one in page_problems} - beheaded.keys()
    indexes = [page for page in standing if isinstance(page, IndexPage)]
    known = [
        *(known_page(page) for path, page in articles.items() if is_id(PurePosixPath(path).stem)),
        *salvaged_pages(settings.docs, page_problems),
    ]
    assignments, match_problems = match_seeds(seeds, known)
    found = [*problems, *page_problems, *_truly_vanished(match_problems, problems, articles)]
    made = _made(assignments, beheaded | articles, registry, today, take, progress, remembered)
    for path in sorted(articles.keys() - made.keys()):
        made[path] = without_seed(articles[path], registry)
    mended = {path for path in beheaded if path in made and made[path].page}
    found = [one for one in found if not (one.code == "E203" and one.path in mended)]
    return _composed(settings, registry, articles, indexes, made, broken, found, seen)


def _made(
    assignments: Sequence[Assignment],
    standing: Mapping[str, Page],
    registry: Registry,
    today: str,
    take: Take | None,
    progress: Progress,
    remembered: Remembered | None,
) -> dict[str, Made]:
    """The page of every seed, by path."""
    made: dict[str, Made] = {}
    for done, assignment in enumerate(assignments, 1):
        path = page_path(assignment.page_id)
        made[path] = _guarded(assignment, standing.get(path), registry, today, take, remembered)
        progress(CONVERTING, done, len(assignments))
    if remembered:
        remembered.save(made)
    return made


def _truly_vanished(
    found: Iterable[Problem], problems: Iterable[Problem], articles: Mapping[str, Page]
) -> list[Problem]:
    """Without N107 for pages whose seed is there but cannot be read: that is told already."""
    unreadable = {one.path for one in problems if one.severity is Severity.ERROR}
    files = {path: page.record.source.file for path, page in articles.items()}
    return [one for one in found if not (one.code == "N107" and files.get(one.path) in unreadable)]


def _guarded(
    assignment: Assignment,
    on_disk: Page | None,
    registry: Registry,
    today: str,
    take: Take | None,
    remembered: Remembered | None,
) -> Made:
    """One article never stops the others, not even by a fault of ours."""
    try:
        if remembered and on_disk and (known := remembered.made(assignment.seed, on_disk)):
            return known
        return _article(assignment, on_disk, registry, today, take, remembered)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told as E114 and the run goes on
        detail = f"{type(error).__name__}: {error}"
        return Made(None, (seed_problem("E114", assignment.seed.path, detail=detail),))


def _article(
    assignment: Assignment,
    on_disk: Page | None,
    registry: Registry,
    today: str,
    take: Take | None,
    remembered: Remembered | None,
) -> Made:
    """One seed's page. The last good page stays on an error."""
    if on_disk and (newer := newer_schema(on_disk)):
        return Made(None, (newer,))
    added = (on_disk.record.added if on_disk else "") or today
    edits = read_edits(on_disk) if on_disk else None
    reading = read(assignment.seed, registry)
    made = make_page(reading, assignment.page_id, edits, added, registry, take)
    if remembered and edits is None:
        remembered.note(assignment.seed, made)
    return made


def _composed(
    settings: Settings,
    registry: Registry,
    articles: Mapping[str, Page],
    standing: Sequence[IndexPage],
    made: Mapping[str, Made],
    broken: AbstractSet[str],
    found: Iterable[Problem],
    seen: Mapping[Path, Look],
) -> Prepared:
    """Article pages, index pages and retired index pages; the addresses that none of them stands at.

    A page that could not be made stays as it is; one that cannot be read keeps its place in the lists, by
    what its seed says.
    """
    listed = {**articles, **{path: one.page for path, one in made.items() if one.page is not None}}
    pages = {path: page for path, page in listed.items() if path not in broken}
    read = [entry_of(page) for page in listed.values()]
    entries = tuple(entry for entry in read if isinstance(entry, Entry))
    problems = [*found, *(one for made_page in made.values() for one in made_page.problems)]
    problems += [one for one in read if isinstance(one, Problem)]
    intros = {page.path: page.intro for page in standing if page.intro}
    indexes = index_pages(entries, registry, intros, settings.site)
    retired = addresses.retired_pages(standing, {file.path for file in indexes}, registry)
    files = [
        *(OutputFile(page.path, dump_page(page.meta, page.body)) for page in pages.values()),
        *indexes,
        *retired,
    ]
    problems += addresses.problems_of(settings, _paths_that_stand(settings.docs, files))
    return Prepared(
        files=tuple(sorted(files, key=lambda file: file.path)),
        pages=tuple(pages[path] for path in sorted(pages)),
        entries=entries,
        notices={path: one.notices for path, one in made.items()},
        drifts={path: one.drifts for path, one in made.items() if one.drifts},
        problems=located(problems, settings.folders),
        seen=seen,
    )


def _paths_that_stand(docs: Path, files: Iterable[OutputFile]) -> set[str]:
    """What is planned, and what a person put into docs beside it."""
    own = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")} if docs.is_dir() else set()
    return own | {file.path for file in files}


def write(prepared: Prepared, settings: Settings, progress: Progress = silent) -> Written:
    """Bring ``docs/`` to what is prepared.

    Files that say the same already are not touched, and neither are those that someone saved meanwhile.
    """
    agreed = store.plan(prepared.files, settings.docs)
    total, done = len(agreed.create) + len(agreed.update), 0

    def told(_path: str) -> None:
        nonlocal done
        done += 1
        progress(WRITING, done, total)

    saved = store.apply(agreed, settings.docs, told, prepared.seen)
    return Written(
        len(agreed.create),
        len(agreed.update),
        len(agreed.unchanged),
        located(agreed.problems, settings.folders),
        located((page_problem("N127", path) for path in saved), settings.folders),
    )


def differences(prepared: Prepared, settings: Settings) -> tuple[Problem, ...]:
    """E307 for every file of ``docs/`` that a build would write."""
    agreed = store.plan(prepared.files, settings.docs)
    changed = [
        *((file.path, "would be created") for file in agreed.create),
        *((file.path, "would change") for file in agreed.update),
    ]
    return located(
        [*agreed.problems, *(page_problem("E307", path, detail=what) for path, what in changed)],
        settings.folders,
    )
