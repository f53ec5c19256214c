"""Every line of a seed in its one role.

Noise taken out, then headline, date lines, bylines, captions and credits told from the body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.model import Link, Placed, Reading, Role, Seed
from builder.reading.captions import (
    drop_captions_beyond,
    drop_repeated_captions,
    place_scenes,
    place_stated_captions,
    split_glued_captions,
)
from builder.reading.clean import find_noise
from builder.reading.date_lines import all_stamps
from builder.reading.head import place_head
from builder.reading.lead import find_lead
from builder.reading.opened import CLOSING
from builder.reading.slots import Draft, Slot, draft_of
from builder.reading.titles import place_headline
from builder.reading.told import Told, place_told, tell
from builder.reading.whole_lines import (
    cut_bylines,
    place_bare_stamps,
    place_body_labels,
    place_metadata_pairs,
    place_opened,
    place_whole_lines,
)
from builder.registry import Registry
from builder.text import fold


def place_lines(seed: Seed, registry: Registry) -> Reading:
    """Give every line its role, cut what is glued to a sentence, and read what the head says.

    The running text is not read yet.
    """
    folded = [fold(line.text) for line in seed.lines]
    asides = {index: line.aside for index, line in enumerate(seed.lines) if line.aside}
    removed = find_noise(folded, registry, asides, is_document=seed.is_document)
    removed = {place: rule for place, rule in removed.items() if seed.lines[place].part != CLOSING}
    told = tell(seed, folded, removed, registry)
    draft = draft_of(seed.lines, folded, removed)
    place_head(draft, seed, registry)
    place_stated_captions(draft, seed)
    split_glued_captions(draft, registry)
    place_opened(draft, seed)
    place_metadata_pairs(draft, registry)
    place_whole_lines(draft, registry)
    drop_repeated_captions(draft)
    place_told(draft, told, registry)
    lead = find_lead(draft, told, registry)
    place_body_labels(draft, lead, registry)
    place_scenes(draft, lead, told, registry)
    lead = lead if lead is None or lead.is_open else find_lead(draft, told, registry)
    place_bare_stamps(draft, lead, registry)
    title, subtitles = place_headline(draft, lead, told, seed, registry)
    drop_captions_beyond(draft, removed)
    numbers = [line.number for line in seed.lines]
    stamps = all_stamps(draft.stamps, [line.text for line in seed.lines], numbers, removed, registry)
    cut_bylines(draft, registry)
    return Reading(
        seed=seed,
        lines=tuple(_in_order(seed, draft, removed, told)),
        title=title,
        subtitles=subtitles,
        stamps=stamps,
        credit=next(iter(draft.credits), None),
    )


def _in_order(seed: Seed, draft: Draft, removed: Mapping[int, str], told: Told) -> Iterator[Placed]:
    """The kept lines and the removed ones, as they stand in the seed."""
    kept = iter(draft.slots)
    slot = next(kept, None)
    for place, line in enumerate(seed.lines):
        as_title = told[place].as_title if place in told else 0.0
        if place in removed:
            yield Placed(line.number, line.text, Role.REMOVED, removed[place], as_title=as_title)
        while slot is not None and slot.place == place:
            yield _placed(slot, line.links, as_title)
            slot = next(kept, None)


def _placed(slot: Slot, links: tuple[Link, ...], as_title: float) -> Placed:
    role, rule = slot.role or Role.BODY, slot.rule or "body"
    return Placed(slot.number, slot.text, role, rule, tuple(slot.cuts), links, slot.margin, as_title)
