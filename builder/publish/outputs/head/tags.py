"""Tags of a page's head.

OpenGraph for previews, Highwire and PRISM for Zotero and Google Scholar, links to the same page in other
forms.

What Zotero reads (its translators "Embedded Metadata" and "RDF", version of June 2024): the Highwire tags
``citation_*`` outrank all others; ``z:itemType`` names its own type of item, where it would otherwise guess a
journal article; ``prism.publicationName`` and ``DC.publisher`` are the outlet and the institution. Without a
date it takes the first ``<time datetime>`` of the page, which is why an inferred and an unknown date stand
here too: as the text that a citation shows, which no program takes for a day.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape

from builder.catalogue.forms import OPENSEARCH, OPML
from builder.catalogue.kinds import kind_of
from builder.catalogue.links import HOME, relative
from builder.model import Entry
from builder.pages.page import AnyPage, IndexPage
from builder.prose.escape import normalise
from builder.publish.outputs.all import ARTICLE_FORMS
from builder.publish.outputs.citation.work import Work
from builder.publish.publication import Publication, address
from builder.registry.kinds import article_kind
from builder.rights import public_summary


def article_tags(page: AnyPage, entry: Entry, work: Work, publication: Publication) -> Iterator[str]:
    """OpenGraph and citation tags of an article."""
    summary = public_summary(entry.summary, publication.level(entry.id))
    yield from _open_graph(page, work.title, summary, "article", publication)
    if work.date.iso and work.date.published:
        yield _meta("article:published_time", work.date.iso, "property")
    yield _meta("citation_title", work.title)
    for author in work.authors:
        yield _meta("citation_author", author.name)
    yield _citation_date(work)
    yield _meta("citation_language", "ko")
    if work.url:
        yield _meta("citation_public_url", work.url)
    yield _meta("z:itemType", article_kind(work.kind).zotero)
    if work.outlet:
        yield _meta("prism.publicationName", work.outlet)
    for author in work.authors[:1]:
        if author.kind == "body":
            yield _meta("DC.publisher", author.name)


def _citation_date(work: Work) -> str:
    if work.date.iso is None:
        return _meta("citation_date", work.date.text)
    return _meta(
        "citation_publication_date" if work.date.published else "citation_date",
        work.date.iso.replace("-", "/"),
    )


def index_tags(page: IndexPage, publication: Publication) -> Iterator[str]:
    """OpenGraph tags of an index page."""
    yield from _open_graph(
        page,
        title_of(page, publication),
        page.description or "",
        "website",
        publication,
    )


def title_of(page: IndexPage, publication: Publication) -> str:
    """What an index page is called."""
    return page.title or publication.site.name


def _open_graph(
    page: AnyPage, title: str, description: str, kind: str, publication: Publication
) -> Iterator[str]:
    """ogp.me: title, type, url (absolute, so not without ``site_url``), description, site and language."""
    facts = {
        "og:title": title,
        "og:type": kind,
        "og:url": publication.absolute(address(page)),
        "og:description": description,
        "og:site_name": publication.site.name,
        "og:locale": "ko_KR",
    }
    yield from (_meta(key, value, "property") for key, value in facts.items() if value)


def alternate_links(page: AnyPage, publication: Publication) -> Iterator[str]:
    """Links to what publishing writes beside the page, relative to it."""
    for form in kind_of(page.kind).forms if isinstance(page, IndexPage) else ARTICLE_FORMS:
        title, address = escape(publication.labels[form.head]), posixpath.basename(form.beside(page.path))
        yield f'<link rel="alternate" type="{form.media_type}" title="{title}" href="{escape(address)}">'


def discovery_links(page: AnyPage, publication: Publication) -> Iterator[str]:
    """On every page the description of the search (with ``site_url`` only); on home the list of all feeds."""
    if publication.site_url:
        title = escape(publication.site.name)
        address = relative(page.path, OPENSEARCH)
        kind = "application/opensearchdescription+xml"
        yield f'<link rel="search" type="{kind}" title="{title}" href="{address}">'
    if page.path == HOME:
        yield f'<link rel="alternate" type="text/x-opml" title="OPML" href="{OPML}">'


def _meta(name: str, content: str, attribute: str = "name") -> str:
    return f'<meta {attribute}="{name}" content="{escape(normalise(content))}">'
