"""Where the article's running text begins."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Final, Literal

from builder.model import Role
from builder.reading.slots import Draft, Slot
from builder.reading.told import Told
from builder.registry import Registry
from builder.text import ends_sentence, is_sentence

#: A layout is hard-wrapped or one clause a line when fewer lines than this close a sentence.
_CLOSING_SHARE: Final = 0.45
_CLAUSE_LENGTH: Final = 26
_WRAPPED_LENGTH: Final = 60
_FEWEST_LINES: Final = 6
_BYLINE_AND_MORE: Final = 30
_INDENTED: Final = 20

Layout = Literal["lines", "wrapped", "clauses"]


def find_lead(draft: Draft, told: Told, registry: Registry) -> Slot | None:
    """The first line of running text.

    A sentence, a byline glued to one, or the first line of a wrapped or clause-wise text.
    """
    open_slots = draft.open_slots()
    layout = _layout(open_slots)
    prefixes = registry.patterns_of("byline-prefix")
    for position, slot in enumerate(open_slots):
        folded = slot.folded
        if is_sentence(folded) or (
            len(folded) > _BYLINE_AND_MORE and any(p.pattern.match(folded) for p in prefixes)
        ):
            return _first_of_run(draft, open_slots, position, told) if layout == "clauses" else slot
        if layout == "wrapped" and position and slot.text.startswith("  ") and len(folded) > _INDENTED:
            return slot
    return open_slots[-1] if open_slots else None


def _layout(open_slots: Sequence[Slot]) -> Layout:
    """``lines`` (a line is a paragraph), ``wrapped`` (cut at a width) or ``clauses`` (one clause a line)."""
    if len(open_slots) < _FEWEST_LINES:
        return "lines"
    closing = sum(ends_sentence(slot.folded) for slot in open_slots)
    if closing / len(open_slots) >= _CLOSING_SHARE:
        return "lines"
    median = statistics.median(len(slot.folded) for slot in open_slots)
    if median <= _CLAUSE_LENGTH:
        return "clauses" if closing >= 2 else "lines"
    return "wrapped" if median <= _WRAPPED_LENGTH else "lines"


def _first_of_run(draft: Draft, open_slots: Sequence[Slot], position: int, told: Told) -> Slot:
    """Clause-wise text: back to the line after the date line, a blank line or the headline."""
    first = position
    titles = {slot for slot in open_slots if slot.place in told and told[slot.place].role == "title"}
    while (
        first > 1
        and open_slots[first - 1] not in titles
        and _follows(draft, open_slots[first - 1], open_slots[first])
    ):
        first -= 1
    return open_slots[first]


def _follows(draft: Draft, above: Slot, slot: Slot) -> bool:
    """Whether nothing, no blank line and no date line, stands between two lines."""
    index = draft.slots.index(slot)
    stamp_above = index > 0 and draft.slots[index - 1].role == Role.STAMP
    return slot.order - above.order == 1 and not stamp_above
