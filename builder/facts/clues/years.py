"""The text gives its own year, 올해(2020년), or names several months as near ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from builder.facts.clues.clue import Clue, Strength, clue
from builder.facts.clues.days import in_months, in_year
from builder.model import Sentence
from builder.registry import Registry

#: Each with what the text's own year is more than the year named.
_YEARS: Final = (
    (re.compile(r"올해\s?\(?(20\d\d|19\d\d)년"), 0),
    (re.compile(r"(?:지난해|작년)\s?\((20\d\d|19\d\d)년?\)"), 1),
    (re.compile(r"내년\s?\((20\d\d|19\d\d)년?\)"), -1),
)
#: ``2021년 이후 4년 만이다``: what is told of happens so many years after the year named.
_YEARS_AFTER: Final = re.compile(
    r"((?:19|20)(?<!\d\d\d)\d\d)년 ?(?:이후|이래|에 이어|개정 이후) ?(\d{1,2})년 ?만(?=[에이의])"
)
#: ``2025년도 국비`` beside ``내년도 국비``: what is asked for next year.
_BUDGET: Final = re.compile(r"(20(?<!\d\d\d)\d\d)년도? (?:국비|정부 ?예산안|예산안|국가 ?예산)")
_NEXT_BUDGET: Final = re.compile(r"내년도? (?:[가-힣]+ ){0,2}(?:국비|사업비|예산|정부 ?예산안)")
_NEAR_MONTH: Final = re.compile(
    r"(?<![\d~∼·])(?<!내년 )(?<!지난해 )(?<!작년 )(\d{1,2})월 ?(?:초|말|중순|하순)?\s?"
    r"(?:까지|중(?=[ 에으]|$)|안에|내에|내로)"
)
_PAST: Final = re.compile(r"[았었였했됐갔]다|[았었였했됐]으며|[았었였했됐]고")
_CLAUSE_END: Final = re.compile(r"[,.]")
_CLAUSE_REACH: Final = 60
_FEWEST_MONTHS: Final = 2


def years_named(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """올해(2020년), 지난해(2019년), 내년(2021년), 2016년 이후 4년 만에: the text gives its own year."""
    for sentence in sentences:
        for pattern, shift in _YEARS:
            if match := pattern.search(sentence.text):
                days = in_year(int(match.group(1)) + shift)
                yield clue(Strength.OWN_YEAR, days, registry, "year-named", sentence, text=match.group())
        if match := _YEARS_AFTER.search(sentence.text):
            days = in_year(int(match.group(1)) + int(match.group(2)))
            yield clue(Strength.OWN_YEAR, days, registry, "year-named", sentence, text=match.group())


def budget_years(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """The one budget that is named with its year and as next year's: the text is from the year before."""
    named = [(int(m.group(1)), one) for one in sentences for m in _BUDGET.finditer(one.text)]
    if len({year for year, _ in named}) == 1 and any(_NEXT_BUDGET.search(one.text) for one in sentences):
        year, sentence = named[0]
        given = {"text": f"{year}년도 예산"}
        yield clue(Strength.OWN_YEAR, in_year(year - 1), registry, "year-named", sentence, **given)


def near_months(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """``1월말까지 … 2월 중 … 3월 중``.

    Several months named as near ones lie ahead in the year of the text.
    """
    months = [
        (int(match.group(1)), sentence)
        for sentence in sentences
        if "월" in sentence.text
        for match in _NEAR_MONTH.finditer(sentence.text)
        if 1 <= int(match.group(1)) <= 12 and _lies_ahead(sentence.text, match.end())
    ]
    if len({month for month, _ in months}) >= _FEWEST_MONTHS:
        first, sentence = min(months, key=lambda pair: pair[0])
        yield clue(Strength.SEASON, in_months(1, first), registry, "near-month", sentence, month=first)


def _lies_ahead(text: str, position: int) -> bool:
    """The clause after the month speaks of what will be done.

    No past tense before the next comma or the end.
    """
    clause = _CLAUSE_END.split(text[position : position + _CLAUSE_REACH], maxsplit=1)[0]
    return not _PAST.search(clause)
