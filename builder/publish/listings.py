"""The lists that have data beside their page: which they are, and what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.catalogue import links
from builder.catalogue.collection import Entries
from builder.catalogue.forms import FEED, Form
from builder.catalogue.kinds import HOME, PageKind, kind_of
from builder.catalogue.pairs import pairs_in
from builder.permanence.ledger import address_of
from builder.publish.publication import Publication


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page and the articles it leads to, newest first."""

    path: str
    """Of its page, below docs: ``ministries/mosf-2008.md``."""
    title: str
    entries: Entries
    kind: PageKind | None
    """Of its page; None for a pair, which has none."""
    page: str
    """The page on which the list stands, below docs: ``path``, or the one that this leads on to."""
    shown_at: str = ""
    """Where readers see the list, if it has no page of its own."""

    @property
    def address(self) -> str:
        """Where readers see the list, relative to the site."""
        return self.shown_at or address_of(self.page)

    @property
    def key(self) -> str:
        """What the list is about: ``mosf-2008``, ``hydrogen``, ``2026``, ``index``, ``undated``."""
        return key_of(self.page)

    @property
    def group(self) -> str:
        """The label that names the lists of its kind together."""
        return self.kind.title if self.kind else "title.pairs"

    @property
    def has_moved(self) -> bool:
        """Whether the list stands elsewhere now: then its files here go on for whoever knows them."""
        return self.page != self.path

    @property
    def up(self) -> str:
        """The way from the page's folder to the site's: empty or ``../``."""
        return links.relative(self.path, "")


def listings(publication: Publication, form: Form) -> tuple[Listing, ...]:
    """Every list with such a file beside it, home first, then in order of path.

    Pages that have nothing left to list are among them. Pairs of a ministry and a topic, which have no page,
    end the feeds.
    """
    kinds = {links.HOME: HOME, **{path: kind_of(page.kind) for path, page in publication.indexes.items()}}
    listed = (
        _listing(publication, path, kinds[path])
        for path in sorted(kinds, key=lambda path: (path != links.HOME, path))
        if form in kinds[path].forms
    )
    return (*listed, *(_pair_listings(publication) if form is FEED else ()))


def _pair_listings(publication: Publication) -> Iterator[Listing]:
    """Those that have a feed, and those that had one under the name of what was renamed since."""
    collection = publication.collection
    for pair in sorted({*collection.pairs, *pairs_in(publication.ledger.living)}):
        now = pair.current(publication.registry)
        shown_at = address_of(links.SEARCH) + now.query
        yield Listing(
            pair.path, collection.pair_name(now), collection.together(now), None, now.path, shown_at
        )


def _listing(publication: Publication, path: str, kind: PageKind) -> Listing:
    index = publication.indexes.get(path)
    page = (index.moved_to if index else None) or path
    entries = kind.lists.entries(publication.collection, key_of(page)) if kind.lists else ()
    return Listing(path, _title(publication, page), entries, kind, page)


def key_of(path: str) -> str:
    """The name of a page's file without its ending."""
    return path.removesuffix(".md").rpartition("/")[2]


def _title(publication: Publication, path: str) -> str:
    page = publication.indexes.get(path)
    title = page.title if page is not None and path != links.HOME else ""
    return title or publication.site.name
