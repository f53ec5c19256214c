"""The short reader of Markdown gives what Python-Markdown gives, or leaves it to Python-Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.toc import slugify_unicode

from builder.host.plain_markdown import plain_page
from builder.prose.escape import escape_line

ROOT = Path(__file__).resolve().parents[2]
#: How a line may begin, what stands in it, and what stands between two lines.
STARTS = st.sampled_from(
    ["", "", "", "- ", "    - ", "        - ", "1. ", "2. ", "    1. ", "> ", "    > ", "## ", "### ", "#", "| ", "  <br>",
     "*", "**", "    ", " ", "+ ", "1) ", "\\- ", "2024\\. ", "~~~", "```", ": ", "=", "---"]
)  # fmt: skip
PIECES = st.sampled_from(
    ["가나", "다 라", " ", "  ", "A_B", "_", "*", "**", "\\*", "\\[", "\\_", "\\\\", "\\", "[", "]", "(b)", "&", "&lt;", "&amp;",
     "&#126;", "&copy", "R&D", "<", ">", "\\>", "<b>", "`", "\\`", "\\\\`", "`가 A_1`", "~", "~~", "[가](a.md)", "[나](../b/c.md#다)", "[](#x)", "<br>",
     '<time datetime="2020-01-02">2020. 1. 2.</time>', "<small>라</small>", '<a href="a/b.xml">마</a>', " |", " | ", "---", "--:", "| --- |", "1.", "#", "!",
     "[다](#라)", "[1](a.md?b=c&d=e-1)", "**굵게**", "https://example.org/a_b", "a_1", "\t", "\u00a0", ":", "www", "'", '"', "$", "{", "}", "[TOC]"]
)  # fmt: skip
LINES = st.tuples(STARTS, st.lists(PIECES, max_size=4).map("".join)).map("".join)
PROSE = st.text(alphabet="가나 12.*_#-+>&<[]()!\\`~:|=", max_size=14).map(escape_line)
BLOCKS = st.lists(LINES | PROSE, min_size=1, max_size=3).map("\n".join)
PAGES = st.lists(BLOCKS, max_size=4).map("\n\n".join) | st.lists(LINES, max_size=6).map("\n".join)


@pytest.fixture(scope="module")
def renderer() -> Markdown:
    return Markdown(
        extensions=["toc", "tables", "fenced_code"],
        extension_configs={"toc": {"slugify": slugify_unicode}},
    )


def headings(tokens: list[Any]) -> Iterator[tuple[int, str, str]]:
    for token in tokens:
        yield token["level"], token["id"], token["name"]
        yield from headings(token["children"])


def agrees(markdown: str, renderer: Markdown) -> bool:
    """Whether the short reader read the page at all; then it agrees, or this fails."""
    found = plain_page(markdown, lambda target: target)
    if found is None:
        return False
    assert found.html == renderer.reset().convert(markdown)
    named = [(one.level, one.id, one.name) for one in found.headings]
    assert named == list(headings(renderer.toc_tokens))  # type: ignore[attr-defined]  # of the extension
    return True


def holds(renderer: Markdown, examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(PAGES)
    def same(markdown: str) -> None:
        agrees(markdown.lstrip("\n"), renderer)

    same()


def test_it_renders_as_python_markdown_or_not_at_all(renderer: Markdown) -> None:
    holds(renderer, 250)


@pytest.mark.slow
def test_it_renders_as_python_markdown_or_not_at_all_at_length(renderer: Markdown) -> None:
    holds(renderer, 20_000)


def test_nearly_all_pages_of_an_archive_are_of_the_usual_forms(renderer: Markdown) -> None:
    pages = [file.read_text("utf-8") for file in sorted((ROOT / "docs").rglob("*.md"))[::5]]
    bodies = [re.sub(r"\A---\n.*?\n---\n\n*", "", text, flags=re.DOTALL) for text in pages]
    assert sum(agrees(body, renderer) for body in bodies) > 0.95 * len(bodies)


@pytest.mark.parametrize("markdown", ["##  가나", "![가](a.md)", "가 ![나](a.md)", "\\![가](a.md)"])
def test_what_was_once_taken_for_a_usual_form(markdown: str, renderer: Markdown) -> None:
    agrees(markdown, renderer)


@pytest.mark.parametrize(
    "markdown", ["\\`20년 \\`21년\\`", "- \\* (\\`20) 가\n  <br>\\`21", "## ## 가", "[\\`22년도](a.md)", "| \\` | 나 |\n| --- | --- |\n| 다\\` | 라 |"]
)  # fmt: skip
def test_years_after_a_backtick_and_a_sign_for_a_number_are_usual_forms(
    markdown: str, renderer: Markdown
) -> None:
    assert agrees(markdown, renderer)


def test_words_as_code_are_a_usual_form(renderer: Markdown) -> None:
    assert agrees('| 가 | 나 |\n| --- | --- |\n| `id` | <a href="a.csv">표</a> |', renderer)
    assert agrees(
        "- 리눅스: `sha256sum -c [SUMS] *.md`, [목록](a.md)\n- `A_B` (\\*)\n\n가 `나`의 `다`.", renderer
    )


def test_a_link_that_is_not_in_order_is_left_to_the_renderer() -> None:
    assert plain_page("[가](a.md)", lambda _: None) is None
