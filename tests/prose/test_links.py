"""Links of a saved page keep their targets in the body, through the one way from text to Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import markdown
import pytest
from markdown_it import MarkdownIt

from builder.model import Item, ItemList, Link, Paragraph, Placed, Role
from builder.prose.blocks import build_document
from builder.prose.escape import escape_line
from builder.registry.structure import Structure

Renderers = Mapping[str, Callable[[str], tuple[Any, ...]]]
PYTHON_MARKDOWN = markdown.Markdown(extensions=["toc", "tables"])
COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.mark.parametrize(
    ("text", "words", "url", "href"),
    [
        ("가상부는 누리집을 열었다.", "누리집", "https://example.org/", "https://example.org/"),
        ("좋다!누리집", "누리집", "https://example.org/a_b_(c)", "https://example.org/a_b_%28c%29"),
        ("[표] *별* 안내]", "안내]", "https://example.org/?a=1&copy;=2#b", "https://example.org/?a=1&amp;copy;=2#b"),
        ("누리집", "누리집", 'https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("~누리집~", "누리집", "https://example.org/`x\\|*", "https://example.org/%60x%5C%7C%2A"),
    ],
)  # fmt: skip
def test_both_renderers_read_the_same_link(text: str, words: str, url: str, href: str) -> None:
    written = escape_line(text, (Link(words, url),))
    for html in (PYTHON_MARKDOWN.convert(written), COMMONMARK.render(written)):
        assert f'<a href="{href}">{words}</a>' in html
        assert "<img" not in html
        assert "<script" not in html


def test_links_are_found_in_their_order_and_words_that_were_cut_have_none() -> None:
    links = (
        Link("나", "https://example.org/1"),
        Link("없다", "https://example.org/2"),
        Link("나", "https://example.org/3"),
    )
    assert escape_line("나 가 나", links) == "[나](https://example.org/1) 가 [나](https://example.org/3)"


def test_paragraphs_and_entries_keep_theirs(structure: Structure) -> None:
    one, two = (Link("자료", f"https://example.org/{number}") for number in (1, 2))
    placed = [
        Placed(1, "가상부는 자료를 내놓았다고 밝혔다.", Role.BODY, "body", links=(one,)),
        Placed(2, "- 자료 첫째", Role.BODY, "body", links=(two,)),
        Placed(3, "- 둘째", Role.BODY, "body"),
    ]
    assert list(build_document(placed, structure).blocks) == [
        Paragraph("가상부는 자료를 내놓았다고 밝혔다.", (one,)),
        ItemList((Item("자료 첫째", links=(two,)), Item("둘째")), ordered=False),
    ]
