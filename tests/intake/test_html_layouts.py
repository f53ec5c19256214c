"""The labelled saved pages of `tests/layouts`: what the judge of pages keeps of their articles, what it leaves of their furniture."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from builder.intake.read import Read, read_seed
from builder.text import key

LAYOUTS = Path(__file__).resolve().parents[1] / "layouts"
ARTICLE = frozenset({"body", "heading", "list", "note", "table"})
FURNITURE = frozenset({"noise", "other-article", "contact"})
Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Layout:
    """A labelled file, read."""

    gold: dict[str, Any]
    read: Read

    @property
    def kept(self) -> list[str]:
        assert self.read.seed is not None, self.gold["id"]
        return [line.text for line in self.read.seed.lines if not line.aside]


def layouts(patterns: Patterns) -> Iterator[Layout]:
    for path in sorted(LAYOUTS.glob("gold-*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            gold = json.loads(line)
            file = next(LAYOUTS.glob(f"{gold['id']}.[th]*"))
            if file.suffix == ".html" or gold.get("list_page"):
                yield Layout(gold, read_seed(file, file.name, patterns))


@pytest.fixture(scope="module")
def pages(list_page_patterns: Patterns) -> list[Layout]:
    found = list(layouts(list_page_patterns))
    assert len(found) >= 40
    return found


def test_every_list_is_refused_and_no_article(pages: list[Layout]) -> None:
    refused = {one.gold["id"]: any(found.code == "E109" for found in one.read.problems) for one in pages}
    assert refused == {one.gold["id"]: bool(one.gold.get("list_page")) for one in pages}


def blocks(pages: list[Layout], roles: frozenset[str]) -> Iterator[tuple[bool, str]]:
    """Each block of the roles: whether it stands in what is kept, and its text. A short one must be a line or cell of its own."""
    for one in pages:
        if one.gold.get("list_page"):
            continue
        said = key("".join(one.kept))
        cells = {key(cell) for line in one.kept for cell in line.split("\t")}
        for text, role in one.gold["blocks"]:
            if role in roles and key(text):
                yield key(text) in cells or (len(key(text)) >= 10 and key(text) in said), text


def test_of_the_articles_all_but_a_few_blocks_stay(pages: list[Layout]) -> None:
    stays = list(blocks(pages, ARTICLE))
    lost = [text for is_there, text in stays if not is_there]
    assert len(lost) <= 0.01 * len(stays), lost


def test_of_the_furniture_nine_blocks_of_ten_go(pages: list[Layout]) -> None:
    stays = list(blocks(pages, FURNITURE))
    left = [text for is_there, text in stays if is_there]
    assert len(left) <= 0.1 * len(stays), left


def test_a_headline_is_the_gold_one(pages: list[Layout]) -> None:
    told = {
        one.gold["id"]: (dict(reversed(one.read.seed.metadata)).get("headline"), one.gold.get("title"))
        for one in pages
        if one.read.seed is not None
    }
    wrong = [name for name, (found, title) in told.items() if found and key(found) != key(title or "")]
    found = [name for name, (headline, _) in told.items() if headline]
    assert len(wrong) <= 0.05 * len(found), wrong
    assert len(found) >= 0.7 * len(told)
