"""The facts below an article's headline: date with its basis, ministries, topics, organisations, a row each.

What is inferred never looks stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from builder.theme.article_told import Told
from builder.theme.pieces import chips, escape, korean_date

#: Of many bodies the first few stand there and the others unfold: sixteen names would push the text off the
#: screen.
_SHOWN: Final = 5
_NOT_MANY: Final = 7


def facts(told: Told, year: str, guesses: str) -> str:
    """The rows that say something. ``year``: of its date, empty where that is unknown."""
    meta, label = told.meta, told.label
    of = meta.get("date_of") if year else None
    organizations = told.fragment("organizations") or escape(", ".join(meta.get("organizations") or ()))
    rows = (
        (label(f"article.date.{of}" if of else "article.date"), _date(told, year)),
        (label("article.announcers"), _bodies(told, involved=False)),
        (label("article.involved"), _bodies(told, involved=True)),
        (label("article.topics"), _topics(told)),
        (label("article.people"), told.fragment("people")),
        (label("article.organizations"), organizations),
        (label("article.guesses"), escape(guesses)),
    )
    written = (f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in rows if said and said.strip())
    return "\n".join(('<dl class="bp-facts">', *written, "</dl>"))


def _date(told: Told, year: str) -> str:
    meta, basis = told.meta, told.meta.get("date_basis")
    inferred = basis == "inferred"
    if year:
        # an inferred day is no <time>: programs (Zotero among them) would take it for the day of publication
        day = korean_date(meta["date"])
        shown = day if inferred else f'<time datetime="{meta["date"]}">{day}</time>'
        said = f'<a href="{told.top}years/{year}.html">{shown}</a>{_basis(told, inferred=inferred)}'
    else:
        said = f'<a href="{told.top}undated.html" class="bp-mark">{told.labels["common.unknown_date"]}</a>'
    lines = [f'<p class="bp-date{" bp-date--inferred" if year and inferred else ""}">{said}</p>']
    if meta.get("date_evidence") and basis in ("inferred", "unknown"):
        evidence = f"{told.labels['article.evidence']}: {escape(meta['date_evidence'])}"
        lines.append(f'<p class="bp-evidence">{evidence}</p>')
    return "\n".join((*lines, ""))


def _basis(told: Told, *, inferred: bool) -> str:
    if inferred:
        return f' <span class="bp-mark">{told.labels["article.inferred"]}</span>'
    words = told.label(f"basis.{told.meta.get('date_basis')}")
    return f' <span class="bp-soft">{words}</span>' if words else ""


def _bodies(told: Told, *, involved: bool) -> str:
    """Who announced it, the lead marked where there are several; or who was only involved."""
    meta = told.meta
    names, ids, roles = (meta.get(key) or () for key in ("ministries", "ministry_ids", "ministry_roles"))
    is_marked = sum(role in ("lead", "joint") for role in roles) > 1
    found = [
        _body(told, name, body, is_marked=is_marked)
        for name, body, role in zip_longest(names, ids, roles, fillvalue="")
        if name and (role == "involved") == involved
    ]
    if not found:
        return ""
    if len(found) <= _NOT_MANY:
        return f"\n{chips(found)}\n"
    more = told.labels["article.more_bodies"].replace("{count}", str(len(found) - _SHOWN))
    unfolded = f'<details class="bp-more"><summary>{more}</summary>\n{chips(found[_SHOWN:])}\n</details>'
    return f"\n{chips(found[:_SHOWN])}\n{unfolded}\n"


def _body(told: Told, name: str, body: str, *, is_marked: bool) -> str:
    leads = name == told.meta.get("ministry")
    kind = "bp-chip bp-chip--ministry bp-chip--lead" if leads else "bp-chip bp-chip--ministry"
    mark = f" <small>{told.labels['article.lead']}</small>" if leads and is_marked else ""
    return f'<li><a class="{kind}" href="{told.top}ministries/{body}.html">{escape(name)}{mark}</a></li>'


def _topics(told: Told) -> str:
    slugs, names = told.meta.get("topics") or (), told.meta.get("topic_names")
    if not slugs:
        return ""
    return "\n".join(("", '<ul class="bp-chips">', *_links(told, slugs, names or slugs), "</ul>", ""))


def _links(told: Told, slugs: list[str], names: list[str]) -> Iterator[str]:
    for slug, name in zip_longest(slugs, names[: len(slugs)], fillvalue=""):
        yield f'<li><a class="bp-chip" href="{told.top}topics/{slug}.html">{escape(name)}</a></li>'
