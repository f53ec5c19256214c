"""The text of an article as a feed carries it."""

from __future__ import annotations

import markdown

from builder.model import Entry
from builder.pages import values
from builder.pages.later import modified_of
from builder.publish.publication import Publication


def html_of(publication: Publication, entry: Entry) -> str:
    """The text as HTML where all of it may leave the archive; else an empty text."""
    if publication.level(entry.id) != "full":
        return ""
    return markdown.markdown(publication.text(entry.id), extensions=["tables"])


def changed_on(publication: Publication, entry: Entry) -> str:
    """The ISO day the article came in, or a later one on which it was changed, here or by its publisher."""
    modified = modified_of(publication.articles[entry.id]) or ""
    published = values.date(modified[: len("2020-04-16")]) or ""
    return max([entry.added, published, *(one.on for one in entry.changed if one.is_correction)])
