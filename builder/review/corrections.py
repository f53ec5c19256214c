"""Corrections by spreadsheet: what a person made of the rows, and the pages that come of it.

A row's ``version`` holds a hash of each fact as it was exported. By it a cell that a person touched is known
from one that is merely old, and a correction of a fact that has changed in the meantime is refused. What a
person confirmed or skipped stands in the page's front matter with the hash of that fact, and is not asked
again until the fact is another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from builder.codes import CODES
from builder.intake.day import read_dates
from builder.model import Problem
from builder.pages.apply import Setting, apply_edit
from builder.pages.certainty import as_edited
from builder.pages.mappings import Skipped
from builder.pages.page import AnyPage, Page
from builder.pages.parts import digest, edited_parts
from builder.pages.record import Record
from builder.problems import in_order, problem
from builder.progress import Count
from builder.registry.types import Registry
from builder.review.near_duplicates import Versions, find_versions
from builder.review.row import (
    CHECKED,
    CONFIRMED,
    FACTS,
    LISTS,
    SKIPPED,
    VERSION_DIGITS,
    VERSIONS,
    Value,
    cell_of,
    entries,
    fact_hash,
    standing,
)
from builder.review.spreadsheet import Sheet, SheetRow
from builder.text import key

_OK, _SKIP = "ok", "skip"
#: The form of ``version``. It begins with a letter and is joined, so that no spreadsheet program takes it for
#: a number or a date.
_VERSION: Final = re.compile(
    rf"v[0-9a-f]{{{VERSION_DIGITS}}}(?:-[0-9a-f]{{{VERSION_DIGITS}}}){{{len(CHECKED) - 1}}}"
)
_ANOTHER_EXPORT: Final = "run `briefings build`, and write the spreadsheet anew with `briefings review --csv`"
_WRITE_A_DATE: Final = "write it as 2020-04-16, 2020-04 or 2020; leave it empty when it is unknown"
#: What is wrong with a row, and what to do about it (None: the usual).
Fault = tuple[str, str | None]

# --------------------------------------------------------------------------------------------------------- in


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a spreadsheet comes to. With ``problems`` nothing is to be written."""

    pages: tuple[Page, ...] = ()
    """Those that change, as they shall stand."""
    changed: int = 0
    """Facts that get a new value; so the others."""
    confirmed: int = 0
    skipped: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one row comes to.

    The page as it shall stand, what was done to its facts, and what is wrong with the row.
    """

    page: Page
    done: tuple[str, ...] = ()
    wrong: tuple[Fault, ...] = ()

    def with_record(self, record: Record, done: str) -> _Outcome:
        return replace(self, page=replace(self.page, record=record), done=(*self.done, done))

    def but(self, what: str, hint: str | None = None) -> _Outcome:
        return replace(self, wrong=(*self.wrong, (what, hint)))


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A row beside the page it is about."""

    cells: Mapping[str, str | None]
    exported: Mapping[str, str]
    """Fact → the beginning of its hash when the row was written."""
    encoding: str
    current: Mapping[str, str]
    """Fact → its hash on the page as it stands."""


def read_corrections(
    sheet: Sheet,
    pages: Sequence[AnyPage],
    broken: Iterable[str],
    registry: Registry,
    progress: Count = lambda _done, _total: None,
) -> Corrections:
    """Check every row against the pages as they stand, and make the pages that the rows ask for.

    Args:
        sheet: The spreadsheet.
        pages: The pages of ``docs/``; those that are no article's do not matter.
        broken: Paths of pages that cannot be read.
        registry: For the names of ministries and topics.
        progress: After each row, how many are done and how many there are.

    Returns:
        The pages that change. Or E206 for each thing that is wrong with a row: an unknown or repeated id, a
        damaged version, a value without meaning, an unknown word, ``skip`` without a reason, a fact that has
        changed since the export.
    """
    known = {PurePosixPath(page.path).stem: page for page in pages if isinstance(page, Page)}
    unreadable = {PurePosixPath(path).stem for path in broken}
    versions = find_versions(pages) if any(row.cells.get(f"{VERSIONS}_check") for row in sheet.rows) else {}
    first: dict[str, int] = {}
    outcomes: list[_Outcome] = []
    problems: list[Problem] = []
    for count, row in enumerate(sheet.rows, 1):
        progress(count, len(sheet.rows))
        page_id = row.cells["id"] or ""
        wrong = _misplaced(page_id, first.setdefault(page_id, row.line), row, unreadable, known)
        if not wrong:
            outcomes.append(_applied(row, sheet.encoding, known[page_id], versions, registry))
            wrong = outcomes[-1].wrong
        problems += _reported(sheet, row, wrong)
    return Corrections(problems=in_order(problems)) if problems else _summed(outcomes)


def _reported(sheet: Sheet, row: SheetRow, wrong: Iterable[Fault]) -> list[Problem]:
    about = f"{row.cells['id']}: " if row.cells["id"] else ""
    return [problem("E206", sheet.path, row.line, f"{about}{what}", hint) for what, hint in wrong]


def _summed(outcomes: Iterable[_Outcome]) -> Corrections:
    changing = [outcome for outcome in outcomes if outcome.done]
    done = [what for outcome in changing for what in outcome.done]
    pages = tuple(outcome.page for outcome in changing)
    return Corrections(pages, done.count("changed"), done.count(CONFIRMED), done.count(SKIPPED))


def _misplaced(
    page_id: str, first_line: int, row: SheetRow, unreadable: set[str], known: Mapping[str, Page]
) -> tuple[Fault, ...]:
    """Why the row belongs to no page, or cannot be compared with it."""
    if not page_id:
        return (("the id is missing", None),)
    if first_line != row.line:
        return ((f"line {first_line} is about the same article", "leave one of the two"),)
    if page_id in unreadable:
        return (("its page cannot be read", "mend its front matter; `briefings check` shows the line"),)
    if page_id not in known:
        return (
            (
                "there is no article with this id",
                "correct the id, or run `briefings build` first if the article is new",
            ),
        )
    if not _VERSION.fullmatch(row.cells["version"] or ""):
        return (("the version is missing or damaged", _ANOTHER_EXPORT),)
    return ()


def _applied(row: SheetRow, encoding: str, page: Page, versions: Versions, registry: Registry) -> _Outcome:
    hashes = (row.cells["version"] or "")[1:].split("-")
    beside = _Comparison(
        cells=row.cells,
        exported=dict(zip(CHECKED, hashes, strict=True)),
        encoding=encoding,
        current={part: fact_hash(part, page, versions) for part in CHECKED},
    )
    outcome = _Outcome(page)
    for part in FACTS:
        outcome = _with_value(part, beside, outcome, registry)
    outcome = _with_ministries_of_the_day(page, outcome, registry)
    for part in CHECKED:
        outcome = _with_word(part, beside, outcome, versions)
    return outcome


# ----------------------------------------------------------------------------------------------------- values


def _with_value(part: str, row: _Comparison, outcome: _Outcome, registry: Registry) -> _Outcome:
    """The page with the value of the cell, where a person changed that.

    An old cell that nobody touched changes nothing.
    """
    cell, exported = row.cells[part], row.exported[part]
    if cell is None and not digest("").startswith(exported):
        return outcome.but(f"{part}: the row ends before it", "restore the row from the export")
    found = _value(part, cell or "", row, outcome.page)
    if found is None:
        return outcome.but(f"{part}: {cell!r} may be two days", _WRITE_A_DATE)
    wanted = digest(found)
    if wanted == row.current[part] or wanted.startswith(exported):
        return outcome
    if not row.current[part].startswith(exported):
        return outcome.but(
            f"{part}: the page has changed since the export; it says {cell_of(part, outcome.page)!r} now",
            _ANOTHER_EXPORT,
        )
    record = outcome.page.record
    applied = apply_edit(part, _edited(part, found, record, registry), _setting(outcome.page, registry))
    if applied.problems:
        return replace(outcome, wrong=(*outcome.wrong, *map(_as_row, applied.problems)))
    corrected = as_edited(replace(record, **applied.fields), (part,))
    return outcome.with_record(_without_marks(part, corrected), "changed")


def _value(part: str, cell: str, row: _Comparison, page: Page) -> Value | None:
    """What the cell says; None where that is ambiguous.

    Where it may be what was exported, a program has only written it its own way.
    """
    if part in LISTS:
        return entries(cell)
    if part == "title":
        title = standing("title", page)
        return title if row.encoding == "cp949" and _lost_in_cp949(str(title), cell) else cell
    meant = read_dates(cell)
    if untouched := [date for date in (cell, *meant) if digest(date).startswith(row.exported[part])]:
        return untouched[0]
    return meant[0] if len(meant) == 1 else None if meant else cell


def _lost_in_cp949(title: str, cell: str) -> bool:
    """Whether the cell is the title but for signs that CP949 does not have.

    The program that saved it put others in their place.
    """
    try:
        title.encode("cp949")
    except UnicodeEncodeError:
        return key(title) == key(cell)
    return False


def _edited(part: str, found: Value, record: Record, registry: Registry) -> Record:
    """The record as a person would have edited it by hand."""
    meta = {**record.to_meta(), part: list(found) if isinstance(found, tuple) else found or None}
    if part == "date":  # no sentence that spoke for the old date speaks for this one
        meta["date_evidence"] = registry.labels["evidence.edited"]
    if part == "topics":  # they follow the slugs
        meta["topic_names"] = []
    return Record.from_meta(meta)


def _setting(page: Page, registry: Registry) -> Setting:
    return Setting(page.path, registry, None, page.record.generated, page.record.date)


def _as_row(found: Problem) -> Fault:
    return found.message.removeprefix(f"{CODES[found.code].meaning}: "), found.hint


def _with_ministries_of_the_day(before: Page, outcome: _Outcome, registry: Registry) -> _Outcome:
    """A new date decides about ministries that a person wrote earlier.

    The next build would refuse names of another day.
    """
    page, was, now = outcome.page, before.record, outcome.page.record
    if was.date == now.date or was.ministries != now.ministries or "ministries" not in edited_parts(page):
        return outcome
    applied = apply_edit("ministries", now, _setting(page, registry))
    return replace(outcome, wrong=(*outcome.wrong, *map(_as_row, applied.problems)))


# ------------------------------------------------------------------------------------------------------ words


def _with_word(part: str, row: _Comparison, outcome: _Outcome, versions: Versions) -> _Outcome:
    """The page with the fact confirmed or skipped, where the row says so."""
    word, reason = (row.cells[f"{part}_check"] or "").casefold(), row.cells["reason"] or ""
    if not word or any(what.startswith(f"{part}:") for what, _ in outcome.wrong):
        return outcome
    fact = fact_hash(part, outcome.page, versions)
    if fault := _word_fault(word, reason) or _value_fault(part, word, fact, row, outcome.page):
        return outcome.but(f"{part}_check: {fault[0]}", fault[1])
    record = outcome.page.record
    marked = _marked(part, fact, reason if word == _SKIP else None, record)
    return (
        outcome if marked == record else outcome.with_record(marked, SKIPPED if word == _SKIP else CONFIRMED)
    )


def _word_fault(word: str, reason: str) -> Fault | None:
    if word not in {_OK, _SKIP}:
        return f"{word!r} is no word for it", f"write {_OK} or {_SKIP}, or leave it empty"
    return (
        (f"{_SKIP} needs a reason", "write it into the column reason")
        if word == _SKIP and not reason
        else None
    )


def _value_fault(part: str, word: str, fact: str, row: _Comparison, page: Page) -> Fault | None:
    """Whether the word is said of another value than the fact will have.

    ``ok`` beside a new value confirms that.
    """
    if fact != row.current[part]:
        return (f"{_SKIP}, but the value is changed", "do one of the two") if word == _SKIP else None
    return (
        None
        if _is_seen(part, fact, row, page)
        else (f"the page has changed since the export, {word} was said of another value", _ANOTHER_EXPORT)
    )


def _is_seen(part: str, fact: str, row: _Comparison, page: Page) -> bool:
    """Whether the row shows the fact as it stands.

    As it was exported, or as somebody wrote it into the cell since.
    """
    if fact.startswith(row.exported[part]):
        return True
    found = _value(part, row.cells[part] or "", row, page) if part != VERSIONS else None
    return found is not None and digest(found) == fact


def _marked(part: str, fact: str, reason: str | None, record: Record) -> Record:
    """The record with the fact confirmed, or skipped for the reason."""
    bare = _without_marks(part, record)
    if reason is None:
        return replace(bare, confirmed={**bare.confirmed, part: fact})
    return replace(bare, skipped={**bare.skipped, part: Skipped(fact, reason)})


def _without_marks(part: str, record: Record) -> Record:
    """The record without what was confirmed or skipped of the fact."""
    confirmed = {other: mark for other, mark in record.confirmed.items() if other != part}
    skipped = {other: mark for other, mark in record.skipped.items() if other != part}
    return replace(record, confirmed=confirmed, skipped=skipped)
