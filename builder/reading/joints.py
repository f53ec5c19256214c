"""Whether a line that was cut at a width was cut between two words or inside one.

Read from the syllables on both sides and from the text's own words. The weights are statistics of releases
and of this repository's labelled pages (``make train``); they hold no text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

WEIGHTS: Final = Path(__file__).with_name("joints.tsv")
#: Letters of a text that are looked at for its own words: enough to know them, and no text is too long.
_MOST: Final = 100_000
_MARKS: Final = ".,!?·\"'“”‘’()[]<>「」『』…:;"
_SHORT: Final = 4
_LONGEST: Final = 10


class Own(NamedTuple):
    """What a text shows of its own words, away from the ends of its lines."""

    words: frozenset[str]
    joined: frozenset[str]
    """Every four letters in a row."""
    parted: frozenset[str]
    """Every two letters, a space, and two more."""


def own_words(lines: Sequence[str]) -> Own:
    """The words of a wrapped text, those at the ends of lines left out: they may be halves."""
    words: set[str] = set()
    joined: set[str] = set()
    parted: set[str] = set()
    letters = 0
    for line in lines:
        letters += len(line)
        if letters > _MOST:
            break  # a line longer than that is none that was cut
        words.update(word.strip(_MARKS) for word in line.split()[1:-1])
        joined.update(line[at : at + 4] for at in range(len(line) - 3))
        parted.update(line[at : at + 5] for at in range(len(line) - 4) if line[at + 2] == " ")
    return Own(frozenset(words), frozenset(joined), frozenset(parted))


def joint(left: str, right: str, own: Own) -> str:
    """What stands between two pieces of a line: a space, or nothing.

    The pieces carry no white space at the cut.
    """
    weights = _weights()
    return " " if sum(weights.get(feature, 0.0) for feature in features(left, right, own)) > 0 else ""


def features(left: str, right: str, own: Own) -> Iterator[str]:
    """What the model weighs: the syllables at the cut, the pieces of words there, what the text shows."""
    before, after = left.rsplit(None, 1)[-1], right.split(None, 1)[0]
    yield from ("bias", f"l1={left[-1]}", f"l2={left[-2:]}", f"r1={right[0]}", f"r2={right[:2]}")
    yield from (
        f"l3={left[-3:]}",
        f"r3={right[:3]}",
        f"l2r1={left[-2:]}{right[0]}",
        f"l1r2={left[-1]}{right[:2]}",
    )
    yield from (f"lr={left[-1]}{right[0]}", f"l2r2={left[-2:]}{right[:2]}")
    yield f"kinds={_kind(left[-1])}{_kind(right[0])}"
    if len(after) <= _SHORT:
        yield f"after={after}"
    if len(before) < _SHORT:
        yield f"before={before}"
    yield f"lengths={min(len(before), _SHORT)},{min(len(after), _SHORT)}"
    yield f"length={min(len(before) + len(after), _LONGEST)}"
    if (before + after).strip(_MARKS) in own.words:
        yield "own=joined"
    yield from (
        f"own={side}"
        for side, piece in (("left", before.strip(_MARKS)), ("right", after.strip(_MARKS)))
        if len(piece) > 1 and piece in own.words
    )
    if left[-2:] + right[:2] in own.joined:
        yield "own=four"
    if f"{left[-2:]} {right[:2]}" in own.parted:
        yield "own=two-and-two"


def _kind(letter: str) -> str:
    """Hangul, digit, other letter, or the mark itself."""
    if not letter.isalnum():
        return letter
    if letter.isdigit():
        return "digit"
    return "hangul" if unicodedata.name(letter, "").startswith("HANGUL") else "letter"


@cache
def _weights() -> dict[str, float]:
    rows = (line.split("\t") for line in WEIGHTS.read_text("utf-8").splitlines() if line[:2] != "# ")
    return {feature: float(weight) for feature, weight in rows}
