"""A body that acts exists; one that keeps an anniversary, or opened last month, counts from its first day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

from builder.facts.clues.clue import Clue, Strength, clue
from builder.facts.clues.counted import counted_days
from builder.facts.clues.days import NEVER, Days, around, in_any, month_after, years_on
from builder.facts.clues.events import LAST_MONTH, REACH, RECENT_DAY, RECENT_DAYS
from builder.model import Mention, Sentence
from builder.partial_date import first_day, korean
from builder.registry import Body, Registry
from builder.registry.resolve import bodies_named

_OPENED: Final = re.compile(r"문을 연|출범|신설|발족|개청|간판|새로 생긴|통합")
_YEAR_BEFORE: Final = re.compile(r"(?<!\d)(?:19|20)\d\d년(?! ?\d)[^.]{0,20}$")
#: A body keeps its anniversary before and long after the day; one that is older than that often counts from
#: what it was before.
_FOUNDING_DAYS: Final = (-60, 120)
_MOST_YEARS: Final = 12


def bodies(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """The days on which some body bore a name that acts.

    ``지난달 19일 문을 연 …`` counts from its first day.
    """
    seen: set[str] = set()
    for sentence in sentences:
        for mention in sentence.mentions:
            yield from _founding(sentence, mention, registry)
            named = bodies_named(mention.name, registry)
            if mention.name not in seen:
                yield from _opening(sentence, mention, named, registry)
            if mention.acts != "none" and mention.name not in seen and not _in_past_year(sentence, mention):
                seen.add(mention.name)
                lives = in_any((body.since, body.until) for body in named)
                spans = ", ".join(map(_span, named))
                yield clue(Strength.BOUND, lives, registry, "body", sentence, name=mention.name, span=spans)


def _in_past_year(sentence: Sentence, mention: Mention) -> bool:
    """``1996년 해운항만청이 세운 …``: a body that acted in a year that is told need not be there any more."""
    return _YEAR_BEFORE.search(sentence.text[max(0, mention.start - REACH) : mention.start]) is not None


def _span(body: Body) -> str:
    return f"{_month(body.since)}–{_month(body.until) if body.until else ''}"


def _month(day: str) -> str:
    return day[:7].replace("-", ". ") + "."


def _founding(sentence: Sentence, mention: Mention, registry: Registry) -> Iterator[Clue]:
    """``질병관리청 출범 1주년을 맞아``.

    So many years after the first day of a body of that name, young enough to count from it.
    """
    after = sentence.text[mention.end : mention.end + REACH]
    rules = registry.patterns_of("founding-after")
    match = next((found for p in rules if (found := p.pattern.match(after))), None)
    if match is None or not 1 <= (count := int(match["count"])) <= _MOST_YEARS:
        return
    named = [
        body for body in bodies_named(mention.name, registry) if body.alive(str(int(body.since[:4]) + count))
    ]
    days = NEVER
    for body in named:
        days |= around(years_on(dt.date.fromisoformat(first_day(body.since)), count), _FOUNDING_DAYS)
    if named:
        date = ", ".join(korean(body.since) for body in named)
        given = {"name": mention.name, "date": date, "count": count}
        yield clue(Strength.COUNTED, days, registry, "founding", sentence, **given)


def _opening(
    sentence: Sentence, mention: Mention, named: Sequence[Body], registry: Registry
) -> Iterator[Clue]:
    before = sentence.text[max(0, mention.start - REACH) : mention.start]
    after = sentence.text[mention.end : mention.end + REACH]
    if not _OPENED.search(f"{before} {after}"):
        return
    for body in named:
        days = _since_opening(dt.date.fromisoformat(first_day(body.since)), body.since, before, after)
        if days is not None:
            given = {"name": body.name, "date": korean(body.since)}
            yield clue(Strength.COUNTED, days, registry, "counted", sentence, **given)


def _since_opening(opened: dt.date, since: str, before: str, after: str) -> Days | None:
    near = f"{before} {after}"
    if (match := LAST_MONTH.search(near)) and int(match.group(1)) == opened.day:
        return month_after(opened)
    if (match := RECENT_DAY.search(near)) and int(match.group(1)) == opened.day:
        return around(opened, RECENT_DAYS)
    return counted_days(since, before, after)
