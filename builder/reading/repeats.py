"""Bodies, headlines and captions that are printed twice: the second print goes, whole or cut off."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from typing import Final

from builder.text import key, sentences

#: Letters a line must have to count as a repeat on its own; shorter ones only as part of a run.
_LONG: Final = 24
#: Letters of a line that repeats to the letter: a headline printed above and below the menu.
_EXACT: Final = 12
#: Consecutive short lines that repeat in the same order are a second print (one clause per line, as regional
#: broadcasters do).
_RUN: Final = 3
#: Letters of a line caught between two repeated ones.
_CAUGHT: Final = 8
#: Letters of each sentence of a line that is made of sentences already printed.
_SENTENCE: Final = 14


def find_repeats(folded: Sequence[str], taken: AbstractSet[int]) -> dict[int, str]:
    """Index of each repeated line → ``repeated-text``.

    ``folded`` are all lines, ``taken`` those already removed.

    A line repeats when its letters stood before (12 or more), when it begins with a line that stood before
    cut off, when all its sentences stood before, or when it belongs to a run of three lines that stood before
    in the same order. Linear.
    """
    open_lines = [
        (index, letters)
        for index, text in enumerate(folded)
        if text and index not in taken and (letters := key(text))
    ]
    found = dict.fromkeys(_long_repeats(folded, open_lines), "repeated-text")
    if len({letters for _, letters in open_lines}) < len(open_lines):
        found.update(dict.fromkeys(_runs(open_lines), "repeated-text"))
    if found:
        found.update(dict.fromkeys(_caught_between(folded, taken, found.keys()), "repeated-text"))
    return found


def _long_repeats(folded: Sequence[str], open_lines: Sequence[tuple[int, str]]) -> list[int]:
    seen_lines: set[str] = set()
    seen_sentences: set[str] = set()
    starts: dict[str, tuple[int, str]] = {}
    repeats: list[int] = []
    for index, letters in open_lines:
        said = sentences(folded[index])
        parts = [key(part) for part in said] if len(said) > 1 else [letters]
        opening = letters[:_LONG]
        earlier = starts.get(opening) if len(letters) >= _LONG else None
        made_of_known = sum(map(len, parts)) >= _LONG and all(
            len(part) >= _SENTENCE and part in seen_sentences for part in parts
        )
        exact = len(letters) >= _EXACT and letters in seen_lines
        if exact or (
            len(letters) >= _LONG and (made_of_known or (earlier and earlier[1].startswith(letters)))
        ):
            repeats.append(index)
            continue
        if earlier and letters.startswith(earlier[1]) and len(earlier[1]) >= 2 * _LONG:
            repeats.append(earlier[0])  # the first print was cut off, this one is whole
        seen_lines.add(letters)
        seen_sentences.update(parts)
        if len(letters) >= _LONG:
            starts[opening] = (index, letters)
    return repeats


def _runs(open_lines: Sequence[tuple[int, str]]) -> list[int]:
    """Lines of runs of at least three that stood before in the same order, to their very end."""
    first_at: dict[tuple[str, ...], int] = {}
    letters = [text for _, text in open_lines]
    first_print: dict[int, int] = {}
    for position in range(len(letters) - _RUN + 1):
        window = tuple(letters[position : position + _RUN])
        earlier = first_at.setdefault(window, position)
        if position >= earlier + _RUN and sum(map(len, window)) >= _LONG:
            first_print.update({position + step: earlier + step for step in range(_RUN)})
    for position in range(1, len(letters)):
        before = first_print.get(position - 1)
        if (
            position not in first_print
            and before is not None
            and before + 1 < position
            and letters[before + 1] == letters[position]
        ):
            first_print[position] = before + 1
    return [open_lines[position][0] for position in sorted(first_print)]


def _caught_between(folded: Sequence[str], taken: AbstractSet[int], repeats: AbstractSet[int]) -> list[int]:
    """Short lines between two repeated ones whose letters stood before.

    The desk or place of the second print.
    """
    open_lines = [
        index for index, text in enumerate(folded) if text and (index not in taken or index in repeats)
    ]
    letters = [key(text) for text in folded]
    above = "".join(letters)
    reach = list(accumulate(map(len, letters), initial=0))
    caught: dict[int, None] = {}
    for before, index, after in zip(open_lines, open_lines[1:], open_lines[2:], strict=False):
        between = index not in repeats and (before in repeats or before in caught) and after in repeats
        if between and len(letters[index]) <= _CAUGHT and above.find(letters[index], 0, reach[before]) >= 0:
            caught[index] = None
    return list(caught)
