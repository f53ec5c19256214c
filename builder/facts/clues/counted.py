"""Spans counted from an event or to it.

하루 만에, 출범 한 달, 개막을 사흘 앞둔, 다음 달 4일, 올 2월, 지난 7월 16일.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from builder.facts.clues.days import Days, around, between, in_year, month_before
from builder.partial_date import first_day, last_day

_UNITS: Final = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "열흘": 10, "보름": 15,
    "한": 1, "두": 2, "석": 3, "세": 3, "넉": 4, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8,
    "아홉": 9, "열": 10,
}  # fmt: skip
_TENS: Final = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80,
    "아흔": 90,
}  # fmt: skip
_SPAN: Final = (
    r"(?:(?P<words>하루|이틀|사흘|나흘|닷새|엿새|이레|열흘|보름)|(?<!월 )(?<!월)(?<!\d)(?P<days>\d{1,3})일"
    r"|(?P<months>\d{1,2}|한|두|석|세|넉|네|다섯|여섯|일곱|여덟|아홉|열) ?(?:달|개월))(?P<over>여|남짓)?"
)
_AHEAD: Final = re.compile(_SPAN + r" ?(?:앞|남|전(?=[인 ]))")
_BEHIND: Final = re.compile(
    _SPAN + r"(?: ?(?:만에|만인|만이|째|된|됐|되는|이 ?지|가 ?지|을 ?맞|을 ?넘|동안|(?=[,.]))|(?=[을이] ))"
)
_NEXT_MONTH: Final = re.compile(r"(?:다음 ?달|내달) ?(\d{1,2})일")
_THIS_YEAR: Final = re.compile(r"올(?<![가-힣]올)(?:해)? ?(\d{1,2})월")
_LAST_MONTHS: Final = re.compile(r"지난 ?(\d{1,2})월(?: ?(\d{1,2})일)?")
_NEXT_YEAR: Final = re.compile(r"내(?<![가-힣]내)년(?:에|으로)? ?[^.]{0,8}$")
_DAY_LENGTH: Final = len("2020-01-01")
_MONTH: Final = 30
#: Letters behind an event's name in which the span begins and ends.
_SPAN_REACH: Final = 18
#: ``한 달`` is said of some three weeks and a half and of nearly six weeks.
_MONTH_LOOSE: Final = (-6, 12)
_MONTH_OVER: Final = 25
#: ``지난 7월`` is said for most of a year.
_LAST_MONTHS_DAYS: Final = 300


def counted_days(on: str, before: str, after: str) -> Days | None:
    """The days that words around an event of the ISO date ``on`` leave; None where none of them counts."""
    near = f"{before} {after}"
    if len(on) == _DAY_LENGTH:
        day = dt.date.fromisoformat(on)
        if (match := _NEXT_MONTH.search(near)) and int(match.group(1)) == day.day:
            return month_before(day)
        span = _spanned(day, after)
        if span is not None:
            return span
    return _by_month(on, near) or _in_next_year(on, before)


def numeral(words: str) -> int:
    """A number of Korean words from ten on: ``서른한`` is 31, ``스무`` 20."""
    tens = next(word for word in sorted(_TENS, key=len, reverse=True) if words.startswith(word))
    return _TENS[tens] + _UNITS.get(words.removeprefix(tens), 0)


def _spanned(day: dt.date, after: str) -> Days | None:
    """``개막을 사흘 앞둔``, ``출범 한 달을 맞아``: behind the event's name, in this order."""
    after = after[:_SPAN_REACH]
    if match := _AHEAD.search(after):
        early, late = _window(match)
        return around(day, (-late, -early))
    return around(day, _window(match)) if (match := _BEHIND.search(after)) else None


def _window(match: re.Match[str]) -> tuple[int, int]:
    if match["days"] or match["words"]:
        count = int(match["days"]) if match["days"] else _UNITS[match["words"]]
        return count - 1, count + (5 if match["over"] else 1)
    count = int(match["months"]) if match["months"].isdigit() else _UNITS[match["months"]]
    early, late = (0, _MONTH_OVER) if match["over"] else _MONTH_LOOSE
    return count * _MONTH + early, count * _MONTH + late


def _by_month(on: str, near: str) -> Days | None:
    """``올 2월`` and ``지난 7월 16일`` beside an event of that month, or of that day."""
    if len(on) < len("2020-01"):
        return None
    first, last = (dt.date.fromisoformat(day) for day in (first_day(on), last_day(on)))
    if (match := _THIS_YEAR.search(near)) and int(match.group(1)) == first.month:
        return between(first, dt.date(first.year, 12, 31))
    match = _LAST_MONTHS.search(near)
    if match and int(match.group(1)) == first.month and match.group(2) in (None, str(first.day)):
        return between(first, last + dt.timedelta(_LAST_MONTHS_DAYS))
    return None


def _in_next_year(on: str, before: str) -> Days | None:
    return in_year(int(on[:4]) - 1) if _NEXT_YEAR.search(before) else None
