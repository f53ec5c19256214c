"""Every page kind of the archive, and the pages that stand for it: the fullest of its kind, where most can go wrong, and a few more."""

from __future__ import annotations

import functools
import re
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.utils import meta as front_matter

from tests.audit.model import Case


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file of docs/: its address as a page, its front matter, its text."""

    address: str
    meta: Mapping[str, Any]
    text: str


@functools.cache
def sources(docs: Path) -> tuple[Source, ...]:
    """All pages that MkDocs makes, in the order of their paths; read once, for nothing writes while parts look."""
    found = []
    for path in sorted(docs.rglob("*.md")):
        text, meta = front_matter.get_data(path.read_text("utf-8"))
        found.append(Source(path.relative_to(docs).with_suffix(".html").as_posix(), meta, text))
    return tuple(found)


def _article(test: Callable[[Source], Any]) -> Callable[[Source], bool]:
    return lambda source: source.address.startswith("briefings/") and bool(test(source))


def _index(kind: str, test: Callable[[Source], Any] = lambda _: True) -> Callable[[Source], bool]:
    return lambda source: (
        not source.address.startswith("briefings/") and source.meta.get("kind") == kind and bool(test(source))
    )


def _says(pattern: str) -> Callable[[Source], bool]:
    wanted = re.compile(pattern, re.MULTILINE)
    return lambda source: wanted.search(source.text) is not None


#: Kind → how to recognise its pages in docs/.
KINDS: Mapping[str, Callable[[Source], bool]] = {
    "home": _index("home"),
    "article-stated": _article(lambda one: one.meta.get("date_basis") == "stated"),
    "article-inferred": _article(lambda one: one.meta.get("date_basis") == "inferred"),
    "article-undated": _article(lambda one: one.meta.get("date") is None),
    "article-generated-title": _article(lambda one: one.meta.get("title_basis") == "generated"),
    "article-joint": _article(lambda one: len(one.meta.get("ministries") or ()) > 2),
    "article-supplied": _article(lambda one: (one.meta.get("source") or {}).get("url")),
    "article-transcript": _article(lambda one: one.meta.get("kind") == "transcript"),
    "article-table": _article(_says(r"^\| *:?-")),
    "article-questions": _article(_says(r"^\*\*[^*\n]+\*\*$")),
    "article-captions": _article(_says(r"^\*[^*\n]+\*$")),
    "article-headings": _article(_says(r"^#{2,3} ")),
    "article-changed": _article(lambda one: one.meta.get("changed")),
    "article-withdrawn": _article(lambda one: one.meta.get("withdrawn")),
    "ministry-index": _index("ministry_index"),
    "lineage": _index("lineage"),
    "ministry-living": _index(
        "ministry", lambda one: one.meta.get("count") and "\n> " not in f"\n{one.text}"
    ),
    "ministry-closed": _index("ministry", lambda one: one.meta.get("count") and "\n> " in f"\n{one.text}"),
    "ministry-empty": _index("ministry", lambda one: not one.meta.get("count")),
    "topic-index": _index("topic_index"),
    "area": _index("area"),
    "topic": _index("topic"),
    "timeline": _index("timeline"),
    "people": _index("people"),
    "organizations": _index("organizations"),
    "organization": _index("organization"),
    "person": _index("person"),
    "year-index": _index("year_index"),
    "year": _index("year"),
    "month": _index("month"),
    "part": _index("part"),
    "undated": _index("undated"),
    "coverage": _index("coverage"),
    "coverage-years": _index("coverage_years"),
    "coverage-closed": _index("coverage_closed"),
    "changes": _index("changes"),
    "changes-month": _index("changes_month"),
    "data": _index("data"),
    "search": _index("search"),
    "reading-list": _index("reading_list"),
    "about": _index("about"),
}

#: What a thousand generated articles have: one layout, all dates stated, nobody named, no body without an article but those of a lineage.
REQUIRED = {
    # Its topics are too small for a timeline, and nothing has happened to it.
    "sample": frozenset(KINDS) - {"part", "timeline", "article-changed", "article-withdrawn", "changes-month"},
    "generated": frozenset(KINDS) - {
        "article-inferred", "article-undated", "article-generated-title", "article-joint", "article-supplied", "article-transcript", "article-table",
        "article-questions", "article-captions", "article-headings", "undated", "part", "ministry-closed",
        "timeline", "people", "person", "organizations", "organization", "changes-month",
    },
}  # fmt: skip


def cases(archive: str, docs: Path, most: int = 1) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    """Up to ``most`` pages of each kind, and the kinds that this archive should have and has not."""
    pages = sources(docs)
    found: dict[str, Case] = {}
    for kind, test in KINDS.items():
        for number, page in enumerate(_chosen([page for page in pages if test(page)], most), 1):
            name = kind if number == 1 else f"{kind}-{number}"
            found[name] = Case(name, page.address)
    if "search" in found:
        found |= _searches(found["search"].path, pages)
    if bound := max(
        docs.parent.glob("site/volumes/**/*.html"), key=lambda page: page.stat().st_size, default=None
    ):
        found["volume"] = Case("volume", bound.relative_to(docs.parent / "site").as_posix())
    found["not-found"] = Case("not-found", "404.html")
    return tuple(found.values()), tuple(sorted(REQUIRED.get(archive, frozenset()) - found.keys()))


def _chosen(fitting: list[Source], most: int) -> list[Source]:
    """The fullest page, where most can go wrong, and of the others so many as ``most`` allows, evenly spaced."""
    if not fitting:
        return []
    fullest = max(fitting, key=lambda page: (int(page.meta.get("count") or 0), len(page.text), page.address))
    others = [page for page in fitting if page is not fullest]
    wanted = min(most - 1, len(others))
    return [fullest, *(others[len(others) * number // wanted] for number in range(wanted))]


def _searches(address: str, pages: tuple[Source, ...]) -> dict[str, Case]:
    """The search page with results, with none, with a search that is kept; the box in the header with its suggestions open."""
    body = max(
        (name for page in pages for name in page.meta.get("ministries") or ()), key=len, default="정책"
    )
    results = f"{address}?q={urllib.parse.quote(body)}"
    return {
        "search-results": Case("search-results", results, "wait_for_results"),
        "search-kept": Case("search-kept", results, "keep_a_search"),
        "search-nothing": Case(
            "search-nothing", f"{address}?q={urllib.parse.quote('뷁쉙뛟')}", "wait_for_results"
        ),
        "search-suggestions": Case("search-suggestions", "about.html", "type_into_box", body[:2]),
    }
