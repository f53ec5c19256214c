"""Our own Markdown, read back: the blocks it was written from, also where a person has edited since.

What we wrote comes back as it was (``read_document(render_document(d))`` is ``d``, its texts normalised). Of
a person's Markdown, emphasis, links, code and HTML are reduced to their words; fences, rules and definitions
of links hold no text of the article.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from builder.model import Block, Caption, Document, Heading, Item, ItemList, Note, Paragraph, Speaker, Table
from builder.prose.escape import normalise

_BLANK: Final = re.compile(r"[ \t]*")
_LIST_MARK: Final = re.compile(r"(?:[-+*]|(\d{1,9})[.)])(?:[ \t]+|$)")
_HEADING: Final = re.compile(r"(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINED: Final = re.compile(r"(.+)\n(?:(=+)|-+)[ \t]*", re.DOTALL)
_RULE: Final = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}")
_NO_TEXT: Final = re.compile(r"(?:```|~~~|\[[^\]]+\]:)")
_INDENTED: Final = re.compile(r"(?: {1,4}|\t)")
_DELIMITERS: Final = re.compile(r"[|:\s-]+")
_RAW: Final = re.compile(r"<p>(.*)</p>", re.DOTALL)
_CAPTION: Final = re.compile(r"\*(?!\*)((?:[^*\\]|\\.)+)\*|_(?!_)((?:[^_\\]|\\.)+)_", re.DOTALL)
_SPEAKER: Final = re.compile(r"\*\*((?:[^*\\]|\\.)+)\*\*|__((?:[^_\\]|\\.)+)__", re.DOTALL)
#: A backslash before a sign, an entity, a link or picture, marks of emphasis and code, a tag. Each is
#: bounded: pages are not trusted.
_INLINE: Final = re.compile(
    r"\\([!-/:-@\[-`{-~])|(&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{1,31});)"
    r"|!?\[([^\[\]]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])"
    r"|\*{1,3}|`+|~~|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_])|</?[a-zA-Z][^<>]{0,2000}>"
)


def read_document(markdown: str) -> Document:
    """The body of a page as blocks, their texts plain and normalised."""
    return Document(tuple(read_blocks(markdown)))


def read_blocks(markdown: str) -> Iterator[Block]:
    """The blocks of a page's body in order, each when it is asked for."""
    for chunk in _chunks(markdown.replace("\r\n", "\n").split("\n")):
        yield from _read(chunk)


def first_paragraph(markdown: str) -> str:
    """The Markdown of the body's first block that is a paragraph; empty where none is."""
    for chunk in _chunks(markdown.replace("\r\n", "\n").split("\n")):
        heads = next((count for count, line in enumerate(chunk) if not _HEADING.fullmatch(line)), len(chunk))
        if isinstance(next(_read(chunk[heads:]), None) if chunk[heads:] else None, Paragraph):
            return "\n".join(chunk[heads:])
    return ""


def plain(inline: str) -> str:
    """The words of a line of Markdown."""
    return normalise(_words(inline))


def _words(inline: str) -> str:
    return _INLINE.sub(_word, inline)


def _word(found: re.Match[str]) -> str:
    escaped, entity, link = found.groups()
    return escaped or (html.unescape(entity) if entity else _words(link) if link else "")


def _chunks(lines: Iterable[str]) -> Iterator[list[str]]:
    """Lines without a blank one between them.

    The lines of a list stay together, whatever blank ones it has.
    """
    waiting: list[str] = []
    for is_blank, run in groupby(lines, key=lambda line: _BLANK.fullmatch(line) is not None):
        if is_blank:
            continue
        chunk = list(run)
        if waiting and _goes_on(waiting, chunk):
            waiting += chunk
            continue
        if waiting:
            yield waiting
        waiting = chunk
    if waiting:
        yield waiting


def _goes_on(begun: Sequence[str], chunk: Sequence[str]) -> bool:
    first, next_one = _LIST_MARK.match(begun[0]), _LIST_MARK.match(chunk[0])
    if first is None or _RULE.fullmatch(chunk[0]):
        return False
    return _INDENTED.match(chunk[0]) is not None or (
        next_one is not None and bool(next_one[1]) == bool(first[1])
    )


def _read(lines: Sequence[str]) -> Iterator[Block]:
    text = "\n".join(lines)
    if _INDENTED.match(text) or _NO_TEXT.match(text) or _RULE.fullmatch(text):
        return
    if text.startswith(">"):
        yield from _notes(lines)
    elif _is_table(lines):
        yield _table(lines)
    elif _LIST_MARK.match(text):
        yield _list(lines)
    elif found := _HEADING.fullmatch(lines[0]):
        yield Heading(plain(found[2] or ""), len(found[1]))
        yield from _read(lines[1:]) if lines[1:] else ()
    else:
        yield from _running_text(text)


def _running_text(text: str) -> Iterator[Block]:
    if found := _RAW.fullmatch(text.strip()):
        yield Paragraph(normalise(html.unescape(found[1])))
    elif text.startswith("<"):
        return
    elif found := _UNDERLINED.fullmatch(text):
        yield Heading(plain(found[1]), 1 if found[2] else 2)
    elif found := _SPEAKER.fullmatch(text.strip()):
        yield Speaker(plain(found[1] or found[2]))
    elif found := _CAPTION.fullmatch(text.strip()):
        yield Caption(plain(found[1] or found[2]))
    elif words := plain(text):
        yield Paragraph(words)


def _notes(lines: Iterable[str]) -> tuple[Note, ...]:
    """A quote's paragraphs; a line without a mark goes on with the one before."""
    quoted = [line.lstrip().removeprefix(">").strip() for line in lines]
    runs = (list(run) for is_blank, run in groupby(quoted, key=lambda line: not line) if not is_blank)
    return tuple(Note(plain(" ".join(run))) for run in runs)


def _is_table(lines: Sequence[str]) -> bool:
    return lines[0].startswith("|") and len(lines) > 1 and _DELIMITERS.fullmatch(lines[1]) is not None


def _table(lines: Iterable[str]) -> Table:
    rows = [line.strip().removeprefix("|").removesuffix("|").split("|") for line in lines]
    kept = [row for place, row in enumerate(rows) if place != 1 or not _DELIMITERS.fullmatch("|".join(row))]
    return Table(tuple(tuple(map(plain, row)) for row in kept))


def _list(lines: Iterable[str]) -> ItemList:
    """A list's lines, its own marks at the left; what stands to the right belongs to the item above."""
    items: list[list[str]] = []
    ordered = False
    for line in lines:
        if mark := _LIST_MARK.match(line):
            ordered = ordered or (not items and mark[1] is not None)
            items.append([line[mark.end() :]])
        else:
            items[-1].append(line)
    return ItemList(tuple(map(_item, items)), ordered)


def _item(lines: Sequence[str]) -> Item:
    inner = [_INDENTED.sub("", line, count=1) for line in lines[1:]]
    notes = tuple(_notes(_runs_of_quotes(inner)))
    below = [line for line in inner if not line.startswith(">")]
    start = next((place for place, line in enumerate(below) if _LIST_MARK.match(line)), len(below))
    text = plain(" ".join([lines[0], *below[:start]]))
    return Item(text, notes, _list(below[start:]) if below[start:] else None)


def _runs_of_quotes(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line.startswith(">")]
