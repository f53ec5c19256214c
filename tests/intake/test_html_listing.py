"""Pages that are no article are refused with their reason; articles with lists around them are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from builder.intake.html import extract
from builder.intake.read import Read, read_seed

TITLES = [
    "도서관 배 세 척으로 늘린다",
    "봄철 산불 감시 초소 늘려",
    "전기 버스 충전소 열두 곳 새로",
    "섬 병원선 다음 달 다시 뜬다",
    "빈집 고쳐 청년에게 빌려준다",
]
TEASER = "담당 부처는 내년 예산을 두 배로 늘리기로 했다."
PROSE = "".join(
    f"<p>{number}번째로, 정부는 지원 대상을 넓히고 절차를 줄인다고 12일 밝혔다.</p>" for number in range(1, 5)
)


def items(form: str) -> str:
    return "".join(form.format(title=title, day=number + 10) for number, title in enumerate(TITLES))


CARDS = items(
    "<li><a href='/a/{day}'><strong>{title}</strong><p>" + TEASER + "</p><span>2024.03.{day}</span></a></li>"
)
RESULTS = items("<div class='r'><h3><a href='/a/{day}'>{title}</a></h3><p>" + TEASER * 2 + "</p></div>")
ROWS = items("<tr><td>{day}</td><td><a href='/a/{day}'>{title}</a></td><td>2024-03-{day}</td></tr>")
TIMES = items("<li><a href='/a/{day}'>{title}</a><span>09:{day}</span></li>")


@pytest.mark.parametrize(
    "page",
    [
        f"<h2>보도자료</h2><ul class='card'>{CARDS}</ul>",
        f"<p>검색 결과 1,204건</p>{RESULTS}",
        f"<table><tr><th>번호</th><th>제목</th><th>날짜</th></tr>{ROWS}</table>",
        f"<main><article><h2><a href='/a/1'>{TITLES[0]}</a></h2><p>{TEASER * 3}</p></article><ul>{TIMES}</ul></main>",
        f'<script type="application/ld+json">{{"@type":"CollectionPage"}}</script><h1>섬 이야기 모음</h1>{PROSE}',
        f"<h1>{TITLES[0]}</h1><iframe src='/viewer?f=1.hwpx'></iframe><p>문서를 내려받으세요.</p>",
        "".join(f"<a href='/{number}'>{title}</a><br>" for number, title in enumerate(TITLES)),
    ],
    ids=["cards", "results", "board", "front page", "collection", "shell", "links"],
)
def test_pages_that_are_no_article_say_so(page: str) -> None:
    result = extract(f"<html><body><nav><a href='/'>처음</a></nav>{page}</body></html>")
    assert result is not None
    assert result.refusal is not None
    assert result.refusal.reason


@pytest.mark.parametrize(
    "beside",
    [
        f"<ul class='card'>{CARDS}</ul>",
        f"<aside>{RESULTS}</aside>",
        f"<table>{ROWS}</table>",
        f"<ul>{TIMES}</ul>",
        '<script type="application/ld+json">[{"@type":"ItemList"},{"@type":"NewsArticle"}]</script>',
        "<iframe src='/ad'></iframe>",
    ],
)
def test_an_article_with_such_things_beside_it_is_one(beside: str) -> None:
    result = extract(f"<html><body><h1>{TITLES[0]}, 내년부터</h1><div>{PROSE}</div>{beside}</body></html>")
    assert result is not None
    assert result.refusal is None


def test_a_short_article_is_no_list() -> None:
    result = extract(
        f"<h1>{TITLES[0]}</h1><p>{TEASER}</p><p>현장을 찾은 차관은 직원들의 이야기를 한 시간 동안 들었다.</p>"
    )
    assert result is not None
    assert result.refusal is None


def test_a_refused_page_is_no_seed(read: Callable[..., Read]) -> None:
    result = read(f"<html><body><h2>목록</h2><ul>{CARDS}</ul></body></html>", "a.html")
    assert result.seed is None
    assert [found.code for found in result.problems] == ["E109"]
    assert "5 entries" in result.problems[0].message


def test_of_the_labelled_pages_all_lists_are_refused_and_no_article(
    labelled: Sequence[Any], list_page_patterns: Any
) -> None:
    if not labelled:
        pytest.skip("no ../shared beside this checkout")
    refused = {
        one.path.name: any(
            found.code == "E109" for found in read_seed(one.path, one.path.name, list_page_patterns).problems
        )
        for one in labelled
    }
    assert refused == {one.path.name: one.is_list for one in labelled}
