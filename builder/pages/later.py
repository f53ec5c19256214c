"""Pages whose text is read where it is asked for: of an article its front matter too.

Of an archive of any size what is asked of every page (brief.py) is in memory, and no page's text.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from builder.kept import key_of
from builder.pages.brief import Brief, made_brief
from builder.pages.page import AnyPage, IndexPage, Page, page_of
from builder.pages.record import Record
from builder.pages.values import Meta

Later = TypeVar("Later", "LaterPage", "LaterIndex")


class Articles(Protocol):
    """Those who know articles' pages."""

    def opened(self, page: LaterPage) -> Page:
        """The page itself.

        Raises:
            OSError: it cannot be read any more.
        """

    def written(self, page: LaterPage) -> bytes | None:
        """Its front matter and its body as JSON, if they are at hand."""


class LaterPage(Page):
    """A page that says what its ``opened`` says, and is equal to it. Another process is given that one."""

    __slots__ = ("_pages", "brief", "digest")

    brief: Brief
    digest: bytes
    """The SHA-256 of its file."""
    _pages: Articles

    def __new__(cls, path: str, record: Record, body: str) -> Page:  # type: ignore[misc]
        """What comes of it where something is replaced: a page as every other."""
        return Page(path, record, body)

    @classmethod
    def of(cls, path: str, digest: bytes, brief: Brief, pages: Articles) -> LaterPage:
        """``pages`` give the page itself, as often as it is asked for."""
        return _filled(object.__new__(cls), path=path, digest=digest, brief=brief, _pages=pages)

    @property
    def record(self) -> Record:
        """Its front matter."""
        return self._pages.opened(self).record

    @property
    def body(self) -> str:
        """Its Markdown."""
        return self._pages.opened(self).body

    @property
    def written(self) -> bytes | None:
        """Its front matter and its body as JSON, if they are at hand."""
        return self._pages.written(self)

    @property
    def is_ours(self) -> bool:
        """Only the builder's pages are kept."""
        return True

    def __eq__(self, other: object) -> bool:
        """Whether the other says the same."""
        return isinstance(other, Page) and self._pages.opened(self) == (
            other._pages.opened(other) if isinstance(other, LaterPage) else other
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Callable[..., AnyPage], tuple[Any, ...]]:
        """To another process the page itself goes: as it is kept, for that takes least."""
        if written := self.written:
            return _read, (self.path, written)
        page = self._pages.opened(self)
        return Page, (page.path, page.record, page.body)


class LaterIndex(IndexPage):
    """An index page whose body is read where it is asked for."""

    __slots__ = ("_open", "digest")

    digest: bytes
    _open: Callable[[LaterIndex], AnyPage]

    def __new__(cls, path: str, meta: Meta, body: str) -> IndexPage:  # type: ignore[misc]
        """As above."""
        return IndexPage(path, meta, body)

    @classmethod
    def of(cls, path: str, digest: bytes, meta: Meta, opened: Callable[[LaterIndex], AnyPage]) -> LaterIndex:
        """As above."""
        return _filled(object.__new__(cls), path=path, digest=digest, meta=meta, _open=opened)

    @property
    def body(self) -> str:
        """Its Markdown."""
        return self._open(self).body

    def __eq__(self, other: object) -> bool:
        """Whether the other says the same."""
        return isinstance(other, IndexPage) and (self.path, self.meta, self.body) == (
            other.path,
            other.meta,
            other.body,
        )

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type[IndexPage], tuple[str, Meta, str]]:
        """As above."""
        return IndexPage, (self.path, self.meta, self.body)


def _read(path: str, written: bytes) -> AnyPage:
    return page_of(path, *json.loads(written))


def _filled(page: Later, **slots: object) -> Later:
    """A frozen page with what stands in its slots."""
    for name, value in slots.items():
        object.__setattr__(page, name, value)
    return page


def brief_of(page: Page) -> Brief:
    """What is asked of every page, of this one."""
    return page.brief if isinstance(page, LaterPage) else made_brief(page)


def licence_of(page: Page) -> str:
    """The licence of its text. Of a page at hand its brief need not be made for that."""
    return page.brief.licence if isinstance(page, LaterPage) else page.record.licence


def modified_of(page: Page) -> str | None:
    """When its publisher says that it was changed last."""
    return page.brief.modified if isinstance(page, LaterPage) else page.record.source.modified


def sent_body(page: Page) -> str | bytes:
    """Its Markdown for ``read_body``, here or in another process: as it is kept, where it is not at hand."""
    return (page.written if isinstance(page, LaterPage) else None) or page.body


def read_body(sent: str | bytes) -> str:
    """The Markdown of a page; its front matter is not looked at, which takes longer."""
    return sent if isinstance(sent, str) else str(json.loads(sent)[1])


def digest_of(page: Page) -> bytes:
    """Of all that a page says."""
    return page.digest if isinstance(page, LaterPage) else key_of(repr(page))
