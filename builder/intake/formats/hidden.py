"""The notice about text that was left out because no reader of the file sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from builder.intake.formats.extracted import Rule, SetAside
from builder.model import Problem
from builder.problems import problem

_TELLING: Final = (Rule.WHITE, Rule.HIDDEN, Rule.COMMENT, Rule.DELETED)
"""Page furniture and what a word processor writes about pictures are no news."""


def notices(name: str, set_aside: Iterable[SetAside]) -> tuple[Problem, ...]:
    """N122 once, with how many texts each rule took; nothing where none did."""
    counted = Counter(one.rule for one in set_aside if one.rule in _TELLING)
    if not counted:
        return ()
    return (
        problem(
            "N122", name, detail=", ".join(f"{counted[rule]} {rule}" for rule in _TELLING if counted[rule])
        ),
    )
