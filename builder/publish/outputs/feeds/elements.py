"""The elements that Atom documents (RFC 4287) are made of, and the ids in them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from builder.partial_date import first_day

_ATOM: Final = "http://www.w3.org/2005/Atom"
_HISTORY: Final = "http://purl.org/syndication/history/1.0"  # RFC 5005, section 2
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
#: Ids are UUIDs made of names (RFC 4122, version 5) below this one, drawn once for this builder. It must
#: never change.
_NAMES: Final = uuid.UUID("46ff737b-efb5-4ee8-b703-a25fd990cf7b")
#: What XML 1.0 cannot hold, not even escaped (section 2.2).
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIRST_DAY: Final = (
    "1980-01-01"  # of a page whose `added` was deleted by hand, and of a feed that never had an entry
)


def document(head: Iterable[etree._Element], entries: Iterable[str]) -> bytes:
    """A feed document: what it says of itself, then entries that are XML already."""
    root = etree.Element("feed", {_LANGUAGE: "ko"}, nsmap={None: _ATOM, "fh": _HISTORY})
    root.extend(head)
    begun = etree.tostring(root, encoding="unicode").removesuffix("</feed>")
    return "\n".join([_HEAD + begun, *entries, "</feed>\n"]).encode()


def archive_mark() -> etree._Element:
    """Says that a document never changes (RFC 5005, section 4)."""
    return etree.Element(f"{{{_HISTORY}}}archive", nsmap={"fh": _HISTORY})


def element(name: str, text: str) -> etree._Element:
    """An element with a text."""
    made = etree.Element(name)
    made.text = plain(text)
    return made


def content(html: str) -> Iterator[etree._Element]:
    """An entry's text as HTML, if there is any."""
    if html:
        made = element("content", html)
        made.set("type", "html")
        yield made


def person(name: str) -> etree._Element:
    """An author."""
    author = etree.Element("author")
    author.append(element("name", name))
    return author


def link(
    relation: str,
    href: str,
    media_type: str | None = None,
    title: str | None = None,
    length: str | None = None,
) -> etree._Element:
    """A link; what is not given is left out."""
    given = {
        "rel": relation,
        "type": media_type,
        "href": plain(href),
        "title": title and plain(title),
        "length": length,
    }
    return etree.Element("link", {key: value for key, value in given.items() if value})


def plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub("", text)


def moment(day: str) -> str:
    """Midnight UTC of an ISO day, which is nine in the morning in Korea: the same day in both."""
    return f"{first_day(day or _FIRST_DAY)}T00:00:00Z"


def urn(name: str) -> str:
    """An id made of a name."""
    return f"urn:uuid:{uuid.uuid5(_NAMES, name)}"
