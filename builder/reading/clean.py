"""A seed without its noise. Every removed line keeps the id of the rule that took it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from builder.reading.repeats import find_repeats
from builder.registry import NoiseRule, Registry
from builder.text import is_sentence, key

#: A list of other articles ends the page only when the article itself lies before it: at least this many sentences.
_SENTENCES_BEFORE_TAIL: Final = 2
#: 세줄요약: three lines, and one more where a line was broken.
_SUMMARY_LINES: Final = 4
#: Headings of boxes that are looked at; a page has a handful, a hostile one thousands.
_HEADINGS: Final = 40


def find_noise(folded: Sequence[str], registry: Registry) -> dict[int, str]:
    """Index of each line that is no part of the article → the rule that takes it. ``folded`` are all lines, their spaces folded.

    What the noise rules name, and what is printed twice; blank lines are never among them, they part paragraphs.
    """
    taken: dict[int, str] = {}
    by_scope = {
        scope: [rule for rule in registry.noise if rule.scope == scope]
        for scope in ("line", "edge", "block", "tail", "summary")
    }
    _take_summaries(folded, by_scope["summary"], taken)
    _take_lines(folded, by_scope["line"], taken)
    _take_tails(folded, by_scope["tail"], taken)
    _take_blocks(folded, by_scope["block"], taken)
    _take_edges(folded, by_scope["edge"], taken)
    taken.update(find_repeats(folded, frozenset(taken)))
    _take_edges(folded, by_scope["edge"], taken)
    return taken


def _first_match(text: str, rules: Sequence[NoiseRule]) -> NoiseRule | None:
    return next((rule for rule in rules if rule.pattern.fullmatch(text)), None)


def _open_lines(folded: Sequence[str], taken: dict[int, str]) -> list[int]:
    return [index for index, text in enumerate(folded) if text and index not in taken]


def _take_lines(folded: Sequence[str], rules: Sequence[NoiseRule], taken: dict[int, str]) -> None:
    for index in _open_lines(folded, taken):
        rule = _first_match(folded[index], rules)
        if rule:
            taken[index] = rule.id


def _take_summaries(folded: Sequence[str], rules: Sequence[NoiseRule], taken: dict[int, str]) -> None:
    """A summary box: the heading, and the following lines whose words all stand again further down."""
    headings = [index for index in _open_lines(folded, taken) if _first_match(folded[index], rules)]
    letters = [key(text) for text in folded] if headings else []
    for index in headings[:_HEADINGS]:
        rule = _first_match(folded[index], rules)
        if not rule:
            continue
        copied = [below for below in _open_lines(folded, taken) if below > index][:8]
        for position, below in enumerate(copied):
            if not letters[below] or letters[below] not in "".join(letters[below + 1 :]):
                copied = copied[:position]
                break
        copied = copied or _boxed(folded, index)
        if copied:
            taken.update(dict.fromkeys([index, *copied], rule.id))


def _boxed(folded: Sequence[str], heading: int) -> list[int]:
    """A box told in other words: the few lines below its heading, up to a blank line, when the article goes on below."""
    end = next((i for i in range(heading + 1, len(folded)) if not folded[i]), len(folded))
    box = list(range(heading + 1, end))
    if not 1 <= len(box) <= _SUMMARY_LINES:
        return []
    goes_on = islice((text for text in folded[end:] if is_sentence(text)), len(box) + 1)
    return box if len(list(goes_on)) > len(box) else []


def _take_tails(folded: Sequence[str], rules: Sequence[NoiseRule], taken: dict[int, str]) -> None:
    headings = [index for index in _open_lines(folded, taken) if _first_match(folded[index], rules)]
    for index in headings[:_HEADINGS]:
        rule = None if index in taken else _first_match(folded[index], rules)
        if not rule:
            continue
        open_lines = _open_lines(folded, taken)
        before = [i for i in open_lines if i < index and is_sentence(folded[i])]
        after = [i for i in open_lines if i > index]
        if len(before) >= _SENTENCES_BEFORE_TAIL and _weight(folded, before) >= _weight(
            folded, [i for i in after if _resumes(folded[i])]
        ):
            taken.update(dict.fromkeys([index, *after], rule.id))
        else:
            first_sentence = next((i for i in after if is_sentence(folded[i])), index + 1)
            taken.update(dict.fromkeys([index, *(i for i in after if i < first_sentence)], rule.id))


def _weight(folded: Sequence[str], indexes: Sequence[int]) -> int:
    return sum(len(folded[i]) for i in indexes)


def _resumes(text: str) -> bool:
    """Whether a line below a list of other articles could be the article going on: running text without a number or mark."""
    return is_sentence(text) and text[0] not in "-•·▶☞*[0123456789①②③④⑤⑥⑦⑧⑨⑩"


def _take_blocks(folded: Sequence[str], rules: Sequence[NoiseRule], taken: dict[int, str]) -> None:
    for index in _open_lines(folded, taken):
        rule = None if index in taken else _first_match(folded[index], rules)
        if not rule:
            continue
        taken[index] = rule.id
        for below in range(index + 1, len(folded)):
            if not folded[below] or below in taken:
                continue
            if rule.goes_on is None or not rule.goes_on.fullmatch(folded[below]) or _runs_on(folded[below]):
                break
            taken[below] = rule.id


def _runs_on(text: str) -> bool:
    """A full sentence ends any block of labels and headlines."""
    return is_sentence(text) and len(text) >= 40


def _take_edges(folded: Sequence[str], rules: Sequence[NoiseRule], taken: dict[int, str]) -> None:
    """Lines before the first and after the last sentence; a sentence that is itself furniture moves the edge inwards."""
    while True:
        open_lines = _open_lines(folded, taken)
        running = [i for i in open_lines if is_sentence(folded[i])]
        first, last = (running[0], running[-1]) if running else (len(folded), -1)
        found = {
            i: rule.id
            for i in open_lines
            if (i <= first or i >= last) and (rule := _first_match(folded[i], rules))
        }
        if not found:
            return
        taken.update(found)
