"""The line that is the page's headline: a heading, or a line, that the page's own statements agree with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.intake.html.names import HEADINGS
from builder.intake.markup import names
from builder.text import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.intake.html.regions import Outline

_SHORTEST: Final = 6
"""Letters of a line that can be a headline by agreement."""
_LONGEST_NAME: Final = 15
_LONGEST: Final = 150
_LOGOS: Final = 12
_CLAIM: Final = re.compile(r"[ⓒ©]|\(c\)", re.IGNORECASE)
_ENOUGH: Final = 1.4
"""What says more is the headline: a statement and the line that agrees, an ``itemprop``, or an ``h1`` that
is no link."""
_SHARE: Final = 0.5
"""A line that agrees with a statement has so much of its letters: the rest is the outlet's name."""
_HIGH: Final = names("h1 h2")
_TITLE_NAMES: Final = names("title tit titles subject subj headline heading ttl")
_BESIDE_NAMES: Final = names("sub subtitle deck dek logo site page")


def find_headline(outline: Outline, titles: Sequence[str]) -> int | None:
    """The index of the line that is the page's headline; None if no line can be told to be it.

    ``titles``: what the page states, the most telling first (JSON-LD, ``og:title``, ``<title>``).
    """
    keys = [key(title) for title in titles]
    best, found = _ENOUGH, None
    for index, line in enumerate(outline.lines):
        if not line.text or len(line.text) > _LONGEST:
            continue
        if not (outline.weights[index] or _is_phrase(line.text)):
            continue
        score = _agreement(key(line.text), keys) + _standing(outline, index)
        if score > best:
            best, found = score, index
    return found


def logos(outline: Outline) -> list[str]:
    """The first lines of the page that are links, pictures or headings, and those that claim its rights.

    The site's own name is among them.
    """
    found = [
        line.text
        for index, (line, mark) in enumerate(zip(outline.lines, outline.marks, strict=True))
        if line.text
        and (mark.is_picture or outline.is_link(index) or outline.regions[mark.region].tag in HEADINGS)
    ]
    claims = [line.text for line in outline.lines if _CLAIM.search(line.text[:_LONGEST])]
    return [*found[:_LOGOS], *claims[-_LOGOS:]]


def _is_phrase(text: str) -> bool:
    """Whether a line is more than a name: the site's own name is often its ``<title>`` and its ``<h1>``."""
    return " " in text.strip() or len(text) > _LONGEST_NAME


def likely_headline(outline: Outline, before: int, rules: Sequence[str]) -> int | None:
    """The last heading of first or second rank, or called a title, above the line ``before``.

    None if it is no phrase, or a link.
    """
    index = nearest_heading(outline, before, rules)
    if index is None or outline.is_link(index) or not _is_phrase(outline.lines[index].text):
        return None
    region = outline.regions[outline.marks[index].region]
    return index if {region.tag} & _HIGH or region.names & _TITLE_NAMES else None


def nearest_heading(outline: Outline, before: int, rules: Sequence[str]) -> int | None:
    """The last heading, or line called a title, above the line ``before`` that no rule has set aside.

    None if there is none.
    """
    for index in range(before - 1, -1, -1):
        if outline.lines[index].text and not rules[index] and _standing(outline, index) > 0:
            return index
    return None


def _agreement(letters: str, keys: Sequence[str]) -> float:
    """3 for a line that says what a statement says, 2 for one that says most of it; 0 for any other."""
    if len(letters) < _SHORTEST:
        return 0
    if letters in keys:
        return 3
    return 2 * any(letters in stated and len(letters) >= _SHARE * len(stated) for stated in keys)


def _standing(outline: Outline, index: int) -> float:
    """What its element and place say for a line.

    2.5 for an itemprop, 1 for a heading (1.5 for the first rank), 0.5 for a name.
    """
    mark = outline.marks[index]
    if mark.region < 0 or mark.is_picture or mark.is_row:
        return -0.5
    region = outline.regions[mark.region]
    outer = outline.regions[region.parent] if region.parent >= 0 else region
    if region.itemprop == "headline":
        return 2.5
    is_named = bool((region.names | outer.names) & _TITLE_NAMES) and not region.names & _BESIDE_NAMES
    tags = {region.tag, outer.tag}
    heading = 1.5 * ("h1" in tags) or float(bool(tags & HEADINGS))
    hidden = region.is_hidden or outer.is_hidden
    return heading + 0.5 * is_named - hidden - outline.is_link(index)
