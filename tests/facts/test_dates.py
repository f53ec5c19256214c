"""Which of the printed dates is the article's, and which never is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.model import Article, Basis

ArticleOf = Callable[..., Article]

TITLE = "어린이 보호구역 신호 길어진다"
LEAD = "경찰청은 12일 어린이 보호구역의 보행 신호를 평균 4초 늘린다고 밝혔다."
REST = "노란 발자국 표시도 새로 놓는다. 경찰청은 연말까지 전국 320곳을 차례로 바꾸기로 했다."


def text(*head: str, tail: tuple[str, ...] = (), lead: str = LEAD) -> str:
    return "\n".join([TITLE, *head, "", lead, "", REST, "", *tail])


def dated(article: Article) -> tuple[str | None, Basis]:
    return article.facts.date.value, article.facts.date.basis


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (("입력 2019.06.12 10:00",), "2019-06-12"),
        (("창간 1962년 4월 7일 | 등록번호 서울 아00000", "", "승인 2019.06.12 10:00"), "2019-06-12"),
        (("입력 2001.06.12 05:40 / 수정 2014.11.07 16:28",), "2001-06-12"),
        (("최종수정 2019.06.14 13:22 기사입력 2019.06.12 11:00",), "2019-06-12"),
        (("수정 2019.06.14 13:22", "2019.06.12 11:00"), "2019-06-12"),
        (("2019.06.12 11:00",), "2019-06-12"),
        (("지면 : 2019-06-13 6면", "입력 2019-06-12 18:00"), "2019-06-12"),
        (("보도시점 2019. 6. 13.(목) 조간부터", "배포 2019. 6. 12.(수)"), "2019-06-12"),
        (("입력 2019.06.12 10:00 서울", "• 입력 2019.06.13 09:00"), "2019-06-12"),
    ],
)
def test_the_right_stamp_wins(article_of: ArticleOf, head: tuple[str, ...], date: str) -> None:
    assert dated(article_of(text(*head))) == (date, Basis.STATED)


def test_a_stamp_at_the_end_counts(article_of: ArticleOf) -> None:
    assert dated(article_of(text(tail=("등록 2019-06-12 14:51수정 2019-06-15 16:31",)))) == (
        "2019-06-12",
        Basis.STATED,
    )


@pytest.mark.parametrize(
    "tail",
    [
        ("두레신문 등록번호 : 충북 아00000 | 등록일 : 2017-12-21 | 발행인 노을빛",),
        ("등록일 : 2017-12-21",),
        ("Copyright ⓒ 1980-2025 가온. All rights reserved.",),
        ("<저작권자 ⓒ 2009-07-17 가온, 무단전재 금지>",),
        ("많이 본 뉴스", "입력 2031.05.02 10:00", "2031학년도 수능 5월 31일 모의평가"),
        ("수정 2031.05.02 10:00",),
    ],
    ids=["imprint", "imprint-line", "copyright-range", "copyright-day", "popular-list", "modified-alone"],
)
def test_a_date_that_is_not_the_articles_is_never_taken(article_of: ArticleOf, tail: tuple[str, ...]) -> None:
    value, basis = dated(article_of(text(tail=tail)))
    assert value is None
    assert basis == Basis.UNKNOWN


def test_the_day_of_a_caption_is_not_the_articles(article_of: ArticleOf) -> None:
    caption = "경찰이 24일 학교 앞에서 캠페인을 하고 있다. (사진=다온시스 DB) 2022.09.27. photo@example.com"
    assert dated(article_of(text(caption)))[0] is None
    assert dated(article_of(text("입력 2019.06.12 10:00", caption)))[0] == "2019-06-12"


@pytest.mark.parametrize(
    "plan",
    [
        "2025년까지 49억원을 들인다.",
        "1단계 사업은 2017년 12월 1일까지 끝낸다.",
        "지난 2018년 3월 2일 발표된 통계다.",
    ],
)
def test_years_of_plans_and_of_the_past_date_nothing(article_of: ArticleOf, plan: str) -> None:
    assert dated(article_of(text(lead=f"{LEAD} {plan}")))[0] is None


def test_a_full_date_in_the_sentence_that_announces_counts(article_of: ArticleOf) -> None:
    lead = "경찰청은 2019년 6월 12일 어린이 보호구역의 보행 신호를 늘린다고 밝혔다."
    article = article_of(text(lead=lead))
    assert dated(article) == ("2019-06-12", Basis.STATED)
    assert article.facts.date.of == "announced"


@pytest.mark.parametrize(
    "lead",
    [
        "경찰청은 2019년 6월 12일까지 의견을 받는다고 밝혔다.",
        "경찰청은 오는 2019년 6월 12일 행사를 연다고 밝혔다.",
        "경찰청은 2019년 6월 12일부터 신호를 늘린다고 밝혔다.",
    ],
)
def test_a_term_is_no_day_of_announcing(article_of: ArticleOf, lead: str) -> None:
    assert dated(article_of(text(lead=lead)))[0] is None


def test_a_supplied_date_outranks_the_text_and_a_contradiction_is_told(article_of: ArticleOf) -> None:
    article = article_of(text("입력 2019.06.12 10:00"), date="2019-06-11")
    assert dated(article) == ("2019-06-11", Basis.SUPPLIED)
    assert [problem.code for problem in article.problems if problem.code == "N110"] == ["N110"]


def test_a_supplied_month_and_a_printed_day_agree(article_of: ArticleOf) -> None:
    article = article_of(text("입력 2019.06.12 10:00"), date="2019-06")
    assert [problem.code for problem in article.problems if problem.code in ("N110", "N112")] == []


def test_the_head_of_an_html_page_counts_as_printed(article_of: ArticleOf) -> None:
    metadata = (
        ("article:published_time", "2019-06-12T10:00:00+09:00"),
        ("article:modified_time", "2021-01-01T00:00:00+09:00"),
    )
    assert dated(article_of(text(), metadata)) == ("2019-06-12", Basis.STATED)


def test_a_day_in_the_address_is_inferred_not_stated(article_of: ArticleOf) -> None:
    article = article_of(text(), url="https://news.example.com/2019/06/12/story.html")
    assert dated(article) == ("2019-06-12", Basis.INFERRED)


def test_a_number_in_the_address_is_no_day(article_of: ArticleOf) -> None:
    assert dated(article_of(text(), url="https://news.example.com/view/20190612345"))[0] is None


def test_a_lead_that_contradicts_the_stamp_is_told(article_of: ArticleOf) -> None:
    lead = "국민안전처는 3월 20일(금) 지진 대피 지도를 내놓는다고 밝혔다."  # a Friday in 2015 only
    article = article_of(text("입력 2016.06.12 10:00", lead=lead))
    assert dated(article) == ("2016-06-12", Basis.STATED)
    assert [problem.code for problem in article.problems if problem.code == "N112"] == ["N112"]


def test_a_lead_of_the_day_before_is_no_contradiction(article_of: ArticleOf) -> None:
    lead = "국민안전처는 3월 20일(금) 지진 대피 지도를 내놓는다고 밝혔다."
    assert [
        p.code for p in article_of(text("입력 2015.03.21 10:00", lead=lead)).problems if p.code == "N112"
    ] == []


def test_the_evidence_names_the_line(article_of: ArticleOf) -> None:
    article = article_of(text("입력 2019.06.12 10:00"))
    assert article.facts.date.evidence[0].line == 2
    assert "2019.06.12" in article.facts.date.sentence


def test_nothing_at_all_is_unknown_and_says_so(article_of: ArticleOf) -> None:
    article = article_of(f"{TITLE}\n\n보행 신호가 길어진다.\n노란 발자국 표시도 새로 놓인다.")
    assert dated(article) == (None, Basis.UNKNOWN)
    assert article.facts.date.precision is None
    assert article.facts.date.sentence
    assert "N101" in {problem.code for problem in article.problems}
