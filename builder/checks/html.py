"""Pages as the site renders their Markdown, and whether their HTML is safe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from markdown import Markdown

from builder.checks.docs_page import DocsPage
from builder.checks.safe_html import unsafe_parts
from builder.model import Problem
from builder.pages import values
from builder.problems import page_problem
from builder.settings import MarkdownSettings

Convert = Callable[[str], str]

_BY_HAND_ALONE: Final = "generated"
"""The key that every page of the builder has."""


def converter(form: MarkdownSettings) -> Convert:
    """Markdown to HTML, one text after the other, as an archive's settings say."""
    markdown = Markdown(extensions=form.extensions, extension_configs=form.configs)
    return lambda text: markdown.reset().convert(text.lstrip("\n"))


def html_problems(page: DocsPage, html: str, form: MarkdownSettings) -> list[Problem]:
    """E305 for each part of a page that no reader should be given.

    An article is judged as a whole, and so, more freely, is a page that a person wrote by hand. Of a page of
    the builder it is the introduction: the rest is made anew.
    """
    if page.is_article:
        parts = unsafe_parts(html)
    elif _BY_HAND_ALONE not in page.meta:
        parts = unsafe_parts(html, by_hand=True)
    elif intro := values.text(page.meta.get("intro")):
        parts = unsafe_parts(converter(form)(intro), by_hand=True)
    else:
        return []
    return [page_problem("E305", page.path, page.line_in_body(part.pattern), part.name) for part in parts]
