from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import markdown
import pytest
from lxml import html
from markdown_it import MarkdownIt

from builder.catalogue.lists import NEWEST
from builder.model import Entry
from builder.settings import Site

Make = Callable[..., Entry]
Pages = Callable[..., dict[str, str]]
Read = Callable[[str], Any]

FIXED = {
    "index.md", "ministries/index.md", "ministries/lineage.md", "topics/index.md", "years/index.md", "undated.md", "coverage.md", "search.md",
    "data.md", "reading-list.md", "about.md", "changes.md",
}  # fmt: skip


@pytest.fixture(scope="module")
def small(entry: Make, pages: Pages) -> dict[str, str]:
    """Five articles: two of 과학기술정보통신부 (one joint), one of the old 재정경제부, one of a year only, one undated and unlabelled."""
    return pages(
        entry("a1"),
        entry(
            "a2",
            "2020-03",
            {"msit-2017": "lead", "mosf-2008": "joint", "nts": "involved"},
            topics=("tax", "data"),
            date_basis="inferred",
        ),
        entry("a3", "2003-01-02", {"mofe-1998": "lead"}, topics=("tax",)),
        entry("a4", "2019", {"kcs": "lead"}, topics=("data",)),
        entry("a5", None, {}, topics=(), title_basis="generated"),
        intros={"ministries/nts.md": "손으로 쓴 **소개**입니다.\n\n둘째 문단: 예.\n"},
    )


def test_an_empty_archive_has_the_fixed_pages_and_says_so(pages: Pages) -> None:
    empty = pages()
    assert set(empty) == FIXED
    assert all(
        "아직 자료가 없습니다" in empty[path]
        for path in FIXED - {"undated.md", "data.md", "reading-list.md", "about.md", "changes.md"}
    )


def test_pages_exist_for_what_has_articles_and_for_its_lineage(small: dict[str, str]) -> None:
    lineage = {f"ministries/{body}.md" for body in ("mofe-1998", "mosf-2008", "mofe-2026", "mpb-2026")}
    others = {"ministries/msit-2017.md", "ministries/nts.md", "ministries/kcs.md"}
    topics = {"topics/tax.md", "topics/data.md", "topics/area-money.md", "topics/area-science.md"}
    years = {f"years/{key}.md" for key in ("2020", "2020-04", "2020-03", "2019", "2003", "2003-01")}
    assert set(small) == FIXED | lineage | others | topics | years | {
        "coverage-closed.md",
        "ministries/years.md",
    }


# ----------------------------------------------------------------------------------------------------------- front matter


def test_front_matter_of_a_ministry(small: dict[str, str], meta: Read, body: Read) -> None:
    text = small["ministries/nts.md"]
    assert meta(text) == {
        "title": "국세청",
        "description": "국세청의 정책 브리핑 1건을 날짜순으로 모았습니다.",
        "kind": "ministry",
        "ministry_id": "nts",
        "count": 1,
        "parents": [{"title": "홈", "path": "index.md"}, {"title": "부처", "path": "ministries/index.md"}],
        "sections": ["lineage", "years", "topics", "involved"],
        "intro": "손으로 쓴 **소개**입니다.\n\n둘째 문단: 예.",
        "generated": {"page": hashlib.sha256(body(text).encode()).hexdigest()[:16]},
    }


@pytest.mark.parametrize(
    ("path", "kind", "keys"),
    [
        ("index.md", "home", {"count": 5, "parents": []}),
        ("ministries/index.md", "ministry_index", {"count": 7}),
        ("ministries/lineage.md", "lineage", {"count": 4, "sections": ["lineage-mofe-1998", "transfers"]}),
        ("topics/index.md", "topic_index", {"count": 2, "sections": ["area-money", "area-science"]}),
        ("topics/area-money.md", "area", {"area": "money", "count": 2}),
        ("topics/tax.md", "topic", {"topic": "tax", "count": 2}),
        ("years/index.md", "year_index", {"count": 4}),
        ("years/2020.md", "year", {"year": "2020", "count": 2}),
        ("years/2020-04.md", "month", {"year": "2020", "month": "2020-04", "count": 1}),
        ("undated.md", "undated", {"count": 1}),
        ("coverage.md", "coverage", {"count": 5}),
        ("search.md", "search", {"count": 5}),
        ("about.md", "about", {"count": 5}),
    ],
)
def test_each_page_says_what_it_is(
    path: str, kind: str, keys: dict[str, Any], small: dict[str, str], meta: Read
) -> None:
    found = meta(small[path])
    assert found["kind"] == kind
    assert {key: found[key] for key in keys} == keys
    assert found["title"]
    assert found["description"].endswith(("니다.", "정책 기사"))
    assert "intro" not in found


def test_an_introduction_opens_the_body(small: dict[str, str], body: Read) -> None:
    assert body(small["ministries/nts.md"]).startswith(
        "손으로 쓴 **소개**입니다.\n\n둘째 문단: 예.\n\n- 공식 이름"
    )


def test_no_page_has_a_heading_of_its_first_level_nor_other_html(small: dict[str, str]) -> None:
    allowed = {
        *("div", "h2", "h3", "p", "ul", "li", "a", "time", "small", "br", "strong", "blockquote", "code"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    for path, text in small.items():
        root = html.fragment_fromstring(
            markdown.markdown(text.split("---\n", 2)[2], extensions=["tables", "toc"]), create_parent=True
        )
        tags = {str(element.tag) for element in root.iter()}
        assert "h1" not in tags, path
        assert tags <= allowed, path


def test_both_renderers_agree(small: dict[str, str], body: Read) -> None:
    def outline(rendered: str) -> list[tuple[str, str, str]]:
        root = html.fragment_fromstring(rendered, create_parent=True)
        return [
            (str(e.tag), unquote(e.get("href", "")), " ".join(e.text_content().split())) for e in root.iter()
        ]

    for path, text in small.items():
        source = body(text)
        assert outline(markdown.markdown(source, extensions=["tables", "toc"])) == outline(
            MarkdownIt("commonmark").enable("table").render(source)
        ), path


# ------------------------------------------------------------------------------------------------------------------- home


def test_home_shows_the_newest_but_no_undated(entry: Make, pages: Pages, listed: Read) -> None:
    many = [entry(f"d{day:02}", f"2020-04-{day:02}") for day in range(1, 15)]
    home = pages(*many, entry("nodate", None, added="2027-01-01"))["index.md"]
    assert listed(home) == [f"d{day:02}" for day in range(14, 2, -1)]


def test_home_leads_to_living_ministries_topics_and_years(small: dict[str, str], body: Read) -> None:
    home = body(small["index.md"])
    assert (
        "정책 브리핑 5건을 부처 5곳, 주제 2개로 나누어 담았습니다. 날짜를 아는 것은 2003년부터 2020년까지입니다."
        in home
    )
    assert (
        "- [과학기술정보통신부](ministries/msit-2017.md) <small>2</small>\n"
        "- [관세청](ministries/kcs.md) <small>1</small>\n"
        "- [국세청](ministries/nts.md) <small>1</small>\n\n"
    ) in home
    assert "- [재정경제부](ministries/mofe-1998.md)" not in home
    assert "- [재정·세제](topics/area-money.md) <small>2</small>" in home
    assert (
        "| [2020년](years/2020.md) | 2 |\n| [2019년](years/2019.md) | 1 |\n| [2003년](years/2003.md) | 1 |\n| [날짜 미상](undated.md) | 1 |"
        in home
    )
    for path in FIXED - {"index.md"}:
        assert f"]({path})" in home


# ------------------------------------------------------------------------------------------------------------- ministries


def test_the_index_parts_living_from_closed_bodies_and_groups_them(small: dict[str, str], body: Read) -> None:
    assert body(small["ministries/index.md"]).split("\n\n", 1)[1] == (
        "[부처가 바뀌어 온 길](lineage.md)\n\n"
        "## 지금 있는 기관\n\n"
        "### 부\n\n"
        "- [과학기술정보통신부](msit-2017.md) 2건 <small>2017. 7. 26. – 현재까지</small>\n"
        "- [재정경제부](mofe-2026.md) 아직 자료 없음 <small>2026. 1. 2. – 현재까지</small>\n\n"
        "### 처·실·원\n\n"
        "- [기획예산처](mpb-2026.md) 아직 자료 없음 <small>2026. 1. 2. – 현재까지</small>\n\n"
        "### 청\n\n"
        "- [관세청](kcs.md) 1건 <small>1970. 8. 27. – 현재까지</small>\n"
        "- [국세청](nts.md) 1건 <small>1966. 3. 3. – 현재까지</small>\n\n"
        "## 이름이 바뀌거나 없어진 기관\n\n"
        "### 부\n\n"
        "- [기획재정부](mosf-2008.md) 1건 <small>2008. 2. 29. – 2026. 1. 1. → 재정경제부 · 기획예산처</small>\n"
        "- [재정경제부](mofe-1998.md) 1건 <small>1998. 2. 28. – 2008. 2. 28. → 기획재정부</small>\n"
    )


def test_a_renamed_body_says_so_and_leads_on(small: dict[str, str], body: Read, meta: Read) -> None:
    text = small["ministries/mofe-1998.md"]
    assert meta(text)["title"] == "재정경제부(1998–2008)"
    assert body(text).startswith(
        "> 이 기관은 2008. 2. 28.까지 있었습니다. 맡던 일을 이어받은 기관: [기획재정부](mosf-2008.md)\n\n"
        "- 공식 이름: 재정경제부\n- 있던 때: 1998. 2. 28. – 2008. 2. 28.\n- 종류: 부\n\n"
        "## 앞뒤를 이은 기관\n\n"
        "- 앞선 기관: 재정경제원\n"
        "- 이어받은 기관: [기획재정부](mosf-2008.md) <small>2008. 2. 29. – 2026. 1. 1.</small>\n"
    )


def test_a_split_body_names_all_successors(small: dict[str, str]) -> None:
    assert (
        "이어받은 기관: [재정경제부](mofe-2026.md) · [기획예산처](mpb-2026.md)"
        in small["ministries/mosf-2008.md"]
    )


def test_a_closed_body_without_successor(entry: Make, pages: Pages, body: Read) -> None:
    text = body(pages(entry("a1", "2020-01-01", {"fourth-2017": "lead"}))["ministries/fourth-2017.md"])
    assert text.startswith("> 이 기관은 2022. 8. 16.까지 있었습니다.\n\n- 공식 이름: 4차산업혁명위원회")
    assert "- 종류: 위원회\n- 소속: 대통령" in text


def test_a_body_of_the_lineage_without_articles_gets_a_short_page(small: dict[str, str], body: Read) -> None:
    assert body(small["ministries/mpb-2026.md"]).endswith(
        "- 종류: 처·실·원\n\n이 기관이 발표했거나 함께한 브리핑은 아직 없습니다.\n\n## 앞뒤를 이은 기관\n\n"
        "- 앞선 기관: [기획재정부](mosf-2008.md) <small>2008. 2. 29. – 2026. 1. 1.</small>\n\n[다른 기관까지 한눈에 보기](lineage.md)\n"
    )


def test_a_transfer_stands_on_both_pages(small: dict[str, str]) -> None:
    assert "일부 업무(전산)를 넘겨준 기관: [국세청](nts.md)" in small["ministries/msit-2017.md"]
    assert (
        "일부 업무(전산)를 넘겨받아 온 기관: [과학기술정보통신부](msit-2017.md)" in small["ministries/nts.md"]
    )


def test_what_a_body_announced_is_grouped_by_year_where_months_hold_one_each(
    small: dict[str, str], body: Read
) -> None:
    lists = body(small["ministries/msit-2017.md"]).split("## 연도별 브리핑")[1]
    assert lists == (
        "\n\n| 연도 | 발표 |\n| --- | --: |\n| [2020년](#2020년) | 2 |\n\n"
        "## 주제\n\n- [데이터·인공지능](../topics/data.md) <small>2</small>\n- [조세](../topics/tax.md) <small>1</small>\n\n"
        "## 발표한 브리핑\n\n"
        "### [2020년](../years/2020.md)\n\n"
        '- <time datetime="2020-04-16">2020. 4. 16.</time> [제목 a1](../briefings/a1.md) <small>과학기술정보통신부 · 보도자료</small>\n'
        "  <br>첫 문장 a1.\n"
        '- <time datetime="2020-03">2020. 3. 추정</time> [제목 a2](../briefings/a2.md) <small>과학기술정보통신부 · [기획재정부](../ministries/mosf-2008.md) · 보도자료</small>\n'
        "  <br>첫 문장 a2.\n"
    )


def test_a_body_only_involved_lists_it_apart(small: dict[str, str], body: Read, listed: Read) -> None:
    text = body(small["ministries/nts.md"])
    assert "## 발표한 브리핑" not in text
    assert listed(text.split("## 관련 기관으로 참여한 브리핑")[1]) == ["a2"]
    assert "| 연도 | 관련 기관으로 참여 |" in text


def test_a_body_in_two_roles_is_counted_once_as_announcing(
    entry: Make, pages: Pages, meta: Read, body: Read
) -> None:
    twice = entry("a1")
    twice = type(twice)(**{**{name: getattr(twice, name) for name in twice.__slots__}, "ministry_ids": ("nts", "nts"),
                           "ministry_names": ("국세청", "국세청"), "ministry_roles": ("lead", "involved")})  # fmt: skip
    text = pages(twice)["ministries/nts.md"]
    assert meta(text)["count"] == 1
    assert "관련 기관으로" not in body(text)


def test_unknown_ids_and_slugs_make_no_page(entry: Make, pages: Pages, listed: Read) -> None:
    made = pages(entry("a1", roles={"gone-1999": "lead"}, topics=("nonsense",)))
    assert set(made) == FIXED | {"years/2020.md", "years/2020-04.md", "ministries/years.md"}
    assert listed(made["years/2020.md"]) == ["a1"]


# --------------------------------------------------------------------------------------------------- division on the page


def _dated(entry: Make, count: int, role: str, prefix: str, date: str = "2026-07-01") -> list[Entry]:
    return [entry(f"{prefix}{number:04}", date, {"nts": role}) for number in range(count)]


def test_a_full_page_holds_both_lists(entry: Make, pages: Pages, listed: Read) -> None:
    made = pages(*_dated(entry, 150, "lead", "a"), *_dated(entry, 50, "involved", "i"))
    assert len(listed(made["ministries/nts.md"])) == 200
    assert not [path for path in made if path.startswith("ministries/nts/")]


def test_involvements_leave_a_page_that_is_too_full(
    entry: Make, pages: Pages, listed: Read, meta: Read
) -> None:
    made = pages(*_dated(entry, 150, "lead", "a"), *_dated(entry, 51, "involved", "i"))
    assert len(listed(made["ministries/nts.md"])) == 150
    assert "[참여한 브리핑 모두 보기](nts/involved.md) <small>51</small>" in made["ministries/nts.md"]
    assert len(listed(made["ministries/nts/involved.md"])) == 51
    found = meta(made["ministries/nts/involved.md"])
    assert (found["kind"], found["ministry_id"], found["title"]) == (
        "part",
        "nts",
        "국세청 · 관련 기관으로 참여한 브리핑",
    )
    assert found["parents"][-1] == {"title": "국세청", "path": "ministries/nts.md"}


def test_involvements_stay_apart_when_the_other_list_is_divided(
    entry: Make, pages: Pages, listed: Read
) -> None:
    made = pages(*_dated(entry, 201, "lead", "a"), *_dated(entry, 5, "involved", "i"))
    assert len(listed(made["ministries/nts/involved.md"])) == 5
    assert len(listed(made["ministries/nts.md"])) == 12


def test_long_involvements_are_divided_as_well(entry: Make, pages: Pages) -> None:
    made = pages(*_dated(entry, 201, "involved", "i"), *_dated(entry, 1, "involved", "u", "2026"))
    below = {path for path in made if path.startswith("ministries/nts/")}
    names = (
        "involved",
        "involved-2026",
        "involved-2026-07",
        "involved-2026-07-p1",
        "involved-2026-07-p2",
        "involved-2026-unknown",
    )
    assert below == {f"ministries/nts/{name}.md" for name in names}


def test_a_divided_ministry_is_the_index_of_its_parts(entry: Make, pages: Pages, body: Read) -> None:
    made = pages(
        *_dated(entry, 250, "lead", "a"),
        entry("old", "2019-02-03", {"nts": "lead"}),
        entry("none", None, {"nts": "lead"}),
    )
    text = body(made["ministries/nts.md"])
    assert (
        "| [2026년](nts/2026.md) | 250 |\n| [2019년](nts/2019.md) | 1 |\n| [날짜 미상](nts/undated.md) | 1 |"
        in text
    )
    assert (
        "## 발표한 브리핑\n\n브리핑이 많아 나누어 실었습니다.\n\n"
        "- [2026년](nts/2026.md) 250건 <small>2026. 7. 1.</small>\n"
        "- [2019년](nts/2019.md) 1건 <small>2019. 2. 3.</small>\n"
        "- [날짜 미상](nts/undated.md) 1건 <small>2026. 11. 22. 등록</small>\n"
    ) in text


def test_parts_lead_to_their_neighbours_and_up(entry: Make, pages: Pages, body: Read, meta: Read) -> None:
    made = pages(*_dated(entry, 401, "lead", "a"), entry("old", "2019-02-03", {"nts": "lead"}))
    assert body(made["ministries/nts/2026-07-p2.md"]).startswith(
        "‹ [2026년 7월 · 1일 (1)](2026-07-p1.md) | [2026년 7월 · 1일 (3)](2026-07-p3.md) ›\n\n## 7월 1일\n\n- <time"
    )
    assert body(made["ministries/nts/2019.md"]).startswith(
        "[2026년](2026.md) ›\n\n## [2019년 2월](../../years/2019-02.md)\n\n- <time"
    )
    found = meta(made["ministries/nts/2026-07-p2.md"])
    assert (found["kind"], found["ministry_id"], found["year"], found["month"], found["count"]) == (
        "part",
        "nts",
        "2026",
        "2026-07",
        200,
    )
    assert found["title"] == "국세청 · 2026년 7월 · 1일 (2)"
    assert [crumb["path"] for crumb in found["parents"]] == [
        "index.md", "ministries/index.md", "ministries/nts.md", "ministries/nts/2026.md", "ministries/nts/2026-07.md",
    ]  # fmt: skip


def test_a_topic_is_divided_too(entry: Make, pages: Pages, meta: Read) -> None:
    made = pages(*(entry(f"t{number}", "2026", topics=("tax",)) for number in range(201)))
    assert {path for path in made if path.startswith("topics/tax/")} == {
        "topics/tax/2026.md", "topics/tax/2026-unknown.md", "topics/tax/2026-unknown-p1.md", "topics/tax/2026-unknown-p2.md",
    }  # fmt: skip
    assert "month" not in meta(made["topics/tax/2026-unknown-p2.md"])


def test_the_range_of_a_part_marks_inferred_dates(entry: Make, pages: Pages) -> None:
    inferred = [
        entry(f"a{number:04}", "2026-07-03", {"nts": "lead"}, date_basis="inferred") for number in range(201)
    ]
    text = pages(*inferred, entry("b", "2026-07-05", {"nts": "lead"}))["ministries/nts.md"]
    assert "[2026년](nts/2026.md) 202건 <small>2026. 7. 3. 추정 – 2026. 7. 5.</small>" in text


# ---------------------------------------------------------------------------------------------- topics, years, undated


def test_a_topic_explains_itself_and_names_its_ministries(small: dict[str, str], body: Read) -> None:
    assert body(small["topics/tax.md"]).startswith(
        "세금을 다룹니다.\n\n"
        "- 분야: [재정·세제](area-money.md)\n- 이웃 주제: 예산 · [데이터·인공지능](data.md)\n- 영문 이름: Tax\n\n"
        "## 연도별 브리핑\n\n| 연도 | 브리핑 |\n| --- | --: |\n| [2020년](#2020년) | 1 |\n| [2003년](#2003년) | 1 |\n\n"
        "## 함께한 부처\n\n"
        "- [과학기술정보통신부](../ministries/msit-2017.md) <small>1</small>\n"
        "- [국세청](../ministries/nts.md) <small>1</small>\n"
        "- [기획재정부](../ministries/mosf-2008.md) <small>1</small>\n"
        "- [재정경제부(1998–2008)](../ministries/mofe-1998.md) <small>1</small>\n\n"
        "## 브리핑\n\n### [2020년](../years/2020.md)\n"
    )


def test_an_area_leads_to_its_topics(small: dict[str, str], body: Read, listed: Read) -> None:
    text = body(small["topics/area-money.md"])
    assert "- [조세](tax.md) <small>2</small>\n  <br>세금을 다룹니다." in text
    assert listed(text) == ["a2", "a3"]


def test_years_and_months(small: dict[str, str], body: Read, listed: Read) -> None:
    assert (
        "| [2020년](2020.md) | [4월](2020-04.md) · [3월](2020-03.md) | 2 |\n| [2019년](2019.md) | – | 1 |"
        in small["years/index.md"]
    )
    year = body(small["years/2020.md"])
    assert year.startswith(
        "‹ [2019년](2019.md)\n\n[4월](2020-04.md) · [3월](2020-03.md)\n\n## [2020년 4월](2020-04.md)\n\n- "
    )
    assert listed(year) == ["a1", "a2"]
    assert listed(small["years/2020-03.md"]) == ["a2"]
    assert "## 2019년 · 월 미상" in small["years/2019.md"]
    assert listed(small["undated.md"]) == ["a5"]


def test_a_divided_year_gives_monthless_dates_a_page(entry: Make, pages: Pages, listed: Read) -> None:
    made = pages(
        *(entry(f"d{number:03}", f"2020-0{number % 9 + 1}-02") for number in range(201)), entry("y", "2020")
    )
    assert listed(made["years/2020-unknown.md"]) == ["y"]
    assert len(listed(made["years/2020.md"])) == NEWEST, "the newest are shown at once"
    assert "[월 미상](2020-unknown.md) | 202 |" in made["years/index.md"]


# --------------------------------------------------------------------------------------------------- coverage and about


def test_coverage_counts_joint_releases_under_each_body_but_once_in_total(
    small: dict[str, str], body: Read
) -> None:
    text = body(small["ministries/years.md"])
    assert (
        "| 부처 | [2020](../years/2020.md) | [2019](../years/2019.md) | [2003](../years/2003.md) | [날짜 미상](../undated.md) | 합계 |\n"
        "| --- | --: | --: | --: | --: | --: |\n"
        "| [과학기술정보통신부](msit-2017.md) | [2](msit-2017.md#2020년) | – | – | – | 2 |\n"
        "| [관세청](kcs.md) | – | [1](kcs.md#2019년) | – | – | 1 |\n"
        "| 발표한 부처 미상 | – | – | – | 1 | 1 |\n"
        "| 합계 | [2](../years/2020.md) | [1](../years/2019.md) | [1](../years/2003.md) | [1](../undated.md) | 5 |\n"
    ) in text
    assert "| [재정경제부(1998–2008)](mofe-1998.md) | – | – | [1](mofe-1998.md#2003년) | – | 1 |\n" in text


def test_coverage_says_what_is_unknown_in_numbers_only(
    small: dict[str, str], body: Read, listed: Read
) -> None:
    text = body(small["coverage.md"])
    for row in ("본문에 적혀 있음 | 3 | 60.0%", "본문의 근거로 추정함 | 1 | 20.0%", "달까지 | 1 | 20.0%", "부처를 하나도 찾지 못함 | 1 | 20.0%",
                "주제를 찾지 못함 | 1 | 20.0%", "원문에 제목이 없어 붙임 | 1 | 20.0%"):  # fmt: skip
        assert f"| {row} |" in text
    assert listed(text) == []


@pytest.mark.parametrize(("sample", "official"), [(True, False), (False, True)])
def test_about_says_whether_it_is_a_sample_and_whose_it_is(
    sample: bool, official: bool, pages: Pages
) -> None:
    about = pages(site=Site("이름", "설명", sample=sample, official=official))["about.md"]
    assert ("견본입니다" in about) == sample
    assert ("정부 누리집이 아닙니다" in about) == (not official)
    assert "지어내지 않습니다" in about


# -------------------------------------------------------------------------------------------- timelines and people


def test_a_timeline_goes_by_years_from_the_oldest_step(entry: Make, pages: Pages, body: Read) -> None:
    titles = {
        "2007-03-02": "숲길 대책",
        "2009-04-05": "숲길법 제정",
        "2009-06-07": "숲길법 시행",
        "2010": "숲길을 걷다",
    }
    told = [
        replace(entry(f"t{number}", date, {"mosf-2008": "lead"}, topics=("tax",)), title=title)
        for number, (date, title) in enumerate(titles.items())
    ]
    made = pages(*told)
    text = body(made["topics/tax/timeline.md"])
    assert "## [2007년](../tax.md#2007년)\n\n- <time" in text
    assert (
        '## 2008년\n\n- <time datetime="2008-02-29">2008. 2. 29.</time> [기획재정부](../../ministries/mosf-2008.md)'
        in text
    )
    assert text.index("숲길법 제정](../../briefings/t1.md) <small>입법") < text.index("숲길법 시행")
    assert "숲길을 걷다" not in text
    assert "(tax/timeline.md)" in made["topics/tax.md"]
    assert "topics/tax/timeline.md" not in pages(*told[:2])


def test_an_official_has_a_page_with_terms_and_briefings(entry: Make, pages: Pages, body: Read) -> None:
    made = pages(replace(entry("a1", "2022-06-07"), people=("i-jongho", "nobody")))
    text = body(made["people/i-jongho.md"])
    assert text.startswith(
        "- 장관: [과학기술정보통신부](../ministries/msit-2017.md) <small>2022. 5. 10. – 2024. 8. 16.</small> [출처](https://"
    )
    assert "(../briefings/a1.md)" in text
    assert "[이종호](i-jongho.md) 장관 <small>" in made["people/index.md"]
    assert "(../people/index.md)" in made["ministries/index.md"]
    assert "people/index.md" not in pages(entry("a1"))
