"""How long work tells of itself, whoever listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

#: What there is to do, as a person reads it.
READING: Final = "Reading seeds"
READING_PAGES: Final = "Reading pages"
CHECKING: Final = "Checking rows"
LOOKING: Final = "Looking at records (bytes)"
WRITING_SEEDS: Final = "Writing seeds"
CONVERTING: Final = "Converting"
WRITING: Final = "Writing pages"

#: Told what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]

#: The same of one kind of work: how much is done, and how much there is.
Count = Callable[[int, int], None]


def silent(_what: str, _done: int, _total: int) -> None:
    """No progress."""
