"""How heavy pages are before compression: an article beyond its own text, an index page whole. Every page of the archive but volumes.

What grows with a text (its markup, the list of its headings) may weigh as much as the text; a volume is up to 200 texts on one page.
"""

from __future__ import annotations

from pathlib import Path
from statistics import quantiles

from lxml import html

from tests.audit.model import Outcome, Work

ARTICLE, INDEX = 14_000, 150_000  # bytes


def run(work: Work) -> Outcome:
    """Beyond its text at most 14 kB and its text's weight, of nine articles in ten 14 kB in all; an index page at most 150 kB."""
    outcome = Outcome()
    heaviest: dict[str, tuple[int, str]] = {"article": (0, ""), "index": (0, "")}
    articles: list[int] = []
    wanted = {case.path.partition("?")[0] for case in work.cases}
    for path in sorted(work.archive.hosted.rglob("*.html")):
        page = path.relative_to(work.archive.hosted).as_posix()
        if page.startswith("volumes/") or (not work.everything and page not in wanted):
            continue
        outcome.looked_at.append(page)
        kind, size, limit = _weighed(path, page)
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
        outcome.check("briefings", "article-weight", what=said, fails=tenths[8] > ARTICLE)
    return outcome


def _weighed(path: Path, page: str) -> tuple[str, int, int]:
    """What a page is, what it weighs, and what it may."""
    if not page.startswith("briefings/"):
        return "index", path.stat().st_size, INDEX
    beyond, text = beyond_text(path)
    return "article", beyond, ARTICLE + text


def beyond_text(path: Path) -> tuple[int, int]:
    """The bytes of an article's page that are not its text, and those that are."""
    content = path.read_bytes()
    bodies = html.document_fromstring(content.decode()).find_class("bp-body")
    text = sum(len(body.text_content().encode()) for body in bodies)
    return len(content) - text, text
