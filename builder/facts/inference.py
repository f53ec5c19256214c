"""Reasoning about an article's date: every clue narrows the set of days on which the text can have been written.

The clues are tried from the strongest to the weakest. A clue that would leave no day at all is a conflict: it is reported and not
used. What is left decides: one day, one month, one year, or unknown. See inputs.md §3.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from builder.facts.ministries import Mention, bodies_named, find_mentions
from builder.model import Basis, DateFact, Evidence, Frame
from builder.partial_date import first_day, korean, last_day, precision
from builder.reading.body import Sentence, body_sentences, without_brackets
from builder.registry import Event, LinePattern, Official, Registry

_FIRST: Final = dt.date(1998, 1, 1)
#: Years beyond the last day we know of: a full cycle of weekdays, so that no weekday is unique only because the calendar ends.
_CYCLE: Final = 28
_NO_LATEST: Final = "2060-12-31"
_HEAD_SENTENCES: Final = 8
#: A follow-up (하위법령 정비, 로드맵 이행) is written within a year of what it follows; 330 days leaves the anniversary out.
_FOLLOW_UP_DAYS: Final = 330
_ANNIVERSARY_DAYS: Final = (-14, 60)
#: A body keeps its anniversary before and long after the day; one that is older than that often counts from what it was before.
_FOUNDING_DAYS: Final = (-60, 120)
_MOST_YEARS: Final = 12
#: A day that returns every year is spoken of as one that is kept (맞아, 기념식) some weeks before it and shortly after.
_OBSERVANCE_DAYS: Final = (-45, 14)
#: Clues whose spans hold a day-of-month twice without more reason for the one than for the other: a day that is kept may be a Sunday.
_WIDE: Final = ("clue-edition", "clue-founding")
_REACH: Final = 34
_STRONG: Final = 4
_WORKING_DAYS: Final = 5
_FEW_DAYS: Final = 3
#: Days named in one sentence that are looked at; more of them are a table in one line.
MOST_DAYS: Final = 20
_NEIGHBOURS: Final = 62

_DAY: Final = re.compile(r"(?<![\d.])(\d{1,2})일(?!\s?(?:간|째|동안|만에|이내))")
_TODAY: Final = re.compile(r"오늘\s?\((\d{1,2})일\)")
_AHEAD: Final = re.compile(r"(내일|모레|글피)\s?\((\d{1,2})일\)")
_AHEAD_DAYS: Final = {"내일": 1, "모레": 2, "글피": 3}
_MONTH_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})월 ?(\d{1,2})일(?: ?\(([월화수목금토일])(?:요일)?\))?")
_DAY_WEEKDAY: Final = re.compile(r"(?<![\d월])\s?(\d{1,2})일 ?\(([월화수목금토일])(?:요일)?\)")
_LAST_MONTH: Final = re.compile(r"지난 ?달 ?(\d{1,2})일")
_SAME_DAY: Final = re.compile(
    r"(?:^|[은는이가,]\s)(\d{1,2})일(?:\([월화수목금토일]\))?(?:\s[가-힣]{2,8}){0,3}\s[‘'\"“「]?제?$"
)
_THIS_MONTH: Final = re.compile(r"이달 ?(\d{1,2})일")
_RECENT_DAY: Final = re.compile(r"지난 (\d{1,2})일")
_LAST_YEAR_MONTH: Final = re.compile(r"(?:지난해|작년) ?(\d{1,2})월")
_NEAR_MONTH: Final = re.compile(
    r"(?<![\d~∼·])(?<!내년 )(?<!지난해 )(?<!작년 )(\d{1,2})월 ?(?:초|말|중순|하순)?\s?(?:까지|중(?=[ 에으]|$)|안에|내에|내로)"
)
_THIS_YEAR: Final = re.compile(r"올해\s?\(?(20\d\d|19\d\d)년")
_LAST_YEAR: Final = re.compile(r"(?:지난해|작년)\s?\((20\d\d|19\d\d)년?\)")
_NEXT_YEAR: Final = re.compile(r"내년\s?\((20\d\d|19\d\d)년?\)")
_ANNIVERSARY: Final = re.compile(r"^[’'”\"」』]?\s?(\d{1,2})주년")
_WEEKDAYS: Final = "월화수목금토일"
_WEEKDAY_MARK: Final = re.compile(r"^\s?\([월화수목금토일](?:요일)?\)")
_CLOCK: Final = re.compile(r"^\s?(?:\([월화수목금토일](?:요일)?\))?\s?(?:오전|오후)?\s?\d{1,2}(?:시|:\d\d)")
_PREDICATE: Final = re.compile(r"([가-힣])(?:습니)?다[\"'”’)\]]*[.!]?[\"'”’)\]]*$")
#: Unicode: a Hangul syllable is first + (initial × 21 + vowel) × 28 + final; ㅆ is the 20th final.
_HANGUL_FIRST: Final = 0xAC00
_FINALS: Final = 28
_DOUBLE_SIOT: Final = 20


Days = Sequence[dt.date]
Narrowing = Callable[[Days], Days]


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason: which of some days (in order) it leaves, how it reads on the page, where it stands. ``rank``: lower is stronger."""

    rank: int
    leaves: Narrowing
    evidence: Evidence


def infer_date(frame: Frame, registry: Registry, latest: str | None = None) -> DateFact:
    """The date that the clues of the body leave, or an unknown one. The file and the crawl are never asked.

    ``latest``: the ISO day the article came into the archive, if it has one: no text is younger. It counts as the weakest
    clue. Without a page, ``convert`` and ``explain`` give the day they run on: so far, and no further, a conversion depends on the clock.
    """
    sentences = tuple(body_sentences(frame))
    clues = sorted(_clues(sentences, registry), key=lambda clue: clue.rank)
    if clues and latest:
        clues.append(_clue(8, _until(latest), registry, "added", sentences[0], date=korean(latest)))
    days = _days_until(int((latest or _NO_LATEST)[:4]) + _CYCLE)
    used: list[Clue] = []
    conflicts: list[Clue] = []
    for clue in clues:
        left = clue.leaves(days)
        if not left:
            conflicts.append(clue)
        elif len(left) < len(days):
            days = left
            used.append(clue)
    if conflicts:
        return _unknown(registry, used, conflicts)
    if not any(clue.evidence.rule in _WIDE for clue in used):
        days, workday = _on_working_days(days, sentences, registry)
        used += workday
    value = _common(days)
    if value is None:
        return _unknown(registry, used, conflicts)
    reasons = registry.labels["evidence.joint"].join(clue.evidence.sentence for clue in used[:4])
    sentence = registry.labels["evidence.inferred"].format(reasons=reasons, date=korean(value))
    return DateFact(
        value, precision(value), Basis.INFERRED, "announced", sentence, tuple(c.evidence for c in used), ()
    )


def contradictions(frame: Frame, around: Days, registry: Registry) -> tuple[Evidence, ...]:
    """The strong clues of the body that rule out every one of these days, the days a printed date may mean."""
    clues = [clue for clue in _clues(tuple(body_sentences(frame)), registry) if clue.rank <= _STRONG]
    return tuple(
        clue.evidence for clue in sorted(clues, key=lambda clue: clue.rank) if not clue.leaves(around)
    )


@lru_cache(maxsize=4)
def _days_until(year: int) -> Days:
    """Every day an article can be from, in order, to the end of ``year``."""
    last = dt.date(year, 12, 31)
    return tuple(_FIRST + dt.timedelta(n) for n in range((last - _FIRST).days + 1))


def _on_working_days(
    days: Days, sentences: Sequence[Sentence], registry: Registry
) -> tuple[Days, list[Clue]]:
    """Ministries announce on working days (60 of 60 in inputs.md §3): the last word between a few neighbouring days, never the first."""
    left = [day for day in days if day.weekday() < _WORKING_DAYS]
    near = 1 < len(days) <= _FEW_DAYS and (days[-1] - days[0]).days <= _NEIGHBOURS
    if (
        not near
        or len(left) != 1
        or not any(
            m.acts == "subject" for s in sentences[:_HEAD_SENTENCES] for m in find_mentions(s.text, registry)
        )
    ):
        return days, []
    return left, [
        _clue(9, _where(lambda d: d.weekday() < _WORKING_DAYS), registry, "working-day", sentences[0])
    ]


def _unknown(registry: Registry, used: Sequence[Clue], conflicts: Sequence[Clue]) -> DateFact:
    key = "evidence.conflict" if conflicts else "evidence.too-few" if used else "evidence.none"
    reasons = registry.labels["evidence.joint"].join(
        clue.evidence.sentence for clue in (*used, *conflicts)[:4]
    )
    sentence = registry.labels[key].format(reasons=reasons)
    return DateFact(
        None,
        None,
        Basis.UNKNOWN,
        "announced",
        sentence,
        tuple(c.evidence for c in used),
        tuple(c.evidence for c in conflicts),
    )


def _common(days: Days) -> str | None:
    """The finest date that holds all days."""
    first, last = days[0].isoformat(), days[-1].isoformat()
    for length in (10, 7, 4):
        if first[:length] == last[:length]:
            return first[:length]
    return None


# ------------------------------------------------------------------------------------------------------------------ clues


def _clues(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    yield from _announced_day(sentences, registry)
    yield from _years_named(sentences, registry)
    yield from _events(sentences, registry)
    yield from _bodies(sentences, registry)
    yield from _officials(sentences, registry)
    yield from _near_months(sentences, registry)


def _clue(
    rank: int, leaves: Narrowing, registry: Registry, key: str, sentence: Sentence, **values: object
) -> Clue:
    text = registry.labels[f"clue.{key}"].format(**values)
    return Clue(rank, leaves, Evidence(text, sentence.line, f"clue-{key}"))


def _announced_day(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """The day of the announcement: 오늘(12일), 모레(19일), 3월 20일(화) 밝혔다, 16일 밝혔다. The first that is found."""
    for sentence in sentences[:_HEAD_SENTENCES]:
        if match := _TODAY.search(sentence.text):
            day = int(match.group(1))
            yield _clue(0, _on_day(day), registry, "day", sentence, day=day)
            return
        if match := _AHEAD.search(sentence.text):
            yield _clue(
                0,
                _days_before(_AHEAD_DAYS[match.group(1)], int(match.group(2))),
                registry,
                "ahead",
                sentence,
                word=match.group(1),
                day=match.group(2),
            )
            return
        clue = _announced_in(sentence, registry)
        if clue:
            yield clue
            return


def _announced_in(sentence: Sentence, registry: Registry) -> Clue | None:
    text = sentence.text
    for match in islice(_MONTH_DAY.finditer(text), MOST_DAYS):
        month, day, weekday = int(match.group(1)), int(match.group(2)), match.group(3)
        if not is_announcement(text, match.start(), match.end(), registry):
            continue
        if weekday:
            return _clue(
                0,
                _on_weekday(month, day, weekday),
                registry,
                "weekday",
                sentence,
                month=month,
                day=day,
                weekday=weekday,
            )
        return _clue(0, _on_month_day(month, day), registry, "month-day", sentence, month=month, day=day)
    for match in islice(_DAY.finditer(text), MOST_DAYS):
        day = int(match.group(1))
        if 1 <= day <= 31 and is_announcement(text, match.start(), match.end(), registry):
            weekday_match = _DAY_WEEKDAY.match(text, max(0, match.start() - 1)) or _DAY_WEEKDAY.match(
                text, match.start()
            )
            if weekday_match:
                return _clue(0, _on_day(day, weekday_match.group(2)), registry, "day", sentence, day=day)
            return _clue(0, _on_day(day), registry, "day", sentence, day=day)
    return None


def is_announcement(text: str, start: int, end: int, registry: Registry) -> bool:
    """Whether the day at ``start``-``end`` of a sentence is the day on which something was said or done, not a term or a plan.

    It is when the sentence closes in the past tense, and the day stands right before a verb of saying, right behind the subject
    (or at the beginning), or before a verb of holding (열고, 개최했다). Never inside brackets.
    """
    before, after = text[:start], text[end:]
    if before.count("(") > before.count(")") or not _closes_in_past(text):
        return False
    if any(p.pattern.search(before) for p in registry.patterns_of("day-not-announced")):
        return False
    if any(p.pattern.match(after) for p in registry.patterns_of("day-span-after")):
        return False
    if any(p.pattern.search(after) for p in registry.patterns_of("done")):
        return True
    saying = [p.pattern for p in registry.patterns_of("said")]
    right_before = any(verb.match(_WEEKDAY_MARK.sub("", after).lstrip()) for verb in saying)
    behind_subject = any(
        p.pattern.search(before) for p in registry.patterns_of("subject-before-day")
    ) and not _CLOCK.match(after)
    return right_before or (behind_subject and any(verb.search(after) for verb in saying))


def contradicts_weekday(day: str, after: str) -> bool:
    """Whether the weekday printed behind a full date is not that day's."""
    match = _WEEKDAY_MARK.match(after)
    return match is not None and _WEEKDAYS[dt.date.fromisoformat(day).weekday()] not in match.group()


def _closes_in_past(text: str) -> bool:
    """Whether the last predicate carries the past tense (ㅆ below the syllable before 다 or 습니다; 있다 and -겠다 carry it too)."""
    match = _PREDICATE.search(text.rstrip())
    if not match:
        return False
    syllable = match.group(1)
    return (ord(syllable) - _HANGUL_FIRST) % _FINALS == _DOUBLE_SIOT and syllable not in "있겠"


def _where(holds: Callable[[dt.date], bool]) -> Narrowing:
    return lambda days: [day for day in days if holds(day)]


def _on_day(number: int, weekday: str | None = None) -> Narrowing:
    return _where(lambda day: day.day == number and weekday in (None, _WEEKDAYS[day.weekday()]))


def _on_weekday(month: int, number: int, weekday: str) -> Narrowing:
    return _where(lambda day: (day.month, day.day) == (month, number) and _WEEKDAYS[day.weekday()] == weekday)


def _on_month_day(month: int, number: int) -> Narrowing:
    return _where(lambda day: (day.month, day.day) == (month, number))


def _days_before(ahead: int, number: int) -> Narrowing:
    return _where(lambda day: (day + dt.timedelta(ahead)).day == number)


def _in_month(year: int, month: int) -> Narrowing:
    last = calendar.monthrange(year, month)[1]
    return _between(dt.date(year, month, 1), dt.date(year, month, last))


def _in_year(year: int) -> Narrowing:
    return _between(dt.date(year, 1, 1), dt.date(year, 12, 31))


def _between(first: dt.date, last: dt.date) -> Narrowing:
    """The days from ``first`` to ``last``, both included."""
    return lambda days: days[bisect_left(days, first) : bisect_right(days, last)]


def _years_named(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """올해(2020년), 지난해(2019년), 내년(2021년): the text gives its own year."""
    for sentence in sentences:
        for pattern, shift in ((_THIS_YEAR, 0), (_LAST_YEAR, 1), (_NEXT_YEAR, -1)):
            if match := pattern.search(sentence.text):
                year = int(match.group(1)) + shift
                yield _clue(1, _in_year(year), registry, "year-named", sentence, text=match.group())


def _near_months(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """``1월말까지 … 2월 중 … 3월 중``: several months named as near ones lie ahead in the year of the text."""
    months = [
        (int(m.group(1)), s)
        for s in sentences
        for m in _NEAR_MONTH.finditer(s.text)
        if 1 <= int(m.group(1)) <= 12 and _lies_ahead(s.text, m.end())
    ]
    if len({month for month, _ in months}) >= 2:
        first, sentence = min(months, key=lambda pair: pair[0])
        yield _clue(6, _where(lambda d: d.month <= first), registry, "near-month", sentence, month=first)


def _lies_ahead(text: str, position: int) -> bool:
    """The clause after the month speaks of what will be done: no past tense before the next comma or the end."""
    clause = re.split(r"[,.]", text[position : position + 60])[0]
    return not re.search(r"[았었였했됐갔]다|[았었였했됐]으며|[았었였했됐]고", clause)


# ----------------------------------------------------------------------------------------------------------------- events


def _events(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """What the text knows of must have happened; what it counts from fixes year or month."""
    for position, sentence in enumerate(sentences):
        bare = without_brackets(sentence.text)
        for hit in registry.event_phrases.longest_hits(bare):
            event, place = hit.value, (hit.start, hit.end)
            if event.counted_from is not None:
                yield from _edition_clues(event, event.counted_from, sentence, bare, place, registry)
            elif event.on is None:
                yield from _span_clues(event, sentence, bare, place, registry)
            elif _is_ahead(bare, place, registry):
                if len(event.on) == len("2020-01-01"):
                    yield _clue(
                        5,
                        _until(last_day(event.on)),
                        registry,
                        "before-event",
                        sentence,
                        name=event.name,
                        date=korean(event.on),
                    )
            else:
                following = sentences[position + 1].text[:_REACH] if position + 1 < len(sentences) else ""
                yield from _point_clues(event, sentence, position, bare, place, following, registry)


def _is_ahead(text: str, place: tuple[int, int], registry: Registry) -> bool:
    start, end = place
    around, after = text[max(0, start - _REACH) : end + _REACH], text[end : end + _REACH]
    return any(p.pattern.search(around) for p in registry.patterns_of("expected-around")) or any(
        p.pattern.match(after) for p in registry.patterns_of("planned-after")
    )


def _span_clues(
    event: Event, sentence: Sentence, text: str, place: tuple[int, int], registry: Registry
) -> Iterator[Clue]:
    start, end = place
    yield _clue(
        4,
        _from(first_day(event.since or "")),
        registry,
        "since",
        sentence,
        name=event.name,
        date=korean(event.since or ""),
    )
    past = any(
        p.pattern.search(text[max(0, start - 10) : start] + " " + text[end : end + 12])
        for p in registry.patterns_of("past-around")
    )
    if event.until and not past and event.kind in ("government", "programme"):
        last = dt.date.fromisoformat(first_day(event.until)) - dt.timedelta(1)
        yield _clue(
            4,
            _until(last.isoformat()),
            registry,
            "until",
            sentence,
            name=event.name,
            date=korean(event.until),
        )


def _point_clues(
    event: Event,
    sentence: Sentence,
    position: int,
    text: str,
    place: tuple[int, int],
    following: str,
    registry: Registry,
) -> Iterator[Clue]:
    """``place``: where the event stands in ``text``; ``following``: how the next sentence begins."""
    on = event.on or ""
    start, end = place
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    name, date = event.name, korean(on)
    if anniversary := _ANNIVERSARY.match(text[end:].lstrip()):
        count = int(anniversary.group(1))
        yield _clue(
            2,
            _near_anniversary(on, count),
            registry,
            "anniversary",
            sentence,
            name=name,
            date=date,
            count=count,
        )
        return
    same_day = _SAME_DAY.search(before)
    if (
        same_day
        and len(on) == len("2020-01-01")
        and int(same_day.group(1)) == int(on[8:])
        and position < _HEAD_SENTENCES
    ):
        yield _clue(2, _within(on, 0), registry, "meeting", sentence, name=name, date=date)
        return
    counted = _counted_from(event, f"{before} {after} {following}")
    if counted:
        yield _clue(2, counted, registry, "counted", sentence, name=name, date=date)
        return
    follows_up = any(
        p.pattern.search(before[-12:] + " " + after[:24]) for p in registry.patterns_of("follow-up")
    )
    if follows_up or _never_announced_ahead(event):
        yield _clue(4, _from(first_day(on)), registry, "after-event", sentence, name=name, date=date)
    if follows_up and len(on) == len("2020-01-01"):
        yield _clue(5, _within(on, _FOLLOW_UP_DAYS), registry, "follow-up", sentence, name=name, date=date)


def _edition_clues(
    event: Event, counted_from: int, sentence: Sentence, text: str, place: tuple[int, int], registry: Registry
) -> Iterator[Clue]:
    """``제53회 발명의 날을 맞아``: the number tells the year, the day is known. Only where the day is kept, not where its next place is chosen."""
    start, end = place
    numbers = (
        match
        for p in registry.patterns_of("edition-before")
        if (match := p.pattern.search(text[max(0, start - 12) : start]))
    )
    number = next(numbers, None)
    if number is None or not any(
        p.pattern.match(text[end : end + _REACH]) for p in registry.patterns_of("kept-after")
    ):
        return
    count = int(number["count"])
    try:
        day = dt.date.fromisoformat(f"{counted_from + count}-{event.day}")
    except ValueError:  # a slip of the pen: the year 20151
        return
    early, late = (dt.timedelta(days) for days in _OBSERVANCE_DAYS)
    name = f"{number.group().strip()} {event.name}"
    yield _clue(
        2,
        _between(day + early, day + late),
        registry,
        "edition",
        sentence,
        name=name,
        date=korean(day.isoformat()),
    )


def _never_announced_ahead(event: Event) -> bool:
    """Only what nobody plans, and a bill's passing, cannot be spoken of before it happened (see the head of events.yaml)."""
    return event.kind in ("outbreak", "disaster", "treaty") or (
        event.kind == "law" and not event.id.endswith("-enforced")
    )


def _counted_from(event: Event, around: str) -> Narrowing | None:
    """``지난달 20일 …``, ``지난 17일 발표한 …``, ``지난해 7월 …`` beside an event of that very day or month."""
    on = event.on or ""
    if len(on) == len("2020-01-01"):
        day = dt.date.fromisoformat(on)
        if (match := _LAST_MONTH.search(around)) and int(match.group(1)) == day.day:
            return _in_month(day.year + day.month // 12, day.month % 12 + 1)
        if (match := _THIS_MONTH.search(around)) and int(match.group(1)) == day.day:
            return _between(day, dt.date.fromisoformat(last_day(on[:7])))
        if (match := _RECENT_DAY.search(around)) and int(match.group(1)) == day.day:
            return _between(day + dt.timedelta(1), day + dt.timedelta(31))
    if (
        len(on) >= len("2020-01")
        and (match := _LAST_YEAR_MONTH.search(around))
        and int(match.group(1)) == int(on[5:7])
    ):
        return _in_year(int(on[:4]) + 1)
    return None


def _near_anniversary(on: str, count: int) -> Narrowing:
    first, last = dt.date.fromisoformat(first_day(on)), dt.date.fromisoformat(last_day(on))
    early, late = _ANNIVERSARY_DAYS
    return _between(
        _years_on(first, count) + dt.timedelta(early), _years_on(last, count) + dt.timedelta(late)
    )


def _years_on(day: dt.date, count: int) -> dt.date:
    year = day.year + count
    return dt.date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def _from(day: str) -> Narrowing:
    return _between(dt.date.fromisoformat(day), dt.date.max)


def _until(day: str) -> Narrowing:
    return _between(dt.date.min, dt.date.fromisoformat(day))


def _in_any(spans: Sequence[tuple[str, str | None]]) -> Narrowing:
    """The days of any of the spans: first day to last day (exclusive, None = open), ISO at any precision."""
    dates = sorted(
        (dt.date.fromisoformat(first_day(a)), dt.date.fromisoformat(first_day(b)) if b else dt.date.max)
        for a, b in spans
    )
    merged: list[tuple[dt.date, dt.date]] = []
    for first, end in dates:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((first, end))
    return lambda days: [
        day for first, end in merged for day in days[bisect_left(days, first) : bisect_left(days, end)]
    ]


def _within(on: str, days: int) -> Narrowing:
    start = dt.date.fromisoformat(on)
    return _between(start, start + dt.timedelta(days))


# ------------------------------------------------------------------------------------------------------ bodies and people


def _bodies(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """A body that acts exists: the days on which some body bore that name. ``지난달 19일 문을 연 …`` counts from its first day."""
    seen: set[str] = set()
    for sentence in sentences:
        for mention in find_mentions(sentence.text, registry):
            yield from _founding(sentence, mention, registry)
            if mention.acts == "none" or mention.name in seen:
                continue
            seen.add(mention.name)
            bodies = bodies_named(mention.name, registry)
            lives = _in_any([(body.since, body.until) for body in bodies])
            yield _clue(
                4, lives, registry, "body", sentence, name=mention.name, span=_spans(mention.name, registry)
            )
            yield from _opening(sentence, mention, registry)


def _founding(sentence: Sentence, mention: Mention, registry: Registry) -> Iterator[Clue]:
    """``질병관리청 출범 1주년을 맞아``: so many years after the first day of a body of that name, young enough to count from it."""
    after = sentence.text[mention.end : mention.end + _REACH]
    match = next(
        (found for p in registry.patterns_of("founding-after") if (found := p.pattern.match(after))), None
    )
    if match is None or not 1 <= (count := int(match["count"])) <= _MOST_YEARS:
        return
    bodies = [
        body for body in bodies_named(mention.name, registry) if body.alive(str(int(body.since[:4]) + count))
    ]
    spans = [
        _around(_years_on(dt.date.fromisoformat(first_day(body.since)), count), _FOUNDING_DAYS)
        for body in bodies
    ]
    if spans:
        date = ", ".join(korean(body.since) for body in bodies)
        yield _clue(
            2, _in_any(spans), registry, "founding", sentence, name=mention.name, date=date, count=count
        )


def _around(day: dt.date, days: tuple[int, int]) -> tuple[str, str]:
    """From some days before a day to the day after some days behind it, as a span."""
    early, late = days
    return (day + dt.timedelta(early)).isoformat(), (day + dt.timedelta(late + 1)).isoformat()


def _opening(sentence: Sentence, mention: Mention, registry: Registry) -> Iterator[Clue]:
    around = sentence.text[max(0, mention.start - _REACH) : mention.end + _REACH]
    match = _LAST_MONTH.search(around)
    for body in (
        bodies_named(mention.name, registry) if match and re.search(r"문을 연|출범|신설|발족", around) else ()
    ):
        opened = dt.date.fromisoformat(first_day(body.since))
        if match and opened.day == int(match.group(1)):
            following = _in_month(opened.year + opened.month // 12, opened.month % 12 + 1)
            yield _clue(2, following, registry, "counted", sentence, name=body.name, date=korean(body.since))


def _spans(name: str, registry: Registry) -> str:
    return ", ".join(
        f"{b.since[:7].replace('-', '. ')}.–{b.until[:7].replace('-', '. ') + '.' if b.until else ''}"
        for b in bodies_named(name, registry)
    )


def _officials(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """A minister named in office: the days of the term, of any of the terms if there are several of that name."""
    terms, named = _terms(registry.officials)
    seen: set[str] = set()
    for sentence in sentences:
        for match in named.finditer(sentence.text):
            name = match.group(1) or match.group(2)
            if (
                name not in terms
                or name in seen
                or _not_in_office(sentence.text, match, registry.patterns_of("not-in-office"))
            ):
                continue
            seen.add(name)
            yield _clue(4, _in_any(terms[name]), registry, "official", sentence, name=match.group())


@lru_cache(maxsize=4)
def _terms(
    officials: tuple[Official, ...],
) -> tuple[dict[str, list[tuple[str, str | None]]], re.Pattern[str]]:
    """The terms of each head of a body by name, and the pattern of a name beside an office."""
    terms: dict[str, list[tuple[str, str | None]]] = {}
    heads = [official for official in officials if official.body is not None]
    for official in heads:
        terms.setdefault(official.name, []).append((official.since, _after(official.until)))
    offices = "|".join(
        map(
            re.escape,
            sorted({official.office for official in heads}, key=lambda office: (-len(office), office)),
        )
    )
    named = rf"(?<![가-힣])([가-힣]{{2,4}}) (?:[가-힣]{{2,16}} )?(?:{offices})|(?:{offices}) ([가-힣]{{2,4}})(?=[\s)은이가])"
    return terms, re.compile(named if heads else r"(?!)()()")


def _after(until: str | None) -> str | None:
    """The day after a term's end, whose precision may be a month or a year."""
    return (dt.date.fromisoformat(last_day(until)) + dt.timedelta(1)).isoformat() if until else None


def _not_in_office(text: str, match: re.Match[str], patterns: Sequence[LinePattern]) -> bool:
    return any(
        p.pattern.search(text[max(0, match.start() - 4) : match.start()])
        or p.pattern.search(text[match.end() : match.end() + 8])
        for p in patterns
    )
