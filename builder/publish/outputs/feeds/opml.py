"""One list of all feeds (OPML 2.0), which feed readers import whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from builder.catalogue import links
from builder.catalogue.forms import CHANGE_FEED, FEED, OPML
from builder.publish.listings import Listing, listings
from builder.publish.outputs.output import ArchiveOutput, File, Made
from builder.publish.publication import Publication


def _opml(publication: Publication, _: Made) -> Iterator[File]:
    """Home, ministries, topics with their areas, pairs of both, and what was changed.

    Without ``site_url`` its addresses are relative, which few readers follow.
    """
    labels = publication.labels
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = publication.site.name
    body = etree.SubElement(root, "body")
    listed = (*listings(publication, FEED), *listings(publication, CHANGE_FEED))
    feeds = [feed for feed in listed if not feed.has_moved]
    for title in dict.fromkeys(feed.group for feed in feeds):
        group = sorted((feed for feed in feeds if feed.group == title), key=lambda one: (one.title, one.path))
        outline = etree.SubElement(body, "outline", text=labels[title])
        outline.extend([_outline(publication, feed) for feed in group])
    text = etree.tostring(root, encoding="unicode", pretty_print=True)
    yield File(OPML, f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode())


def _outline(publication: Publication, feed: Listing) -> etree._Element:
    page, xml = feed.address, FEED.beside(feed.path)
    attributes = {
        "type": "rss",  # what OPML calls every kind of feed
        "text": feed.title,
        "title": publication.site.name
        if feed.path == links.HOME
        else f"{feed.title} - {publication.site.name}",
        "xmlUrl": publication.absolute(xml) or xml,
        "htmlUrl": publication.absolute(page) or page,
    }
    return etree.Element("outline", attributes)


FEED_LIST: Final = ArchiveOutput("list of feeds", _opml, (OPML,))
