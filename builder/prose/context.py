"""What a row is among its neighbours: a list or a heading, a question or a bullet, running text after all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from builder.prose.rows import Kind, Row
from builder.registry.structure import Structure

#: Kinds that may stand between two entries of one numbered list.
_INSIDE_LISTS: Final = frozenset({Kind.BLANK, Kind.ITEM, Kind.NOTE, Kind.ENUMERATED, Kind.SYMBOL})
_LISTED: Final = frozenset({Kind.ITEM, Kind.ENUMERATED, Kind.SYMBOL})
#: Kinds that a heading can stand above.
_CONTENT: Final = frozenset(
    {
        Kind.PLAIN,
        Kind.ITEM,
        Kind.SQUARE,
        Kind.SYMBOL,
        Kind.ENUMERATED,
        Kind.TABLE,
        Kind.LABEL,
        Kind.QUESTION,
        Kind.HEADING,
    }
)
#: So many questions make an interview; one may be rhetoric.
_INTERVIEW: Final = 2
#: One number alone is no sequence of headings.
_FEWEST_HEADINGS: Final = 2
_WORD: Final = re.compile(r"[^\W\d_]{2}")
#: Letters of a paragraph; an entry of a list is seldom a full sentence so long.
_PARAGRAPH: Final = 110


def classify_questions(rows: Sequence[Row]) -> list[Row]:
    """Questions and answers of an interview, known by their marks in turn.

    ``▲ … / = …``, ``-- … / ▲ …``, ``– …? / text``.
    """
    classified = list(rows)
    for number, row in enumerate(rows):
        if row.kind is Kind.SYMBOL:
            before, after = _neighbour(classified, number, -1), _neighbour(rows, number, 1)
            if after is not None and after.kind is Kind.ANSWER:
                classified[number] = row._replace(kind=Kind.QUESTION)
            elif before is not None and before.kind is Kind.QUESTION:
                classified[number] = row._replace(kind=Kind.ANSWER)
    asked = [number for number, row in enumerate(classified) if _asks(classified, number, row)]
    if len(asked) >= _INTERVIEW:
        for number in asked:
            classified[number] = classified[number]._replace(kind=Kind.QUESTION)
    return classified


def classify_enumerated(rows: Sequence[Row], structure: Structure) -> list[Row]:
    """Numbers that go on counting are a list; one alone is a heading or running text.

    So is a count of short lines that stand above lists of their own (``1. 법률안`` above ``① …``), and one
    that goes on across paragraphs. A first ``①`` alone is a list where others of the text are.
    """
    counted = _counted(rows, structure)
    headings = _numbered_headings(rows, counted, structure)
    listed = {rows[number].family for number in counted - headings}
    classified = list(rows)
    for number, row in enumerate(rows):
        if row.kind is Kind.ENUMERATED and number in headings:
            classified[number] = row._replace(kind=Kind.HEADING)
        elif row.kind is Kind.ENUMERATED:
            is_item = number in counted or (row.ordinal == 1 and row.family in listed)
            classified[number] = (
                row._replace(kind=Kind.ITEM) if is_item else _heading_or_text(rows, number, structure)
            )
    return classified


def classify_symbols(rows: Sequence[Row], structure: Structure) -> list[Row]:
    """Signs such as ``■`` in a row are a list; one alone is a heading or running text.

    Before whole paragraphs the sign marks only where each begins.
    """
    long = [row.mark for row in rows if row.kind is Kind.SYMBOL and _is_long(row)]
    marks = [row.mark for row in rows if row.kind is Kind.SYMBOL]
    of_paragraphs = {mark for mark in long if 2 * long.count(mark) > marks.count(mark)}
    classified = list(rows)
    for number, row in enumerate(rows):
        if row.kind is Kind.SYMBOL:
            beside = (_neighbour(rows, number, -1), _neighbour(rows, number, 1))
            listed = any(
                other is not None and other.kind is Kind.SYMBOL and other.mark == row.mark for other in beside
            )
            kind = Kind.SQUARE if row.mark in of_paragraphs else Kind.ITEM
            classified[number] = (
                row._replace(kind=kind) if listed else _heading_or_text(rows, number, structure)
            )
    return classified


def classify_frames(rows: Sequence[Row], structure: Structure) -> list[Row]:
    """Short lines wholly in brackets are headings: ``<국내 유입 방지 대책>``, ``[보도 내용]``."""

    def is_heading(number: int, row: Row) -> bool:
        return (
            row.kind is Kind.PLAIN
            and _is_framed(row, structure)
            and _heads(rows, number, structure.marked_heading, structure)
        )

    return _replaced(rows, is_heading)


def classify_headings(rows: Sequence[Row], structure: Structure, *, isolated_only: bool) -> list[Row]:
    """Short lines without a stop above text are headings, and so is a ``□`` label above its list."""

    def is_heading(number: int, row: Row) -> bool:
        if row.kind is Kind.SQUARE:
            return _labels_list(rows, number, structure)
        return row.kind is Kind.PLAIN and _is_plain_heading(
            rows, number, structure, isolated_only=isolated_only
        )

    return _replaced(rows, is_heading)


def heading_rank(row: Row, structure: Structure) -> int:
    """Which headings stand above which.

    Roman numbers 0, plain and marked ones 1, then numbers and letters.
    """
    ranks = {enumerator.id: enumerator.heading_rank for enumerator in structure.enumerators}
    return ranks.get(row.family, 1)


def _asks(rows: Sequence[Row], number: int, row: Row) -> bool:
    if row.kind not in (Kind.SYMBOL, Kind.ITEM) or not row.text.endswith("?"):
        return False
    after = _neighbour(rows, number, 1)
    return after is not None and after.kind in (Kind.PLAIN, Kind.ANSWER)


def _counted(rows: Sequence[Row], structure: Structure) -> set[int]:
    """The places of all numbered rows whose next or last number is in the same list."""
    alone = {enumerator.id for enumerator in structure.enumerators if enumerator.heading_rank == 0}
    counted: set[int] = set()
    last: dict[str, int] = {}
    for number, row in enumerate(rows):
        if row.kind not in _INSIDE_LISTS:
            last.clear()
        elif row.kind is Kind.ENUMERATED:
            previous = last.get(row.family)
            if previous is not None and rows[previous].ordinal + 1 == row.ordinal:
                counted |= {previous, number}
            last = {family: place for family, place in last.items() if family not in alone}
            last[row.family] = number
        elif row.kind is not Kind.BLANK:
            last = {family: place for family, place in last.items() if family not in alone}
    return counted


def _numbered_headings(
    rows: Sequence[Row], counted: AbstractSet[int], structure: Structure
) -> AbstractSet[int]:
    """The places of numbers that head what stands below them: all of a way to count, or none.

    Short lines, counting up from 1 through the text, with something below each. In one list, a blank line
    above each sets them off.
    """
    headings: set[int] = set()
    numbered = [n for n, row in enumerate(rows) if row.kind is Kind.ENUMERATED]
    for family in [enumerator.id for enumerator in structure.enumerators if enumerator.headings]:
        places = [n for n in numbered if rows[n].family == family]
        in_turn = [rows[place].ordinal for place in places] == list(range(1, len(places) + 1))
        short = all(len(rows[place].text) <= structure.marked_heading for place in places)
        if len(places) >= _FEWEST_HEADINGS and in_turn and short:
            set_off = all(rows[place - 1].kind is Kind.BLANK for place in places[1:])
            below = [_neighbour(rows, place, 1) for place in places]
            above_lists = all(
                row is not None and row.kind in _LISTED and row.family != family for row in below
            )
            above_text = all(
                row is not None and row.kind in _CONTENT and row.family != family for row in below
            )
            if (above_lists and set_off) or (above_text and counted.isdisjoint(places)):
                headings.update(places)
    return headings


def _is_long(row: Row) -> bool:
    """Whether a marked line is a paragraph: some sentences, or one that is long."""
    return row.finished and len(row.text) >= _PARAGRAPH


def _heading_or_text(rows: Sequence[Row], number: int, structure: Structure) -> Row:
    row = rows[number]
    after = _neighbour(rows, number, 1)
    may_head = row.kind is Kind.SYMBOL or any(e.headings for e in structure.enumerators if e.id == row.family)
    of_a_kind = after is not None and after.family == row.family
    if may_head and not of_a_kind and _heads(rows, number, structure.marked_heading, structure):
        return row._replace(kind=Kind.HEADING)
    return row._replace(kind=Kind.PLAIN)


def _is_framed(row: Row, structure: Structure) -> bool:
    """Whether the whole row stands in one pair of brackets."""
    opening, closing = row.text[0], row.text[-1]
    return (opening, closing) in structure.frames and row.text.count(opening) == 1


def _heads(rows: Sequence[Row], number: int, limit: int, structure: Structure) -> bool:
    """Whether the row is as short and open as a heading and has something to stand above."""
    row = rows[number]
    if (
        len(row.text) > limit
        or row.finished
        or row.text[-1] in ",:;"
        or structure.never_in_headings & set(row.text)
        or not any(map(str.isalpha, row.text))
    ):
        return False
    after = _neighbour(rows, number, 1)
    return after is not None and after.kind in _CONTENT


def _is_plain_heading(rows: Sequence[Row], number: int, structure: Structure, *, isolated_only: bool) -> bool:
    row = rows[number]
    if (
        not _heads(rows, number, structure.plain_heading, structure)
        or sum(map(str.isalpha, row.text)) < 2
        or _is_figure(row.text)
        or row.text[0] in "(-*?/"
    ):
        return False
    before, after = _neighbour(rows, number, -1), _neighbour(rows, number, 1)
    if before is not None and before.kind is Kind.LABEL:
        return False
    if isolated_only and not _is_isolated(rows, number):
        return False
    return after is not None and (
        after.kind is not Kind.PLAIN or after.finished or len(after.text) > structure.plain_heading
    )


def _is_figure(text: str) -> bool:
    """Whether it is a cell of a table that lost its lines: ``164명 (13.6% ↑)``, ``6월 3주``."""
    return any(map(str.isdigit, text)) and not _WORD.search(text)


def _is_isolated(rows: Sequence[Row], number: int) -> bool:
    beside = (*rows[max(number - 1, 0) : number], *rows[number + 1 : number + 2])
    return all(row.kind is not Kind.PLAIN for row in beside)


def _labels_list(rows: Sequence[Row], number: int, structure: Structure) -> bool:
    row, after = rows[number], _neighbour(rows, number, 1)
    if after is None or after.kind is not Kind.ITEM or row.rest[0] == "(" or ":" in row.rest:
        return False
    return len(row.rest) <= structure.plain_heading and not row.finished


def _neighbour(rows: Sequence[Row], number: int, step: int) -> Row | None:
    """The next row that is not blank, in the direction of ``step``."""
    number += step
    while 0 <= number < len(rows):
        if rows[number].kind is not Kind.BLANK:
            return rows[number]
        number += step
    return None


def _replaced(rows: Sequence[Row], is_heading: Callable[[int, Row], bool]) -> list[Row]:
    return [
        row._replace(kind=Kind.HEADING) if is_heading(number, row) else row for number, row in enumerate(rows)
    ]
