"""Versions of one story are found however many there are; what every text carries makes no versions."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from builder.pages.page import Page
from builder.review import gathered, stories
from builder.review.gathered import Gathered
from builder.review.near_duplicates import Versions, find_versions
from builder.review.shingles import shingles_of
from builder.review.stories import Phrases, across, linked, story_of, within

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


def several(texts: list[set[int]]) -> list[tuple[int, list[int]]]:
    """The shingles that stand in more than one text, each with these."""
    held = {mark: [one for one, marks in enumerate(texts) if mark in marks] for mark in set().union(*texts)}
    return [(mark, found) for mark, found in held.items() if len(found) > 1]


def gather(texts: list[set[int]]) -> Gathered:
    return Gathered(several(texts), [*map(len, texts)])


def test_the_work_is_linear_in_the_prints_of_one_story() -> None:
    story = {*shingles_of(prose(0))}
    assert len(list(gather([story] * 400).candidates())) <= 25 * 400


@pytest.mark.parametrize("seed", range(6))
def test_who_holds_what_in_little_room_is_who_holds_what(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathered, "COMMON", 3)
    monkeypatch.setattr(stories, "_NEIGHBOURS", 2)
    dice = random.Random(seed)
    told = [{*dice.sample(range(1 << 32), 8)} for _ in range(14)]
    texts = [set[int]().union(*dice.choices(told, k=dice.randrange(1, 7))) for _ in range(40)]
    found = gather(texts)
    firsts, stock, pairs = plainly(texts)
    assert [*found.firsts] == firsts
    assert found.stock == stock
    assert sorted(found.candidates()) == sorted(pairs)
    assert stock
    assert pairs
    for one, marks in enumerate(texts):
        shared = {mark for mark, _ in several(texts)}
        assert tuple(found.evidence(one)) == ((marks & shared) - stock, len(marks - stock))


def plainly(texts: list[set[int]]) -> tuple[list[int], set[int], set[tuple[int, int]]]:
    """The first print of each text's story, the stock phrases, and the pairs to compare; in much room."""
    phrases = [Phrases(sorted(marks), len(marks)) for marks in texts]
    firsts, held = list[int](), dict[int, list[int]]()
    for one, marks in enumerate(texts):
        few = [held[mark] for mark in marks if mark in held and len(held[mark]) <= 3]
        firsts.append(story_of(one, phrases.__getitem__, few))
        if firsts[one] == one:
            for mark in marks:
                held.setdefault(mark, []).append(one)
    stock = {mark for mark, some in held.items() if len(some) > 3}
    prints = {first: [one for one, of in enumerate(firsts) if of == first] for first in firsts}
    pairs = {pair for some in prints.values() for pair in within(some)}
    for one in prints:
        others = [other for mark in texts[one] - stock for other in held[mark] if other != one]
        for two in linked(one, others, lambda text: len(texts[text] - stock)):
            pairs.update(across(two, prints))
    return firsts, stock, pairs
