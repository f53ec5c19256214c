"""What `check` would refuse of the pages that are about to be published.

Not every page is rendered for it: what the builder wrote from a seed is safe by its making, and Markdown
without any sign of HTML or of an address cannot become unsafe HTML.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from builder.checks import tree
from builder.checks.docs_page import MOST_LEFT_OPEN, DocsPage, page_of_text, read_page
from builder.checks.extras import extra_problems
from builder.checks.front_matter import front_matter_problems
from builder.checks.html import Convert, converter, html_problems
from builder.checks.text import text_fault
from builder.kept import Drawer, Kept, key_of
from builder.looks import Tree
from builder.model import OutputFile, Problem
from builder.pages.later import brief_of
from builder.pages.page import Page, is_article
from builder.problems import in_order
from builder.registry import Registry
from builder.settings import MarkdownSettings, Settings
from builder.workers import Shared, Workers

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
    rules: Shared[Registry],
    workers: Workers,
    articles: Iterable[Page],
    files: Iterable[OutputFile],
    standing: Mapping[str, bytes],
    made: Collection[str],
    judged: Judged,
    docs: Tree,
) -> tuple[Problem, ...]:
    """E203, E301 and E305 of all pages, and what is wrong with files beside them, as ``check`` finds it.

    ``files`` are those of the builder that were to be written, ``standing`` its other article pages with the
    SHA-256 of their files; ``made`` are addresses of what publishing makes. Links and anchors are judged by
    what renders the site. ``workers`` look at the builder's pages by the ``rules``. ``docs``: as it looks.
    """
    own_keys = {page.path for page in articles if brief_of(page).of_a_person}
    digests = {file.path: hashlib.sha256(file.text.encode()).digest() for file in files} | dict(standing)
    asked = sorted(digests.keys() - judged.carried)
    unknown = {path for path in asked if not judged.is_fine(path, digests[path])}
    planned = ((file.path, file.text) for file in files if file.path in unknown)
    others = ((path, (settings.docs / path).read_text("utf-8")) for path in unknown & standing.keys())
    form = settings.markdown
    pages = (_Asked(path, text, path in own_keys, form) for path, text in chain(planned, others))
    of_ours = workers.map(rules, _judge_all, pages, len(unknown))
    of_a_person = _of_a_person(docs, digests.keys())
    found = [*chain.from_iterable(of_ours), *_problems_of(of_a_person, converter(form), form, rules.here)]
    for path in unknown - {one.path for one in found}:
        judged.note(path, digests[path])
    judged.save()
    return in_order([*found, *extra_problems(settings, made, docs)])


def _is_marked(text: str, sign: re.Pattern[str]) -> bool:
    return sign.search(text) is not None or text_fault(text) is not None


class _Asked(NamedTuple):
    """A page of the builder as it shall stand."""

    path: str
    text: str
    has_own_keys: bool
    """Whether a person has put keys into its front matter."""
    form: MarkdownSettings


def _judge_all(registry: Registry, batch: Sequence[_Asked]) -> list[list[Problem]]:
    """What is wrong with each; in any process."""
    form = batch[0].form
    convert = converter(form)
    pages = ([page_of_text(one.path, one.text)] if _is_suspect(one) else [] for one in batch)
    return [_problems_of(page, convert, form, registry) for page in pages]


def _problems_of(
    pages: Iterable[DocsPage | Problem], convert: Convert, form: MarkdownSettings, registry: Registry
) -> list[Problem]:
    found: list[Problem] = []
    for page in pages:
        if isinstance(page, Problem):
            found.append(page)
        else:
            found += front_matter_problems(page, registry)
            found += html_problems(page, convert(page.body), form)
    return found


def _is_suspect(one: _Asked) -> bool:
    """Whether something may be wrong with it."""
    sign = _SIGN if is_article(one.path) else _INTRO
    many = any(one.text.count(mark) >= MOST_LEFT_OPEN for mark in "[(<")
    plain = _PLAIN.issuperset(one.form.extensions)
    return one.has_own_keys or not plain or (many and is_article(one.path)) or _is_marked(one.text, sign)


def _of_a_person(docs: Tree, ours: Collection[str]) -> Iterator[DocsPage | Problem]:
    """The other pages of docs/."""
    for path in tree.paths(docs):
        if path.endswith(".md") and path not in ours:
            yield read_page(docs.folder, path)
