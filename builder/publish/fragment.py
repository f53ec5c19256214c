"""A piece of a page that is made when publishing: what makers give and templates show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from builder.model import Entry

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


@dataclass(frozen=True, slots=True)
class OfArticles:
    """Who makes the slots of one article's page after another."""

    make: Callable[[Entry], Iterable[Fragment]]
    depends: Callable[[Entry], bytes] | None = None
    """What decides them besides ``Publication.around``; None for nothing. It is asked of every article."""

    def of(self, entries: Iterable[Entry]) -> Iterator[Fragment]:
        """Those of several."""
        for entry in entries:
            yield from self.make(entry)
