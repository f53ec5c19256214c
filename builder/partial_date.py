"""ISO dates at their precision: ``2020-04-16``, ``2020-04``, ``2020``.

Pure string and calendar arithmetic.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


def is_partial_date(value: str) -> bool:
    """Whether ``value`` is a real ISO date, month or year."""
    if not _FORM.fullmatch(value):
        return False
    try:
        dt.date.fromisoformat(first_day(value))
    except ValueError:
        return False
    return True


def precision(value: str) -> str:
    """``day``, ``month`` or ``year``."""
    return _PRECISIONS[len(value)]


def first_day(value: str) -> str:
    """The first day of the date, month or year, as an ISO day."""
    return value + "0000-01-01"[len(value) :]


def last_day(value: str) -> str:
    """The last day of the date, month or year, as an ISO day."""
    if len(value) == 10:
        return value
    if len(value) == 4:
        return f"{value}-12-31"
    year, month = int(value[:4]), int(value[5:7])
    return f"{value}-{calendar.monthrange(year, month)[1]:02d}"


def contains(coarse: str, fine: str) -> bool:
    """Whether ``fine`` lies in ``coarse`` (``2020-04`` contains ``2020-04-16`` and itself)."""
    return first_day(coarse) <= first_day(fine) and last_day(fine) <= last_day(coarse)


def korean(value: str) -> str:
    """As a reader writes it: ``2020. 4. 16.``, ``2020. 4.``, ``2020.``."""
    return " ".join(f"{int(part)}." for part in value.split("-"))
