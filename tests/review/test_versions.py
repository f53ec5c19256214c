"""Versions of one story are found however many there are; what every text carries makes no versions."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from builder.pages.page import Page
from builder.review.near_duplicates import Versions, find_versions
from builder.review.stories import candidates, gather, packed, phrases_of, shingles_of

ArticlePage = Callable[..., Page]
_FOOTER = "이 누리집은 가상의 공공 저작물을 다루며 출처를 밝히면 자유로이 이용할 수 있으나 사진과 도표는 권리자에게 물어야 합니다."
_POINTER = "자세한 내용은 붙임 자료를 참고하여 주시기 바랍니다."


def prose(number: int, words: int = 120) -> str:
    """Words that no other number gives in this order."""
    rng = random.Random(number)
    return " ".join("".join(chr(rng.randrange(0xAC00, 0xD7A4)) for _ in range(3)) for _ in range(words))


@pytest.fixture
def versions(article_page: ArticlePage) -> Callable[..., Versions]:
    def find(bodies: list[str], titles: list[str] | None = None) -> Versions:
        named = titles or [f"제목 {place}" for place in range(len(bodies))]
        pages = [
            article_page(f"a{place:09}", body, title=title)
            for place, (title, body) in enumerate(zip(named, bodies, strict=True))
        ]
        return find_versions(pages)

    return find


@pytest.mark.parametrize("outlets", [2, 12, 13, 40])
def test_a_release_in_many_papers_is_so_many_versions(
    versions: Callable[..., Versions], outlets: int
) -> None:
    story = prose(0)
    bodies = [f"{story}\n\n{prose(100 + outlet, 20)}\n" for outlet in range(outlets)]
    found = versions([*bodies, *(prose(1_000 + other) for other in range(20))])
    assert len(found) == outlets
    assert {len(others) for others in found.values()} == {outlets - 1} or outlets > 26


@pytest.mark.parametrize("articles", [2, 13, 60])
def test_a_footer_that_all_carry_is_no_evidence(versions: Callable[..., Versions], articles: int) -> None:
    footer = " ".join([_FOOTER, prose(7, 60)])
    assert versions([f"{prose(100 + article, 60)}\n\n{footer}\n" for article in range(articles)]) == {}


@pytest.mark.parametrize("articles", [2, 30])
def test_a_pointer_to_an_attachment_is_no_evidence(versions: Callable[..., Versions], articles: int) -> None:
    titles = [prose(article, 4) for article in range(articles)]
    assert versions([_POINTER] * articles, titles) == {}


def test_short_texts_are_versions_when_their_titles_say_so(versions: Callable[..., Versions]) -> None:
    assert versions([_POINTER] * 2, ["제17차 가상회의 개최", "제17차 가상회의 열려"]) != {}
    assert versions([_POINTER] * 2, ["제17차 가상회의 개최", "제18차 가상회의 개최"]) == {}


def test_the_work_is_linear_in_the_prints_of_one_story() -> None:
    story = packed(shingles_of(prose(0)))
    phrases = phrases_of({f"{number:04}": story for number in range(400)})
    assert len(list(candidates(phrases, gather(phrases)))) <= 25 * 400


def test_hardly_a_shingle_is_held_that_stands_in_one_text_alone() -> None:
    shingles = {str(number): packed(shingles_of(prose(number))) for number in range(100)}
    held = sum(len(text.shared) for text in phrases_of(shingles).values())
    assert held < 0.05 * sum(map(len, shingles.values()))
