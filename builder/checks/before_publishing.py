"""What `check` would refuse of the pages that are about to be published.

Not every page is rendered for it: what the builder wrote from a seed is safe by its making, and Markdown
without any sign of HTML or of an address cannot become unsafe HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from builder.checks import tree
from builder.checks.docs_page import MOST_LEFT_OPEN, DocsPage, page_of_text, read_page
from builder.checks.front_matter import front_matter_problems
from builder.checks.html import converter, html_problems
from builder.model import OutputFile, Problem
from builder.pages.page import Page, is_article
from builder.personal import has_resident_number
from builder.problems import in_order
from builder.registry import Registry
from builder.settings import Settings

#: A tag other than those around a paragraph on a line of its own, a character by its number, or the address
#: of a link or picture.
_SIGN: Final = re.compile(r"^(?!<p>[^<]*</p>$).*<|&#|\]\s?\(|\]\s?\[|\]:", re.MULTILINE)
_INTRO: Final = re.compile(r"^intro[ \t]*:", re.MULTILINE)
#: The extensions of Markdown that cannot make unsafe HTML of text without such a sign.
_PLAIN: Final = frozenset({"toc", "tables", "fenced_code", "sane_lists"})


def before_publishing(
    settings: Settings, registry: Registry, articles: Iterable[Page], files: Iterable[OutputFile]
) -> tuple[Problem, ...]:
    """E203, E301 and E305 of all pages, as ``check`` finds them; ``files`` are those of the builder.

    Links and anchors are judged by what renders the site.
    """
    own_keys = {page.path for page in articles if page.record.more or page.record.unread}
    planned = {file.path: file.text for file in files}
    suspects = dict(_suspects(settings, own_keys, planned))
    convert = converter(settings.markdown)
    found: list[Problem] = []
    for page in suspects.values():
        if isinstance(page, Problem):
            found.append(page)
            continue
        found += front_matter_problems(page, registry)
        found += html_problems(page, convert(page.body), settings.markdown)
    return in_order(found)


def _is_marked(text: str, sign: re.Pattern[str]) -> bool:
    return sign.search(text) is not None or has_resident_number(text)


def _suspects(
    settings: Settings, own_keys: set[str], planned: Mapping[str, str]
) -> Iterator[tuple[str, DocsPage | Problem]]:
    """The pages in which something may be wrong: as they shall stand, and those of a person."""
    plain = _PLAIN.issuperset(settings.markdown.extensions)
    for path, text in planned.items():
        sign = _SIGN if is_article(path) else _INTRO
        many = any(text.count(mark) >= MOST_LEFT_OPEN for mark in "[(<")
        if path in own_keys or not plain or (many and is_article(path)) or _is_marked(text, sign):
            yield path, page_of_text(path, text)
    for file in tree.files(settings.docs):
        path = file.relative_to(settings.docs).as_posix()
        if path.endswith(".md") and path not in planned and not file.is_symlink():
            yield path, read_page(settings.docs, path)
