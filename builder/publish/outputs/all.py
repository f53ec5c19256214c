"""Every output, listed here alone.

What makes files reads these tuples, and so does whatever has to know their addresses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from builder.catalogue.forms import Form
from builder.catalogue.kinds import kind_of
from builder.pages.page import is_article
from builder.publish.outputs.addresses import ADDRESSES
from builder.publish.outputs.cards.files import CARDS
from builder.publish.outputs.data.article import JSON, MARKDOWN
from builder.publish.outputs.data.bulk import BULK_FILE, CHECKSUMS
from builder.publish.outputs.data.database import DATABASE_FILE
from builder.publish.outputs.data.table import TABLES
from builder.publish.outputs.discovery import DISCOVERY
from builder.publish.outputs.feeds.atom import FEEDS
from builder.publish.outputs.feeds.changes import CHANGES
from builder.publish.outputs.feeds.opml import FEED_LIST
from builder.publish.outputs.headers import HEADERS
from builder.publish.outputs.originals import ORIGINALS
from builder.publish.outputs.output import (
    ArchiveOutput,
    ArticleOutput,
    FilesOutput,
    ListOutput,
    PartsOutput,
)
from builder.publish.outputs.sitemap import SITEMAP
from builder.publish.outputs.volumes.files import VOLUMES
from builder.publish.outputs.withdrawn import WITHDRAWN

ARTICLE_OUTPUTS: Final[tuple[ArticleOutput, ...]] = (JSON, MARKDOWN)
FILES_OUTPUTS: Final[tuple[FilesOutput, ...]] = (ORIGINALS,)
LIST_OUTPUTS: Final[tuple[ListOutput, ...]] = (FEEDS, CHANGES, TABLES)
PARTS_OUTPUTS: Final[tuple[PartsOutput[Any], ...]] = (VOLUMES, CARDS)
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

ARTICLE_FORMS: Final = tuple(output.form for output in ARTICLE_OUTPUTS)


def forms_of(path: str, kind: object) -> tuple[Form, ...]:
    """The forms that stand beside the page ``path`` (below docs), whose front matter names this kind."""
    return ARTICLE_FORMS if is_article(path) else kind_of(kind).forms


def derived_addresses(pages: Iterable[tuple[str, object]]) -> frozenset[str]:
    """The addresses that publishing makes beside these pages (path, kind) and for the archive as a whole.

    Not among them: the feeds' older pages, articles' originals, volumes, and what is made only with
    ``site_url``. The database is among them, though only an archive that asks for it has one.
    """
    beside = (form.beside(path) for path, kind in pages for form in forms_of(path, kind))
    return frozenset((*beside, *(address for output in ARCHIVE_OUTPUTS for address in output.addresses)))
