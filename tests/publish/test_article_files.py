"""What other processes make of articles is what is made here, to the byte."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from builder.model import Entry
from builder.pages.page import Page
from builder.publish import article_files
from builder.publish.alone import NOBODY, Elsewhere
from builder.publish.derive import made_files
from builder.publish.outputs.output import File
from builder.publish.publication import Publication
from builder.registry import Registry, RegistryCache, written_registry
from builder.workers import Workers, spread
from tests.threads import Threads

UNKNOWN = {"date": None, "date_precision": None, "date_basis": "unknown", "date_of": None}
JOINT = {
    "ministries": ["기획재정부", "국세청"],
    "ministry_ids": ["mosf-2008", "nts"],
    "ministry_roles": ["lead", "involved"],
}
FILES = [
    {"file": "b.hwpx", "type": "hwpx", "bytes": 5, "sha256": "1" * 64},
    {"name": "a", "url": "https://a.example/"},
]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_files, "LEAST", 1)
    monkeypatch.setattr(spread, "BATCH", 2)


@pytest.fixture
def pages(article_page: Callable[..., Page]) -> list[Page]:
    return [
        article_page("a-1", rights={"licence": "reserved", "statement": "ⓒ 푸른매일"}),
        article_page("b-1", attachments=FILES, people=["choi-gi-yeong"], **JOINT),
        article_page(
            "c-1",
            topics=["no-such"],
            source={"author": "강나래", "outlet": "푸른매일"},
            kind="news",
            **UNKNOWN,
        ),
        article_page("d-1", withdrawn={"on": "2026-11-23", "reason": "요청"}),
    ]


def files(what: Publication, elsewhere: Elsewhere = NOBODY) -> list[tuple[str, bytes]]:
    made = list(made_files(what, elsewhere=elsewhere))
    assert all(isinstance(one, File) for one in made)
    return [(one.path, one.content) for one in made if isinstance(one, File)]


@pytest.mark.parametrize(
    "site",
    [
        {"url": "https://example.org/a/", "cards": "all"},
        {"text": {"reserved": "excerpt", "default": "full"}},
        {"url": "https://example.org/a/", "article_data": "by-year"},
    ],
)
def test_the_same_files(
    site: dict[str, object],
    pages: list[Page],
    publication_of: Callable[..., Publication],
    registry: Registry,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = files(publication_of(*pages, **site))
    rules = partial(written_registry, tmp_path / "none", RegistryCache(tmp_path), registry.fingerprint)
    made: list[str] = []
    said = article_files._said

    def noted(what: Publication, entry: Entry) -> object:
        made.append(entry.id)
        return said(what, entry)

    monkeypatch.setattr(article_files, "_said", noted)
    with Workers(1, Threads) as workers:
        assert files(publication_of(*pages, **site), Elsewhere(workers, rules)) == here
    assert sorted(made) == ["a-1", "b-1", "c-1"]
    assert workers.lost == ()


def test_what_fails_there_is_made_here(pages, publication_of, registry, tmp_path, monkeypatch) -> None:
    here = files(publication_of(*pages))
    monkeypatch.setattr(article_files, "SAID_OF_ARTICLES", (lambda *_: 1 / 0,))
    rules = partial(written_registry, tmp_path / "none", RegistryCache(tmp_path), registry.fingerprint)
    with Workers(1, Threads) as workers:
        assert files(publication_of(*pages), Elsewhere(workers, rules)) == here


def test_few_articles_are_not_sent_away(pages, publication_of, monkeypatch) -> None:
    monkeypatch.setattr(article_files, "LEAST", 5)
    here = files(publication_of(*pages))
    with Workers(1, Threads) as workers:
        assert (
            files(publication_of(*pages), Elsewhere(workers, lambda: pytest.fail("asked for the rules")))
            == here
        )
