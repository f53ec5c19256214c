"""One article's page: what it is, who acts, when; the text; beside it where that comes from.

Written here and not by a template, for nearly all pages of an archive are articles': it takes a sixth of the
time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from builder.theme.article_aside import aside
from builder.theme.article_facts import facts
from builder.theme.article_html import MENTIONS, styled
from builder.theme.article_told import Told
from builder.theme.pieces import crumbs, escape, title

_AROUND: Final = ("history", "versions", "related", "neighbours")
"""The slots of what stands below the text, in their order."""
_SCRIPTS: Final = ("article", "cite")
_LINKED: Final = ("https://", "http://")


def article_page(told: Told, page: Any, shown: str, guesses: str) -> str:
    """The page of an article between header and footer, not yet without empty lines (``functions.lean``).

    ``page``: as MkDocs has it. ``shown``: as much of the text as may be. ``guesses``: the facts that are.
    """
    date = told.meta.get("date")
    year = str(date)[:4] if date else ""
    address = page.canonical_url or page.url
    link = page.canonical_url or page.url.rpartition("/")[2] or "./"
    return "\n".join(
        (
            crumbs(_trail(told, year), page, told.labels),
            '<div class="bp-columns">',
            '<article class="bp-article md-typeset">',
            *_head(told, page),
            facts(told, year, guesses),
            *_body(told, page, shown),
            *map(told.fragment, _AROUND),
            "</article>",
            aside(told, page.toc, address, link),
            "</div>",
            *(f'<script src="{told.top}assets/{name}.js" defer></script>' for name in _SCRIPTS),
        )
    )


def _trail(told: Told, year: str) -> Iterator[tuple[str, str]]:
    """The way to it: the body that announced it, and the year."""
    labels, meta = told.labels, told.meta
    yield labels["title.home"], "index.html"
    if meta.get("ministry"):
        yield meta["ministry"], f"ministries/{meta['ministry_ids'][0]}.html"
    if year:
        yield labels["common.year"].replace("{year}", year), f"years/{year}.html"
    else:
        yield labels["common.unknown_date"], "undated.html"


def _head(told: Told, page: Any) -> Iterator[str]:
    labels, meta = told.labels, told.meta
    if kind := told.label(f"kind.{meta.get('kind')}"):
        yield f'<p class="bp-kind">{kind}</p>'
    yield f"<h1>{title(page)}</h1>"
    if meta.get("title_basis") == "generated":
        mark = f'<span class="bp-mark">{labels["common.generated_title"]}</span>'
        yield f'<p class="bp-evidence">{mark} {labels["article.title_generated_why"]}</p>'
    yield "".join(f'<p class="bp-subtitle">{escape(line)}</p>' for line in meta.get("subtitle") or ())


def _body(told: Told, page: Any, shown: str) -> Iterator[str]:
    yield '<div class="bp-body">'
    yield styled(shown, told.labels, told.fragment(MENTIONS))
    if not page.content.strip():
        yield f'<p class="bp-soft">{told.labels["article.no_text"]}</p>'
    if told.level != "full":
        yield from _withheld(told)
    yield "</div>"


def _withheld(told: Told) -> Iterator[str]:
    """Why the text is not here, or only its first paragraph, and where the whole is."""
    origin = told.meta.get("source") or {}
    url, outlet = origin.get("url"), origin.get("outlet")
    yield f'<p class="bp-evidence bp-withheld">\n{told.labels[f"article.text.{told.level}"]}'
    if url and url.startswith(_LINKED):
        words = told.labels["article.text.original"]
        yield f'<a href="{escape(url)}" rel="external noopener">{words}</a>'
    elif outlet:
        yield told.labels["article.text.source"].replace("{name}", escape(outlet))
    yield "</p>"
