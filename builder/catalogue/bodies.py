"""How a body is dated, sorted and called."""

from __future__ import annotations

import datetime as dt
from typing import Final

from builder.catalogue.lists import Labels
from builder.partial_date import first_day, korean
from builder.registry.types import Body

KINDS: Final = ("ministry", "office", "agency", "commission", "affiliate", "other")
"""Kinds of bodies in the order the Government Organization Act names them.

A kind the registry adds counts as the last.
"""


def kind_of(body: Body) -> str:
    """The body's kind, one of ``KINDS``."""
    return body.kind if body.kind in KINDS else KINDS[-1]


def kind_name(kind: str, labels: Labels) -> str:
    """What a reader calls a kind of ``KINDS``."""
    return labels[f"ministry_kind.{kind}"]


def existed(body: Body, labels: Labels) -> str:
    """From the body's first to its last day: ``2013. 3. 23. – 2017. 7. 25.``, or until now."""
    last = labels["ministry.until_now"] if body.until is None else last_day(body.until)
    return labels["common.range"].format(first=korean(body.since), last=last)


def last_day(until: str) -> str:
    """The day before ``until`` (the first day without the body), as a reader writes it."""
    return korean((dt.date.fromisoformat(first_day(until)) - dt.timedelta(days=1)).isoformat())


def korean_order(body: Body) -> tuple[str, str, str]:
    """Sorts by name in 가나다 order, the older of two bodies of one name first.

    Hangul syllables stand in that order in Unicode.
    """
    return body.name, first_day(body.since), body.id
