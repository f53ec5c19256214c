"""An article as a citation names it.

Who wrote it, what it is called, where it appeared, when, and where to find it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from builder.catalogue import links
from builder.catalogue.lists import announcers, bracketed_title
from builder.model import Basis, Entry
from builder.pages.record import Record
from builder.partial_date import korean
from builder.permanence.ledger import address_of
from builder.prose.escape import normalise
from builder.publish.publication import Publication, once_an_article
from builder.registry import Registry
from builder.registry.kinds import article_kind

#: Two or more names in one byline, as the byline patterns of furniture.yaml read them.
_SEVERAL_NAMES: Final = re.compile(r"\w{2,5}(?: ?[·,] ?\w{2,5})+")
_BETWEEN_NAMES: Final = re.compile(r" ?[·,] ?")
_DESK: Final = "byline-team"
_WEB: Final = re.compile(r"https?://[^\s/]\S*")


@dataclass(frozen=True, slots=True)
class Author:
    """Who answers for the text.

    ``kind``: person | group (a desk, an outlet) | body (a ministry, for its own release).
    """

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class CitedDate:
    """When, as far as anybody knows."""

    text: str
    """For people: ``2020. 4. 16.``, ``[2020. 4. 16. 추정]``, ``날짜 미상``."""
    iso: str | None
    """For machines, at its precision; None when it is inferred or unknown, because it would look stated."""
    published: bool
    """Whether ``iso`` is the day the text appeared, rather than the day of what it reports."""
    why: str | None
    """Korean: how an inferred date was found."""
    inferred_year: str | None = None
    """The year of an inferred date, for forms that can mark it as approximate."""

    @property
    def known(self) -> bool:
        """Whether there is a date at all, inferred ones included."""
        return self.iso is not None or self.inferred_year is not None


@dataclass(frozen=True, slots=True)
class Work:
    """Everything a citation can say. All texts are of one line, without control characters."""

    id: str
    kind: str
    title: str
    """In square brackets where nobody wrote it."""
    authors: tuple[Author, ...]
    """The reporter or the outlet; the announcing ministries for their own release alone.

    Empty when nobody is named.
    """
    outlet: str | None
    date: CitedDate
    url: str | None
    """The page's permanent address; without ``site_url`` the original's, if it is on the web."""
    archive: str


@once_an_article
def work_of(publication: Publication, entry: Entry) -> Work:
    """An article as a citation names it."""
    record = publication.articles[entry.id].record
    original = record.source.url
    return Work(
        id=entry.id,
        kind=entry.kind,
        title=normalise(bracketed_title(entry)),
        authors=_authors(entry, record, publication.registry),
        outlet=_line(entry.outlet),
        date=_date(entry, record, publication.labels),
        url=publication.absolute(address_of(links.briefing(entry.id)))
        or (original if original and _WEB.fullmatch(original) else None),
        archive=normalise(publication.site.name),
    )


def _authors(entry: Entry, record: Record, registry: Registry) -> tuple[Author, ...]:
    """The bodies that announce their own release; else the reporter, or the outlet.

    Nobody where nobody is known.
    """
    bodies = announcers(entry) if article_kind(entry.kind).by_bodies else {}
    if bodies:
        return tuple(Author(normalise(name), "body") for name in bodies.values())
    byline = _line(record.source.author or entry.outlet)
    return tuple(Author(one, _kind(one, byline, entry, registry)) for one in _names(byline)) if byline else ()


def _kind(name: str, byline: str, entry: Entry, registry: Registry) -> str:
    desk = any(rule.pattern.fullmatch(byline) for rule in registry.patterns if rule.id == _DESK)
    return "group" if desk or name == _line(entry.outlet) else "person"


def _names(byline: str) -> list[str]:
    return _BETWEEN_NAMES.split(byline) if _SEVERAL_NAMES.fullmatch(byline) else [byline]


def _date(entry: Entry, record: Record, labels: Mapping[str, str]) -> CitedDate:
    if entry.date is None:
        return CitedDate(labels["common.unknown_date"], None, published=False, why=None)
    shown, published = korean(entry.date), record.date_of != "announced"
    if entry.date_basis == Basis.INFERRED:
        why = _line(record.date_evidence) or labels["article.inferred"]
        text = labels["cite.inferred_date"].format(date=shown)
        return CitedDate(text, None, published=published, why=why, inferred_year=entry.date[:4])
    return CitedDate(shown, entry.date, published=published, why=None)


def _line(text: str | None) -> str | None:
    return normalise(text) or None if text else None
