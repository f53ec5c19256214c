"""Captions and credits of pictures that are not there.

Told from the article's lines, kept apart from them.
"""

from __future__ import annotations

from collections.abc import Collection, Container
from difflib import SequenceMatcher
from typing import Final

from builder.intake.html.captions import CAPTION
from builder.model import Role, Seed
from builder.reading.slots import Draft, Slot, whole
from builder.reading.told import CAPTION_MARKS, Told
from builder.registry import LinePattern, Registry
from builder.text import is_sentence, key, sentence_spans

#: Two captions that share so much are the picture's alt text and its caption (seeds with 0.83 to 0.97 seen).
_CAPTION_ALIKE: Final = 0.75
_COMPARED: Final = 300
#: A caption is glued to the lead near the top only.
_TOP: Final = 8
_SHORTEST_CAPTION: Final = 8
_SHORTEST_REPEAT: Final = 4
_NEAR: Final = 3


def split_glued_captions(draft: Draft, registry: Registry) -> None:
    """``caption (사진=…) lead`` on one line becomes a caption and a body line of the same number."""
    for slot in draft.open_slots()[:_TOP]:
        for rule in registry.patterns_of("caption-split"):
            match = rule.pattern.search(slot.text)
            if match and _parts_caption(slot.text, match.start(), match.end()):
                start = _start_of_scene(slot.text[: match.end()], registry)
                _split(draft, slot, start, match.end(), rule)
                break


def _parts_caption(text: str, start: int, end: int) -> bool:
    return len(text[:start].strip()) >= _SHORTEST_CAPTION and is_sentence(text[end:])


def _split(draft: Draft, slot: Slot, start: int, end: int, rule: LinePattern) -> None:
    """The body before a caption, the caption, and the body behind; blank lines part the paragraphs."""
    texts = (slot.text[:start].rstrip(), "", slot.text[start:end].rstrip(), "", slot.text[end:])
    parts = [Slot(slot.number, slot.place, slot.order, text) for text in texts[0 if start else 2 :]]
    parts[-3].give(Role.CAPTION, rule.id)
    index = draft.slots.index(slot)
    draft.slots[index : index + 1] = parts


def _start_of_scene(text: str, registry: Registry) -> int:
    """Where a caption begins: at its last sentence, where that tells a scene and those before it do not."""
    spans = sentence_spans(text)
    rules = registry.patterns_of("scene-told")
    told = [any(rule.pattern.search(text[start:end]) for rule in rules) for start, end in spans]
    last = next((place for place in range(len(told) - 1, -1, -1) if told[place]), None)
    if last is None or any(told[:last]):
        return 0
    return spans[last][0]


def place_stated_captions(draft: Draft, seed: Seed) -> None:
    """What a saved page's elements call a caption."""
    for slot in draft.open_slots():
        if seed.lines[slot.place].part == CAPTION:
            slot.give(Role.CAPTION, "caption-element")


def place_caption_line(slot: Slot, rule: LinePattern) -> None:
    """A whole line under a picture.

    ``![words](address)`` keeps its words; the mark and the address are cut.
    """
    slot.give(Role.CAPTION, rule.id)
    match = rule.pattern.fullmatch(slot.folded)
    if match and match.groupdict().get("text"):
        slot.cut(slot.folded[: match.start("text")], rule.id)
        slot.cut(slot.folded[match.end("text") :], rule.id)
        slot.text = match["text"]


def place_scenes(draft: Draft, lead: Slot | None, told: Told, registry: Registry) -> None:
    """Captions without a credit: scenes in the present tense, before the lead or beside another caption.

    The lead itself is one, if text stands below it, where it is marked as a caption, tells of a day, or is
    doubtful as text.
    """
    scenes = whole(draft.open_slots(), registry.sieve("caption-scene"))
    for slot, rule in scenes.items():
        is_above = lead is None or slot.order < lead.order
        if (slot is lead and _may_be_scene(slot, told, registry)) and _goes_on(slot, draft, scenes):
            is_above = True
        if is_above or _has_caption_beside(draft, slot):
            slot.give(Role.CAPTION, rule.id)
    for slot, rule in whole(draft.open_slots(), registry.sieve("caption-amid")).items():
        if lead is not None and slot.order > lead.order:
            slot.give(Role.CAPTION, rule.id)


def _goes_on(slot: Slot, draft: Draft, scenes: Container[Slot]) -> bool:
    """Whether text stands below, and not only what other pictures show."""
    below = (other for other in draft.open_slots() if other.order > slot.order)
    return any(is_sentence(other.folded) and other not in scenes for other in below)


def _may_be_scene(slot: Slot, told: Told, registry: Registry) -> bool:
    if slot.folded[0] in CAPTION_MARKS or (slot.place in told and told[slot.place].doubtful):
        return True
    return any(rule.pattern.search(slot.folded) for rule in registry.patterns_of("day-of-scene"))


def _has_caption_beside(draft: Draft, slot: Slot) -> bool:
    return any(other.role == Role.CAPTION and abs(other.order - slot.order) < _NEAR for other in draft.slots)


def drop_repeated_captions(draft: Draft) -> None:
    """Alt text and caption of one picture: the longer stays.

    A bare line that a caption beside it begins with is the same.
    """
    captions = [slot for slot in draft.slots if slot.role == Role.CAPTION]
    for slot in captions:
        for other in draft.open_slots():
            if abs(other.order - slot.order) <= _NEAR and _begins_with(slot, other):
                other.give(Role.REMOVED, "repeated-caption")
    for position, slot in enumerate(captions):
        for other in captions[position + 1 : position + 1 + _NEAR]:
            if Role.REMOVED not in (slot.role, other.role) and alike(slot.text, other.text):
                min(slot, other, key=lambda s: len(s.text)).give(Role.REMOVED, "repeated-caption")


def drop_captions_beyond(draft: Draft, removed: Collection[int]) -> None:
    """A picture that furniture parts from the end of the text is none of the article's.

    ``removed``: the places of the lines that a rule took.
    """
    last = max((slot.place for slot in draft.open_slots() if slot.folded), default=None)
    if last is None:
        return
    gone = {*removed, *(slot.place for slot in draft.slots if slot.role == Role.REMOVED)}
    furniture = min((place for place in gone if place > last), default=None)
    for slot in draft.slots:
        if slot.role == Role.CAPTION and furniture is not None and slot.place > furniture:
            slot.give(Role.REMOVED, "caption-beyond")


def _begins_with(caption: Slot, other: Slot) -> bool:
    letters = key(other.text)
    return len(letters) >= _SHORTEST_REPEAT and key(caption.text).startswith(letters)


def alike(one: str, other: str) -> bool:
    """Whether two lines are prints of one: the one begins with the other, or most letters are the same."""
    a, b = key(one), key(other)
    return bool(a and b) and (a.startswith(b) or b.startswith(a) or _shared(a, b) >= _CAPTION_ALIKE)


def _shared(a: str, b: str) -> float:
    return SequenceMatcher(None, a[:_COMPARED], b[:_COMPARED], autojunk=False).ratio()
