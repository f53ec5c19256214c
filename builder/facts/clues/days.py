"""Sets of days as numbers, one bit a day: to narrow is to ``&``, to choose is to ``|``.

Pure calendar arithmetic.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from builder.partial_date import first_day

WEEKDAYS: Final = "월화수목금토일"
_FIRST: Final = dt.date(1900, 1, 1).toordinal()
#: To the end of the years that a printed date may have (20xx), and a cycle of weekdays more.
_LAST: Final = dt.date(2130, 12, 31).toordinal()
_SIZE: Final = _LAST - _FIRST + 1
_WEEK: Final = 7
_WORKING_DAYS: Final = 5

Days = int
NEVER: Final[Days] = 0


def between(first: dt.date, last: dt.date) -> Days:
    """The days from ``first`` to ``last``, both included; none where they stand the other way round."""
    start, end = max(first.toordinal() - _FIRST, 0), min(last.toordinal() - _FIRST, _SIZE - 1)
    return (1 << (end + 1)) - (1 << start) if start <= end else NEVER


def since(day: str) -> Days:
    """From an ISO day on."""
    return between(dt.date.fromisoformat(day), dt.date.max)


def until(day: str) -> Days:
    """Up to an ISO day, itself included."""
    return between(dt.date.min, dt.date.fromisoformat(day))


def in_year(year: int) -> Days:
    """All days of a year."""
    return between(dt.date(year, 1, 1), dt.date(year, 12, 31))


def in_month(year: int, month: int) -> Days:
    """All days of a month."""
    return between(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def month_after(day: dt.date) -> Days:
    """All days of the month after the day's."""
    return in_month(day.year + day.month // 12, day.month % 12 + 1)


def month_before(day: dt.date) -> Days:
    """All days of the month before the day's."""
    last = day.replace(day=1) - dt.timedelta(1)
    return in_month(last.year, last.month)


def around(day: dt.date, window: tuple[int, int]) -> Days:
    """From some days before or behind a day to some days before or behind it, both included."""
    early, late = window
    return between(day + dt.timedelta(early), day + dt.timedelta(late))


def in_any(spans: Iterable[tuple[str, str | None]]) -> Days:
    """The days of any of the spans: first day to last day (exclusive, None = open), ISO at any precision."""
    found = NEVER
    for first, end in spans:
        last = dt.date.fromisoformat(first_day(end)) - dt.timedelta(1) if end else dt.date.max
        found |= between(dt.date.fromisoformat(first_day(first)), last)
    return found


def years_on(day: dt.date, count: int) -> dt.date:
    """The same day so many years later; the month's last where it has no such day."""
    year = day.year + count
    return dt.date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


@lru_cache(maxsize=512)
def on_day(number: int, weekday: str | None = None) -> Days:
    """The days of that number in any month, if they are such a weekday."""
    if weekday:
        return on_day(number) & on_weekday(weekday)
    return _days_at(start + number - 1 for start, length, _ in _months() if 1 <= number <= length)


@lru_cache(maxsize=512)
def on_month_day(month: int, number: int) -> Days:
    """That day of the year in any year; none where there is no such day."""
    return on_day(number) & in_months(month, month)


@lru_cache(maxsize=64)
def in_months(first: int, last: int) -> Days:
    """The days of the months from ``first`` to ``last`` of any year."""
    return _days_at(
        start + day for start, length, month in _months() if first <= month <= last for day in range(length)
    )


@lru_cache(maxsize=8)
def on_weekday(name: str) -> Days:
    """Every day of a weekday, named by its first syllable."""
    weeks = _SIZE // _WEEK + 1
    every_seventh = ((1 << _WEEK * weeks) - 1) // ((1 << _WEEK) - 1)
    return every_seventh << ((WEEKDAYS.index(name) - dt.date.fromordinal(_FIRST).weekday()) % _WEEK)


@lru_cache(maxsize=1)
def working_days() -> Days:
    """Monday to Friday."""
    found = NEVER
    for name in WEEKDAYS[:_WORKING_DAYS]:
        found |= on_weekday(name)
    return found


def ahead_of(days: Days, count: int) -> Days:
    """The days so many days before each of the days."""
    return days >> count


@lru_cache(maxsize=512)
def near(days: Days, count: int) -> Days:
    """All days no further than so many days from one of the days."""
    wide, reach = days, 0
    while reach < count:
        step = min(reach + 1, count - reach)
        wide, reach = wide | wide << step | wide >> step, reach + step
    return wide & ((1 << _SIZE) - 1)


@lru_cache(maxsize=512)
def spread(days: Days, window: tuple[int, int]) -> Days:
    """All days from some days before to some days after one of the days."""
    early, late = window
    found = days >> -early
    for _ in range(late - early):
        found |= found << 1
    return found & ((1 << _SIZE) - 1)


def first_of(days: Days) -> dt.date:
    """The earliest of the days."""
    return dt.date.fromordinal(_FIRST + (days & -days).bit_length() - 1)


def last_of(days: Days) -> dt.date:
    """The latest of the days."""
    return dt.date.fromordinal(_FIRST + days.bit_length() - 1)


def span_of(days: Days) -> tuple[str, str] | None:
    """The first and the last of the days (ISO), an open end empty; None where they are no one run, or all."""
    shifted = days >> ((days & -days).bit_length() - 1) if days else NEVER
    if not days or shifted & (shifted + 1):
        return None
    first = "" if days & 1 else first_of(days).isoformat()
    last = "" if days >> (_SIZE - 1) else last_of(days).isoformat()
    return (first, last) if first or last else None


@lru_cache(maxsize=1)
def _months() -> tuple[tuple[int, int, int], ...]:
    """Of every month: the place of its first day, its length, its number."""
    years = range(dt.date.fromordinal(_FIRST).year, dt.date.fromordinal(_LAST).year + 1)
    firsts = (dt.date(year, month, 1) for year in years for month in range(1, 13))
    return tuple(
        (day.toordinal() - _FIRST, calendar.monthrange(day.year, day.month)[1], day.month) for day in firsts
    )


def _days_at(places: Iterable[int]) -> Days:
    bits = bytearray(_SIZE // 8 + 1)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")
