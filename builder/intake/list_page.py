"""Tell a page that lists articles from an article, also from one with a list at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING, Final

from builder.patterns import any_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.model import Line

_MIN_ITEMS: Final = 4
"""4 bylines or 4 unrelated leads: the shortest lists seen."""
_MAX_REACH: Final = 4
"""Lines of an entry besides its byline or date: title, subtitle, teaser, outlet."""
_MIN_SENTENCES: Final = 3
"""So many sentences outside the list make it an article with a list beside it."""
_SHORT_MARK: Final = 30
"""A shorter line holds a byline or date alone; neighbouring ones belong to one entry."""

_SENTENCE_END: Final = re.compile(r"[\uac00-\ud7a3][.!?](?=[\s\"'”’)\]]|$)")
"""A full stop after Hangul: ends a sentence, unlike those in dates, numbers and English."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the list.

    Where its byline or date stands among the lines that are not blank, and the words next to it.
    """

    first: int
    last: int
    words: str


def looks_like_list_page(lines: Sequence[Line], patterns: Sequence[re.Pattern[str]]) -> int | None:
    """The raw number of the line where a list begins that is all the page has; None for an article.

    ``patterns`` match the lines that close or open each entry: bylines and dates. The page is a list if at
    least 4 different entries follow each other closely and fewer than 3 sentences stand outside of them.
    """
    shown = [line for line in lines if line.text.strip()]
    entries = _longest_run(list(_entries(shown, patterns)))
    if len({entry.words for entry in entries}) < _MIN_ITEMS:
        return None
    reach = median_low([later.first - earlier.last - 1 for earlier, later in pairwise(entries)])
    before, after = entries[0].first - reach, entries[-1].last + 1 + reach
    outside = [*shown[: max(before, 0)], *shown[after:]]
    if sum(len(_SENTENCE_END.findall(line.text)) for line in outside) >= _MIN_SENTENCES:
        return None
    return shown[max(before, 0)].number


def _entries(shown: Sequence[Line], patterns: Sequence[re.Pattern[str]]) -> Iterator[_Entry]:
    """The bylines and dates; short ones in a row count as one."""
    first: int | None = None
    marks = any_whole(tuple(pattern.pattern for pattern in patterns))
    for index, line in enumerate(shown):
        text = line.text.strip()
        is_mark = marks(text) is not None
        is_short = is_mark and len(text) < _SHORT_MARK
        if first is not None and not is_short:
            yield _entry(shown, first, index - 1)
            first = None
        if is_short and first is None:
            first = index
        elif is_mark and not is_short:
            yield _entry(shown, index, index)
    if first is not None:
        yield _entry(shown, first, len(shown) - 1)


def _entry(shown: Sequence[Line], first: int, last: int) -> _Entry:
    """An entry with its mark on the lines ``first`` to ``last``."""
    return _Entry(first, last, "\n".join(line.text.strip() for line in shown[max(first - 1, 0) : last + 1]))


def _longest_run(entries: Sequence[_Entry]) -> list[_Entry]:
    """The most entries that follow each other with at most ``_MAX_REACH`` lines between."""
    best: list[_Entry] = []
    run: list[_Entry] = []
    for entry in entries:
        if run and entry.first - run[-1].last - 1 > _MAX_REACH:
            run = []
        run.append(entry)
        if len(run) > len(best):
            best = list(run)
    return best
