"""Every output, listed here alone.

What makes files reads these tuples, and so does whatever has to know their addresses.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import Any, Final

from builder.catalogue.forms import ARTICLE_FORMS, Form
from builder.catalogue.kinds import kind_of
from builder.model import Entry
from builder.pages.page import is_article
from builder.permanence.article_data import DataBeside
from builder.publish.outputs.addresses import ADDRESSES
from builder.publish.outputs.cards.files import CARDS
from builder.publish.outputs.data.article import JSON_FILES, MARKDOWN_FILES
from builder.publish.outputs.data.bulk import BULK_FILE, CHECKSUMS
from builder.publish.outputs.data.database import DATABASE_FILE
from builder.publish.outputs.data.packs import PACKS
from builder.publish.outputs.data.table import TABLES, row_of
from builder.publish.outputs.discovery import DISCOVERY
from builder.publish.outputs.feeds.atom import FEEDS, entries_of
from builder.publish.outputs.feeds.changes import CHANGES
from builder.publish.outputs.feeds.opml import FEED_LIST
from builder.publish.outputs.headers import HEADERS
from builder.publish.outputs.originals import ORIGINALS
from builder.publish.outputs.output import (
    ArchiveOutput,
    ArticleOutput,
    DrawnOutput,
    ListOutput,
    PartsOutput,
)
from builder.publish.outputs.sitemap import SITEMAP
from builder.publish.outputs.volumes.files import VOLUMES
from builder.publish.outputs.withdrawn import WITHDRAWN
from builder.publish.publication import Publication

_ALL_ARTICLES: Final = DataBeside()

#: What lists say of each article, besides its files: made once for all of them.
SAID_OF_ARTICLES: Final[tuple[Callable[[Publication, Entry], object], ...]] = (row_of, entries_of)
ARTICLE_OUTPUTS: Final[tuple[ArticleOutput, ...]] = (JSON_FILES, MARKDOWN_FILES)
LIST_OUTPUTS: Final[tuple[ListOutput, ...]] = (FEEDS, CHANGES, TABLES)
PARTS_OUTPUTS: Final[tuple[PartsOutput[Any], ...]] = (ORIGINALS, VOLUMES, PACKS)
DRAWN_OUTPUTS: Final[tuple[DrawnOutput, ...]] = (CARDS,)
#: In this order, after the others: the bulk file names those of the articles, the checksums the tables,
#: the bulk file and the database.
ARCHIVE_OUTPUTS: Final[tuple[ArchiveOutput, ...]] = (
    WITHDRAWN,
    BULK_FILE,
    DATABASE_FILE,
    CHECKSUMS,
    FEED_LIST,
    SITEMAP,
    DISCOVERY,
    HEADERS,
    ADDRESSES,
)


def derived_addresses(
    pages: Iterable[tuple[str, object]], data: Container[str] = _ALL_ARTICLES
) -> frozenset[str]:
    """The addresses that publishing makes beside these pages (path, kind) and for the archive as a whole.

    ``data``: the paths of the articles whose data stand beside them. Not among the addresses: the feeds'
    older pages, articles' originals, volumes, packs, and what is made only with ``site_url``. The database is
    among them, though only an archive that asks for it has one.
    """
    beside = (form.beside(path) for path, kind in pages for form in _forms(path, kind, data))
    return frozenset((*beside, *(address for output in ARCHIVE_OUTPUTS for address in output.addresses)))


def _forms(path: str, kind: object, data: Container[str]) -> tuple[Form, ...]:
    """Those that stand beside a page whose front matter names this kind."""
    if not is_article(path):
        return kind_of(kind).forms
    return ARTICLE_FORMS if path in data else ()
