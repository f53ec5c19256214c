"""Printed dates: every surface form that holds at least a year and a month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from builder.model import Stamp
from builder.partial_date import is_partial_date
from builder.registry import Registry

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_MONTH_NAME: Final = r"(?P<{0}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR: Final = r"(?<!\d)(?P<y{0}>(?:19|20)\d\d)"
#: One alternative a family; the names end in the family's number so that one expression reads them all.
_DATE: Final = re.compile(
    "|".join(
        (
            # Markdown escapes the stop behind a number
            _YEAR.format(1)
            + r" ?(?P<s1>[-/]|\\?\.) ?(?P<m1>\d{1,2}) ?(?P=s1) ?(?P<d1>\d{1,2})(?!\d)(?:\\?\.)?",
            _YEAR.format(2) + r" ?년 ?(?P<m2>\d{1,2}) ?월 ?(?P<d2>\d{1,2}) ?일",
            r"(?<![\d.])[’‘'](?P<y3>\d\d) ?\. ?(?P<m3>\d{1,2}) ?\. ?(?P<d3>\d{1,2})(?!\d)\.?",
            r"(?<![\d.\-/])(?P<y4>\d\d)(?P<s4>[-./])(?P<m4>\d\d)(?P=s4)(?P<d4>\d\d)(?= \d{1,2}:\d\d)",
            _MONTH_NAME.format("m5") + r" (?P<d5>\d{1,2})(?:st|nd|rd|th)?,? (?P<y5>(?:19|20)\d\d)",
            r"(?<!\d)(?P<d6>\d{1,2}) " + _MONTH_NAME.format("m6") + r",? (?P<y6>(?:19|20)\d\d)",
            _YEAR.format(7) + r"(?P<m7>0[1-9]|1[0-2])(?P<d7>0[1-9]|[12]\d|3[01])(?!\d)",
            _YEAR.format(8) + r" ?년 ?(?P<m8>\d{1,2}) ?월 ?호",
            r"(?<!제)" + _YEAR.format(9) + r"-(?P<m9>0[1-9]|1[0-2])(?![-\d회차호])",
        )
    ),
    re.IGNORECASE,
)
#: What every one of the families holds: a text without it is let go at once. A year alone is no date yet:
#: more digits follow, or the name of a month stands before it. The first character is of one class, and what
#: it is comes behind it: so the engine looks at nothing else.
_YEAR_BEHIND: Final = r"(?:(?<=1)9|(?<=2)0)\d\d"
_LIKE_A_DATE: Final = re.compile(
    rf"[\d’‘'](?:{_YEAR_BEHIND}(?:(?: ?\\?[-./년] ?)?\d|(?<=[^가-힣 ] \d\d\d\d))"
    r"|(?<=[’‘'])\d\d ?\.|(?<=\d)\d[-./]\d\d[-./]\d\d)"
)
_LIKE_A_YEAR: Final = re.compile(rf"[\d’‘'](?:{_YEAR_BEHIND}|(?<=[’‘'])\d\d ?\.|(?<=\d)\d[-./]\d\d[-./]\d\d)")
TIME: Final = re.compile(
    r"T?(?:오전|오후|AM|PM)?\s?\(?\d{1,2}:\d{2}(?::\d{2})?\)?(?:[+-]\d{2}:?\d{2}|Z)?"
    r"|(?:오전|오후)?\s?\d{1,2}시(?:\s?\d{1,2}분)?",
    re.IGNORECASE,
)
WEEKDAY: Final = re.compile(
    r"[(\[（] ?[월화수목금토일月火水木金土日](?:요일)? ?[)\]）]|[월화수목금토일]요일"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?"
    r"|(?:mon|tue|wed|thu|fri|sat|sun),",
    re.IGNORECASE,
)
_JOINTS: Final = re.compile(r"[\s|:：·•,/()\[\]【】<>\-–ㅣ;=.'’]+")
#: Letters besides date, time and label that a labelled stamp line may hold: a desk, a place, a page.
_REST_LABELLED: Final = 24
_CENTURY: Final = 50
#: A longer line is no date line.
_LONGEST_LINE: Final = 160


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as it stands in a text: ISO value and where its characters are."""

    value: str
    start: int
    end: int


def like_a_date(text: str) -> bool:
    """Whether a text may hold a printed date: a first look that costs little."""
    return _LIKE_A_YEAR.search(text) is not None


@lru_cache(maxsize=512)  # each step of reading asks of the same lines
def printed_dates(text: str) -> tuple[PrintedDate, ...]:
    """Every printed date of the text, in order; impossible ones (13월) are left out."""
    if not _LIKE_A_DATE.search(text):
        return ()
    dates = ((_iso(match), *match.span()) for match in _DATE.finditer(text))
    return tuple(PrintedDate(value, start, end) for value, start, end in dates if is_partial_date(value))


def _iso(match: re.Match[str]) -> str:
    family = (match.lastgroup or "")[1:]
    year, month = match[f"y{family}"], match[f"m{family}"]
    if len(year) == 2:
        year = f"20{year}" if int(year) < _CENTURY else f"19{year}"
    number = _MONTHS.get(month[:3].lower()) or int(month)
    day = match[f"d{family}"] if f"d{family}" in _DATE.groupindex else None
    return f"{year}-{number:02d}-{int(day):02d}" if day else f"{year}-{number:02d}"


def stamp_line(number: int, folded: str, registry: Registry, *, bare_allowed: bool) -> tuple[Stamp, ...]:
    """The stamps of a line that holds nothing but dates, times, their labels and a few letters; else ().

    ``folded``: the line, each run of white space one space.
    ``bare_allowed``: whether a date without a label counts (only in the article's head: in a body it is an
    entry of a list).
    """
    dates = printed_dates(folded) if len(folded) <= _LONGEST_LINE else ()
    if not dates:
        return ()
    spans = _label_spans(folded, registry)
    rest = _without(folded, [(d.start, d.end) for d in dates] + [(start, end) for start, end, _ in spans])
    rest = TIME.sub("", WEEKDAY.sub("", rest))
    if not spans:
        rest = _without_values(rest, registry)
    rest = _JOINTS.sub("", rest)
    if not (len(rest) <= _REST_LABELLED if spans else bare_allowed and _is_bare_rest(rest, folded, registry)):
        return ()
    return tuple(Stamp(date.value, _label_of(date, dates, spans), number, folded) for date in dates)


def _without_values(rest: str, registry: Registry) -> str:
    """Without the names and numbers of other values of a row: ``조회수 887``."""
    for rule in registry.patterns_of("stamp-table-word"):
        rest = rule.pattern.sub(" ", rest)
    return rest


def _is_bare_rest(rest: str, text: str, registry: Registry) -> bool:
    """Whether the letters beside a date without label are a place, a desk, a byline or a body.

    A range of dates is no stamp, nor are two days of which none has a time of day.
    """
    if "~" in text or "∼" in text or _are_two_days(text):
        return False
    return rest in registry.bodies_by_name or any(
        p.pattern.fullmatch(rest) for p in registry.patterns_of("stamp-rest")
    )


def _are_two_days(text: str) -> bool:
    return len({date.value for date in printed_dates(text)}) > 1 and not TIME.search(text)


def _label_spans(text: str, registry: Registry) -> list[tuple[int, int, str]]:
    """Where labels stand, and their family.

    The groups are tried in file order; a later one never overlaps an earlier.
    """
    spans: list[tuple[int, int, str]] = []
    for group in ("stamp-modified", "stamp-embargo", "stamp-released", "stamp-print", "stamp-published"):
        for rule in registry.patterns_of(group):
            for match in rule.pattern.finditer(text):
                if not any(match.start() < end and start < match.end() for start, end, _ in spans):
                    spans.append((match.start(), match.end(), group.removeprefix("stamp-")))
    return sorted(spans)


def _label_of(date: PrintedDate, dates: tuple[PrintedDate, ...], spans: list[tuple[int, int, str]]) -> str:
    """The label between the date before and this one.

    Behind it only for the last date (else it is the next one's); else bare.
    """
    floor = max((d.end for d in dates if d.end <= date.start), default=0)
    before = [family for start, end, family in spans if floor <= start and end <= date.start]
    after = [family for start, _, family in spans if date.end <= start] if date is dates[-1] else []
    return (before[-1:] or after[:1] or ["bare"])[0]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, position = [], 0
    for start, end in sorted(spans):
        kept.append(text[position:start])
        position = max(position, end)
    return " ".join((*kept, text[position:]))
