"""The judge of article HTML.

A page is safe if a sanitiser with our list of what an article may hold would change nothing.

The rule is govspeak's (``valid?``); the sanitiser is nh3. Nothing is ever sanitised for publishing: silent
deletion is loss.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

import nh3

_HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS: Final = {
    "p",
    "br",
    "hr",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_INLINE: Final = {"em", "strong", "sub", "sup", "del", "s", "small", "time", "a", "img", "code"}
_ATTRIBUTES: Final = {
    "*": {"id"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "time": {"datetime"},
    "code": {"class"},
    "th": {"style"},
    "td": {"style"},
}
_FORMS_OF_ITS_OWN: Final = {
    *("div", "span", "section", "aside", "details", "summary", "figure", "figcaption", "caption"),
    *("dl", "dt", "dd", "abbr", "cite", "q", "mark", "kbd", "u", "b", "i", "wbr", "ruby", "rt", "rp"),
}
_ATTRIBUTES_BY_HAND: Final = {
    **_ATTRIBUTES,
    "*": {"id", "class", "title", "lang", "dir", "role"},
    "a": {"href", "download"},
    "img": {"src", "alt", "width", "height", "loading"},
    "details": {"open"},
    "th": {"style", "colspan", "rowspan", "scope"},
    "td": {"style", "colspan", "rowspan"},
}
_VOID: Final = {"br", "hr", "img", "wbr"}
_ALIGNMENT: Final = re.compile(r"text-align: (?:left|center|right);")

_Event = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Unsafe:
    """Something an article may not hold.

    How to name it, and a regular expression that finds it in the Markdown.
    """

    name: str
    pattern: str


def unsafe_parts(html: str, *, by_hand: bool = False) -> tuple[Unsafe, ...]:
    """What the sanitiser would take out or change, in order, each once; empty for safe HTML.

    ``by_hand``: a page that a person wrote may have a form of its own (divisions, classes, comments), but
    nothing that runs, embeds or asks another host either.
    """
    clean = nh3.clean(
        html,
        tags=_HEADINGS | _BLOCKS | _INLINE | (_FORMS_OF_ITS_OWN if by_hand else set()),
        attributes=_ATTRIBUTES_BY_HAND if by_hand else _ATTRIBUTES,
        attribute_filter=_kept_value,
        generic_attribute_prefixes={"aria-", "data-"} if by_hand else set(),
        strip_comments=not by_hand,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    mine, kept = _events(html), _events(clean)
    if mine == kept:
        return ()
    lost = [event for event in Counter(mine) - Counter(kept) if event[0] not in {"end", "text"}]
    return tuple(dict.fromkeys(_describe(event) for event in lost)) or (
        Unsafe("HTML that is not well-formed", "<"),
    )


def _kept_value(tag: str, attribute: str, value: str) -> str | None:
    """A picture from another host tells that host who reads the page.

    The only style is the one Markdown gives table cells.
    """
    if tag == "img" and attribute == "src" and (":" in value or value.startswith(("/", "\\"))):
        return None
    if attribute == "style" and not _ALIGNMENT.fullmatch(value):
        return None
    return value


def _describe(event: _Event) -> Unsafe:
    kind, name, attributes = event
    if kind != "start":
        return Unsafe(f"a {kind}", "<[!?]")
    written = "".join(f' {key}="{value}"' for key, value in attributes)
    spellings = [f"<{name}"]
    if name == "a":  # Markdown has spellings of its own for links and pictures
        spellings += [re.escape(value) for key, value in attributes if key == "href" and value]
    elif name == "img":
        spellings.append(r"!\[")
    return Unsafe(f"<{name}{written}>"[:120], "|".join(spellings))


def _events(html: str) -> tuple[_Event, ...]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.events)


class _Reader(HTMLParser):
    """HTML as a list of events that two spellings of one document share."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[_Event] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(("start", tag, tuple(sorted((key, value or "") for key, value in attrs))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.events.append(("end", tag, ()))

    def handle_data(self, data: str) -> None:
        if self.events and self.events[-1][0] == "text":
            data = self.events.pop()[1] + data
        self.events.append(("text", data, ()))

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", data, ()))

    def handle_decl(self, decl: str) -> None:
        self.events.append(("declaration", decl, ()))

    def handle_pi(self, data: str) -> None:
        self.events.append(("processing instruction", data, ()))

    def unknown_decl(self, data: str) -> None:
        self.events.append(("declaration", data, ()))
