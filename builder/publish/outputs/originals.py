"""The originals of an article under addresses of their own, and the links to them on its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.catalogue import links
from builder.model import Entry
from builder.publish.fragment import Fragment, OfArticles
from builder.publish.outputs.output import File, FilesOutput
from builder.publish.publication import Publication


def original_fragments(publication: Publication) -> OfArticles:
    """For each original the slot ``original-`` with its SHA-256: the address to link to, alone."""
    return OfArticles(publication, _of_article)


def _of_article(publication: Publication, entry: Entry, _: None) -> Iterator[Fragment]:
    page = publication.articles[entry.id]
    for one in page.record.attachments:
        if address := publication.original(entry.id, one):
            yield Fragment(page.path, f"original-{one.sha256}", links.relative(page.path, address))


def _files(publication: Publication, entry: Entry) -> Iterator[File]:
    for address, path in publication.originals.get(entry.id, {}).items():
        yield File(address, path.read_bytes())


ORIGINALS: Final = FilesOutput("originals", _files)
