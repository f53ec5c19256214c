"""The one-sentence summary of a body that exists only as Markdown, because a person edited it."""

from __future__ import annotations

import re
from typing import Final

import markdown
from lxml import html

from builder.model import Document, Paragraph
from builder.prose.markdown import first_sentence

#: A block is rendered only as far as a first sentence may reach: an unescaped ``[`` repeated costs the renderer quadratic time.
_FAR_ENOUGH: Final = 2_000
_BETWEEN_BLOCKS: Final = re.compile(r"\n[ \t]*\n")


def markdown_summary(body: str) -> str | None:
    """The first sentence of the first paragraph, plain; None where the body has none.

    As in ``first_sentence``, headings, lists, notes and tables are no paragraphs, and neither are captions and speakers (all emphasis).
    """
    found = (_paragraph(block[:_FAR_ENOUGH]) for block in _BETWEEN_BLOCKS.split(body.replace("\r\n", "\n")))
    first = next(filter(None, found), None)
    return first_sentence(Document((Paragraph(first),))) or None if first else None


def _paragraph(block: str) -> str | None:
    """The words of a block of Markdown that is a paragraph."""
    if not block.strip() or block.startswith((" ", "\t", "|")):
        return None
    children = html.fragment_fromstring(markdown.markdown(block), create_parent="div")
    if len(children) != 1 or children[0].tag != "p":
        return None
    only = children[0]
    all_emphasis = len(only) == 1 and only[0].tag in {"em", "strong"} and not (only.text or "").strip() and not (only[0].tail or "").strip()
    return None if all_emphasis else str(only.text_content()).strip()
