"""The forms in which publishing gives a page or the whole archive.

How the files are called, here and nowhere else.

What is in them is made by ``builder/publish/outputs/``; the data page, which lists them, and the kinds of
pages, which have them, come first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from builder.pages.page import ARTICLES


@dataclass(frozen=True, slots=True)
class Form:
    """A file that stands beside a page under the page's name: ``X.csv`` beside ``X.html``."""

    suffix: str
    """How its address ends: ``.csv``."""
    media_type: str
    name: str
    """What a table calls it: ``CSV``."""
    head: str
    """The label that names it in the head of the page, for programs."""
    link: str
    """The label that names it on the page, for readers."""
    column: str = ""
    """The label over its column on the data page; for the forms of lists."""

    def beside(self, path: str) -> str:
        """Its address beside the page ``path`` (below docs).

        ``topics/hydrogen.csv`` for ``topics/hydrogen.md``.
        """
        return path.removesuffix(".md") + self.suffix


FEED: Final = Form(
    ".xml", "application/atom+xml", "Atom", "head.atom", "listing.atom", column="data.column_feed"
)
CHANGE_FEED: Final = Form(".xml", "application/atom+xml", "Atom", "head.changes", "listing.changes")
JSON: Final = Form(".json", "application/json", "JSON", "head.json", "article.data_json")
MARKDOWN: Final = Form(".md", "text/markdown", "Markdown", "head.markdown", "article.data_markdown")
ARTICLE_FORMS: Final = (JSON, MARKDOWN)
"""Of the data of an article."""
TABLE: Final = Form(".csv", "text/csv", "CSV", "head.csv", "listing.csv", column="data.column_table")

_ENDINGS: Final = "|".join(re.escape(form.suffix) for form in ARTICLE_FORMS)
_OF_ARTICLE: Final = re.compile(rf"({ARTICLES}/[^/]+)(?:{_ENDINGS})")

OPML: Final = "feeds.opml"
OPENSEARCH: Final = "opensearch.xml"
MANIFEST: Final = "manifest.webmanifest"
DATABASE: Final = "data/briefings.sqlite"
BULK: Final = "data/briefings.jsonl"
DOWNLOADS: Final = "downloads"
"""The folder of the offline copies that are offered to readers."""
SUMS: Final = "data/SHA256SUMS"


def page_beside(address: str) -> str | None:
    """The page of the article whose data stand at an address; None where it is no such address.

    ``briefings/k7f3q9x2mt.md`` for ``briefings/k7f3q9x2mt.json``.
    """
    found = _OF_ARTICLE.fullmatch(address)
    return f"{found[1]}.md" if found else None
