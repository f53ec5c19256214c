"""The first look at record files: every record understood, which of them count, and what is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import count
from pathlib import Path
from typing import Final

from builder.intake.foreign import folded_key
from builder.intake.text import clean
from builder.model import Problem, Severity
from builder.problems import problem
from builder.records.files import rows_of
from builder.records.record import Record, record_of
from builder.records.row import Row, UnreadableError
from builder.records.shapes import Shape, shape_of

MOST_TOLD: Final = 50
"""Problems of records that are told one by one; of more, how many there are."""
_MOST_KEYS: Final = 20
_FULL_CELL: Final = 32_767
"""Characters that a cell of Excel can hold: what is longer was cut off there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks of an import."""

    files: tuple[Path, ...]
    is_body: Callable[[str], bool]
    """Whether a name is that of a central body."""
    shape: Shape | None = None
    """How the records are written, where a person says so."""
    source: str = ""
    since: str = ""
    """An ISO date: only records published or changed from then on."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """Of the records with one id the one that counts: the last, or the one changed last."""

    number: int
    modified: str
    digest: bytes


@dataclass(slots=True)
class Survey:
    """What the files hold; it grows by one short entry a record."""

    choices: dict[str, _Choice] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    wrong: int = 0
    """How many of ``problems`` there would be, were all of them kept."""
    read: int = 0
    repeated: int = 0
    """Records of an id that comes again in the same files."""
    before: int = 0
    """Records from before the date that is wanted."""
    withdrawn: int = 0

    def is_chosen(self, number: int, record: Record) -> bool:
        """Whether it is the one of its id that counts."""
        choice = self.choices.get(record.id)
        return choice is not None and choice.number == number


Told = Callable[[int, int], None]
Complain = Callable[[Problem], None]


def survey(wanted: Wanted, told: Told) -> Survey:
    """Every record looked at once; nothing is written. ``told``: bytes read, and how many there are."""
    found = Survey()

    told_once: set[str] = set()

    def complain(one: Problem) -> None:
        if one.severity is Severity.ERROR:
            found.wrong += 1
        elif one.message in told_once:
            return
        told_once.add(one.message if one.severity is Severity.NOTICE else "")
        if found.wrong <= MOST_TOLD:
            found.problems.append(one)

    for number, path, record in records_of(wanted, told, complain):
        found.read += 1
        if _is_before(record, wanted.since):
            found.before += 1
        elif record.withdrawn:
            found.withdrawn += 1
            complain(problem("N132", str(path), record.place, record.id))
        else:
            _choose(found, number, record, path, complain)
    return found


def _is_before(record: Record, since: str) -> bool:
    days = (str(record.facts.get("date", "")), record.modified)
    return bool(since) and max(days) < since


def _choose(found: Survey, number: int, record: Record, path: Path, complain: Complain) -> None:
    """The record, or the one of its id that came before it."""
    found.sources.add(record.folder.partition("/")[0])
    choice = _Choice(number, record.modified, b"" if record.is_told_apart else _digest(record))
    former = found.choices.setdefault(record.id, choice)
    if former is choice:
        return
    found.repeated += 1
    if former.digest != choice.digest:
        hint = "give the records ids or addresses, by which they are told apart"
        detail = f"title, date and ministry are those of another: {record.facts.get('title', '')}"
        complain(problem("E133", str(path), record.place, detail, hint))
    elif former.modified <= choice.modified:
        found.choices[record.id] = choice


def _digest(record: Record) -> bytes:
    return hashlib.sha256(record.text.encode()).digest()[:8]


def records_of(wanted: Wanted, told: Told, complain: Complain) -> Iterator[tuple[int, Path, Record]]:
    """Every record that can be understood, numbered in the order of the files; ``complain`` of the others."""
    sizes = [path.stat().st_size for path in wanted.files]
    total, before = sum(sizes), 0
    numbers = count()
    fits = wanted.shape.has if wanted.shape else _has_a_shape
    for path, size in zip(wanted.files, sizes, strict=True):
        rows = rows_of(path, fits, partial(_tell, told, before, total))
        for record in _understood(path, rows, wanted, complain):
            yield next(numbers), path, record
        before += size


def _tell(told: Told, before: int, total: int, done: int, _size: int) -> None:
    told(before + done, total)


def _understood(path: Path, rows: Iterator[Row], wanted: Wanted, complain: Complain) -> Iterator[Record]:
    """The records of one file. E131 it cannot be read on, E132 it has no known shape, E133 for a record."""
    any_row = False
    try:
        for row in rows:
            any_row = True
            keys = frozenset(row.values)
            shape = wanted.shape or _shape_of(keys, row.element)
            if shape is None:
                complain(problem("E132", str(path), row.place, f"its keys are {_named(keys)}"))
                return
            if unused := _unused(keys, shape):
                complain(problem("N131", str(path), detail=_named(unused)))
            if any(len(value) == _FULL_CELL for values in row.values.values() for value in values):
                complain(
                    problem("N114", str(path), row.place, "it fills a cell of a spreadsheet to the brim")
                )
            yield from _one(path, record_of(row, shape, wanted.is_body, wanted.source), row, complain)
    except (UnreadableError, OSError) as error:
        complain(problem("E131", str(path), getattr(error, "place", None), str(error)))
    else:
        if not any_row:
            complain(problem("E131", str(path), detail="no record is in it"))


def _one(path: Path, made: Record | tuple[str, ...], row: Row, complain: Complain) -> Iterator[Record]:
    if isinstance(made, Record):
        yield made
    else:
        for message in made:
            complain(problem("E133", str(path), row.place, message))


def _has_a_shape(keys: Collection[str], element: str) -> bool:
    return shape_of(keys, element) is not None


@lru_cache(maxsize=1_000)
def _shape_of(keys: frozenset[str], element: str) -> Shape | None:
    return shape_of(keys, element)


@lru_cache(maxsize=1_000)
def _unused(keys: frozenset[str], shape: Shape) -> frozenset[str]:
    """The keys that say nothing to the shape."""
    known = shape.all_keys
    return frozenset(key for key in keys if folded_key(key) not in known)


def _named(keys: Iterable[str]) -> str:
    names = [clean(key)[:60] for key in sorted(keys)]
    return ", ".join(names[:_MOST_KEYS]) + (
        f" and {len(names) - _MOST_KEYS} more" if len(names) > _MOST_KEYS else ""
    )
