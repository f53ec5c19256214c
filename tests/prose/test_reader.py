"""Our Markdown read back: what we wrote comes back as it was, a person's own is reduced to its words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import (
    Article,
    Block,
    Caption,
    Document,
    Heading,
    Item,
    ItemList,
    Note,
    Paragraph,
    Seed,
    Speaker,
    Table,
)
from builder.pages.article import understand_seed
from builder.prose.escape import normalise
from builder.prose.markdown import render_document
from builder.prose.reader import plain, read_document
from builder.registry import Registry


def normalised(block: Any) -> Any:
    match block:
        case ItemList(items, ordered):
            return ItemList(tuple(map(normalised, items)), ordered)
        case Item(text, notes, children):
            return Item(normalise(text), tuple(map(normalised, notes)), children and normalised(children))
        case Table(rows):
            return Table(tuple(tuple(map(normalise, row)) for row in rows))
        case Heading(text, level):
            return Heading(normalise(text), level)
        case _:
            return type(block)(normalise(block.text))


def blocks(markdown: str) -> tuple[Block, ...]:
    return read_document(markdown).blocks


def test_every_example_comes_back(example_seeds: tuple[Seed, ...], registry: Registry) -> None:
    for seed in example_seeds:
        article = understand_seed(seed, registry)
        if isinstance(article, Article):
            written = render_document(article.document)
            assert blocks(written) == tuple(map(normalised, article.document.blocks)), seed.path


_TEXT = st.text(st.sampled_from("가나다 1.-*_#>|[]()<>&~`\\\"'ab:=+주"), min_size=1, max_size=20).filter(
    normalise
)
_WORDS = st.text(st.sampled_from("가나다 1.,[]()<>&~ab"), min_size=1, max_size=12).map(
    lambda text: f"가{text}"
)


@given(text=_TEXT)
def test_a_paragraph_of_any_signs_comes_back(text: str) -> None:
    assert blocks(render_document(Document((Paragraph(text),)))) == (Paragraph(normalise(text)),)


@given(
    document=st.tuples(
        st.builds(Heading, _WORDS, st.sampled_from([2, 3])),
        st.builds(Caption, _WORDS),
        st.builds(Speaker, _WORDS),
        st.builds(Note, _WORDS),
        st.builds(lambda one, two: Table(((one, two), (two, one))), _WORDS, _WORDS),
        st.builds(
            lambda one, two, ordered: ItemList(
                (Item(one, (Note(two),)), Item(two, (), ItemList((Item(one), Item(two)), not ordered))),
                ordered,
            ),
            _WORDS,
            _WORDS,
            st.booleans(),
        ),
    )
)
def test_every_kind_of_block_comes_back(document: tuple[Block, ...]) -> None:
    assert blocks(render_document(Document(document))) == tuple(map(normalised, document))


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**굵게** 쓴 `값`과 [링크](https://example.org/a_b)다.", "굵게 쓴 값과 링크다."),
        ("snake_case와 _기울임_", "snake_case와 기울임"),
        ("2024\\. 3. 5. R&D &lt;표&gt; \\*", "2024. 3. 5. R&D <표> *"),
        ("<b>태그</b>와 ![그림](a.png)", "태그와 그림"),
    ],
)
def test_inline_marks_are_reduced_to_words(markdown: str, words: str) -> None:
    assert plain(markdown) == words


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("제목\n====\n\n본문", (Heading("제목", 1), Paragraph("본문"))),
        ("## 제목 ##\n이어진 본문", (Heading("제목", 2), Paragraph("이어진 본문"))),
        ("한 줄\n이어진 줄\r\n\r\n---\n\n끝", (Paragraph("한 줄 이어진 줄"), Paragraph("끝"))),
        ("```\n코드\n```\n\n    들여쓴 코드\n\n[a]: https://example.org", ()),
        ("<div>상자</div>\n\n<p>글자 &lt; 그대로</p>", (Paragraph("글자 < 그대로"),)),
        (
            "- 하나\n- 둘\n\n1. 셋",
            (ItemList((Item("하나"), Item("둘")), False), ItemList((Item("셋"),), True)),
        ),
        ("| 표가 아닌 줄 |", (Paragraph("| 표가 아닌 줄 |"),)),
        ("", ()),
    ],
)
def test_what_people_write(markdown: str, found: tuple[Block, ...]) -> None:
    assert blocks(markdown) == found


def test_hostile_text_costs_no_time() -> None:
    for sign in ("[", "<a", "*", "_", "`", "&", "> ", "- ", "| ", "#"):
        read_document(sign * 50_000)
