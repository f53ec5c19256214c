"""What an article is about: phrases with weights and places, background left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from builder.model import Article
from builder.registry import Registry

ArticleOf = Callable[..., Article]


def chosen(article: Article) -> list[str]:
    return [topic.slug for topic in article.facts.topics if topic.chosen]


def test_an_article_of_one_topic(article_of: ArticleOf) -> None:
    article = article_of(
        "조류인플루엔자 방역 강화\n입력 2019-06-12\n\n농림축산식품부는 12일 조류인플루엔자 방역을 강화한다고 밝혔다.\n\n가축 방역을 위해 철새 도래지를 소독하고 가금 농가의 이동을 막는다."
    )
    assert chosen(article)[0] == "livestock-quarantine"


def test_at_most_three_best_first(article_of: ArticleOf, registry: Registry) -> None:
    phrases = [topic.keywords[0].text for topic in list(registry.topics.values())[:12]]
    article = article_of(
        "여러 가지를 한꺼번에 다룬다\n\n"
        + "\n\n".join(f"정부는 {phrase} 지원을 늘린다고 밝혔다." for phrase in phrases)
    )
    scores = [topic.score for topic in article.facts.topics]
    assert 1 <= len(chosen(article)) <= 3
    assert scores == sorted(scores, reverse=True)
    assert chosen(article) == [topic.slug for topic in article.facts.topics][: len(chosen(article))]


def test_a_part_of_another_topics_phrase_is_no_hit(article_of: ArticleOf) -> None:
    article = article_of("마이스터고 첫해\n\n정부는 12일 마이스터고 지원을 늘린다고 밝혔다.")
    assert "tourism" not in {topic.slug for topic in article.facts.topics}


def test_every_hit_says_which_phrase_where(article_of: ArticleOf) -> None:
    article = article_of(
        "조류인플루엔자 방역 강화\n\n정부는 12일 조류인플루엔자 방역을 강화한다고 밝혔다.\n\n세부 기준은 따로 알린다."
    )
    best = article.facts.topics[0]
    assert any(phrase == "조류인플루엔자" and place == "title" for phrase, _, place in best.phrases)
    assert best.score > 0


def test_spaces_in_a_phrase_do_not_matter(article_of: ArticleOf) -> None:
    one = article_of("디지털 뉴딜 성과를 알린다\n\n정부는 12일 디지털 뉴딜 성과를 알린다고 밝혔다.")
    other = article_of("디지털뉴딜 성과를 알린다\n\n정부는 12일 디지털뉴딜 성과를 알린다고 밝혔다.")
    assert chosen(one) == chosen(other) != []


def test_a_background_phrase_is_no_hit(article_of: ArticleOf, registry: Registry) -> None:
    topic = next(topic for topic in registry.topics.values() if topic.background)
    article = article_of(
        f"도서관 새로 연다\n\n정부는 12일 도서관을 새로 연다고 밝혔다. {topic.background[0]} 처음이다."
    )
    assert topic.slug not in chosen(article)


def test_nothing_found_is_said(article_of: ArticleOf) -> None:
    article = article_of("가나다라 마바사\n\n정부는 12일 가나다라를 마바사한다고 밝혔다.")
    assert chosen(article) == []
    assert "N105" in {problem.code for problem in article.problems}


def test_supplied_topics_win(article_of: ArticleOf) -> None:
    text = "조류인플루엔자 방역 강화\n\n정부는 12일 조류인플루엔자 방역을 강화한다고 밝혔다."
    assert chosen(article_of(text, topics=("tax",))) == ["tax"]


def test_order_of_paragraphs_below_the_lead_does_not_matter(article_of: ArticleOf) -> None:
    head = "조류인플루엔자 방역 강화\n\n정부는 12일 조류인플루엔자 방역을 강화한다고 밝혔다.\n\n철새 도래지를 소독한다."
    one, other = "가금 농가의 이동을 막는다.", "반도체 공장을 새로 짓는다."
    assert [(t.slug, t.score) for t in article_of(f"{head}\n\n{one}\n\n{other}").facts.topics] == [
        (t.slug, t.score) for t in article_of(f"{head}\n\n{other}\n\n{one}").facts.topics
    ]


EXAMPLES: Mapping[str, tuple[str, str]] = yaml.safe_load(
    Path(__file__).with_name("topic_examples.yaml").read_text("utf-8")
)


def test_every_topic_has_examples(registry: Registry) -> None:
    assert [*EXAMPLES] == [*registry.topics]


@pytest.mark.parametrize("slug", EXAMPLES)
def test_a_topic_is_found_where_it_is_meant(article_of: ArticleOf, slug: str) -> None:
    assert slug in chosen(article_of(EXAMPLES[slug][0]))


@pytest.mark.parametrize("slug", EXAMPLES)
def test_and_not_where_a_sentence_only_sounds_like_it(article_of: ArticleOf, slug: str) -> None:
    assert slug not in chosen(article_of(EXAMPLES[slug][1]))


def test_a_phrase_begins_at_a_words_start_unless_it_says_otherwise(article_of: ArticleOf) -> None:
    assert "infectious-disease" in chosen(article_of("고병원성조류인플루엔자 방역을 강화한다."))
    assert "telecom" not in chosen(article_of("두 도시가 협력네트워크를 만든다."))
