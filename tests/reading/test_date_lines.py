"""Dates that stand where no rule of lines looks: rows of values, pages in one line, signatures, removed lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.model import Article, Basis, Stamp
from builder.reading.date_lines import all_stamps
from builder.registry import Registry

ArticleOf = Callable[[str], Article]

BODY = """고운시는 시립 도서관의 여는 시간을 한 시간 늘리기로 했다고 밝혔다.

이용자의 절반이 저녁에 찾는다는 조사 결과를 따른 것이다.

시는 사서를 두 명 더 뽑고 열람실의 조명도 바꾼다."""

HEADS = {
    "an outlet before it": ("나루교통신문 | 2017년 03월 09일 (목) 10:41:52", "2017-03-09"),
    "a blog's writer before it": ("도서관지기 2023. 2. 8. 14:54", "2023-02-08"),
    "a body behind it": ("2021.03.18 고용노동부", "2021-03-18"),
    "a spokesman behind it": ("2025.10.25 아무개 대변인", "2025-10-25"),
    "English, the month with a stop": ("Posted August. 29, 2006 03:04,", "2006-08-29"),
    "a row of a contact table": (
        "담당부서 도서관과  담당자 이솔  전화번호 02-000-0000  등록일 2010-01-26  조회 5120",
        "2010-01-26",
    ),
    "a row of a board": ("시청 공보실 | 2017-09-20 15:31 | 조회 118", "2017-09-20"),
    "two digits of the year behind a label": ("작성일 12-03-05 18:20", "2012-03-05"),
    "two digits, slashes, an old label": ("나루일보 날짜 : 98/11/25", "1998-11-25"),
    "an issue's number before it": ("제87호 | 2019년 11월 8일 금요일", "2019-11-08"),
    "Chinese signs": ("第 1824號  1999년 3월 9일(火)", "1999-03-09"),
    "a broadcast's day": ("방송 2019.10.02 (수) 20:40", "2019-10-02"),
    "an apostrophe behind the release's label": ("(배포일) '24.3.5.", "2024-03-05"),
    "an embargo": ("보도시점 2025. 10. 31.(금) 12:00", "2025-10-31"),
    "garbled letters": ("ÀÔ·Â : 2010.10.05 14:20", "2010-10-05"),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_line_of_the_head_dates_the_text(article_of: ArticleOf, name: str) -> None:
    line, value = HEADS[name]
    date = article_of(f"도서관, 저녁에 한 시간 더 연다\n{line}\n\n{BODY}").facts.date
    assert (date.value, date.basis) == (value, Basis.STATED)


FEET = {
    "a unit signs": ("2007. 3. 9. 평생직업교육지원국", "2007-03-09"),
    "the body signs below": ("2020.10.24.\n보건복지부 대변인실", "2020-10-24"),
    "an association signs": ("2008년 5월 13일\n푸른도서관모임", "2008-05-13"),
    "glued to the copyright": ("<저작권자(c) 나루통신, 무단 전재 금지> 2023/11/23 14:00 송고", "2023-11-23"),
}


@pytest.mark.parametrize("name", FEET)
def test_a_line_behind_the_end_dates_the_text(article_of: ArticleOf, name: str) -> None:
    line, value = FEET[name]
    date = article_of(f"도서관, 저녁에 한 시간 더 연다\n\n{BODY}\n\n{line}").facts.date
    assert (date.value, date.basis) == (value, Basis.STATED)


def test_a_page_in_one_line(article_of: ArticleOf) -> None:
    body = " ".join(BODY.split("\n"))
    line = f"나루뉴스 로그인 생활 > 도서관 도서관 더 연다 이솔 기자 등록 2016-05-24 10:48 수정 2016-05-25 17:02 {body}"
    assert article_of(line).facts.date.value == "2016-05-24"


NO_DATES = {
    "the day of a search": "검색일: 2019-03-02 11:20:47",
    "a title of another post": "벚꽃이 필 무렵 걷기 좋은 길 열 곳 (4) 2012.07.16",
    "an imprint": "등록년월일 2009.11.25 발행년월일 2009.11.25 발행인 이솔",
    "the weather": "2024.11.02 (토)\n서울 12.3°",
    "the log-in": "2001년 6월 13일 (수요일) 로그인 | 독자등록 | 도움말",
}


@pytest.mark.parametrize("name", NO_DATES)
def test_what_dates_no_text(article_of: ArticleOf, name: str) -> None:
    assert article_of(f"{NO_DATES[name]}\n도서관, 더 연다\n\n{BODY}").facts.date.basis is not Basis.STATED


def test_what_stands_above_the_end_beats_what_stands_below(article_of: ArticleOf) -> None:
    text = f"도서관, 더 연다\n입력 2014-06-12 10:20\n\n{BODY}\n\n다른 글\n입력 2014-06-11 17:40"
    assert article_of(text).facts.date.value == "2014-06-12"


def test_the_paper_a_text_was_taken_from_dates_it(article_of: ArticleOf) -> None:
    text = f"도서관, 더 연다\n등록일 2000-12-04 작성자 관리자 조회 66\n\n[나루신문 / 2000.11.28] {BODY}"
    assert article_of(text).facts.date.value == "2000-11-28"


def test_the_clock_between_the_menus_of_a_site_dates_no_text(registry: Registry) -> None:
    lines = [
        "HOME | 구독신청 | 광고안내 | 지난호보기",
        "2007.9.17 월 09:44",
        "HOME > 뉴스 > 자치행정",
        "시립 도서관, 저녁 한 시간 더 연다",
        "[498호] 2007년 09월 14일 (금) 10:22:31     한여울 기자   hyw@example.co.kr",
        *BODY.split("\n\n"),
    ]
    clock = Stamp("2007-09-17", "bare", 2, lines[1])
    menus = {0: "breadcrumb", 2: "breadcrumb"}
    found = all_stamps([clock], lines, range(1, len(lines) + 1), menus, registry)
    assert [stamp.date for stamp in found] == ["2007-09-14"]
