"""The small pieces of HTML that articles and lists share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import markupsafe
from jinja2.filters import do_int

from builder.catalogue.links import relative


def escape(value: object) -> str:
    """A value as text of HTML, also within an attribute: as templates have it."""
    return str(markupsafe.escape(str(value)))


def title(page: Any) -> str:
    """The headline of an MkDocs page; one that nobody wrote stands in square brackets, everywhere."""
    written = escape(page.meta.get("title") or page.title or "")
    return f"[{written}]" if page.meta.get("title_basis") == "generated" else written


def korean_date(value: object) -> str:
    """2020-04-16 (a date, a text, or a bare year in YAML) → 2020. 4. 16."""
    return " ".join(f"{do_int(part)}." for part in str(value).split("-"))


def crumbs(trail: Iterable[tuple[str, str]], page: Any, labels: Mapping[str, str]) -> str:
    """The way to an MkDocs page: names, and the addresses of their pages below the site."""
    items = (
        f'<li><a href="{relative(page.url, address)}">{escape(name)}</a></li>' for name, address in trail
    )
    begun = f'<nav class="bp-crumbs" aria-label="{labels["site.breadcrumb"]}">'
    return "\n".join((begun, "<ol>", *items, "</ol>", "</nav>"))


def section(heading: str, *lines: str, kind: str = "") -> str:
    """A part of a page with a heading of its own."""
    begun = f'<section class="{kind}">' if kind else "<section>"
    return "\n".join((begun, f"<h2>{heading}</h2>", *lines, "</section>"))


def chips(items: Iterable[str]) -> str:
    """Names as a list in a row."""
    return '<ul class="bp-chips">{}</ul>'.format(" ".join(items))
