"""The body as running text for the rules that read sentences.

Paragraphs, each with the raw line it begins on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from builder.model import Passage, Placed, Role
from builder.reading.joints import joint, own_words
from builder.text import ends_sentence, fold

_MARKS: Final = re.compile(r"^[□ㅇ○◦◯▸▶►■◆◇▪※①-⑮▲△◈\-–•·*]+\s*")
_BRACKETS: Final = re.compile(r"\([^()]{0,60}\)")
_INDENT: Final = "    "
#: Lines that are cut at a width are about as long as each other, and long.
_NARROWEST: Final = 28
_SPREAD: Final = 14


def passages(lines: Iterable[Placed]) -> tuple[Passage, ...]:
    """The body's paragraphs; lines that do not close a sentence are joined with the next."""
    found: list[Passage] = []
    run: list[Placed] = []
    for line in lines:
        if line.role is not Role.BODY:
            continue
        text = line.text
        is_blank = not text or text.isspace()
        if run and (is_blank or text.startswith(_INDENT) or _MARKS.match(text)):
            found.append(_passage(run))
            run = []
        if is_blank:
            continue
        run.append(line)
        if ends_sentence(text):
            found.append(_passage(run))
            run = []
    return (*found, _passage(run)) if run else tuple(found)


def _passage(run: Sequence[Placed]) -> Passage:
    return Passage(run[0].number, _MARKS.sub("", fold(_join([line.text for line in run]))))


def _join(parts: Sequence[str]) -> str:
    """Text cut at a width is glued where the cut fell inside a word; clauses get a space."""
    if len(parts) == 1:
        return parts[0]
    wide = [len(fold(part)) for part in parts[:-1]]
    if min(wide) < _NARROWEST or max(wide) - min(wide) > _SPREAD:
        return " ".join(parts)
    own = own_words(parts)
    joined = parts[0]
    for one, two in pairwise(parts):
        spaced = one[-1].isspace() or two[0].isspace()
        joined += two if spaced else joint(one, two, own) + two
    return joined


def without_brackets(text: str) -> str:
    """The text without (…): ``ICT(정보통신기술) 비상대책회의`` names the meeting too."""
    return _BRACKETS.sub("", text) if "(" in text else text
