"""The one-sentence summary of a body that exists only as Markdown, because a person edited it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

import markdown
from lxml import html

from builder.model import Document, Paragraph
from builder.prose.markdown import first_sentence

#: A block is rendered only as far as a first sentence may reach: an unescaped ``[`` repeated costs the renderer quadratic time.
_FAR_ENOUGH: Final = 2_000
#: A greeting may stand alone in the first ones.
_MOST_PARAGRAPHS: Final = 3
_BETWEEN_BLOCKS: Final = re.compile(r"\n[ \t]*\n")


def markdown_summary(body: str, greetings: Sequence[re.Pattern[str]] = ()) -> str | None:
    """The first sentence of the paragraphs, plain; None where the body has none. ``greetings`` are passed over.

    As in ``first_sentence``, headings, lists, notes and tables are no paragraphs, and neither are captions and speakers (all emphasis).
    """
    found = (_paragraph(block[:_FAR_ENOUGH]) for block in _BETWEEN_BLOCKS.split(body.replace("\r\n", "\n")))
    return (
        first_sentence(
            Document(tuple(map(Paragraph, islice(filter(None, found), _MOST_PARAGRAPHS)))),
            greetings=greetings,
        )
        or None
    )


def _paragraph(block: str) -> str | None:
    """The words of a block of Markdown that is a paragraph."""
    if not block.strip() or block.startswith((" ", "\t", "|")):
        return None
    children = html.fragment_fromstring(markdown.markdown(block), create_parent="div")
    if len(children) != 1 or children[0].tag != "p":
        return None
    only = children[0]
    all_emphasis = (
        len(only) == 1
        and only[0].tag in {"em", "strong"}
        and not (only.text or "").strip()
        and not (only[0].tail or "").strip()
    )
    return None if all_emphasis else str(only.text_content()).strip()
