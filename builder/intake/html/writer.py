"""Text to lines: what is said between two ends of a block becomes one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from builder.intake.html.regions import Mark
from builder.intake.text import clean, is_blank
from builder.model import Line, Link

COLLAPSIBLE: Final = re.compile(r"[ \t\n\r\f]+")
_OWN_MARK: Final = re.compile(
    r"""[^\w\s"'“‘(\[<「『《]|[\u2460-\u24ff\u2776-\u2793\u3200-\u32ff]|(?:\d{1,3}[.)]|[ㅇ]\s)"""
)
"""A list item that brings a mark of its own."""
_MAX_LINKS: Final = 50
"""Of one line."""


@dataclass(slots=True)
class _Block:
    """The text block that is being collected."""

    parts: list[str] = field(default_factory=list)
    number: int | None = None
    region: int = -1
    mark: str = ""
    is_link: bool = True
    linked: int = 0
    links: list[Link] = field(default_factory=list)
    before: list[tuple[Line, Mark]] = field(default_factory=list)
    after: list[tuple[Line, Mark]] = field(default_factory=list)
    """The words of pictures before the block's first word, and of those within it."""


class Writer:
    """Collects text into lines. ``region``: where the walk is; each line keeps where its text began."""

    def __init__(self, max_lines: int | None) -> None:
        self.lines: list[Line] = []
        self.marks: list[Mark] = []
        self.region = -1
        self.link: str | None = None
        """The address, as it is written, of the link that the walk is in."""
        self._max_lines = max_lines
        self._block = _Block()
        self._link_start = 0
        self._gap = False
        self._breaks = 0

    def add(self, text: str, number: int, *, verbatim: bool) -> None:
        """Text to append to the block."""
        block = self._block
        if not verbatim:
            text = COLLAPSIBLE.sub(" ", text)
            if not block.parts or block.parts[-1].endswith(" "):
                text = text.lstrip(" ")
        if not text:
            return
        block.parts.append(text)
        if is_blank(text):
            return
        self._breaks = 0
        if self.link is None:
            block.is_link = False
        else:
            block.linked += len(text) - text.count(" ")
        if block.number is None:
            block.number, block.region = number, self.region

    @property
    def is_amid_word(self) -> bool:
        """Whether the block's text goes on where it stands, without a space."""
        block = self._block
        return block.number is not None and not block.parts[-1][-1:].isspace()

    def open_link(self, address: str) -> None:
        """A link starts here."""
        self.link = address
        self._link_start = len(self._block.parts)

    def close_link(self) -> None:
        """The link ends; its words in this block are noted."""
        words = "".join(self._block.parts[self._link_start :])
        if self.link is not None and not is_blank(words) and len(self._block.links) < _MAX_LINKS:
            self._block.links.append(Link(words, self.link))
        self.link = None

    def mark(self, mark: str) -> None:
        """The mark of the list item that starts here."""
        self._block.mark = mark

    def picture(self, words: str, number: int, rule: str) -> None:
        """A picture's words: a line of their own, before or after the text of the block they stand in."""
        if is_blank(words):
            return
        text = clean(COLLAPSIBLE.sub(" ", words).strip())
        linked = 0 if self.link is None else len(text) - text.count(" ")
        mark = Mark(self.region, linked, int(bool(linked)), is_picture=True, rule=rule)
        block = self._block
        (block.before if block.number is None else block.after).append((Line(number, text), mark))

    def row(self, cells: tuple[str, ...], number: int, mark: Mark) -> None:
        """A table row: its cells parted by tabs."""
        self._emit(Line(number, "\t".join(cells)), mark)

    def end_block(self) -> None:
        """The block ends."""
        block, self._block = self._block, _Block()
        self._link_start = 0
        text = clean("".join(block.parts)).rstrip()
        for line, known in block.before:
            self._emit(line, known)
        if block.number is not None:
            mark = "" if block.is_link or _OWN_MARK.match(text.lstrip()) else block.mark
            links = () if block.is_link else tuple(block.links)
            line = Line(block.number, mark + text, links=links)
            self._emit(line, Mark(block.region, block.linked, len(block.links) or int(block.is_link)))
        elif not block.before:
            self._block.mark = block.mark  # nothing was said yet: the mark waits for the item's text
        for line, known in block.after:
            self._emit(line, known)

    def end_line(self) -> None:
        """A line break: the second in a row parts paragraphs."""
        self.end_block()
        self._breaks += 1
        if self._breaks > 1:
            self._gap = True

    def end_paragraph(self) -> None:
        """The block ends, and a blank line parts it from the next."""
        self.end_block()
        self._gap = True

    def _emit(self, line: Line, mark: Mark) -> None:
        """A line, after the blank one that is due. Beyond the limit none: the seed is refused."""
        if self._max_lines is not None and len(self.lines) > self._max_lines:
            return
        if self._gap and self.lines:
            self.lines.append(Line(self.lines[-1].number, ""))
            self.marks.append(Mark(mark.region))
        self._gap = False
        self._breaks = 0
        self.lines.append(line)
        self.marks.append(mark)
