"""Structured data in the words of schema.org, as one JSON-LD block a page (JSON-LD 1.1, section 7).

Addresses are absolute with ``site_url``, relative to the page without it: both are IRIs to a JSON-LD reader,
for whom the page is the base. schema.org has no word for a body that took over from another: Dublin Core has
(``dcterms:replaces``, ``dcterms:isReplacedBy``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from builder.catalogue import links
from builder.catalogue.forms import BULK, DATABASE, TABLE
from builder.catalogue.markdown import anchor
from builder.catalogue.packs import ZIP
from builder.model import Entry
from builder.pages.page import AnyPage, IndexPage, Page
from builder.permanence.ledger import address_of
from builder.prose.escape import normalise
from builder.publish.outputs.citation.work import Author, Work
from builder.publish.outputs.head.tags import title_of
from builder.publish.publication import Publication
from builder.registry.kinds import article_kind
from builder.registry.types import Body
from builder.rights import licence_address

Node = dict[str, object]

_CONTEXT: Final = ["https://schema.org", {"dcterms": "http://purl.org/dc/terms/"}]
_DUBLIN_CORE: Final = ("dcterms:replaces", "dcterms:isReplacedBy")
_AUTHORS: Final = {"person": "Person", "group": "Organization", "body": "GovernmentOrganization"}


#: The files that hold the facts of all articles, with their media types.
_DOWNLOADS: Final = ((TABLE.beside(links.HOME), TABLE.media_type), (BULK, "application/jsonl"))
_IN_SCRIPT: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(nodes: Iterable[Node]) -> str:
    """The block.

    ``<``, ``>`` and ``&`` are written so that nothing in it ends the script or begins a comment.
    """
    graph = list(nodes)
    context = _CONTEXT if any(key in node for node in graph for key in _DUBLIN_CORE) else _CONTEXT[0]
    text = json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return f'<script type="application/ld+json">{text.translate(_IN_SCRIPT)}</script>'


# ---------------------------------------------------------------------------------------------------- article


def article_data(page: Page, entry: Entry, work: Work, publication: Publication) -> tuple[Node, ...]:
    """The article and its breadcrumb. What it is about in a sentence says the page's description."""
    parents = _article_parents(page, entry, publication)
    return _article(page, entry, work, publication), _breadcrumb(page, parents, publication)


def _article(page: Page, entry: Entry, work: Work, publication: Publication) -> Node:
    here = _address(page.path, page.path, publication)
    return _without_nothing(
        {
            "@type": article_kind(work.kind).schema_org,
            "@id": here,
            "url": here,
            "identifier": work.id,
            "headline": work.title,
            "alternativeHeadline": [normalise(one) for one in page.record.subtitle],
            "inLanguage": "ko",
            "author": [_author(author, page, entry, publication) for author in work.authors],
            "publisher": {"@type": "Organization", "name": work.outlet} if work.outlet else None,
            **_dates(work, publication.labels),
            "about": [
                _topic(slug, page, publication)
                for slug in entry.topics
                if slug in publication.collection.topics
            ],
            "mentions": [_named_body(body, page, publication) for body in _others(entry, work, publication)],
            "isBasedOn": page.record.source.url,
            "license": licence_address(entry.licence),
            "copyrightNotice": page.record.rights.statement,
            "isPartOf": _site(page, publication),
        }
    )


def _others(entry: Entry, work: Work, publication: Publication) -> Iterator[str]:
    """The bodies that act and are not among the authors."""
    for body, name in dict(zip(entry.ministry_ids, entry.ministry_names, strict=True)).items():
        if body in publication.registry.bodies and Author(normalise(name), "body") not in work.authors:
            yield body


def _dates(work: Work, labels: Mapping[str, str]) -> Node:
    """A day of publication is one that somebody stated.

    The day of an announcement is what the text is about; an inferred one is words.
    """
    if work.date.why:
        return {
            "disambiguatingDescription": labels["cite.inferred_note"].format(
                date=work.date.text, why=work.date.why
            )
        }
    return {"datePublished" if work.date.published else "contentReferenceTime": work.date.iso}


def _author(author: Author, page: AnyPage, entry: Entry, publication: Publication) -> Node:
    body = next(
        (
            body
            for body, name in zip(entry.ministry_ids, entry.ministry_names, strict=True)
            if normalise(name) == author.name
        ),
        "",
    )
    if author.kind == "body" and body in publication.registry.bodies:
        return _named_body(body, page, publication)
    return {"@type": _AUTHORS[author.kind], "name": author.name}


def _named_body(body_id: str, page: AnyPage, publication: Publication) -> Node:
    body = publication.registry.bodies[body_id]
    address = (
        _address(page.path, links.ministry(body_id), publication)
        if body_id in publication.collection.bodies
        else None
    )
    return _without_nothing({"@type": "GovernmentOrganization", "name": body.name, "url": address})


def _topic(slug: str, page: AnyPage, publication: Publication) -> Node:
    name = publication.registry.topics[slug].name
    return {"@type": "DefinedTerm", "name": name, "url": _address(page.path, links.topic(slug), publication)}


def _article_parents(page: Page, entry: Entry, publication: Publication) -> list[tuple[str, str]]:
    """The pages above an article, as its template shows them: home, the lead ministry, the year."""
    labels = publication.labels
    found = [(labels["title.home"], links.HOME)]
    if (
        page.record.ministry
        and entry.ministry_ids[:1]
        and entry.ministry_ids[0] in publication.collection.bodies
    ):
        found.append((entry.ministry_names[0], links.ministry(entry.ministry_ids[0])))
    if entry.date:
        return [*found, (labels["common.year"].format(year=entry.date[:4]), links.year(entry.date[:4]))]
    return [*found, (labels["common.unknown_date"], links.UNDATED)]


# ------------------------------------------------------------------------------------------------ index pages


def index_data(page: IndexPage, publication: Publication) -> tuple[Node, ...]:
    """What the page is: the site on home, else a page of a collection; the body it is about.

    Its breadcrumb, except on home.
    """
    if page.path == links.HOME:
        return (_home(page, publication),)
    title = title_of(page, publication)
    collection, about = _collection_page(page, title, publication), _body(page, publication)
    if about:
        collection["about"] = {"@id": about["@id"]}
    parents = [(parent.title, parent.path) for parent in page.parents]
    more = [about] if about else [_dataset(page, publication)] if page.path == links.DATA else []
    return (collection, *more, _breadcrumb(page, parents, publication, title))


def _dataset(page: IndexPage, publication: Publication) -> Node:
    """The facts of all articles as a dataset; its terms of use stand on the page."""
    here, files = _address(page.path, page.path, publication), dict(_DOWNLOADS)
    if publication.site.database:
        files[DATABASE] = "application/vnd.sqlite3"
    files |= {pack.address: ZIP for pack in publication.collection.packs}
    years = [*publication.collection.years]
    return _without_nothing(
        {
            "@type": "Dataset",
            "@id": f"{here}#dataset",
            "name": publication.site.name,
            "description": publication.labels["data.description"],
            "url": here,
            "inLanguage": "ko",
            "license": here + anchor(publication.labels["data.rights.heading"]),
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": publication.site.name},
            "dateModified": publication.updated,
            "temporalCoverage": f"{years[-1]}/{years[0]}" if years else None,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": media_type,
                    "contentUrl": _address(page.path, file, publication),
                }
                for file, media_type in files.items()
            ],
        }
    )


def _home(page: IndexPage, publication: Publication) -> Node:
    site = {
        **_site(page, publication),
        "description": page.description,
        "inLanguage": "ko",
    }
    if links.SEARCH in publication.indexes:
        template = _address(page.path, links.SEARCH, publication) + "?q={search_term_string}"
        site["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": template},
            "query-input": "required name=search_term_string",
        }
    return _without_nothing(site)


def _collection_page(page: IndexPage, title: str, publication: Publication) -> Node:
    here, count = _address(page.path, page.path, publication), page.count
    return _without_nothing(
        {
            "@type": "CollectionPage" if count is not None else "WebPage",
            "@id": here,
            "url": here,
            "name": title,
            "description": page.description,
            "inLanguage": "ko",
            "mainEntity": {"@type": "ItemList", "numberOfItems": count} if count is not None else None,
            "isPartOf": _site(page, publication),
        }
    )


def _body(page: IndexPage, publication: Publication) -> Node | None:
    """The ministry that the page is about.

    None for every other page, the divided lists of a ministry among them.
    """
    body = publication.registry.bodies.get(page.ministry_id or "")
    if body is None or page.path != links.ministry(body.id):
        return None
    here = _address(page.path, page.path, publication)
    return _without_nothing(
        {
            "@type": "GovernmentOrganization",
            "@id": f"{here}#body",
            "name": body.name,
            "alternateName": body.english,
            "url": here,
            "sameAs": body.website,
            "foundingDate": body.since,
            "dissolutionDate": body.until,
            "parentOrganization": _parent(body, page, publication),
            "dcterms:replaces": [_named_body(other, page, publication) for other in body.predecessors],
            "dcterms:isReplacedBy": [_named_body(other, page, publication) for other in body.successors],
        }
    )


def _parent(body: Body, page: AnyPage, publication: Publication) -> Node | None:
    if body.parent:
        return _named_body(body.parent, page, publication)
    return {"@type": "GovernmentOrganization", "name": body.parent_name} if body.parent_name else None


# ------------------------------------------------------------------------------------------------------ parts


def _breadcrumb(
    page: AnyPage, parents: Iterable[tuple[str, str]], publication: Publication, title: str = ""
) -> Node:
    """The way to a page; with ``title`` the page itself is its last step, whose address need not stand there.

    Search engines show no way of one step, and some lists stand right below home
    (https://developers.google.com/search/docs/appearance/structured-data/breadcrumb).
    """
    steps = [{"name": name, "item": _address(page.path, path, publication)} for name, path in parents]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, **step}
            for position, step in enumerate([*steps, *([{"name": title}] if title else [])], 1)
        ],
    }


def _site(page: AnyPage, publication: Publication) -> Node:
    return {
        "@type": "WebSite",
        "name": publication.site.name,
        "url": _address(page.path, links.HOME, publication),
    }


def _address(source: str, target: str, publication: Publication) -> str:
    """Where the page ``target`` is, for a reader of the page ``source`` (both paths below docs)."""
    return publication.absolute(address_of(target)) or address_of(links.relative(source, target))


def _without_nothing(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}
