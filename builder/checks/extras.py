"""Files of docs/ that are no pages: they are published as they are, so nobody else looks at them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import builder
from builder.catalogue.packs import is_pack
from builder.catalogue.pairs import pair_of
from builder.catalogue.volumes import is_volume
from builder.checks import tree
from builder.checks.text import line_at, text_fault
from builder.credentials import is_secret_file
from builder.looks import Tree
from builder.model import Problem
from builder.pages.original import article_of
from builder.problems import page_problem
from builder.settings import Settings

#: Written by publishing beside what it makes of pages.
_OURS: Final = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz"})
_MAP: Final = re.compile(r"sitemap-\d+\.xml")
"""A part of a sitemap too long for one."""
_INDEX: Final = "search/"
"""The folder of the search index."""
#: With an address of the archive's own only.
_OURS_WITH_ADDRESS: Final = frozenset({"robots.txt", "llms.txt", "opensearch.xml", "manifest.webmanifest"})
_THEME: Final = Path(builder.__file__).parent / "theme"

_PROGRAM: Final = re.compile(
    r"\.(?:m?js|wasm|swf|php|cgi|exe|msi|bat|cmd|scr|ps1|vbs|jar|hta|lnk)$", re.IGNORECASE
)
_MARKUP: Final = re.compile(r"\.(?:html?|xhtml|svg|xml|xsl)$", re.IGNORECASE)
_RUNS: Final = re.compile(
    rb"<(?:\w+:)?(?:script|iframe|object|embed|foreignobject|handler)\b|[\s\"'/]on[a-z]+\s*=|javascript:|<\?xml-stylesheet",
    re.IGNORECASE,
)
_LEFTOVER: Final = re.compile(
    r"(?:^|/)(?:~\$[^/]*|Thumbs\.db|desktop\.ini|[^/]+(?:~|\.(?:orig|rej|bak|tmp|swp)|\.sync-conflict-[^/]*))$"
    r"|conflicted copy",
    re.IGNORECASE,
)
_TEXT: Final = re.compile(r"\.(?:txt|csv|tsv|jsonl?|ya?ml|css|js|ini|cfg|toml|log|env|sql)$", re.IGNORECASE)
#: Bytes of a file that are read: a text of more is data that somebody has made with intent.
_READ: Final = 4 << 20


def extra_problems(settings: Settings, made: Collection[str], seen: Tree | None = None) -> Iterator[Problem]:
    """What is wrong with the files of docs/ that are no pages.

    ``made`` are the addresses of what publishing makes; ``seen``: how docs/ looks, where that is known.

    E320 in the place of a file that publishing makes, E321 what a browser or a computer would run, E322 left
    by a program, E319 and others as in texts.
    """
    docs = settings.docs
    ours = {*made, *_OURS, *(_OURS_WITH_ADDRESS if settings.site_url else ())}
    for path in tree.paths(seen or docs):
        if path.endswith(".md"):
            continue
        if path in ours or _is_of_publishing(path) or _is_of_theme(path):
            yield page_problem("E320", path)
        elif is_secret_file(path):
            yield page_problem("E319", path)
        elif _LEFTOVER.search(path):
            yield page_problem("E322", path)
        elif found := _content_problem(docs, path, settings.scripts):
            yield found


def _is_of_publishing(path: str) -> bool:
    """Whether a file of publishing's stands there, or did, or will when the archive has grown."""
    of_many = path.startswith(_INDEX) or _MAP.fullmatch(path)
    return bool(of_many or is_volume(path) or is_pack(path) or pair_of(path) or article_of(path))


def _is_of_theme(path: str) -> bool:
    return path.startswith("assets/") and (_THEME / path).exists()


def _content_problem(docs: Path, path: str, scripts: Collection[str]) -> Problem | None:
    if _PROGRAM.search(path) and path not in scripts:
        return page_problem("E321", path)
    if not (_MARKUP.search(path) or _TEXT.search(path)):
        return None
    with (docs / path).open("rb") as stream:
        content = stream.read(_READ)
    if _MARKUP.search(path) and (runs := _RUNS.search(content)):
        return page_problem("E321", path, content.count(b"\n", 0, runs.start()) + 1)
    text = _decoded(content)
    fault = text_fault(text)
    return page_problem(fault[0], path, line_at(text, fault[1])) if fault else None


def _decoded(content: bytes) -> str:
    """The text; bytes of another encoding one character each, for what is looked for in it is ASCII."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")
