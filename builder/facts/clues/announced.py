"""The day of the announcement: 오늘(12일), 모레(19일), 3월 20일(화) 밝혔다, 16일 밝혔다."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from builder.facts.clues.clue import Clue, Strength, clue
from builder.facts.clues.days import WEEKDAYS, ahead_of, on_day, on_month_day, on_weekday
from builder.facts.clues.lead_day import lead_day
from builder.model import Sentence
from builder.registry import Registry

#: Sentences at the top in which the day of the announcement may stand.
HEAD_SENTENCES: Final = 8
#: Days named in one sentence that are looked at; more of them are a table in one line.
MOST_DAYS: Final = 20

_DAY: Final = re.compile(r"(\d(?<![\d.]\d)\d?)일(?!\s?(?:간|째|동안|만에|이내))")
_TODAY: Final = re.compile(r"오늘\s?\((\d{1,2})일\)")
_TODAY_IN_FULL: Final = re.compile(r"오늘\s?\((\d{1,2})(?:\.|월) ?(\d{1,2})(?:\.|일)?\)")
_AHEAD: Final = re.compile(r"(내일|모레|글피)\s?\((\d{1,2})일\)")
_AHEAD_DAYS: Final = {"내일": 1, "모레": 2, "글피": 3}
_MONTH_DAY: Final = re.compile(r"(\d(?<!\d\d)\d?)월 ?(\d{1,2})일(?: ?\(([월화수목금토일])(?:요일)?\))?")
_DAY_WEEKDAY: Final = re.compile(r"(?<![\d월])\s?(\d{1,2})일 ?\(([월화수목금토일])(?:요일)?\)")
_WEEKDAY_MARK: Final = re.compile(r"^\s?\([월화수목금토일](?:요일)?\)")
_CLOCK: Final = re.compile(r"^\s?(?:\([월화수목금토일](?:요일)?\))?\s?(?:오전|오후)?\s?\d{1,2}(?:시|:\d\d)")
_PREDICATE: Final = re.compile(r"([가-힣])(?:습니)?다[\"'”’)\]]*[.!]?[\"'”’)\]]*$")
#: Unicode: a Hangul syllable is first + (initial × 21 + vowel) × 28 + final; ㅆ is the 20th final.
_HANGUL_FIRST: Final = 0xAC00
_FINALS: Final = 28
_DOUBLE_SIOT: Final = 20
#: Letters at the end of a sentence that hold its predicate, quotes and brackets behind it counted in.
_PREDICATE_REACH: Final = 40


def announced_day(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """The first sentence at the top that gives the day of the announcement, if one does."""
    for sentence in sentences[:HEAD_SENTENCES]:
        found = (
            _today(sentence, registry)
            or _day_ahead(sentence, registry)
            or _named(sentence, registry)
            or lead_day(sentence, registry)
            or (_of_scene(sentence, registry) if sentence is sentences[0] else None)
        )
        if found:
            yield found
            return


def _of_scene(sentence: Sentence, registry: Registry) -> Clue | None:
    """``홍길동 장관이 29일 오전 … 하고 있다``: the scene with which the text begins is of that day."""
    if "일 " not in sentence.text:
        return None
    found = (rule.pattern.match(sentence.text) for rule in registry.patterns_of("day-of-scene"))
    match = next(filter(None, found), None)
    return _on(int(match["day"]), None, sentence, registry) if match and int(match["day"]) <= 31 else None


def _today(sentence: Sentence, registry: Registry) -> Clue | None:
    if match := _TODAY_IN_FULL.search(sentence.text):
        month, day = map(int, match.groups())
        days = on_month_day(month, day)
        return (
            clue(Strength.ANNOUNCED, days, registry, "month-day", sentence, month=month, day=day)
            if days
            else None
        )
    match = _TODAY.search(sentence.text)
    return _on(int(match.group(1)), None, sentence, registry) if match else None


def _day_ahead(sentence: Sentence, registry: Registry) -> Clue | None:
    match = _AHEAD.search(sentence.text)
    if not match:
        return None
    word, day = match.groups()
    days = ahead_of(on_day(int(day)), _AHEAD_DAYS[word])
    return clue(Strength.ANNOUNCED, days, registry, "ahead", sentence, word=word, day=day)


def _named(sentence: Sentence, registry: Registry) -> Clue | None:
    if "일" not in sentence.text or not _closes_in_past(sentence.text):
        return None
    return _month_day(sentence, registry) or _day(sentence, registry)


def _month_day(sentence: Sentence, registry: Registry) -> Clue | None:
    for match in islice(_MONTH_DAY.finditer(sentence.text), MOST_DAYS):
        month, day, weekday = int(match.group(1)), int(match.group(2)), match.group(3)
        if not is_announcement(sentence, match.start(), match.end(), registry):
            continue
        days, given = on_month_day(month, day), {"month": month, "day": day}
        if not weekday:
            return clue(Strength.ANNOUNCED, days, registry, "month-day", sentence, **given)
        days &= on_weekday(weekday)
        return clue(Strength.ANNOUNCED, days, registry, "weekday", sentence, **given, weekday=weekday)
    return None


def _day(sentence: Sentence, registry: Registry) -> Clue | None:
    text = sentence.text
    for match in islice(_DAY.finditer(text), MOST_DAYS):
        day = int(match.group(1))
        if 1 <= day <= 31 and is_announcement(sentence, match.start(), match.end(), registry):
            weekday = _DAY_WEEKDAY.match(text, max(0, match.start() - 1)) or _DAY_WEEKDAY.match(
                text, match.start()
            )
            return _on(day, weekday.group(2) if weekday else None, sentence, registry)
    return None


def _on(day: int, weekday: str | None, sentence: Sentence, registry: Registry) -> Clue:
    return clue(Strength.ANNOUNCED, on_day(day, weekday), registry, "day", sentence, day=day)


def is_announcement(sentence: Sentence, start: int, end: int, registry: Registry) -> bool:
    """Whether the day at ``start``-``end`` is the one on which something was said or done, no term or plan.

    It is when the sentence closes in the past tense, and the day stands right before a verb of saying, right
    behind the subject (or at the beginning), or before a verb of holding (열고, 개최했다). Never inside
    brackets.
    """
    before, after = sentence.text[:start], sentence.text[end:]
    if before.count("(") > before.count(")") or not _closes_in_past(sentence.text):
        return False
    if any(p.pattern.search(before) for p in registry.patterns_of("day-not-announced")):
        return False
    if any(p.pattern.match(after) for p in registry.patterns_of("day-span-after")):
        return False
    if _tells(sentence, "done", end) or any(p.pattern.search(after) for p in registry.patterns_of("done")):
        return True
    if not _tells(sentence, "said", end):
        return False
    return _WEEKDAY_MARK.sub("", after).lstrip().startswith(registry.verbs.get("said", ())) or (
        not _CLOCK.match(after)
        and any(p.pattern.search(before) for p in registry.patterns_of("subject-before-day"))
    )


def _tells(sentence: Sentence, what: str, place: int) -> bool:
    """Whether a verb that tells this begins at a place of the sentence or behind it."""
    return any(tells == what and start >= place for tells, start in sentence.verbs)


def contradicts_weekday(day: str, after: str) -> bool:
    """Whether the weekday printed behind a full date is not that day's."""
    match = _WEEKDAY_MARK.match(after)
    return match is not None and WEEKDAYS[dt.date.fromisoformat(day).weekday()] not in match.group()


def _closes_in_past(text: str) -> bool:
    """Whether the last predicate carries the past tense: ㅆ below the syllable before 다 or 습니다.

    있다 and -겠다 carry it too, and are no past.
    """
    match = _PREDICATE.search(text.rstrip()[-_PREDICATE_REACH:])
    if not match:
        return False
    syllable = match.group(1)
    return (ord(syllable) - _HANGUL_FIRST) % _FINALS == _DOUBLE_SIOT and syllable not in "있겠"
