"""The Atom documents (RFC 4287).

Each entry is made once as XML by lxml and put into every feed that carries it.

feedgen and its kind date a feed by the clock, know no archive documents, and would make each entry five times
over; lxml, which reads our HTML seeds already, escapes whatever an article holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, cast

from lxml import etree

from builder.catalogue import links
from builder.catalogue.bodies import last_day
from builder.catalogue.collection import Entries
from builder.catalogue.forms import FEED
from builder.catalogue.kinds.ministry import MINISTRY
from builder.model import Entry
from builder.pages.original import MEDIA_TYPES
from builder.pages.record import Record
from builder.partial_date import precision
from builder.permanence.ledger import address_of
from builder.publish.listings import Listing
from builder.publish.outputs.citation.work import Work, work_of
from builder.publish.outputs.data.record import record_of
from builder.publish.outputs.feeds.content import changed_on, html_of
from builder.publish.outputs.feeds.elements import (
    archive_mark,
    content,
    document,
    element,
    link,
    moment,
    person,
    plain,
    urn,
)
from builder.publish.outputs.feeds.paging import Paged, counted, paged
from builder.publish.outputs.output import Later, ListOutput
from builder.publish.publication import Publication, remembered_an_article
from builder.registry.types import Body

_WEB: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def _feed(publication: Publication, listing: Listing) -> Iterator[Later]:
    """The feed of a list, with its archive documents."""
    return _documents(_Feed(publication, listing, publication.site_url or listing.up))


def entry_id(article_id: str) -> str:
    """An article's id in feeds.

    Of its own id alone, so that neither a new address nor a new name of the archive makes it another entry.
    """
    return urn(f"article/{article_id}")


def feed_id(site_name: str, page: str) -> str:
    """A feed's id: of the archive's name and the page, whatever the address.

    Archives differ in name before they differ in anything else.
    """
    return urn(f"feed/{site_name}/{address_of(page)}")


# ------------------------------------------------------------------------------------------------- a document


@dataclass(frozen=True, slots=True)
class _Feed:
    """What the documents of one feed share.

    ``base`` goes before every address: the site's URL, or the way up where there is none.
    """

    publication: Publication
    listing: Listing
    base: str

    def href(self, address: str) -> str:
        return self.publication.absolute(address) or self.base + address

    def address(self, number: int | None, page: str = "") -> str:
        """Of the current document (None) or an archive document; of another page's feed."""
        feed = FEED.beside(page or self.listing.page)
        return feed if number is None else f"{feed.removesuffix(FEED.suffix)}-p{number}{FEED.suffix}"

    @property
    def body(self) -> Body | None:
        """The body whose feed it is."""
        known = self.publication.registry.bodies
        return known.get(self.listing.key) if self.listing.kind is MINISTRY else None


def _documents(feed: _Feed) -> Iterator[Later]:
    listing, places = feed.listing, _places(feed.publication)
    in_order = sorted(listing.entries, key=lambda entry: places[entry.id])
    pages = paged(in_order, feed.publication.updated)
    last = len(pages.archives)
    shared = ("feed", feed.base, listing.path, listing.page, listing.address, listing.title)
    yield Later(
        feed.address(None, listing.path),
        (*shared, last, [one.id for one in _heirs(feed)], feed.publication.all_around(pages.current)),
        partial(_current, feed, pages),
    )
    for number, entries in enumerate(pages.archives, start=1):
        yield Later(
            feed.address(number, listing.path),
            (*shared, number, number < last, feed.publication.all_around(entries)),
            partial(_archive, feed, number, entries, last),
        )


def _places(publication: Publication) -> Mapping[str, int]:
    """Of each article its place in the order in which they are filed away."""
    if (_places,) not in publication.kept:
        in_order = counted(publication.collection.entries)
        publication.kept[(_places,)] = {entry.id: place for place, entry in enumerate(in_order)}
    return cast("Mapping[str, int]", publication.kept[(_places,)])


def _current(feed: _Feed, pages: Paged) -> bytes:
    entries = _xml(feed, pages.current, whole=feed.listing.path == links.HOME)
    farewell = [one for one in [_farewell(feed)] if one]
    head_links = _links(feed, None, len(pages.archives))
    return _document(feed, None, [*farewell, *entries], head_links, _updated(feed, pages))


def _archive(feed: _Feed, number: int, entries: Entries, last: int) -> bytes:
    updated = moment(entries[0].added)
    return _document(feed, number, _xml(feed, entries), _links(feed, number, last), updated)


def _xml(feed: _Feed, entries: Iterable[Entry], *, whole: bool = False) -> list[str]:
    """``whole``: with the text that may leave the archive. One feed alone has it: it is long."""
    kept = "text" if whole else ""
    return [_entry(feed.publication, entry, feed.base, kept) for entry in entries]


def _updated(feed: _Feed, pages: Paged) -> str:
    """The newest day of its entries, the closing of its body among them."""
    closed = [feed.body.until] if feed.body and feed.body.until else []
    changed = (changed_on(feed.publication, one) for one in pages.current)
    return moment(max([*changed, *closed], default=""))


def _document(
    feed: _Feed,
    number: int | None,
    entries: Iterable[str],
    head_links: Iterable[etree._Element],
    updated: str,
) -> bytes:
    site = feed.publication.site.name
    title = site if feed.listing.page == links.HOME else f"{feed.listing.title} - {site}"
    head = [
        element("id", feed_id(site, feed.listing.path)),
        element("title", title),
        element("updated", updated),
        person(site),
        *head_links,
        *([archive_mark()] if number is not None else []),
    ]
    return document(head, entries)


def _links(feed: _Feed, number: int | None, last: int) -> Iterator[etree._Element]:
    """RFC 5005, section 4.

    From the current document back to the first, and forth again between archive documents. Of a feed that
    has moved all of them are the new one's: ``self`` is the address by which it is to be called (RFC 4287).
    """
    self_address = feed.publication.absolute(feed.address(number))
    if self_address:
        yield link("self", self_address)
    yield link("alternate", feed.href(feed.listing.address), "text/html")
    if number is not None:
        yield link("current", feed.href(feed.address(None)))
    previous = (last if number is None else number - 1) or None
    if previous:
        yield link("prev-archive", feed.href(feed.address(previous)))
    if number is not None and number < last:
        yield link("next-archive", feed.href(feed.address(number + 1)))


# ------------------------------------------------------------------------------------------ the end of a body


def _heirs(feed: _Feed) -> list[Body]:
    """The bodies with a page that follow the feed's own."""
    known = feed.publication.collection.bodies
    return [known[one] for one in (feed.body.successors if feed.body else ()) if one in known]


def _farewell(feed: _Feed) -> str:
    """The entry that ends a closed body's feed: when it closed, and the feeds that go on from there.

    Empty for a body that lives.

    It stands in the current document alone, where every subscriber comes past, and is dated with the day the
    body closed.
    """
    body = feed.body
    if body is None or body.until is None:
        return ""
    collection, labels = feed.publication.collection, feed.publication.labels
    heirs = _heirs(feed)
    names = labels["common.separator"].join(collection.body_name(heir) for heir in heirs)
    label = "ministry.renamed" if heirs else "ministry.closed"
    entry = etree.Element("entry")
    entry.extend(
        [
            element("id", urn(f"closed/{feed.publication.site.name}/{body.id}")),
            element("title", labels["feed.closed"].format(name=feed.listing.title)),
            link("alternate", feed.href(feed.listing.address), "text/html"),
            *(
                link(
                    "related",
                    feed.href(FEED.beside(links.ministry(heir.id))),
                    FEED.media_type,
                    collection.body_name(heir),
                )
                for heir in heirs
            ),
            element("updated", moment(body.until)),
            person(feed.publication.site.name),
            element("summary", labels[label].format(last=last_day(body.until), successors=names)),
        ]
    )
    return etree.tostring(entry, encoding="unicode")


# --------------------------------------------------------------------------------------------------- an entry


def entries_of(publication: Publication, entry: Entry) -> list[str]:
    """An article's entries as nearly all feeds carry them: home's, and those of the lists below a folder."""
    bases = [publication.site_url] if publication.site_url else ["", "../"]
    return [_entry(publication, entry, base, "") for base in bases]


@remembered_an_article
def _entry(publication: Publication, entry: Entry, base: str, kept: str) -> str:
    """An article as an Atom entry; with its text where ``kept`` says ``text``.

    Without a namespace of its own, it takes the one of the feed it is put into.
    """
    record, work = publication.articles[entry.id].record, work_of(publication, entry)
    address = address_of(links.briefing(entry.id))
    made = etree.Element("entry")
    made.extend(
        [
            element("id", entry_id(entry.id)),
            element("title", work.title),
            link("alternate", publication.absolute(address) or base + address, "text/html"),
            *_via(record.source.url),
            *_enclosures(publication, entry),
            element("updated", moment(changed_on(publication, entry))),
            *_published(work),
            *map(
                person,
                [author.name for author in work.authors] or [publication.labels["feed.unknown_author"]],
            ),
            *_categories(publication, entry),
            *([element("summary", entry.summary)] if entry.summary else []),
            element("rights", _rights(publication, record)),
            *(content(html_of(publication, entry)) if kept == "text" else ()),
        ]
    )
    return etree.tostring(made, encoding="unicode")


def _published(work: Work) -> list[etree._Element]:
    """Only a day that is known to be that of publication.

    Not one that is inferred, nor the day on which something was announced.
    """
    day = work.date.iso if work.date.published else None
    return [element("published", moment(day))] if day and precision(day) == "day" else []


def _via(url: str | None) -> list[etree._Element]:
    return [link("via", url)] if url and _WEB.fullmatch(url) else []


def _enclosures(publication: Publication, entry: Entry) -> Iterator[etree._Element]:
    """The article's files that have an address on the web, here or elsewhere."""
    for one in record_of(publication, entry)["attachments"]:
        if one["url"] and _WEB.fullmatch(one["url"]):
            length = str(one["bytes"]) if one["bytes"] is not None else None
            yield link("enclosure", one["url"], MEDIA_TYPES.get(one["type"]), one["name"], length)


def _categories(publication: Publication, entry: Entry) -> Iterator[etree._Element]:
    topics = publication.registry.topics
    for slug in dict.fromkeys(entry.topics):
        if slug in topics:
            yield etree.Element("category", {"term": slug, "label": plain(topics[slug].name)})


def _rights(publication: Publication, record: Record) -> str:
    """What the archive calls the licence, and what the text itself says."""
    licence, statement = publication.labels[f"licence.{record.licence}"], record.rights.statement
    return f"{licence} “{statement}”" if statement else licence


FEEDS: Final = ListOutput(FEED, _feed)
