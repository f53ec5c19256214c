"""A page's blocks as regions, each a run of lines, with what their elements say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from builder.intake.markup import names
from builder.text import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from builder.model import Line

_WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MAX_NAME: Final = 200
"""Characters of ``id`` and ``class`` that are looked at; real ones are shorter."""
_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN_NAMES: Final = names("blind hid hidden invisible")
_SCREEN_READER: Final = names("sr only")
_LONG: Final = 90
"""A longer line is running text, whatever it ends with."""
_SENTENCE: Final = re.compile("[가-힣][.?!](?=[\\s\"'”’)\\]]|$)")
"""A full stop after Hangul: ends a sentence, unlike those in dates, numbers and English."""
STAMP: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[.\-/년]\s?(\d{1,2})\s?[.\-/월]\s?(\d{1,2})(?!\d)")
"""A full date."""
_TIME: Final = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
_SHORTEST: Final = 15
"""Letters outside of links that a line of running text has."""


@dataclass(slots=True)
class Region:
    """A block of the page: its lines are those from ``first`` up to ``end``.

    ``parent``: index of the region around it, -1 for none.
    """

    tag: str
    parent: int
    first: int
    names: frozenset[str]
    role: str
    itemprop: str
    is_hidden: bool
    controls: int
    embeds: int
    figures: int
    end: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a line besides its text: its region, the letters of it in links, how many links.

    ``rule``: the rule by which it is furniture in itself (``hidden``, ``button``); empty for most.
    """

    region: int
    linked: int = 0
    links: int = 0
    is_picture: bool = False
    is_row: bool = False
    rule: str = ""


@dataclass(slots=True)
class Counts:
    """What was met so far that is no text: controls, embedded documents, figures."""

    controls: int = 0
    embeds: int = 0
    figures: int = 0


def region_of(element: etree._Element, parent: int, first: int, before: Counts) -> Region:
    """The region of a block that begins at line ``first``, still open; ``before``: what was met before it."""
    get = element.get
    words = names_of(element)
    return Region(
        tag=str(element.tag),
        parent=parent,
        first=first,
        names=words,
        role=(get("role") or "").strip().lower(),
        itemprop=(get("itemprop") or "").strip(),
        is_hidden=is_unseen(element, words),
        controls=before.controls,
        embeds=before.embeds,
        figures=before.figures,
    )


def close(region: Region, end: int, now: Counts) -> None:
    """The region ends before line ``end``: its counts become those within it."""
    region.end = end
    region.controls = now.controls - region.controls
    region.embeds = now.embeds - region.embeds
    region.figures = now.figures - region.figures


def names_of(element: etree._Element) -> frozenset[str]:
    """The words of an element's ``id`` and ``class``, in small letters."""
    named = f"{element.get('id') or ''} {element.get('class') or ''}"[:_MAX_NAME]
    return frozenset(word.lower() for word in _WORDS.findall(named)) if len(named) > 1 else frozenset()


def is_unseen(element: etree._Element, words: frozenset[str]) -> bool:
    """Whether an element says that it is not shown, or read to those alone who do not see the page."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if words & _UNSEEN_NAMES or words >= _SCREEN_READER:
        return True
    return _UNSEEN.search((element.get("style") or "")[:_MAX_NAME]) is not None


class Outline:
    """The lines of a page, their marks and regions, with sums over runs of lines in constant time."""

    def __init__(self, lines: Sequence[Line], marks: Sequence[Mark], regions: Sequence[Region]) -> None:
        self.lines = lines
        self.marks = marks
        self.regions = regions
        self.letters = [len(line.text) - line.text.count(" ") for line in lines]
        self.weights = [
            _weight(line.text, letters, mark.linked)
            for line, letters, mark in zip(lines, self.letters, marks, strict=True)
        ]
        self._sums = {
            name: [0, *accumulate(values)]
            for name, values in (
                ("letters", self.letters),
                ("weight", self.weights),
                ("linked", [mark.linked for mark in marks]),
                ("links", [mark.links for mark in marks]),
                ("stamps", [STAMP.search(line.text) is not None for line in lines]),
                ("times", [_TIME.search(line.text) is not None for line in lines]),
            )
        }

    def total(self, name: str, region: Region) -> int:
        """The sum of ``letters``, ``weight``, ``linked``, ``links``, ``stamps`` or ``times`` over a block."""
        sums = self._sums[name]
        return sums[region.end] - sums[region.first]

    def around(self, index: int) -> Region:
        """The block, or where it has no line the closest one around it that has."""
        region = self.regions[index]
        while region.first == region.end and region.parent >= 0:
            region = self.regions[region.parent]
        return region

    def is_link(self, index: int) -> bool:
        """Whether a line is nothing but links, or hardly more."""
        return self.marks[index].linked * 10 >= self.letters[index] * 8 > 0


def _weight(text: str, letters: int, linked: int) -> int:
    """How much running text a line holds.

    Its letters outside of links if it closes a sentence or is long; else none.
    """
    plain = letters - linked
    if plain < _SHORTEST or linked > plain:
        return 0
    return plain if ends_sentence(text) or letters >= _LONG or _SENTENCE.search(text) else 0
