"""What stands beside the page of an article that was taken down, where its data stood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.catalogue.forms import JSON, MARKDOWN
from builder.pages.page import Page
from builder.prose.escape import escape_inline
from builder.publish.outputs.data.article import encode
from builder.publish.outputs.output import ArchiveOutput, File, Made
from builder.publish.publication import Publication, address


def _withdrawn(publication: Publication, _: Made) -> Iterator[File]:
    for path, page in publication.withdrawn.items():
        if path in publication.beside:
            yield File(JSON.beside(path), f"{encode(_facts(page, publication))}\n".encode())
            yield File(MARKDOWN.beside(path), _text(page, publication).encode())


def _facts(page: Page, publication: Publication) -> dict[str, object]:
    meta = page.meta
    facts = {key: meta[key] for key in ("schema", "id", "title", "withdrawn")}
    return facts | {"page": publication.absolute(address(page)) or address(page)}


def _text(page: Page, publication: Publication) -> str:
    record, labels = page.record, publication.labels
    if record.withdrawn is None:
        return ""
    said = labels["withdrawn.said"].format(date=record.withdrawn.on)
    why = labels["withdrawn.reason"].format(reason=escape_inline(record.withdrawn.reason))
    return f"# {escape_inline(record.title)}\n\n{said}\n\n{why}\n"


WITHDRAWN: Final = ArchiveOutput("withdrawn", _withdrawn)
