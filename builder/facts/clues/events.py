"""Dated events the text knows of: they must have happened, lie ahead, or are what it counts from.

What holds for a kind of event is data.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.facts.clues.announced import HEAD_SENTENCES
from builder.facts.clues.clue import Clue, Strength, clue
from builder.facts.clues.counted import counted_days, numeral
from builder.facts.clues.days import (
    NEVER,
    Days,
    around,
    between,
    in_year,
    month_after,
    month_before,
    since,
    until,
    years_on,
)
from builder.model import EventHit, Sentence
from builder.partial_date import first_day, korean, last_day
from builder.registry import Event, Registry

#: Letters on either side of an event that speak of it.
REACH: Final = 34
#: What the first two paragraphs name without looking back is current.
_LEAD: Final = 2
_DAY_LENGTH: Final = len("2020-01-01")
_MONTH_LENGTH: Final = len("2020-01")
RECENT_DAYS: Final = (1, 31)
LAST_MONTH: Final = re.compile(r"지난 ?달 ?(\d{1,2})일")
_THIS_MONTH: Final = re.compile(r"이달 ?(\d{1,2})일")
RECENT_DAY: Final = re.compile(r"지난 (\d{1,2})일")
_LAST_YEAR_MONTH: Final = re.compile(r"(?:지난해|작년) ?(\d{1,2})월")
_SAME_DAY: Final = re.compile(
    r"(?:^|[은는이가,]\s)(\d{1,2})일(?:\([월화수목금토일]\))?(?:\s[가-힣]{2,8}){0,3}\s[‘'\"“「]?제?$"
)
_NEXT_MONTHS: Final = re.compile(r"(?:다음 ?달|내달) ?$")
_SCHOOL_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)학년도 ?(?:대학 ?)?$")
_JUBILEE: Final = re.compile(
    r"^[’'”\"」』]?\s?(\d{1,3})주년(?:을|이|에)?\s?(맞|되|기념|계기|앞두|앞둔|준비)?"
)
_PREPARED: Final = re.compile("앞두|앞둔|준비")
_NEXT_YEAR: Final = re.compile(r"내년(?:은|에|이)? ?$")
#: A jubilee is spoken of as this year's from some weeks before the year begins.
_JUBILEE_YEAR: Final = -30
_ANNIVERSARY: Final = re.compile(r"^[’'”\"」』]?\s?(\d{1,2})주년")


@dataclass(frozen=True, slots=True)
class _Place:
    """An event where the text names it, and how the next sentence begins."""

    event: Event
    sentence: Sentence
    position: int
    start: int
    end: int
    following: str

    def before(self, reach: int = REACH) -> str:
        return self.sentence.bare[max(0, self.start - reach) : self.start]

    def after(self, reach: int = REACH) -> str:
        return self.sentence.bare[self.end : self.end + reach]


def events(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """What the text knows of must have happened; what it counts from fixes year or month."""
    for position, sentence in enumerate(sentences):
        for hit in sentence.events:
            yield from _clues(_place(hit, position, sentences, registry), registry)


def _place(hit: EventHit, position: int, sentences: Sequence[Sentence], registry: Registry) -> _Place:
    following = sentences[position + 1].text[:REACH] if position + 1 < len(sentences) else ""
    return _Place(registry.event(hit.event), sentences[position], position, hit.start, hit.end, following)


def _clues(place: _Place, registry: Registry) -> Iterator[Clue]:
    event = place.event
    if event.counted_from is not None:
        yield from _edition(place, event.counted_from, registry)
    elif event.days or event.only_counted:
        yield from _moving(place, registry)
    elif event.on is None:
        yield from _span(place, registry)
    elif (days := counted_days(event.on, place.before(16), place.after(28))) is not None:
        yield _clue(place, Strength.COUNTED, days, registry, "counted", event.on)
    elif _is_ahead(place, registry):
        if len(event.on) == _DAY_LENGTH:
            days = until(last_day(event.on))
            yield _clue(place, Strength.NEARNESS, days, registry, "before-event", event.on)
    else:
        yield from _point(place, event.on, registry)


def _clue(
    place: _Place, strength: Strength, days: Days, registry: Registry, key: str, date: str, **values: object
) -> Clue:
    given = {"name": place.event.name, "date": korean(date), **values}
    return clue(strength, days, registry, key, place.sentence, **given)


def _is_ahead(place: _Place, registry: Registry) -> bool:
    start, end = place.start, place.end
    near = place.sentence.bare[max(0, start - REACH) : end + REACH]
    return any(p.pattern.search(near) for p in registry.patterns_of("expected-around")) or any(
        p.pattern.match(place.after()) for p in registry.patterns_of("planned-after")
    )


def _span(place: _Place, registry: Registry) -> Iterator[Clue]:
    """A name that exists from a day on, and is spoken of as current up to another."""
    event = place.event
    first = event.since or ""
    yield _clue(place, Strength.BOUND, since(first_day(first)), registry, "since", first)
    near = f"{place.before(10)} {place.after(12)}"
    past = any(p.pattern.search(near) for p in registry.patterns_of("past-around"))
    ends = registry.event_kinds[event.kind].ends
    if event.until and not past and (ends or place.sentence.paragraph < _LEAD):
        last = dt.date.fromisoformat(first_day(event.until)) - dt.timedelta(1)
        strength = Strength.BOUND if ends else Strength.NEARNESS
        yield _clue(place, strength, until(last.isoformat()), registry, "until", event.until)


def _point(place: _Place, on: str, registry: Registry) -> Iterator[Clue]:
    """An event of a day, month or year that is behind: what counts from it, else that it has happened."""
    counted = _anniversary(place, on, registry) or _same_day(place, on, registry)
    if counted is None and (days := _counted_from(on, place)) is not None:
        counted = _clue(place, Strength.COUNTED, days, registry, "counted", on)
    if counted is not None:
        yield counted
        return
    near = f"{place.before(12)} {place.after(24)}"
    follows_up = any(p.pattern.search(near) for p in registry.patterns_of("follow-up"))
    kind = registry.event_kinds[place.event.kind]
    if follows_up or not (kind.ahead or place.event.ahead):
        yield _clue(place, Strength.BOUND, since(first_day(on)), registry, "after-event", on)
    if follows_up and len(on) == _DAY_LENGTH:
        days = around(dt.date.fromisoformat(on), kind.follow_up)
        yield _clue(place, Strength.NEARNESS, days, registry, "follow-up", on)


def _anniversary(place: _Place, on: str, registry: Registry) -> Clue | None:
    match = _ANNIVERSARY.match(place.sentence.bare[place.end :].lstrip())
    if not match:
        return None
    count = int(match.group(1))
    early, late = registry.event_kinds[place.event.kind].anniversary
    first, last = (years_on(dt.date.fromisoformat(day), count) for day in (first_day(on), last_day(on)))
    days = between(first + dt.timedelta(early), last + dt.timedelta(late))
    return _clue(place, Strength.COUNTED, days, registry, "anniversary", on, count=count)


def _same_day(place: _Place, on: str, registry: Registry) -> Clue | None:
    """``12일 제3차 …``: the meeting of that very day is what the text reports."""
    if len(on) != _DAY_LENGTH or place.position >= HEAD_SENTENCES:
        return None
    match = _SAME_DAY.search(place.before())
    if not match or int(match.group(1)) != int(on[8:]):
        return None
    day = dt.date.fromisoformat(on)
    return _clue(place, Strength.COUNTED, between(day, day), registry, "meeting", on)


def _counted_from(on: str, place: _Place) -> Days | None:
    """``지난달 20일 …``, ``지난 17일 …``, ``지난해 7월 …`` beside an event of that very day or month."""
    near = f"{place.before()} {place.after()} {place.following}"
    if len(on) == _DAY_LENGTH:
        day = dt.date.fromisoformat(on)
        if _names(LAST_MONTH, near, day.day):
            return month_after(day)
        if _names(_THIS_MONTH, near, day.day):
            return between(day, dt.date.fromisoformat(last_day(on[:_MONTH_LENGTH])))
        if _names(RECENT_DAY, near, day.day):
            return around(day, RECENT_DAYS)
    if len(on) >= _MONTH_LENGTH and _names(_LAST_YEAR_MONTH, near, int(on[5:7])):
        return in_year(int(on[:4]) + 1)
    return None


def _names(pattern: re.Pattern[str], text: str, number: int) -> bool:
    """Whether the first match of the pattern names this number."""
    match = pattern.search(text)
    return match is not None and int(match.group(1)) == number


def _moving(place: _Place, registry: Registry) -> Iterator[Clue]:
    """``추석 연휴를 앞두고``: the text is from the weeks about that day, in whichever year.

    Beside words that count from it (``다음 달 4일 지방선거``) it is from the days that these leave.
    """
    counted = NEVER
    for day in _days_meant(place):
        counted |= _counted_from_one(day, place)
    if counted:
        yield clue(Strength.COUNTED, counted, registry, "moving-day", place.sentence, name=place.event.name)
        return
    if place.event.only_counted:
        return
    around_it = f"{place.before(8)}\0{place.after(12)}"
    meant = any(p.pattern.search(around_it) for p in registry.patterns_of("moving-kept"))
    if place.sentence.paragraph >= _LEAD or not meant:
        return
    days = NEVER
    for day in place.event.days:
        days |= around(dt.date.fromisoformat(day), registry.event_kinds[place.event.kind].kept)
    yield clue(Strength.NEARNESS, days, registry, "moving", place.sentence, name=place.event.name)


def _jubilee(place: _Place, counted_from: int, registry: Registry) -> Clue | None:
    """``광복 80주년을 맞아``, ``내년 3·1운동 100주년``: so many years after the first one, or before them."""
    match = _JUBILEE.match(place.after())
    if match is None or not 1 <= (year := counted_from + int(match[1])) <= dt.MAXYEAR:
        return None
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    if _NEXT_YEAR.search(place.before(8)):
        days = in_year(year - 1)
    elif _PREPARED.match(match[2] or ""):
        days = between(years_on(first, -1), last)
    elif match[2]:
        days = between(first + dt.timedelta(_JUBILEE_YEAR), last)
    else:
        return None
    return _clue(
        place,
        Strength.COUNTED,
        days,
        registry,
        "anniversary",
        f"{counted_from}-{place.event.day}",
        count=int(match[1]),
    )


def _days_meant(place: _Place) -> Sequence[str]:
    """The event's days; of one named with a school year (``2001학년도 수능``) that of the year before."""
    event = place.event
    days = event.days or tuple(day for day in (event.on or event.since,) if day)
    if match := _SCHOOL_YEAR.search(place.before()):
        return [day for day in days if int(day[:4]) == int(match.group(1)) - 1]
    return days


def _counted_from_one(day: str, place: _Place) -> Days:
    days = counted_days(day, place.before(), place.after(28))
    if days is None and len(day) >= _MONTH_LENGTH and _NEXT_MONTHS.search(place.before(8)):
        days = month_before(dt.date.fromisoformat(first_day(day)))
    return days or _counted_from(day, place) or NEVER


def _count(number: re.Match[str]) -> int:
    """The number of a day that returns: in figures, or in words (``서른한 번째``)."""
    found = number.groupdict()
    return int(found["count"]) if found.get("count") else numeral(found["words"] or "")


def _edition(place: _Place, counted_from: int, registry: Registry) -> Iterator[Clue]:
    """``제53회 발명의 날을 맞아``: the number tells the year, the day is known; today, if it is its day.

    Only where the day is kept, not where its next place is chosen.
    """
    if jubilee := _jubilee(place, counted_from, registry):
        yield jubilee
        return
    before = place.before(12)
    rules = registry.patterns_of("edition-before")
    number = next((match for p in rules if (match := p.pattern.search(before))), None)
    is_kept = any(p.pattern.match(place.after()) for p in registry.patterns_of("kept-after"))
    if number is None or not is_kept:
        return
    try:
        day = dt.date.fromisoformat(f"{counted_from + _count(number)}-{place.event.day}")
    except ValueError:  # a slip of the pen: the year 20151
        return
    is_today = place.position < HEAD_SENTENCES and re.search(
        rf"(?<!\d)(?<!월 )(?<!월){day.day}일|^오늘(?: 제)? ?{re.escape(number.group().strip())}",
        place.before(),
    )
    kept = (0, 0) if is_today else registry.event_kinds[place.event.kind].kept
    days = around(day, kept)
    name = f"{number.group().strip()} {place.event.name}"
    yield _clue(place, Strength.COUNTED, days, registry, "edition", day.isoformat(), name=name)
