"""A piece of a page that is made when publishing: what makers give and templates show."""

from __future__ import annotations

from dataclasses import dataclass


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
