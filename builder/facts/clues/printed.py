"""Years, days and weekdays that the text prints in passing: they hold the text near them.

A weekday tells the years in which a day can have been; a year printed elsewhere tells which.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

from builder.facts.clues.clue import Clue, Strength, clue
from builder.facts.clues.days import NEVER, Days, around, between, first_of, near, on_month_day, on_weekday
from builder.model import Sentence
from builder.registry import Registry

#: ``6월 11일(수)``, ``6.11.(수)``, ``7. 22(수)``, also behind a year.
DAY_WITH_WEEKDAY: Final = re.compile(
    r"(?<![\d.])(?:(?P<y>(?:19|20)\d\d|[’‘']\d\d) ?[.년] ?)?(?<!\d)(?P<m>\d{1,2}) ?(?:월|[.,]) ?"
    r"(?P<d>\d{1,2}) ?(?:일|\.)? ?[(\[（](?P<w>[월화수목금토일])(?:요일)?[)\],） ]"
)
#: ``목요일(9월 12일)``.
_WEEKDAY_WITH_DAY: Final = re.compile(
    r"(?P<w>[월화수목금토일])요일 ?\((?:(?P<y>(?:19|20)\d\d)[.년] ?)?"
    r"(?P<m>\d{1,2})(?:월|\.) ?(?P<d>\d{1,2})(?:일|\.)?\)"
)
_MAYBE_WEEKDAY: Final = re.compile(
    r"[(\[（월화수목금토일](?:(?<=[(\[（])[월화수목금토일]|(?<=[월화수목금토일])요일 ?\()"
)
#: Of 1,000 releases 603 of 609 such days lie within 200 days of the release.
_WEEKDAY_DAYS: Final = 200
_MOST: Final = 12
_YEAR: Final = re.compile(
    r"(?<![\d.,])(?:(?P<long>(?:19|20)\d\d)(?= ?년(?!간)| ?\. ?\d)|[’‘'](?P<short>\d\d)(?= ?년| ?\. ?\d))"
    r"(?=(?P<after>.{0,14}))"
)
_CYCLE_BEGAN: Final = 1984
_STEMS: Final = "갑을병정무기경신임계"
_BRANCHES: Final = "자축인묘진사오미신유술해"
_MAYBE_YEAR: Final = re.compile(r"[12’‘'](?:(?:(?<=1)9|(?<=2)0|(?<=[’‘']))\d\d)")
_CENTURY: Final = 50
#: A text may look back so many years; a day and its weekday come together again after five or six.
_YEARS_LATER: Final = 2


def periods(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """A period that a text tells of is just over, or about to begin; the newest one counts.

    ``2022년 상반기 운영 결과``, ``2019년 2분기``, ``희망찬 2009년 새해``, ``2014학년도 1학기``.
    """
    found: list[tuple[dt.date, Days, str, Sentence]] = []
    for sentence in sentences:
        if "년" not in sentence.text and "학년도" not in sentence.text:
            continue
        for rule in registry.patterns_of("period"):
            matches = islice(rule.pattern.finditer(sentence.text), _MOST)
            told = ((_period_days(rule.id, match), match.group()) for match in matches)
            found.extend((first_of(days), days, text, sentence) for days, text in told)
    if found:
        _, days, text, sentence = max(found, key=lambda one: one[0])
        yield clue(Strength.NEARNESS, days, registry, "period", sentence, text=text.strip())


#: For each kind of period the months from January to the end of the first less one, and of each more.
_MONTHS_OF: Final = {
    "period-quarter": (0, 3),
    "period-half": (0, 6),
    "period-new-year": (0, 0),
    "period-school-year": (-4, 6),
}
#: Days from that end in which the period is told of.
_WINDOWS: Final = {
    "period-quarter": (0, 120),
    "period-half": (0, 150),
    "period-new-year": (-25, 40),
    "period-sexagenary": (-25, 50),
    "period-school-year": (-60, 60),
}


def _period_days(rule: str, match: re.Match[str]) -> Days:
    groups = match.groupdict()
    if "stem" in groups:
        return around(dt.date(_sexagenary(groups["stem"], groups["branch"]), 1, 1), _WINDOWS[rule])
    number = int(groups.get("number") or {"상": 1, "하": 2}.get(groups.get("half") or "", 0))
    first, each = _MONTHS_OF[rule]
    months = first + each * number
    end = dt.date(year_of(groups["year"]) + months // 12, months % 12 + 1, 1)
    return around(end, _WINDOWS[rule])


def _sexagenary(stem: str, branch: str) -> int:
    """The year of such a name (갑신) in the cycle that began in 1984; that one where there is none."""
    stems, branches = _STEMS.index(stem), _BRANCHES.index(branch)
    cycle = range(_CYCLE_BEGAN, _CYCLE_BEGAN + 60)
    return next((y for y in cycle if (y - 4) % 10 == stems and (y - 4) % 12 == branches), _CYCLE_BEGAN)


def weekdays(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """Each day with its weekday: the text lies near one of the years in which the two go together."""
    for sentence in sentences:
        if not _MAYBE_WEEKDAY.search(sentence.text):
            continue
        found = chain(DAY_WITH_WEEKDAY.finditer(sentence.text), _WEEKDAY_WITH_DAY.finditer(sentence.text))
        for match in islice(found, _MOST):
            days = _near(match)
            if days:
                yield clue(Strength.NEARNESS, days, registry, "near-weekday", sentence, text=match.group())


def _near(match: re.Match[str]) -> Days:
    if match["y"]:
        return NEVER
    days = on_month_day(int(match["m"]), int(match["d"])) & on_weekday(match["w"])
    return near(days, _WEEKDAY_DAYS)


def year_of(text: str) -> int:
    """A year of four digits, or of two behind an apostrophe."""
    digits = text.lstrip("’‘'")
    return int(digits) if len(digits) == 4 else (2000 if int(digits) < _CENTURY else 1900) + int(digits)


def printed_years(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """The newest year printed that is no goal: the text is near it, the surer if it is printed again."""
    plans = registry.patterns_of("year-of-plan")
    found = [
        (year_of(match["long"] or match["short"]), sentence)
        for sentence in sentences
        if _MAYBE_YEAR.search(sentence.text)
        for match in islice(_YEAR.finditer(sentence.text), _MOST)
        if not any(p.pattern.search(match["after"]) for p in plans)
    ]
    if found:
        newest, sentence = max(found, key=lambda one: one[0])
        often = sum(year == newest for year, _ in found) > 1
        days = between(dt.date(newest, 1, 1), dt.date(newest + _YEARS_LATER, 12, 31))
        key = "year-printed" if often else "year-once"
        yield clue(Strength.NEARNESS, days, registry, key, sentence, year=newest)
