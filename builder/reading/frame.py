"""An article taken apart: headline, subtitles, date lines, bylines, captions and credits away from the body's lines."""

from __future__ import annotations

import dataclasses
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from builder.model import Cleaned, Cut, Frame, Placed, Removal, Role, Stamp
from builder.reading.stamps import printed_dates, stamp_line
from builder.registry import LinePattern, Registry
from builder.text import ends_sentence, fold, fold_dots, is_sentence, key

_TITLE_LENGTH: Final = 110
_SUBTITLE_LENGTH: Final = 120
_MOST_SUBTITLES: Final = 4
#: Lines between two labels of one table of values.
_TABLE_REACH: Final = 6
#: Two captions that share so much are the picture's alt text and its caption (seeds with 0.83 to 0.97 seen).
_CAPTION_ALIKE: Final = 0.75
_STRUCTURE_MARKS: Final = "□ㅇ○◦◯▸▶►■◆◇▪※①②③④⑤▲△◈"
#: A layout is hard-wrapped or one clause a line when fewer lines than this close a sentence (inputs.md §5).
_CLOSING_SHARE: Final = 0.45
_CLAUSE_LENGTH: Final = 26


@dataclass
class _Slot:
    """A line on its way to a role. Private and mutable; nothing outside this module sees it."""

    number: int
    order: int
    """Its place among the lines: HTML in one line gives every block the same number."""
    text: str
    role: Role | None = None
    rule: str = ""
    removed: bool = False

    def give(self, role: Role, rule: str) -> None:
        self.role, self.rule = role, rule

    @property
    def is_open(self) -> bool:
        return self.role is None and bool(self.text.strip())


@dataclass
class _Draft:
    """What is gathered while the lines are placed."""

    slots: list[_Slot]
    stamps: list[Stamp] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)

    def open_slots(self) -> list[_Slot]:
        return [slot for slot in self.slots if slot.is_open]


def build_frame(cleaned: Cleaned, registry: Registry) -> Frame:
    """Give every kept line its role, cut what is glued to a sentence, and read title, subtitles, stamps and credits."""
    draft = _Draft([_Slot(line.number, order, line.text) for order, line in enumerate(cleaned.lines)])
    _split_glued_captions(draft, registry)
    _place_metadata_pairs(draft, registry)
    _place_whole_lines(draft, registry)
    lead = _find_lead(draft, registry)
    _place_body_labels(draft, lead, registry)
    _place_scenes(draft, lead, registry)
    _place_bare_stamps(draft, lead, registry)
    _drop_repeated_captions(draft)
    title, subtitles = _place_headline(draft, lead, cleaned)
    _cut_bylines(draft, registry)
    placed = tuple(
        Placed(s.number, s.text, s.role or Role.BODY, s.rule or "body") for s in draft.slots if not s.removed
    )
    return Frame(
        cleaned=dataclasses.replace(
            cleaned, removals=tuple(sorted((*cleaned.removals, *draft.removals), key=lambda r: r.line))
        ),
        title=title,
        subtitles=subtitles,
        stamps=tuple(draft.stamps),
        outlet=next(iter(draft.outlets), None),
        author=", ".join(dict.fromkeys(draft.authors)) or None,
        credit=next(iter(draft.credits), None),
        placed=placed,
        cuts=tuple(draft.cuts),
    )


# ------------------------------------------------------------------------------------------------------------ whole lines


def _split_glued_captions(draft: _Draft, registry: Registry) -> None:
    """``caption (사진=…) lead`` on one line becomes a caption and a body line of the same number."""
    for slot in draft.open_slots()[:8]:
        for rule in registry.patterns_of("caption-split"):
            match = rule.pattern.search(slot.text)
            if (
                not match
                or len(slot.text[: match.start()].strip()) < 8
                or not is_sentence(slot.text[match.end() :])
            ):
                continue
            index = draft.slots.index(slot)
            body = _Slot(slot.number, slot.order, slot.text[match.end() :])
            caption = _Slot(slot.number, slot.order, slot.text[: match.end()].rstrip(), Role.CAPTION, rule.id)
            draft.slots[index : index + 1] = [caption, _Slot(slot.number, slot.order, ""), body]
            break


def _place_metadata_pairs(draft: _Draft, registry: Registry) -> None:
    """A portal's table with one cell a line: a label, and the value below it."""
    open_slots = draft.open_slots()
    labels = {
        id(slot): rule
        for slot in open_slots
        if (rule := _whole(slot, registry.patterns_of("metadata-label")))
    }
    for position, slot in enumerate(open_slots):
        rule = labels.get(id(slot))
        if not rule or not _has_company(position, open_slots, labels):
            continue
        slot.give(Role.METADATA, rule.id)
        value = open_slots[position + 1] if position + 1 < len(open_slots) else None
        if value is None or id(value) in labels or not _is_value(value.text, slot.text):
            continue
        value.give(Role.METADATA, rule.id)
        dates = printed_dates(value.text)
        family = next(
            (
                g
                for g in ("released", "published")
                for p in registry.patterns_of(f"stamp-{g}")
                if p.pattern.search(slot.text)
            ),
            None,
        )
        if dates and family:
            value.give(Role.STAMP, rule.id)
            draft.stamps.append(
                Stamp(dates[0].value, family, value.number, fold(f"{slot.text} {value.text}"))
            )


def _has_company(position: int, open_slots: Sequence[_Slot], labels: dict[int, LinePattern]) -> bool:
    """One label alone may be a heading of the article; a table has several, close together."""
    near = open_slots[max(0, position - _TABLE_REACH) : position + _TABLE_REACH + 1]
    return sum(1 for other in near if id(other) in labels) >= 2


def _is_value(text: str, label: str) -> bool:
    folded = fold(text)
    return (
        len(folded) <= 60
        and not is_sentence(folded)
        and (folded.startswith("- ") == fold(label).startswith("- "))
    )


def _place_whole_lines(draft: _Draft, registry: Registry) -> None:
    for slot in draft.open_slots():
        stamps = stamp_line(slot.number, slot.text, registry, bare_allowed=False)
        if stamps:
            slot.give(Role.STAMP, "stamp-labelled")
            draft.stamps.extend(stamps)
        elif rule := _whole(slot, registry.patterns_of("byline-line")):
            slot.give(Role.BYLINE, rule.id)
            _note_people(draft, rule, fold(slot.text))
        elif rule := _whole(slot, registry.patterns_of("credit-line")):
            slot.give(Role.CREDIT, rule.id)
            _note_people(draft, rule, fold(slot.text))
        elif rule := _whole(slot, registry.patterns_of("caption-line")):
            slot.give(Role.CAPTION, rule.id)
            _keep_words_of_picture(draft, slot, rule)


def _keep_words_of_picture(draft: _Draft, slot: _Slot, rule: LinePattern) -> None:
    """``![words](address)`` keeps its words; the mark and the address are cut."""
    match = rule.pattern.fullmatch(fold(slot.text))
    if match and match.groupdict().get("text"):
        before, after = fold(slot.text)[: match.start("text")], fold(slot.text)[match.end("text") :]
        draft.cuts += [Cut(slot.number, part, rule.id) for part in (before, after)]
        slot.text = match["text"]


def _whole(slot: _Slot, rules: Iterable[LinePattern]) -> LinePattern | None:
    folded = fold(slot.text)
    return (
        next((rule for rule in rules if rule.pattern.fullmatch(folded)), None) if len(folded) <= 400 else None
    )


def _note_people(draft: _Draft, rule: LinePattern, text: str) -> None:
    match = rule.pattern.search(text)
    groups = match.groupdict() if match else {}
    for name, target in (
        ("outlet", draft.outlets),
        ("outlet2", draft.outlets),
        ("author", draft.authors),
        ("author2", draft.authors),
        ("credit", draft.credits),
    ):
        if groups.get(name):
            target.append(fold(groups[name]))


# ------------------------------------------------------------------------------------------------------- where it begins


def _find_lead(draft: _Draft, registry: Registry) -> _Slot | None:
    """The first line of running text: a sentence, a byline glued to one, or the first line of a wrapped or clause-wise text."""
    open_slots = draft.open_slots()
    layout = _layout(open_slots)
    prefixes = registry.patterns_of("byline-prefix")
    for position, slot in enumerate(open_slots):
        folded = fold(slot.text)
        if is_sentence(folded) or (len(folded) > 30 and any(p.pattern.match(folded) for p in prefixes)):
            return _first_of_run(draft, open_slots, position) if layout == "clauses" else slot
        if layout == "wrapped" and position and slot.text.startswith("  ") and len(folded) > 20:
            return slot
    return open_slots[-1] if open_slots else None


def _layout(open_slots: Sequence[_Slot]) -> str:
    """``lines`` (a line is a paragraph), ``wrapped`` (cut at a width) or ``clauses`` (one clause a line)."""
    texts = [fold(slot.text) for slot in open_slots]
    closing = sum(1 for text in texts if ends_sentence(text))
    if len(texts) < 6 or closing / len(texts) >= _CLOSING_SHARE:
        return "lines"
    median = statistics.median(len(text) for text in texts)
    if median <= _CLAUSE_LENGTH:
        return "clauses" if closing >= 2 else "lines"
    return "wrapped" if closing / len(texts) < _CLOSING_SHARE and median <= 60 else "lines"


def _first_of_run(draft: _Draft, open_slots: Sequence[_Slot], position: int) -> _Slot:
    """Clause-wise text: back to the line after the date line, a blank line or the headline."""
    first = position
    while (
        first > 0
        and open_slots[first].order - open_slots[first - 1].order == 1
        and not _stamp_between(draft, open_slots[first])
    ):
        if first == 1:
            break
        first -= 1
    return open_slots[first]


def _stamp_between(draft: _Draft, slot: _Slot) -> bool:
    index = draft.slots.index(slot)
    return index > 0 and draft.slots[index - 1].role == Role.STAMP


def _place_body_labels(draft: _Draft, lead: _Slot | None, registry: Registry) -> None:
    """A line of the head that is nothing but a body's name: who gives the release out."""
    for slot in draft.open_slots():
        if lead is not None and slot.order >= lead.order:
            return
        if fold_dots(fold(slot.text)) in registry.bodies_by_name:
            slot.give(Role.METADATA, "body-label")


def _place_scenes(draft: _Draft, lead: _Slot | None, registry: Registry) -> None:
    """Captions without a credit, before the lead: scenes in the present tense; the lead itself when the text goes on below."""
    for slot in draft.open_slots():
        rule = _whole(slot, registry.patterns_of("caption-scene"))
        before_lead = lead is None or slot.order < lead.order
        if rule and (
            before_lead
            or any(other.role == Role.CAPTION and abs(other.order - slot.order) <= 2 for other in draft.slots)
        ):
            slot.give(Role.CAPTION, rule.id)


def _place_bare_stamps(draft: _Draft, lead: _Slot | None, registry: Registry) -> None:
    for slot in draft.open_slots():
        if lead is not None and slot.order >= lead.order:
            break
        stamps = stamp_line(slot.number, slot.text, registry, bare_allowed=True)
        if stamps:
            slot.give(Role.STAMP, "stamp-bare")
            draft.stamps.extend(stamps)


def _drop_repeated_captions(draft: _Draft) -> None:
    """Alt text and caption of one picture: the longer stays. A bare line that a caption beside it begins with is the same."""
    captions = [slot for slot in draft.slots if slot.role == Role.CAPTION]
    for slot in captions:
        for other in draft.open_slots():
            letters = key(other.text)
            if (
                abs(other.order - slot.order) <= 3
                and len(letters) >= 4
                and key(slot.text).startswith(letters)
            ):
                _remove_caption(draft, other)
    for position, slot in enumerate(captions):
        for other in captions[position + 1 : position + 4]:
            if not slot.removed and not other.removed and _alike(slot.text, other.text):
                _remove_caption(draft, min(slot, other, key=lambda s: len(s.text)))


def _remove_caption(draft: _Draft, slot: _Slot) -> None:
    slot.give(Role.CAPTION, "repeated-caption")
    slot.removed = True
    draft.removals.append(Removal(slot.number, "repeated-caption"))


def _alike(one: str, other: str) -> bool:
    a, b = key(one), key(other)
    return bool(a and b) and (
        a.startswith(b)
        or b.startswith(a)
        or SequenceMatcher(None, a[:300], b[:300], autojunk=False).ratio() >= _CAPTION_ALIKE
    )


# --------------------------------------------------------------------------------------------------------------- headline


def _place_headline(
    draft: _Draft, lead: _Slot | None, cleaned: Cleaned
) -> tuple[str | None, tuple[str, ...]]:
    """The first line before the lead that reads as a headline, and the subtitles between it and the lead."""
    supplied = cleaned.seed.supplied
    head = [slot for slot in draft.open_slots() if lead is None or slot.order < lead.order]
    if supplied.title:
        for slot in head[:3]:
            if _alike(slot.text, supplied.title):
                slot.give(Role.TITLE, "headline")
        head = [slot for slot in head if slot.is_open]
    title = (
        supplied.title
        or _stated_in_head(cleaned, "og:title")
        or _take_title(head)
        or _stated_in_head(cleaned, "title")
    )
    if title and not supplied.title:
        for slot in head:
            if slot.is_open and _alike(slot.text, title) and len(key(slot.text)) >= 6:
                slot.give(Role.TITLE, "headline")
    subtitles = _take_subtitles([slot for slot in head if slot.is_open]) if title else ()
    return title, supplied.subtitle or subtitles


def _stated_in_head(cleaned: Cleaned, name: str) -> str | None:
    """HTML pages name their headline in ``og:title`` (and the window's ``title``); the outlet behind a bar or dash is cut away."""
    metadata = dict(reversed(cleaned.seed.metadata))
    title = metadata.get(name)
    if not title:
        return None
    site = metadata.get("og:site_name")
    for joint in (" - ", " | ", " :: ", " < ", " – "):
        head, found, tail = title.rpartition(joint)
        if found and (tail.strip() == site or (not site and len(tail) <= 12 and len(head) >= 10)):
            title = head
    return fold(title) or None


def _take_title(head: Sequence[_Slot]) -> str | None:
    for slot in head:
        folded = fold(slot.text)
        if (
            4 <= len(folded) <= _TITLE_LENGTH
            and folded[0] not in _STRUCTURE_MARKS
            and not _is_bracketed(folded)
        ):
            slot.give(Role.TITLE, "headline")
            return folded
    return None


def _is_bracketed(text: str) -> bool:
    return text[0] in "<[【〈《" and text[-1] in ">]】〉》"


def _take_subtitles(head: Sequence[_Slot]) -> tuple[str, ...]:
    """Lines between headline and lead, up to the first that is structure of the body."""
    found: list[str] = []
    for slot in head:
        folded = fold(slot.text)
        bare = folded.strip("-–—•· ").strip()
        if (
            folded[0] in _STRUCTURE_MARKS
            or _is_bracketed(folded)
            or len(bare) > _SUBTITLE_LENGTH
            or len(found) == _MOST_SUBTITLES
        ):
            break
        slot.give(Role.SUBTITLE, "subtitle")
        found.append(bare)
    return tuple(found)


# ----------------------------------------------------------------------------------------------------------------- bylines


def _cut_bylines(draft: _Draft, registry: Registry) -> None:
    body = draft.open_slots()
    for slot in body[:3]:
        for rule in registry.patterns_of("byline-prefix"):
            indent = len(slot.text) - len(slot.text.lstrip())
            match = rule.pattern.match(slot.text.lstrip())
            if match:
                _note_people(draft, rule, slot.text.lstrip())  # whole: a pattern may look at what follows
                draft.cuts.append(Cut(slot.number, match.group().strip(), rule.id))
                slot.text = slot.text[:indent] + slot.text.lstrip()[match.end() :]
                break
    for slot in body:
        for group in ("body-suffix", "byline-suffix"):
            for rule in registry.patterns_of(group):
                match = rule.pattern.search(slot.text.rstrip())
                if match and match.start() > 0:
                    _note_people(draft, rule, slot.text.rstrip())
                    draft.cuts.append(Cut(slot.number, match.group().strip(), rule.id))
                    slot.text = slot.text.rstrip()[: match.start()]
