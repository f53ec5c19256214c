"""make_page: pure, its arguments and result travel, and an edit goes the whole way from the file to the page."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import pytest

from builder.model import Seed
from builder.pages.edits import Made, read_edits
from builder.pages.page import Page
from builder.pages.standing import make_page
from builder.prose.front_matter import dump_page, parse_page
from builder.reading.read import read
from builder.registry import Registry

TEXT = """과기정통부, 인공지능 연구 계획 발표

입력 2020.04.16 09:00

과학기술정보통신부는 16일 인공지능 연구 계획을 발표했다. 올해 세 곳을 고른다.

연구소마다 3년 동안 지원한다고 밝혔다.
"""
AGAIN = TEXT.replace("올해 세 곳을 고른다.", "올해 네 곳을 고른다.")
DAY = "2026-11-22"


@pytest.fixture
def seed(text_seed: Callable[..., Seed]) -> Seed:
    return text_seed(TEXT)


def edited(page: Page | None, **changes: Any) -> Page:
    """The page from the disk after a person changed it."""
    assert page is not None
    body = changes.pop("body", page.body)
    parsed = parse_page(dump_page({**page.meta, **changes}, body))
    assert not isinstance(parsed, str)
    return Page.read(page.path, *parsed)


def made(seed: Seed, registry: Registry, on_disk: Page | None = None) -> Made:
    edits = read_edits(on_disk) if on_disk else None
    return make_page(read(seed, registry), "aaaaaaaaaa", edits, DAY, registry)


def test_equal_arguments_give_an_equal_page_and_all_of_them_travel(seed: Seed, registry: Registry) -> None:
    reading = read(seed, registry)
    first = make_page(reading, "aaaaaaaaaa", None, DAY, registry)
    edits = read_edits(edited(first.page, title="사람의 제목"))
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert pickle.loads(pickle.dumps(edits)) == edits
    once = make_page(reading, "aaaaaaaaaa", edits, DAY, registry)
    assert make_page(pickle.loads(pickle.dumps(reading)), "aaaaaaaaaa", edits, DAY, registry) == once
    assert pickle.loads(pickle.dumps(once)) == once


def test_a_page_that_nobody_touched_has_no_edits(seed: Seed, registry: Registry) -> None:
    page = made(seed, registry).page
    assert read_edits(edited(page)) is None
    assert made(seed, registry, edited(page)).page == page


def test_an_edited_date_names_the_ministries(seed: Seed, registry: Registry) -> None:
    page = made(seed, registry).page
    assert page is not None
    assert page.record.ministries == ("과학기술정보통신부",)
    outcome = made(
        seed,
        registry,
        edited(page, date="2015-04-16", ministries=["미래창조과학부"], ministry="미래창조과학부"),
    )
    assert outcome.page is not None, outcome.problems
    assert outcome.page.record.ministry_ids == ("msip-2013",)
    assert outcome.page.record.date_basis == "edited"


def test_an_edit_of_what_the_seed_left_alone_is_no_conflict(
    seed: Seed, registry: Registry, text_seed: Callable[..., Seed]
) -> None:
    disk = edited(made(seed, registry).page, title="사람의 제목")
    outcome = made(text_seed(AGAIN), registry, disk)
    assert outcome.page is not None
    assert outcome.page.record.title == "사람의 제목"
    assert "네 곳" in outcome.page.body
    both = made(text_seed(AGAIN), registry, edited(disk, body="사람의 본문이다.\n"))
    assert both.page is None
    assert [one.code for one in both.problems] == ["E201"]


def test_a_seed_that_makes_no_article_is_a_problem(
    registry: Registry, text_seed: Callable[..., Seed]
) -> None:
    unknown = text_seed(TEXT, topics=("no-such-topic",))
    assert [one.code for one in made(unknown, registry).problems] == ["E112"]
