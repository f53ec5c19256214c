"""The few Markdown forms index pages are made of.

Each reads the same in Python-Markdown (``tables``, ``toc``) and in CommonMark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markdown.extensions.toc import slugify_unicode

from builder.catalogue.links import relative
from builder.prose.escape import escape_inline


def heading(level: int, markdown: str) -> str:
    """A heading of ready Markdown."""
    return f"{'#' * level} {markdown}"


def link_text(text: str) -> str:
    """Plain text between the brackets of a link: a bracket of its own must not end it."""
    return escape_inline(text).replace("]", r"\]")


def link(text: str, source: str, target: str) -> str:
    """A link with plain ``text`` from the page ``source`` to the page ``target``."""
    return f"[{link_text(text)}]({relative(source, target)})"


def anchor(title: str) -> str:
    """The link to the first heading ``title`` (plain text) on the same page, named as mkdocs.yml says."""
    return f"#{slugify_unicode(title, '-')}"


def small(text: str) -> str:
    """Plain ``text`` in small print."""
    return f"<small>{escape_inline(text)}</small>"


def dated_line(day: str, shown: str, markdown: str, said: str) -> str:
    """An entry of a list: an ISO day as it is ``shown``, ready Markdown, and plain text in small print."""
    return f'- <time datetime="{day}">{shown}</time> {markdown} {small(said)}'


def bullets(items: Iterable[str]) -> str:
    """A tight list of ready Markdown; empty if there are no items."""
    return "\n".join(f"- {item}" for item in items)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], text_columns: int = 1) -> str:
    """A table of ready Markdown cells.

    The first ``text_columns`` columns are text, the others numbers (to the right).
    """
    rule = ["---"] * text_columns + ["--:"] * (len(head) - text_columns)
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in (head, rule, *rows))


def _cell(markdown: str) -> str:
    return markdown.replace("|", "&#124;")


def section(level: int, title: str, *blocks: str) -> tuple[str, ...]:
    """A heading of ready Markdown and its blocks; nothing at all if every block is empty."""
    filled = tuple(block for block in blocks if block)
    return (heading(level, title), *filled) if filled else ()
