"""Small pure helpers for Korean text that every room shares. No word lists: only letters and punctuation."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_CLOSERS: Final = r"[\"'”’」』)\]〉》>]*"
#: A Korean sentence closes with one of these syllables and a stop: 다. 요. 까? 죠. 오., the nominal 음. 함.
_SENTENCE_END: Final = re.compile(rf"[다요까죠오네음함임됨]{_CLOSERS}[.?!…]+{_CLOSERS}$")
_SENTENCE_BREAK: Final = re.compile(r"([다요까죠오음함임됨][.?!][\"'”’」』)\]]*)\s*(?=\S)")
_KEY: Final = re.compile(r"[^0-9A-Za-z가-힣一-鿿]+")
#: Middle dots that print alike; folded for matching only.
_DOTS: Final = "‧․ㆍ・∙•"

#: Controls but for white space, signs that turn the direction of what follows (CVE-2021-42574), and the tag
#: characters, by which words can be written that nobody sees. The builder drops them from what it reads.
HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)


def fold(text: str) -> str:
    """The line as rules see it: ends stripped, runs of white space one space."""
    return " ".join(text.split())


def letters_of(text: str) -> str:
    """Letters and digits only."""
    return _KEY.sub("", text)


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """The same of a line: two prints of one sentence have one key, whatever their quotes and spaces."""
    return letters_of(text)


def fold_dots(text: str) -> str:
    """All middle dots as ``·``; lengths stay, so positions can be shared with the original."""
    for dot in _DOTS:
        text = text.replace(dot, "·")
    return text


def ends_sentence(text: str) -> bool:
    """Whether the text closes as a Korean sentence does, stop included."""
    return _SENTENCE_END.search(text.rstrip()[-40:]) is not None


def is_sentence(text: str) -> bool:
    """Whether a line is running text: it closes as a sentence, or is too long to be anything else."""
    folded = text.strip()
    return (len(folded) >= 8 and ends_sentence(folded)) or len(folded) >= 90


def sentences(text: str) -> tuple[str, ...]:
    """The text's sentences in order, their stops and quotes included."""
    return tuple(text[start:end] for start, end in sentence_spans(text))


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where the text's sentences stand, white space around them left out."""
    spans: list[tuple[int, int]] = []
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    for found in _SENTENCE_BREAK.finditer(text):
        spans.append((start, found.end(1)))
        start = found.end()
    return [*spans, (start, end)] if end > start else spans
