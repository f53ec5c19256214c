"""``산업부는 6월 11일(수) … 개최했다``.

The day, with its weekday, of what a release tells in its first words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from builder.facts.clues.clue import Clue, Strength, clue
from builder.facts.clues.days import Days, in_year, on_month_day, on_weekday, spread
from builder.facts.clues.printed import DAY_WITH_WEEKDAY, year_of
from builder.model import Sentence
from builder.registry import Registry

#: The lead is one of the first paragraphs, behind subtitles that were read as such.
_PARAGRAPHS: Final = 4
_MOST: Final = 3
_LETTERS: Final = 160
_SENTENCES: Final = 6
_STARTS: Final = re.compile(r"^ ?(?:부터|[~∼∽-])")


def lead_day(sentence: Sentence, registry: Registry) -> Clue | None:
    """The first such day that is not said to be past, to come, an end, or a span."""
    if sentence.paragraph >= _PARAGRAPHS or "(" not in sentence.text:
        return None
    subjects = [one.end for one in sentence.mentions if one.acts == "subject"]
    for match in islice(DAY_WITH_WEEKDAY.finditer(sentence.text, 0, _LETTERS), _MOST):
        if sentence.paragraph and not any(end <= match.start() for end in subjects):
            continue
        if _is_day_of_what_is_told(sentence.text, match, registry):
            return _on(match, sentence, registry)
    return None


#: ``9월 1일(수)부터 모집한다`` is told from some days before it begins to two weeks after.
_START_DAYS: Final = (-5, 14)


def start_days(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """A day in the lead from which something goes on: the text lies near it."""
    for sentence in sentences[:_SENTENCES]:
        if sentence.paragraph >= _PARAGRAPHS or "(" not in sentence.text:
            continue
        for match in islice(DAY_WITH_WEEKDAY.finditer(sentence.text, 0, _LETTERS), 1):
            if _STARTS.match(sentence.text[match.end() :]):
                days = spread(_days_of(match), _START_DAYS)
                yield clue(Strength.NEARNESS, days, registry, "near-start", sentence, text=match.group())
                return


def _is_day_of_what_is_told(text: str, match: re.Match[str], registry: Registry) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if before.count("(") > before.count(")"):
        return False
    rules = ("day-not-announced", "lead-day-not")
    if any(p.pattern.search(before) for group in rules for p in registry.patterns_of(group)):
        return False
    behind = ("day-span-after", "lead-day-not-behind")
    return not any(p.pattern.match(after) for group in behind for p in registry.patterns_of(group))


def _on(match: re.Match[str], sentence: Sentence, registry: Registry) -> Clue:
    return clue(Strength.ANNOUNCED, _days_of(match), registry, "lead-day", sentence, text=match.group())


def _days_of(match: re.Match[str]) -> Days:
    days = on_month_day(int(match["m"]), int(match["d"])) & on_weekday(match["w"])
    return days & in_year(year_of(match["y"])) if match["y"] else days
