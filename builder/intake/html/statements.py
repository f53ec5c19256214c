"""What a page states about itself.

In its head, in JSON-LD and microdata, in ``time`` elements, in links to documents.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from builder.intake.addresses import http_url
from builder.intake.html import json_ld
from builder.intake.html.names import DROPPED
from builder.intake.html.tables import flat
from builder.intake.html.writer import COLLAPSIBLE
from builder.intake.markup import names
from builder.intake.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

META_KEYS: Final = names(
    "og:title og:site_name og:url og:description article:published_time article:modified_time "
    "article:author author twitter:title dc.title dc.date.issued dcterms.title dcterms.issued pubdate "
    "date datepublished"
)
_ITEMPROPS: Final = names("headline datePublished dateModified")
_LIMIT: Final = 2_000
MOST: Final = 100
_ATTACHMENT: Final = re.compile(r"\.(?:pdf|hwpx?|zip|xlsx?|docx?|pptx?)$", re.IGNORECASE)
_DOCUMENT: Final = re.compile(r"\.(?:pdf|hwp|zip|xls|doc|ppt)", re.IGNORECASE)
"""What a link to a document holds somewhere: a first look that costs little."""
_LICENCE: Final = re.compile(r"kogl|open_?(?:type|code)|codetype|creativecommons\.org/", re.IGNORECASE)
"""What the address of a public licence's mark or page holds: how the office of 공공누리 and Creative Commons
name theirs. Which licence it is, the registry knows."""
_LD: Final = "application/ld+json"


def statements(root: etree._Element, base: str) -> list[tuple[str, str]]:
    """What the page states, as (name, content), in document order.

    Ill-formed or overlong values are left out.

    Names: those of ``META_KEYS``, ``title``, ``canonical``, ``time`` (of a header), ``attachment`` (``URL
    name``), ``licence`` (the address of a licence's mark or page), ``itemprop:…``, ``json-ld:…``.
    """
    found = []
    for name, raw in _raw(root, base):
        value = clean(COLLAPSIBLE.sub(" ", raw)).strip()
        if name and value and (len(value) <= _LIMIT or name == "json-ld:articleBody"):
            found.append((name, value))
    return found


def _raw(root: etree._Element, base: str) -> Iterator[tuple[str, str]]:
    has_title = False
    for element in root.iter("meta", "title", "link", "time", "a", "img"):
        if element.tag != "title":
            yield _statement(element, base)
        elif not has_title:
            has_title = True
            yield "title", "".join(element.itertext())
    for element in islice(root.iterfind(".//*[@itemprop]"), MOST):
        name = (element.get("itemprop") or "").strip()
        if name in _ITEMPROPS:
            told = element.get("content") or element.get("datetime")
            yield f"itemprop:{name}", told or flat(element, DROPPED)
    scripts = ((e.text or "") for e in root.iter("script") if (e.get("type") or "").lower() == _LD)
    for name, value in json_ld.statements(scripts):
        yield f"json-ld:{name}", value


def _statement(element: etree._Element, base: str) -> tuple[str, str]:
    """The (name, content) of a meta, link, time, a or img element; empty if it states nothing of use."""
    match element.tag:
        case "meta":
            key = (element.get("property") or element.get("name") or "").strip().lower()
            return (key, element.get("content") or "") if key in META_KEYS else ("", "")
        case "link":
            is_canonical = "canonical" in (element.get("rel") or "").lower().split()
            return ("canonical", element.get("href") or "") if is_canonical else _licence(element, "href")
        case "time":
            in_header = next(element.iterancestors("header"), None) is not None
            return ("time", element.get("datetime") or "") if in_header else ("", "")
        case "img":
            return _licence(element, "src")
        case _:
            licence = _licence(element, "href")
            return licence if licence[0] else _attachment(element, base)


def _licence(element: etree._Element, name: str) -> tuple[str, str]:
    """``("licence", address)`` where the attribute holds that of a public licence's mark or page."""
    address = element.get(name) or ""
    return ("licence", address) if _LICENCE.search(address) and not address.startswith("data:") else ("", "")


def _attachment(link: etree._Element, base: str) -> tuple[str, str]:
    """``("attachment", "URL name")`` for a link to a document on the web."""
    href = link.get("href") or ""
    if not _DOCUMENT.search(href) and not _DOCUMENT.search("".join(link.itertext())):
        return "", ""
    url, name = http_url(href, base), flat(link, DROPPED)
    is_document = url and (_ATTACHMENT.search(urlsplit(url).path) or _ATTACHMENT.search(name))
    return ("attachment", f"{url} {name}") if is_document and name else ("", "")
