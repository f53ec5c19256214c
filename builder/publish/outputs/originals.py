"""The originals of an article under addresses of their own, and the links to them on its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from builder.catalogue import links
from builder.model import Entry
from builder.publish.fragment import Fragment, OfArticles
from builder.publish.outputs.output import Later, PartsOutput
from builder.publish.publication import Publication


def original_fragments(publication: Publication) -> OfArticles:
    """For each original the slot ``original-`` with its SHA-256: the address to link to, alone."""
    return OfArticles(publication, _of_article)


def _of_article(publication: Publication, entry: Entry, _: None) -> Iterator[Fragment]:
    page = publication.articles[entry.id]
    for one in page.record.attachments:
        if address := publication.original(entry.id, one):
            yield Fragment(page.path, f"original-{one.sha256}", links.relative(page.path, address))


def _parts(publication: Publication) -> Iterator[tuple[str, tuple[str, Path]]]:
    for article_id, files in publication.originals.items():
        for file in files.items():
            yield publication.articles[article_id].path, file


def _files(_: Publication, file: tuple[str, Path]) -> Iterator[Later]:
    address, path = file
    yield Later(address, (), path.read_bytes)  # the address says which bytes they are


ORIGINALS: Final = PartsOutput("originals", _parts, _files)
