"""What words weigh moves seldom as an archive grows, and follows from the archive alone."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from builder.model import Entry
from builder.pages.entry import entry_of
from builder.pages.page import Page
from builder.publish.outputs.related.basis import basis, counts_of


@pytest.fixture(scope="module")
def entries(make_article: Callable[..., Page]) -> list[Entry]:
    pages = (
        make_article(f"a{number:04}", "forest", added=f"20{10 + number // 50:02}-01-01")
        for number in range(620)
    )
    return [entry for page in pages if isinstance(entry := entry_of(page), Entry)]


def test_a_few_articles_are_all_counted(entries: list[Entry]) -> None:
    assert len(basis(entries[:399])) == 399
    assert counts_of([("가", "나"), ("가",)], all_articles=2).of("가") == 2
    assert counts_of([("가",), ("나",), ("나",), ("나",)], all_articles=399).of("나") == 3


def test_new_articles_are_counted_when_there_are_a_quarter_more(entries: list[Entry]) -> None:
    counted = basis(entries[:400])
    assert all(basis(entries[:count]) == counted for count in range(400, 500, 9))
    assert basis(entries[:500]) == tuple(entries[:500])


def test_it_does_not_matter_in_which_order_they_came(entries: list[Entry]) -> None:
    mixed = random.Random(5).sample(entries, len(entries))
    assert basis(mixed) == basis(entries)


def test_counts_of_many_are_rounded_and_what_is_new_counts_in_headlines_alone() -> None:
    counts = counts_of([["가", "나"]] * 7 + [["나"]] * 5 + [["다"]], all_articles=400)
    assert (counts.of("가"), counts.of("나"), counts.of("라")) == (4, 8, 0)
    rare, common = (counts.rarity(counts.of(piece), is_told=False) for piece in "가나")
    assert rare is not None
    assert common is not None
    assert rare > common
    assert counts.rarity(1, is_told=False) is None
    assert counts.rarity(0, is_told=True) is not None
    assert counts_of([["가"]], all_articles=1).rarity(0, is_told=True) is None
