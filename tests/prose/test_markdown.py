"""Blocks are written so that both renderers give the same elements with the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.model import Block, Caption, Document, Heading, Item, ItemList, Note, Paragraph, Speaker, Table
from builder.prose.escape import normalise
from builder.prose.markdown import first_sentence, render_document
from builder.registry import Registry
from tests.prose.words import plain_text

Renderers = Mapping[str, Callable[[str], tuple[Any, ...]]]

HOSTILE = st.sampled_from(
    [
        "가",
        "정부는 밝혔다.",
        "2024. 3. 5. 발표",
        "1. 첫째",
        "1) 첫째",
        "- 항목",
        "+",
        "# 태그",
        "###",
        "끝 #",
        "C#",
        "C##",
        "> 인용",
        "---",
        "***",
        "*",
        "**",
        "_",
        "__가__",
        "a_b",
        "*별로 시작",
        "별로 끝*",
        "**둘러싼**",
        "\\",
        "끝\\",
        "\\*",
        "`코드`",
        "`",
        "[앵커]",
        "[x]: y",
        "[TOC]",
        "(가)",
        "“인용”",
        "<b>",
        "&lt;",
        "&#9",
        "|",
        "가|나",
        "\\|",
        "| --- |",
        ":--",
        "~",
        "~~가~~",
        "7~8일, 9~10일",
        "=",
        "===",
        "```",
        "!",
        "![a](b)",
        "{: .x}",
        ".",
        "…",
        "📱",
        "  앞뒤 공백  ",
        "가\n나",
        "1.",
        "99. 가",
        "    네 칸",
        "\t탭",
        "* 대상: 가",
        "** 주",
        "※ 참고",
        "http://a.b/c_d_e",
    ]
)
TEXT = st.one_of(HOSTILE, st.lists(HOSTILE, min_size=1, max_size=3).map("".join)).filter(normalise)
NOTES = st.lists(TEXT.map(Note), max_size=2).map(tuple)


def item_lists(depth: int = 3) -> st.SearchStrategy[ItemList]:
    children = st.none() if depth == 1 else st.none() | item_lists(depth - 1)
    items = st.lists(st.builds(Item, TEXT, NOTES, children), min_size=1, max_size=4).map(tuple)
    return st.builds(ItemList, items, st.booleans())


def tables() -> st.SearchStrategy[Table]:
    cell = st.one_of(st.just(""), TEXT)
    return (
        st.integers(2, 4)
        .flatmap(lambda columns: st.lists(st.tuples(*[cell] * columns), min_size=2, max_size=4))
        .map(lambda rows: Table(tuple(rows)))
    )


BLOCK = st.one_of(
    TEXT.map(Paragraph),
    st.builds(Heading, TEXT, st.sampled_from([2, 3])),
    TEXT.map(Note),
    TEXT.map(Caption),
    TEXT.map(Speaker),
    item_lists(),
    tables(),
)
DOCUMENT = (
    st.lists(BLOCK, max_size=5)
    .filter(
        lambda blocks: (
            not any(isinstance(one, ItemList) and isinstance(two, ItemList) for one, two in pairwise(blocks))
        )
    )
    .map(lambda blocks: Document(tuple(blocks)))
)


def element(block: Block) -> tuple[Any, ...]:
    made: tuple[Any, ...]
    match block:
        case Paragraph(text):
            made = ("p", normalise(text))
        case Heading(text, level):
            made = (f"h{level}", normalise(text))
        case Note(text):
            made = ("blockquote", ("p", normalise(text)))
        case Caption(text):
            made = ("p", ("em", normalise(text)))
        case Speaker(text):
            made = ("p", ("strong", normalise(text)))
        case Table(rows):
            made = (
                "table",
                *(
                    ("tr", *(cell_element(cell, "td" if number else "th") for cell in row))
                    for number, row in enumerate(rows)
                ),
            )
        case ItemList(items, ordered):
            made = ("ol" if ordered else "ul", *map(item_element, items))
    return made


def cell_element(text: str, tag: str) -> tuple[Any, ...]:
    return (tag, normalise(text)) if normalise(text) else (tag,)


def item_element(item: Item) -> tuple[Any, ...]:
    below = [*elements(item.notes), *([element(item.children)] if item.children else [])]
    return ("li", normalise(item.text), *below)


def elements(blocks: Iterable[Block]) -> tuple[Any, ...]:
    """Neighbouring notes share one quote."""
    found: list[Any] = []
    for block in blocks:
        new = element(block)
        if found and new[0] == found[-1][0] == "blockquote":
            found[-1] += new[1:]
        else:
            found.append(new)
    return tuple(found)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(document=DOCUMENT)
def test_any_document_has_the_same_elements_in_both_renderers(
    document: Document, renderers: Renderers
) -> None:
    for name, render in renderers.items():
        assert render(render_document(document)) == elements(document.blocks), name


@pytest.mark.slow
@settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=DOCUMENT)
def test_three_thousand_documents_have_the_same_elements(document: Document, renderers: Renderers) -> None:
    for name, render in renderers.items():
        assert render(render_document(document)) == elements(document.blocks), name


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(document=DOCUMENT)
def test_the_form_of_the_file(document: Document) -> None:
    written = render_document(document)
    assert "\r" not in written
    assert "\n\n\n" not in written
    assert written == "" or (
        written.endswith("\n") and not written.endswith("\n\n") and not written.startswith("\n")
    )
    assert all(line == line.rstrip() for line in written.split("\n") if "|" not in line)


def test_long_numbered_lists_keep_what_stands_below_them(renderers: Renderers) -> None:
    below = ItemList((Item("아래"),), ordered=False)
    document = Document(
        (ItemList(tuple(Item(f"항목 {number}", children=below) for number in range(120)), ordered=True),)
    )
    for name, render in renderers.items():
        assert render(render_document(document)) == elements(document.blocks), name


def test_what_a_page_looks_like() -> None:
    document = Document(
        (
            Speaker("[앵커]"),
            Paragraph("구급차가 병원을 찾지 못합니다."),
            Caption("(사진=보건복지부)"),
            Heading("<주요 내용>", 2),
            ItemList(
                (
                    Item(
                        "(인력 확충) 늘린다.",
                        (Note("* 대상: 1년 이내"), Note("** 3곳")),
                        ItemList((Item("세부"),), ordered=False),
                    ),
                    Item("둘째"),
                ),
                ordered=False,
            ),
            Note("※ 참고"),
            Table((("구분", "2024"), ("예산|원", "10"))),
            ItemList((Item("하나"), Item("둘")), ordered=True),
        )
    )
    assert render_document(document) == (
        "**\\[앵커]**\n\n"
        "구급차가 병원을 찾지 못합니다.\n\n"
        "*(사진=보건복지부)*\n\n"
        "## &lt;주요 내용>\n\n"
        "- (인력 확충) 늘린다.\n\n"
        "    > \\* 대상: 1년 이내\n"
        "    >\n"
        "    > \\*\\* 3곳\n\n"
        "    - 세부\n\n"
        "- 둘째\n\n"
        "> ※ 참고\n\n"
        "| 구분 | 2024 |\n"
        "| --- | --- |\n"
        "| 예산&#124;원 | 10 |\n\n"
        "1. 하나\n"
        "2. 둘\n"
    )


def test_an_empty_document_is_an_empty_text() -> None:
    assert render_document(Document(())) == ""
    assert render_document(Document((Paragraph(" "), Note("\u200b"), Caption("")))) == ""


def test_plain_text_has_the_words_alone() -> None:
    document = Document(
        (
            Heading("주요 내용", 2),
            ItemList(
                (Item("하나*", (Note("* 주"),), ItemList((Item("아래"),), ordered=False)), Item("둘")),
                ordered=True,
            ),
            Table((("가", "나"), ("다", "라"))),
        )
    )
    assert plain_text(document) == "주요 내용\n\n하나*\n* 주\n아래\n둘\n\n가\t나\n다\t라"


@pytest.mark.parametrize(
    ("paragraph", "sentence"),
    [
        ("정부는 3일 밝혔다. 이어 말했다.", "정부는 3일 밝혔다."),
        (
            "한 관계자는 “바꿨다. 그래서 좋다.”고 말했다. 끝이다.",
            "한 관계자는 “바꿨다. 그래서 좋다.”고 말했다.",
        ),
        ('그는 "정말 그런가? 아니다"라고 말했다. 끝이다.', '그는 "정말 그런가? 아니다"라고 말했다.'),
        ("2024. 3. 5. 발표한 7.6조 원을 쓴다. 다음.", "2024. 3. 5. 발표한 7.6조 원을 쓴다."),
        ("끝나지 않은 글", "끝나지 않은 글"),
        ("", "다른 문단이다."),
    ],
)
def test_first_sentence(paragraph: str, sentence: str) -> None:
    assert (
        first_sentence(Document((Heading("제목", 2), Paragraph(paragraph), Paragraph("다른 문단이다."))))
        == sentence
    )


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    assert (
        first_sentence(Document((Paragraph("가나다 라마바 사아자, 차카타"),)), limit=13)
        == "가나다 라마바 사아자…"
    )
    assert first_sentence(Document((Paragraph("가" * 30),)), limit=10) == "가" * 9 + "…"
    assert first_sentence(Document(()), limit=10) == ""


@given(text=st.text(st.sampled_from("가나다 .,?“”\"'"), min_size=1, max_size=300), limit=st.integers(10, 150))
def test_a_first_sentence_is_never_longer_than_asked(text: str, limit: int) -> None:
    assert len(first_sentence(Document((Paragraph(text),)), limit)) <= limit


@pytest.mark.parametrize(
    ("paragraphs", "sentence"),
    [
        (
            ("안녕하십니까? 올여름 대책을 말씀드리겠습니다. 이어서 말씀드립니다.",),
            "올여름 대책을 말씀드리겠습니다.",
        ),
        (
            ("국민 여러분, 안녕하십니까?", "올여름 대책을 말씀드리겠습니다."),
            "올여름 대책을 말씀드리겠습니다.",
        ),
        (("안녕하십니까?",), "안녕하십니까?"),
    ],
)
def test_a_greeting_is_no_summary(registry: Registry, paragraphs: tuple[str, ...], sentence: str) -> None:
    assert (
        first_sentence(Document(tuple(map(Paragraph, paragraphs))), greetings=registry.greetings) == sentence
    )
