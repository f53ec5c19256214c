"""What the labeller of lines says of a seed's lines, and the roles that follow from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from builder.model import Role, Seed
from builder.patterns import Test, any_whole
from builder.reading.labeller import Labelled, label_lines
from builder.reading.slots import Draft, Slot
from builder.reading.stamps import stamp_line
from builder.registry import Registry
from builder.text import ends_sentence, fold_dots

Told = Mapping[int, Labelled]
"""Place of a line among the seed's → what it is taken for; nothing of blank lines and of those set aside."""

#: Of a line that no rule names the receipt names the label that removed it.
_RULE: Final = "labelled-"
#: All such names: each has its Korean words in labels.yaml.
RULES: Final = frozenset(
    _RULE + role for role in ("noise", "other-article", "repeat", "label", "date", "byline", "caption")
)
CAPTION_MARKS: Final = "▲△▼▽◀▶◁▷([<"
#: A word in round brackets before a day says of what it is the day, as of an appointment: not of the article.
_NAMED_DAY: Final = re.compile(r"\([^\d()]+\)\s*\d")
#: A longer line is no date line, byline or label.
_LONGEST_LABEL: Final = 60
#: The line below the headline is no furniture unless it is short, or the labeller this sure.
_SHORTEST_SUBTITLE: Final = 14
_NO_SUBTITLE: Final = 0.7
#: Nor is a row of a table within the text.
_NO_ROW: Final = 0.5
_BYLINE_AND_MORE: Final = 30
_TEXT: Final = frozenset(["body", "heading", "list", "table"])


def tell(seed: Seed, folded: Sequence[str], removed: Mapping[int, str], registry: Registry) -> Told:
    """Ask the labeller about every line; of a document, whose own structure says what a line is, about none.

    ``removed``: the lines that a rule takes. Most rules take what stands on the pages of sites only.
    """
    if seed.is_document:
        return {}
    places = [place for place, line in enumerate(seed.lines) if folded[place] and not line.aside]
    told = label_lines(
        [(place, folded[place]) for place in places], of_site=_of_site(seed, removed, registry), taken=removed
    )
    return dict(zip(places, told, strict=True))


def _of_site(seed: Seed, removed: Mapping[int, str], registry: Registry) -> bool | None:
    """Whether the text is the page of a site.

    It is where a rule of sites says so. It is not where a collector knew the title: what an interface gives
    has nothing around its text, but may end in a page of contacts. Else its lines have to tell.
    """
    rules = (rule for place, rule in removed.items() if not seed.lines[place].aside)
    if any(rule in _of_sites(registry) for rule in rules):
        return True
    return False if seed.supplied.title else None


def _of_sites(registry: Registry) -> frozenset[str]:
    return registry.made(_rules_of_sites)


def _rules_of_sites(registry: Registry) -> frozenset[str]:
    return frozenset(rule.id for rule in registry.noise if not rule.anywhere)


def place_told(draft: Draft, told: Told, registry: Registry) -> None:
    """Furniture, captions, bylines, date lines and labels that no rule has named.

    A line of which a rule has cut a part, a speaker's label, a day with a name of its own, and a byline glued
    to a sentence are the article's, whatever the labeller holds; so is a scene where nothing else is text.
    """
    whole = Counter(slot.place for slot in draft.slots)
    text, end = _text(told)
    is_all = not any(one.role in _TEXT for one in told.values())
    near_title = _below_title(draft, told) | _bylines_above(told, text)
    title, likelier = _dates_below(told, text)
    for slot in draft.open_slots():
        one = told.get(slot.place)
        if slot.place < text and fold_dots(slot.folded) in registry.bodies_by_name:
            slot.give(Role.METADATA, "body-label")
        elif (
            one is not None
            and whole[slot.place] == 1
            and not (slot.place in near_title and _may_be_subtitle(slot, one))
            and not (text < slot.place < end and _is_row(slot, one))
            and not _is_of_article(slot, registry)
            and not (is_all and one.role == "caption")
            and not (one.role == "date" and _NAMED_DAY.match(slot.folded))
        ):
            _place(draft, slot, one, registry, is_clock=slot.place < title and 0 > one.margin < likelier)


def _dates_below(told: Told, text: int) -> tuple[int, float]:
    """The place of the headline, and how likely the likeliest date between it and the text is one.

    A hardly likely one above the headline is then what the page's clock showed.
    """
    title = next((place for place, one in told.items() if one.role == "title"), 0)
    dates = [one.margin for place, one in told.items() if title < place < text and one.role == "date"]
    return title, max(dates, default=-1.0)


def _below_title(draft: Draft, told: Told) -> frozenset[int]:
    """The place of the line below the headline."""
    places = [slot.place for slot in draft.open_slots()]
    pairs = pairwise(places)
    return frozenset(below for above, below in pairs if above in told and told[above].role == "title")


def _bylines_above(told: Told, text: int) -> frozenset[int]:
    """The places of the lines above the text that are taken for bylines: no rule of bylines knows them."""
    return frozenset(place for place, one in told.items() if one.role == "byline" and place < text)


def _text(told: Told) -> tuple[int, int]:
    """The places of the first and the last line that surely are the article's text."""
    places = [place for place, one in told.items() if one.role == "body" and not one.doubtful]
    return min(places, default=0), max(places, default=0)


def _is_row(slot: Slot, one: Labelled) -> bool:
    """Whether a line is a row of a table, between lines of the text: it stays unless it surely is none."""
    return "\t" in slot.text.strip() and one.margin < _NO_ROW


def _may_be_subtitle(slot: Slot, one: Labelled) -> bool:
    return len(slot.folded) >= _SHORTEST_SUBTITLE and one.margin < _NO_SUBTITLE


def is_speaker(slot: Slot, registry: Registry) -> bool:
    """Whether a line says who speaks, or begins so."""
    marked = registry.made(_marked)(slot.folded)
    return bool(marked) and any(label.pattern.match(slot.folded) for label in registry.structure.labels)


def _is_of_article(slot: Slot, registry: Registry) -> bool:
    if is_speaker(slot, registry):
        return True
    glued = len(slot.folded) > _BYLINE_AND_MORE
    return glued and any(rule.pattern.match(slot.folded) for rule in registry.patterns_of("byline-prefix"))


def _marked(registry: Registry) -> Test:
    """Whether a line begins with a mark, a number or a label."""
    return any_whole(registry.structure.beginnings)


def _place(draft: Draft, slot: Slot, one: Labelled, registry: Registry, *, is_clock: bool) -> None:
    rule = _RULE + one.role
    slot.margin = one.margin
    if one.reason:
        slot.give(Role.REMOVED, rule)
    elif one.role == "caption" and _is_caption(slot):
        slot.give(Role.CAPTION, rule)
    elif one.role == "date" and is_clock:
        slot.give(Role.REMOVED, rule)
    elif one.role == "date" and (stamps := stamp_line(slot.number, slot.folded, registry, bare_allowed=True)):
        slot.give(Role.STAMP, "stamp-bare")
        draft.stamps.extend(stamps)
    elif one.role in ("date", "byline", "label") and _may_be_label(slot):
        slot.give(Role.REMOVED, rule)


def _may_be_label(slot: Slot) -> bool:
    """What ends in a comma goes on, or calls somebody."""
    return len(slot.folded) <= _LONGEST_LABEL and not slot.folded.endswith(",")


def _is_caption(slot: Slot) -> bool:
    """A scene told in a sentence, or marked as what a picture shows; another line may be a subtitle."""
    return ends_sentence(slot.folded) or slot.folded[0] in CAPTION_MARKS
