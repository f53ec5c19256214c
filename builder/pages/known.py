"""What is known of the article pages that stand in docs/, by which their seeds find them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder.article_id import is_id
from builder.model import Problem
from builder.pages.later import brief_of
from builder.pages.page import Page, is_article


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What is known of an article page that stands in ``docs/``."""

    id: str
    path: str
    url: str | None
    file: str | None
    sha256: str | None
    text_hash: str | None
    headline: str | None
    """The title, where the article itself states it."""
    text: Callable[[], str]
    """Hardly any page is asked for it."""
    bytes_sha256: str | None = None
    """Of the document it was made from."""
    withdrawn: bool = False
    """Its text is gone, so that no other can be alike."""


def one_form(path: str | None) -> str | None:
    """One form of a name, whatever the file system makes of Hangul."""
    return unicodedata.normalize("NFC", path) if path else None


def known_page(page: Page) -> KnownPage:
    """What identity needs of an article page.

    The file's name is the id: it is the address that has been published.
    """
    brief = brief_of(page)
    return KnownPage(
        id=PurePosixPath(page.path).stem,
        path=page.path,
        url=brief.url,
        file=one_form(brief.file),
        sha256=brief.sha256,
        text_hash=brief.text_hash,
        headline=brief.headline,
        text=lambda: page.body,
        bytes_sha256=brief.bytes_sha256,
        withdrawn=brief.withdrawn,
    )


def salvaged_pages(docs: Path, problems: Iterable[Problem]) -> tuple[KnownPage, ...]:
    """What can still be read of the article pages that ``read_pages`` reported as E203.

    By it their seeds get no second page.
    """
    paths = sorted({found.path for found in problems if found.code == "E203" and is_article(found.path)})
    addressed = [path for path in paths if is_id(PurePosixPath(path).stem)]
    return tuple(_salvaged(path, _lenient_text(docs / path)) for path in addressed)


def _salvaged(path: str, written: str) -> KnownPage:
    def key(name: str, form: str) -> str | None:
        match = re.search(rf"\b{name}:[ \t]*['\"]?({form})", written)
        return match[1].strip() if match else None

    return KnownPage(
        id=PurePosixPath(path).stem,
        path=path,
        url=key("url", r"https?://[^\s'\",}]+"),
        file=key("file", r"[^\n'\",}]+"),
        sha256=key("sha256", r"[0-9a-f]{64}"),
        text_hash=key("text", r"[0-9a-f]{16}\b"),
        headline=None,
        text=lambda: written,
    )


def _lenient_text(path: Path) -> str:
    """What is readable of a damaged page; used to recognise it, never to write it."""
    try:
        return path.read_bytes().decode("utf-8", errors="backslashreplace")
    except OSError:
        return ""
