"""The one sentence by which lists, feeds and search show an article: its lead, not its title said again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from builder.model import Document, ItemList, Paragraph
from builder.prose.escape import normalise
from builder.prose.markdown import first_sentence, first_sentences, shortened
from builder.prose.reader import read_blocks
from builder.registry.structure import Mark

#: Characters: two lines of a list.
LIMIT: Final = 120
#: A lead stands in the first paragraphs, or it is none; a greeting may stand alone before it.
_MOST_PARAGRAPHS: Final = 8
#: What is no letter and no digit: a title said again differs in nothing else.
_MARKS: Final = re.compile(r"[\W_]+")
#: Letters a repeat may add to what was said, where that is too long for chance: a ministry's name before it,
#: a phrase like "관련 보도자료 내용입니다" behind it.
_MORE: Final = 14
_LONG: Final = 8
#: A shorter entry of a list is the heading of those below it.
_TELLS: Final = 16
_WHOLE: Final = re.compile(r"[.?!…][\"'”’」』)\]]*$")
#: Uses of a mark that says nothing in front of a lead, which stands alone.
_BULLETS: Final = frozenset({"paragraph", "item", "symbol"})
#: Signs that mean something in one font only, which readers of a list do not have.
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def lead(
    document: Document,
    said: Sequence[str] = (),
    greetings: Sequence[re.Pattern[str]] = (),
    marks: Sequence[Mark] = (),
) -> str:
    """The first whole sentence that tells something: plain, cut at ``LIMIT`` characters with ``…``.

    Of the paragraphs; where these have none, the first entry of a list. Nothing where the body says only what
    is known. The mark with which its line began stays behind, and so do signs of private use.

    Args:
        document: The body.
        said: What stands beside the lead wherever it is shown: the title and the subtitles.
        greetings: Sentences that match one whole tell nothing.
        marks: What may stand in front of a line (``structure.yaml``).
    """
    known = [letters for text in said if (letters := _letters(text))]
    part = greeting = ""
    for sentence in (_bare(one, marks) for one in _sentences(document)):
        if _repeats(_letters(sentence), known):
            continue
        if any(pattern.fullmatch(sentence) for pattern in greetings):
            greeting = greeting or sentence
        elif _WHOLE.search(sentence):
            return shortened(sentence, LIMIT)
        else:
            part = part or sentence
    return shortened(part or greeting or next(_entries(document, known), ""), LIMIT)


def markdown_lead(
    body: str,
    said: Sequence[str] = (),
    greetings: Sequence[re.Pattern[str]] = (),
    marks: Sequence[Mark] = (),
) -> str:
    """The lead of a body that exists only as Markdown, because a person edited it."""
    return lead(Document(tuple(read_blocks(body))), said, greetings, marks)


def markdown_summary(body: str, greetings: Sequence[re.Pattern[str]] = ()) -> str:
    """The first sentence, whatever it says: what builders wrote that did not record it.

    By it ``upgrade`` tells whether a person wrote another.
    """
    paragraphs = (block for block in read_blocks(body) if isinstance(block, Paragraph))
    return first_sentence(Document(tuple(islice(paragraphs, 3))), greetings=greetings)


def _sentences(document: Document) -> Iterator[str]:
    paragraphs = (normalise(block.text) for block in document.blocks if isinstance(block, Paragraph))
    return first_sentences(islice(paragraphs, _MOST_PARAGRAPHS), LIMIT)


def _entries(document: Document, known: Sequence[str]) -> Iterator[str]:
    entries = (item for block in document.blocks if isinstance(block, ItemList) for item in block.items)
    texts = [_public(item.text) for item in entries]
    told = [text for text in texts if text and not _repeats(_letters(text), known)]
    yield from sorted(told, key=lambda text: len(text) < _TELLS)


def _public(text: str) -> str:
    return normalise(_PRIVATE.sub(" ", text))


def _bare(sentence: str, marks: Sequence[Mark]) -> str:
    """Without the mark in front (``■ …``, ``- … -``), unless it parts the sentence too (``▲ A ▲ B``)."""
    text = _public(sentence)
    for mark in marks:
        if mark.use in _BULLETS and (found := mark.pattern.fullmatch(text)):
            parts = mark.use == "symbol" and text.count(found["mark"]) > 1
            return text if parts else found["rest"].removesuffix(f" {found['mark']}")
    return text


def _letters(text: str) -> str:
    return _MARKS.sub("", text)


def _repeats(letters: str, known: Sequence[str]) -> bool:
    """Whether a sentence says nothing but what is known, or all of that and hardly more."""
    return not letters or any(
        letters in one or (len(one) >= _LONG and len(letters) <= len(one) + _MORE and one in letters)
        for one in known
    )
