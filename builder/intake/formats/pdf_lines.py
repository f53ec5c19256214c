"""Characters at places → lines: what stands side by side at one height."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Final

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the page's lower left corner."""
_SAME_LINE: Final = 0.4
"""How much of the lower of two heights must be shared: a raised asterisk shares about half."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character; ``box`` is None where the reader of the PDF inferred it (a space, a line's end)."""

    letter: str
    box: Box | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. ``number`` makes two equal lines differ; ``height`` is the page's."""

    text: str
    """Spaces at its ends as the file has them."""
    page: int
    number: int
    left: float
    right: float
    bottom: float
    top: float
    size: float
    height: float


def lines_of(glyphs: Iterable[Glyph], page: int, height: float) -> tuple[Line, ...]:
    """The lines of a page that is ``height`` points high, in the order of the glyphs."""
    found: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if glyph.letter in "\r\n":
            continue
        if glyph.box is not None and not _goes_on(found[-1], glyph.box):
            found.append([])
        found[-1].append(glyph)
    lines = (_line(run, page, number, height) for number, run in enumerate(found))
    return tuple(line for line in lines if line is not None)


def _goes_on(run: list[Glyph], box: Box) -> bool:
    """Whether a character belongs to the line so far: at its height, and not far back to the left."""
    last = next((glyph.box for glyph in reversed(run) if glyph.box is not None), None)
    if last is None:
        return True
    shared = min(last[3], box[3]) - max(last[1], box[1])
    lower = min(last[3] - last[1], box[3] - box[1])
    return shared > _SAME_LINE * max(lower, 0.01) and box[0] > last[0] - (last[3] - last[1])


def _line(run: list[Glyph], page: int, number: int, height: float) -> Line | None:
    """The run as a line, without what the reader inferred at its end; None where it is blank."""
    end = next((number for number in range(len(run), 0, -1) if run[number - 1].box is not None), 0)
    run = run[:end]
    text = "".join(glyph.letter for glyph in run)
    boxes = [glyph.box for glyph in run if glyph.box is not None and not glyph.letter.isspace()]
    if not text.strip() or not boxes:
        return None
    size = median(box[3] - box[1] for box in boxes)
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return Line(text, page, number, left, right, bottom, top, size, height)
