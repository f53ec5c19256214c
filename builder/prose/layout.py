"""How the running text is broken into lines, and joining it again.

It has a line a paragraph, lines cut at a fixed width, or a line a clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise
from statistics import median
from typing import Final

from builder.prose.escape import normalise
from builder.prose.rows import Kind, Row, width
from builder.reading.joints import Own, joint, own_words

#: Fewer broken lines than this may be headings or accidents.
_FEWEST_BREAKS: Final = 3
#: Wire copy of 1991-2001 was cut at 64 to 80 columns, columns of print at 30 to 40 and inside words; wider
#: lines are paragraphs, other narrow ones clauses and cells.
_NARROWEST: Final = 28
_NARROW: Final = 40
_WIDEST: Final = 120
#: A cut line is about as long as the longest; so are this many of the lines without an end (cells of tables
#: that came one a line are among those).
_NEARLY_FULL: Final = 0.8
_MOSTLY: Final = 0.4
#: Clauses for a newsreader: short, and every so many lines a sentence ends.
_CLAUSE_WIDTH: Final = 70
_CLAUSES_PER_SENTENCE: Final = 12
#: A paragraph without indent ends with a line clearly shorter than the others.
_CLEARLY_SHORTER: Final = 0.75
#: A byline was cut from a first line that is half as long; what is shorter was never cut.
_HALF: Final = 0.5
_PARAGRAPH_INDENT: Final = 2
#: Lines cut at a letter differ by a syllable or a digit or two.
_EVEN: Final = 2
#: Where words are cut every other break or so falls on a space. A file that kept them all has one at so many
#: breaks, and the others fall inside words; a file that has one at fewer lost some.
_KEPT_ALL: Final = 0.35
_KEPT_SOME: Final = 0.1
_BETWEEN_WORDS: Final = 0.75
_WRAPPABLE: Final = frozenset(
    {Kind.PLAIN, Kind.ITEM, Kind.SQUARE, Kind.NOTE, Kind.ANSWER, Kind.SYMBOL, Kind.ENUMERATED}
)


#: From one line to the next where a blank one stands between.
_DOUBLE_SPACED: Final = 2


class Breaks(StrEnum):
    """What the line breaks of a text are."""

    PARAGRAPHS = "paragraphs"
    WIDTH = "width"
    CLAUSES = "clauses"


class Cuts(StrEnum):
    """Where lines of one width were cut."""

    WORDS = "words"
    LETTERS = "letters"
    LETTERS_KEPT = "letters, spaces kept"


@dataclass(frozen=True, slots=True)
class Layout:
    """The line breaks of a text.

    Their kind, the widest line, where the lines were cut, the indent that all lines share, the text's words.
    """

    breaks: Breaks
    widest: int = 0
    cuts: Cuts = Cuts.WORDS
    base: int = 0
    own: Own | None = None


def find_layout(rows: Sequence[Row]) -> Layout:
    """What the breaks between neighbouring lines of running text are."""
    pairs = [(one, two) for one, two in pairwise(rows) if one.kind in _WRAPPABLE and two.kind is Kind.PLAIN]
    broken = [(one, two) for one, two in pairs if not one.finished]
    if len(broken) < _FEWEST_BREAKS or 2 * len(broken) < len(pairs):
        return Layout(Breaks.PARAGRAPHS)
    widest = max(width(one.raw.rstrip()) for one, _ in broken)
    full = [pair for pair in broken if _is_full(*pair, _NEARLY_FULL * widest)]
    lines = [row for row in rows if row.kind in _WRAPPABLE]
    base = min(row.indent for row in lines)
    if len(full) >= max(_FEWEST_BREAKS, _MOSTLY * len(broken)) and widest <= _WIDEST:
        own = own_words([row.raw for row in lines])
        cuts = _cuts(full, base, own)
        if widest >= (_NARROW if cuts is Cuts.WORDS else _NARROWEST):
            return Layout(Breaks.WIDTH, widest, cuts, base, own)
    widths = sorted(width(row.raw.rstrip()) for row in lines)
    ends = sum(row.finished for row in lines)
    if widths[len(widths) * 9 // 10] <= _CLAUSE_WIDTH and ends * _CLAUSES_PER_SENTENCE >= len(lines):
        return Layout(Breaks.CLAUSES, widths[-1])
    return Layout(Breaks.PARAGRAPHS)


def join_lines(rows: Sequence[Row], layout: Layout) -> list[Row]:
    """The rows with every paragraph, item and note in one piece."""
    groups: list[list[Row]] = []
    for row in rows:
        if row.kind is Kind.PLAIN and groups and _goes_on(groups[-1][0], groups[-1][-1], row, layout):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_joined(group, layout) if len(group) > 1 else group[0] for group in groups]


def join_stanzas(rows: Sequence[Row]) -> Sequence[Row]:
    """A text of clauses with a blank line below each, its paragraphs set off by more: a row a paragraph.

    Speeches are laid out so. All other texts come back as they are.
    """
    lines = [number for number, row in enumerate(rows) if row.kind is not Kind.BLANK]
    near = [(rows[one], rows[two]) for one, two in pairwise(lines) if two - one == _DOUBLE_SPACED]
    ends = [one for one, two in pairwise(lines) if two - one > _DOUBLE_SPACED]
    broken = sum(not one.finished for one, _ in near)
    together = len(lines) - 1 - len(near) - len(ends)
    plain = all(one.kind is two.kind is Kind.PLAIN for one, two in near)
    if together or not plain or len(ends) < _FEWEST_BREAKS or broken < max(_FEWEST_BREAKS, len(near) // 3):
        return rows
    stanzas: list[list[Row]] = [[]]
    for number in lines:
        stanzas[-1].append(rows[number])
        if number in ends:
            stanzas.append([])
    return [_joined(stanza, Layout(Breaks.CLAUSES)) for stanza in stanzas if stanza]


def _is_full(row: Row, below: Row, columns: float) -> bool:
    """Whether the next word would have made the line so many columns wide, or wider."""
    return width(row.raw.rstrip()) + 1 + width(below.text.split(None, 1)[0]) >= columns


def _cuts(full: Sequence[tuple[Row, Row]], base: int, own: Own) -> Cuts:
    """Letters where spaces at a break are still there, or where all lines are equally long; else words.

    Lines of words may be as long as each other by chance; then hardly a break lies inside one.
    """
    kept = sum(_has_space(one, two, base) for one, two in full)
    if kept >= _KEPT_ALL * len(full):
        return Cuts.LETTERS_KEPT
    widths = [width(one.raw.rstrip()) for one, _ in full]
    usual = median(widths)
    equal = sum(abs(columns - usual) <= _EVEN for columns in widths)
    if kept < _KEPT_SOME * len(full) and equal < _NEARLY_FULL * len(widths):
        return Cuts.WORDS
    between_words = sum(joint(one.text, two.text, own) == " " for one, two in full)
    return Cuts.LETTERS if between_words < _BETWEEN_WORDS * len(full) else Cuts.WORDS


def _has_space(row: Row, below: Row, base: int) -> bool:
    """Whether a space still stands at the break."""
    return row.raw[-1:].isspace() or below.indent - base == 1


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
    least = _CLEARLY_SHORTER if previous.finished else _HALF
    return not starts_paragraph and _is_full(previous, row, least * layout.widest)


def _hangs_below(item: Row, previous: Row, row: Row, layout: Layout) -> bool:
    """A marked line goes on in an indented line below it, or in any line where all text is cut at a width."""
    if layout.breaks is Breaks.WIDTH:
        return _is_full(previous, row, _NEARLY_FULL * layout.widest)
    return not previous.finished and width(previous.raw.rstrip()) >= _NARROW and row.indent > item.indent + 1


def _joined(group: Sequence[Row], layout: Layout) -> Row:
    first = group[0]
    rest = "".join(_glue(one, two, layout) + two.text for one, two in pairwise(group))
    return first._replace(
        text=normalise(first.text + rest),
        rest=normalise(first.rest + rest) if first.rest else "",
        links=tuple(chain.from_iterable(row.links for row in group)),
    )


def _glue(row: Row, below: Row, layout: Layout) -> str:
    """What belongs between two lines: a space, or nothing where a word was cut."""
    if layout.cuts is Cuts.WORDS or layout.own is None or _has_space(row, below, layout.base):
        return " "
    return "" if layout.cuts is Cuts.LETTERS_KEPT else joint(row.text, below.text, layout.own)
