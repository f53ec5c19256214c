"""An article as a page, and a page as an entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builder.model import (
    Article,
    Basis,
    Cut,
    DateFact,
    Document,
    Entry,
    Evidence,
    Facts,
    MinistryMention,
    Paragraph,
    Placed,
    Problem,
    Reading,
    Rights,
    Role,
    Seed,
    Source,
    TitleFact,
    TopicScore,
)
from builder.pages.edits import read_edits
from builder.pages.entry import entry_of
from builder.pages.make import article_page, receipt
from builder.pages.mappings import Removed
from builder.pages.page import Page
from builder.pages.parts import PARTS, edited_parts
from builder.prose.front_matter import dump_page, parse_page
from builder.registry import Registry

KEYS = [
    "schema",
    "id",
    "kind",
    "title",
    "title_basis",
    "subtitle",
    "date",
    "date_precision",
    "date_basis",
    "date_of",
    "date_evidence",
    "ministry",
    "ministries",
    "ministry_ids",
    "ministry_roles",
    "topics",
    "topic_names",
    "removed",
    "organizations",
    "summary",
    "source",
    "rights",
    "added",
    "generated",
]


@pytest.fixture
def article(make_seed: Callable[..., Seed]) -> Article:
    seed = make_seed("2020/a.txt", "제목\n본문")
    evidence = Evidence("근거", 3, "rule")
    facts = Facts(
        kind="press_release",
        title=TitleFact("#제목: [단독]", Basis.STATED, ("부제",)),
        date=DateFact("2020-04", "month", Basis.INFERRED, "announced", "본문의 4월에서", (evidence,), ()),
        ministries=(
            MinistryMention("mosf-2008", "기획재정부", "involved", evidence),
            MinistryMention("msit-2017", "과학기술정보통신부", "lead", evidence),
        ),
        organizations=("서울특별시",),
        topics=(TopicScore("telecom", 3.0, (), chosen=True), TopicScore("ai-data", 1.0, (), chosen=False)),
        kind_by="",
        source=Source("다온통신", None, None, "https://example.org/1"),
        rights=Rights(None, "unknown"),
    )
    cuts = (Cut(9, "메일", "mail"), Cut(9, "이름", "mail"))
    lines = (
        *(Placed(number, "공유", Role.REMOVED, "share") for number in (4, 2, 3)),
        Placed(9, "", Role.REMOVED, "tail"),
        Placed(9, "본문이다.", Role.BODY, "body", cuts),
    )
    reading = Reading(seed, lines, "제목", (), (), None)
    return Article(seed, reading, facts, Document((Paragraph("2020. 4. 본문이다. 둘째 문장."),)), ())


def test_the_front_matter_has_its_keys_in_their_order(article: Article, registry: Registry) -> None:
    page = article_page(article, "aaaaaaaaaa", "2026-11-22", registry)
    assert list(page.meta) == KEYS
    assert page.path == "briefings/aaaaaaaaaa.md"
    wanted: dict[str, Any] = {
        "title": "#제목: [단독]",
        "title_basis": "stated",
        "date": "2020-04",
        "ministry": "과학기술정보통신부",
        "ministries": ["과학기술정보통신부", "기획재정부"],
        "ministry_ids": ["msit-2017", "mosf-2008"],
        "ministry_roles": ["lead", "involved"],
        "topics": ["telecom"],
        "topic_names": [registry.topics["telecom"].name],
        "removed": [
            {"lines": "2-4", "rule": "share"},
            {"lines": 9, "rule": "mail"},
            {"lines": 9, "rule": "tail"},
        ],
        "source": {
            "file": "2020/a.txt",
            "sha256": article.seed.sha256,
            "outlet": "다온통신",
            "url": "https://example.org/1",
        },
        "rights": {"licence": "unknown"},
    }
    assert {key: page.meta[key] for key in wanted} == wanted
    assert page.record.generated.keys() == {*PARTS, "evidence", "summary", "text"}


def test_the_page_comes_back_from_disk_unedited(article: Article, registry: Registry) -> None:
    page = article_page(article, "aaaaaaaaaa", "2026-11-22", registry)
    parsed = parse_page(dump_page(page.meta, page.body))
    assert not isinstance(parsed, str)
    back = Page.read(page.path, *parsed)
    assert back == page
    assert edited_parts(back) == frozenset()
    assert read_edits(back) is None


def test_a_hostile_id_becomes_no_page(article: Article, registry: Registry) -> None:
    with pytest.raises(ValueError, match="not an id"):
        article_page(article, "../index", "2026-11-22", registry)


def test_the_receipt_joins_neighbouring_lines_of_one_rule() -> None:
    removed = [
        Placed(line, "", Role.REMOVED, rule)
        for line, rule in [(12, "a"), (1, "a"), (2, "a"), (3, "b"), (4, "a"), (10, "a"), (11, "a")]
    ]
    assert receipt(removed, ()) == (
        Removed("1-2", "a"),
        Removed("3", "b"),
        Removed("4", "a"),
        Removed("10-12", "a"),
    )


# -------------------------------------------------------------------------------------------------------------------- entries


def test_entry_of_a_whole_page(article: Article, registry: Registry) -> None:
    entry = entry_of(article_page(article, "aaaaaaaaaa", "2026-11-22", registry))
    assert isinstance(entry, Entry)
    assert (entry.id, entry.date, entry.date_basis, entry.outlet, entry.added) == (
        "aaaaaaaaaa",
        "2020-04",
        "inferred",
        "다온통신",
        "2026-11-22",
    )
    assert list(zip(entry.ministry_ids, entry.ministry_roles, strict=True)) == [
        ("msit-2017", "lead"),
        ("mosf-2008", "involved"),
    ]


def test_entry_of_a_page_that_was_cut_down() -> None:
    entry = entry_of(
        Page.read(
            "briefings/aaaaaaaaaa.md",
            {"title": 2020, "topics": "ai-data", "source": "?", "ministries": ["a"], "ministry_ids": "x"},
            "",
        )
    )
    assert isinstance(entry, Entry)
    assert (entry.title, entry.title_basis, entry.date, entry.date_basis, entry.kind) == (
        "2020",
        "edited",
        None,
        "unknown",
        "unknown",
    )
    assert (entry.topics, entry.ministry_ids, entry.ministry_roles, entry.outlet) == (
        ("ai-data",),
        ("x",),
        ("involved",),
        None,
    )


@pytest.mark.parametrize(
    ("path", "title"),
    [("briefings/aaaaaaaaaa.md", None), ("briefings/aaaaaaaaaa.md", " "), ("briefings/con.md", "t")],
)
def test_entry_of_a_page_that_cannot_be_listed(path: str, title: str | None) -> None:
    found = entry_of(Page.read(path, {"title": title}, ""))
    assert isinstance(found, Problem)
    assert (found.code, found.path) == ("E301", path)


def test_what_has_no_meaning_is_unknown_and_the_page_still_listed() -> None:
    meta = {
        "title": "t",
        "date": "2020-02-30",
        "date_basis": "?",
        "ministries": ["기획재정부", "?"],
        "ministry_ids": ["mosf-2008"],
        "kind": "blog",
    }
    entry = entry_of(Page.read("briefings/aaaaaaaaaa.md", meta, ""))
    assert isinstance(entry, Entry)
    assert (entry.date, entry.date_basis, entry.ministry_ids, entry.kind) == (None, "unknown", (), "unknown")


def test_entries_keep_dates_that_yaml_read_as_something_else() -> None:
    entry = entry_of(Page.read("briefings/aaaaaaaaaa.md", {"title": "t", "date": 2020}, ""))
    assert isinstance(entry, Entry)
    assert entry.date == "2020"
