"""The body as running text for the rules that read sentences: paragraphs, each with the raw line it begins on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from builder.model import Frame, Role
from builder.text import ends_sentence, fold, fold_dots, sentences

_MARKS: Final = re.compile(r"^[□ㅇ○◦◯▸▶►■◆◇▪※①-⑮▲△◈\-–•·*]+\s*")
_BRACKETS: Final = re.compile(r"\([^()]{0,60}\)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the body: its text with middle dots folded, its raw line, its paragraph's and its own position."""

    text: str
    line: int
    paragraph: int


def body_sentences(frame: Frame) -> tuple[Sentence, ...]:
    """The sentences of the body in order; captions, headlines and notes of the outlet are not among them."""
    return tuple(
        Sentence(fold_dots(part), line, position)
        for position, (line, text) in enumerate(paragraphs(frame))
        for part in sentences(text)
    )


def paragraphs(frame: Frame) -> tuple[tuple[int, str], ...]:
    """(first raw line, text) of each paragraph; lines that do not close a sentence are joined with the next."""
    found: list[tuple[int, str]] = []
    start, parts = 0, list[str]()
    for placed in frame.placed:
        if placed.role != Role.BODY:
            continue
        text = placed.text
        if not text.strip():
            start, parts = _close(found, start, parts)
            continue
        if parts and (text.startswith("    ") or _MARKS.match(text)):
            start, parts = _close(found, start, parts)
        start = start or placed.number
        parts.append(text)
        if ends_sentence(text):
            start, parts = _close(found, start, parts)
    _close(found, start, parts)
    return tuple(found)


def _close(found: list[tuple[int, str]], start: int, parts: list[str]) -> tuple[int, list[str]]:
    if parts:
        found.append((start, _MARKS.sub("", fold(_join(parts)))))
    return 0, []


def _join(parts: list[str]) -> str:
    """Text cut at a width is glued where the cut fell inside a word (no space on either side); clauses get a space."""
    wide = [len(fold(part)) for part in parts[:-1]]
    wrapped = len(wide) >= 1 and min(wide) >= 28 and max(wide) - min(wide) <= 14
    return ("" if wrapped else " ").join(parts)


def without_brackets(text: str) -> str:
    """The text without (…): ``ICT(정보통신기술) 비상대책회의`` names the meeting too."""
    return _BRACKETS.sub("", text)
