"""Markdown pages as they lie in docs/, read for the checks."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from builder.checks.text import line_at, text_fault
from builder.plain_yaml import SAFE_LOADER, NoKeyTwice
from builder.problems import page_problem

if TYPE_CHECKING:
    from pathlib import Path

    from builder.model import Problem

ARTICLES: Final = "briefings/"
_BLOCK: Final = re.compile(
    r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|$)", re.DOTALL
)  # as MkDocs reads it (utils/meta.py)
MOST_LEFT_OPEN: Final = 300
_OPENING: Final = {"[": "]", "(": ")", "<": ">"}
_BLOCKS: Final = re.compile(r"\S.*?(?=\n[ \t]*\n|\Z)", re.DOTALL)
_MARKS: Final = re.compile(r"(?<!\\)[][()<>]")
#: Without --- lines MkDocs takes first lines of this form for metadata all the same, and they vanish from the
#: page (MultiMarkdown's form; mkdocs 1.6, utils/meta.py).
_KEY: Final = re.compile(r" {0,3}[A-Za-z0-9_-]+:")


class _Loader(NoKeyTwice, SAFE_LOADER):  # type: ignore[misc]
    """YAML as MkDocs reads it, but for keys that stand twice."""


@dataclass(frozen=True, slots=True)
class DocsPage:
    """One page. ``path`` is POSIX, relative to docs; ``text`` has LF line ends."""

    path: str
    text: str
    meta: dict[str, Any]
    body: str

    @property
    def is_article(self) -> bool:
        """Whether the page is one article rather than a list or a page written by hand."""
        return self.path.startswith(ARTICLES)

    def line_of_key(self, key: str) -> int | None:
        """The line of a key of the front matter."""
        return _line_matching(self.text, rf"^{re.escape(key)}\s*:", 1)

    def line_in_body(self, pattern: str) -> int | None:
        """The line of the file on which the body first matches a regular expression."""
        head = self.text.removesuffix(self.body)
        return _line_matching(self.body, pattern, head.count("\n") + 1)


def read_page(docs: Path, path: str) -> DocsPage | Problem:
    """One page with its front matter, dates as ISO text.

    E203 where MkDocs would silently lose or misread some of it.
    """
    try:
        text = (docs / path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        return page_problem("E203", path, None, str(error))
    return page_of_text(path, text)


def page_of_text(path: str, text: str) -> DocsPage | Problem:
    """The same of a text that shall stand at ``path``; E314, and what no text may hold (text.py)."""
    if fault := text_fault(text):
        return page_problem(fault[0], path, line_at(text, fault[1]))
    page = _page_of_text(path, text)
    if isinstance(page, DocsPage) and (place := _endless(page.body)) is not None:
        head = page.text.removesuffix(page.body).count("\n")
        return page_problem("E314", path, head + page.body.count("\n", 0, place) + 1)
    return page


def _endless(body: str) -> int | None:
    """Where a block begins with so many marks left open that the renderer's time grows with their square.

    Python-Markdown 3.11 looks for the end of each ``[``, ``](`` and ``<`` of a block up to its end: 2,000
    left open take 1 to 2 seconds, 4,000 four times as long.
    """
    if max(map(body.count, _OPENING)) < MOST_LEFT_OPEN:
        return None
    for block in _BLOCKS.finditer(body):
        if any(_left_open(block[0], pair) >= MOST_LEFT_OPEN for pair in _OPENING.items()):
            return block.start()
    return None


def _left_open(block: str, pair: tuple[str, str]) -> int:
    """How many of one mark are open at once, at most."""
    opening, closing = pair
    if block.count(opening) < MOST_LEFT_OPEN:
        return 0
    most = now = 0
    for mark in _MARKS.findall(block):
        now = now + 1 if mark == opening else max(now - 1, 0) if mark == closing else now
        most = max(most, now)
    return most


def _page_of_text(path: str, text: str) -> DocsPage | Problem:
    block = _BLOCK.match(text)
    if block is None:
        if text.startswith("---") or _KEY.match(text):
            return page_problem(
                "E203", path, 1, "the first lines look like front matter, but no --- lines enclose them"
            )
        return DocsPage(path, text, {}, text)
    try:
        data = yaml.load(block[1], Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date like 2020-13-45
        return page_problem("E203", path, _line(error), _reason(error))
    if not isinstance(data, dict):
        return page_problem("E203", path, 1, "it is no list of keys with values")
    return DocsPage(path, text, _plain(data), text[block.end() :])


def _line_matching(text: str, pattern: str, first: int) -> int | None:
    lines = enumerate(text.split("\n"), first)
    return next((number for number, line in lines if re.search(pattern, line, re.IGNORECASE)), None)


def _plain(value: Any) -> Any:
    """YAML's own dates as ISO text, at every depth; keys as text."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 2 if mark else 1  # counted from 0, and below the opening ---


def _reason(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error)
