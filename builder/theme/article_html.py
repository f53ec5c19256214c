"""An article's HTML as Markdown made it, styled for the page.

Captions as figures, notes as notes, speakers, tables that scroll.

Markdown has no sign for a caption, a note or a speaker; the prose room writes them as emphasis and quotes
(builder/prose/markdown.py). The HTML that comes in is Python-Markdown's, regular and already judged safe;
nothing is taken out of it and no word is added to it; names of officials become links to their pages. It is
read by its tags and not by the reader of our Markdown (builder/prose/reader.py): MkDocs asks the theme for
the page when it has rendered it, and what was rendered is what must be styled, also where a person wrote it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import count
from typing import Final, NamedTuple

MENTIONS: Final = "mentions"
"""The slot of the links that are laid over an article's text: a list of ``Link`` as JSON."""
_TAG: Final = re.compile(r"(<[^>]*>)")
_TAKES_NO_LINK: Final = re.compile(r"<(/?)(?:a|h[1-6])[\s>]")
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


class Link(NamedTuple):
    """A link over a name in an article's text: where, and where it leads."""

    words: str
    """Among which the name stands: ``최기영 과학기술정보통신부 장관``."""
    times_before: int
    """How often the same words stand above them."""
    name_start: int
    name: str
    address: str
    """Relative to the page."""


def styled(html: str, labels: Mapping[str, str], mentions: str = "") -> str:
    """The same words in the elements that name what they are.

    Tables can be scrolled with the keyboard, each under its number. ``mentions``: what publishing made for
    the slot of that name.
    """
    html = _linked(html, [Link(*one) for one in json.loads(mentions)]) if mentions else html
    html = _CAPTION.sub(r'<figure class="bp-caption"><figcaption>\1</figcaption></figure>', html)
    html = _SPEAKER.sub('<p class="bp-speaker">', html)
    html = _NOTE.sub(r'<div class="bp-note" role="note">\1</div>', html)
    numbers = count(1)
    return _TABLE.sub(
        lambda table: _scrolling(table[1], labels["article.table"].format(number=next(numbers))),
        aligned(html),
    )


def _linked(html: str, found: Sequence[Link]) -> str:
    """With a link on each name, where the words stand in one piece of text that is no heading and no link."""
    pieces = _TAG.split(html)  # text, tag, text, …
    for link in found:
        place, start = _place_of(link, pieces)
        if place is not None:
            at, text = start + link.name_start, pieces[place]
            end = at + len(link.name)
            anchor = f'<a class="bp-named" href="{escape(link.address)}">{link.name}</a>'
            pieces[place] = text[:at] + anchor + text[end:]
    return "".join(pieces)


def _place_of(link: Link, pieces: Sequence[str]) -> tuple[int | None, int]:
    """The piece in which the words stand, after as many of the same, and where in it."""
    before, closed = link.times_before, 0
    for place, piece in enumerate(pieces):
        if place % 2:
            closed += _closes(piece)
            continue
        count = piece.count(link.words)
        if before >= count:
            before -= count
            continue
        start = -1
        for _ in range(before + 1):
            start = piece.index(link.words, start + 1)
        return (None if closed else place), start
    return None, 0


def _closes(tag: str) -> int:
    """1 where a tag begins what takes no link, -1 where it ends it, else 0."""
    found = _TAKES_NO_LINK.match(tag)
    return 0 if found is None else -1 if found[1] else 1


def aligned(html: str) -> str:
    """Cells of tables, aligned by classes (briefings.css) and not by styles."""
    return _ALIGNED.sub(r'\1 class="bp-\2"', html)


def _scrolling(rows: str, name: str) -> str:
    region = f'<div class="bp-table" role="region" aria-label="{name}" tabindex="0">'
    return f'{region}<table class="bp-grid">{rows}</table></div>'
