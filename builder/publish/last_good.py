"""Articles whose page cannot be published as it stands: the site goes on showing them as it shows them now.

The published Markdown of an article is its page, so that what was good last time need not be kept anywhere
else.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from builder.checks.docs_page import page_of_text
from builder.model import Problem, Root
from builder.pages.page import Page, is_article
from builder.personal import contacts
from builder.prose.front_matter import parse_page
from builder.settings import Settings

#: What can be wrong with a page by itself.
_OF_A_PAGE: Final = frozenset({"E203", "E301", "E305", "E314", "E315", "E316", "E317"})


def last_good(problems: Iterable[Problem], settings: Settings) -> dict[str, str]:
    """Path of each such article → its Markdown, as far as the site that stands has one that may be shown.

    ``problems`` are those of the archive, by path from its folder.
    """
    prefix = f"{settings.folders[Root.DOCS]}/"
    paths = {one.path.removeprefix(prefix) for one in problems if one.code in _OF_A_PAGE}
    found = {path: _published(path, settings) for path in sorted(paths) if is_article(path)}
    return {path: text for path, text in found.items() if text is not None}


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
