"""The order of things: seeds → articles → pages → index pages → site.

Only this module knows it; each step lives in its room.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial

from builder.catalogue.indexes import index_sheets
from builder.catalogue.organizations import holders, successors
from builder.looks import Tree, Walked, tree_of
from builder.model import (
    Candidate,
    Entry,
    OutputFile,
    Problem,
    Severity,
    Supplied,
)
from builder.pages import store
from builder.pages.changes import Before, with_changes
from builder.pages.current import current
from builder.pages.edits import Drift, Made, without_seed
from builder.pages.identity import Assignment, match_seeds
from builder.pages.later import brief_of, digest_of
from builder.pages.page import AnyPage, IndexPage, Page, page_path
from builder.pages.private import judged
from builder.pages.rereading import Reread
from builder.pages.withdrawal import tombstone
from builder.permanence import ledger as addresses
from builder.permanence.former import Planned, former_pages, inherited_intros
from builder.personal import Handling
from builder.problems import located, seed_problem
from builder.progress import READING_PAGES, Progress, silent
from builder.prose.front_matter import dump_page
from builder.registry import Registry
from builder.run.articles import How, how_it_stood, make_pages, rules_on
from builder.run.known_lists import divided
from builder.run.remembered import Remembered
from builder.run.visit import seeds_tree, to_visit
from builder.settings import Settings
from builder.workers import HERE, Workers

# ------------------------------------------------------------------------------------------------ all of them


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that shall stand in ``docs/``, before anything is written."""

    files: tuple[OutputFile, ...]
    standing: frozenset[str]
    """The paths of pages that are not among the files, for they stand as they shall."""
    pages: tuple[Page, ...]
    """All article pages, without those that were withdrawn."""
    entries: tuple[Entry, ...]
    notices: Mapping[str, tuple[Problem, ...]]
    """Path of an article page → what a person should look at."""
    drifts: Mapping[str, tuple[Drift, ...]]
    """Path of an article page → the edited parts of which the rules have come to another value."""
    others: Mapping[str, Mapping[str, tuple[Candidate, ...]]]
    """Path of an article page → what else was seen of its doubted facts, where that was asked for."""
    reread: Mapping[str, tuple[Reread, ...]]
    """Path of an article page → what the rules read otherwise than they did when it was made."""
    problems: tuple[Problem, ...]
    seen: Tree
    """How the files of ``docs/`` looked before they were read."""


def prepare(
    settings: Settings,
    registry: Registry,
    how: How,
    progress: Progress = silent,
    remembered: Remembered | None = None,
    workers: Workers = HERE,
    walked: Walked | None = None,
) -> Prepared:
    """All pages as they shall stand, by the ``registry``. Reads seeds and docs, writes nothing.

    ``progress`` is told of every seed read and converted, ``workers`` read and understand them. What is
    ``remembered`` need not be made again; what is made is noted in it. ``walked``: see ``seeds_tree``.
    """
    rules = rules_on(workers, registry, settings)
    seen, standing, page_problems = _standing(settings, progress, remembered, walked or {})
    beheaded = {page.path: page for page in store.beheaded_pages(settings.docs, page_problems)}
    broken = {one.path for one in page_problems} - beheaded.keys()
    visit = to_visit(settings, rules, progress, remembered, standing, page_problems)
    carried = visit.carried
    articles = {page.path: page for page in standing if isinstance(page, Page)}
    articles |= {path: current(page, registry) for path, page in articles.items() if path not in carried}
    matched, match_problems = match_seeds(visit.seeds, visit.known, visit.others)
    found = [*visit.problems, *page_problems]
    found += _truly_vanished(match_problems, visit.problems, articles)
    gone = {path: tombstone(articles.pop(path)) for path in _withdrawn(articles)}
    allowed = _without_held(matched, articles, settings.as_of, found)
    waiting = deque(_without_withdrawn(allowed, gone, found))
    stood = partial(how_it_stood, settings, addresses.whole_ledger(settings.docs, settings.site_dir).living)
    visited = {path: page for path, page in articles.items() if path not in carried}
    del visit, matched, allowed  # room for thousands
    made = make_pages(waiting, beheaded | visited, stood, rules, how, progress, remembered)
    made = _with_vanished(made, visited, registry, how.handling, partial(_changed, stood, how.today))
    found = _without_mended(found, beheaded, made)
    made |= carried
    return _composed(settings, registry, articles, gone, standing, made, broken, found, seen, remembered)


def _standing(
    settings: Settings, progress: Progress, remembered: Remembered | None, walked: Walked
) -> tuple[Tree, tuple[AnyPage, ...], tuple[Problem, ...]]:
    """How docs/ looks, all its pages, some that cannot be read as they were once, and what is wrong."""
    seen = tree_of(settings.docs)
    if remembered:
        remembered.look(seeds_tree(settings, walked), seen)
    read = remembered.pages.read if remembered else None
    pages, problems = store.read_pages(settings.docs, partial(progress, READING_PAGES), read)
    broken = [one.path for one in problems if one.code == "E203"]
    return seen, (*pages, *(remembered.last_read(pages, broken) if remembered else ())), problems


def _with_vanished(
    made: Mapping[str, Made],
    articles: Mapping[str, Page],
    registry: Registry,
    handling: Handling,
    changed: Callable[[Made, Page], Made],
) -> dict[str, Made]:
    """All pages, also those of vanished seeds, as far as they may stand."""
    alone = {path: without_seed(page, registry) for path, page in articles.items() if path not in made}
    found = judged({**made, **alone}, handling)
    touched = [path for path in alone if found[path].page is not articles[path]]
    return found | {path: changed(found[path], articles[path]) for path in touched}


def _changed(stood: Callable[[Page], Before], today: str, made: Made, page: Page) -> Made:
    return with_changes(made, stood(page), today)


def _without_mended(
    found: Iterable[Problem], beheaded: Iterable[str], made: Mapping[str, Made]
) -> list[Problem]:
    """Without E203 for pages of which nothing was left, and that are made again."""
    mended = {path for path in beheaded if path in made and made[path].page}
    return [one for one in found if not (one.code == "E203" and one.path in mended)]


def _truly_vanished(
    found: Iterable[Problem], problems: Iterable[Problem], articles: Mapping[str, Page]
) -> list[Problem]:
    """Without N107 for pages that were withdrawn, or whose seed cannot be read: that is told already."""
    unreadable = {one.path for one in problems if one.severity is Severity.ERROR}
    return [
        one
        for one in found
        if one.code != "N107" or one.path not in articles or not _is_told(articles[one.path], unreadable)
    ]


def _is_told(page: Page, unreadable: AbstractSet[str]) -> bool:
    brief = brief_of(page)
    return brief.withdrawn or brief.file in unreadable


def _withdrawn(articles: Mapping[str, Page]) -> list[str]:
    return [path for path, page in articles.items() if brief_of(page).withdrawn]


def _without_held(
    assignments: Iterable[Assignment], articles: Mapping[str, Page], as_of: str, found: list[Problem]
) -> list[Assignment]:
    """Without drafts and what is held until a later day, N142 for each.

    An article whose page stands is out already: to hold it back, it must be withdrawn.
    """
    kept = []
    for one in assignments:
        held = held_because(one.seed.supplied, as_of)
        if held and page_path(one.page_id) not in articles:
            found.append(seed_problem("N142", one.seed.path, detail=held))
        else:
            kept.append(one)
    return kept


def held_because(facts: Supplied, as_of: str) -> str:
    """Why an article is not published as of a day (ISO, or empty for none); empty where it is.

    The day of building is never asked: the same archive gives the same site tomorrow.
    """
    if facts.draft:
        return "draft: true"
    after = facts.publish_after or ""
    return f"publish_after: {after}" if after > as_of else ""


def _without_withdrawn(
    assignments: Iterable[Assignment], gone: Mapping[str, Page], found: list[Problem]
) -> list[Assignment]:
    """The seeds that make pages; N137 for each whose article was withdrawn."""
    kept = []
    for one in assignments:
        if (path := page_path(one.page_id)) in gone:
            found.append(seed_problem("N137", one.seed.path, detail=path))
        else:
            kept.append(one)
    return kept


def _composed(
    settings: Settings,
    registry: Registry,
    articles: Mapping[str, Page],
    gone: Mapping[str, Page],
    standing: Iterable[AnyPage],
    made: Mapping[str, Made],
    broken: AbstractSet[str],
    found: Iterable[Problem],
    seen: Tree,
    remembered: Remembered | None,
) -> Prepared:
    """All pages. One that could not be made stays; one that cannot be read is listed as its seed says."""
    listed = {**articles, **{path: one.page for path, one in made.items() if one.page is not None}}
    pages = {path: page for path, page in listed.items() if path not in broken}
    read = {path: brief_of(page).entry for path, page in listed.items()}
    entries = {path: entry for path, entry in read.items() if isinstance(entry, Entry)}
    digests = {entry.id: digest_of(listed[path]) for path, entry in entries.items()}
    lists, same = _lists(settings, registry, entries.values(), standing, digests, remembered)
    problems = [*found, *(one for made_page in made.values() for one in made_page.problems)]
    problems += (one for one in read.values() if isinstance(one, Problem))
    stand = frozenset(path for path, one in made.items() if one.stands)
    written = [page for path, page in {**pages, **gone}.items() if path not in stand]
    versions = {file.path: file for one in made.values() for file in one.versions}
    files = [*(_file_of(page, made.get(page.path)) for page in written), *versions.values(), *lists]
    problems += addresses.problems_of(settings, _paths_that_stand(seen, files))
    return Prepared(
        files=tuple(sorted(files, key=lambda file: file.path)),
        standing=stand | same,
        pages=tuple(pages[path] for path in sorted(pages)),
        entries=tuple(entries.values()),
        notices={path: one.notices for path, one in made.items()},
        drifts={path: one.drifts for path, one in made.items() if one.drifts},
        others={path: one.others for path, one in made.items() if one.others},
        reread={path: one.reread for path, one in made.items() if one.reread},
        problems=located(problems, settings.folders),
        seen=seen,
    )


def _file_of(page: Page, made: Made | None) -> OutputFile:
    return (made and made.file) or OutputFile(page.path, dump_page(page.meta, page.body))


def _lists(
    settings: Settings,
    registry: Registry,
    listed: Iterable[Entry],
    pages: Iterable[AnyPage],
    digests: Mapping[str, bytes],
    remembered: Remembered | None,
) -> tuple[list[OutputFile], AbstractSet[str]]:
    """The pages that lead to the articles, and those that did once; the paths of those that stand already.

    ``pages``: all that stand; ``digests``: of each entry, by id.
    """
    standing, entries = [page for page in pages if isinstance(page, IndexPage)], tuple(listed)
    intros = {page.path: page.intro for page in standing if page.intro}
    published = addresses.whole_ledger(settings.docs, settings.site_dir).living
    inherited = inherited_intros(intros, standing, registry)
    held = holders(standing)
    sheets = index_sheets(entries, registry, settings.site, published, held)
    known = remembered.lists if remembered else None
    lists, stand = divided(sheets, inherited, digests, known)
    paths = stand | {file.path for file in lists}
    moved = successors(entries, held, paths)
    return [*lists, *former_pages(standing, Planned(paths, published, moved), registry)], stand


def _paths_that_stand(docs: Tree, files: Iterable[OutputFile]) -> set[str]:
    """What is planned, and what a person put into docs beside it."""
    own = {path for path in docs.files if path.endswith(".md")}
    return own | {file.path for file in files}
