"""What the rules would now write of an edited part stands in the review until a person has decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from builder.pages.edits import Drift
from builder.pages.page import Page
from builder.review.row import fact_hash
from builder.review.waiting import waiting

MakePage = Callable[..., Page]
DRIFTS = (Drift("title", "규칙의 제목"), Drift("body", "본문  " * 100))


def told(page: Page) -> list[str]:
    rows = waiting([page], {}, {page.path: DRIFTS}, {}, {})
    return [f"{one.code} {one.message}" for row in rows for one in row.problems]


def test_page_part_and_value_are_named(make_page: MakePage) -> None:
    title, body = told(make_page())
    assert title.startswith("N117")
    assert title.endswith("title: 규칙의 제목")
    assert len(body) < 250
    assert body.endswith("…")


def test_a_confirmed_edit_is_not_told_again(make_page: MakePage) -> None:
    page = make_page()
    confirmed = replace(page.record, confirmed={"title": fact_hash("title", page, {})})
    assert [line for line in told(replace(page, record=confirmed)) if "title:" in line] == []
