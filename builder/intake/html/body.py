"""The block of a page that is the article's body, by votes.

What it calls itself, and how much of the running text it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.intake.html.names import LEAVES
from builder.intake.markup import names

if TYPE_CHECKING:
    from builder.intake.html.regions import Region
    from builder.intake.html.sheet import Sheet

_MOST: Final = 0.75
"""A block within the body's holds the body alone if it has so much of its running text."""
_VOTED: Final = 0.5
"""So much of the page's running text stands in a block that calls itself the article's body, if it is."""
_LEAST: Final = 40
"""Letters of running text below which a page has no body to be found."""
_PARTS: Final = names("article main")
_BODY_NAMES: Final = names("body content contents cont txt text view detail entry article")
_ARTICLE_NAMES: Final = names("article arti art news view board bbs post entry read content cont detail")


def find_body(sheet: Sheet) -> int | None:
    """The region of the article's body; None if the page has too little running text for one."""
    regions, whole = sheet.outline.regions, sheet.weight()
    if whole < _LEAST:
        return None
    voted = [
        index
        for index, region in enumerate(regions)
        if not sheet.furniture[index] and _is_voted(region) and sheet.weight(region) >= _VOTED * whole
    ]
    start = voted[-1] if voted else 0
    return start if regions[start].itemprop == "articleBody" else _densest(sheet, start)


def _densest(sheet: Sheet, start: int) -> int:
    """The smallest block below ``start`` that still holds most of the running text.

    Children follow their parents, so one pass does.
    """
    regions = sheet.outline.regions
    best = start
    for index in range(start + 1, len(regions)):
        region = regions[index]
        if region.first >= regions[start].end:
            break
        is_child = region.parent == best and region.tag not in LEAVES and not sheet.furniture[index]
        if is_child and sheet.weight(region) >= _MOST * sheet.weight(regions[best]):
            best = index
    return best


def _is_voted(region: Region) -> bool:
    """Whether a block calls itself the article's body.

    By schema.org, by its element or role, by two words of its name.
    """
    if region.itemprop == "articleBody" or {region.tag, region.role} & _PARTS:
        return True
    return bool(region.names & _BODY_NAMES and region.names & _ARTICLE_NAMES)
