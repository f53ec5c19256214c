"""Titles: stated, supplied, or made of the lead's own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Article, Basis
from builder.registry import Registry
from builder.text import key

ArticleOf = Callable[..., Article]
LEAD = "산림청은 12일 국립공원 숲길 320곳을 새로 열고, 안내판을 다섯 나라 말로 바꿔 다는 계획을 밝혔다."
MORE = "세부 기준은 공청회를 거쳐 확정한다."


def is_in_order(title: str, lead: str) -> bool:
    """Every letter of the title stands in the lead, in the same order; a comma may part who from what."""
    letters = iter(lead)
    return all(letter in letters for letter in title.replace(",", "").replace(" ", ""))


def test_a_stated_title_stays_as_it_is(article_of: ArticleOf) -> None:
    title = article_of(f'[단독] "숲길 320곳"… 내년‧내후년 새로 연다\n\n{LEAD}\n\n{MORE}').facts.title
    assert (title.text, title.basis) == ('[단독] "숲길 320곳"… 내년‧내후년 새로 연다', Basis.STATED)


def test_a_supplied_title_wins(article_of: ArticleOf) -> None:
    title = article_of(f"숲길 새로 연다\n\n{LEAD}\n\n{MORE}", title="숲길을 엽니다").facts.title
    assert (title.text, title.basis) == ("숲길을 엽니다", Basis.SUPPLIED)


def test_without_a_title_the_lead_stays_in_the_body(article_of: ArticleOf) -> None:
    article = article_of(f"{LEAD}\n\n{MORE}")
    assert article.facts.title.basis == Basis.GENERATED
    assert LEAD in [placed.text for placed in article.reading.kept if placed.role == "body"]
    assert "N103" in {problem.code for problem in article.problems}


def test_a_generated_title_is_words_of_the_lead_in_their_order(article_of: ArticleOf) -> None:
    title = article_of(f"{LEAD}\n\n{MORE}").facts.title.text
    assert is_in_order(title, LEAD)
    assert 12 <= len(title) <= 43


@pytest.mark.parametrize("mark", ["□", "▲▲", "※"])
def test_a_mark_alone_above_the_lead_is_no_title(article_of: ArticleOf, mark: str) -> None:
    title = article_of(f"{mark}\n\n산림청은 12일 숲길을 연다고 밝혔다.\n\n{MORE}").facts.title
    assert (title.text, title.basis) == ("산림청은 12일 숲길을 연다고 밝혔다", Basis.GENERATED)


def test_marks_and_nothing_else_have_a_placeholder(article_of: ArticleOf, registry: Registry) -> None:
    assert article_of("□\n\n▲▲").facts.title.text == registry.labels["title.none"]


def test_a_short_lead_is_its_own_title(article_of: ArticleOf) -> None:
    assert article_of(f"숲길이 새로 열린다.\n\n{MORE}").facts.title.text == "숲길이 새로 열린다"


words = st.text(alphabet="가나다라마바사아자차카타파하거너더을를고며", min_size=1, max_size=7)


@given(st.lists(words, min_size=3, max_size=24))
def test_no_word_of_a_generated_title_is_made_up(article_of: ArticleOf, parts: list[str]) -> None:
    lead = f"산림청은 {' '.join(parts)} 새로 연다고 밝혔다."
    title = article_of(f"{lead}\n\n{MORE}").facts.title
    assert title.basis == Basis.GENERATED
    assert title.text.strip("…")
    assert is_in_order(title.text, f"{lead} {MORE}")


@pytest.mark.parametrize(
    ("metadata", "title"),
    [
        ((("og:title", "숲길 320곳 새로 연다"),), "숲길 320곳 새로 연다"),
        (
            (("og:title", "숲길 320곳 새로 연다 - 새길뉴스"), ("og:site_name", "새길뉴스")),
            "숲길 320곳 새로 연다",
        ),
        ((("title", "숲길 320곳 새로 연다 | 새길뉴스"),), "숲길 320곳 새로 연다"),
        (
            (("og:title", "숲길 - 320곳 새로 여는 까닭은"), ("og:site_name", "새길뉴스")),
            "숲길 - 320곳 새로 여는 까닭은",
        ),
    ],
)
def test_the_head_of_an_html_page_names_the_title(
    article_of: ArticleOf, metadata: tuple[tuple[str, str], ...], title: str
) -> None:
    assert article_of(f"숲길 320곳 새로 연다\n\n{LEAD}\n\n{MORE}", metadata).facts.title.text == title


def test_a_title_printed_twice_stands_once(article_of: ArticleOf) -> None:
    article = article_of(
        f"국립공원 숲길 320곳 새로 연다\n상태바\n국립공원 숲길 320곳 새로 연다\n\n{LEAD}\n\n{MORE}"
    )
    assert article.facts.title.text == "국립공원 숲길 320곳 새로 연다"
    assert article.facts.title.subtitles == ()
    assert key("국립공원 숲길 320곳 새로 연다") not in "".join(
        key(p.text) for p in article.reading.kept if p.role == "body"
    )


def test_a_greeting_is_no_title(article_of: ArticleOf) -> None:
    assert article_of(f"안녕하십니까? {LEAD}\n\n{MORE}").facts.title.text.startswith("산림청, ")
    assert article_of("안녕하십니까?\n\n").facts.title.text == "안녕하십니까?"


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        (
            "고용노동부는 내년부터 중소기업의 노무 상담을 지원한다고 12일 밝혔다.",
            "고용부, 중소기업의 노무 상담 지원",
        ),
        (
            "환경부(이하 환경부)는 하수도 요금의 기준을 새로 만들기로 했다.",
            "환경부, 하수도 요금의 기준 새로 만들기로",
        ),
        ("□ 통계청은 농가의 소득을 조사한 결과를 발표했다.", "통계청, 농가의 소득 조사한 결과 발표"),
        (
            "나루시는 12일 군민체육관에서 환경부와 기획재정부가 함께 여는 ‘숲길 음악회’를 개최했다.",
            "나루시, 군민체육관에서 ‘숲길 음악회’ 개최",
        ),
        (
            "환경부는 “숲길 320곳을 내년까지 새로 열겠다”고 강조했다.",
            "환경부 “숲길 320곳을 내년까지 새로 열겠다”",
        ),
        (
            "오늘 결정한 사항에 대해 브리핑을 하겠습니다. 산림청은 이달 말까지 숲길 320곳의 안전을 점검한다고 밝혔다.",
            "산림청, 숲길 320곳의 안전 점검",
        ),
        (
            "산림청은 “숲길을 모두 닫기로 했다”라는 보도에 대해 사실과 다르다고 해명했다.",
            "산림청, 사실과 다르다고 해명",
        ),
        (
            "산림청은 숲길 지원사업에 대한 통합 설명회를 오전 10시부터 나루 회관에서 개최한다고 밝혔다.",
            "산림청, 숲길 지원사업 통합 설명회 개최",
        ),
        ("숲길 320곳을 새로 연다 관련 보도자료 내용입니다.", "숲길 320곳 새로 연다"),
    ],
)
def test_a_generated_title_says_who_and_what(article_of: ArticleOf, lead: str, title: str) -> None:
    found = article_of(f"{lead} 자세한 내용은 누리집에서 볼 수 있다.\n\n{MORE}").facts.title
    assert (found.text, found.basis) == (title, Basis.GENERATED)


def test_a_picture_alone_is_called_by_who_and_where(article_of: ArticleOf) -> None:
    scene = "• 이솔빛 환경부 장관이 29일 오전 나루시에서 열린 숲길 토론회에서 발언을 하고 있다."
    assert article_of(scene).facts.title.text == "이솔빛 환경부 장관, 나루시에서 열린 숲길 토론회에서 발언"


@pytest.mark.parametrize("mark", ["[9.30.화.조간]", "(참고)", "[보도자료]", "(설명자료)"])
def test_a_mark_before_a_headline_is_cut_and_said(article_of: ArticleOf, mark: str) -> None:
    article = article_of(f"{mark} 숲길 320곳 새로 연다\n\n{LEAD}\n\n{MORE}")
    assert article.facts.title.text == "숲길 320곳 새로 연다"
    assert any((cut.text, cut.rule) == (mark, "title-mark") for cut in article.reading.cuts)


@pytest.mark.parametrize("mark", ["[단독]", "(설명)", "[해명]"])
def test_a_mark_that_says_what_the_headline_is_stays(article_of: ArticleOf, mark: str) -> None:
    assert article_of(f"{mark} 숲길 연다\n\n{LEAD}\n\n{MORE}").facts.title.text == f"{mark} 숲길 연다"
