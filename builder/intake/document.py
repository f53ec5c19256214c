"""A document (HWPX, HWP, PDF, DOCX) as a seed: paragraphs as lines, the masthead as what it states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.intake.formats.extracted import Block, Extracted, Place, Rule, SetAside, Table, plain, texts
from builder.intake.formats.masthead import Masthead, read_masthead
from builder.intake.table_lines import Written, block_lines
from builder.intake.text import clean
from builder.model import Line, Stated
from builder.text import fold, is_sentence

CONTACTS: Final = "contact-table"
"""The rule by which the table of contacts is no part of the article, as of any other text."""


_DAY: Final = re.compile(r"\d\s*[.월/-]\s*\d")
"""A field without it (``배포 즉시``) gives no day: the next does."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a document gives to its seed. ``text``: all of it, the base of its identity."""

    text: str
    lines: tuple[Line, ...]
    stated: Stated
    pages: tuple[tuple[int, int], ...]


def document_of(extracted: Extracted) -> Document:
    """Paragraphs and rows in reading order, a blank line between two that are not of one table or paragraph.

    What the reader of the file set aside stands among them with its rule; so do the contacts.
    """
    masthead = read_masthead(extracted)
    lines = [line for block in extracted.blocks for line in _block(block, masthead)]
    return Document(
        plain(extracted),
        tuple(_spaced(_with_receipts(lines, extracted.set_aside))),
        _stated(masthead, extracted),
        _pages(extracted),
    )


def _pages(extracted: Extracted) -> tuple[tuple[int, int], ...]:
    places = {text.place for text in texts(extracted.blocks)} | {one.place for one in extracted.set_aside}
    return tuple(sorted((place.paragraph, place.page) for place in places if place.page is not None))


# ----------------------------------------------------------------------------------------------------- lines


@dataclass(frozen=True, slots=True)
class _Marked:
    """A line with what the head says it is, and whether it goes on with the one before."""

    line: Line
    goes_on: bool


def _block(block: Block, masthead: Masthead) -> Iterator[_Marked]:
    """A block's lines; rows that are title, masthead or contacts are told from those that stay a table."""
    written = block_lines(block)
    is_contacts = isinstance(block, Table) and _holds_contacts(written, masthead)
    parts = [_part(line.places, masthead) for line in written]
    asides = [CONTACTS if _is_contact(line, masthead, is_contacts=is_contacts) else "" for line in written]
    open_rows = sum(
        bool(line.row) and not part and not aside
        for line, part, aside in zip(written, parts, asides, strict=True)
    )
    previous: Written | None = None
    for line, part, aside in zip(written, parts, asides, strict=True):
        shown = line.alone() if part or aside or open_rows == 1 else line
        number = shown.places[0].paragraph if shown.places else 0
        goes_on = previous is not None and _goes_on(previous, shown)
        yield _Marked(Line(number, clean(shown.shown), aside, part="" if aside else part), goes_on)
        previous = shown


def _goes_on(previous: Written, line: Written) -> bool:
    is_table = bool(previous.row and line.row)
    return is_table or (not previous.row and not line.row and previous.places == line.places)


def _holds_contacts(written: Iterable[Written], masthead: Masthead) -> bool:
    contacts = frozenset(masthead.contact_places)
    return any(contacts.intersection(line.places) for line in written)


def _is_contact(line: Written, masthead: Masthead, *, is_contacts: bool) -> bool:
    """A contact, or another row of its table that is no running text (the heads, who leads and who joins)."""
    if not masthead.contact_places or not line.places:
        return False
    if frozenset(masthead.contact_places).issuperset(line.places):
        return True
    return is_contacts and not is_sentence(fold(line.text)) and not _part(line.places, masthead)


def _part(places: Sequence[Place], masthead: Masthead) -> str:
    """What the head says a line is."""
    for part, known in (
        ("title", masthead.title_places),
        ("subtitle", masthead.subtitle_places),
        ("letterhead", masthead.letterhead_places),
        ("masthead", masthead.places),
    ):
        if frozenset(known).intersection(places):
            return part
    return ""


def _with_receipts(lines: Sequence[_Marked], set_aside: Iterable[SetAside]) -> Iterator[_Marked]:
    """The lines, and each text that was set aside behind those of its paragraph."""
    waiting = sorted(_receipts(set_aside), key=lambda one: one.line.number)
    for number, marked in enumerate(lines):
        yield marked
        if number + 1 < len(lines) and lines[number + 1].goes_on:
            continue
        following = lines[number + 1].line.number if number + 1 < len(lines) else None
        while waiting and (following is None or waiting[0].line.number < following):
            yield waiting.pop(0)


def _receipts(set_aside: Iterable[SetAside]) -> Iterator[_Marked]:
    for one in set_aside:
        for text in one.text.split("\n"):
            if text.strip():
                yield _Marked(Line(one.place.paragraph, clean(text), Rule(one.rule).value), goes_on=False)


def _spaced(lines: Iterable[_Marked]) -> Iterator[Line]:
    for number, marked in enumerate(lines):
        if number and not marked.goes_on:
            yield Line(marked.line.number, "")
        yield marked.line


# ---------------------------------------------------------------------------------------------------- stated


def _stated(masthead: Masthead, extracted: Extracted) -> Stated:
    said = {text.place: fold(text.text) for text in texts(extracted.blocks)}
    times = [place for place in masthead.places if place not in masthead.contact_places]
    dated = [place for place in times if any(character.isdigit() for character in said.get(place, ""))]
    fields = [field for field in (masthead.embargo, masthead.release) if field]
    says_day = next((n for n, field in enumerate(fields, 1) if _DAY.search(field)), len(fields))
    printed = " / ".join(fields[:says_day])
    return Stated(
        title=clean(masthead.title) if masthead.title else None,
        subtitles=tuple(map(clean, masthead.subtitles)),
        date=masthead.date,
        embargo=clean(fold(masthead.embargo)) if masthead.embargo else None,
        date_printed=clean(fold(printed)),
        date_line=dated[0].paragraph if dated else 0,
        departments=tuple(_departments(masthead, said)),
    )


def _departments(masthead: Masthead, said: dict[Place, str]) -> Iterator[tuple[str, int]]:
    for department in masthead.departments:
        words = department.split()
        found = (place for place in masthead.contact_places if words[0] in said.get(place, ""))
        place = next(found, None)
        yield clean(department), place.paragraph if place else 0
