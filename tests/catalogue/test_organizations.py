"""Organizations: one name each, and where the names lead."""

from __future__ import annotations

import pytest

from builder.catalogue.organizations import Organization, organizations_of, whole_names


@pytest.mark.parametrize(
    ("names", "whole"),
    [
        (["가스안전공사", "한국가스안전공사"], ["한국가스안전공사"]),
        (["산업진흥원", "누리산업진흥원", "가람산업진흥원"], ["가람산업진흥원", "누리산업진흥원", "산업진흥원"]),
        (["관광공사", "한국관광공사", "누리관광공사"], ["누리관광공사", "한국관광공사"]),
        (["시설관리공단", "가람군시설관리공단"], ["가람군시설관리공단", "시설관리공단"]),
        (["인천광역시 가람구", "인천 가람구", "인천시 가람구"], ["인천 가람구"]),
        (["동구청", "누리동구청"], ["누리동구청", "동구청"]),
    ],
)  # fmt: skip
def test_an_organization_has_one_name(names, whole) -> None:
    assert sorted({*whole_names(names).values()}) == whole


def test_names_lead_to_pages_and_single_ones_to_their_briefing(article_page, publication_of) -> None:
    pages = [
        article_page("a-1", organizations=["가스안전공사", "누리진흥원"]),
        article_page("b-1", organizations=["한국가스안전공사"], date="2021-01-02"),
    ]
    indexes = publication_of(*pages).indexes
    listed = indexes["organizations/index.md"].body
    assert "## ㄴ\n\n- [누리진흥원](../briefings/a-1.md) <small>1</small>" in listed
    own = "organizations/han-gukgaseuanjeongongsa.md"
    assert f"[한국가스안전공사](../{own}) <small>2</small>".replace("../organizations/", "") in listed
    assert {"briefings/a-1.md", "briefings/b-1.md"} <= {
        f"briefings/{name}.md" for name in ("a-1", "b-1") if f"(../briefings/{name}.md)" in indexes[own].body
    }
    assert "(../organizations/index.md)" in indexes["ministries/index.md"].body


def test_no_page_without_any(article_page, publication_of) -> None:
    assert not [
        path
        for path in publication_of(article_page("a-1", organizations=[])).indexes
        if "organizations" in path
    ]


def test_a_name_that_begins_with_no_syllable_is_listed_apart() -> None:
    assert Organization("KTX 협회", ()).initial == "#"
    assert organizations_of((), {}) == ()
