"""Words of days, months and years from which no date follows: told, lest they seem to be overlooked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import islice
from typing import Final

from builder.facts.clues.clue import Clue, Strength, clue
from builder.facts.clues.days import between
from builder.model import Sentence
from builder.registry import Registry

_MOST: Final = 4
#: Sentences that are looked at.
_SENTENCES: Final = 200


def seen(sentences: Sequence[Sentence], registry: Registry) -> tuple[Clue, ...]:
    """The first such words, each once; as clues that rule out no day."""
    found: dict[str, Sentence] = {}
    for rule in registry.patterns_of("date-seen"):
        for sentence in sentences[:_SENTENCES]:
            for match in islice(rule.pattern.finditer(sentence.text), _MOST):
                found.setdefault(match.group().strip(), sentence)
    every = between(dt.date.min, dt.date.max)
    return tuple(
        clue(Strength.CUSTOM, every, registry, "seen", sentence, text=text)
        for text, sentence in islice(found.items(), _MOST)
    )
