"""A briefing as a chapter of a volume: its title, its facts in rows, as much of its text as may be shown.

The HTML is XML too, so that the page and the book share it: every element is closed, and one without content
that is no void element has both of its tags.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape
from typing import Final
from urllib.parse import urlsplit

import markdown
from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from builder.catalogue import links
from builder.catalogue.lists import announcers, bracketed_title, dated
from builder.host.plain_markdown import plain_page
from builder.model import Entry
from builder.pages.page import ARTICLES
from builder.pages.record import Record
from builder.permanence.ledger import address_of
from builder.publish.publication import Publication, remembered_an_article
from builder.theme.article_html import aligned

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_VOID: Final = frozenset({"br", "hr", "img", "wbr", "col"})
_ELSEWHERE: Final = frozenset({"http", "https", "mailto"})


@remembered_an_article
def chapter(publication: Publication, entry: Entry) -> str:
    """The ``<section>`` of an article; its heading is an ``<h2>``, its id that of the article."""
    record = publication.articles[entry.id].record
    parts = (
        f"<h2>{escape(bracketed_title(entry))}</h2>",
        *(f'<p class="subtitle">{escape(line)}</p>' for line in record.subtitle),
        _rows(publication, entry, record),
        _text(publication, entry),
        _withheld(publication, entry, record),
    )
    return f'<section id="{entry.id}">\n' + "\n".join(part for part in parts if part) + "\n</section>"


def _rows(publication: Publication, entry: Entry, record: Record) -> str:
    rows = "".join(
        f"<div><dt>{escape(publication.labels[label])}</dt><dd>{value}</dd></div>"
        for label, value in _facts(publication, entry, record)
        if value
    )
    return f"<dl>{rows}</dl>"


def _facts(publication: Publication, entry: Entry, record: Record) -> Iterator[tuple[str, str]]:
    """(label, HTML) as on the article's own page; then where it comes from and where it stands."""
    registry, source, between = publication.registry, record.source, publication.labels["common.separator"]
    label = f"article.date.{record.date_of}" if entry.date and record.date_of else "article.date"
    yield label, escape(dated(entry, publication.labels))
    announced = announcers(entry)
    others = [
        name
        for body, name in zip(entry.ministry_ids, entry.ministry_names, strict=True)
        if body not in announced
    ]
    yield "article.announcers", escape(between.join(announced.values()))
    yield "article.involved", escape(between.join(others))
    topics = (registry.topics[slug].name for slug in entry.topics if slug in registry.topics)
    yield "article.topics", escape(between.join(topics))
    yield "source.outlet", escape(source.outlet or "")
    yield "source.author", escape(source.author or "")
    yield "source.url", _link(source.url) if source.url else ""
    yield "article.rights", escape(publication.labels[f"licence.{record.licence}"])
    here = address_of(links.briefing(entry.id))
    yield "article.address", _link(publication.absolute(here) or here)


def _link(address: str) -> str:
    shown = escape(address)
    return f'<a href="{shown}">{shown}</a>' if address.startswith(("http://", "https://")) else shown


def _withheld(publication: Publication, entry: Entry, record: Record) -> str:
    """Why the text is not here, or only its first paragraph, and where the whole is."""
    level, labels = publication.level(entry.id), publication.labels
    if level == "full":
        return ""
    said = [labels[f"article.text.{level}"]]
    if record.source.outlet and not record.source.url:
        said.append(labels["article.text.source"].format(name=record.source.outlet))
    return f'<p class="withheld">{escape(" ".join(said))}</p>'


# -------------------------------------------------------------------------------------------------- its text


def _text(publication: Publication, entry: Entry) -> str:
    source = publication.text(entry.id)
    plain = plain_page(source, lambda address: address)
    html = plain.html if plain else markdown.markdown(source, extensions=["tables"])
    if not html.strip():
        return ""
    root = fragment_fromstring(aligned(html), create_parent="div")
    for element in [one for one in root.iter() if one is not root]:
        _fit(element, publication)
    return etree.tostring(root, encoding="unicode", with_tail=False)


def _fit(element: HtmlElement, publication: Publication) -> None:
    """Without ids, one level below the chapter's heading, with links that lead somewhere from anywhere."""
    if not isinstance(element.tag, str):
        element.drop_tag()
        return
    element.attrib.pop("id", None)
    if element.tag in _HEADINGS:
        element.tag = _HEADINGS[min(_HEADINGS.index(element.tag) + 1, len(_HEADINGS) - 1)]
    if element.tag == "img":  # the file stays in the archive
        element.tag, element.text = "span", element.get("alt", "")
        for name in list(element.attrib):
            del element.attrib[name]
    elif element.tag == "a":
        _lead(element, publication)
    if element.text is None and element.tag not in _VOID and not len(element):
        element.text = ""


def _lead(element: HtmlElement, publication: Publication) -> None:
    target = element.get("href", "")
    if urlsplit(target).scheme in _ELSEWHERE:
        return
    path = posixpath.normpath(posixpath.join(ARTICLES, target.partition("#")[0]))
    absolute = publication.absolute(address_of(path))
    if absolute and not target.startswith(("#", "/")) and not path.startswith(".."):
        element.set("href", absolute)
    else:
        element.drop_tag()
