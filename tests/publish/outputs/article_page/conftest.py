"""Articles as a publication of their own, and a small archive built with and without an address."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from builder.pages.page import Page
from builder.publish.publication import Publication, publication
from builder.registry import Registry
from builder.settings import Site

#: What the article has otherwise than those of `article_page`.
FACTS: dict[str, Any] = {
    "kind": "news",
    "title": "제조 중소기업 돕는 플랫폼 세운다",
    "ministries": ["과학기술정보통신부", "행정안전부", "조달청"],
    "ministry_ids": ["msit-2017", "mois-2017", "pps"],
    "ministry_roles": ["lead", "joint", "involved"],
    "topics": ["data-ai"],
    "topic_names": ["데이터·인공지능"],
    "summary": "정부가 플랫폼을 세운다.",
    "source": {
        "file": "a.txt",
        "outlet": "다온통신",
        "author": "홍길동",
        "url": "https://example.org/news/1",
    },
}
CASES: dict[str, dict[str, Any]] = {
    "stated": {},
    "inferred": {
        "date_basis": "inferred",
        "date_of": "announced",
        "date_evidence": "‘16일’과 법 개정 직후라는 말에 비추어 추정한 날짜입니다.",
    },
    "unknown": {
        "date": None,
        "date_precision": None,
        "date_basis": "unknown",
        "date_evidence": "단서가 없습니다.",
    },
    "generated": {"title": "비대면 전환 논의", "title_basis": "generated"},
}


@pytest.fixture(scope="session")
def publication_of(registry: Registry, article_page: Callable[..., Page]) -> Callable[..., Publication]:
    """One article, ``k7f3q9x2mt``, as it is about to be published: its date stated, inferred or unknown, or its title generated; more facts changed."""

    def make(
        case: str = "stated",
        site_url: str | None = None,
        indexes: tuple[Page, ...] = (),
        text: str = "full",
        **changes: Any,
    ) -> Publication:
        site = Site("정책 자료실", "설명", text=text)
        article = article_page(
            "k7f3q9x2mt", "정부가 플랫폼을 세운다.\n", **{**FACTS, **CASES[case], **changes}
        )
        url = f"{site_url.rstrip('/')}/" if site_url else None
        return publication((article, *indexes), registry, site, url, "2026-11-22")

    return make


@pytest.fixture(scope="session")
def site(built: Path) -> Path:
    """The site of the small archive, without an address."""
    return built / "site"


@pytest.fixture(scope="session")
def addressed(built: Path, tmp_path_factory: pytest.TempPathFactory, publish: Callable[..., Any]) -> Path:
    """The site of the same archive, published at https://example.org/archive/."""
    copy = tmp_path_factory.mktemp("addressed") / "archive"
    shutil.copytree(built, copy, ignore=shutil.ignore_patterns("site", ".cache", "seeds"))
    config = copy / "mkdocs.yml"
    config.write_text(
        re.sub(r"(?m)^# site_url:.*", "site_url: https://example.org/archive/", config.read_text("utf-8")),
        "utf-8",
    )
    assert publish(config) == ()
    return copy / "site"


@pytest.fixture(scope="session")
def read() -> Callable[[Path], lxml.html.HtmlElement]:
    """A page of a site as a tree."""
    return lambda path: lxml.html.fromstring(path.read_bytes().decode("utf-8"))
