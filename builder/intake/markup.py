"""Tell HTML from text that only holds angle brackets; make HTML safe to parse without losing a word.

Korean news text is full of ``<저작권자(c) …>``, ``<AI 기본법>``, ``<문철기자>``; an HTML parser takes what it
can of them for tags and comments and drops them. So before parsing, every ``<`` that opens no real tag is
written ``&lt;``. All scans are linear: see ``_TAG``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator


def names(text: str) -> frozenset[str]:
    """The words of ``text``: a set of names that reads as one."""
    return frozenset(text.split())


_TAG: Final = re.compile(
    r"""<(?P<slash>/?)(?P<name>[A-Za-z][^\s/<>]*)"""
    r"""(?P<attributes>(?:[^<>=]|=\s*"(?:[^"<]|<(?!/))*+"|=\s*'(?:[^'<]|<(?!/))*+'|=(?!\s*["']))*+)"""
    r"""(?P<close>>?)""",
)
"""A tag as HTML 5 reads it: quotes count only after ``=``.

A quoted value with an end tag in it is taken for one whose quote was forgotten: its text
would be lost. An unquoted ``<`` ends the match, so a scan that began at one ``<`` goes past another only
inside quotes; at most one scan can be
inside each kind of quote, so no character is read more than three times."""

_BARE_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^<>]*?(/?)>")
_END_TAG: Final = re.compile(r"</([A-Za-z][^\s/<>]*)")
_PAGE: Final = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_QUOTED: Final = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_COMMENT_OPEN: Final = "<!--"
_COMMENT_CLOSE: Final = "-->"
_BOGUS_COMMENT: Final = re.compile(r"<(?=/[^A-Za-z]|\?(?!xml\b)|!(?!--|doctype\b|\[))", re.IGNORECASE)
"""What HTML 5 takes for a comment up to the next ``>`` although it is none: ``</국내>``, ``<!주의>``."""
_CDATA: Final = re.compile(r"<!\[CDATA\[|\]\]>")
_NAMESPACED: Final = re.compile(r"[a-z][a-z0-9]*:[a-z][a-z0-9-]*")

_ELEMENTS: Final = names(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote "
    "body br button canvas caption center cite code col colgroup command content data datalist dd del "
    "details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset "
    "h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label "
    "legend li link listing main map mark marquee math menu menuitem meta meter nav nobr noembed noframes "
    "noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby "
    "s samp script search section select slot small source span strike strong style sub summary sup svg "
    "table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp"
)
"""The element names of HTML 5 and its predecessors (WHATWG, sections 4 and 16)."""

_TELLING: Final = names(
    "p br div span strong em li ul ol h1 h2 h3 h4 h5 h6 table tbody tr td th article section header "
    "footer figure figcaption blockquote font hr html head body meta pre dl dt dd"
)
"""Tags that Korean text does not hold by chance."""
_TELLING_WITH_ATTRIBUTE: Final = frozenset({"a", "img"})
_MIN_TELLING: Final = 3

_MAX_ATTRIBUTES: Final = 60
"""libxml2 compares each attribute of a tag with all before it; real tags have fewer than 20."""
_TELLS_BY_ATTRIBUTE: Final = names("a img meta link time td th ol")
"""The tags of which an attribute is read later; of the others only the name is parsed."""

MAX_TAGS: Final = 100_000
"""A tree of as many elements takes about 30 MB; a portal's article page has fewer than 20,000."""

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


def looks_like_html(text: str) -> bool:
    """Whether a text file is HTML.

    It has a doctype or ``<html``, or at least 3 tags that text does not hold by chance.

    Three, for saved pages hold dozens, and texts about tags one or two.
    """
    seen = 0
    for tag, is_real in _tags(text if text.count("<") <= MAX_TAGS else ""):
        if is_real and _tells(tag):
            seen += 1
            if seen >= _MIN_TELLING or tag.name == "html":
                return True
    return False


def _tells(tag: _Tag) -> bool:
    """Whether the tag is a sign of HTML.

    An ``<a>`` or ``<b>`` may be a label in text, ``<a href=…>`` is not.
    """
    return tag.name in _TELLING or (tag.name in _TELLING_WITH_ATTRIBUTE and "=" in tag.attributes)


def is_full_page(text: str) -> bool:
    """Whether the text is a whole HTML page, in which line ends mean nothing: no text with some tags left."""
    return _PAGE.search(text) is not None


def defuse(text: str) -> str:
    """``text`` as HTML whose every visible word survives parsing; the lines stay where they are.

    Text in angle brackets is escaped; the wrapper of CDATA sections goes, as does what could make the parser
    slow.
    """
    text = _CDATA.sub("", text)
    text = _BOGUS_COMMENT.sub("&lt;", text)
    text = _escape_open_comment(text)
    return _rewrite(text, _defused)


def _rewrite(text: str, tag_text: Callable[[_Tag, str], str]) -> str:
    """``text`` with each real tag as ``tag_text`` makes it, and the ``<`` of what is none escaped."""
    closings = {name.lower() for name in _END_TAG.findall(text)}
    out: list[str] = []
    place = 0
    for tag, is_real in _tags(text, closings):
        out.append(text[place : tag.start])
        out.append(tag_text(tag, text[tag.start : tag.end]) if is_real else "&lt;")
        place = tag.end if is_real else tag.start + 1
    return "".join((*out, text[place:]))


def _escape_open_comment(text: str) -> str:
    """A comment that never ends would swallow the rest: its start becomes text."""
    end = text.rfind(_COMMENT_CLOSE) + 1
    return text[:end] + text[end:].replace(_COMMENT_OPEN, "&lt;!--")


def _defused(tag: _Tag, whole: str) -> str:
    """The tag as it is, or without its attributes if they are of no use or too many."""
    if tag.name in _TELLS_BY_ATTRIBUTE and _attribute_count(tag.attributes) <= _MAX_ATTRIBUTES:
        return whole
    slash = "/" if tag.attributes.endswith("/") else ""
    return f"<{'/' * tag.is_end}{tag.name}{_newlines(tag.attributes)}{slash}>"


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
