"""How heavy pages are before compression: an article beyond its own text, an index page whole. Every page of the archive."""

from __future__ import annotations

from pathlib import Path
from statistics import quantiles

from lxml import html

from tests.audit.model import Outcome, Work

ARTICLE, INDEX = 20_000, 150_000  # bytes
MOST_ARTICLES = 14_000
"""Of ten articles nine weigh no more beyond their text."""


def run(work: Work) -> Outcome:
    """At most 20 kB beyond the text, of nine in ten 14 kB; an index page at most 150 kB."""
    outcome = Outcome()
    heaviest: dict[str, tuple[int, str]] = {"article": (0, ""), "index": (0, "")}
    articles: list[int] = []
    wanted = {case.path.partition("?")[0] for case in work.cases}
    for path in sorted(work.archive.hosted.rglob("*.html")):
        page = path.relative_to(work.archive.hosted).as_posix()
        if not work.everything and page not in wanted:
            continue
        outcome.looked_at.append(page)
        kind, size, limit = (
            ("article", beyond_text(path), ARTICLE)
            if page.startswith("briefings/")
            else ("index", path.stat().st_size, INDEX)
        )
        heaviest[kind] = max(heaviest[kind], (size, page))
        articles += [size] if kind == "article" else []
        outcome.check(page, f"{kind}-weight", what=f"{size:,} bytes, at most {limit:,}", fails=size > limit)
    outcome.notes.extend(
        f"heaviest {kind}: {size:,} bytes ({page})" for kind, (size, page) in heaviest.items() if page
    )
    if len(articles) > 1:
        tenths = quantiles(articles, n=10)
        said = f"{len(articles)} articles: median {tenths[4]:,.0f}, 90 % at most {tenths[8]:,.0f} bytes"
        outcome.notes.append(said)
        outcome.check("briefings", "article-weight", what=said, fails=tenths[8] > MOST_ARTICLES)
    return outcome


def beyond_text(path: Path) -> int:
    """The bytes of an article's page that are not its text."""
    content = path.read_bytes()
    bodies = html.document_fromstring(content.decode()).find_class("bp-body")
    return len(content) - sum(len(body.text_content().encode()) for body in bodies)
