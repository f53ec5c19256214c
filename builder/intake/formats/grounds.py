"""What a text stands on: white letters are seen on a colour, and hidden on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from builder.intake.formats.extracted import Rule


class Ground(Enum):
    """What an element paints under its text."""

    NONE = "nothing: what lies below shows through"
    WHITE = "white"
    COLOURED = "a colour, a gradation or a picture"


@dataclass(frozen=True, slots=True)
class Letters:
    """A character shape: its size in points, whether its colour is white, the ground it brings."""

    size: float = 0.0
    white: bool = False
    ground: Ground = Ground.NONE


def topmost(grounds: Iterable[Ground]) -> Ground:
    """The first that paints anything: ``grounds`` from the innermost element to the outermost."""
    return next((ground for ground in grounds if ground is not Ground.NONE), Ground.NONE)


def painted(*, white: bool) -> Ground:
    """The ground a plain fill makes."""
    return Ground.WHITE if white else Ground.COLOURED


def rule_for_white(ground: Ground) -> Rule | None:
    """The rule by which white letters on that ground are left out."""
    return None if ground is Ground.COLOURED else Rule.WHITE
