"""An article's HTML as Markdown made it, styled for the page.

Captions as figures, notes as notes, speakers, tables that scroll.

Markdown has no sign for a caption, a note or a speaker; the prose room writes them as emphasis and quotes
(builder/prose/markdown.py). The HTML that comes in is Python-Markdown's, regular and already judged safe;
nothing is taken out of it and no word is added to it. It is read by its tags and not by the reader of our
Markdown (builder/prose/reader.py): MkDocs asks the theme for the page when it has rendered it, and what was
rendered is what must be styled, also where a person wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from typing import Final

#: A paragraph that is emphasis from end to end is the caption of a picture that is not there.
_CAPTION: Final = re.compile(r"<p><em>((?:(?!</?em>|</p>).)+)</em></p>", re.DOTALL)
#: One that is strong from end to end says who speaks, or asks.
_SPEAKER: Final = re.compile(r"<p>(?=<strong>(?:(?!</?strong>|</p>).)+</strong></p>)", re.DOTALL)
#: A quote whose first sign is a note's (※, *, 주1)) rather than a letter or a quotation mark: what a person
#: quotes stays a quote.
_NOTE: Final = re.compile(
    r"<blockquote>(?=\s*<p>(?:[^\w\s\"'“‘「『(<&]|\w?\d*\)))(.*?)</blockquote>", re.DOTALL
)
_TABLE: Final = re.compile(r"<table>(.*?)</table>", re.DOTALL)
#: Markdown aligns cells by a style of their own, which no page may have (content_policy.py).
_ALIGNED: Final = re.compile(r'(<t[hd]\b[^>]*) style="text-align: (left|center|right);"')


def styled(html: str, labels: Mapping[str, str]) -> str:
    """The same words in the elements that name what they are.

    Tables can be scrolled with the keyboard, each under its number.
    """
    html = _CAPTION.sub(r'<figure class="bp-caption"><figcaption>\1</figcaption></figure>', html)
    html = _SPEAKER.sub('<p class="bp-speaker">', html)
    html = _NOTE.sub(r'<div class="bp-note" role="note">\1</div>', html)
    numbers = count(1)
    return _TABLE.sub(
        lambda table: _scrolling(table[1], labels["article.table"].format(number=next(numbers))),
        aligned(html),
    )


def aligned(html: str) -> str:
    """Cells of tables, aligned by classes (briefings.css) and not by styles."""
    return _ALIGNED.sub(r'\1 class="bp-\2"', html)


def _scrolling(rows: str, name: str) -> str:
    region = f'<div class="bp-table" role="region" aria-label="{name}" tabindex="0">'
    return f'{region}<table class="bp-grid">{rows}</table></div>'
