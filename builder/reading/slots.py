"""Lines on their way to a role: the draft that the steps of placing share.

Nothing outside this room sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from builder.model import Cut, Line, Role, Stamp
from builder.patterns import Sieve
from builder.registry import LinePattern
from builder.text import fold

#: A longer line is no byline, credit or caption.
_LONGEST_WHOLE: Final = 400


class Slot:
    """A line and the role it is given.

    ``order``: its place among the kept lines; several lines of HTML may share a number.
    """

    __slots__ = ("cuts", "folded", "margin", "number", "order", "place", "role", "rule", "text")

    def __init__(self, number: int, place: int, order: int, text: str, folded: str | None = None) -> None:
        self.number, self.place, self.order, self.text = number, place, order, text
        self.folded = fold(text) if folded is None else folded
        self.role: Role | None = None
        self.rule = ""
        self.margin: float | None = None
        self.cuts: list[Cut] = []

    def give(self, role: Role, rule: str) -> None:
        """Settle what the line is, and by which rule."""
        self.role, self.rule = role, rule

    def cut(self, text: str, rule: str) -> None:
        """Note a part that is no longer in ``text``."""
        self.cuts.append(Cut(self.number, text, rule))

    @property
    def is_open(self) -> bool:
        """Whether the line has words and no role yet."""
        return self.role is None and bool(self.folded)


@dataclass(slots=True)
class Draft:
    """What is gathered while the kept lines are placed."""

    slots: list[Slot]
    stamps: list[Stamp] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)

    def open_slots(self) -> list[Slot]:
        """The lines that have words and no role yet."""
        return [slot for slot in self.slots if slot.role is None and slot.folded]

    def open_before(self, lead: Slot | None) -> list[Slot]:
        """The open lines above the lead; all of them when there is none."""
        return [slot for slot in self.open_slots() if lead is None or slot.order < lead.order]

    def note_credit(self, rule: LinePattern, text: str) -> None:
        """Remember the credit that a pattern reads in a text."""
        match = rule.pattern.search(text)
        if match and (credit := match.groupdict().get("credit")):
            self.credits.append(fold(credit))


def draft_of(lines: Sequence[Line], folded: Sequence[str], removed: Iterable[int]) -> Draft:
    """All lines but the removed ones, still without a role."""
    gone = frozenset(removed)
    kept = [place for place in range(len(lines)) if place not in gone]
    return Draft(
        [
            Slot(lines[place].number, place, order, lines[place].text, folded[place])
            for order, place in enumerate(kept)
        ]
    )


def whole(slots: Iterable[Slot], sieve: Sieve[LinePattern]) -> dict[Slot, LinePattern]:
    """The lines that a rule matches whole, in their order, each with the first rule that does."""
    short = [slot for slot in slots if len(slot.folded) <= _LONGEST_WHOLE]
    found: dict[Slot, LinePattern] = {}
    for place, rule, _ in sieve.whole([slot.folded for slot in short]):
        found.setdefault(short[place], rule)
    return found
