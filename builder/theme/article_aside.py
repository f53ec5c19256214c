"""Beside an article's text: contents, source, rights, what was cleaned away, the permanent address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from jinja2.filters import do_filesizeformat, do_int

from builder.theme.article_told import Told
from builder.theme.pieces import escape, korean_date, section

_NAMED: Final = ("outlet", "author", "credit")
"""What a source is called by."""
_LINKED: Final = ("https://", "http://")
_MANY: Final = 2
"""More headings have a table of contents."""


def aside(told: Told, contents: Any, address: str, link: str) -> str:
    """All of it (on a phone it stands below the text).

    ``contents``: MkDocs' table of contents. ``address``: the page's own; ``link``: as it links to itself.
    """
    begun = f'<aside class="bp-aside md-typeset" aria-label="{told.labels["article.about"]}">'
    return "\n".join(
        (
            begun,
            _contents(told, contents),
            told.fragment("cite"),
            _source(told),
            _attachments(told),
            _evidence(told),
            _rights(told),
            _cleaned(told),
            told.fragment("beside"),
            _address(told, address, link),
            "</aside>",
        )
    )


def _contents(told: Told, contents: Any) -> str:
    if len(contents) <= _MANY or told.level != "full":
        return ""
    items = "".join(f'<li><a href="{one.url}">{one.title}</a></li>' for one in contents)
    return section(told.labels["site.contents"], f"<ul>{items}</ul>", kind="bp-aside__contents")


def _source(told: Told) -> str:
    source, label = told.meta.get("source") or {}, told.label
    lines = [
        f"<dt>{label(f'source.{key}')}</dt><dd>{escape(source[key])}</dd>"
        for key in _NAMED
        if source.get(key)
    ]
    if url := source.get("url"):
        shown = escape(url)
        way = f'<a href="{shown}" rel="external noopener">{shown}</a>' if url.startswith(_LINKED) else shown
        lines += f"<dt>{label('source.url')}</dt>", f"<dd>{way}</dd>"
    is_known = bool(lines)
    if modified := source.get("modified"):
        lines.append(f"<dt>{label('source.modified')}</dt><dd>{korean_date(str(modified)[:10])}</dd>")
    nothing = "" if is_known else f"<p>{label('source.none')}</p>"
    return section(told.labels["article.source"], "<dl>", *lines, "</dl>", nothing)


def _attachments(told: Told) -> str:
    found = told.meta.get("attachments")
    if not found:
        return ""
    hrefs = [told.fragment(f"original-{one['sha256']}") if one.get("sha256") else "" for one in found]
    items = ["\n".join(_attachment(one, href)) for one, href in zip(found, hrefs, strict=True)]
    is_kept = any(not one.get("url") and not href for one, href in zip(found, hrefs, strict=True))
    kept = f'<p class="bp-soft">{told.labels["article.attachments_kept"]}</p>' if is_kept else ""
    return section(told.labels["article.attachments"], "<ul>", *items, "</ul>", kept)


def _attachment(one: Mapping[str, Any], href: str) -> Iterator[str]:
    kind = escape(str(one.get("type", "")).upper())
    yield "<li>"
    if url := one.get("url"):
        yield f'<a href="{escape(url)}" rel="external noopener">{escape(one.get("name") or url)}</a>'
        yield f'<span class="bp-soft">{kind}</span>'
    else:
        name = escape((one.get("file") or "").rpartition("/")[2])
        yield f'<a href="{escape(href)}" download="{name}">{name}</a>' if href else name
        yield f'<span class="bp-soft">{kind}, {do_filesizeformat(one["bytes"])}</span>'
        digest = escape(one.get("sha256", ""))
        yield f'<details class="bp-receipt"><summary>SHA-256</summary><code>{digest}</code></details>'
    yield "</li>"


def _evidence(told: Told) -> str:
    evidence = told.meta.get("date_evidence")
    if not evidence or told.meta.get("date_basis") in ("inferred", "unknown"):
        return ""
    return section(told.labels["article.date_evidence"], f"<p>{escape(evidence)}</p>")


def _rights(told: Told) -> str:
    rights = told.meta.get("rights") or {}
    said = rights.get("statement")
    statement = f'<p class="bp-soft">“{escape(said)}”</p>' if said else ""
    licence = told.label(f"licence.{rights.get('licence') or 'unknown'}")
    return section(told.labels["article.rights"], f"<p>{licence}</p>", statement)


def _cleaned(told: Told) -> str:
    """How many lines of the seed do not stand on the page, and by which rules."""
    counts = Counter[str]()
    for one in told.meta.get("removed") or ():
        counts[one["rule"]] += _line_count(one["lines"])
    if not counts:
        return ""
    label = told.label
    summary = told.labels["article.cleaned_lines"].replace("{n}", str(counts.total()))
    rows = (
        f"<dt>{label(f'rule.{rule}') or escape(rule)}</dt><dd>{count}</dd>" for rule, count in counts.items()
    )
    return section(
        told.labels["article.cleaned"],
        '<details class="bp-receipt">',
        f"<summary>{summary}</summary>",
        *("<dl>", *rows, "</dl>", "</details>"),
    )


def _line_count(lines: object) -> int:
    """How many lines "2-11", "7" or "2-4, 9" names."""
    ends = (part.strip().split("-") for part in str(lines).split(","))
    return sum(do_int(end[-1]) - do_int(end[0]) + 1 for end in ends)


def _address(told: Told, address: str, link: str) -> str:
    meta, labels = told.meta, told.labels
    lines = [f'<p><a href="{link}">{address}</a></p>']
    lines.append(f'<p class="bp-soft">{labels["article.id"]} <code>{escape(meta.get("id", ""))}</code></p>')
    if added := meta.get("added"):
        said = labels["article.added"].replace("{date}", korean_date(added))
        lines.append(f'<p class="bp-soft">{said}</p>')
    if changed := meta.get("changed"):
        said = labels["article.changed"].replace("{date}", korean_date(changed[-1]["on"]))
        lines.append(f'<p class="bp-soft"><a href="#history">{said}</a></p>')
    return section(labels["article.address"], *lines)
