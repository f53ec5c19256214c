"""Dates as people and programs write them into facts, as ISO."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_DATE_TIME: Final = re.compile(r"\d{4}-?\d{2}-?\d{2}(?:[Tt ]\s*\d{1,2}:\d{2}.*)?")
_SITE_DATE: Final = re.compile(r"(\d{4})\.(?: ?(\d{1,2})\.)?(?: ?(\d{1,2})\.?)?")
"""As the site prints dates: ``2018. 6. 14.``, ``2018. 6.``."""
_TIME_GAP: Final = re.compile(r"(?<=\d)[Tt ]\s*(?=\d)")
_KOREAN_TIME: Final = dt.timezone(dt.timedelta(hours=9))


def dashed(value: str) -> str:
    """A date in the site's own form (``2018. 6. 14.``) as ISO; anything else as it is."""
    found = _SITE_DATE.fullmatch(value)
    return "-".join(part.zfill(2) for part in found.groups() if part) if found else value


def day_of(value: str) -> dt.date | None:
    """The day of an ISO date with a time, or of a compact date; None if it is neither.

    A time that names its zone is turned into Korean time first.
    """
    if not _DATE_TIME.fullmatch(value):
        return None
    try:
        moment = dt.datetime.fromisoformat(_TIME_GAP.sub("T", value, count=1))
        return (moment.astimezone(_KOREAN_TIME) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        return None
