"""Two texts laid side by side, word by word (eojeol by eojeol), as HTML.

Only lines that differ are shown, with a few words around what differs. What was taken out stands in
``<del>``, what was put in in ``<ins>``. Time and size are bounded: texts are not trusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from itertools import zip_longest
from typing import Final

_AROUND: Final = 4
"""Words that are shown on each side of what differs."""
_MOST_LINES: Final = 1_000
_MOST_WORDS: Final = 1_500
"""Of one line; longer ones are not compared word by word."""
_SHOWN_LINES: Final = 30
_SHOWN_WORDS: Final = 80
"""Of a passage that was put in or taken out as a whole."""
_GAP: Final = "…"


def differences(before: str, after: str) -> str | None:
    """A paragraph for each line that differs, ``…`` behind the last where there are more than 30.

    Empty where the lines say the same; None where too much differs to be laid side by side.
    """
    old, new = _unlike(before.split("\n"), after.split("\n"))
    if max(len(old), len(new)) > _MOST_LINES:
        return None
    shown: list[str] = []
    for one, other in _pairs(old, new):
        if len(shown) == _SHOWN_LINES:
            return "".join((*shown, f"<p>{_GAP}</p>"))
        shown.append(f"<p>{line_differences(one, other)}</p>")
    return "".join(shown)


def line_differences(before: str, after: str) -> str:
    """The words of two lines: those of one alone marked, of common ones only what stands around them."""
    old, new = before.split(), after.split()
    too_long = max(len(old), len(new)) > _MOST_WORDS
    steps = [("replace", 0, len(old), 0, len(new))] if too_long else _steps(old, new)
    pieces = []
    for place, (kind, start, end, start_new, end_new) in enumerate(steps):
        if kind == "equal":
            pieces.append(_common(old[start:end], is_first=place == 0, is_last=place == len(steps) - 1))
        else:
            pieces.append(_marked("del", old[start:end]))
            pieces.append(_marked("ins", new[start_new:end_new]))
    return " ".join(filter(None, pieces))


def _unlike(old: Sequence[str], new: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Both without the lines that they begin and end with in common."""
    least, start = min(len(old), len(new)), 0
    while start < least and old[start] == new[start]:
        start += 1
    end = 0
    while end < least - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Lines that stand for each other and differ; an empty one where there is no other."""
    for kind, start, end, start_new, end_new in SequenceMatcher(None, old, new).get_opcodes():
        if kind != "equal":
            yield from zip_longest(old[start:end], new[start_new:end_new], fillvalue="")


Step = tuple[str, int, int, int, int]


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """From one line to the other. A lone word in common between two changes is no rest for the eye."""
    steps: list[Step] = []
    found = SequenceMatcher(None, old, new).get_opcodes()
    for place, step in enumerate(found):
        is_lone = step[0] == "equal" and step[2] - step[1] == 1 and 0 < place < len(found) - 1
        if steps and steps[-1][0] != "equal" and (is_lone or step[0] != "equal"):
            _, start, _, start_new, _ = steps[-1]
            steps[-1] = ("replace", start, step[2], start_new, step[4])
        else:
            steps.append(step)
    return steps


def _common(words: Sequence[str], *, is_first: bool, is_last: bool) -> str:
    """Words in common; of many only those beside what differs."""
    before = [] if is_first else words[:_AROUND]
    behind = [] if is_last else words[-_AROUND:]
    if len(words) <= len(before) + len(behind) + 1:
        return escape(" ".join(words))
    return escape(" ".join((*before, _GAP, *behind)))


def _marked(tag: str, words: Sequence[str]) -> str:
    said = escape(" ".join((*words[:_SHOWN_WORDS], _GAP) if len(words) > _SHOWN_WORDS else words))
    return f"<{tag}>{said}</{tag}>" if said else ""
