"""Lines that are metadata as a whole.

Date lines, bylines, credits, a portal's table of values, a body's name alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from builder.model import Role, Seed, Stamp
from builder.reading.captions import place_caption_line
from builder.reading.opened import CLOSING, ROW
from builder.reading.slots import Draft, Slot, whole
from builder.reading.stamps import printed_dates, stamp_line
from builder.registry import LinePattern, Registry
from builder.text import fold, fold_dots, is_sentence

#: Lines between two labels of one table of values.
_TABLE_REACH: Final = 6
_LONGEST_VALUE: Final = 60
_PEOPLE: Final = {"byline-line": Role.BYLINE, "credit-line": Role.CREDIT}


def place_metadata_pairs(draft: Draft, registry: Registry) -> None:
    """A portal's table with one cell a line: a label, and the value below it."""
    open_slots = draft.open_slots()
    found = whole(open_slots, registry.sieve("metadata-label"))
    labels = {position: found[slot] for position, slot in enumerate(open_slots) if slot in found}
    for position, rule in labels.items():
        label = open_slots[position]
        if not _has_company(position, labels):
            continue
        label.give(Role.METADATA, rule.id)
        value = open_slots[position + 1] if position + 1 < len(open_slots) else None
        if value is not None and position + 1 not in labels and _is_value(value.folded, label.folded):
            value.give(Role.METADATA, rule.id)
            _read_date(draft, label, value, registry)


def _has_company(position: int, labels: Mapping[int, LinePattern]) -> bool:
    """One label alone may be a heading of the article; a table has several, close together."""
    return sum(abs(other - position) <= _TABLE_REACH for other in labels) >= 2


def _is_value(text: str, label: str) -> bool:
    return (
        len(text) <= _LONGEST_VALUE
        and not is_sentence(text)
        and text.startswith("- ") == label.startswith("- ")
    )


def _read_date(draft: Draft, label: Slot, value: Slot, registry: Registry) -> None:
    """A value that is a date below a label that dates makes a stamp."""
    dates = printed_dates(value.text)
    families = (
        family
        for family in ("released", "published")
        if any(p.pattern.search(label.text) for p in registry.patterns_of(f"stamp-{family}"))
    )
    family = next(families, None) if dates else None
    if family:
        value.give(Role.STAMP, value.rule)
        text = fold(f"{label.text} {value.text}")
        draft.stamps.append(Stamp(dates[0].value, family, value.number, text))


def place_whole_lines(draft: Draft, registry: Registry) -> None:
    """Date lines with a label, bylines, credits, captions."""
    open_slots = draft.open_slots()
    others = whole(open_slots, registry.sieve(*_PEOPLE, "caption-line"))
    for slot in open_slots:
        stamps = stamp_line(slot.number, slot.folded, registry, bare_allowed=False)
        if stamps:
            slot.give(Role.STAMP, "stamp-labelled")
            draft.stamps.extend(stamps)
        elif (rule := others.get(slot)) and rule.group in _PEOPLE:
            slot.give(_PEOPLE[rule.group], rule.id)
            draft.note_credit(rule, slot.folded)
        elif rule:
            place_caption_line(slot, rule)


def place_opened(draft: Draft, seed: Seed) -> None:
    """What lines that ran together are told to be: rows of values, and the day that closes a picture."""
    for slot in draft.open_slots():
        part, dates = seed.lines[slot.place].part, printed_dates(slot.folded)[:1]
        if part == ROW and not dates:
            slot.give(Role.METADATA, "row-of-values")
        elif part == CLOSING:
            slot.give(Role.STAMP, "stamp-closing")
            draft.stamps.extend(Stamp(one.value, "bare", slot.number, slot.folded) for one in dates)


def place_body_labels(draft: Draft, lead: Slot | None, registry: Registry) -> None:
    """A line of the head that is nothing but a body's name: who gives the release out."""
    for slot in draft.open_before(lead):
        if fold_dots(slot.folded) in registry.bodies_by_name:
            slot.give(Role.METADATA, "body-label")


def place_bare_stamps(draft: Draft, lead: Slot | None, registry: Registry) -> None:
    """Date lines of the head that have no label."""
    for slot in draft.open_before(lead):
        stamps = stamp_line(slot.number, slot.folded, registry, bare_allowed=True)
        if stamps:
            slot.give(Role.STAMP, "stamp-bare")
            draft.stamps.extend(stamps)


def cut_bylines(draft: Draft, registry: Registry) -> None:
    """Take bylines off the sentences they are glued to: in front of the first ones, behind any."""
    body = draft.open_slots()
    prefixes = registry.patterns_of("byline-prefix")
    for slot in body[:_FIRST_LINES]:
        _cut_prefix(draft, slot, prefixes)
    suffixes = registry.sieve("body-suffix", "byline-suffix")
    ends = [slot.text.rstrip() for slot in body]
    for place in dict.fromkeys(place for place, _, _ in suffixes.found(ends)):
        _cut_suffixes(draft, body[place], suffixes.rules)


#: A byline is glued to one of the first lines.
_FIRST_LINES: Final = 3


def _cut_prefix(draft: Draft, slot: Slot, rules: Sequence[LinePattern]) -> None:
    text = slot.text.lstrip()
    for rule in rules:
        match = rule.pattern.match(text)
        if match:
            draft.note_credit(rule, text)  # whole: a pattern may look at what follows
            slot.cut(match.group().strip(), rule.id)
            slot.text = slot.text[: len(slot.text) - len(text)] + text[match.end() :]
            return


def _cut_suffixes(draft: Draft, slot: Slot, rules: Sequence[LinePattern]) -> None:
    for rule in rules:
        text = slot.text.rstrip()
        match = rule.pattern.search(text)
        if match and match.start() > 0:
            draft.note_credit(rule, text)
            slot.cut(match.group().strip(), rule.id)
            slot.text = text[: match.start()]
