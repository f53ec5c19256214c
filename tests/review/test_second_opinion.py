"""Where the learned labeller differs from the rules, a person is told; nothing else changes."""

from __future__ import annotations

from collections.abc import Callable

from builder.model import Article
from builder.review.second_opinion import second_opinion

BODY = "산림청은 12일 봄철 산불 조심 기간에 입산을 통제한다고 밝혔다. 통제 구역은 누리집에서 볼 수 있다.\n"


def test_an_article_and_no_more_has_none(article_of: Callable[..., Article]) -> None:
    article = article_of(f"봄철 산불 조심 기간 입산 통제\n2020-03-12\n\n{BODY}")
    assert [one for one in second_opinion(article.reading) if one.stays] == []


def test_furniture_that_no_rule_knows_is_named(article_of: Callable[..., Article]) -> None:
    sentences = "".join(
        f"산림청은 {day}일 산불 조심 구역 {day}곳을 새로 정했다고 밝혔다.\n\n" for day in range(11, 17)
    )
    furniture = "뉴스레터 받아보기 신청하기\n앱에서 더 편하게 보기\n알림 설정 바로가기"
    article = article_of(f"봄철 산불 조심 기간 입산 통제\n\n{sentences}\n{furniture}\n")
    opinions = second_opinion(article.reading)
    assert all(0 <= one.margin <= 1 for one in opinions)
    assert {one.line for one in opinions if not one.stays} <= {
        line.number for line in article.seed.lines if line.text in furniture
    }
