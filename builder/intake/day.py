"""Dates as people and programs write them into facts, cells and records, as ISO."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import Final

from builder.partial_date import is_partial_date

_WEEKDAY: Final = r"(?:\s*\(?[월화수목금토일](?:요일)?\)?)?"
_MINUTES: Final = r":[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?|시(?:\s*[0-5]?\d분)?"
_TIME: Final = rf"(?:[T\s]\s*(?:오전|오후)?\s*(?:[01]?\d|2[0-4])(?:{_MINUTES}))?"
#: 2020-04-16, 2020.4.16, 2020. 4. 16., 2020/4/16, 2020년 4월 16일 목요일, with a time or none; the same
#: without day, or without month.
_YEAR_FIRST: Final = re.compile(
    rf"(\d{{4}})(?:\s*[-./년]\s*(\d{{1,2}})(?:\s*[-./월]\s*(\d{{1,2}})(?:\s*[.일])?{_WEEKDAY}{_TIME}|\s*[.월])?|\s*[.년])?"
)
#: 4/16/2020 or 16/4/2020: what programs that are not set to Korea make of a date.
_YEAR_LAST: Final = re.compile(rf"(\d{{1,2}})[-./](\d{{1,2}})[-./](\d{{4}}){_TIME}")
#: Apr-20: what Excel makes of 2020-04, in Korea too.
_MONTH_IN_WORDS: Final = re.compile(r"([A-Za-z]{3})-(\d{2}|\d{4})")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: The century that Excel takes two digits of a year for: below 30 is 20…, from 30 on 19….
_TURN: Final = 30
#: 20200416, 2020-04-16T23:59:00+09:00: forms of ISO 8601 that only programs write.
_DATE_TIME: Final = re.compile(r"\d{4}-?\d{2}-?\d{2}(?:[Tt ]\s*\d{1,2}:?\d{2}.{0,30})?")
_TIME_GAP: Final = re.compile(r"(?<=\d)[Tt ]\s*(?=\d)")
#: Thu, 16 Apr 2020 09:00:00 +0900: RFC 5322, in feeds.
_MAIL_DATE: Final = re.compile(r"(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2} \d{4}\b.{0,30}")
_CLOCK: Final = re.compile(r"\b(\d{1,2}):(\d{2}(?::\d{2})?)")
_KOREAN_TIME: Final = dt.timezone(dt.timedelta(hours=9))


def read_dates(value: str, *, month_first: bool = False) -> tuple[str, ...]:
    """The ISO dates that ``value`` may mean, at their precision.

    Several where day and month could be either (not with ``month_first``), none where it is no date. A time
    of day is cut off, after it was turned into Korean time if it names its zone.
    """
    if (moment := _moment(value)) is not None:
        return (moment.date().isoformat(),)
    if found := _YEAR_FIRST.fullmatch(value):
        parts = [part for part in found.groups() if part]
        dates = ["-".join([parts[0], *(part.zfill(2) for part in parts[1:])])]
    elif found := _YEAR_LAST.fullmatch(value):
        one, other, year = found.groups()
        orders = ((one, other),) if month_first else ((one, other), (other, one))
        dates = [f"{year}-{int(month):02d}-{int(day):02d}" for month, day in orders]
    elif (found := _MONTH_IN_WORDS.fullmatch(value)) and found[1].lower() in _MONTHS:
        dates = [f"{_full_year(found[2])}-{_MONTHS.index(found[1].lower()) + 1:02d}"]
    else:
        dates = []
    return tuple(date for date in dict.fromkeys(dates) if is_partial_date(date))


def read_moment(value: str, *, month_first: bool = False) -> str:
    """The day that ``value`` means, with the time behind it; empty where it means no one day."""
    days = read_dates(value, month_first=month_first)
    clock = _CLOCK.search(value)
    if len(days) != 1 or not clock:
        return days[0] if len(days) == 1 else ""
    moment = _moment(value)
    return moment.isoformat(" ", "seconds") if moment else f"{days[0]} {clock[1].zfill(2)}:{clock[2]}"


def _moment(value: str) -> dt.datetime | None:
    """The moment in Korean time that a program wrote as ISO or as in mail; None where it is neither."""
    try:
        if _DATE_TIME.fullmatch(value):
            moment = dt.datetime.fromisoformat(_TIME_GAP.sub("T", value, count=1))
        elif _MAIL_DATE.fullmatch(value):
            moment = parsedate_to_datetime(value)
        else:
            return None
        return moment.astimezone(_KOREAN_TIME) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None


def _full_year(digits: str) -> str:
    if len(digits) == len("2020"):
        return digits
    return f"20{digits}" if int(digits) < _TURN else f"19{digits}"
