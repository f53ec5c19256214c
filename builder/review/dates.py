"""What a cell of a spreadsheet may mean as a date, whatever program wrote it."""

from __future__ import annotations

import re
from typing import Final

from builder.partial_date import is_partial_date

_WEEKDAY: Final = r"(?:\s*\(?[월화수목금토일](?:요일)?\)?)?"
_MIDNIGHT: Final = r"(?:\s+0{1,2}:00(?::00)?)?"
#: 2020-04-16, 2020.4.16, 2020. 4. 16., 2020/4/16, 2020년 4월 16일 목요일; the same without day, or without
#: month.
_YEAR_FIRST: Final = re.compile(
    rf"(\d{{4}})(?:\s*[-./년]\s*(\d{{1,2}})(?:\s*[-./월]\s*(\d{{1,2}})(?:\s*[.일])?{_WEEKDAY}{_MIDNIGHT}|\s*[.월])?|\s*[.년])?"
)
#: 4/16/2020 or 16/4/2020: what programs that are not set to Korea make of a date.
_YEAR_LAST: Final = re.compile(rf"(\d{{1,2}})[-./](\d{{1,2}})[-./](\d{{4}}){_MIDNIGHT}")
#: Apr-20: what Excel makes of 2020-04, in Korea too.
_MONTH_IN_WORDS: Final = re.compile(r"([A-Za-z]{3})-(\d{2}|\d{4})")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: The century that Excel takes two digits of a year for: below 30 is 20…, from 30 on 19….
_TURN: Final = 30


def read_dates(cell: str) -> tuple[str, ...]:
    """The ISO dates that a tidy cell may mean.

    Several where day and month could be either, none where it is no date.
    """
    if found := _YEAR_FIRST.fullmatch(cell):
        dates = [
            "-".join(
                part if len(part) == len("2020") else f"{int(part):02d}" for part in found.groups() if part
            )
        ]
    elif found := _YEAR_LAST.fullmatch(cell):
        one, other, year = found.groups()
        dates = [f"{year}-{int(month):02d}-{int(day):02d}" for month, day in ((one, other), (other, one))]
    elif (found := _MONTH_IN_WORDS.fullmatch(cell)) and found[1].lower() in _MONTHS:
        dates = [f"{_full_year(found[2])}-{_MONTHS.index(found[1].lower()) + 1:02d}"]
    else:
        dates = []
    return tuple(date for date in dict.fromkeys(dates) if is_partial_date(date))


def _full_year(digits: str) -> str:
    if len(digits) == len("2020"):
        return digits
    return f"20{digits}" if int(digits) < _TURN else f"19{digits}"
