"""What the labeller of lines says of a seed's lines, and the roles that follow from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from builder.model import Role, Seed
from builder.reading.labeller import Labelled, label_lines
from builder.reading.slots import Draft, Slot
from builder.reading.stamps import stamp_line
from builder.registry import Registry

Told = Mapping[int, Labelled]
"""Place of a line among the seed's → what it is taken for; nothing of blank lines and of those set aside."""

#: Of a line that no rule names the receipt names the label that removed it.
_RULE: Final = "labelled-{}"


def tell(seed: Seed, folded: Sequence[str]) -> Told:
    """Ask the labeller about every line; of a document, whose own structure says what a line is, about none."""
    if seed.is_document:
        return {}
    places = [place for place, line in enumerate(seed.lines) if folded[place] and not line.aside]
    told = label_lines([(place, folded[place]) for place in places])
    return dict(zip(places, told, strict=True))


def furniture(told: Told) -> dict[int, str]:
    """Place of each line that does not stand in the article → the rule that its receipt names."""
    return {place: _RULE.format(one.role) for place, one in told.items() if one.reason}


def place_told(draft: Draft, told: Told, registry: Registry) -> None:
    """Captions, bylines, date lines and labels that no rule has named."""
    for slot in draft.open_slots():
        one = told.get(slot.place)
        if one is not None:
            _place(draft, slot, one.role, registry)


def _place(draft: Draft, slot: Slot, role: str, registry: Registry) -> None:
    if role == "caption":
        slot.give(Role.CAPTION, _RULE.format(role))
    elif role == "date" and (stamps := stamp_line(slot.number, slot.folded, registry, bare_allowed=True)):
        slot.give(Role.STAMP, "stamp-bare")
        draft.stamps.extend(stamps)
    elif role in ("date", "byline", "label"):
        slot.give(Role.REMOVED, _RULE.format(role))
