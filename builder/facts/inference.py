"""Reasoning about an article's date.

Every clue narrows the set of days on which the text can have been written.

The clues are tried from the strongest to the weakest. A clue that would leave no day at all is a conflict: it
is reported and not used. What is left decides: one day, one month, one year, or unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from builder.facts.clues.announced import HEAD_SENTENCES, announced_day
from builder.facts.clues.beside import FILE_DAYS, beside
from builder.facts.clues.bodies import bodies
from builder.facts.clues.clue import Clue, Strength, clue
from builder.facts.clues.days import Days, between, first_of, last_of, until, working_days
from builder.facts.clues.events import events
from builder.facts.clues.lead_day import start_days
from builder.facts.clues.officials import officials
from builder.facts.clues.printed import periods, printed_years, weekdays
from builder.facts.clues.seen import seen
from builder.facts.clues.years import budget_years, near_months, years_named
from builder.model import Basis, DateFact, Evidence, Reading, Sentence
from builder.partial_date import korean, precision
from builder.registry import Registry

_FIRST: Final = dt.date(1998, 1, 1)
#: Years beyond the last day we know of: a full cycle of weekdays, so that no weekday is unique only because
#: the calendar ends.
_CYCLE: Final = 28
_NO_LATEST: Final = "2060-12-31"
#: Each family of clues, in the order in which clues of one strength are tried.
_FAMILIES: Final = (
    announced_day,
    years_named,
    budget_years,
    events,
    bodies,
    officials,
    periods,
    printed_years,
    weekdays,
    start_days,
    near_months,
)
#: Clues that can contradict a printed date: those that bind, not those of what is usual.
_STRONG: Final = Strength.BOUND
#: Clues whose spans hold a day-of-month twice without more reason for the one than for the other: a day that
#: is kept may be a Sunday.
_WIDE: Final = ("clue-edition", "clue-founding")
#: What is usual of a day or year named in passing: where stronger clues rule it out, it is no conflict.
_SOFT: Final = frozenset(
    {
        "clue-near-weekday",
        "clue-year-printed",
        "clue-year-once",
        "clue-near-start",
        "clue-period",
        "clue-caption",
        "clue-file-name",
        "clue-signature",
        "clue-near-month",
        "clue-moving",
    }
)
#: Those that tell the month.
_MONTHS: Final = ("clue-near-start", "clue-period")
_TOLD: Final = frozenset(_MONTHS)
#: Beside a day with its weekday a year printed in passing chooses among the years in which both go together.
_DATED: Final = frozenset({"clue-weekday", "clue-lead-day", "clue-near-start"})
#: One that is printed only once does so beside the day of the announcement itself.
_ANNOUNCED: Final = frozenset({"clue-weekday", "clue-lead-day"})
#: Those named in passing.
_PASSING: Final = frozenset({"clue-year-printed", "clue-year-once", "clue-near-weekday"})
_FEW_DAYS: Final = 3
_NEIGHBOURS: Final = 62
_MOST_REASONS: Final = 4


def infer_date(reading: Reading, registry: Registry, latest: str | None = None) -> DateFact:
    """The date that the clues of the body leave, or an unknown one. The file and the crawl are never asked.

    ``latest``: the ISO day the article came into the archive, if it has one: no text is younger. It counts as
    the weakest clue. Without a page, ``convert`` and ``explain`` give the day they run on: so far, and no
    further, a conversion depends on the clock.
    """
    days, used, conflicts = _narrowed(_clues(reading, registry, latest), latest or _NO_LATEST)
    if conflicts:
        return _unknown(days, reading, registry, used, conflicts)
    if not any(one.evidence.rule in _WIDE for one in used):
        days, workday = _on_working_days(days, reading.sentences, registry)
        used += workday
    value = _without_month(_common(days), used)
    if value is None or _is_bare_guess(value, used):
        return _unknown(days, reading, registry, used, conflicts)
    reasons = _reasons(used, registry)
    sentence = registry.labels["evidence.inferred"].format(reasons=reasons, date=korean(value))
    evidence = tuple(one.told for one in used)
    return DateFact(value, precision(value), Basis.INFERRED, "announced", sentence, evidence, ())


def _without_month(value: str | None, used: Sequence[Clue]) -> str | None:
    """Days that only weekdays named in passing leave may share a month by accident: they tell the year."""
    told = any(one.strength <= Strength.COUNTED or one.evidence.rule in _MONTHS for one in used)
    near = any(one.evidence.rule == "clue-near-weekday" for one in used)
    return value[:4] if value and near and not told else value


def _is_bare_guess(value: str, used: Sequence[Clue]) -> bool:
    """A year or month that only years and weekdays named in passing tell is none."""
    rules = {one.evidence.rule for one in used}
    told = any(one.strength <= Strength.COUNTED for one in used) or bool(rules & _TOLD)
    return len(value) < len("2020-01-01") and bool(rules & _PASSING) and not told


def contradictions(
    reading: Reading, first: dt.date, last: dt.date, registry: Registry
) -> tuple[Evidence, ...]:
    """The strong clues that rule out every day from ``first`` to ``last``, all that a date may mean."""
    around = between(first, last)
    strong = [one for one in _clues(reading, registry) if one.strength <= _STRONG]
    return tuple(one.told for one in strong if not one.days & around)


def _clues(reading: Reading, registry: Registry, latest: str | None = None) -> list[Clue]:
    """All clues, the strongest first; the day of arrival only beside others."""
    sentences = reading.sentences
    found = [one for family in _FAMILIES for one in family(sentences, registry)]
    found += beside(reading, registry) if sentences else ()
    found = _before_what_is_planned(found)
    rules = {one.evidence.rule for one in found}
    idle = {
        *([] if rules & _DATED else ["clue-year-printed"]),
        *([] if rules & _ANNOUNCED else ["clue-year-once"]),
    }
    found = [one for one in found if one.evidence.rule not in idle]
    if found and latest:
        found.append(
            clue(Strength.ARRIVAL, until(latest), registry, "added", sentences[0], date=korean(latest))
        )
    return sorted(found, key=lambda one: one.strength)


def _before_what_is_planned(clues: Sequence[Clue]) -> list[Clue]:
    """A day at the top, and a file named for an earlier one: the text is from the days between them."""
    named = next((one.days for one in clues if one.evidence.rule == "clue-file-name"), None)
    if named is None:
        return list(clues)
    file_day = first_of(named) - dt.timedelta(FILE_DAYS[0])

    def settled(one: Clue) -> Clue:
        both = one.days & named
        if one.evidence.rule != "clue-lead-day" or not both or first_of(both) <= file_day:
            return one
        return replace(one, days=between(first_of(named), first_of(both)))

    return [settled(one) for one in clues]


def _narrowed(clues: Sequence[Clue], latest: str) -> tuple[Days, list[Clue], list[Clue]]:
    """The days that all clues leave, the clues that narrowed them, and those that would have left none."""
    days = between(_FIRST, dt.date(min(int(latest[:4]) + _CYCLE, dt.MAXYEAR), 12, 31))
    used: list[Clue] = []
    conflicts: list[Clue] = []
    for one in clues:
        left = days & one.days
        if not left:
            conflicts += [one] if one.evidence.rule not in _SOFT else []
        elif left != days:
            days = left
            used.append(one)
    return days, used, conflicts


def _on_working_days(
    days: Days, sentences: Sequence[Sentence], registry: Registry
) -> tuple[Days, list[Clue]]:
    """Ministries announce on working days (60 of 60 looked at).

    The last word between a few neighbouring days, never the first.
    """
    left = days & working_days()
    near = 1 < days.bit_count() <= _FEW_DAYS and (last_of(days) - first_of(days)).days <= _NEIGHBOURS
    announced = any(m.acts == "subject" for s in sentences[:HEAD_SENTENCES] for m in s.mentions)
    if not near or left.bit_count() != 1 or not announced:
        return days, []
    return left, [clue(Strength.CUSTOM, working_days(), registry, "working-day", sentences[0])]


def _reasons(clues: Sequence[Clue], registry: Registry) -> str:
    return registry.labels["evidence.joint"].join(one.evidence.sentence for one in clues[:_MOST_REASONS])


def _unknown(
    days: Days,
    reading: Reading,
    registry: Registry,
    used: Sequence[Clue],
    conflicts: Sequence[Clue],
) -> DateFact:
    """No date, with all that was seen: also words of days from which nothing follows."""
    told = (*used, *conflicts) or seen(reading, registry)
    key = "conflict" if conflicts else "too-few" if used else "seen" if told else "none"
    sentence = registry.labels[f"evidence.{key}"].format(reasons=_reasons(told, registry))
    return DateFact(
        None,
        None,
        Basis.UNKNOWN,
        "announced",
        sentence,
        tuple(one.told for one in (told if key == "seen" else used)),
        tuple(one.told for one in conflicts),
        (first_of(days).isoformat(), last_of(days).isoformat()),
    )


def _common(days: Days) -> str | None:
    """The finest date that holds all days."""
    first, last = first_of(days).isoformat(), last_of(days).isoformat()
    for length in (10, 7, 4):
        if first[:length] == last[:length]:
            return first[:length]
    return None
