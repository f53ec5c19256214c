"""Kept lines → the body's blocks: paragraphs, headings, lists, notes, tables, captions, speakers.

Nothing is added and no word is changed: white space is normalised, list marks are dropped, everything else
stays as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.model import Block, Caption, Document, Heading, Note, Paragraph, Placed, Speaker, Table
from builder.prose.cells import join_cells
from builder.prose.context import (
    classify_enumerated,
    classify_frames,
    classify_headings,
    classify_questions,
    classify_symbols,
    heading_rank,
)
from builder.prose.layout import Breaks, Layout, find_layout, join_lines, join_stanzas
from builder.prose.lists import build_list
from builder.prose.rows import Kind, Row, read_rows
from builder.registry.structure import Structure

_TOP_LEVEL = 2


def build_document(placed: Sequence[Placed], structure: Structure) -> Document:
    """The body's blocks from an article's kept lines in order; only body and caption lines count.

    Never fails: what no rule of ``structure.yaml`` explains is a paragraph. Two lists never stand side by
    side.
    """
    rows: Sequence[Row] = join_stanzas(join_cells(read_rows(placed, structure)))
    rows = classify_frames(rows, structure)
    layout = find_layout(rows)
    if layout.breaks is Breaks.WIDTH:  # what a line is, is seen once it is whole
        return _document(_classified(join_lines(rows, layout), structure), layout, structure)
    rows = _classified(rows, structure)
    layout = find_layout(rows)
    return _document(join_lines(rows, layout), layout, structure)


def _classified(rows: Sequence[Row], structure: Structure) -> list[Row]:
    """The rows as their neighbours make them: questions, lists, headings with a sign."""
    return classify_symbols(classify_enumerated(classify_questions(rows), structure), structure)


def _document(rows: Sequence[Row], layout: Layout, structure: Structure) -> Document:
    isolated_only = layout.breaks is not Breaks.PARAGRAPHS
    headed = classify_headings(rows, structure, isolated_only=isolated_only)
    return Document(tuple(_blocks([row for row in headed if row.kind is not Kind.BLANK], structure)))


def _blocks(rows: Sequence[Row], structure: Structure) -> Iterator[Block]:
    levels = _heading_levels(rows, structure)
    number = 0
    while number < len(rows):
        end = _list_end(rows, number)
        if end > number:
            yield build_list(rows[number:end])
        else:
            yield from _block(rows[number], levels.get(number, _TOP_LEVEL), structure)
        number = max(end, number + 1)


def _list_end(rows: Sequence[Row], start: int) -> int:
    """Where the list that begins at ``start`` ends; ``start`` itself where none begins."""
    end = start
    while end < len(rows) and (rows[end].kind is Kind.ITEM or (rows[end].kind is Kind.NOTE and end > start)):
        end += 1
    return end


def _block(row: Row, level: int, structure: Structure) -> Iterator[Block]:
    match row.kind:
        case Kind.CAPTION:
            yield Caption(row.text)
        case Kind.TABLE:
            yield Table(row.cells)
        case Kind.NOTE:
            yield Note(row.text)
        case Kind.HEADING:
            yield Heading(_heading_text(row), level)
        case Kind.LABEL:
            yield from _speech(row, structure)
        case Kind.QUESTION:
            yield Speaker(_without_sign(row))
        case _:
            yield Paragraph(_without_sign(row), row.links)


def _without_sign(row: Row) -> str:
    """Signs are dropped; a label (``Q.``) is part of the words.

    Rows that turned out plain keep whatever they begin with.
    """
    dropped = row.kind in (Kind.SQUARE, Kind.QUESTION, Kind.ANSWER) and row.rank > 0
    return row.rest if dropped else row.text


def _heading_text(row: Row) -> str:
    return row.rest if row.mark and not row.ordinal else row.text


def _speech(row: Row, structure: Structure) -> Iterator[Block]:
    """A label alone, with the speaker's name and office, or with the words spoken."""
    if not row.rest or (len(row.rest) <= structure.marked_heading and not row.finished):
        yield Speaker(row.text)
        return
    yield Speaker(row.mark)
    yield Paragraph(row.rest, row.links)


def _heading_levels(rows: Sequence[Row], structure: Structure) -> dict[int, int]:
    """Level 2 for the highest kind of heading in the text, 3 for those below one of them."""
    ranks = {
        number: heading_rank(row, structure) for number, row in enumerate(rows) if row.kind is Kind.HEADING
    }
    highest = min(ranks.values(), default=0)
    first = next(iter(ranks), None)
    return {
        number: _TOP_LEVEL if rank == highest or number == first else _TOP_LEVEL + 1
        for number, rank in ranks.items()
    }
