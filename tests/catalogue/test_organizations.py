"""Organizations: one name each, and where the names lead."""

from __future__ import annotations

import pytest

from builder.catalogue.organizations import (
    NAME,
    Organization,
    holders,
    organizations_of,
    successors,
    whole_names,
)
from builder.pages.page import Crumb, IndexPage


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
    assert organizations_of((), {}, {}) == ()


def _stands(slug: str, name: str) -> IndexPage:
    return IndexPage(f"organizations/{slug}.md", {"kind": "organization", "title": "?", NAME: name}, "")


def test_a_newcomer_that_is_spelt_the_same_takes_no_page_over(entry) -> None:
    first, later = "누리-협회", "누리 협회"
    entries = [entry(f"a-{n}", organizations=(name,)) for n, name in enumerate((first, first, later, later))]
    whole = whole_names([first, later])
    alone = organizations_of(entries[:2], whole, {})
    held = holders([_stands(alone[0].slug, first), _stands("x/2020", first)])
    assert held == {alone[0].slug: first}
    both = {one.name: one.slug for one in organizations_of(entries, whole, held)}
    assert (both[first], both[later][: len(alone[0].slug) + 1]) == (alone[0].slug, f"{alone[0].slug}-")
    (only,) = organizations_of(entries[2:], whole, held)  # the first has nothing left: its page stays its own
    assert only.slug == both[later]
    again = holders([_stands(slug, name) for name, slug in both.items()])
    assert {one.name: one.slug for one in organizations_of(entries, whole, again)} == both


def test_one_that_is_known_by_its_whole_name_leads_on_to_it(entry) -> None:
    entries = [
        entry(f"a-{n}", organizations=(name,))
        for n, name in enumerate(("가람공사", "가람공사", "한국가람공사"))
    ]
    held = holders([_stands("garam", "가람공사"), _stands("nuri", "누리공사")])
    assert successors(entries, held, ["organizations/han-gukgaramgongsa.md"]) == {
        "organizations/garam.md": Crumb("한국가람공사", "organizations/han-gukgaramgongsa.md")
    }
    assert successors(entries, {"garam": "가람공사"}, ["organizations/garam.md"]) == {}
