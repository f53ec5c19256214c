"""Tags of a page's head.

OpenGraph for previews, Highwire and PRISM for Zotero and Google Scholar, links to the same page in other
forms.

What Zotero reads (its translators "Embedded Metadata" and "RDF", versions of 2025): the Highwire tags
``citation_*`` outrank all others; ``z:itemType`` names its own type of item, where it would otherwise guess a
journal article; ``prism.publicationName`` and ``DC.publisher`` are the outlet and the institution. Without a
date it takes the first ``<time datetime>`` of the page, which is why an inferred and an unknown date stand
here too: as the text that a citation shows, which no program takes for a day. A list of dated articles is of
the day on which it last changed (``dcterms.date``): else it would be of the day of its first article.

What one vocabulary names with ``name`` and another with ``property`` stands once, under both (HTML with RDFa
1.1, https://www.w3.org/TR/html-rdfa/): titles and descriptions are long, and pages are many.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape
from typing import Final

from builder.catalogue.forms import ARTICLE_FORMS, JSON, OPENSEARCH, OPML, Form
from builder.catalogue.kinds import kind_of
from builder.catalogue.links import HOME, ministry, relative
from builder.model import Entry
from builder.pages.page import AnyPage, IndexPage
from builder.permanence.ledger import address_of
from builder.prose.escape import normalise
from builder.publish.outputs.cards.plan import HEIGHT, WIDTH, Card, card_of
from builder.publish.outputs.changed import list_changed_on
from builder.publish.outputs.citation.work import Author, Work
from builder.publish.publication import Publication, address
from builder.registry.kinds import article_kind
from builder.rights import licence_address

_DATED: Final = "<time "


def article_tags(page: AnyPage, entry: Entry, work: Work, publication: Publication) -> Iterator[str]:
    """OpenGraph and citation tags of an article.

    ``og:site_name`` only where an outlet is named: else Zotero makes the archive the publication.
    """
    shared = publication.absolute(address(page))
    yield _meta("citation_title", work.title, "og:title")
    if cited := shared or work.url:
        yield _meta("citation_public_url", cited, "og:url" if shared else "")
    yield from _open_graph("article", publication.site.name if work.outlet else "")
    yield from _picture(card_of(page, entry, publication), publication)
    if work.date.iso and work.date.published:
        yield _meta("", work.date.iso, "article:published_time")
    for author in work.authors:
        yield _meta("citation_author", author.name)
    yield _citation_date(work)
    yield _meta("citation_language", "ko")
    yield _meta("z:itemType", article_kind(work.kind).zotero)
    if work.outlet:
        yield _meta("prism.publicationName", work.outlet)
    for author in work.authors[:1]:
        if author.kind == "body":
            yield _meta("DC.publisher", author.name)


def signposts(page: AnyPage, entry: Entry, work: Work, publication: Publication) -> Iterator[str]:
    """Signposting of level 1 (https://signposting.org/FAIR/), as links in the head.

    What the article is cited as, what it is, who answers for it, under which licence; its description is its
    JSON (``alternate_links``).
    """
    if here := publication.absolute(address(page)):
        yield _link("cite-as", here)
    yield _link("type", f"https://schema.org/{article_kind(work.kind).schema_org}")
    for body, name in zip(entry.ministry_ids, entry.ministry_names, strict=True):
        if body in publication.collection.bodies and Author(normalise(name), "body") in work.authors:
            yield _link("author", address_of(relative(page.path, ministry(body))))
    if licence := licence_address(entry.licence):
        yield _link("license", licence)


def _link(relation: str, href: str) -> str:
    return f'<link rel="{relation}" href="{escape(href)}">'


def _citation_date(work: Work) -> str:
    if work.date.iso is None:
        return _meta("citation_date", work.date.text)
    return _meta(
        "citation_publication_date" if work.date.published else "citation_date",
        work.date.iso.replace("-", "/"),
    )


def index_tags(page: IndexPage, publication: Publication) -> Iterator[str]:
    """OpenGraph tags of an index page, and the day of a list of dated articles."""
    yield _meta("", title_of(page, publication), "og:title")
    if shared := publication.absolute(address(page)):
        yield _meta("", shared, "og:url")
    yield from _open_graph("website", publication.site.name)
    yield from _picture(card_of(page, None, publication), publication)
    if _DATED in page.body:
        yield _meta("dcterms.date", list_changed_on(page, publication))


def title_of(page: IndexPage, publication: Publication) -> str:
    """What an index page is called."""
    return page.title or publication.site.name


def _open_graph(kind: str, site: str) -> Iterator[str]:
    """Of ogp.me what no other vocabulary asks for.

    The description is the template's, the address (absolute, so not without ``site_url``) the caller's.
    """
    facts = {"og:type": kind, "og:site_name": site, "og:locale": "ko_KR"}
    yield from (_meta("", value, key) for key, value in facts.items() if value)


def _picture(card: Card | None, publication: Publication) -> Iterator[str]:
    """The share card, by its whole address; ``twitter:card`` asks for it in its full width."""
    if card is None:
        return
    said = publication.labels["common.separator"].join(words for words in card.words if words)
    facts = {
        "og:image": publication.absolute(card.address),
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": said,
    }
    yield from (_meta("", value, key) for key, value in facts.items() if value)
    yield _meta("twitter:card", "summary_large_image")


def alternate_links(page: AnyPage, publication: Publication) -> Iterator[str]:
    """Links to what publishing writes beside the page, relative to it."""
    for form in _forms(page, publication):
        title, address = escape(publication.labels[form.head]), posixpath.basename(form.beside(page.path))
        relation = "alternate describedby" if form is JSON else "alternate"
        yield f'<link rel="{relation}" type="{form.media_type}" title="{title}" href="{escape(address)}">'


def _forms(page: AnyPage, publication: Publication) -> tuple[Form, ...]:
    if isinstance(page, IndexPage):
        return kind_of(page.kind).forms
    return ARTICLE_FORMS if page.path in publication.beside else ()


def discovery_links(page: AnyPage, publication: Publication) -> Iterator[str]:
    """On every page the search's description (with ``site_url``); on home all feeds.

    The manifest is named by assets/early.js: from disk a browser would complain of it.
    """
    if publication.site_url:
        title = escape(publication.site.name)
        address = relative(page.path, OPENSEARCH)
        kind = "application/opensearchdescription+xml"
        yield f'<link rel="search" type="{kind}" title="{title}" href="{address}">'
    if page.path == HOME:
        yield f'<link rel="alternate" type="text/x-opml" title="OPML" href="{OPML}">'


def _meta(name: str, content: str, also: str = "") -> str:
    """``name`` for reference managers, the property ``also`` for previews; either may lack."""
    keys = {"name": name, "property": also}
    attributes = " ".join(f'{attribute}="{key}"' for attribute, key in keys.items() if key)
    return f'<meta {attributes} content="{escape(normalise(content))}">'
