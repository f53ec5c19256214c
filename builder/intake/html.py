"""HTML to lines: one text block = one line, numbered by where it starts in the raw file.

lxml parses (maintained, in C, hardened against depth); the walk over its tree is iterative. Only what is no
text is left out: scripts, styles, form fields, embedded players. Menus, footers and side columns stay, for
the noise rules to remove them by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from lxml import etree

from builder.intake.markup import MAX_TAGS, defuse, flatten, looks_like_html, names, unclosed
from builder.intake.text import clean, is_blank
from builder.model import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Extract", "extract", "looks_like_html"]

_DROPPED: Final = names(
    "script style noscript template svg iframe object embed applet canvas audio video select datalist "
    "textarea input meta link base title"
)
_VOID: Final = frozenset({"embed", "input", "meta", "link", "base"})
_GAP: Final = names(
    "p div h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre figure article section header footer aside nav "
    "main address form fieldset hr center details menu dir hgroup listing xmp"
)
"""Blocks that a blank line parts from their neighbours."""
_BREAK: Final = names(
    "li dt dd tr td th caption figcaption legend summary option button body head html tbody thead tfoot"
)
"""Blocks that only start on a line of their own."""
_FLOWING: Final = names("p li dt dd td th h1 h2 h3 h4 h5 h6 figcaption caption")
"""Elements in which a line end of the raw text is a space, even in a text file with some tags left in it."""
_LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_LINKS: Final = frozenset({"a", "button"})
_VERBATIM: Final = frozenset({"pre", "listing", "xmp"})

_COLLAPSIBLE: Final = re.compile(r"[ \t\n\r\f]+")
_OWN_MARK: Final = re.compile(
    r"""[^\w\s"'“‘(\[<「『《]|[\u2460-\u24ff\u2776-\u2793\u3200-\u32ff]|(?:\d{1,3}[.)]|[ㅇ]\s)"""
)
"""A list item that brings a mark of its own."""
_MAX_INDENT: Final = 8
_SOURCELINE_LIMIT: Final = 65_535
"""libxml2 counts lines in 16 bits."""

_CELL_LIMIT: Final = 500
"""A cell with more characters holds part of a page, not a datum."""
_MAX_SPAN: Final = 20

_META_KEYS: Final = names(
    "og:title og:site_name og:url og:description article:published_time article:modified_time "
    "article:author author"
)
_METADATA_LIMIT: Final = 2_000
_METADATA_ENTRIES: Final = 100
_ATTACHMENT: Final = re.compile(r"\.(?:pdf|hwpx?|zip|xlsx?|docx?|pptx?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Extract:
    """An HTML page's lines and what its head states (see ``Seed.metadata``); attachments are ``URL name``."""

    lines: tuple[Line, ...]
    metadata: tuple[tuple[str, str], ...]


def extract(
    text: str, first_line: int = 1, *, keep_breaks: bool = False, max_lines: int | None = None
) -> Extract | None:
    """The lines and metadata of HTML ``text``.

    None if it cannot be parsed whole (more than ``MAX_TAGS`` tags).

    ``first_line``: the number of its first line in the raw file. ``keep_breaks``: outside paragraphs a line
    end stays one (text with some tags left in it). ``max_lines``: the extract holds at most one line more
    than this. Several lines may have one number: much HTML has no line ends.
    """
    if text.count("<") > MAX_TAGS:
        return None
    safe = defuse(text)
    root = _parse(safe)
    if root is None:
        safe = flatten(safe)
        root = _parse(safe)
    if root is None:
        return None
    lines = _Walk(first_line, _droppable(safe), max_lines, keep_breaks=keep_breaks).run(root)
    return Extract(lines, tuple(_metadata(root))[:_METADATA_ENTRIES])


def _parse(text: str) -> etree._Element | None:
    """The tree; None if the parser gave up before the end.

    The parser's own character set guess is overruled: the text is decoded.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        return None
    return etree.Element("html") if root is None else root


def _droppable(text: str) -> frozenset[str]:
    """The elements to leave out.

    Not those that were opened and never closed, for they would take the rest of the page along.
    """
    return _DROPPED - (unclosed(text, _DROPPED - _VOID) - {"script", "style"})


# ------------------------------------------------------------------------------------------------------ lines


@dataclass(slots=True)
class _Block:
    """The text block that is being collected."""

    parts: list[str] = field(default_factory=list)
    number: int | None = None
    mark: str = ""
    is_link: bool = True
    pictures: list[Line] = field(default_factory=list)


class _Writer:
    """Collects text into lines."""

    def __init__(self, max_lines: int | None) -> None:
        self.lines: list[Line] = []
        self._max_lines = max_lines
        self._block = _Block()
        self._gap = False
        self._breaks = 0

    def add(self, text: str, number: int, *, verbatim: bool, in_link: bool) -> None:
        """Text to append to the block."""
        block = self._block
        if not verbatim:
            text = _COLLAPSIBLE.sub(" ", text)
            if not block.parts or block.parts[-1].endswith(" "):
                text = text.lstrip(" ")
        if not text:
            return
        block.parts.append(text)
        if is_blank(text):
            return
        self._breaks = 0
        block.is_link = block.is_link and in_link
        if block.number is None:
            block.number = number

    def mark(self, mark: str) -> None:
        """The mark of the list item that starts here."""
        self._block.mark = mark

    def picture(self, words: str, number: int) -> None:
        """A picture's words: a line of their own, after the block they stand in."""
        if not is_blank(words):
            self._block.pictures.append(Line(number, clean(_COLLAPSIBLE.sub(" ", words).strip())))

    def row(self, cells: tuple[str, ...], number: int) -> None:
        """A table row: its cells parted by tabs."""
        self._emit(Line(number, "\t".join(cells)))

    def end_block(self) -> None:
        """The block ends."""
        block, self._block = self._block, _Block()
        text = clean("".join(block.parts)).rstrip()
        if block.number is not None:
            mark = "" if block.is_link or _OWN_MARK.match(text.lstrip()) else block.mark
            self._emit(Line(block.number, mark + text))
        elif not block.pictures:
            self._block.mark = block.mark  # nothing was said yet: the mark waits for the item's text
        for line in block.pictures:
            self._emit(line)

    def end_line(self) -> None:
        """A line break: the second in a row parts paragraphs."""
        self.end_block()
        self._breaks += 1
        if self._breaks > 1:
            self._gap = True

    def end_paragraph(self) -> None:
        """The block ends, and a blank line parts it from the next."""
        self.end_block()
        self._gap = True

    def _emit(self, line: Line) -> None:
        """A line, after the blank one that is due.

        Beyond the limit all is lost anyway: the seed is refused.
        """
        if self._max_lines is not None and len(self.lines) > self._max_lines:
            return
        if self._gap and self.lines:
            self.lines.append(Line(self.lines[-1].number, ""))
        self._gap = False
        self._breaks = 0
        self.lines.append(line)


@dataclass(slots=True)
class _ListState:
    """An open list: whether it counts, and how far."""

    ordered: bool
    count: int


class _Walk:
    """One pass over the tree in document order."""

    def __init__(
        self, first_line: int, dropped: frozenset[str], max_lines: int | None, *, keep_breaks: bool
    ) -> None:
        self._writer = _Writer(max_lines)
        self._offset = first_line - 1
        self._dropped = dropped
        self._keep_breaks = keep_breaks
        self._line = 1
        self._open: dict[str, int] = {"flowing": 0, "verbatim": 0, "link": 0}
        self._lists: list[_ListState] = []
        self._after_br = False

    def run(self, root: etree._Element) -> tuple[Line, ...]:
        """All lines below ``root``."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if self._start(element):
                    walker.skip_subtree()
            else:
                self._end(element)
        self._writer.end_block()
        return tuple(self._writer.lines)

    def _start(self, element: etree._Element) -> bool:
        """Before an element's content; True if the content is not to be walked."""
        tag = str(element.tag)
        self._locate(element)
        if tag in self._dropped:
            self._line += "".join(element.itertext()).count("\n")
            return True
        self._part(tag, is_nested=bool(self._lists))
        self._enter(element)
        if tag == "table" and self._table(element):
            return True
        if tag == "img":
            self._writer.picture(element.get("alt") or "", self._number())
        elif tag == "br":
            self._writer.end_line()
            self._after_br = True
        self._text(element.text)
        return False

    def _end(self, element: etree._Element) -> None:
        """After an element's content, before the text that follows it."""
        tag = str(element.tag)
        if tag not in self._dropped:
            self._part(tag, is_nested=len(self._lists) > 1)
            self._leave(tag)
        self._text(element.tail)

    def _part(self, tag: str, *, is_nested: bool) -> None:
        """End the block where ``tag`` starts or ends one.

        A list inside a list (``is_nested``) is not parted from its items.
        """
        if tag in _GAP and not (is_nested and tag in _LISTS):
            self._writer.end_paragraph()
        elif tag in _GAP or tag in _BREAK:
            self._writer.end_block()

    def _enter(self, element: etree._Element) -> None:
        """Note what the walk is in."""
        tag = str(element.tag)
        self._count(tag, 1)
        if tag in _LISTS:
            self._lists.append(_ListState(tag == "ol", _int(element.get("start"), 1) - 1))
        elif tag == "li":
            self._writer.mark(self._item_mark())

    def _leave(self, tag: str) -> None:
        """Note what the walk has left."""
        self._count(tag, -1)
        if tag in _LISTS:
            self._lists.pop()
        elif tag == "li":
            self._writer.mark("")

    def _count(self, tag: str, step: int) -> None:
        """Count the open elements in which text is treated differently."""
        self._open["flowing"] += step * (tag in _FLOWING)
        self._open["verbatim"] += step * (tag in _VERBATIM)
        self._open["link"] += step * (tag in _LINKS)

    def _item_mark(self) -> str:
        """The mark that a browser shows before a list item, as copied text has it: ``  • `` or ``  1. ``."""
        if not self._lists:
            return ""
        indent = "  " * min(len(self._lists), _MAX_INDENT)
        innermost = self._lists[-1]
        innermost.count += 1
        return f"{indent}{innermost.count}. " if innermost.ordered else f"{indent}• "

    def _table(self, table: etree._Element) -> bool:
        """Write a table of data row by row; False if it is layout, to be walked like any block."""
        rows = _data_rows(table, self._dropped)
        if rows is None:
            return False
        for cells, number in rows:
            self._writer.row(cells, (number or self._line) + self._offset)
        self._line = max([self._line, *(element.sourceline or 0 for element in table.iter())])
        return True

    def _text(self, text: str | None) -> None:
        """A text node."""
        if not text:
            return
        if self._open["verbatim"] or (self._keep_breaks and not self._open["flowing"]):
            self._verbatim_text(text)
            return
        leading = text[: len(text) - len(text.lstrip())].count("\n")
        self._writer.add(text, self._number(leading), verbatim=False, in_link=bool(self._open["link"]))
        self._line += text.count("\n")
        self._after_br = False

    def _verbatim_text(self, text: str) -> None:
        """A text node whose line ends count; the one right after a ``<br>`` is that break itself."""
        for index, piece in enumerate(text.split("\n")):
            if index:
                self._line += 1
                if not self._after_br:
                    self._writer.end_line()
                self._after_br = False
            if piece:
                self._writer.add(piece, self._number(), verbatim=True, in_link=bool(self._open["link"]))
                self._after_br = self._after_br and is_blank(piece)

    def _locate(self, element: etree._Element) -> None:
        """Take the line number from the parser; beyond its range the line ends themselves are counted."""
        line = element.sourceline or 0
        self._line = max(self._line, line) if line >= _SOURCELINE_LIMIT or not line else line

    def _number(self, below: int = 0) -> int:
        """The raw line number of the walk's place, or of ``below`` lines further on."""
        return self._line + self._offset + below


# ----------------------------------------------------------------------------------------------------- tables


@dataclass(frozen=True, slots=True)
class _Cell:
    """A table cell and how far it reaches."""

    text: str
    columns: int
    rows: int


def _data_rows(table: etree._Element, dropped: frozenset[str]) -> list[tuple[tuple[str, ...], int]] | None:
    """The rows of a table of data with their source lines, all cells in their columns.

    None if the table is layout.

    Layout is a table with a table inside, with one column, with a cell longer than ``_CELL_LIMIT``, or with
    text outside its cells.
    """
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows = [[_cell(cell, dropped) for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    captions = [_flat(caption, dropped) for caption in table.iterchildren("caption")]
    cells = [cell.text for row in rows for cell in row]
    if max(map(len, rows), default=0) < 2 or max(map(len, cells)) > _CELL_LIMIT:
        return None
    if _letters("".join([*captions, *cells])) != _letters(_flat(table, dropped)):
        return None
    numbers = [row.sourceline or 0 for row in table.iter("tr")]
    head = [((caption,), table.sourceline or 0) for caption in captions if caption]
    return head + [(row, number) for row, number in zip(_spread(rows), numbers, strict=True) if any(row)]


def _cell(cell: etree._Element, dropped: frozenset[str]) -> _Cell:
    """The cell in words; spans are bounded."""
    columns, rows = (min(max(_int(cell.get(name), 1), 1), _MAX_SPAN) for name in ("colspan", "rowspan"))
    return _Cell(_flat(cell, dropped), columns, rows)


def _spread(rows: list[list[_Cell]]) -> Iterator[tuple[str, ...]]:
    """Each row with an empty cell wherever a wide or tall cell reaches into it."""
    reach: dict[int, int] = {}
    for row in rows:
        out: list[str] = []
        for cell in row:
            _fill(out, reach)
            for column in range(len(out), len(out) + cell.columns):
                reach[column] = cell.rows - 1
            out.extend([cell.text, *[""] * (cell.columns - 1)])
        _fill(out, reach)
        yield tuple(out)


def _fill(out: list[str], reach: dict[int, int]) -> None:
    """Add empty cells to the row while cells of rows above reach into it here."""
    while reach.get(len(out), 0) > 0:
        reach[len(out)] -= 1
        out.append("")


def _flat(element: etree._Element, dropped: frozenset[str]) -> str:
    """All words of an element on one line, pictures' words among them."""
    parts: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        apart = " " if node.tag in _GAP or node.tag in _BREAK or node.tag == "br" else ""
        if event == "end":
            parts.extend((apart, (node.tail or "") if node is not element else ""))
        elif node.tag in dropped:
            walker.skip_subtree()
        else:
            parts.extend((apart, f" {node.get('alt') or ''} " if node.tag == "img" else "", node.text or ""))
    return " ".join(clean("".join(parts)).split())


def _letters(text: str) -> int:
    """How many characters there are besides spaces."""
    return len(text) - text.count(" ")


def _int(value: str | None, otherwise: int) -> int:
    """A small number from an attribute."""
    return (
        int(value)
        if value and value.isascii() and value.isdigit() and len(value) < len("10000")
        else otherwise
    )


# --------------------------------------------------------------------------------------------------- metadata


def _metadata(root: etree._Element) -> Iterator[tuple[str, str]]:
    """What the page states about itself, in document order; ill-formed or overlong values are left out."""
    base = _base(root)
    has_title = False
    for element in root.iter("meta", "title", "link", "time", "a"):
        if element.tag == "title":
            key, value = ("" if has_title else "title"), "".join(element.itertext())
            has_title = True
        else:
            key, value = _statement(element, base)
        value = clean(_COLLAPSIBLE.sub(" ", value)).strip()
        if key and value and len(value) <= _METADATA_LIMIT:
            yield key, value


def _statement(element: etree._Element, base: str) -> tuple[str, str]:
    """The (property, content) of a meta, link, time or a element; empty if it states nothing of use."""
    match element.tag:
        case "meta":
            key = (element.get("property") or element.get("name") or "").strip().lower()
            return (key, element.get("content") or "") if key in _META_KEYS else ("", "")
        case "link":
            is_canonical = "canonical" in (element.get("rel") or "").lower().split()
            return ("canonical", element.get("href") or "") if is_canonical else ("", "")
        case "time":
            return (
                ("time", element.get("datetime") or "")
                if next(element.iterancestors("header"), None) is not None
                else ("", "")
            )
        case _:
            return _attachment(element, base)


def _attachment(link: etree._Element, base: str) -> tuple[str, str]:
    """``("attachment", "URL name")`` for a link to a document on the web."""
    url = _http_url(link.get("href"), base)
    name = _flat(link, _DROPPED)
    if not url or not name or not (_ATTACHMENT.search(urlsplit(url).path) or _ATTACHMENT.search(name)):
        return "", ""
    return "attachment", f"{url} {name}"


def _base(root: etree._Element) -> str:
    """The page's own address, if it states one."""
    canonical = (
        link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"
    )
    stated = (meta.get("content") for meta in root.iter("meta") if meta.get("property") == "og:url")
    return next((url for url in (_http_url(value, "") for value in (*canonical, *stated)) if url), "")


def _http_url(value: str | None, base: str) -> str:
    """The absolute http(s) address, without spaces; empty if there is none."""
    try:
        url = urljoin(base, (value or "").strip())
        is_web = urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).netloc)
    except ValueError:
        return ""
    return re.sub(r"\s", "%20", url) if is_web and len(url) <= _METADATA_LIMIT else ""
