"""What Zotero would save of a page: type, title, date, authors and publication are right or absent.

Zotero's own translators are asked through its translation server, a program of its own under the AGPL that is no part of this project
(https://github.com/zotero/translation-server). ``ZOTERO=http://127.0.0.1:1969`` says where one listens; without it nothing is asked.
"""

from __future__ import annotations

import json
import math
import os
import re
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from builder.registry.kinds import article_kind
from tests.audit.archives import SITE_URL
from tests.audit.kinds import Source, sources
from tests.audit.model import Outcome, Work
from tests.audit.visits import host

_ARTICLES = 100
_PUBLICATIONS = ("publicationTitle", "websiteTitle", "blogTitle")
_BETWEEN_NAMES = re.compile(r" ?[·,] ?")

Item = dict[str, Any]


def run(work: Work) -> Outcome:
    """Every page that stands for its kind, and up to a hundred articles, evenly spaced."""
    outcome, server = Outcome(), os.environ.get("ZOTERO")
    if server is None:
        outcome.notes.append("not asked: ZOTERO names no translation server")
        return outcome
    pages = {source.address: source for source in sources(work.archive.docs)}
    days = _days(work)
    with host(work.archive.hosted) as port:
        for place in _chosen(work, pages):
            outcome.looked_at.append(place)
            item = _saved(server, f"http://127.0.0.1:{port}{urlsplit(SITE_URL).path}{place}")
            source = pages.get(place)
            if source and place.startswith("briefings/") and not source.meta.get("withdrawn"):
                expected = _of_article(source, item)
            else:
                expected = _of_list(source, item, days.get(place, ""))
            for rule, fails in expected:
                outcome.check(place, rule, what=json.dumps(item, ensure_ascii=False)[:600], fails=fails)
    return outcome


def _chosen(work: Work, pages: dict[str, Source]) -> list[str]:
    chosen = {case.path for case in work.cases if "?" not in case.path}
    if work.everything:
        articles = sorted(place for place in pages if place.startswith("briefings/"))
        chosen.update(articles[:: math.ceil(len(articles) / _ARTICLES)])
    return sorted(chosen)


def _saved(server: str, address: str) -> Item:
    """The one item that the translators make of a page."""
    request = urllib.request.Request(f"{server}/web", address.encode(), {"Content-Type": "text/plain"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        (item,) = json.load(answer)
    return item


def _of_article(source: Source, item: Item) -> Iterator[tuple[str, bool]]:
    """Rules, and whether each is broken."""
    meta = source.meta
    kind, outlet = article_kind(meta.get("kind")), meta["source"].get("outlet")
    names = [creator.get("name") or "?" for creator in item.get("creators", ())]
    said = meta["ministries"] if kind.by_bodies and meta["ministries"] else _persons(meta["source"])
    yield "zotero-type", item["itemType"] != kind.zotero
    yield "zotero-title", meta["title"] not in item["title"]
    yield "zotero-date", not _right(item.get("date", ""), meta)
    yield "zotero-authors", not set(names) <= set(said) or bool(said) != bool(names)
    yield "zotero-publication", bool({item.get(key) for key in _PUBLICATIONS} - {None, outlet})


def _persons(source: dict[str, Any]) -> list[str]:
    """Who a byline names; the outlet where there is none."""
    byline = source.get("author") or source.get("outlet")
    return [byline, *_BETWEEN_NAMES.split(byline)] if byline else []


def _right(date: str, meta: Any) -> bool:
    """What is inferred or unknown is told in words alone."""
    if meta["date"] is None:
        return not re.search(r"\d", date)
    if meta["date_basis"] == "inferred":
        return not re.fullmatch(r"[\d/. -]*", date)
    return date.replace("/", "-") == str(meta["date"])


def _of_list(source: Source | None, item: Item, changed: str) -> Iterator[tuple[str, bool]]:
    """A page of the archive itself: nobody's, and of the day on which it changed, if of any."""
    title = str(source.meta.get("title") or "") if source else ""
    yield "zotero-type", item["itemType"] != "webpage"
    yield "zotero-title", title not in item["title"]
    yield "zotero-date", item.get("date", "") not in ("", changed)
    yield "zotero-authors", bool(item.get("creators"))


def _days(work: Work) -> dict[str, str]:
    """Of each page the day on which the sitemap says it changed."""
    root = ET.parse(work.archive.hosted / "sitemap.xml").getroot()
    found = {str(place.text).removeprefix(SITE_URL): str(day.text) for place, day in root}
    return {place or "index.html": day for place, day in found.items()}
