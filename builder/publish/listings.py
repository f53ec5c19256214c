"""The lists that have data beside their page: which they are, what is in them, and at which addresses publishing puts what.

``X.html`` has beside it ``X.xml`` (its feed) and ``X.csv``: home, every ministry and every topic. Years and the undated have the
CSV alone. An article ``X.html`` has ``X.json`` and ``X.md``. Beside them stand the files of the archive as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from builder.catalogue import links
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.lists import newest_first
from builder.pages.page import is_article
from builder.publish.publication import Publication

OPML: Final = "feeds.opml"
BULK: Final = "data/briefings.jsonl"
SUMS: Final = "data/SHA256SUMS"

_WITH_FEED: Final = re.compile(
    r"index\.md|ministries/(?!index\.|lineage\.)[^/]+\.md|topics/(?!index\.|area-)[^/]+\.md"
)
_WITH_CSV_ONLY: Final = re.compile(r"years/\d{4}\.md|undated\.md")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list page and the articles it leads to, newest first."""

    path: str
    """Of its page, below docs: ``ministries/mosf-2008.md``."""
    title: str
    entries: Entries
    has_feed: bool

    @property
    def group(self) -> str:
        """``ministries``, ``topics``, ``years``; empty for home and the undated."""
        return self.path.rpartition("/")[0]

    @property
    def key(self) -> str:
        """What the page is about: ``mosf-2008``, ``hydrogen``, ``2026``, ``index``, ``undated``."""
        return _stem(self.path).rpartition("/")[2]

    @property
    def up(self) -> str:
        """The way from the page's folder to the site's: empty or ``../``."""
        return links.relative(self.path, "")

    def beside(self, suffix: str) -> str:
        """The address of the file that stands beside the page: ``ministries/mosf-2008.xml`` for ``.xml``."""
        return _stem(self.path) + suffix


def listings(publication: Publication) -> tuple[Listing, ...]:
    """Every list with data beside it, home first, then in order of path; pages that have nothing left to list are among them."""
    paths = sorted(
        {links.HOME, *filter(_has_csv, publication.indexes)}, key=lambda path: (path != links.HOME, path)
    )
    return tuple(
        Listing(
            path,
            _title(publication, path),
            _entries(publication.collection, path),
            has_feed=_WITH_FEED.fullmatch(path) is not None,
        )
        for path in paths
    )


def derived_addresses(paths: Iterable[str]) -> frozenset[str]:
    """The addresses that publishing makes beside these pages (below docs) and for the archive as a whole, but not the feeds' older pages."""
    found = {_stem(links.HOME) + ".xml", _stem(links.HOME) + ".csv", OPML, BULK, SUMS}
    for path in paths:
        suffixes = (
            (".json", ".md")
            if is_article(path)
            else (".xml", ".csv")
            if _WITH_FEED.fullmatch(path)
            else (".csv",)
            if _has_csv(path)
            else ()
        )
        found.update(_stem(path) + suffix for suffix in suffixes)
    return frozenset(found)


def _has_csv(path: str) -> bool:
    return _WITH_FEED.fullmatch(path) is not None or _WITH_CSV_ONLY.fullmatch(path) is not None


def _stem(path: str) -> str:
    return path.removesuffix(".md")


def _title(publication: Publication, path: str) -> str:
    page = publication.indexes.get(path)
    title = page.meta.get("title") if page is not None and path != links.HOME else None
    return str(title or publication.site.name)


def _entries(collection: Collection, path: str) -> Entries:
    group, _, key = _stem(path).rpartition("/")
    if group == "ministries":
        return newest_first((*collection.announced.get(key, ()), *collection.involved.get(key, ())))
    if group == "topics":
        return collection.topics.get(key, ())
    if group == "years":
        return collection.years.get(key, ())
    return collection.entries if path == links.HOME else collection.undated
