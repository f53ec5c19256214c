"""The HTML of an index page, cut into its sections and styled.

What Markdown cannot say, and old browsers cannot select.

Markdown in docs/ stays plain so that it reads well on a code host; Firefox 115 knows no ``:has()``. So the
two kinds of list, the tables and the facts get their classes here. Nothing is added or left out: without
these functions the page says the same. The HTML is read by its tags and not by the reader of our Markdown
(builder/prose/reader.py): it is MkDocs' rendering that the theme is given, with its anchors and its links
resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from builder.catalogue.kinds import kind_of
from builder.theme.article_html import aligned

_HEADING: Final = re.compile(r"(?=<h2[ >])")
_END_OF_HEADING: Final = "</h2>"
#: An entry: a date (or words in its place), then the link to an article, or to a body that began then.
_DATED_ENTRY: Final = re.compile(
    r"<li>(\s*<p>)?(?=<time[^>]*>[^<]*</time> <a href=\"[^\"]*(?:briefings/|\.\./ministries/))"
)
_UNDATED_ENTRY: Final = re.compile(r"<li>(\s*<p>)?([^<>]+) (?=<a href=\"[^\"]*briefings/)")
_NAMES: Final = re.compile(r"<ul>(?=\s*<li><a (?:(?!</li>).)*?(<br|</li>))", re.DOTALL)
#: ``label: value`` at the start of an item; "2020. 4. 16." or a link in its place is no label.
_FACTS: Final = re.compile(r"<ul>((?:\s*<li>[^<>:]{1,60}: (?:(?!<[uo]l|<li).)*?</li>)+\s*)</ul>", re.DOTALL)
_FACT: Final = re.compile(r"<li>([^<>:]{1,60}): (.*?)</li>", re.DOTALL)
_RIGHT: Final = ' class="bp-right"'
_TABLE: Final = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW_HEAD: Final = re.compile(r"<tr><td>(.*?)</td>")
#: A count, but not the total at the end of its row.
_COUNT: Final = re.compile(r"<td>(<a [^>]*>)?([\d,]+)(</a>)?</td>(?!</tr>)")
_YEAR: Final = re.compile(
    r'<tr><th scope="row"><a href="([^"]*)">(\d{4})[^<]*</a></th>(?:<td[^>]*>0</td>)*<td[^>]*>([\d,]+)</td>'
)
_FIRST: Final = re.compile(r"\s*<p>(.*?)</p>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]+>")
_WIDE: Final = 6
"""A table of more columns may need to be scrolled sideways: then it can be reached with the keyboard."""
_DEPTHS: Final = 5
_SHORT: Final = 12
"""Rows of a table that need not fold."""
_SCROLLED: Final = re.compile(r'<div class="bp-scroll.*?</table></div>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class SectionHtml:
    """A section of an index page.

    The name its sheet gave it, its heading (HTML) and what follows (styled HTML).
    """

    name: str
    heading: str
    html: str

    @property
    def is_table(self) -> bool:
        """Whether it is one table and nothing else: the data of the picture that stands before it."""
        return (
            self.html.startswith('<div class="bp-scroll')
            and self.html.count("<table") == 1
            and self.html.endswith("</div>")
        )


@dataclass(frozen=True, slots=True)
class IndexHtml:
    """An index page.

    What stands before its first section, its sections without a name, and the named ones, in order.
    """

    lead: str
    pager: str
    """On a page of a divided list the way to the older and the newer one: the first paragraph of the lead."""
    unnamed: str
    sections: dict[str, SectionHtml]

    def named(self, names: Iterable[str]) -> list[str]:
        """Those of the names that sections have."""
        return [name for name in names if name in self.sections]


@dataclass(frozen=True, slots=True)
class Folded:
    """A list of names whose end is folded away: the HTML shown, the HTML folded, and how many that are."""

    shown: str
    rest: str
    count: int


def listing(page: Any, fold: str = "") -> IndexHtml:
    """The parts of an MkDocs page, by the names in its front matter (``sections``).

    They are the last ones, an introduction comes before. ``fold`` are the words under which long tables
    fold, where the kind folds them, with ``{count}`` for their rows.
    """
    names = (page.meta or {}).get("sections") or []
    lead, *pieces = _HEADING.split(page.content or "")
    if len(pieces) < len(names):  # a page changed by hand
        names = []
    own = len(pieces) - len(names)
    look = kind_of((page.meta or {}).get("kind")).look
    parts = [
        _section(name, piece, shaded=name in look.shaded)
        for name, piece in zip(names, pieces[own:], strict=True)
    ]
    lead = _styled(lead).replace("<blockquote>", '<blockquote class="bp-notice">')
    unnamed = _styled("".join(pieces[:own]))
    if look.folds_long and fold:
        unnamed = _SCROLLED.sub(lambda found: _folded_table(found[0], fold), unnamed)
    first = _FIRST.match(lead) if look.paged and not (page.meta or {}).get("intro") else None
    return IndexHtml(lead, first[1] if first else "", unnamed, {part.name: part for part in parts})


def _folded_table(html: str, fold: str) -> str:
    rows = html.count("<tr>") - 1
    if rows <= _SHORT:
        return html
    words = fold.replace("{count}", f"{rows:,}")
    return f'<details class="bp-fold"><summary>{words}</summary>{html}</details>'


def folded(html: str, shown: int) -> Folded:
    """A list of names after its first ``shown`` items."""
    head, *items = re.split(r"(?=<li>)", html.removesuffix("</ul>"))
    if len(items) <= shown + 2 or not html.endswith("</ul>"):
        return Folded(html, "", 0)
    return Folded(
        head + "".join(items[:shown]) + "</ul>", head + "".join(items[shown:]) + "</ul>", len(items) - shown
    )


def years(part: SectionHtml | None) -> list[tuple[str, str, str]]:
    """The years of a list with the link to each and its count, from the rows of the table that counts them.

    Of a row of two counts the first that there is: its list is where the link leads.
    """
    return _YEAR.findall(part.html) if part else []


def _section(name: str, piece: str, *, shaded: bool) -> SectionHtml:
    heading, _, html = piece.partition(_END_OF_HEADING)
    title = _TAG.sub("", heading).strip()
    return SectionHtml(name, heading + _END_OF_HEADING, _styled(html, title, shaded=shaded).strip())


def _styled(html: str, title: str = "", *, shaded: bool = False) -> str:
    """``title`` (HTML text) is what the section is called."""
    html = _DATED_ENTRY.sub(r'<li class="bp-entry">\1', aligned(html))
    html = _UNDATED_ENTRY.sub(r'<li class="bp-entry">\1<span class="bp-entry__date">\2</span> ', html)
    html = _NAMES.sub(
        lambda found: (
            '<ul class="bp-names bp-names--defined">' if found[1] == "<br" else '<ul class="bp-names">'
        ),
        html,
    )
    html = _FACTS.sub(lambda found: f'<ul class="bp-keyfacts">{_FACT.sub(_fact, found[1])}</ul>', html)
    return _TABLE.sub(lambda found: _table(found[0], title, shaded=shaded), html)


def _fact(found: re.Match[str]) -> str:
    return f'<li><span class="bp-key">{found[1]}</span> <span>{found[2]}</span></li>'


def _table(html: str, title: str, *, shaded: bool) -> str:
    """A table of ours: heads for its rows, aligned by a class for the whole table, shaded where asked."""
    head = html.partition("</tr>")[0]
    columns = head.count("</th>")
    texts = columns - head.count(_RIGHT)
    kind = f"bp-table bp-table--{texts} bp-heat" if shaded else f"bp-table bp-table--{texts}"
    html = html.replace(_RIGHT, "").replace("<table>", f'<table class="{kind}">').replace("\n", "")
    html = _ROW_HEAD.sub(r'<tr><th scope="row">\1</th>', html)
    reached = (
        f' tabindex="0" role="region" aria-label="{title.replace(chr(34), "&quot;")}"'
        if columns > _WIDE and title
        else ""
    )
    scroll = "bp-scroll bp-scroll--heat" if shaded else "bp-scroll"
    return f'<div class="{scroll}"{reached}>{_shaded(html) if shaded else html}</div>'


def _shaded(html: str) -> str:
    """Depth of colour for each count but the totals, in steps of the square root of the highest.

    The few do not vanish.
    """
    rows, start, total = html.rpartition("<tr>")
    highest = max((_number(count) for _, count, _ in _COUNT.findall(rows)), default=1)

    def cell(found: re.Match[str]) -> str:
        depth = max(1, round((_number(found[2]) / highest) ** 0.5 * _DEPTHS))
        return f'<td class="h{depth}">{found[1] or ""}{found[2]}{found[3] or ""}</td>'

    # HTML may leave out the end of a cell: a fifth of the page where a hundred bodies meet thirty years.
    return (_COUNT.sub(cell, rows) + start + total).replace("</td>", "")


def _number(count: str) -> int:
    return int(count.replace(",", ""))
