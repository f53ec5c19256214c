"""The sitemap: every page, with the day on which it was last added to.

``lastmod`` is when the *page* changed (sitemaps.org), not the date of what it reports: an article of 2005
that was added today is news to a search engine today. So an article carries its own ``added`` day, a list the
newest of what it lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from builder.pages.page import AnyPage
from builder.publish.outputs.output import ArchiveOutput, File, Made
from builder.publish.publication import Publication, address

LIMIT: Final = 50_000
"""The most addresses one sitemap may hold (sitemaps.org)."""
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NAME: Final = "sitemap.xml"
_ARTICLE_LINK: Final = re.compile(r"briefings/([a-z][a-z0-9-]+)\.md")

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
    added = {
        entry.id: max([entry.added, *(one.on for one in entry.changed)])
        for entry in publication.collection.entries
    }
    pages: list[tuple[AnyPage, str]] = [
        (page, added[page_id] or publication.updated) for page_id, page in publication.articles.items()
    ]
    pages += [
        (page, _newest(page, added) or publication.updated)
        for page in publication.indexes.values()
        if page.moved_to is None
    ]
    return sorted((f"{publication.absolute(address(page))}", day) for page, day in pages)


def _newest(page: AnyPage, added: dict[str, str]) -> str:
    """The newest day among the articles that an index page links to; "" where it links to none."""
    return max((added.get(page_id, "") for page_id in _ARTICLE_LINK.findall(page.body)), default="")


def _document(root: str, element: str, places: Sequence[Place]) -> bytes:
    """One place a line, so that two maps can be compared."""
    tree = ET.Element(root, xmlns=_NAMESPACE)
    tree.text = "\n"
    for location, day in places:
        place = ET.SubElement(tree, element)
        place.tail = "\n"
        ET.SubElement(place, "loc").text = location
        ET.SubElement(place, "lastmod").text = day
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(tree, encoding="unicode")}\n'.encode()


SITEMAP: Final = ArchiveOutput("sitemap", _sitemaps)
