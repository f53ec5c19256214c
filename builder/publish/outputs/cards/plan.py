"""Which pages have a card of their own, and what stands on it.

With ``site_url`` only: a preview's picture is named by its whole address. ``extra.archive.cards`` says of
what: ``lists`` (the site, ministries and topics, as where nothing is said), ``all`` (articles too), ``none``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from builder.catalogue import links
from builder.catalogue.kinds import kind_of
from builder.catalogue.kinds.ministry import MINISTRY
from builder.catalogue.kinds.topic import TOPIC
from builder.catalogue.lists import announcers, bracketed_title, dated
from builder.model import Entry
from builder.pages.page import AnyPage, IndexPage
from builder.publish.publication import Publication

WIDTH: Final = 1200
HEIGHT: Final = 630
_OWN: Final = (MINISTRY.name, TOPIC.name)


class Words(NamedTuple):
    """What stands on a card."""

    over: str
    """A small line over the title; may be empty."""
    title: str
    under: str
    """Small lines at the foot; may be empty."""


class Card(NamedTuple):
    """A card: where it is published, and what it says."""

    address: str
    words: Words


def cards(publication: Publication) -> Iterator[tuple[str, Card]]:
    """All of them, each with the page it is of."""
    if not _any(publication):
        return
    yield links.HOME, _of_site(publication)
    for page in publication.indexes.values():
        if page.kind in _OWN:
            yield page.path, _of_list(page, publication)
    if publication.site.cards == "all":
        for entry in publication.collection.entries:
            yield links.briefing(entry.id), _of_article(entry, publication)


def card_of(page: AnyPage, entry: Entry | None, publication: Publication) -> Card | None:
    """The card that a page is shown with: its own, or the site's. ``entry``: of an article's page."""
    if not _any(publication):
        return None
    if entry is not None and publication.site.cards == "all":
        return _of_article(entry, publication)
    if isinstance(page, IndexPage) and page.kind in _OWN:
        return _of_list(page, publication)
    return _of_site(publication)


def _any(publication: Publication) -> bool:
    return publication.site_url is not None and publication.site.cards != "none"


def _address(path: str) -> str:
    return f"cards/{path.removesuffix('.md')}.png"


def _of_site(publication: Publication) -> Card:
    site = publication.site
    return Card(_address(links.HOME), Words("", site.name, site.description))


def _of_list(page: IndexPage, publication: Publication) -> Card:
    over = publication.labels[kind_of(page.kind).title]
    return Card(_address(page.path), Words(over, page.title or "", publication.site.name))


def _of_article(entry: Entry, publication: Publication) -> Card:
    """Who announced it and when, as far as that is known."""
    labels = publication.labels
    said = (_who(entry, labels), dated(entry, labels))
    over = labels["common.separator"].join(one for one in said if one)
    words = Words(over, bracketed_title(entry), publication.site.name)
    return Card(_address(links.briefing(entry.id)), words)


def _who(entry: Entry, labels: Mapping[str, str]) -> str:
    """The body that leads, and how many announced it with it."""
    names = list(announcers(entry).values())
    if len(names) < 2:
        return "".join(names)
    return labels["common.more_bodies"].format(names=names[0], count=len(names) - 1)
