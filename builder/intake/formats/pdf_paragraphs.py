"""Lines of a PDF → paragraphs, and what is only a page's furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Final

from builder.intake.formats.extracted import Rule
from builder.intake.formats.pdf_lines import Line
from builder.intake.formats.words import words as names
from builder.text import ends_sentence, key

Margins = tuple[float, float]
"""Left and right, in points."""
_EDGE: Final = 0.1
"""Furniture stands within this share of the page's height from its top or bottom."""
_PAGE_NUMBER: Final = re.compile(r"\W*\d{1,4}(\s*/\s*\d{1,4})?\W*")
_DIGITS: Final = re.compile(r"\d+")
_OPENER: Final = re.compile(
    r"\s*([^\w\s\"'“”‘’(「『<《\[.,]|[(]?[0-9가-하a-zA-Z][).]\s|[①-⓿❶-❿➀-➓])|\s{1,}\S"
)
"""How a paragraph begins: a mark, a number or letter with its stop, a space (a wrapped line has none)."""
_TELEPHONE: Final = re.compile(r"\d{3,4}-\d{4}\W*$")
_WIDE: Final = 0.4
"""The least share of the text's width a wrapped line has."""
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined lines; ``page`` is where they begin."""

    text: str
    page: int
    size: float


def furniture(pages: Sequence[Sequence[Line]]) -> dict[Line, Rule]:
    """The lines at the pages' edges that number them, or come again on three pages and half of all."""
    edges = [line for page in pages for line in page if _at_edge(line)]
    seen = Counter((_shape(line.text), line.page) for line in edges)
    often = Counter(shape for shape, _ in seen)
    enough = max(3, len(pages) / 2)
    found = {line: Rule.RUNNING_HEAD for line in edges if often[_shape(line.text)] >= enough}
    return found | {line: Rule.PAGE_NUMBER for line in edges if _PAGE_NUMBER.fullmatch(line.text)}


def _at_edge(line: Line) -> bool:
    return line.bottom > (1 - _EDGE) * line.height or line.top < _EDGE * line.height


def _shape(text: str) -> str:
    """A line as all pages have it: its numbers are no difference."""
    return _DIGITS.sub("0", key(text))


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The lines in order, joined where one was only wrapped."""
    margins = _margins(lines)
    words = _words_within(lines)
    found: list[list[Line]] = []
    for line in lines:
        if found and _was_wrapped(found[-1], line, margins):
            found[-1].append(line)
        else:
            found.append([line])
    return [_joined(run, words) for run in found]


def _margins(lines: Sequence[Line]) -> dict[float, Margins]:
    """The margins by the height of pages: what the outermost tenth of their lines reaches, on both sides."""
    alike: dict[float, list[Line]] = {}
    for line in lines:
        alike.setdefault(line.height, []).append(line)
    return {height: _reach(found) for height, found in alike.items()}


def _reach(lines: Sequence[Line]) -> Margins:
    if len(lines) == 1:
        return lines[0].left, lines[0].right
    return quantiles([line.left for line in lines], n=10)[0], quantiles([line.right for line in lines], n=10)[
        -1
    ]


def _was_wrapped(run: list[Line], line: Line, margins: dict[float, Margins]) -> bool:
    """Whether the line goes on with the paragraph: that one fills its line, this one does not begin anew."""
    last = run[-1]
    alike = abs(last.size - line.size) <= 0.2 * max(last.size, line.size)
    below = line.page != last.page or 0 <= last.bottom - line.bottom <= 3 * last.size
    return (
        alike
        and below
        and _is_full(last, margins[last.height])
        and not _begins_anew(run, line, margins[line.height][0])
    )


def _is_full(line: Line, margins: Margins) -> bool:
    """Whether the line reaches the right margin and is no cell: those are narrow or end in a telephone."""
    left, right = margins
    wide = line.right - line.left >= _WIDE * (right - left)
    return wide and line.right >= right - 1.5 * line.size and not _TELEPHONE.search(line.text)


def _begins_anew(run: list[Line], line: Line, margin: float) -> bool:
    """Whether the line opens a paragraph: by a mark, an indent, a new page, or as the first line did."""
    indented = len(run) > 1 and line.left > run[-1].left + 0.7 * line.size
    on_a_new_page = line.page != run[-1].page and ends_sentence(run[-1].text)
    as_the_first = abs(line.left - run[0].left) < 0.3 * line.size and line.left > margin + 0.7 * line.size
    opens = on_a_new_page or indented or bool(_OPENER.match(line.text))
    return opens or (as_the_first and ends_sentence(run[-1].text))


def _words_within(lines: Iterable[Line]) -> frozenset[str]:
    """The words that stand within a line, their ends therefore certain."""
    return frozenset(word for line in lines for word in _WORD.findall(line.text)[1:-1])


def _joined(run: list[Line], words: frozenset[str]) -> Paragraph:
    text = run[0].text
    for line in run[1:]:
        text = f"{text.rstrip()}{' ' if _space_between(text, line.text, words) else ''}{line.text}"
    return Paragraph(text, run[0].page, round(max(line.size for line in run), 1))


def _space_between(before: str, after: str, words: frozenset[str]) -> bool:
    """Whether a space stood where a line was wrapped: as the file says, else as its other words suggest."""
    if before[-1:].isspace():
        return True
    tail, head = _WORD.findall(before)[-1], _WORD.findall(after)[0]
    if tail + head in words:
        return False
    return tail[-1] in ".,:;" or (tail in words and head in words) or _is_whole(tail)


def _is_whole(word: str) -> bool:
    """Whether a word ends as only whole words do: of 28 spaces set so, 27 stand in the HWPX."""
    known = names()
    return word.endswith(known.wrapped_words) or word[1:].endswith(known.wrapped_longer_words)
