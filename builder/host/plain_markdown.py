"""Markdown of the usual forms as HTML, byte for byte as Python-Markdown writes it, in a tenth of its time.

The usual forms are paragraphs and headings of one line, tight lists, tables, quotes of paragraphs, a line in
emphasis from end to end; between them one blank line; in them text with backslash escapes and entities, words
as code, links to other pages, and the few tags of our lists. Whatever else stands in a page (blocks of code,
other HTML, a person's own style) is left to Python-Markdown itself: one look tells. The rules are those of
its block processors and inline patterns with the extensions ``toc`` (with ``slugify_unicode``), ``tables``
and ``fenced_code`` (Markdown 3.6 to 3.11; a property test holds them together).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from itertools import count, groupby
from typing import Final

#: A character that can begin something else than text, unless it is escaped: code, emphasis, links, HTML.
#: An underscore between letters begins nothing.
_ACTIVE: Final = re.compile(r"[`*\[<\t\r\f\v\x02\x03\xa0]|(?<![^\W_])_|_(?![^\W_])|\\|~~~")
#: What may stand in a line beside text: a link to a page of ours, a heading or another site, the tags of our
#: lists and tables, and a few strong words.
_MARKED: Final = re.compile(
    r"(?<!!)\[((?:[^\[\]\\\n]|\\[\\`*_{}\[\]()>#+\-.!])+)\]\(((?:[a-z0-9./-]+\.md(?:\?[a-z0-9=&-]+)?)?(?:#[\w-]+)?|https?://[A-Za-z0-9./?=&%_-]+)\)"
    r"|(<time datetime=\"[0-9-]+\">|</time>|</?small>|<br>|<a href=\"[A-Za-z0-9./-]+\">|</a>)"
    r"|(?<!\\)\*\*([^\s*_`\[\]<>&\\](?:[^\n*_`\[\]<>&\\]*[^\s*_`\[\]<>&\\])?)\*\*"
)
#: Words as code, in which nothing has to be escaped.
_CODE: Final = re.compile(r"(?<!`)`([^`\\<>&\s]+(?: [^`\\<>&\s]+)*)`(?!`)")
#: A backtick that begins no code, and ends none that another one begins.
_ESCAPED_BACKTICK: Final = re.compile(r"(?<!\\)\\`")
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
#: An ampersand that the serializer writes as an entity (``RE_AMP`` in markdown/serializers.py).
_AMPERSAND: Final = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
#: How a line of text may not begin: as a heading, quote, list, rule, code, or the line below a heading.
_BLOCK: Final = re.compile(r"[#>]|[ ]|[+-] |\d+\. |[-=]+$|(?:- ?){3,}$|\|")
_HEADING: Final = re.compile(r"(#{1,6}) ([^ ].*)")
_NOT_IN_HEADING: Final = re.compile(r"\\>|`|</?a")
_ITEM: Final = re.compile(r"((?:    )*)(-|\d{1,9}\.) (\S.*)")
#: The second line of an item.
_MORE: Final = re.compile(r"((?:    )*)  (<br>.*)")
_INDENTED_QUOTE: Final = re.compile(r"((?:    )+)>")
_DELIMITERS: Final = re.compile(r"\|(?: (?:---|--:) \|)+")
_ALIGNED: Final = {"---": "", "--:": ' style="text-align: right;"'}
_QUOTED: Final = re.compile(r"> (\S.*)")
_NOT_IN_ID: Final = re.compile(r"[^\w\s-]")
_SPACES_IN_ID: Final = re.compile(r"[-\s]+")
_TAG: Final = re.compile(r"<[^>]*>")
_COUNTED: Final = re.compile(r".*_[0-9]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its id, its words and its HTML."""

    level: int
    id: str
    name: str
    html: str


@dataclass(frozen=True, slots=True)
class PlainPage:
    """The HTML of a page, and its headings in order."""

    html: str
    headings: tuple[Heading, ...]


@dataclass(slots=True)
class _List:
    tag: str
    items: list[_Item] = field(default_factory=list)


@dataclass(slots=True)
class _Item:
    html: str
    quotes: list[str] = field(default_factory=list)
    below: _List | None = None


class _UnusualError(Exception):
    """A form that is not written here."""


def plain_page(markdown: str, address: Callable[[str], str | None]) -> PlainPage | None:
    """The page's Markdown (LF, no front matter) as HTML; None where a form is not one of the usual.

    ``address`` gives what a link to another page or to a heading becomes, or None where the link is not in
    order: that is for the renderer to tell.
    """
    writer = _Writer(address)
    try:
        html = "\n".join(writer.blocks(markdown.strip("\n")))
    except _UnusualError:
        return None
    return PlainPage(html, tuple(writer.headings.values()))


class _Writer:
    """Writes one page."""

    def __init__(self, address: Callable[[str], str | None]) -> None:
        self._address = address
        self.headings: dict[str, Heading] = {}

    def blocks(self, markdown: str) -> Iterator[str]:
        for kind, chunks in groupby(markdown.split("\n\n") if markdown else (), _kind):
            listed = list(chunks)
            if kind == "list" and len(listed) > 1:
                yield _list_html(self._loose_list(listed), loose=True)
                continue
            if kind == "quote" and len(listed) > 1:  # they are one
                raise _UnusualError
            yield from map(self._block, listed)

    def _block(self, chunk: str) -> str:
        if found := _HEADING.fullmatch(chunk):
            heading = self._heading(len(found[1]), found[2])
            return f'<h{heading.level} id="{heading.id}">{heading.html}</h{heading.level}>'
        if _ITEM.match(chunk):
            return _list_html(self._list(chunk.split("\n")))
        if chunk.startswith("> "):
            return self._quote(chunk.split("\n"))
        if chunk.startswith("| "):
            return self._table(chunk.split("\n"))
        return f"<p>{self._paragraph(chunk)}</p>"

    def _paragraph(self, line: str) -> str:
        for mark, tag in (("**", "strong"), ("*", "em")):
            size = len(mark)
            inner = line[size:-size]
            if line.startswith(mark) and line.endswith(mark) and _closed_by_a_mark(inner):
                return f"<{tag}>{_plain(inner)}</{tag}>"
        return self._text(line)

    def _text(self, line: str) -> str:
        """A line that begins no other block."""
        if not line or _BLOCK.match(line):
            raise _UnusualError
        return self._inline(line)

    def _inline(self, line: str) -> str:
        """Text, code, links and tags as HTML."""
        if line.endswith(" "):
            raise _UnusualError
        if "\\`" in line and "`" in _ESCAPED_BACKTICK.sub("", line):
            raise _UnusualError
        if "`" not in line or "\\`" in line:
            return self._marked(line)
        html, end = [], 0
        for found in _CODE.finditer(line):
            html += [self._marked(line[end : found.start()]), f"<code>{found[1]}</code>"]
            end = found.end()
        return "".join((*html, self._marked(line[end:])))

    def _marked(self, line: str) -> str:
        """The same without code."""
        if "](" not in line and "<" not in line and "**" not in line:
            return _plain(line)
        pieces = _cut(line)
        if len(pieces) == 1:
            return pieces[0]
        return "".join(self._link(piece) if place % 2 else piece for place, piece in enumerate(pieces))

    def _link(self, target: str) -> str:
        address = self._address(target) if target else None
        if address is None:
            raise _UnusualError
        return _AMPERSAND.sub("&amp;", address) if "&" in address else address

    def _heading(self, level: int, text: str) -> Heading:
        """Its id is made as in markdown/extensions/toc.py: its words, and a number where they are taken."""
        if text.endswith(("#", " ")) or _NOT_IN_HEADING.search(text) or ("\\" in text and "&" in text):
            raise _UnusualError
        html = self._inline(text)
        name = " ".join(_TAG.sub("", html).split())
        anchor = _SPACES_IN_ID.sub("-", _NOT_IN_ID.sub("", unescape(name)).strip().lower())
        if not anchor or _COUNTED.fullmatch(anchor):
            raise _UnusualError
        if anchor in self.headings:
            anchor = next(one for number in count(1) if (one := f"{anchor}_{number}") not in self.headings)
        return self.headings.setdefault(anchor, Heading(level, anchor, name, html))

    def _list(self, lines: Sequence[str]) -> _List:
        """The lines of a tight list as its items, each with the list below it."""
        levels: list[_List] = []
        for line in lines:
            if more := _MORE.fullmatch(line):
                self._continue(levels, len(more[1]) // 4, more[2])
                continue
            found = _ITEM.fullmatch(line)
            if found is None:
                raise _UnusualError
            members = _list_at(levels, len(found[1]) // 4, found[2])
            members.items.append(_Item(self._text(found[3])))
        return levels[0]

    def _loose_list(self, chunks: Sequence[str]) -> _List:
        """A list with blank lines between all its lines: an item or a quote of the one above it in each."""
        levels: list[_List] = []
        for chunk in chunks:
            if quoted := _INDENTED_QUOTE.match(chunk):
                indent = quoted[1]
                item = _last_item(levels, len(indent) // 4 - 1)
                lines = chunk.split("\n")
                if item.quotes or item.below or not all(line.startswith(indent) for line in lines):
                    raise _UnusualError
                item.quotes.append(self._quote([line.removeprefix(indent) for line in lines]))
            elif found := _ITEM.fullmatch(chunk):
                members = _list_at(levels, len(found[1]) // 4, found[2])
                members.items.append(_Item(self._text(found[3])))
            else:
                raise _UnusualError
        return levels[0]

    def _continue(self, levels: Sequence[_List], depth: int, line: str) -> None:
        item = _last_item(levels, depth)
        if item.below or "\n" in item.html:
            raise _UnusualError
        item.html += f"\n  {self._inline(line)}"

    def _quote(self, lines: Sequence[str]) -> str:
        """Paragraphs of one line each, between lines that hold the mark alone."""
        found = [_QUOTED.fullmatch(line) for line in lines[::2]]
        if None in found or not len(lines) % 2 or any(line != ">" for line in lines[1::2]):
            raise _UnusualError
        paragraphs = "\n".join(f"<p>{self._text(line[1])}</p>" for line in found if line)
        return f"<blockquote>\n{paragraphs}\n</blockquote>"

    def _table(self, lines: Sequence[str]) -> str:
        """A head, the line of delimiters, and at least one row; all of as many cells."""
        if len(lines) < 3 or not _DELIMITERS.fullmatch(lines[1]):
            raise _UnusualError
        styles = [_ALIGNED[mark] for mark in _cells(lines[1])]
        head, *rows = (self._row(line, tag, styles) for line, tag in _rows(lines))
        body = "\n".join(rows)
        return f"<table>\n<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"

    def _row(self, line: str, tag: str, styles: Sequence[str]) -> str:
        cells = _cells(line)
        if len(cells) != len(styles):
            raise _UnusualError
        written = (
            f"<{tag}{style}>{self._inline(cell)}</{tag}>" for cell, style in zip(cells, styles, strict=True)
        )
        return "<tr>\n{}\n</tr>".format("\n".join(written))


@lru_cache(maxsize=16_384)  # a line of a list stands in many of them
def _cut(line: str) -> tuple[str, ...]:
    """A line with marks as HTML, cut where it links: HTML and targets by turns."""
    first, *pieces = _MARKED.split(line)
    cut, html = list[str](), _plain(first)
    for label, target, tag, strong, text in zip(*[iter(pieces)] * 5, strict=True):
        if tag or strong:
            html += tag or f"<strong>{strong}</strong>"
        else:
            cut += f'{html}<a href="', target
            html = f'">{_plain(label)}</a>'
        html += _plain(text)
    return (*cut, html)


def _plain(text: str) -> str:
    """Text without a mark of its own as HTML."""
    if not text:
        return ""
    bare = _ESCAPE.sub(",", text) if "\\" in text else text
    if "\n" in text or _ACTIVE.search(bare):
        raise _UnusualError
    words = text if bare is text else _ESCAPE.sub(r"\1", text)
    if "&" in words:
        words = _AMPERSAND.sub("&amp;", words)
    return words.replace("<", "&lt;").replace(">", "&gt;")


def _closed_by_a_mark(inner: str) -> bool:
    """Whether emphasis around ``inner`` holds: no space at its ends, and the mark after it is not escaped."""
    return bool(inner) and inner.strip() == inner and (len(inner) - len(inner.rstrip("\\"))) % 2 == 0


def _list_at(levels: list[_List], depth: int, mark: str) -> _List:
    """The list at a depth to which an item with this mark belongs; one that begins with it is opened."""
    tag = "ul" if mark == "-" else "ol"
    if depth > len(levels):
        raise _UnusualError
    if depth == len(levels):
        if tag == "ol" and mark != "1.":
            raise _UnusualError
        opened = _List(tag)
        if levels:
            levels[-1].items[-1].below = opened
        levels.append(opened)
    del levels[depth + 1 :]
    if levels[depth].tag != tag:
        raise _UnusualError
    return levels[depth]


def _last_item(levels: Sequence[_List], depth: int) -> _Item:
    """The item that stands last, which must lie at this depth."""
    if depth != len(levels) - 1:
        raise _UnusualError
    return levels[depth].items[-1]


def _list_html(found: _List, *, loose: bool = False) -> str:
    # where blank lines part them, only an item that stands all alone is no paragraph
    paragraphs = loose and len(found.items) > 1
    items = (
        _item_html(item, paragraph=paragraphs or (loose and _has_more(item)), loose=loose)
        for item in found.items
    )
    return "<{0}>\n{1}\n</{0}>".format(found.tag, "\n".join(items))


def _has_more(item: _Item) -> bool:
    return bool(item.quotes) or item.below is not None


def _item_html(item: _Item, *, paragraph: bool, loose: bool) -> str:
    below = [] if item.below is None else [_list_html(item.below, loose=loose)]
    if paragraph:
        return "<li>\n{}\n</li>".format("\n".join((f"<p>{item.html}</p>", *item.quotes, *below)))
    return f"<li>{item.html}{below[0]}\n</li>" if below else f"<li>{item.html}</li>"


def _kind(chunk: str) -> str:
    """What the block is one with when it stands beside it."""
    if chunk.startswith("    ") or _ITEM.match(chunk):
        return "list"
    return "quote" if chunk.startswith("> ") else ""


def _rows(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The rows of a table, each with what its cells are."""
    yield lines[0], "th"
    yield from ((line, "td") for line in lines[2:])


def _cells(line: str) -> list[str]:
    if not line.startswith("| ") or not line.endswith(" |") or "\\|" in line:
        raise _UnusualError
    return [cell.strip(" ") for cell in line[1:-1].split("|")]
