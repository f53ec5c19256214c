"""Lines → rows: what the start of each line says it is.

What it turns out to be among its neighbours is decided in ``context.py``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from builder.model import Link, Placed, Role
from builder.patterns import any_whole
from builder.prose.escape import normalise
from builder.prose.flattened import open_line
from builder.prose.tables import TableLines, find_tables
from builder.registry.structure import Structure

#: A line that ends so ends a sentence; a heading or a cut line does not.
_FINISHED: Final = re.compile(r"[.!?。…][\"'”’」』)\]〉》>]*$")
_LONGEST_SIGN: Final = 3


#: A line's text, whether it is a caption, and the links in it.
_BodyLine = tuple[str, bool, tuple[Link, ...]]


class Kind(StrEnum):
    """What a row is. SYMBOL and ENUMERATED are open until their neighbours are known."""

    BLANK = "blank"
    PLAIN = "plain"
    CAPTION = "caption"
    TABLE = "table"
    SQUARE = "square"
    ITEM = "item"
    SYMBOL = "symbol"
    ENUMERATED = "enumerated"
    NOTE = "note"
    LABEL = "label"
    QUESTION = "question"
    ANSWER = "answer"
    HEADING = "heading"


_KIND_OF_USE: Final = {
    "paragraph": Kind.SQUARE,
    "item": Kind.ITEM,
    "symbol": Kind.SYMBOL,
    "note": Kind.NOTE,
    "question": Kind.QUESTION,
    "answer": Kind.ANSWER,
}


class Row(NamedTuple):
    """One line of the body, or several that turned out to be one. As a tuple it is made in half the time.

    ``text`` is all of it, ``rest`` what follows the mark; both normalised.
    """

    kind: Kind
    raw: str = ""
    text: str = ""
    mark: str = ""
    rest: str = ""
    family: str = ""
    """The id of the mark, enumerator or label in ``structure.yaml``."""
    rank: int = 0
    ordinal: int = 0
    """ENUMERATED: its number, from 1."""
    ordered: bool = False
    cells: tuple[tuple[str, ...], ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def indent(self) -> int:
        """Columns of white space in front, a full-width space counting two."""
        return width(self.raw[: len(self.raw) - len(self.raw.lstrip())])

    @property
    def finished(self) -> bool:
        """Whether the text ends with a stop, quotes and brackets after it counted in."""
        return not self.text[-1:].isalnum() and _FINISHED.search(self.text[-12:]) is not None


_BLANK: Final = Row(Kind.BLANK)


def width(text: str) -> int:
    """Columns on a terminal or in type: Hangul, hanja and full-width forms take two."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def read_rows(placed: Sequence[Placed], structure: Structure) -> tuple[Row, ...]:
    """A row for each line, a table for its lines together.

    Lines that are neither body nor caption count as blank.
    """
    opened = list(chain.from_iterable(map(_body_lines, placed)))
    lines = _with_bare_marks_joined(opened, structure)
    tables = find_tables(
        ["" if is_caption else text for text, is_caption, _ in lines],
        lambda cell: is_bare_mark(cell, structure),
    )
    return tuple(_rows(lines, tables, structure))


def is_bare_mark(text: str, structure: Structure) -> bool:
    """Whether a text is a sign (no number: ``다.`` ends sentences) and nothing else.

    Its words stand in the next line or cell.
    """
    stripped = text.strip()
    if not 0 < len(stripped) <= _LONGEST_SIGN:
        return False
    patterns = [
        *(mark.pattern for mark in structure.marks),
        *(enumerator.pattern for enumerator in structure.enumerators if enumerator.single),
    ]
    return any(
        (found := pattern.fullmatch(f"{stripped} x")) is not None and found["mark"] == stripped
        for pattern in patterns
    )


_BLANK_LINE: Final[Sequence[_BodyLine]] = (("", False, ()),)


def _body_lines(line: Placed) -> Sequence[_BodyLine]:
    """A line's entries; a blank one for what is neither body nor caption."""
    if line.role is Role.CAPTION:
        return ((line.text, True, line.links),)
    if line.role is Role.BODY and line.text:
        return [(part, False, line.links) for part in open_line(line.text)]
    return _BLANK_LINE


def _with_bare_marks_joined(lines: list[_BodyLine], structure: Structure) -> list[_BodyLine]:
    """Papers turned into text leave the mark on a line of its own, its words on the next."""
    joined: list[_BodyLine] = []
    for text, is_caption, links in lines:
        previous = joined[-1] if joined else ("", True, ())
        if (
            not previous[1]
            and not is_caption
            and is_bare_mark(previous[0], structure)
            and normalise(text)
            and not is_bare_mark(text, structure)
        ):
            joined[-1] = (f"{previous[0].rstrip()} {text.strip()}", False, links)
        else:
            joined.append((text, is_caption, links))
    return joined


def _rows(lines: Sequence[_BodyLine], tables: Sequence[TableLines], structure: Structure) -> Iterator[Row]:
    starts = {table.start: table for table in tables}
    end = 0
    begins = any_whole(structure.beginnings)
    for number, (raw, is_caption, links) in enumerate(lines):
        if number in starts:
            end = starts[number].end
            yield Row(Kind.TABLE, cells=starts[number].rows)
        elif number >= end:
            text = normalise(raw)
            if not text:
                yield _BLANK
            elif is_caption:
                yield Row(Kind.CAPTION, raw, text)
            elif begins(text):
                yield _classify(raw, text, structure)._replace(links=links)
            else:
                yield Row(Kind.PLAIN, raw, text, links=links)


def _classify(raw: str, text: str, structure: Structure) -> Row:
    return (
        _labelled(raw, text, structure)
        or _enumerated(raw, text, structure)
        or _marked(raw, text, structure)
        or Row(Kind.PLAIN, raw, text)
    )


def _labelled(raw: str, text: str, structure: Structure) -> Row | None:
    for label in structure.labels:
        if found := label.pattern.fullmatch(text):
            return Row(Kind(label.kind), raw, text, mark=found["label"], rest=found["rest"], family=label.id)
    return None


def _enumerated(raw: str, text: str, structure: Structure) -> Row | None:
    for enumerator in structure.enumerators:
        if found := enumerator.pattern.fullmatch(text):
            ordinal = enumerator.ordinals[found["letter"]]
            if enumerator.single and any(letter in found["rest"] for letter in enumerator.ordinals):
                return None
            return Row(
                Kind.ENUMERATED,
                raw,
                text,
                found["mark"],
                found["rest"],
                enumerator.id,
                enumerator.rank,
                ordinal,
                ordered=enumerator.ordered,
            )
    return None


def _marked(raw: str, text: str, structure: Structure) -> Row | None:
    """One mark an item: of a page's own mark around a release's, the inner one counts."""
    row = _with_mark(raw, text, structure)
    inner = _with_mark(raw, row.rest, structure) if row is not None and row.kind is Kind.ITEM else None
    return inner if inner is not None and inner.kind is Kind.ITEM else row


def _with_mark(raw: str, text: str, structure: Structure) -> Row | None:
    for mark in structure.marks:
        if found := mark.pattern.fullmatch(text):
            kind = _KIND_OF_USE[mark.use]
            if _is_running_text(kind, found["mark"], text):
                return None
            return Row(kind, raw, text, found["mark"], found["rest"], mark.id, mark.rank)
    return None


def _is_running_text(kind: Kind, mark: str, text: str) -> bool:
    """``▲ A ▲ B 등 3개`` enumerates inside a sentence.

    ``- 부제 -`` and ``**굵게**`` are framed by the sign, not listed by it. ``△ 0.8`` is less than nothing.
    """
    if kind is Kind.SYMBOL:
        return text.count(mark) > 1 or not any(map(str.isalpha, text))
    return kind in (Kind.ITEM, Kind.NOTE) and text.endswith(mark)
