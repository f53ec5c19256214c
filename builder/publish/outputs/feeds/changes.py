"""The feed of what was changed in articles after they had been published, apart from those of new ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from lxml import etree

from builder.catalogue import links
from builder.catalogue.changes import said_of
from builder.catalogue.forms import CHANGE_FEED
from builder.catalogue.lists import bracketed_title
from builder.model import Entry
from builder.permanence.ledger import address_of
from builder.publish.listings import Listing
from builder.publish.outputs.feeds.atom import feed_id
from builder.publish.outputs.feeds.elements import content, document, element, link, moment, person, urn
from builder.publish.outputs.history.revisions import Revision, revisions
from builder.publish.outputs.output import Later, ListOutput
from builder.publish.publication import Publication

MOST: Final = 200
"""Entries that the feed holds; older ones stand on the pages of their months."""


def _feed(publication: Publication, listing: Listing) -> Iterator[Later]:
    kept = [(one.id, sorted(publication.versions.get(one.id, ()))) for one in listing.entries]
    around = publication.all_around(listing.entries)
    depends = ("changes", listing.path, listing.up, listing.address, listing.title, kept, around)
    address = CHANGE_FEED.beside(listing.path)
    yield Later(address, depends, partial(_document, publication, listing, address))


def _document(publication: Publication, listing: Listing, address: str) -> bytes:
    told = [
        (one, entry)
        for entry in listing.entries
        for one in revisions(publication, entry)
        if one.is_correction
    ]
    told.sort(key=lambda pair: pair[1].id)
    told.sort(key=lambda pair: pair[0].on, reverse=True)
    site = publication.site.name
    head = [
        element("id", feed_id(site, listing.path)),
        element("title", f"{listing.title} - {site}"),
        element("updated", moment(told[0][0].on if told else "")),
        person(site),
        *([link("self", own)] if (own := publication.absolute(address)) else []),
        link("alternate", _href(publication, listing, listing.address), "text/html"),
    ]
    entries = (_entry(publication, listing, entry, one) for one, entry in told[:MOST])
    return document(head, entries)


def _href(publication: Publication, listing: Listing, address: str) -> str:
    return publication.absolute(address) or listing.up + address


def _entry(publication: Publication, listing: Listing, entry: Entry, one: Revision) -> str:
    labels, page = publication.labels, address_of(links.briefing(entry.id))
    made = etree.Element("entry")
    made.extend(
        [
            element("id", urn(f"change/{entry.id}/{one.on}/{one.before}")),
            element("title", labels["feed.changed"].format(title=bracketed_title(entry))),
            link("alternate", f"{_href(publication, listing, page)}#history", "text/html"),
            element("updated", moment(one.on)),
            person(publication.site.name),
            element("summary", said_of(one.what, one.by, labels)),
            *content(one.html),
        ]
    )
    return etree.tostring(made, encoding="unicode")


CHANGES: Final = ListOutput(CHANGE_FEED, _feed)
