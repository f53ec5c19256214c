"""Markdown as plain lines: its marks taken off, its words, links and line numbers kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.intake.addresses import http_url
from builder.intake.text import clean
from builder.model import Line, Link, Stated

_HEADING: Final = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_FENCE: Final = re.compile(r" {0,3}(?:```|~~~)")
_QUOTE: Final = re.compile(r" {0,3}>[ \t]?")
_BULLET: Final = re.compile(r"(\s*)[*+](?=[ \t]+\S)")
_LINK: Final = re.compile(r"(?<!!)\[([^\[\]]{1,500})\]\(([^()\s]{1,2000})(?: \"[^\"]*\")?\)")
_AUTOLINK: Final = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1")
_CODE: Final = re.compile(r"`([^`]{1,500})`")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
MARK: Final = "markdown-mark"
"""The rule that takes lines which are Markdown's own."""


def markdown_lines(body: str, first: int) -> tuple[tuple[Line, ...], Stated | None]:
    """The lines of ``body``, the first numbered ``first``, and the headline: a top heading on top."""
    lines = tuple(_lines(body, first))
    shown = next((line for line in lines if line.text and not line.aside), None)
    title = shown.text.strip() if shown is not None and shown.part == "title" else None
    return lines, Stated(title=title) if title else None


def _lines(body: str, first: int) -> Iterator[Line]:
    inside_fence = has_words = False
    for number, raw in enumerate(body.split("\n"), first):
        if _FENCE.match(raw):
            inside_fence = not inside_fence
            yield Line(number, clean(raw).strip(), aside=MARK)
            continue
        heading = None if inside_fence else _HEADING.fullmatch(raw)
        marked = heading[2] if heading else raw
        text = clean(raw if inside_fence else _plain(marked)).rstrip()
        is_title = heading is not None and len(heading[1]) == 1 and not has_words
        links = () if inside_fence else tuple(_links(marked))
        yield Line(number, text, links=links, part="title" if is_title and text else "")
        if heading is not None:
            yield Line(number, "")
        has_words = has_words or bool(text)


def _links(line: str) -> Iterator[Link]:
    """The links that lead to the web, each with its words as they stand in the plain line."""
    for words, address in _LINK.findall(line):
        text, url = clean(_plain(words)).strip(), http_url(address, "")
        if text and url:
            yield Link(text, url)


def _plain(line: str) -> str:
    text = _BULLET.sub(r"\1-", _QUOTE.sub("", line), count=1)
    for pattern, kept in (
        (_LINK, r"\1"),
        (_AUTOLINK, r"\1"),
        (_STRONG, r"\2"),
        (_CODE, r"\1"),
        (_ESCAPE, r"\1"),
    ):
        text = pattern.sub(kept, text)
    return text
