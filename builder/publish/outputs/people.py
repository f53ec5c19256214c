"""The officials and the organizations that an article names, linked to their pages."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from builder.catalogue import links
from builder.permanence.ledger import address_of
from builder.publish.fragment import Fragment
from builder.publish.publication import Publication


def people_fragments(publication: Publication) -> Iterator[Fragment]:
    """The slot ``people`` of each article that names someone in office."""
    people = publication.collection.people
    for entry in publication.collection.entries:
        page = links.briefing(entry.id)
        chips = "".join(
            f'<li><a class="bp-chip" href="{address_of(links.relative(page, links.person(one)))}">'
            f"{escape(people[one][0].name)}</a></li>"
            for one in entry.people
            if one in people
        )
        if chips:
            label = escape(publication.labels["article.people"])
            yield Fragment(page, "people", f'<ul class="bp-chips" aria-label="{label}">{chips}</ul>')


def organization_fragments(publication: Publication) -> Iterator[Fragment]:
    """The slot ``organizations`` of each article that names one with a page: names as they are written."""
    collection = publication.collection
    pages = {one.name: slug for slug, one in collection.organization_pages.items()}
    for entry in collection.entries:
        named = {name: pages.get(collection.whole_names[name]) for name in entry.organizations}
        if any(named.values()):
            page = links.briefing(entry.id)
            shown = ", ".join(_linked(page, name, slug) for name, slug in named.items())
            yield Fragment(page, "organizations", shown)


def _linked(page: str, name: str, slug: str | None) -> str:
    if slug is None:
        return escape(name)
    return f'<a href="{address_of(links.relative(page, links.organization(slug)))}">{escape(name)}</a>'
