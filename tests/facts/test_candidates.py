"""What else was seen for a doubted title or date; nothing of facts that nobody doubts."""

from __future__ import annotations

import pickle
from collections.abc import Callable

from builder.facts.candidates import candidates
from builder.model import Article, Candidate
from builder.registry import Registry
from builder.review.others import data_of, told

ArticleOf = Callable[..., Article]
TEXT = (
    "나루도서관은 새 열람실을 여는 행사를 열었다.",
    "행사에는 이웃 주민 백여 명이 함께했으며 어린이 책 읽기 모임도 시작한다.",
    "열람실은 아침 아홉 시부터 저녁 여섯 시까지 누구나 쓸 수 있다.",
)


def seen(
    article_of: ArticleOf, registry: Registry, *lines: str, **supplied: str
) -> dict[str, tuple[Candidate, ...]]:
    article = article_of("\n\n".join(lines), **supplied)
    return candidates(article.facts, article.reading, registry)


def test_days_that_date_no_text_are_told_with_their_line_and_why(
    article_of: ArticleOf, registry: Registry
) -> None:
    found = seen(
        article_of, registry, *TEXT, "이 도서관은 2009년 5월 11일에 지어졌다.", "수정 2021-03-04 10:20"
    )
    assert ("2009-05-11", 7) in {(one.text, one.line) for one in found["date"]}
    assert [one.why for one in found["date"] if one.text == "2021-03-04"] == [
        "the day of a change, not of the text"
    ]
    assert len(found["date"]) <= 3


def test_words_without_a_year_are_no_value_to_write(article_of: ArticleOf, registry: Registry) -> None:
    (one,) = seen(article_of, registry, *TEXT, "공사는 지난 7월 22일에 끝났다고 한다.")["date"]
    assert (one.is_value, one.line) == (False, 7)
    (line,) = told({"date": (one,)})
    assert "seen ‘지난 7월 22일’ (line 7: " in line
    assert data_of({"date": (one,)})["date"][0]["edit"] is None


def test_of_a_generated_title_its_sentence_is_told(article_of: ArticleOf, registry: Registry) -> None:
    sentence = "누리부가 민간이 주도하는 우주개발 시대를 앞당기기 위해 초소형위성 산업체 지원에 나선다"
    found = seen(article_of, registry, f"{sentence}.", *TEXT[1:])["title"]
    assert sentence in {one.text for one in found}
    assert any(line.startswith("or title: ") for line in told({"title": found}))


def test_supplied_facts_are_not_doubted(article_of: ArticleOf, registry: Registry) -> None:
    assert seen(article_of, registry, *TEXT, title="새 열람실", date="2019-05-11") == {}


def test_candidates_travel(article_of: ArticleOf, registry: Registry) -> None:
    found = seen(article_of, registry, *TEXT)
    assert pickle.loads(pickle.dumps(found)) == found


def test_where_only_the_day_of_a_change_stands_the_text_is_not_without_a_clue(article_of: ArticleOf) -> None:
    with_day, without = (
        article_of("\n\n".join([*TEXT, "수정 2021-03-04 10:20"])),
        article_of("\n\n".join(TEXT)),
    )
    assert with_day.facts.date.sentence != without.facts.date.sentence
    assert "2021-03-04" in with_day.facts.date.sentence


def test_a_title_is_not_offered_again(article_of: ArticleOf, registry: Registry) -> None:
    title = "정부가 수소차와 연료전지를 두 축으로 하는 수소경제 정책의 실행 체계를 갖춘다"
    article = article_of(f"{title}.\n\n{TEXT[1]}\n\n{TEXT[2]}")
    assert article.facts.title.text == title
    others = [one.text for one in candidates(article.facts, article.reading, registry).get("title", ())]
    assert not any(title in one for one in others)


def test_of_a_generated_title_other_phrases_of_the_lead_are_told(
    article_of: ArticleOf, registry: Registry
) -> None:
    lead = "누리부는 12일 국립공원 숲길 320곳을 새로 열고, 안내판을 다섯 나라 말로 바꾸기로 했다고 밝혔다."
    article = article_of(f"{lead}\n\n{TEXT[1]}\n\n{TEXT[2]}")
    others = candidates(article.facts, article.reading, registry)["title"]
    phrases = [one.text for one in others if one.why == "another phrase of the lead"]
    assert phrases
    assert article.facts.title.text not in phrases
