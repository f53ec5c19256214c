"""Corrections by spreadsheet.

What a page's row says, what a person made of it, and the pages that come of it.

A row's ``version`` holds a hash of each fact as it was exported. So a cell that a person touched is told from
one that is merely old, and a correction of a fact that has changed in the meantime is refused. What a person
confirmed or skipped stands in the page's front matter with the hash of that fact, and is not asked again
until the fact is another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from builder.model import Problem
from builder.pages import values
from builder.pages.apply import Setting, apply_edit
from builder.pages.page import AnyPage, Page
from builder.pages.parts import digest, edited_parts
from builder.pages.record import Record, Skipped
from builder.partial_date import is_partial_date
from builder.problems import CODES, in_order, problem
from builder.registry.types import Registry
from builder.review.near_duplicates import Versions, find_versions
from builder.review.spreadsheet import Sheet, SheetRow, tidy
from builder.text import key

#: What a row corrects, in the order it is applied: the names of the ministries depend on the date.
FACTS: Final = ("title", "date", "ministries", "topics")
#: Not a part of the page: which other articles look like versions of this one. It can be confirmed or
#: skipped, not corrected.
VERSIONS: Final = "versions"
CHECKED: Final = (*FACTS, VERSIONS)
#: Code of a notice → the fact it asks about.
ASKED_BY: Final = {
    "N101": "date",
    "N102": "date",
    "N103": "title",
    "N104": "ministries",
    "N105": "topics",
    "N109": VERSIONS,
    "N110": "date",
    "N112": "date",
    "N115": "ministries",
}
CONFIRMED: Final = "confirmed"
SKIPPED: Final = "skipped"

_LISTS: Final = frozenset({"ministries", "topics"})
_BETWEEN: Final = "; "
_LIST_SEPARATOR: Final = re.compile("[;,、，；]")
_OK, _SKIP = "ok", "skip"
_VERSION_DIGITS: Final = 8
#: The form of ``version``. It begins with a letter and is joined, so that no spreadsheet program takes it for
#: a number or a date.
_VERSION: Final = re.compile(
    rf"v[0-9a-f]{{{_VERSION_DIGITS}}}(?:-[0-9a-f]{{{_VERSION_DIGITS}}}){{{len(CHECKED) - 1}}}"
)
_ANOTHER_EXPORT: Final = "run `briefings build`, and write the spreadsheet anew with `briefings review --csv`"
_WRITE_A_DATE: Final = "write it as 2020-04-16, 2020-04 or 2020; leave it empty when it is unknown"

#: A fact as it stands in a cell, tidied: a text (empty: none), or the entries of a list.
Value = str | tuple[str, ...]
#: What is wrong with a row, and what to do about it (None: the usual).
Fault = tuple[str, str | None]


# -------------------------------------------------------------------------------------------------------- out


def row_of(page: Page, versions: Versions, to_look_at: Iterable[str]) -> dict[str, str]:
    """The page's row of the spreadsheet; ``to_look_at``: what a person should look at, in words."""
    facts = {part: _cell(part, page) for part in FACTS}
    return {
        "id": PurePosixPath(page.path).stem,
        "version": "v" + "-".join(fact_hash(part, page, versions)[:_VERSION_DIGITS] for part in CHECKED),
        **facts,
        "title_basis": page.record.title_basis,
        "date_basis": page.record.date_basis,
        "evidence": page.record.date_evidence or "",
        "to_look_at": _BETWEEN.join(to_look_at),
    }


def fact_hash(part: str, page: Page, versions: Versions) -> str:
    """12 hexadecimal digits that change when the fact does; its basis and evidence may change."""
    if part == VERSIONS:
        return digest(sorted(PurePosixPath(path).stem for path in versions.get(page.path, ())))
    return digest(_standing(part, page))


def is_settled(part: str, page: Page, versions: Versions) -> bool:
    """Whether a person has confirmed or skipped the fact as it is now."""
    fact = fact_hash(part, page, versions)
    skipped = page.record.skipped.get(part)
    return fact in {page.record.confirmed.get(part), skipped.fact if skipped else None}


def _cell(part: str, page: Page) -> str:
    if part in _LISTS:
        return _BETWEEN.join(getattr(page.record, part))
    return values.text(page.record.written(part)) or ""


def _standing(part: str, page: Page) -> Value:
    """The page's fact as it would be read back from its own cell, so that a round trip is none."""
    written = tidy(_cell(part, page))
    return _entries(written) if part in _LISTS else written


def _entries(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.strip() for entry in _LIST_SEPARATOR.split(cell) if entry.strip()))


# ------------------------------------------------------------------------------------------------------ dates


_WEEKDAY: Final = r"(?:\s*\(?[월화수목금토일](?:요일)?\)?)?"
_MIDNIGHT: Final = r"(?:\s+0{1,2}:00(?::00)?)?"
#: 2020-04-16, 2020.4.16, 2020. 4. 16., 2020/4/16, 2020년 4월 16일 목요일; the same without day, or without
#: month.
_YEAR_FIRST: Final = re.compile(
    rf"(\d{{4}})(?:\s*[-./년]\s*(\d{{1,2}})(?:\s*[-./월]\s*(\d{{1,2}})(?:\s*[.일])?{_WEEKDAY}{_MIDNIGHT}|\s*[.월])?|\s*[.년])?"
)
#: 4/16/2020 or 16/4/2020: what programs that are not set to Korea make of a date.
_YEAR_LAST: Final = re.compile(rf"(\d{{1,2}})[-./](\d{{1,2}})[-./](\d{{4}}){_MIDNIGHT}")
#: Apr-20: what Excel makes of 2020-04, in Korea too.
_MONTH_IN_WORDS: Final = re.compile(r"([A-Za-z]{3})-(\d{2}|\d{4})")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: The century that Excel takes two digits of a year for: below 30 is 20…, from 30 on 19….
_TURN: Final = 30


def read_dates(cell: str) -> tuple[str, ...]:
    """The ISO dates that a tidy cell may mean.

    Several where day and month could be either, none where it is no date.
    """
    if found := _YEAR_FIRST.fullmatch(cell):
        dates = [
            "-".join(
                part if len(part) == len("2020") else f"{int(part):02d}" for part in found.groups() if part
            )
        ]
    elif found := _YEAR_LAST.fullmatch(cell):
        one, other, year = found.groups()
        dates = [f"{year}-{int(month):02d}-{int(day):02d}" for month, day in ((one, other), (other, one))]
    elif (found := _MONTH_IN_WORDS.fullmatch(cell)) and found[1].lower() in _MONTHS:
        dates = [f"{_full_year(found[2])}-{_MONTHS.index(found[1].lower()) + 1:02d}"]
    else:
        dates = []
    return tuple(date for date in dict.fromkeys(dates) if is_partial_date(date))


def _full_year(digits: str) -> str:
    if len(digits) == len("2020"):
        return digits
    return f"20{digits}" if int(digits) < _TURN else f"19{digits}"


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
class _Row:
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
    told: Callable[[int, int], None] = lambda _done, _total: None,
) -> Corrections:
    """Check every row against the pages as they stand, and make the pages that the rows ask for.

    Args:
        sheet: The spreadsheet.
        pages: The pages of ``docs/``; those that are no article's do not matter.
        broken: Paths of pages that cannot be read.
        registry: For the names of ministries and topics.
        told: After each row, how many are done and how many there are.

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
        told(count, len(sheet.rows))
        page_id = row.cells["id"] or ""
        wrong = _misplaced(page_id, first.setdefault(page_id, row.line), row, unreadable, known)
        if not wrong:
            outcomes.append(_applied(row, sheet.encoding, known[page_id], versions, registry))
            wrong = outcomes[-1].wrong
        problems += [
            problem("E206", sheet.path, row.line, f"{page_id}: {what}" if page_id else what, hint)
            for what, hint in wrong
        ]
    if problems:
        return Corrections(problems=in_order(problems))
    done = [what for outcome in outcomes for what in outcome.done]
    changed = tuple(outcome.page for outcome in outcomes if outcome.done)
    return Corrections(changed, done.count("changed"), done.count(CONFIRMED), done.count(SKIPPED))


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
    beside = _Row(
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


def _with_value(part: str, row: _Row, outcome: _Outcome, registry: Registry) -> _Outcome:
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
            f"{part}: the page has changed since the export; it says {_cell(part, outcome.page)!r} now",
            _ANOTHER_EXPORT,
        )
    record = outcome.page.record
    applied = apply_edit(part, _edited(part, found, record, registry), _setting(outcome.page, registry))
    if applied.problems:
        return replace(outcome, wrong=(*outcome.wrong, *map(_as_row, applied.problems)))
    return outcome.with_record(_without_marks(part, replace(record, **applied.fields)), "changed")


def _value(part: str, cell: str, row: _Row, page: Page) -> Value | None:
    """What the cell says; None where that is ambiguous.

    Where it may be what was exported, a program has only written it its own way.
    """
    if part in _LISTS:
        return _entries(cell)
    if part == "title":
        title = _standing("title", page)
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


def _with_word(part: str, row: _Row, outcome: _Outcome, versions: Versions) -> _Outcome:
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


def _value_fault(part: str, word: str, fact: str, row: _Row, page: Page) -> Fault | None:
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


def _is_seen(part: str, fact: str, row: _Row, page: Page) -> bool:
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
