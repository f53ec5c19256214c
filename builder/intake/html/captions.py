"""The words under a page's pictures, where its elements say that they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.intake.html.regions import Outline
from builder.intake.markup import names

CAPTION: Final = "caption"
"""What the page says of such a line."""
_ELEMENTS: Final = frozenset({"figcaption"})
_NAMES: Final = names("cap caption captions figcaption imgcap imgcaption photocaption")
_LONGEST: Final = 400
_MOST_LINES: Final = 3
"""Longer texts, and blocks of more lines, are no caption, whatever their element is called."""
_MOST_PROSE: Final = 0.4


def captions(outline: Outline) -> Iterator[int]:
    """The lines that stand in a caption, and the words of pictures between lines of running text.

    None where it would hold much of the page's running text.
    """
    whole = sum(outline.weights)
    text = [i for i, weight in enumerate(outline.weights) if weight]
    for index in range(text[0], text[-1]) if text else ():
        if outline.marks[index].is_picture and not outline.weights[index]:
            yield index
    for region in outline.regions:
        is_caption = region.tag in _ELEMENTS or (
            region.tag != "table" and not _NAMES.isdisjoint(region.names)
        )
        if is_caption and outline.total("weight", region) <= _MOST_PROSE * whole:
            lines = [i for i in range(region.first, region.end) if outline.lines[i].text]
            if len(lines) <= _MOST_LINES:
                yield from (i for i in lines if len(outline.lines[i].text) <= _LONGEST)
