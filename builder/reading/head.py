"""What the head of a document states of itself: its headline, its subtitles, when it may be reported."""

from __future__ import annotations

from typing import Final

from builder.model import Role, Seed, Stamp
from builder.reading.slots import Draft
from builder.registry import Registry
from builder.text import fold_dots

MASTHEAD: Final = "masthead"
"""The rule of its lines, and the label of its date."""
_ROLES: Final = {
    "title": (Role.TITLE, "headline"),
    "subtitle": (Role.SUBTITLE, "subtitle"),
    "masthead": (Role.METADATA, MASTHEAD),
    "letterhead": (Role.REMOVED, "letterhead"),
}


def place_head(draft: Draft, seed: Seed, registry: Registry) -> None:
    """Give the lines of a document's head their roles, and note the date it states; else do nothing."""
    stated = seed.stated
    if stated is None:
        return
    for slot in draft.open_slots():
        part = seed.lines[slot.place].part
        is_name = part == "letterhead" and fold_dots(slot.folded) in registry.bodies_by_name
        if part and not is_name:  # whose release it is, is told by its name
            slot.give(*_ROLES[part])
        if part == "masthead" and slot.number == stated.date_line:
            slot.give(Role.STAMP, MASTHEAD)
    if stated.date:
        draft.stamps.append(Stamp(stated.date, MASTHEAD, stated.date_line, stated.date_printed))
