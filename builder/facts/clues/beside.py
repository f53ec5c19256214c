"""What stands beside the text and gives a day.

A caption, the name of an attached file, a signature without its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from builder.facts.clues.clue import Clue, Strength
from builder.facts.clues.days import Days, around, on_month_day
from builder.facts.clues.printed import year_of
from builder.model import Evidence, Placed, Reading, Role
from builder.partial_date import is_partial_date, korean
from builder.reading.stamps import printed_dates
from builder.registry import Registry

#: A picture is printed on its day or soon after; a file is named on the day of the text or shortly before.
_CAPTION_DAYS: Final = (0, 4)
FILE_DAYS: Final = (-2, 10)
_FILE: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)?\d\d)[-._]?(?P<month>0[1-9]|1[0-2])[-._]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
    r".{0,80}?\.(?:hwpx?|pdf|zip|docx?|xlsx?|pptx?)\b",
    re.IGNORECASE,
)
_ATTACHED: Final = re.compile(r"\.(?:hwp|pdf|zip|doc|xls|ppt)", re.IGNORECASE)
_SIGNED: Final = re.compile(
    r"^(?:배포 ?[:：]? ?)?(?P<month>\d{1,2})\. ?(?P<day>\d{1,2})\.?(?: ?\([월화수목금토일]\))?"
    r"(?P<rest>[^\d]{0,20})$"
)
_DAY_LENGTH: Final = len("2020-01-01")
_LONGEST: Final = 300


def beside(reading: Reading, registry: Registry) -> Iterator[Clue]:
    """Clues of the lines around the text; each of one day only, where all of its kind agree."""
    lines = [line for line in reading.lines if line.text.strip() and len(line.text) <= _LONGEST]
    captions = {one for line in lines if line.role is Role.CAPTION for one in _printed(line)}
    if len(captions) == 1:
        day, line = captions.pop()
        yield _clue(registry, "caption", around(date.fromisoformat(day), _CAPTION_DAYS), line, day)
    files = {one for line in lines for one in _named(line)}
    if len({day for day, _ in files}) == 1:
        day, line = min(files, key=lambda one: one[1])
        yield _clue(registry, "file-name", around(date.fromisoformat(day), FILE_DAYS), line, day)
    yield from _signed(lines, registry)


def _printed(line: Placed) -> Iterator[tuple[str, int]]:
    for found in printed_dates(line.text):
        if len(found.value) == _DAY_LENGTH:
            yield found.value, line.number


def _named(line: Placed) -> Iterator[tuple[str, int]]:
    if not _ATTACHED.search(line.text):
        return
    for match in _FILE.finditer(line.text):
        year = match["year"]
        value = f"{year if len(year) > 2 else year_of(year)}-{match['month']}-{match['day']}"
        if is_partial_date(value):
            yield value, line.number


def _signed(lines: list[Placed], registry: Registry) -> Iterator[Clue]:
    """``5. 29.`` above or before the body that signs; the year is told by other clues."""
    rules = registry.patterns_of("signature")
    for place, line in enumerate(lines):
        match = _SIGNED.match(line.text.strip())
        if not match:
            continue
        near = (line.text.strip(), *(other.text.strip() for other in lines[place + 1 : place + 2]))
        if any(p.pattern.search(text) for p in rules for text in near):
            month, day = int(match["month"]), int(match["day"])
            evidence_day = f"{month}. {day}."
            text = registry.labels["clue.signature"].format(date=evidence_day)
            evidence = Evidence(text, line.number, "clue-signature")
            yield Clue(Strength.COUNTED, on_month_day(month, day), evidence)
            return


def _clue(registry: Registry, key: str, days: Days, line: int, day: str) -> Clue:
    text = registry.labels[f"clue.{key}"].format(date=korean(day))
    return Clue(Strength.COUNTED, days, Evidence(text, line, f"clue-{key}"))
