"""Set aside, in the body too, what is there for its controls or its links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from builder.intake.html.regions import Region
    from builder.intake.html.sheet import Sheet

_SMALL: Final = 0.2
"""A block with controls and a greater share of the body's running text is not there for its controls."""
_LINKED: Final = 0.6
"""A block of links has such a share of its letters in links, its dates apart."""
_DATE: Final = 10
"""Letters of a date."""


def set_blocks_aside(sheet: Sheet, body: int) -> None:
    """Set aside each block, outermost first, and each line that is there for its controls or its links."""
    whole = sheet.weight(sheet.outline.regions[body])
    closed = sheet.furniture.copy()
    for index, region in enumerate(sheet.outline.regions):
        closed[index] = closed[index] or (region.parent >= 0 and closed[region.parent])
        if closed[index] or sheet.has_headline(region) or index == body:
            continue
        rule = _rule_of_block(sheet, region, whole)
        if rule:
            closed[index] = True
            sheet.take_region(region, rule)
    for index in range(len(sheet.outline.lines)):
        rule = _rule_of_line(sheet, index, sheet.outline.regions[body])
        if rule:
            sheet.take(index, index + 1, rule)


def _rule_of_block(sheet: Sheet, region: Region, whole: int) -> str:
    """``controls`` or ``link-block`` for a block that is there for them.

    A date or a picture in it is more than that.
    """
    weight = sheet.weight(region)
    more = region.figures or sheet.outline.total("stamps", region)
    if region.controls and weight <= _SMALL * whole and not more:
        return "controls"
    return "link-block" if not weight and _is_link_block(sheet, region) else ""


def _is_link_block(sheet: Sheet, region: Region) -> bool:
    total = sheet.outline.total
    letters = total("letters", region) - _DATE * total("stamps", region)
    return total("links", region) > 1 and total("linked", region) >= _LINKED * letters


def _rule_of_line(sheet: Sheet, index: int, body: Region) -> str:
    """The rule for a line that is furniture in itself, a link, or a picture's words outside the body."""
    outline = sheet.outline
    mark = outline.marks[index]
    if mark.rule:
        return mark.rule
    is_more = outline.weights[index] or index in sheet.bylines or "@" in outline.lines[index].text
    if outline.is_link(index) and not is_more:
        return "link-line"
    is_outside = not body.first <= index < body.end
    return "picture-outside-the-article" if mark.is_picture and is_outside else ""
