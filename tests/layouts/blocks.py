"""The visible text of a saved page, block by block, as the gold of `tests/layouts` labels it.

`python tests/layouts/blocks.py PAGE.html` prints them, one a line: the list to write roles beside.
"""

from __future__ import annotations

import json
import sys
from html.parser import HTMLParser
from pathlib import Path

#: What stands in these is not read on the page.
HIDDEN = frozenset(
    ["script", "style", "noscript", "template", "iframe", "textarea", "select", "title", "head"]
)
#: What stands in these goes on in the line it stands in; every other tag begins a new block, and so does <br>.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "o:p",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._words: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self._hidden.append(tag)
        self._edge(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        self._edge(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._words.append(data)

    def _edge(self, tag: str) -> None:
        if tag not in INLINE:
            self.end()

    def end(self) -> None:
        """The block that was being read is over."""
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if text:
            self.blocks.append(text)


def page_text(data: bytes) -> str:
    """The text of a file, by the encodings the layouts are kept in."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp949")


def visible_blocks(html: str) -> list[str]:
    """Every run of text between two block-level tags, blanks folded, in document order; alternative texts are no text."""
    reader = _Blocks()
    reader.feed(html)
    reader.close()
    reader.end()
    return reader.blocks


if __name__ == "__main__":
    for block in visible_blocks(page_text(Path(sys.argv[1]).read_bytes())):
        sys.stdout.write(json.dumps([block, "noise"], ensure_ascii=False) + "\n")
