"""Pages that cannot be published as they stand: the site goes on showing them as it shows them now.

The published Markdown of an article is its page, so that what was good last time need not be kept anywhere
else. Of an index page a person wrote the introduction alone; the rest is made anew around the last good one.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from builder.checks.docs_page import page_of_text
from builder.kept import Drawer
from builder.model import OutputFile, Problem, Root
from builder.pages.page import Page, is_article
from builder.personal import contacts
from builder.prose.front_matter import parse_page
from builder.settings import Settings

#: What can be wrong with a page by itself.
_OF_A_PAGE: Final = frozenset({"E203", "E301", "E305", "E314", "E315", "E316", "E317"})

_UNREADABLE: Final = frozenset({"E203", "E317"})


def last_good(
    problems: Iterable[Problem], planned: Iterable[OutputFile], intros: Drawer, settings: Settings
) -> dict[str, str]:
    """Path of each such page → its Markdown, as far as there is one that may be shown.

    ``problems`` are those of the archive, by path from its folder. ``planned``: what shall stand in docs/,
    with the ``intros`` that were published last where others cannot be read.
    """
    prefix = f"{settings.folders[Root.DOCS]}/"
    found = [(one.path.removeprefix(prefix), one.code) for one in problems]
    articles = {path: _published(path, settings) for path, code in found if _is_of(path, code)}
    broken = {path for path, code in found if code in _UNREADABLE and intros.has(path)}
    lists = {file.path: file.text for file in planned if file.path in broken}
    return lists | {path: text for path, text in articles.items() if text is not None}


def _is_of(path: str, code: str) -> bool:
    return code in _OF_A_PAGE and is_article(path)


def _published(path: str, settings: Settings) -> str | None:
    try:
        text = (settings.site_dir / path).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    parsed = parse_page(text)
    if isinstance(parsed, str) or isinstance(page_of_text(path, text), Problem):
        return None
    page = Page.read(path, *parsed)
    refused = settings.personal == "refuse" and contacts(page.body) > 0
    return text if page.record.id == PurePosixPath(path).stem and page.record.title and not refused else None
