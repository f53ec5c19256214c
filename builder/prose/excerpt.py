"""What of an article's Markdown is published, as the rights allow (builder/rights.py)."""

from __future__ import annotations

import re
from typing import Final

from builder.prose.reader import first_paragraph
from builder.rights import Level
from builder.text import sentences

#: Characters of Markdown. An article pasted as one paragraph must not come out whole as its own excerpt; two
#: or three sentences do.
LONGEST_EXCERPT: Final = 300

_RAW_PARAGRAPH: Final = re.compile(r"<p>(.*)</p>", re.DOTALL)
#: Half of an entity or of an escape, where a text without a space had to be cut.
_HALF_A_CHARACTER: Final = re.compile(r"(?:&[#\w]*|\\)\Z")


def public_text(body: str, level: Level) -> str:
    """The part of an article's Markdown that is published: all of it, its excerpt, or nothing."""
    if level == "full":
        return body
    return excerpt(body) if level == "excerpt" else ""


def excerpt(body: str) -> str:
    """The first paragraph of an article's Markdown, cut after whole sentences if it is long.

    Empty where no block is a paragraph.

    Headings, lists, notes, tables, captions and speakers are no paragraphs.
    """
    paragraph = first_paragraph(body).strip()
    if raw := _RAW_PARAGRAPH.fullmatch(paragraph):
        return f"<p>{_shortened(raw[1])}</p>\n"
    return f"{_shortened(paragraph)}\n" if paragraph else ""


def _shortened(paragraph: str) -> str:
    if len(paragraph) <= LONGEST_EXCERPT:
        return paragraph
    kept = ""
    for sentence in sentences(paragraph):
        longer = f"{kept} {sentence}".lstrip()
        if len(longer) > LONGEST_EXCERPT:
            break
        kept = longer
    return kept or _cut(paragraph)


def _cut(sentence: str) -> str:
    """A sentence that is too long, cut at a word's end."""
    start = sentence[: LONGEST_EXCERPT - 1]
    return (start.rpartition(" ")[0] or _HALF_A_CHARACTER.sub("", start)) + "…"
