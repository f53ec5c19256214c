"""An article that was taken down: what is left of its page at its address."""

from __future__ import annotations

from dataclasses import replace

from builder.pages.mappings import PageRights, PageSource
from builder.pages.page import Page
from builder.pages.parts import hashes
from builder.pages.record import Record


def tombstone(page: Page) -> Page:
    """The page with its title, what its seed is known by, day and reason; nothing else of the article.

    To do it again changes nothing. Without ``withdrawn`` it is a page that its seed fills again.
    """
    was = page.record
    source = PageSource(was.source.file, was.source.sha256, was.source.bytes_sha256, url=was.source.url)
    record = Record(
        schema=was.schema,
        id=was.id,
        kind=was.kind,
        title=was.title,
        title_basis=was.title_basis,
        date_basis="unknown",
        source=source,
        rights=PageRights(licence="unknown"),
        withdrawn=was.withdrawn,
        changed=was.changed,
        added=was.added,
    )
    left = Page(page.path, record, "")
    text = {"text": was.generated["text"]} if "text" in was.generated else {}
    return replace(left, record=replace(record, generated={**hashes(left), **text}))
