"""The words of a document alone, by which tests see that none is lost or made up."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Block, Caption, Document, Heading, ItemList, Note, Paragraph, Speaker, Table


def plain_text(document: Document) -> str:
    """The words alone, for search and data.

    A line per item, note and row, a blank line between blocks, no marks of Markdown.
    """
    return "\n\n".join("\n".join(_plain_lines(block)) for block in document.blocks)


def _plain_lines(block: Block) -> Iterator[str]:
    match block:
        case ItemList(items):
            for item in items:
                yield item.text
                yield from (note.text for note in item.notes)
                yield from _plain_lines(item.children) if item.children else ()
        case Table(rows):
            yield from ("\t".join(row) for row in rows)
        case Paragraph(text) | Heading(text) | Note(text) | Caption(text) | Speaker(text):
            yield text
