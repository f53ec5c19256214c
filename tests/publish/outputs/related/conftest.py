from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from builder.catalogue.collection import collect
from builder.model import Entry
from builder.pages.entry import entry_of
from builder.pages.page import Page
from builder.publish.publication import Publication
from builder.registry import Registry
from builder.settings import Site

#: Sentences of one subject each, so that articles are alike only where a test makes them so.
SUBJECTS = {
    "forest": "산림청은 도심 빈 땅에 나무를 심고 숲길을 내어 그늘과 바람길을 만든다. 묘목은 지역 양묘장에서 기른 참나무를 쓴다.",
    "ferry": "연안 여객선 선착장마다 구명조끼를 두고 출항 전 안전 점검표를 승객에게 보여 준다. 선박 검사원이 달마다 확인한다.",
    "school": "초등학교 돌봄교실을 저녁까지 열고 급식 조리사를 더 뽑는다. 학부모 설문에서 가장 많이 나온 바람이다.",
}


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Page]:
    def make(article_id: str, subject: str, **changes: Any) -> Page:
        meta: dict[str, Any] = {
            "title": f"{article_id} 소식",
            "title_basis": "stated",
            "subtitle": [],
            "date": "2020-04-16",
            "date_basis": "stated",
            "ministry": None,
            "ministries": [],
            "ministry_ids": [],
            "ministry_roles": [],
            "topics": [],
            "kind": "press_release",
            "source": {"file": "a.txt", "sha256": "0" * 64},
            "added": "2026-11-22",
        }
        body = changes.pop("body", SUBJECTS.get(subject, subject))
        return Page.read(f"briefings/{article_id}.md", {**meta, **changes}, body)

    return make


@pytest.fixture(scope="session")
def published(registry: Registry) -> Callable[..., Publication]:
    def make(pages: Sequence[Page], **site: Any) -> Publication:
        entries = [entry for page in pages if isinstance(entry := entry_of(page), Entry)]
        articles = {
            page.path.removeprefix("briefings/").removesuffix(".md"): page
            for page in sorted(pages, key=lambda page: page.path)
        }
        collection = collect(tuple(entries), registry, Site("자료실", "", **site))
        return Publication(
            registry=registry,
            collection=collection,
            articles=articles,
            indexes={},
            site_url=None,
            updated="2026-11-22",
        )

    return make
