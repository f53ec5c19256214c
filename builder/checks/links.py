"""The links of rendered pages, and whether they lead somewhere within docs/."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from builder.problems import page_problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from builder.checks.docs_page import DocsPage
    from builder.model import Problem


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page with its HTML, the addresses it names and the anchors it offers."""

    page: DocsPage
    html: str
    links: tuple[str, ...]
    anchors: frozenset[str]


def rendered(page: DocsPage, html: str) -> Rendered:
    """The page with its links and anchors read from its HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Rendered(page, html, tuple(dict.fromkeys(reader.links)), frozenset(reader.anchors))


def link_problems(source: Rendered, pages: Mapping[str, Rendered], others: AbstractSet[str]) -> list[Problem]:
    """E302 and E303 for one page.

    ``pages`` by path; ``others`` are the paths of all files that are no pages.
    """
    found: list[Problem] = []
    for link in source.links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = local_target(source.page.path, link)
        code = None
        if parts.path.startswith("/") or (target not in pages and target not in others):
            code = "E302"
        elif target in pages and not _offers(pages[target], parts.fragment):
            code = "E303"
        if code:
            line = source.page.line_in_body(rf"[(=<\"'\s]{re.escape(unquote(link))}")
            found.append(page_problem(code, source.page.path, line, unquote(link)))
    return found


def local_target(path: str, link: str) -> str:
    """The path, relative to docs, that a relative link on the page ``path`` leads to."""
    named = unquote(urlsplit(link).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), named)) if named else path


def _offers(target: Rendered, fragment: str) -> bool:
    anchor = unquote(fragment).partition(":~:")[0]  # a text fragment names words, not an anchor
    return not anchor or anchor in target.anchors


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            if value is None:
                continue
            if key in {"href", "src"}:
                self.links.append(value)
            elif key == "id" or (tag == "a" and key == "name"):
                self.anchors.add(value)
