"""How the running text is broken into lines, and joining it again.

It has a line a paragraph, lines cut at a fixed width, or a line a clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from builder.prose.escape import normalise
from builder.prose.rows import Kind, Row, width

#: Fewer broken lines than this may be headings or accidents.
_FEWEST_BREAKS: Final = 3
#: Wire copy of 1991-2001 was cut at 64 to 80 columns, columns of print at 30 to 40; wider lines are
#: paragraphs.
_NARROWEST: Final = 40
_WIDEST: Final = 120
#: A cut line is about as long as the longest; so are most of the lines without an end.
_NEARLY_FULL: Final = 0.8
_MOSTLY: Final = 0.7
#: Clauses for a newsreader: short, and every so many lines a sentence ends.
_CLAUSE_WIDTH: Final = 70
_CLAUSES_PER_SENTENCE: Final = 12
#: A paragraph without indent ends with a line clearly shorter than the others.
_CLEARLY_SHORTER: Final = 0.75
_PARAGRAPH_INDENT: Final = 2
#: In text cut at a fixed width every fourth break or so falls on a space; where the file kept those, the
#: others fall inside words.
_KEPT_SPACES: Final = 0.1
_WRAPPABLE: Final = frozenset({Kind.PLAIN, Kind.ITEM, Kind.SQUARE, Kind.NOTE, Kind.ANSWER})


class Breaks(StrEnum):
    """What the line breaks of a text are."""

    PARAGRAPHS = "paragraphs"
    WIDTH = "width"
    CLAUSES = "clauses"


@dataclass(frozen=True, slots=True)
class Layout:
    """The line breaks of a text.

    Their kind, the widest line, the text that joins two lines, the indent that all lines share.
    """

    breaks: Breaks
    widest: int = 0
    glue: str = " "
    base: int = 0


def find_layout(rows: Sequence[Row]) -> Layout:
    """What the breaks between neighbouring lines of running text are."""
    lines = [row for row in rows if row.kind is Kind.PLAIN]
    pairs = [(one, two) for one, two in pairwise(rows) if one.kind is two.kind is Kind.PLAIN]
    broken = [(one, two) for one, two in pairs if not one.finished]
    if len(broken) < _FEWEST_BREAKS or 2 * len(broken) < len(pairs):
        return Layout(Breaks.PARAGRAPHS)
    widths = sorted(width(row.raw.rstrip()) for row in lines)
    full = [one for one, _ in broken if width(one.raw.rstrip()) >= _NEARLY_FULL * widths[-1]]
    if _NARROWEST <= widths[-1] <= _WIDEST and len(full) >= _MOSTLY * len(broken):
        base = min(row.indent for row in lines)
        return Layout(Breaks.WIDTH, widths[-1], _glue(broken, base), base)
    ends = sum(row.finished for row in lines)
    if widths[len(widths) * 9 // 10] <= _CLAUSE_WIDTH and ends * _CLAUSES_PER_SENTENCE >= len(lines):
        return Layout(Breaks.CLAUSES, widths[-1])
    return Layout(Breaks.PARAGRAPHS)


def join_lines(rows: Sequence[Row], layout: Layout) -> list[Row]:
    """The rows with every paragraph, item and note in one piece."""
    joined: list[Row] = []
    for number, row in enumerate(rows):
        previous = rows[number - 1] if number else Row(Kind.BLANK)
        if row.kind is Kind.PLAIN and joined and _goes_on(joined[-1], previous, row, layout):
            joined[-1] = _joined(joined[-1], row, layout)
        else:
            joined.append(row)
    return joined


def _glue(broken: Sequence[tuple[Row, Row]], base: int) -> str:
    """Nothing where words are cut, else a space.

    Words are cut where the spaces at a break are still there, or all lines are equally long.
    """
    kept = sum(one.raw[-1:].isspace() or two.indent - base == 1 for one, two in broken)
    if kept >= _KEPT_SPACES * len(broken):
        return ""
    widths = [width(one.raw.rstrip()) for one, _ in broken]
    equal = sum(
        max(widths) - columns <= 1 for columns in widths
    )  # a Hangul syllable that no longer fits leaves a column empty
    return "" if equal >= _NEARLY_FULL * len(widths) else " "


def _goes_on(paragraph: Row, previous: Row, row: Row, layout: Layout) -> bool:
    """Whether ``row`` continues what the row right above it belongs to."""
    if previous.kind not in _WRAPPABLE:
        return False
    if paragraph.kind is not Kind.PLAIN:
        return _hangs_below(paragraph, previous, row, layout)
    if layout.breaks is Breaks.PARAGRAPHS:
        return False
    if layout.breaks is Breaks.CLAUSES:
        return not previous.finished
    starts_paragraph = row.indent - layout.base >= _PARAGRAPH_INDENT
    ends_paragraph = previous.finished and width(previous.raw.rstrip()) < _CLEARLY_SHORTER * layout.widest
    return not starts_paragraph and not ends_paragraph


def _hangs_below(item: Row, previous: Row, row: Row, layout: Layout) -> bool:
    """A marked line goes on in an indented line below it, or in any line where all text is cut at a width."""
    columns = width(previous.raw.rstrip())
    if previous.finished or columns < max(_NARROWEST, _NEARLY_FULL * layout.widest):
        return False
    return layout.breaks is Breaks.WIDTH or row.indent > item.indent + 1


def _joined(paragraph: Row, row: Row, layout: Layout) -> Row:
    if layout.glue or paragraph.kind is not Kind.PLAIN:
        rest = normalise(f"{paragraph.rest} {row.text}")
        return paragraph._replace(text=normalise(f"{paragraph.text} {row.text}"), rest=rest)
    raw = paragraph.raw.rstrip("\r\n") + row.raw[min(layout.base, row.indent) :]
    return paragraph._replace(raw=raw, text=normalise(raw))
