"""One list of all feeds (OPML 2.0), which feed readers import whole."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from builder.catalogue import links
from builder.model import OutputFile
from builder.permanence.ledger import address_of
from builder.publish.listings import OPML, Listing, listings
from builder.publish.publication import Publication


def opml_files(publication: Publication) -> Iterator[OutputFile]:
    """``feeds.opml``: home, ministries, topics. Without ``site_url`` its addresses are relative, and few readers follow them."""
    labels = publication.labels
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = publication.site.name
    body = etree.SubElement(root, "body")
    feeds = [listing for listing in listings(publication) if listing.has_feed]
    for group, title in (("", "title.home"), ("ministries", "title.ministries"), ("topics", "title.topics")):
        outline = etree.SubElement(body, "outline", text=labels[title])
        for feed in sorted(
            (one for one in feeds if one.group == group), key=lambda one: (one.title, one.path)
        ):
            outline.append(_outline(publication, feed))
    text = etree.tostring(root, encoding="unicode", pretty_print=True)
    yield OutputFile(OPML, f'<?xml version="1.0" encoding="utf-8"?>\n{text}')


def _outline(publication: Publication, feed: Listing) -> etree._Element:
    page, xml = address_of(feed.path), feed.beside(".xml")
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
