from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any, Protocol

import pytest

from builder.model import Line, Seed, Supplied
from builder.pages.page import Page
from builder.pages.parts import hashes
from builder.registry import Registry, load_registry

_BODY = "과학기술정보통신부는 16일 인공지능 연구 계획을 발표했다.\n\n올해 세 곳을 고른다.\n"
_META: dict[str, Any] = {
    "schema": 1,
    "id": "k7f3q9x2mt",
    "kind": "press_release",
    "title": "인공지능 연구 계획 발표",
    "title_basis": "generated",
    "subtitle": ["세 곳 선정"],
    "date": "2020-04-16",
    "date_precision": "day",
    "date_basis": "inferred",
    "date_of": "announced",
    "date_evidence": "본문의 16일과 법률 통과 시점에서 추정했습니다.",
    "ministry": "과학기술정보통신부",
    "ministries": ["과학기술정보통신부", "기획재정부"],
    "ministry_ids": ["msit-2017", "mosf-2008"],
    "ministry_roles": ["lead", "involved"],
    "topics": ["ai-data", "telecom"],
    "topic_names": [],
    "removed": [{"lines": "2-11", "rule": "share-buttons"}],
    "organizations": ["한국연구재단"],
    "summary": "과학기술정보통신부는 16일 인공지능 연구 계획을 발표했다.",
    "source": {"file": "a.txt", "sha256": "0" * 64, "outlet": "다온통신"},
    "rights": {"licence": "unknown"},
    "added": "2026-11-22",
}


class MakePage(Protocol):
    def __call__(self, body: str = ..., **changes: Any) -> Page: ...


class MakeSeed(Protocol):
    def __call__(self, path: str, text: str, **supplied: Any) -> Seed: ...


@pytest.fixture(scope="session")
def registry() -> Registry:
    loaded = load_registry()
    return replace(
        loaded,
        labels={
            **loaded.labels,
            "evidence.edited": "편집자가 고친 날짜입니다.",
            "retired.note": "비어 있는 목록입니다.",
        },
    )


@pytest.fixture(scope="session")
def make_page(registry: Registry) -> MakePage:
    """A page as the builder makes it, with its hashes."""

    def make(body: str = _BODY, **changes: Any) -> Page:
        meta = {**_META, **changes}
        meta["topic_names"] = changes.get(
            "topic_names", [registry.topics[slug].name for slug in meta["topics"]]
        )
        page = Page.read("briefings/k7f3q9x2mt.md", meta, body)
        generated = {**hashes(page), "text": "0" * 16}
        return Page.read(page.path, {**meta, "generated": generated}, body)

    return make


@pytest.fixture(scope="session")
def make_seed() -> MakeSeed:
    def make(path: str, text: str, **supplied: Any) -> Seed:
        header = "".join(f"{key}: {value}\n" for key, value in supplied.items())
        digest = hashlib.sha256(f"{header}{text}".encode()).hexdigest()
        lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))
        return Seed(path, digest, "utf-8", lines, Supplied(**supplied))

    return make
