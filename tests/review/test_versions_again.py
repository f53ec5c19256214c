"""Versions are found again where they may have changed, and they are what would be found from nothing."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable

import pytest

from builder.kept import Kept
from builder.memory import Memory
from builder.pages.page import Page
from builder.review import gathered, gathering, stories
from builder.review.near_duplicates import find_versions
from builder.review.versions import STORIES, versions_of
from builder.roll import ROLL, keep_roll, roll_of

Make = Callable[..., Page]


def sentence(dice: random.Random) -> str:
    return "".join(chr(0xAC00 + dice.randrange(9_000)) for _ in range(40)) + "."


def again(kept: Kept, pages: dict[str, Page]) -> object:
    """What is found in the next run."""
    together = Memory(kept).together("near")
    articles = {page.path: page for page in pages.values()}
    digests = {path: hashlib.sha256(repr(page).encode()).digest() for path, page in articles.items()}

    def found() -> object:
        roll = roll_of(together, digests)
        versions = versions_of(together, roll, articles)
        keep_roll(together, roll)
        together.finish({})
        return versions

    return together.brought_up((*ROLL, *STORIES), found)


@pytest.mark.parametrize("seed", range(6))
def test_any_changes_one_after_another(
    seed: int, article_page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathered, "COMMON", 3)
    monkeypatch.setattr(gathering, "COMMON", 3)
    monkeypatch.setattr(stories, "_NEIGHBOURS", 2)
    dice, kept, pages = random.Random(seed), Kept(None), dict[str, Page]()
    told = [sentence(dice) for _ in range(14)]
    were = 0
    for _ in range(40):
        for _ in range(dice.choice((0, 1, 1, 2, 5))):
            one = f"a{dice.randrange(24):02}"
            if one in pages and dice.random() < 0.4:
                del pages[one]
            else:
                text = " ".join(dice.choices(told, k=dice.randrange(1, 7)))
                pages[one] = article_page(one, text, title=f"제목 {dice.randrange(3)}")
        found = find_versions([*pages.values()])
        were += len(found)
        assert again(kept, pages) == found
    assert were


@pytest.mark.parametrize("part", ["near", *(f"near {part}" for part in (*ROLL, *STORIES))])
def test_what_is_lost_is_found_from_nothing(part: str, article_page: Make) -> None:
    dice, kept = random.Random(1), Kept(None)
    texts = [" ".join(sentence(dice) for _ in range(5)) for _ in range(3)]
    pages = {f"a{number}": article_page(f"a{number}", texts[number % 3]) for number in range(6)}
    again(kept, pages)
    kept.replace(part, {}, kept.names(part))
    pages["a0"] = article_page("a0", texts[1])
    assert again(kept, pages) == find_versions([*pages.values()])
