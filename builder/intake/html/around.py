"""Set aside what stands around an article's body.

Its head, which stays, and what goes on after it, which stays if it is more of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.intake.html.headline import likely_headline, nearest_heading
from builder.intake.html.names import LEAVES
from builder.intake.html.regions import STAMP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.intake.html.regions import Region
    from builder.intake.html.sheet import Sheet

_PROSE: Final = 0.15
_PROSE_LINES: Final = 2
"""A block outside the body with such a share of running text, on so many lines, is a further part of the
article."""
_COLUMN: Final = 3
"""Lines of a column without links."""
_TELLING: Final = re.compile(rf"{STAMP.pattern}|@|[ⓒ©]|\d{{2,4}}-\d{{3,4}}-\d{{4}}")
"""What stands in lines that tell a date, an author, a contact or a right."""
_SHORT: Final = 120
_BREADCRUMB: Final = re.compile(r"[^<>›»]{1,30}(?:\s[>›»]\s[^<>›»]{1,30}){1,6}")
_AFTERWORDS: Final = tuple("※*")


def set_surroundings_aside(sheet: Sheet, body: int) -> None:
    """Set aside what stands before the article's head and after its body."""
    inner = sheet.outline.regions[body]
    first = next((i for i in range(inner.first, inner.end) if sheet.runs(i)), inner.first)
    _set_columns_aside(sheet, body)
    _set_breadcrumbs_aside(sheet, first)
    if sheet.headline is None:
        sheet.headline = likely_headline(sheet.outline, first, sheet.rules)
    start = _head_start(sheet, body, first)
    more = {*_further_blocks(sheet, inner), *_further_paragraphs(sheet, body)}
    _set_summaries_aside(sheet, start, inner.first)
    sheet.take(0, start, "outside-the-article")
    last = sheet.outline.regions[_wrapper(sheet, body)].end
    for index in range(_afterwords_end(sheet, inner.end), len(sheet.rules)):
        if index not in more and not (index < last and _tells(sheet, index)):
            sheet.take(index, index + 1, "outside-the-article")


# ------------------------------------------------------------------------------------------ above


def _head_start(sheet: Sheet, body: int, first: int) -> int:
    """Where the article's head begins: with the block of the headline.

    Without one, with the block around the body.
    """
    regions = sheet.outline.regions
    heading = sheet.headline
    if heading is None or heading > first:
        heading = nearest_heading(sheet.outline, first, sheet.rules)
    if heading is None:
        return _headless_start(sheet, body)
    around = regions[sheet.outline.marks[heading].region]
    head = regions[around.parent] if around.parent >= 0 else around
    return head.first if head.end <= first else heading


def _headless_start(sheet: Sheet, body: int) -> int:
    """Without a headline: where the closest block around the body begins that says anything above it."""
    regions = sheet.outline.regions
    above = range(regions[body].first)
    said = max((i for i in above if sheet.outline.lines[i].text and not sheet.rules[i]), default=-1)
    index = regions[body].parent
    while index > 0 and said < regions[index].first:
        index = regions[index].parent
    return regions[max(index, 0)].first


def _set_columns_aside(sheet: Sheet, body: int) -> None:
    """Set aside the other columns of a layout table that has the body in one of its cells."""
    regions = sheet.outline.regions
    rows: dict[int, int] = {}
    index = body
    while index >= 0:
        if regions[index].tag == "td":
            rows[regions[index].parent] = index
        index = regions[index].parent
    for index, region in enumerate(regions):
        if rows.get(region.parent, index) != index and _is_column(sheet, region):
            sheet.take_region(region, "beside-the-article")


def _is_column(sheet: Sheet, region: Region) -> bool:
    """Whether a cell beside the body is a column of the page.

    Links, or lines enough, and nothing of an article's head.
    """
    total = sheet.outline.total
    says = sheet.has_headline(region) or total("stamps", region) or sheet.weight(region)
    return not says and bool(total("links", region) or region.end - region.first >= _COLUMN)


def _set_breadcrumbs_aside(sheet: Sheet, before: int) -> None:
    """Set aside the way to the page (``home > news > releases``) above the body."""
    for index in range(before):
        text = sheet.outline.lines[index].text
        if len(text) <= _SHORT and _BREADCRUMB.fullmatch(text.strip()):
            sheet.take(index, index + 1, "navigation")


def _set_summaries_aside(sheet: Sheet, start: int, end: int) -> None:
    """Set aside a box of sentences, item by item, between headline and body.

    A summary that the body says again.
    """
    done = start
    for region in sheet.outline.regions:
        is_box = done <= region.first and region.end <= end and region.tag not in LEAVES
        if is_box and sheet.items(region) > 1 and not sheet.has_headline(region):
            sheet.take_region(region, "machine-summary")
            done = region.end


# ------------------------------------------------------------------------------------------ below


def _wrapper(sheet: Sheet, body: int) -> int:
    """The block around headline and body; without a headline the one around the body."""
    regions = sheet.outline.regions
    index = body
    while index > 0 and regions[index].tag not in ("article", "main"):
        if sheet.has_headline(regions[index]):
            break
        index = regions[index].parent
        if sheet.headline is None:
            break
    return max(index, 0)


def _further_blocks(sheet: Sheet, body: Region) -> Iterator[int]:
    """The lines of blocks after the body with running text of some length, and no links or controls."""
    least = _PROSE * sheet.weight(body)
    done = body.end
    for index, region in enumerate(sheet.outline.regions):
        if region.first < done or region.tag in LEAVES or sheet.furniture[index]:
            continue
        is_pure = not region.controls and not sheet.outline.total("links", region)
        if is_pure and sheet.weight(region) >= least and sheet.running(region) >= _PROSE_LINES:
            yield from range(region.first, region.end)
            done = region.end


def _further_paragraphs(sheet: Sheet, body: int) -> Iterator[int]:
    """The lines of nameless paragraphs after the body, in the blocks around it: the article goes on there."""
    regions = sheet.outline.regions
    around = {body}
    index = body
    while index > 0 and regions[index].tag != "body":
        index = regions[index].parent
        around.add(index)
    for region in regions[body:]:
        is_more = region.parent in around and region.tag == "p" and not region.names
        if is_more and region.first >= regions[body].end and sheet.weight(region):
            yield from () if sheet.outline.total("links", region) else range(region.first, region.end)


def _afterwords_end(sheet: Sheet, end: int) -> int:
    """Tables and notes that follow the body at once are part of it: the line after the last of them."""
    outline = sheet.outline
    for index in range(end, len(outline.lines)):
        text, mark = outline.lines[index].text, outline.marks[index]
        goes_on = not text or (mark.is_row and not mark.links) or text.startswith(_AFTERWORDS)
        if sheet.rules[index] or not goes_on:
            return index
    return len(outline.lines)


def _tells(sheet: Sheet, index: int) -> bool:
    """Whether a short line tells date, author, contact or rights."""
    text = sheet.outline.lines[index].text
    return not sheet.outline.weights[index] and len(text) <= _SHORT and _TELLING.search(text) is not None
