"""Words of days, months and years from which no date follows: told, lest they seem to be overlooked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import islice
from typing import Final

from builder.facts.clues.clue import Clue, Strength
from builder.facts.clues.days import between
from builder.model import Evidence, Reading, Role
from builder.reading.stamps import printed_dates
from builder.registry import Registry

_MOST: Final = 4
#: Sentences that are looked at.
_SENTENCES: Final = 200
_OUTSIDE: Final = frozenset({Role.TITLE, Role.SUBTITLE, Role.CAPTION, Role.STAMP})
"""The roles of lines of the article that are no sentences of its text."""


def seen(reading: Reading, registry: Registry) -> tuple[Clue, ...]:
    """The first such words, each once, as clues that rule out no day: of the text, else of the lines around.

    The day of a change or of a picture is such a word too.
    """
    text = [(one.text, one.line) for one in reading.sentences[:_SENTENCES]]
    around = [(line.text, line.number) for line in reading.lines if line.role in _OUTSIDE]
    found = _words(text, registry) or _words(around, registry)
    every, form = between(dt.date.min, dt.date.max), registry.labels["clue.seen"]
    told = (Evidence(form.format(text=words), line, "clue-seen") for words, line in found.items())
    return tuple(Clue(Strength.CUSTOM, every, one) for one in islice(told, _MOST))


def _words(said: Sequence[tuple[str, int]], registry: Registry) -> dict[str, int]:
    """Words of days and the lines on which they stand first."""
    found: dict[str, int] = {}
    for rule in registry.patterns_of("date-seen"):
        for text, line in said:
            for match in islice(rule.pattern.finditer(text), _MOST):
                found.setdefault(match.group().strip(), line)
    for text, line in said:
        for date in printed_dates(text)[:_MOST]:
            found.setdefault(text[date.start : date.end], line)
    return found
