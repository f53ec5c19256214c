"""Blocks → Markdown that two renderers read as the same structure.

They are Python-Markdown (``toc``, ``tables``) and CommonMark with GitHub's tables.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from builder.model import Block, Caption, Document, Heading, ItemList, Link, Note, Paragraph, Speaker, Table
from builder.prose.escape import escape_inline, escape_line, normalise

#: Python-Markdown nests at four columns. CommonMark nests at the width of the mark above, which must not
#: exceed them: numbers past 99 are written 99 (both renderers count on from the first number).
_INDENT: Final = "    "
_LAST_NUMBER: Final = 99
#: Characters that escaping may add to a paragraph; ordinary text needs a few dozen.
_MOST_ESCAPES: Final = 2_000
_CLOSING_HASHES: Final = re.compile(r"#+$")
#: A stop after a Korean word (not after a number: ``2024. 3. 5.``), with the quotes that it closes, before
#: white space.
_SENTENCE_END: Final = re.compile(r"(?<=[가-힣)\]\"'”’」』%])[.?!…]+[\"'”’」』)\]]*(?=\s|$)")
_QUOTES: Final = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("(", ")"))


def render_document(document: Document) -> str:
    """The body as Markdown: LF, one blank line between blocks, one at the end.

    It is empty for a document without text. Two lists must not stand side by side (``build_document`` never
    leaves them so): Markdown would read them as one.
    """
    parts = [
        part
        for block_kind, blocks in groupby(document.blocks, key=type)
        for part in _render_run(block_kind, list(blocks))
    ]
    return "\n\n".join(parts) + "\n" if parts else ""


def first_sentence(document: Document, limit: int = 120, greetings: Sequence[re.Pattern[str]] = ()) -> str:
    """The first sentence of the paragraphs, quotes kept whole.

    One longer than ``limit`` characters is cut at a word's end with ``…``.

    ``greetings``: sentences that match one whole are passed over, as long as another one follows.
    """
    sentences = first_sentences(
        [normalise(block.text) for block in document.blocks if isinstance(block, Paragraph)], limit
    )
    first = ""
    for sentence in sentences:
        first = sentence
        if not any(greeting.fullmatch(sentence) for greeting in greetings):
            break
    return shortened(first, limit)


def first_sentences(paragraphs: Iterable[str], limit: int) -> Iterator[str]:
    """The sentences in order, as far as each ends within ``limit`` characters; what is longer comes whole."""
    for text in paragraphs:
        rest = text
        while rest:
            ends = (
                found.end() for found in _SENTENCE_END.finditer(rest, 0, limit + 1)
            )  # a later end would be cut away
            sentence = rest[: next((end for end in ends if _quotes_closed(rest[:end])), len(rest))]
            yield sentence
            rest = rest[len(sentence) :].lstrip()


def _render_run(kind: type[Block], blocks: Sequence[Block]) -> Iterator[str]:
    """Neighbouring notes share one quote, as both renderers would join them anyway."""
    if kind is Note:
        notes = [block for block in blocks if isinstance(block, Note) and normalise(block.text)]
        if notes:
            yield "\n".join(_quote(notes))
        return
    yield from filter(None, map(_render, blocks))


def _render(block: Block) -> str:
    match block:
        case Paragraph(text, links):
            written = _paragraph(text, links)
        case Heading(text, level):
            written = _heading(text, level)
        case Caption(text):
            written = _emphasised(text, "*")
        case Speaker(text):
            written = _emphasised(text, "**")
        case ItemList():
            written = "\n".join(_list_lines(block))
        case Table(rows):
            written = _table(rows)
        case Note():
            written = "\n".join(_quote([block]))
    return written


def _paragraph(text: str, links: Sequence[Link]) -> str:
    """A line of Markdown.

    Text that is little but marks becomes a raw paragraph, in which no mark has a meaning. Python-Markdown
    copies the paragraph once for each escape: 20,000 brackets would cost a second, as a raw paragraph they
    cost nothing.
    """
    escaped = escape_line(text)
    if len(escaped) - len(text) <= _MOST_ESCAPES:
        return escape_line(text, links) if links else escaped
    return f"<p>{html.escape(normalise(text), quote=False)}</p>"


def _heading(text: str, level: int) -> str:
    escaped = escape_inline(text)
    # a closing run of # would be taken for decoration
    escaped = _CLOSING_HASHES.sub(lambda run: run[0].replace("#", r"\#"), escaped)
    return f"{'#' * level} {escaped}" if escaped else ""


def _emphasised(text: str, mark: str) -> str:
    """The whole paragraph in emphasis: at both ends of a line the marks hold even beside punctuation."""
    escaped = escape_inline(text)
    return f"{mark}{escaped}{mark}" if escaped else ""


def _quote(notes: Iterable[Note]) -> list[str]:
    lines: list[str] = []
    for note in notes:
        lines += [">", f"> {escape_line(note.text)}"]
    return lines[1:]


def _list_lines(block: ItemList) -> list[str]:
    """The list line by line, with blank lines between them all where an item has a note.

    A quote needs blank lines around it, and Python-Markdown then needs them between all items, or it nests
    the next one too deep.
    """
    lines = list(_tight_lines(block))
    return [line for tight in lines for line in ("", tight)][1:] if _has_notes(block) else lines


def _tight_lines(block: ItemList) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        mark = f"{min(number, _LAST_NUMBER)}." if block.ordered else "-"
        yield f"{mark} {escape_line(item.text, item.links)}"
        if item.notes:
            yield "\n".join(f"{_INDENT}{line}" for line in _quote(item.notes))
        if item.children is not None:
            yield from (
                "\n".join(f"{_INDENT}{line}" for line in piece.split("\n"))
                for piece in _tight_lines(item.children)
            )


def _has_notes(block: ItemList) -> bool:
    return any(
        item.notes or (item.children is not None and _has_notes(item.children)) for item in block.items
    )


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    head, *others = (_table_row(map(_cell, row)) for row in rows)
    return "\n".join([head, _table_row(["---"] * len(rows[0])), *others])


def _cell(text: str) -> str:
    return escape_inline(text).replace("|", "&#124;")


def _table_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _quotes_closed(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(
        text.count(opening) <= text.count(closing) for opening, closing in _QUOTES
    )


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters, of a longer text the ellipsis included.

    Cut within the last word only where it is the only one.
    """
    if len(text) <= limit:
        return text
    head = text[:limit]
    words, space, _ = head.rpartition(" ")
    return (words if space else head[:-1]).rstrip(" ,·") + "…"
