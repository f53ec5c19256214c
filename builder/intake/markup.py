"""Tell HTML from text with angle brackets in it, and make HTML safe to parse without losing a word of it.

Korean news text is full of ``<저작권자(c) …>``, ``<AI 기본법>``, ``<문철기자>``; an HTML parser takes
what it can of them for tags and comments and drops them. So before parsing, every ``<`` that opens no real
tag is written ``&lt;``. All scans are linear: see ``_TAG``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator


def names(text: str) -> frozenset[str]:
    """The words of ``text``: a set of names that reads as one."""
    return frozenset(text.split())


_TAG: Final = re.compile(
    r"""<(?P<slash>/?)(?P<name>[A-Za-z][^\s/<>]*)(?P<attributes>(?>(?:[^<>=]|=\s*"(?>(?:[^"<]|<(?!/))*)"|=\s*'(?>(?:[^'<]|<(?!/))*)'|=(?!\s*["']))*))(?P<close>>?)""",
)
"""A tag as HTML 5 reads it: quotes count only after ``=``. A quoted value with an end tag in it is taken
for one whose quote was forgotten: its text would be lost. An unquoted ``<`` ends the match, so a scan that
began at one ``<`` goes past another only inside quotes; at most one scan can be inside each kind of quote,
so no character is read more than three times."""

_BARE_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^<>]*?(/?)>")
_END_TAG: Final = re.compile(r"</([A-Za-z][^\s/<>]*)")
_PAGE: Final = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_QUOTED: Final = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_COMMENT_OPEN: Final = "<!--"
_COMMENT_CLOSE: Final = "-->"
_BOGUS_COMMENT: Final = re.compile(r"<(?=/[^A-Za-z]|\?(?!xml\b)|!(?!--|doctype\b|\[))", re.IGNORECASE)
"""What HTML 5 takes for a comment up to the next ``>`` although it is none: ``</국내>``,
``<?D.N.A. 생태계>``, ``<!주의>``."""
_CDATA: Final = re.compile(r"<!\[CDATA\[|\]\]>")
_NAMESPACED: Final = re.compile(r"[a-z][a-z0-9]*:[a-z][a-z0-9-]*")

_ELEMENTS: Final = names(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink "
    "blockquote body br button canvas caption center cite code col colgroup command content data "
    "datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer "
    "form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins "
    "isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta "
    "meter nav nobr noembed noframes noscript object ol optgroup option output p param picture "
    "plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source "
    "span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead "
    "time title tr track tt u ul var video wbr xmp"
)
"""The element names of HTML 5 and its predecessors (WHATWG, sections 4 and 16)."""

_TELLING: Final = names(
    "p br div span strong em li ul ol h1 h2 h3 h4 h5 h6 table tbody tr td th article section header "
    "footer figure figcaption blockquote font hr html head body meta pre dl dt dd"
)
"""Tags that Korean text does not hold by chance."""
_TELLING_WITH_ATTRIBUTE: Final = frozenset({"a", "img"})
_MIN_TELLING: Final = 3
_PER_TAG: Final = 200
_INLINE: Final = names("span strong em font a img")
_PARTING: Final = names("p br div li ul ol h1 h2 h3 h4 h5 h6")
_GLUING: Final = _INLINE | names("b i u")
_FEWEST_BLOCKS: Final = 2

_MAX_ATTRIBUTES: Final = 60
"""libxml2 compares each attribute of a tag with all before it; real tags have fewer than 20."""
_TELLS_BY_ATTRIBUTE: Final = names("a img meta link time td th ol")
"""The tags of which any attribute may be read later; of the others only ``_KEPT``."""
_KEPT: Final = names("role itemprop hidden aria-hidden id class style type content datetime")
_ATTRIBUTE: Final = re.compile(r"""([A-Za-z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_MAX_ATTRIBUTE_TEXT: Final = 2_000
"""A tag with more has none of it kept."""

MAX_TAGS: Final = 100_000
"""A tree of as many elements takes about 30 MB; a portal's article page has fewer than 20,000."""

_RAW: Final = ("script", "style")
_FLATTENED: Final = frozenset({"script", "style", "title", "textarea", "br"})


@dataclass(frozen=True, slots=True)
class _Tag:
    """One thing that looks like a tag: where it stands, what it says."""

    start: int
    end: int
    name: str
    attributes: str
    is_end: bool
    is_closed: bool

    def is_real(self, closings: Container[str]) -> bool:
        """Whether it is a tag rather than text in angle brackets.

        ``closings``: the names that have an end tag in the text.
        """
        if not self.is_closed:
            return False
        if "=" in self.attributes:
            return True
        if self.name in _ELEMENTS:
            return self.attributes.isascii()
        return (
            self.is_end
            or self.name in closings
            or self.attributes.endswith("/")
            or bool(_NAMESPACED.fullmatch(self.name))
        )


def _tags(text: str, closings: Container[str] = frozenset()) -> Iterator[tuple[_Tag, bool]]:
    """Everything that looks like a tag, in order, and whether it is one.

    Where it is none, its inside is looked at again.
    """
    place = 0
    while found := _TAG.search(text, place):
        tag = _Tag(
            found.start(),
            found.end(),
            found["name"].lower(),
            found["attributes"],
            bool(found["slash"]),
            bool(found["close"]),
        )
        is_real = tag.is_real(closings)
        yield tag, is_real
        place = tag.end if is_real else tag.start + 1


class Kind(Enum):
    """What a text file is, by its tags."""

    TEXT = "text"
    TAGGED = "text with some tags left in it"
    HTML = "html"


def kind_of(text: str) -> Kind:
    """HTML is what has ``<html>``, or 3 tags that text does not hold by chance, one in 200 characters.

    Texts were seen with two left by chance. A paragraph of news has some
    200 characters and two tags.
    """
    seen = 0
    for tag, is_real in _tags(text if text.count("<") <= MAX_TAGS else ""):
        if is_real and tag.name == "html":
            return Kind.HTML
        seen += is_real and _tells(tag)
    if seen < _MIN_TELLING:
        return Kind.TEXT
    return Kind.HTML if is_full_page(text) or len(text) <= _PER_TAG * seen else Kind.TAGGED


def looks_like_html(text: str) -> bool:
    """Whether a text file is HTML: see ``kind_of``."""
    return kind_of(text) is Kind.HTML


def untagged(text: str) -> str:
    """Text without the tags left in it, its lines where they were; a block's tag becomes a space."""
    return _rewrite(text, _untagged, otherwise="<")


def _untagged(tag: _Tag, whole: str) -> str:
    if not _tells(tag):
        return whole
    return ("" if tag.name in _INLINE else " ") + _newlines(whole)


def paragraphs(line: str) -> list[str]:
    """The paragraphs of a line that was HTML, as feeds escape it; one where hardly a block is in it."""
    parts = _rewrite(line, _parted, otherwise="<").split("\n")
    return [part.strip() for part in parts if part.strip()] if len(parts) > _FEWEST_BLOCKS else [line]


def _parted(tag: _Tag, whole: str) -> str:
    """A line end for a block's tag, nothing for one within a line."""
    return "\n" if tag.name in _PARTING else "" if tag.name in _GLUING else whole


def _tells(tag: _Tag) -> bool:
    """Whether the tag is a sign of HTML: an ``<a>`` may be a label in text, ``<a href=…>`` is not."""
    return tag.name in _TELLING or (tag.name in _TELLING_WITH_ATTRIBUTE and "=" in tag.attributes)


def is_full_page(text: str) -> bool:
    """Whether the text is a whole HTML page: there line ends mean nothing."""
    return _PAGE.search(text) is not None


def defuse(text: str) -> str:
    """``text`` as HTML whose every visible word survives parsing; the lines stay where they are.

    Text in angle brackets is escaped; the wrapper of CDATA sections goes, as does what could make the parser
    slow.
    """
    text = _CDATA.sub("", text)
    text = _BOGUS_COMMENT.sub("&lt;", text)
    text = _escape_open_comment(text)
    for name in _RAW:
        text = _escape_open_element(text, name)
    return _rewrite(text, _defused)


def _rewrite(text: str, tag_text: Callable[[_Tag, str], str], otherwise: str = "&lt;") -> str:
    """``text`` with each real tag as ``tag_text`` makes it, the ``<`` of any other as ``otherwise``."""
    closings = {name.lower() for name in _END_TAG.findall(text)}
    out: list[str] = []
    place = 0
    for tag, is_real in _tags(text, closings):
        out.append(text[place : tag.start])
        out.append(tag_text(tag, text[tag.start : tag.end]) if is_real else otherwise)
        place = tag.end if is_real else tag.start + 1
    return "".join((*out, text[place:]))


def _escape_open_comment(text: str) -> str:
    """A comment that never ends would swallow the rest: its start becomes text."""
    end = text.rfind(_COMMENT_CLOSE) + 1
    return text[:end] + text[end:].replace(_COMMENT_OPEN, "&lt;!--")


def _escape_open_element(text: str, name: str) -> str:
    """The same for an element whose content is no HTML."""
    ends = [found.end() for found in re.finditer(rf"</{name}\b", text, re.IGNORECASE)]
    end = ends[-1] if ends else 0
    return text[:end] + re.sub(rf"<(?={name}\b)", "&lt;", text[end:], flags=re.IGNORECASE)


def _defused(tag: _Tag, whole: str) -> str:
    """The tag as it is, or without the attributes that are of no use or too many."""
    if tag.name in _TELLS_BY_ATTRIBUTE and _attribute_count(tag.attributes) <= _MAX_ATTRIBUTES:
        return whole
    slash = "/" if tag.attributes.endswith("/") else ""
    kept = "" if tag.is_end else _kept(tag.attributes)
    return f"<{'/' * tag.is_end}{tag.name}{kept}{_newlines(tag.attributes)}{slash}>"


def _kept(attributes: str) -> str:
    """Those of the attributes that say what a block is, each once, without line ends."""
    if not attributes or attributes.isspace() or len(attributes) > _MAX_ATTRIBUTE_TEXT:
        return ""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(attributes):
        if name.lower() in _KEPT:
            found.setdefault(name.lower(), value)
    return "".join(f" {name}={value}" if value else f" {name}" for name, value in found.items()).replace(
        "\n", " "
    )


def _attribute_count(attributes: str) -> int:
    """An upper bound for the number of attributes."""
    return len(re.findall(r"""[\s/"'=]+""", _QUOTED.sub("=", attributes)))


def _newlines(text: str) -> str:
    """Only the line ends of ``text``, so that line numbers stay true."""
    return "\n" * text.count("\n")


def flatten(text: str) -> str:
    """Defused HTML without any nesting: each tag becomes a line break.

    For pages nested deeper than the parser goes (2,048).
    """
    return _rewrite(text, _flattened)


def _flattened(tag: _Tag, whole: str) -> str:
    """A tag without depth."""
    return whole if tag.name in _FLATTENED else f"<br{_newlines(tag.attributes)}>"


def unclosed(text: str, elements: Container[str]) -> frozenset[str]:
    """Those of ``elements`` that start more often than they end.

    To drop such an element could drop the rest of the page.
    """
    balance: Counter[str] = Counter()
    for slash, raw_name, self_closing in _BARE_TAG.findall(text):
        name = raw_name.lower()
        if name in elements and not self_closing:
            balance[name] += -1 if slash else 1
    return frozenset(name for name, count in balance.items() if count > 0)
