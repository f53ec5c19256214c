"""The article's body in blocks."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.seed import Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text of one paragraph, plain (not yet Markdown), and the links in it in order."""

    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the article; ``level`` 2 or 3."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or remark (``※ …``, ``* …``), its mark kept in the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list.

    Its text (mark removed, but Hangul letters and ①② kept), its notes, the list below it.
    """

    text: str
    notes: tuple[Note, ...] = ()
    children: ItemList | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemList:
    """A block list."""

    items: tuple[Item, ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of one length; the first row is the head."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """The words under a picture that is not there."""

    text: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker's label or a question, on a line of its own."""

    text: str


Block = Paragraph | Heading | Note | ItemList | Table | Caption | Speaker


@dataclass(frozen=True, slots=True)
class Document:
    """The article's body."""

    blocks: tuple[Block, ...]
