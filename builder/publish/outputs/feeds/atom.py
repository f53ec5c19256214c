"""The Atom documents (RFC 4287).

Each entry is made once as XML by lxml and put into every feed that carries it.

feedgen and its kind date a feed by the clock, know no archive documents, and would make each entry five times
over; lxml, which reads our HTML seeds already, escapes whatever an article holds.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from builder.catalogue import links
from builder.catalogue.bodies import last_day
from builder.catalogue.forms import FEED
from builder.catalogue.kinds.ministry import MINISTRY
from builder.model import Entry
from builder.pages.original import MEDIA_TYPES
from builder.pages.record import Record
from builder.partial_date import first_day, precision
from builder.permanence.ledger import address_of
from builder.publish.listings import Listing
from builder.publish.outputs.citation.work import Work, work_of
from builder.publish.outputs.data.record import record_of
from builder.publish.outputs.feeds.content import changed_on, html_of
from builder.publish.outputs.feeds.paging import Paged, paged
from builder.publish.outputs.output import File, ListOutput
from builder.publish.publication import Publication, remembered_an_article
from builder.registry.types import Body

_ATOM: Final = "http://www.w3.org/2005/Atom"
_HISTORY: Final = "http://purl.org/syndication/history/1.0"  # RFC 5005, section 2
_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
#: Ids are UUIDs made of names (RFC 4122, version 5) below this one, drawn once for this builder. It must
#: never change.
_NAMES: Final = uuid.UUID("46ff737b-efb5-4ee8-b703-a25fd990cf7b")
#: What XML 1.0 cannot hold, not even escaped (section 2.2).
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEB: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_FIRST_DAY: Final = (
    "1980-01-01"  # of a page whose `added` was deleted by hand, and of a feed that never had an entry
)


def _feed(publication: Publication, listing: Listing) -> Iterator[File]:
    """The feed of a list, with its archive documents."""
    return _documents(_Feed(publication, listing, publication.site_url or listing.up))


def entry_id(article_id: str) -> str:
    """An article's id in feeds.

    Of its own id alone, so that neither a new address nor a new name of the archive makes it another entry.
    """
    return _urn(f"article/{article_id}")


def feed_id(site_name: str, page: str) -> str:
    """A feed's id: of the archive's name and the page, whatever the address.

    Archives differ in name before they differ in anything else.
    """
    return _urn(f"feed/{site_name}/{address_of(page)}")


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_NAMES, name)}"


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


def _documents(feed: _Feed) -> Iterator[File]:
    pages = paged(feed.listing.entries, feed.publication.updated)
    last = len(pages.archives)
    farewell = [one for one in [_farewell(feed)] if one]
    yield _document(
        feed,
        None,
        [
            *farewell,
            *_xml(feed, pages.current, whole=feed.listing.path == links.HOME),
        ],
        _links(feed, None, last),
        _updated(feed, pages),
    )
    for number, entries in enumerate(pages.archives, start=1):
        yield _document(
            feed, number, _xml(feed, entries), _links(feed, number, last), _moment(entries[0].added)
        )


def _xml(feed: _Feed, entries: Iterable[Entry], *, whole: bool = False) -> list[str]:
    """``whole``: with the text that may leave the archive. One feed alone has it: it is long."""
    kept = "text" if whole else ""
    return [_entry(feed.publication, entry, feed.base, kept) for entry in entries]


def _updated(feed: _Feed, pages: Paged) -> str:
    """The newest day of its entries, the closing of its body among them."""
    closed = [feed.body.until] if feed.body and feed.body.until else []
    changed = (changed_on(feed.publication, one) for one in pages.current)
    return _moment(max([*changed, *closed], default=""))


def _document(
    feed: _Feed,
    number: int | None,
    entries: Iterable[str],
    head_links: Iterable[etree._Element],
    updated: str,
) -> File:
    site = feed.publication.site.name
    title = site if feed.listing.page == links.HOME else f"{feed.listing.title} - {site}"
    root = etree.Element(
        "feed", {"{http://www.w3.org/XML/1998/namespace}lang": "ko"}, nsmap={None: _ATOM, "fh": _HISTORY}
    )
    root.extend(
        [
            _element("id", feed_id(site, feed.listing.path)),
            _element("title", title),
            _element("updated", updated),
            _person(site),
            *head_links,
            *(
                [etree.Element(f"{{{_HISTORY}}}archive", nsmap={"fh": _HISTORY})]
                if number is not None
                else []
            ),
        ]
    )
    head = etree.tostring(root, encoding="unicode").removesuffix("</feed>")
    text = "\n".join([_HEAD + head, *entries, "</feed>\n"])
    return File(feed.address(number, feed.listing.path), text.encode())


def _links(feed: _Feed, number: int | None, last: int) -> Iterator[etree._Element]:
    """RFC 5005, section 4.

    From the current document back to the first, and forth again between archive documents. Of a feed that
    has moved all of them are the new one's: ``self`` is the address by which it is to be called (RFC 4287).
    """
    self_address = feed.publication.absolute(feed.address(number))
    if self_address:
        yield _link("self", self_address)
    yield _link("alternate", feed.href(feed.listing.address), "text/html")
    if number is not None:
        yield _link("current", feed.href(feed.address(None)))
    previous = (last if number is None else number - 1) or None
    if previous:
        yield _link("prev-archive", feed.href(feed.address(previous)))
    if number is not None and number < last:
        yield _link("next-archive", feed.href(feed.address(number + 1)))


# ------------------------------------------------------------------------------------------ the end of a body


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
    heirs = [collection.bodies[one] for one in body.successors if one in collection.bodies]
    names = labels["common.separator"].join(collection.body_name(heir) for heir in heirs)
    label = "ministry.renamed" if heirs else "ministry.closed"
    entry = etree.Element("entry")
    entry.extend(
        [
            _element("id", _urn(f"closed/{feed.publication.site.name}/{body.id}")),
            _element("title", labels["feed.closed"].format(name=feed.listing.title)),
            _link("alternate", feed.href(feed.listing.address), "text/html"),
            *(
                _link(
                    "related",
                    feed.href(FEED.beside(links.ministry(heir.id))),
                    FEED.media_type,
                    collection.body_name(heir),
                )
                for heir in heirs
            ),
            _element("updated", _moment(body.until)),
            _person(feed.publication.site.name),
            _element("summary", labels[label].format(last=last_day(body.until), successors=names)),
        ]
    )
    return etree.tostring(entry, encoding="unicode")


# --------------------------------------------------------------------------------------------------- an entry


@remembered_an_article
def _entry(publication: Publication, entry: Entry, base: str, kept: str) -> str:
    """An article as an Atom entry; with its text where ``kept`` says ``text``.

    Without a namespace of its own, it takes the one of the feed it is put into.
    """
    record, work = publication.articles[entry.id].record, work_of(publication, entry)
    address = address_of(links.briefing(entry.id))
    element = etree.Element("entry")
    element.extend(
        [
            _element("id", entry_id(entry.id)),
            _element("title", work.title),
            _link("alternate", publication.absolute(address) or base + address, "text/html"),
            *_via(record.source.url),
            *_enclosures(publication, entry),
            _element("updated", _moment(changed_on(publication, entry))),
            *_published(work),
            *map(
                _person,
                [author.name for author in work.authors] or [publication.labels["feed.unknown_author"]],
            ),
            *_categories(publication, entry),
            *([_element("summary", entry.summary)] if entry.summary else []),
            _element("rights", _rights(publication, record)),
            *(_content(html_of(publication, entry)) if kept == "text" else ()),
        ]
    )
    return etree.tostring(element, encoding="unicode")


def _content(html: str) -> Iterator[etree._Element]:
    if html:
        content = _element("content", html)
        content.set("type", "html")
        yield content


def _published(work: Work) -> list[etree._Element]:
    """Only a day that is known to be that of publication.

    Not one that is inferred, nor the day on which something was announced.
    """
    day = work.date.iso if work.date.published else None
    return [_element("published", _moment(day))] if day and precision(day) == "day" else []


def _via(url: str | None) -> list[etree._Element]:
    return [_link("via", url)] if url and _WEB.fullmatch(url) else []


def _enclosures(publication: Publication, entry: Entry) -> Iterator[etree._Element]:
    """The article's files that have an address on the web, here or elsewhere."""
    for one in record_of(publication, entry)["attachments"]:
        if one["url"] and _WEB.fullmatch(one["url"]):
            length = str(one["bytes"]) if one["bytes"] is not None else None
            yield _link("enclosure", one["url"], MEDIA_TYPES.get(one["type"]), one["name"], length)


def _categories(publication: Publication, entry: Entry) -> Iterator[etree._Element]:
    topics = publication.registry.topics
    for slug in dict.fromkeys(entry.topics):
        if slug in topics:
            yield etree.Element("category", {"term": slug, "label": _plain(topics[slug].name)})


def _rights(publication: Publication, record: Record) -> str:
    """What the archive calls the licence, and what the text itself says."""
    licence, statement = publication.labels[f"licence.{record.licence}"], record.rights.statement
    return f"{licence} “{statement}”" if statement else licence


def _moment(day: str) -> str:
    """Midnight UTC of an ISO day, which is nine in the morning in Korea: the same day in both."""
    return f"{first_day(day or _FIRST_DAY)}T00:00:00Z"


# -------------------------------------------------------------------------------------------------------- XML


def _element(name: str, text: str) -> etree._Element:
    element = etree.Element(name)
    element.text = _plain(text)
    return element


def _person(name: str) -> etree._Element:
    author = etree.Element("author")
    author.append(_element("name", name))
    return author


def _link(
    relation: str,
    href: str,
    media_type: str | None = None,
    title: str | None = None,
    length: str | None = None,
) -> etree._Element:
    given = {
        "rel": relation,
        "type": media_type,
        "href": _plain(href),
        "title": title and _plain(title),
        "length": length,
    }
    return etree.Element("link", {key: value for key, value in given.items() if value})


def _plain(text: str) -> str:
    return _NOT_XML.sub("", text)


FEEDS: Final = ListOutput(FEED, _feed)
