"""Seeds → articles' pages, on all cores: each is read and understood by itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple, TypeVar

from builder.intake.read import Read, read_seed
from builder.lasting import for_good
from builder.model import Problem, Seed
from builder.model.packed import PackedLines
from builder.pages.changes import Before, supplied_parts, with_changes
from builder.pages.edits import Made, Take, read_edits, seed_changed
from builder.pages.identity import Assignment
from builder.pages.likeness import with_text_hash
from builder.pages.page import Page, page_path
from builder.pages.parts import PARTS
from builder.pages.private import masked_reading
from builder.pages.rereading import reread
from builder.pages.standing import make_page
from builder.pages.upgrade import newer_schema
from builder.pages.versions import NOTED, keeps_versions, read_version
from builder.permanence.ledger import address_of
from builder.personal import Handling
from builder.problems import seed_problem
from builder.progress import CONVERTING, READING, Progress, silent
from builder.reading.read import read
from builder.registry import Registry, RegistryCache, registry_of, written_registry
from builder.run.known_seeds import KnownSeeds
from builder.run.remembered import Remembered
from builder.settings import Settings
from builder.workers import NoContextError, Shared, Workers

#: So many seeds wait for their turn as they are; the lines of others are packed.
ROOM: Final = 2_000

Item = TypeVar("Item")


class How(NamedTuple):
    """How the pages of one run are made."""

    today: str
    """The ISO day that new pages carry as ``added``, and changes with them."""
    take: Take | None
    """How conflicts between an edit and a change are settled; None to report them."""
    handling: Handling
    asks: bool = False
    """Whether what else was seen of doubted facts is asked for; it takes time and room."""


class Task(NamedTuple):
    """A seed, and how its article stood if it has a page."""

    assignment: Assignment
    before: Before | None
    how: How


class Result(NamedTuple):
    """The page, and whether it is made from the seed alone: nobody has edited it."""

    made: Made
    from_seed_alone: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """Who works by which rules."""

    shared: Shared[Registry]
    workers: Workers


def rules_on(workers: Workers, registry: Registry, settings: Settings) -> Rules:
    """The registry here, and how other processes come to the same one."""
    return Rules(Shared(registry, _same_rules, partial(_written, registry, settings)), workers)


def _written(registry: Registry, settings: Settings) -> bytes:
    try:
        return written_registry(settings.registry, RegistryCache(settings.cache), registry.fingerprint)
    except ValueError as error:
        raise NoContextError(str(error)) from error


def _same_rules(written: bytes) -> Registry:
    return for_good(registry_of(written))


# ---------------------------------------------------------------------------------------------------- reading


def read_seeds(
    seeds: Mapping[str, Path], rules: Rules, progress: Progress = silent, known: KnownSeeds | None = None
) -> tuple[tuple[Seed, ...], tuple[Problem, ...]]:
    """Every one of these that can be read, in their order, and what is wrong with the others.

    ``known``: the seeds that need not be read again; those that are read are put into it.
    """
    reads = {name: known.take(path, name) if known else None for name, path in seeds.items()}
    unknown = [(path, name) for name, path in seeds.items() if reads[name] is None]
    waiting = [(path, name, place >= ROOM) for place, (path, name) in enumerate(unknown)]
    found_now = rules.workers.map(rules.shared, _read_all, waiting, len(waiting), on_disk=True)
    for done, ((_, name, _), one) in enumerate(zip(waiting, found_now, strict=True), 1):
        reads[name] = one
        if known:
            known.put(one)
        progress(READING, done, len(waiting))
    all_read = [one for one in reads.values() if one is not None]
    problems = tuple(problem for one in all_read for problem in one.problems)
    return tuple(one.seed for one in all_read if one.seed is not None), problems


def _read_all(registry: Registry, named: Sequence[tuple[Path, str, bool]]) -> list[Read]:
    patterns = registry.list_page_patterns
    return [_to_keep(read_seed(path, name, patterns), is_packed=is_packed) for path, name, is_packed in named]


def _to_keep(found: Read, *, is_packed: bool) -> Read:
    """With the hash of the seed's text, which is asked for again and again; its lines perhaps packed."""
    if found.seed is None:
        return found
    seed = with_text_hash(found.seed)
    return replace(found, seed=replace(seed, lines=PackedLines(seed.lines)) if is_packed else seed)


# ----------------------------------------------------------------------------------------------------- making


def how_it_stood(settings: Settings, published: AbstractSet[str], page: Page) -> Before:
    """An article before a build; ``published``: the addresses that were handed out."""
    page_id, noted = PurePosixPath(page.path).stem, page.record.generated.get(NOTED)
    return Before(
        page,
        read_version(settings.docs, page_id, noted) if noted else None,
        address_of(page.path) in published,
        keeps_versions(settings.docs),
    )


def make_pages(
    assignments: deque[Assignment],
    standing: Mapping[str, Page],
    stood: Callable[[Page], Before],
    rules: Rules,
    how: How,
    progress: Progress,
    remembered: Remembered | None,
) -> dict[str, Made]:
    """The page of every seed, by path; those that are ``remembered`` are as they stand.

    ``assignments``: none is left, for their seeds need room. ``stood``: what is known of a page that stands,
    where it is made again.
    """
    made: dict[str, Made | None] = {}
    tasks: deque[Task] = deque()
    for assignment in _emptied(assignments):
        path = page_path(assignment.page_id)
        on_disk = standing.get(path)
        made[path] = remembered.made(assignment.seed.path, on_disk) if remembered and on_disk else None
        if made[path] is None:
            tasks.append(Task(assignment, stood(on_disk) if on_disk else None, how))
    named = [(page_path(task.assignment.page_id), task.assignment.seed.path) for task in tasks]
    results = rules.workers.map(rules.shared, _make_all, _emptied(tasks), len(named))
    for done, ((path, name), result) in enumerate(zip(named, results, strict=True), 1):
        made[path] = (
            remembered.noted(name, result.made, alone=result.from_seed_alone) if remembered else result.made
        )
        progress(CONVERTING, done, len(named))
    if remembered:
        remembered.save()
    return {path: one for path, one in made.items() if one is not None}


def _emptied(waiting: deque[Item]) -> Iterator[Item]:
    """One after another, each taken out."""
    while waiting:
        yield waiting.popleft()


def _make_all(registry: Registry, tasks: Sequence[Task]) -> list[Result]:
    return [_guarded(task, registry) for task in tasks]


def _guarded(task: Task, registry: Registry) -> Result:
    """One article never stops the others, not even by a fault of ours."""
    try:
        return article_of_task(task, registry)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told as E114 and the run goes on
        detail = f"{type(error).__name__}: {error}"
        return Result(Made(None, (seed_problem("E114", task.assignment.seed.path, detail=detail),)))


def article_of_task(task: Task, registry: Registry) -> Result:
    """One seed's page. The last good page stays on an error."""
    seed, before, how = task.assignment.seed, task.before, task.how
    seed = replace(seed, lines=tuple(seed.lines))
    on_disk = before.page if before else None
    if on_disk and (newer := newer_schema(on_disk)):
        return Result(Made(None, (newer,)))
    added = (on_disk.record.added if on_disk else "") or how.today
    edits = read_edits(on_disk) if on_disk else None
    reading, masked = read(seed, registry), tuple[Problem, ...]()
    if how.handling == "mask":
        reading, masked = masked_reading(reading, registry)
    made = make_page(reading, task.assignment.page_id, edits, added, registry, how.take, asks=how.asks)
    if before:
        said = PARTS if seed_changed(before.page.record, seed) else supplied_parts(seed.supplied)
        made = _with_reread(made, before.page, frozenset(said))
        made = with_changes(made, replace(before, corrected=frozenset(said)), how.today)
    return Result(replace(made, notices=(*made.notices, *masked)), edits is None)


def _with_reread(made: Made, standing: Page, given: frozenset[str]) -> Made:
    """With what the rules read otherwise of a page that stands; ``given``: parts that they do not read."""
    page = made.page
    return replace(made, reread=reread(standing, page, made.plain or page, given)) if page else made
