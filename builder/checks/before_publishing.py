"""What `check` would refuse of the pages that are about to be published.

Not every page is rendered for it: what the builder wrote from a seed is safe by its making, and Markdown
without any sign of HTML or of an address cannot become unsafe HTML.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from builder.checks import tree
from builder.checks.docs_page import MOST_LEFT_OPEN, DocsPage, page_of_text, read_page
from builder.checks.extras import extra_problems
from builder.checks.front_matter import front_matter_problems
from builder.checks.html import converter, html_problems
from builder.checks.text import text_fault
from builder.kept import Drawer, Kept, key_of
from builder.model import OutputFile, Problem
from builder.pages.later import brief_of
from builder.pages.page import Page, is_article
from builder.problems import in_order
from builder.registry import Registry
from builder.settings import Settings

#: A tag other than those around a paragraph on a line of its own, a character by its number, or the address
#: of a link or picture.
_SIGN: Final = re.compile(r"^(?!<p>[^<]*</p>$).*<|&#|\]\s?\(|\]\s?\[|\]:", re.MULTILINE)
_INTRO: Final = re.compile(r"^intro[ \t]*:", re.MULTILINE)
#: The extensions of Markdown that cannot make unsafe HTML of text without such a sign.
_PLAIN: Final = frozenset({"toc", "tables", "fenced_code", "sane_lists"})


class Judged:
    """The pages of which an earlier run has found nothing wrong."""

    def __init__(self, kept: Kept, shape: bytes, settings: Settings) -> None:
        """``shape``: of the rules and the code by which pages are judged."""
        self._drawer = Drawer(kept, "judged")
        self._shape = key_of(shape, settings.fingerprint)
        self.carried = frozenset[str]()
        """The paths of pages that are known to be fine without being looked up."""

    def carry(self, paths: Iterable[str]) -> None:
        """Nothing is wrong with these."""
        self.carried = frozenset(paths)
        self._drawer.all_met(self.carried)

    def is_fine(self, path: str, digest: bytes) -> bool:
        """Whether nothing was wrong with the very same file; ``digest``: its SHA-256."""
        return self._drawer.take(path, key_of(self._shape, digest)) is not None

    def note(self, path: str, digest: bytes) -> None:
        """Nothing is wrong with it."""
        self._drawer.put(path, key_of(self._shape, digest), b"")

    def save(self) -> None:
        """Bring it to the disk."""
        self._drawer.save()


def before_publishing(
    settings: Settings,
    registry: Registry,
    articles: Iterable[Page],
    files: Iterable[OutputFile],
    standing: Mapping[str, bytes],
    made: Collection[str],
    judged: Judged,
) -> tuple[Problem, ...]:
    """E203, E301 and E305 of all pages, and what is wrong with files beside them, as ``check`` finds it.

    ``files`` are those of the builder that were to be written, ``standing`` its other article pages with the
    SHA-256 of their files; ``made`` are addresses of what publishing makes. Links and anchors are judged by
    what renders the site.
    """
    own_keys = {page.path for page in articles if brief_of(page).of_a_person}
    digests = {file.path: hashlib.sha256(file.text.encode()).digest() for file in files} | dict(standing)
    asked = sorted(digests.keys() - judged.carried)
    unknown = {path for path in asked if not judged.is_fine(path, digests[path])}
    planned = ((file.path, file.text) for file in files if file.path in unknown)
    others = ((path, (settings.docs / path).read_text("utf-8")) for path in unknown & standing.keys())
    suspects = _suspects(settings, own_keys, chain(planned, others))
    convert = converter(settings.markdown)
    found: list[Problem] = []
    for page in chain(suspects, _of_a_person(settings, digests.keys())):
        if isinstance(page, Problem):
            found.append(page)
            continue
        found += front_matter_problems(page, registry)
        found += html_problems(page, convert(page.body), settings.markdown)
    for path in unknown - {one.path for one in found}:
        judged.note(path, digests[path])
    judged.save()
    return in_order([*found, *extra_problems(settings, made)])


def _is_marked(text: str, sign: re.Pattern[str]) -> bool:
    return sign.search(text) is not None or text_fault(text) is not None


def _suspects(
    settings: Settings, own_keys: set[str], planned: Iterable[tuple[str, str]]
) -> Iterator[DocsPage | Problem]:
    """The pages of the builder in which something may be wrong, as they shall stand."""
    plain = _PLAIN.issuperset(settings.markdown.extensions)
    for path, text in planned:
        sign = _SIGN if is_article(path) else _INTRO
        many = any(text.count(mark) >= MOST_LEFT_OPEN for mark in "[(<")
        if path in own_keys or not plain or (many and is_article(path)) or _is_marked(text, sign):
            yield page_of_text(path, text)


def _of_a_person(settings: Settings, ours: Collection[str]) -> Iterator[DocsPage | Problem]:
    """The other pages of docs/."""
    for path in tree.paths(settings.docs):
        if path.endswith(".md") and path not in ours:
            yield read_page(settings.docs, path)
