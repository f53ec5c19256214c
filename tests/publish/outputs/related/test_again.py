"""What leads on is found again where it may have changed, and that is what would be found from nothing."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any
from unittest import mock

import pytest

from builder.kept import Kept
from builder.memory import Memory
from builder.pages.page import Page
from builder.publish import alone
from builder.publish.alone import Elsewhere
from builder.publish.outputs.related import (
    again,
    basis,
    closeness,
    comparing,
    finding,
    relations,
    shelves,
    stirred,
)
from builder.publish.publication import Publication
from builder.review.near_duplicates import find_versions
from builder.workers import Shared, Workers

Make = Callable[..., Page]
Published = Callable[..., Publication]
WORDS = [
    "산불",
    "연구",
    "주택",
    "급식",
    "항만",
    "물류",
    "청년",
    "일자리",
    "수소",
    "하천",
    "도서관",
    "예방접종",
    "통관",
    "태풍",
    "연말정산",
    "신체검사",
]
PLANS = ("", *(f"‘생활숲 조성 {number}차 계획’" for number in range(7)))
TOPICS = ("forestry", "air-quality", "space")
DATES = (None, "2019", "2020-04", "2020-04-16", "2021-01-02", "2021-01-03")


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What matters in thousands of articles matters in twenty."""
    for module, name, value in (
        (basis, "_FEW", 6),
        (closeness, "RARE", 3),
        (stirred, "RARE", 3),
        (closeness, "_MOST_PIECES", 8),
        (shelves, "THREAD", 3),
        (stirred, "THREAD", 3),
        (comparing, "_BY_WORDS", 2),
        (relations, "_LEAST", 0.1),
        (relations, "_LEAST_WORDS", 0.0),
        (relations, "_FEWEST_PIECES", 1),
        (shelves, "_EACH_SIDE", 1),
        (relations, "MOST", 9),
        (finding, "MOST", 9),
    ):
        monkeypatch.setattr(module, name, value)


def some_page(dice: random.Random, make_article: Make, article_id: str) -> Page:
    words = " ".join(dice.choices(WORDS, k=6))
    text = f"{dice.choice(WORDS)} 사업을 {words} 뜻에 따라 {dice.choice(PLANS)} 한다. {words}를 다진다."
    topics, added = dice.sample(TOPICS, dice.randrange(3)), f"2022-01-0{dice.randrange(1, 5)}"
    return make_article(article_id, text, topics=topics, date=dice.choice(DATES), added=added)


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("seed", [0, 3, 4, 12])
def test_any_changes_one_after_another(seed: int, published: Published, make_article: Make) -> None:
    dice, kept, pages = random.Random(seed), Kept(None), dict[str, Page]()
    for _ in range(20):
        for _ in range(dice.choice((0, 1, 1, 1, 2, 4))):
            one = f"a{dice.randrange(24):02}"
            if one in pages and dice.random() < 0.4:
                del pages[one]
            else:
                pages[one] = some_page(dice, make_article, one)
        what = published([*pages.values()])
        versions = find_versions([*pages.values()])
        grown = again.related(replace(what, memory=Memory(kept, b"shape")), versions)
        assert grown == again.related(what, versions)


@pytest.mark.usefixtures("small_limits")
def test_little_is_looked_for_again(published: Published, make_article: Make) -> None:
    dice, kept = random.Random(1), Kept(None)
    pages = {one: some_page(dice, make_article, one) for one in (f"a{number:02}" for number in range(60))}
    again.related(replace(published([*pages.values()]), memory=Memory(kept)), {})
    pages["new"] = some_page(dice, make_article, "new")
    what = replace(published([*pages.values()]), memory=Memory(kept))
    with mock.patch.object(
        comparing.Comparing, "others", autospec=True, side_effect=comparing.Comparing.others
    ) as asked:
        again.related(what, {})
    assert 0 < asked.call_count < len(pages)


@pytest.mark.usefixtures("small_limits")
def test_who_is_joined_by_a_new_one_is_not_looked_through_again(
    published: Published, make_article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "_BY_WORDS", 8)
    for module in (closeness, stirred):
        monkeypatch.setattr(module, "RARE", 40)
    dice, kept = random.Random(5), Kept(None)
    pages = {one: some_page(dice, make_article, one) for one in (f"a{number:02}" for number in range(42))}
    again.related(replace(published([*pages.values()]), memory=Memory(kept)), {})
    pages["new"] = make_article("new", " ".join(WORDS), date="1999-01-01", added="2022-01-09")
    what = published([*pages.values()])
    with mock.patch.object(
        finding.Finding, "again", autospec=True, side_effect=finding.Finding.again
    ) as found:
        grown = again.related(replace(what, memory=Memory(kept)), {})
    (_, asked), _ = found.call_args
    rows = [json.loads(row.value.decode()) for row in kept.values("related found").values()]
    assert 0 < len({*asked} - {"new"}) < sum(len(pages) - 1 in by_words for by_words, *_ in rows)
    assert grown == again.related(what, {})


class Far(Workers):
    """Other processes, as far as what goes there and comes back is concerned."""

    def map(
        self, shared: Shared[Any], work: Any, items: Iterable[Any], count: int, **_: Any
    ) -> Iterator[Any]:
        far = pickle.loads(pickle.dumps(work))
        yield from pickle.loads(pickle.dumps(far(shared.here, pickle.loads(pickle.dumps([*items])))))


@pytest.mark.usefixtures("small_limits")
def test_others_find_the_same(
    published: Published, make_article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone, "LEAST", 1)
    dice = random.Random(3)
    what = published([some_page(dice, make_article, f"a{number:02}") for number in range(30)])
    assert again.related(what, {}, Elsewhere(Far(), bytes)) == again.related(what, {})


@pytest.mark.parametrize("part", ["related", *(f"related {part}" for part in again._PARTS)])
def test_what_is_lost_is_found_from_nothing(part: str, published: Published, make_article: Make) -> None:
    dice, kept = random.Random(2), Kept(None)
    pages = {one: some_page(dice, make_article, one) for one in ("a1", "a2", "a3")}
    again.related(replace(published([*pages.values()]), memory=Memory(kept)), {})
    kept.replace(part, {}, kept.names(part))
    pages["a2"] = some_page(dice, make_article, "a2")
    what = published([*pages.values()])
    assert again.related(replace(what, memory=Memory(kept)), {}) == again.related(what, {})
