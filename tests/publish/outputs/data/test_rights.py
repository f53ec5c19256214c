"""What text leaves the archive at each level, decided in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Caption, Document, Heading, Item, ItemList, Note, Paragraph, Speaker, Table
from builder.pages.record import Record
from builder.prose.excerpt import LONGEST_EXCERPT, excerpt, public_text
from builder.prose.markdown import render_document
from builder.rights import LEVELS, level_of, public_summary, setting_fault


@pytest.mark.parametrize(
    "setting", [*LEVELS, {}, {"reserved": "none"}, {"kogl-1": "full", "default": "excerpt"}]
)
def test_settings_that_can_be(setting) -> None:
    assert setting_fault(setting) is None


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("half", "must be full"),
        (None, "must be"),
        (["full"], "must be"),
        ({"mit": "full"}, "mit is no licence"),
        ({"reserved": "some"}, "reserved: some"),
    ],
)
def test_settings_that_cannot_be_are_explained(setting, said: str) -> None:
    assert said in (setting_fault(setting) or "")


def test_the_level_is_the_licences_then_the_default_then_full() -> None:
    setting = {"reserved": "excerpt", "default": "none"}
    assert level_of("reserved", setting) == "excerpt"
    assert level_of("kogl-1", setting) == "none"
    assert level_of("unknown", {"unknown": "none"}) == "none"
    assert level_of("unknown", {"reserved": "none"}) == "full"
    assert level_of("reserved", "full") == "full"


@pytest.mark.parametrize(
    "rights",
    [
        None,
        "reserved",
        [],
        {},
        {"licence": None},
        {"licence": "CC BY"},
        {"licence": ["reserved"]},
        {"licence": "default"},
    ],
)
def test_a_licence_that_is_none_is_unknown(rights) -> None:
    assert Record.from_meta({"rights": rights}).licence == "unknown"


@pytest.mark.parametrize("setting", [None, "ful", 3, ["full"], {"reserved": "half"}])
def test_a_setting_nobody_understands_publishes_nothing(setting) -> None:
    """Plain `mkdocs build` does not check it."""
    assert level_of("reserved", setting) == "none"


def test_levels_of_text_and_summary() -> None:
    body = "첫 문단이다.\n\n둘째 문단이다.\n"
    assert [public_text(body, level) for level in LEVELS] == [body, "첫 문단이다.\n", ""]
    assert [public_summary("첫 문단이다.", level) for level in LEVELS] == ["첫 문단이다.", "첫 문단이다.", ""]


@pytest.mark.parametrize(
    "before",
    [
        "## 제목",
        "*사진 설명이다. (사진: 환경부)*",
        "**기자 질문**",
        "- 항목 하나\n- 항목 둘",
        "1. 항목 하나",
        "> ※ 덧붙임",
        "| 가 | 나 |\n|---|---|\n| 1 | 2 |",
        "    들여쓴 글",
        '<table class="x"><tr><td>1</td></tr></table>',
        "\r\n## 제목\r\n",
    ],
)
def test_the_excerpt_is_the_first_paragraph_whatever_stands_before_it(before: str) -> None:
    assert excerpt(f"{before}\n\n첫 문단이다.\n\n둘째 문단이다.") == "첫 문단이다.\n"


def test_a_body_without_a_paragraph_has_no_excerpt() -> None:
    assert excerpt("- 하나\n- 둘\n- 셋\n") == ""


def test_a_paragraph_that_begins_like_a_mark_is_one() -> None:
    assert (
        excerpt("*강조로 시작하는* 문단은 그림 설명이 아니다.\n\n둘째.")
        == "*강조로 시작하는* 문단은 그림 설명이 아니다.\n"
    )
    assert excerpt("2020\\. 4. 16. 환경부는 밝혔다.\n\n둘째.") == "2020\\. 4. 16. 환경부는 밝혔다.\n"
    assert excerpt("<p>*****&lt;</p>\n\n둘째.") == "<p>*****&lt;</p>\n"


def test_an_article_of_one_paragraph_does_not_come_out_whole() -> None:
    body = " ".join(f"문장 {number}번은 여기에서 끝난다." for number in range(200))
    shown = excerpt(body)
    assert 100 < len(shown) <= LONGEST_EXCERPT + 1
    assert shown.endswith("끝난다.\n")
    assert body.startswith(shown.strip())


def test_a_sentence_too_long_is_cut_between_words_and_characters() -> None:
    assert excerpt("가나 " * 200).strip().endswith("가나…")
    assert excerpt("&lt;" * 200).strip("…\n") == "&lt;" * 74
    assert excerpt("\\*" * 200).strip("…\n").count("\\") == 149


PIECES = st.text(st.sampled_from("가나다 .*_#>|-1&<[]()`\\"), min_size=1, max_size=30).filter(str.strip)
BLOCKS = st.one_of(
    PIECES.map(lambda text: Heading(text, 2)),
    PIECES.map(Note),
    PIECES.map(Caption),
    PIECES.map(Speaker),
    PIECES.map(lambda text: ItemList((Item(text), Item("끝")), ordered=False)),
    PIECES.map(lambda text: Table(((text, "나"), ("1", "2")))),
)


@given(st.lists(BLOCKS, max_size=4), st.lists(BLOCKS, max_size=3))
def test_of_what_the_builder_writes_the_excerpt_is_the_paragraph_alone(before, after) -> None:
    document = Document((*before, Paragraph("바로 이 문단이다."), *after, Paragraph("숨길 문단이다.")))
    assert "숨길" not in excerpt(render_document(document))
