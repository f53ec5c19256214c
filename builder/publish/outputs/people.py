"""The officials and the organizations that an article names, linked to their pages.

In its facts; and where its text names an official first. The text stays what it is: the links are laid over
it when the page is shown (builder/theme/article_html.py), so that its Markdown, data and feeds have none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape

from builder.catalogue import links
from builder.facts.clues.officials import Mention, first_mentions
from builder.model import Entry
from builder.permanence.ledger import address_of
from builder.publish.fragment import Fragment, OfArticles
from builder.publish.publication import Publication
from builder.theme.article_html import MENTIONS


def people_fragments(publication: Publication) -> OfArticles:
    """The slot ``people`` of each article that names someone in office."""
    return OfArticles(publication, _people)


def _people(publication: Publication, entry: Entry, _: None) -> Iterator[Fragment]:
    page, people = links.briefing(entry.id), publication.collection.people
    chips = "".join(
        f'<li><a class="bp-chip" href="{address_of(links.relative(page, links.person(one)))}">'
        f"{escape(people[one][0].name)}</a></li>"
        for one in entry.people
        if one in people
    )
    if chips:
        yield Fragment(page, "people", f'<ul class="bp-chips">{chips}</ul>')


def mention_fragments(publication: Publication) -> OfArticles:
    """The slot ``mentions`` of each article whose text names someone in office."""
    return OfArticles(publication, _mentions)


def _mentions(publication: Publication, entry: Entry, _: None) -> Iterator[Fragment]:
    if found := _links(publication, entry) if entry.people else []:
        yield Fragment(links.briefing(entry.id), MENTIONS, json.dumps(found, ensure_ascii=False))


def _links(publication: Publication, entry: Entry) -> list[list[str | int]]:
    page, lines = links.briefing(entry.id), publication.text(entry.id).split("\n")
    return [
        [
            mention.words,
            _times_before(mention, lines),
            mention.name_start,
            mention.name,
            address_of(links.relative(page, links.person(mention.person))),
        ]
        for mention in first_mentions(lines, entry.date, publication.registry)
        if mention.person in entry.people
    ]


def _times_before(mention: Mention, lines: Sequence[str]) -> int:
    """How often the same words stand above it."""
    above = sum(line.count(mention.words) for line in lines[: mention.line])
    return above + lines[mention.line][: mention.start].count(mention.words)


def organization_fragments(publication: Publication) -> OfArticles:
    """The slot ``organizations`` of each article that names one with a page: names as they are written."""
    collection = publication.collection
    pages = {one.name: slug for slug, one in collection.organization_pages.items()}

    def named(entry: Entry) -> list[tuple[str, str | None]]:
        return [(name, pages.get(collection.whole_names[name])) for name in entry.organizations]

    def slugs(entry: Entry) -> bytes:
        return " ".join(slug or "-" for _, slug in named(entry)).encode() if entry.organizations else b""

    return OfArticles(publication, _organizations, named, slugs)


def _organizations(
    _publication: Publication, entry: Entry, named: Sequence[tuple[str, str | None]]
) -> Iterator[Fragment]:
    page = links.briefing(entry.id)
    if any(slug for _, slug in named):
        shown = ", ".join(_linked(page, name, slug) for name, slug in dict(named).items())
        yield Fragment(page, "organizations", shown)


def _linked(page: str, name: str, slug: str | None) -> str:
    if slug is None:
        return escape(name)
    return f'<a href="{address_of(links.relative(page, links.organization(slug)))}">{escape(name)}</a>'
