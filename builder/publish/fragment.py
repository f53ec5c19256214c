"""A piece of a page that is made when publishing: what makers give and templates show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from builder.model import Entry
from builder.publish.publication import Publication

HOSTED: Final = "bp-hosted"
"""The class of a ``<section>``, and of the ``<li>`` that leads to it, that only the hosted site has."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of HTML for one page.

    ``page`` is its path below docs, ``slot`` the name by which the template asks for it.

    The HTML is put into the page as it is: whatever comes from an article is escaped by its maker. Links are
    relative to the page.
    """

    page: str
    slot: str
    html: str


Make = Callable[[Publication, Entry, Any], Iterable[Fragment]]
"""Makes the slots of an article's page of the article, and of what was found of others.

A function of a module, for other processes call it: there no other article is at hand.
"""


def _nothing(_entry: Entry) -> Any:
    return None


@dataclass(frozen=True, slots=True)
class OfArticles:
    """Who makes the slots of one article's page after another."""

    publication: Publication
    make: Make
    found: Callable[[Entry], Any] = _nothing
    """What ``make`` has to know of other articles."""
    depends: Callable[[Entry], bytes] | None = None
    """What decides the slots besides ``Publication.around``; None for nothing. Asked of every article."""

    def of(self, entries: Iterable[Entry]) -> Iterator[Fragment]:
        """Those of several."""
        for entry in entries:
            yield from self.make(self.publication, entry, self.found(entry))
