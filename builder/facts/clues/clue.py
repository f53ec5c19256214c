"""What a clue is, and how strong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from builder.facts.clues.days import Days, span_of
from builder.model import Evidence, Sentence
from builder.registry import Registry


class Strength(IntEnum):
    """The order in which clues narrow the days: the strongest first.

    A weaker one that contradicts is a conflict.
    """

    ANNOUNCED = 0
    """The day of the announcement itself: a number, maybe with its month or weekday."""
    OWN_YEAR = 1
    """The text names its own year."""
    COUNTED = 2
    """The text counts from a dated event.

    Its anniversary, ``지난달 20일``, the number of a day that returns.
    """
    BOUND = 4
    """Something named exists or has happened only from or up to a day: a body, a term of office, a law."""
    NEARNESS = 5
    """What is usual: a follow-up comes within a year, an event that lies ahead has not come yet."""
    SEASON = 6
    """Months named as near ones lie ahead in the year of the text."""
    ARRIVAL = 8
    """No text is younger than the day it came into the archive."""
    CUSTOM = 9
    """Ministries announce on working days."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason: the days it leaves, how it reads on the page, where it stands."""

    strength: Strength
    days: Days
    evidence: Evidence

    @property
    def told(self) -> Evidence:
        """The evidence with the span of its days, where it rules any out."""
        return replace(self.evidence, span=span_of(self.days))


def clue(
    strength: Strength, days: Days, registry: Registry, key: str, sentence: Sentence, **values: object
) -> Clue:
    """A clue whose evidence is the label ``clue.KEY`` filled with the values."""
    text = registry.labels[f"clue.{key}"].format(**values)
    return Clue(strength, days, Evidence(text, sentence.line, f"clue-{key}"))
