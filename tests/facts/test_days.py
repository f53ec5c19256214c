"""Sets of days: each says what a walk through the calendar says."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.facts.clues import days as sets

FIRST, LAST = dt.date(2010, 1, 1), dt.date(2016, 12, 31)
ALL = [FIRST + dt.timedelta(n) for n in range((LAST - FIRST).days + 1)]
WINDOW = sets.between(FIRST, LAST)
any_day = st.dates(FIRST, LAST)


def listed(days: sets.Days) -> list[dt.date]:
    days &= WINDOW
    found = []
    while days:
        found.append(sets.first_of(days))
        days &= days - 1
    return found


@pytest.mark.parametrize("number", [0, 1, 28, 29, 30, 31, 32, 99])
def test_a_day_of_the_month(number: int) -> None:
    assert listed(sets.on_day(number)) == [day for day in ALL if day.day == number]


@pytest.mark.parametrize(("number", "weekday"), [(29, "토"), (31, "월"), (1, "일")])
def test_a_day_of_the_month_and_the_week(number: int, weekday: str) -> None:
    wanted = [day for day in ALL if day.day == number and sets.WEEKDAYS[day.weekday()] == weekday]
    assert listed(sets.on_day(number, weekday)) == wanted


@pytest.mark.parametrize(("month", "number"), [(2, 29), (2, 30), (12, 31), (1, 1), (13, 1), (0, 5)])
def test_a_day_of_the_year(month: int, number: int) -> None:
    assert listed(sets.on_month_day(month, number)) == [
        day for day in ALL if (day.month, day.day) == (month, number)
    ]


def test_working_days() -> None:
    assert listed(sets.working_days()) == [day for day in ALL if day.weekday() < 5]


def test_months() -> None:
    assert listed(sets.in_months(1, 3)) == [day for day in ALL if day.month <= 3]


@pytest.mark.parametrize("ahead", [1, 2, 3])
def test_days_ahead(ahead: int) -> None:
    wanted = [day for day in ALL if (day + dt.timedelta(ahead)).day == 1]
    assert listed(sets.ahead_of(sets.on_day(1), ahead)) == wanted


@given(any_day, any_day)
def test_between(first: dt.date, last: dt.date) -> None:
    assert listed(sets.between(first, last)) == [day for day in ALL if first <= day <= last]


@given(st.lists(st.tuples(any_day, st.none() | any_day), max_size=4))
def test_any_of_several_spans(spans: list[tuple[dt.date, dt.date | None]]) -> None:
    given_spans = [(first.isoformat(), end.isoformat() if end else None) for first, end in spans]
    wanted = [day for day in ALL if any(first <= day and (end is None or day < end) for first, end in spans)]
    assert listed(sets.in_any(given_spans)) == wanted


@given(any_day)
def test_the_month_after(day: dt.date) -> None:
    year, month = day.year + day.month // 12, day.month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    days = sets.month_after(day)
    assert (sets.first_of(days), sets.last_of(days)) == (dt.date(year, month, 1), dt.date(year, month, last))


def test_the_ends_of_time() -> None:
    assert sets.between(dt.date.min, dt.date(1899, 12, 31)) == sets.NEVER
    assert sets.first_of(sets.between(dt.date.min, dt.date.max)) == dt.date(1900, 1, 1)
    assert sets.until("1950-01-01") & sets.since("1950-01-02") == sets.NEVER


def test_the_span_of_days_is_told_where_they_are_one_run() -> None:
    one = dt.date(2013, 3, 23)
    assert sets.span_of(sets.between(one, dt.date(2013, 4, 1))) == ("2013-03-23", "2013-04-01")
    assert sets.span_of(sets.since("2013-03-23")) == ("2013-03-23", "")
    assert sets.span_of(sets.until("2013-03-23")) == ("", "2013-03-23")
    assert [
        sets.span_of(days) for days in (sets.NEVER, sets.on_day(5), sets.between(dt.date.min, dt.date.max))
    ] == [None] * 3
