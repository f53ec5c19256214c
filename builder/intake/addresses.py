"""Addresses on a page: absolute, on the web, bounded; or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from lxml import etree

_LIMIT: Final = 2_000
_HEAD: Final = 4_096
_SAVED: Final = re.compile(r"<!-- saved from url=\(\d{4}\)(?P<url>https?://[^\s<>\"]+) -->")


def http_url(value: str | None, base: str) -> str:
    """The absolute http(s) address, without spaces; empty if there is none.

    A place on the page itself is none.
    """
    address = (value or "").strip()
    if not address or address.startswith("#"):
        return ""
    try:
        url = urljoin(base, address)
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.netloc)
    except ValueError:
        return ""
    return re.sub(r"\s", "%20", url) if is_web and len(url) <= _LIMIT else ""


def saved_from(text: str) -> str:
    """The address that a browser wrote on top of a page when it saved it; empty if there is none."""
    found = _SAVED.search(text, 0, _HEAD)
    return http_url(found["url"], "") if found else ""


def saved_comment(url: str) -> str:
    """What a browser writes on top of a page it saved from ``url``; empty where that cannot be said so."""
    comment = f"<!-- saved from url=({len(url):04}){url} -->"
    return comment if _SAVED.fullmatch(comment) and url.isascii() else ""


def base_of(root: etree._Element) -> str:
    """The page's own address, if it states one: its canonical link, else ``og:url``."""
    canonical = (
        link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"
    )
    stated = (meta.get("content") for meta in root.iter("meta") if meta.get("property") == "og:url")
    return next((url for url in (http_url(value, "") for value in (*canonical, *stated)) if url), "")
