"""Share cards: the same bytes on every machine, words broken between eojeol, nothing left out in silence."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from builder.publish.outputs.cards.draw import _ROOM, _font, _lines, _title, _wrapped, draw, has
from builder.publish.outputs.cards.files import CARDS
from builder.publish.outputs.cards.plan import Words
from builder.publish.outputs.head import article_heads, index_heads

ROOT = Path(__file__).resolve().parents[4]
WORDS = Words("부처", "과학기술정보통신부", "시험 자료실")


@pytest.fixture
def carded(publication_of, article_page):
    """A publication with cards of this much, and its files by address."""

    def make(cards: str, url: str | None = "https://a.example/x"):
        what = publication_of(article_page("a-1"), url=url)
        site = replace(what.site, cards=cards)
        what = replace(what, collection=replace(what.collection, site=site))
        made = [file.made() for _, file in CARDS.files(what)]
        files = {file.path: file.content for file in made}
        heads = (*article_heads(what).of(what.collection.entries), *index_heads(what))
        return files, {one.page: one.html for one in heads}

    return make


def test_the_site_ministries_and_topics_have_one_and_articles_where_they_are_asked_for(carded) -> None:
    files, said = carded("lists")
    assert {"cards/index.png", "cards/ministries/msit-2017.png", "cards/topics/ai-data.png"} <= files.keys()
    assert not [path for path in files if "briefings" in path]
    assert (
        'property="og:image" content="https://a.example/x/cards/topics/ai-data.png"'
        in said["topics/ai-data.md"]
    )
    assert 'content="https://a.example/x/cards/index.png"' in said["briefings/a-1.md"]
    assert 'name="twitter:card" content="summary_large_image"' in said["briefings/a-1.md"]
    files, said = carded("all")
    assert "cards/briefings/a-1.png" in files
    assert (
        'og:image:alt" content="과학기술정보통신부 · 2020. 4. 16. · 제목 a-1 · 시험 자료실"'
        in said["briefings/a-1.md"]
    )


@pytest.mark.parametrize(("cards", "url"), [("none", "https://a.example"), ("all", None)])
def test_without_an_address_or_a_wish_there_is_none(carded, cards, url) -> None:
    files, said = carded(cards, url)
    assert files == {}
    assert not [html for html in said.values() if "og:image" in html or "twitter" in html]


def test_the_bytes_are_the_same_where_language_and_fonts_are_others() -> None:
    code = (
        "import sys; from builder.publish.outputs.cards.draw import draw, Words;"
        f"sys.stdout.buffer.write(draw(Words(*{tuple(WORDS)!a})))"
    )
    elsewhere = {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C",
        "HOME": "/nonexistent",
        "FONTCONFIG_FILE": os.devnull,
    }
    other = subprocess.run([sys.executable, "-c", code], env=elsewhere, capture_output=True, check=True)
    made = draw(WORDS)
    assert other.stdout == made
    assert Image.open(io.BytesIO(made)).size == (1200, 630)
    assert len(made) < 12_000


def test_every_name_of_the_registry_can_be_written(registry) -> None:
    names = [body.name for body in registry.bodies.values()] + [
        topic.name for topic in registry.topics.values()
    ]
    assert {letter for name in names for letter in name if not has(letter)} == set()


def test_lines_break_between_words_and_a_long_word_within_itself() -> None:
    font, title = _font(58), "여러 부처가 함께 참여하는 회의를 달마다 열어 나가기로 결정했다고 밝혔다"
    assert " ".join(_lines(title, font)) == title
    assert len(list(_lines(title, font))) > 1
    long = "가" * 60
    assert "".join(_lines(long, font)) == long
    assert max(font.getlength(line) for line in _lines(long, font)) <= _ROOM


def test_what_is_too_long_is_cut_at_a_word_and_a_letter_that_is_missing_is_a_box() -> None:
    size, lines = _title("여러 부처가 함께 " * 30)
    assert (size, len(lines)) == (58, 4)
    assert lines[-1].removesuffix("…").split()[-1] in {"여러", "부처가", "함께"}
    assert lines[-1].endswith("…")
    assert _wrapped("뷁 學 가", _font(58), 1) == ["□ □ 가"]
    assert _title("짧다")[0] > size
