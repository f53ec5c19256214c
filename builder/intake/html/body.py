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
_MORE: Final = 0.5
"""Or so much, if what stands beside it in the block is another sort of text: links, or hardly running."""
_LINKED: Final = (0.3, 0.15)
"""Such a share of its letters in links, and thrice the share within; the smaller where it hardly runs."""
_TIMES: Final = 3
_LOOSE: Final = 0.4
"""What hardly runs has so small a share of its letters in running text, and at most half the share within.

That alone is no vote: a table or a list of an article hardly runs either.
"""
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
    """The smallest block below ``start`` that still holds most of the running text (``_holds_the_body``).

    Children follow their parents, so one pass does.
    """
    regions = sheet.outline.regions
    best = start
    for index in range(start + 1, len(regions)):
        region = regions[index]
        if region.first >= regions[start].end:
            break
        is_child = region.parent == best and region.tag not in LEAVES and not sheet.furniture[index]
        if is_child and _holds_the_body(sheet, region, regions[best]):
            best = index
    return best


def _holds_the_body(sheet: Sheet, inner: Region, outer: Region) -> bool:
    """Votes of a block's running text, its density and its links, against those of what is beside it.

    So a list of teasers below an article, or comments with links to who wrote them, are not part of it.
    """
    share = sheet.weight(inner) / max(1, sheet.weight(outer))
    if share >= _MOST or share < _MORE:
        return share >= _MOST
    (dense, linked), (dense_beside, linked_beside) = _shares(sheet, inner), _shares(sheet, outer, inner)
    hardly_runs = dense_beside <= min(_LOOSE, dense / 2)
    return linked_beside >= max(_LINKED[hardly_runs], _TIMES * linked)


def _shares(sheet: Sheet, region: Region, without: Region | None = None) -> tuple[float, float]:
    """Of a block's letters the shares in running text and in links; of those outside of another in it."""
    letters, weight, linked = (
        sheet.outline.total(name, region) - (sheet.outline.total(name, without) if without else 0)
        for name in ("letters", "weight", "linked")
    )
    return weight / max(1, letters), linked / max(1, letters)


def _is_voted(region: Region) -> bool:
    """Whether a block calls itself the article's body.

    By schema.org, by its element or role, by two words of its name.
    """
    if region.itemprop == "articleBody" or {region.tag, region.role} & _PARTS:
        return True
    return bool(region.names & _BODY_NAMES and region.names & _ARTICLE_NAMES)
