"""The sitemap: every page, with the day on which it was last added to.

``lastmod`` is when the *page* changed (sitemaps.org), not the date of what it reports (``changed.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from builder.pages.page import AnyPage
from builder.publish.outputs.changed import article_changed_on, list_changed_on
from builder.publish.outputs.output import ArchiveOutput, File, Made
from builder.publish.publication import Publication, address

LIMIT: Final = 50_000
"""The most addresses one sitemap may hold (sitemaps.org)."""
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NAME: Final = "sitemap.xml"

Place = tuple[str, str]
"""An absolute address and the day of its last change."""


def _sitemaps(publication: Publication, _: Made) -> Iterator[File]:
    """``sitemap.xml``; above ``LIMIT`` pages the index of ``sitemap-1.xml`` and so on.

    Nothing without ``site_url``: addresses are absolute.
    """
    if publication.site_url is None:
        return
    places = _places(publication)
    if len(places) <= LIMIT:
        yield File(_NAME, _document("urlset", "url", places))
        return
    parts = [places[start : start + LIMIT] for start in range(0, len(places), LIMIT)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield from (File(name, _document("urlset", "url", part)) for name, part in zip(names, parts, strict=True))
    newest = [max(day for _, day in part) for part in parts]
    index = [(f"{publication.site_url}{name}", day) for name, day in zip(names, newest, strict=True)]
    yield File(_NAME, _document("sitemapindex", "sitemap", index))


def _places(publication: Publication) -> list[Place]:
    pages: list[tuple[AnyPage, str]] = [
        (page, article_changed_on(page_id, publication)) for page_id, page in publication.articles.items()
    ]
    pages += [
        (page, list_changed_on(page, publication))
        for page in publication.indexes.values()
        if page.moved_to is None
    ]
    return sorted((f"{publication.absolute(address(page))}", day) for page, day in pages)


def _document(root: str, element: str, places: Sequence[Place]) -> bytes:
    """One place a line, so that two maps can be compared; as text, for there are many."""
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n'
    written = ((escape(location, quote=False), escape(day, quote=False)) for location, day in places)
    lines = (f"<{element}><loc>{loc}</loc><lastmod>{day}</lastmod></{element}>\n" for loc, day in written)
    return f"{head}{''.join(lines)}</{root}>\n".encode()


SITEMAP: Final = ArchiveOutput("sitemap", _sitemaps)
