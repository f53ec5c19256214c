from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest

from builder.intake.list_page import looks_like_list_page
from builder.model import Line

Patterns = tuple[re.Pattern[str], ...]

TITLES = [
    "정부, 소상공인 대출 창구 넓힌다",
    "봄철 산불 조심 기간 동안 입산 통제",
    "전기차 충전기 5만 기 더 놓는다",
    "국립공원 탐방로 12곳 새로 열려",
    "농촌 빈집 고쳐 청년에게 빌려준다",
    "지하철 승강장 안전문 교체 마무리",
    "어린이 통학버스 안전 점검 나서",
    "중소기업 수출 물류비 지원 늘린다",
    "섬 지역 병원선 두 척 새로 띄운다",
    "학교 급식 식재료 검사 강화한다",
    "공공도서관 야간 개방 확대한다",
    "여름철 물놀이 안전 요원 배치",
]
TEASER = "정부는 올해 하반기부터 지원 대상을 넓히고 절차를 간단하게 바꾼다고 밝혔다. 신청은 누리집에서 받으며 심사 기간도 열흘로 줄어든다. 담당 부처는"
BODY = [
    "정부는 12일 대책을 발표했다.",
    "지원 대상은 지난해보다 두 배로 늘어난다.",
    "신청은 다음 달 1일부터 누리집에서 받는다.",
    "관계자는 절차를 더 줄이겠다고 말했다.",
]


def lines(*texts: str) -> list[Line]:
    return [Line(number, text) for number, text in enumerate(texts, 1)]


def teasers(*ends: str) -> list[str]:
    """Ten entries of title, teaser and the given last lines."""
    out: list[str] = []
    for number, title in enumerate(TITLES[:10]):
        out += [title, f"{TEASER} {title[:4]}…", *(end.format(day=number + 10) for end in ends), ""]
    return out


LIST_PAGES = {
    "bylines alone": teasers("한가람 기자"),
    "bylines with outlet and date": teasers("가온일보 한가람 기자 | 2020.04.{day} 10:20"),
    "bylines and dates on two lines": teasers("한가람 기자", "2020-04-{day} 10:20"),
    "outlet and date": teasers("가온일보 | 2020.04.{day}"),
    "ages": teasers("가온일보 · {day}분 전"),
    "bracket bylines": [text for title in TITLES for text in (title, f"[가온일보 한가람 기자] {TEASER}")],
    "agency bylines": [
        text for title in TITLES for text in (title, f"(세종=다온통신) 한가람 기자 = {TEASER}")
    ],
    "rows of title and date": [f"{title} 2020.04.{number + 10}" for number, title in enumerate(TITLES)],
    "rows of a notice board": [
        f"{120 - number}\t{title}\t산업정책과\t2020-04-{number + 10}\t1,20{number}"
        for number, title in enumerate(TITLES)
    ],
    "title and date on two lines": [
        text for number, title in enumerate(TITLES) for text in (title, f"2020. 4. {number + 10}.")
    ],
}
CHROME = ["본문 바로가기", "홈 정치 경제 사회", "태그 검색 결과", "총 1,204건"]
FOOTER = [
    "1 2 3 4 5 다음",
    "가온일보 등록번호 서울 아00000 | 등록일 2009-07-17",
    "Copyright ⓒ 가온일보. All rights reserved.",
]


@pytest.mark.parametrize("name", LIST_PAGES)
@pytest.mark.parametrize("is_framed", [False, True])
def test_a_list_page_is_found(name: str, is_framed: bool, list_page_patterns: Patterns) -> None:
    page = [*CHROME, "", *LIST_PAGES[name], "", *FOOTER] if is_framed else LIST_PAGES[name]
    start = looks_like_list_page(lines(*page), list_page_patterns)
    assert start is not None
    assert start <= len(page) // 2


@pytest.mark.parametrize("name", LIST_PAGES)
@pytest.mark.parametrize(
    "body",
    [BODY, [" ".join(BODY)], [word for text in BODY for word in text.split(" ")]],
    ids=["paragraphs", "one line", "broken"],
)
def test_an_article_with_that_list_at_its_end_or_start_is_none(
    name: str, body: list[str], list_page_patterns: Patterns
) -> None:
    head = ["소상공인 대출 창구 넓힌다", "한가람 기자", "입력 2020.04.16 10:20", "수정 2020.04.17 11:00", ""]
    padding = [f"대책의 {number}번째 내용은 다음 달에 나온다." for number in range(4)]
    article = [*head, *body, *padding, "", "한가람 기자 garam@example.com"]
    assert (
        looks_like_list_page(lines(*article, "", "많이 본 뉴스", *LIST_PAGES[name]), list_page_patterns)
        is None
    )
    assert looks_like_list_page(lines(*LIST_PAGES[name], "", *article), list_page_patterns) is None


@pytest.mark.parametrize(
    "article",
    [
        [
            "제목",
            "한가람 기자",
            "입력 2020.04.16",
            "수정 2020.04.17",
            "2020.04.16 10:20",
            "정부는 12일 대책을 발표했다.",
        ],
        [
            "제목",
            "2020.04.16",
            "정부는 대책을 냈다.",
            "한가람 기자",
            "",
            "제목",
            "2020.04.16",
            "정부는 대책을 냈다.",
            "한가람 기자",
        ],
        ["한가람 기자"] * 10,
        TITLES,
        BODY,
        [],
    ],
    ids=[
        "short news",
        "printed twice",
        "one byline again and again",
        "titles without anything",
        "only a body",
        "nothing",
    ],
)
def test_what_is_no_list(article: list[str], list_page_patterns: Patterns) -> None:
    assert looks_like_list_page(lines(*article), list_page_patterns) is None


def test_the_example_articles_are_no_lists(labelled: Sequence[Any], list_page_patterns: Patterns) -> None:
    for one in labelled:
        if not one.is_html:
            assert looks_like_list_page(lines(*one.text.split("\n")), list_page_patterns) is None, (
                one.path.name
            )


def test_without_patterns_nothing_is_a_list() -> None:
    assert looks_like_list_page(lines(*LIST_PAGES["bylines alone"]), ()) is None
