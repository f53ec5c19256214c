"""The one-sentence summary of a body that exists only as Markdown, because a person edited it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from builder.model import Document, Paragraph
from builder.prose.markdown import first_sentence
from builder.prose.reader import read_blocks

#: A greeting may stand alone in the first ones.
_MOST_PARAGRAPHS: Final = 3


def markdown_summary(body: str, greetings: Sequence[re.Pattern[str]] = ()) -> str | None:
    """The first sentence of the paragraphs, plain; None where the body has none.

    ``greetings`` are passed over. As in ``first_sentence``, headings, lists, notes and tables are no
    paragraphs, and neither are captions and speakers (all emphasis).
    """
    paragraphs = (block for block in read_blocks(body) if isinstance(block, Paragraph))
    return first_sentence(Document(tuple(islice(paragraphs, _MOST_PARAGRAPHS))), greetings=greetings) or None
