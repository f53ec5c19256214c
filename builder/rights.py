"""What text leaves the archive.

Decided here, once, for pages, Markdown, JSON, feeds, search and the offline copy alike.

The archive's setting is ``extra.archive.text`` in mkdocs.yml: one of the levels for every article, or a
mapping of licence → level with ``default`` for the rest. An article's licence stands in its front matter
(``rights.licence``); one that names none is ``unknown``.

==========  ==========================================================================================
level       what is published beside the facts (title, date, ministries, source …)
==========  ==========================================================================================
full        the whole text
excerpt     its first paragraph, at most ``LONGEST_EXCERPT`` characters; its first sentence in lists and data
none        none of it, not even the first sentence
==========  ==========================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal, cast

from builder.text import sentences

Level = Literal["full", "excerpt", "none"]

LEVELS: Final = ("full", "excerpt", "none")
LICENCES: Final = ("kogl-0", "kogl-1", "kogl-2", "kogl-3", "kogl-4", "reserved", "unknown")
"""The licences an article's front matter can name."""
#: What the archive's setting can name: a licence, or all that it does not name.
_SET_FOR: Final = (*LICENCES, "default")
#: Characters of Markdown. An article pasted as one paragraph must not come out whole as its own excerpt; two
#: or three sentences do.
LONGEST_EXCERPT: Final = 300

Setting = str | Mapping[str, str]
"""A level, or licence → level."""

_BETWEEN_BLOCKS: Final = re.compile(r"\n(?:[ \t]*\n)+")
_RAW_PARAGRAPH: Final = re.compile(r"<p>(.*)</p>", re.DOTALL)
#: How a block begins that is a heading, a quote, a table, a list, code, HTML, or a caption or speaker
#: (emphasis from end to end).
_NO_PARAGRAPH: Final = re.compile(r"[#>|\s<]|[-+*]\s|\d+[.)]\s|\*(?s:.*)\*\s*\Z")
#: Half of an entity or of an escape, where a text without a space had to be cut.
_HALF_A_CHARACTER: Final = re.compile(r"(?:&[#\w]*|\\)\Z")


def setting_fault(setting: object) -> str | None:
    """What is wrong with ``extra.archive.text``, as a message; None when nothing is."""
    if setting in LEVELS:
        return None
    if not isinstance(setting, dict):
        return f"it must be {', '.join(LEVELS)}, or a mapping of licence to one of them"
    for licence, level in setting.items():
        if licence not in _SET_FOR:
            return f"{licence} is no licence; known are {', '.join(_SET_FOR)}"
        if level not in LEVELS:
            return f"{licence}: {level} is none of {', '.join(LEVELS)}"
    return None


def level_of(licence: str, setting: object) -> Level:
    """How much text of the articles under a licence is published.

    The builder refuses a setting that ``setting_fault`` finds fault with. Plain ``mkdocs build`` does not
    ask: there, what cannot be understood publishes nothing.
    """
    level = setting.get(licence, setting.get("default", "full")) if isinstance(setting, Mapping) else setting
    return cast("Level", level) if level in LEVELS else "none"


def public_text(body: str, level: Level) -> str:
    """The part of an article's Markdown that is published: all of it, its excerpt, or nothing."""
    if level == "full":
        return body
    return excerpt(body) if level == "excerpt" else ""


def public_summary(summary: str, level: Level) -> str:
    """The first sentence of an article, where any of its text is published; else an empty text."""
    return "" if level == "none" else summary


def excerpt(body: str) -> str:
    """The first paragraph of an article's Markdown, cut after whole sentences if it is long.

    Empty where no block is a paragraph.

    Headings, lists, notes, tables, captions and speakers are no paragraphs.
    """
    for block in _BETWEEN_BLOCKS.split(body.replace("\r\n", "\n").strip("\n")):
        raw = _RAW_PARAGRAPH.fullmatch(block.strip())
        if raw:
            return f"<p>{_shortened(raw[1])}</p>\n"
        if block.strip() and not _NO_PARAGRAPH.match(block):
            return f"{_shortened(block.strip())}\n"
    return ""


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
