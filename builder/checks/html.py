"""Pages as the site renders their Markdown, and whether their HTML is safe."""

from __future__ import annotations

from collections.abc import Callable

from markdown import Markdown

from builder.checks.docs_page import DocsPage
from builder.checks.safe_html import unsafe_parts
from builder.model import Problem
from builder.pages import values
from builder.problems import page_problem
from builder.settings import MarkdownSettings

Convert = Callable[[str], str]


def converter(form: MarkdownSettings) -> Convert:
    """Markdown to HTML, one text after the other, as an archive's settings say."""
    markdown = Markdown(extensions=form.extensions, extension_configs=form.configs)
    return lambda text: markdown.reset().convert(text.lstrip("\n"))


def html_problems(page: DocsPage, html: str, form: MarkdownSettings) -> list[Problem]:
    """E305 for each part of a page that no reader should be given.

    An article is judged as a whole, and so, more freely, is every other page: one may only say that it is the
    builder's. Of those it is the introduction too.
    """
    parts = unsafe_parts(html, by_hand=not page.is_article)
    if not page.is_article and (intro := values.text(page.meta.get("intro"))):
        parts += unsafe_parts(converter(form)(intro), by_hand=True)
    return [page_problem("E305", page.path, page.line_in_body(part.pattern), part.name) for part in parts]
