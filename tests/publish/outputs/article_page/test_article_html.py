"""Markdown's HTML styled as what it is, without a word more or less."""

from __future__ import annotations

import json

import lxml.html
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.theme.article_html import styled

LABELS = {"article.table": "표 {number}"}
TABLE = "| 전담반 | 과제 |\n|---|---|\n| 데이터 | 6 |"


def html_of(text: str) -> str:
    return styled(markdown.markdown(text, extensions=["tables"]), LABELS)


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("*정부 관계자가 설명하고 있다. (사진: 부처)*", "figure.bp-caption/figcaption"),
        ("**앵커**", "p.bp-speaker/strong"),
        ("> ※ 달마다 모인다.", "div.bp-note/p"),
        ("> \\* 대상: 1년 이내", "div.bp-note/p"),
        ("> 주) 승인 전", "div.bp-note/p"),
        ("> 주1) 승인 전", "div.bp-note/p"),
        ("- 가\n\n    > ※ 달마다 모인다.\n\n- 나", "div.bp-note/p"),
        (TABLE, "div.bp-table/table"),
    ],
)
def test_what_it_is(text, selector):
    outer, inner = selector.split("/")
    tag, name = outer.split(".")
    assert lxml.html.fragment_fromstring(html_of(text), create_parent="div").xpath(
        f".//{tag}[@class='{name}']/{inner}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "*강조로* 시작하는 문단",
        "*강조* 와 *강조*",
        "**굵게** 시작하는 문단",
        '> "사람이 옮긴 말"',
        "> 사람이 옮긴 말",
        "> “옮긴 말”",
    ],
)
def test_what_it_is_not(text):
    assert "bp-" not in html_of(text)


def test_tables_are_regions_of_their_own_that_the_keyboard_reaches():
    tree = lxml.html.fromstring(html_of(f"{TABLE}\n\n글\n\n{TABLE}"))
    regions = tree.xpath("//div[@role='region']")
    assert [(one.get("aria-label"), one.get("tabindex")) for one in regions] == [("표 1", "0"), ("표 2", "0")]


PIECES = st.sampled_from(
    [
        "*가*",
        "**가**",
        "> ※ 가",
        "> 가",
        "- 가",
        TABLE,
        "# 가",
        "가 * 나",
        "**가** 나",
        "*가",
        "<p>가</p>",
        "1. 가",
        "    > ※ 가",
        "주)",
    ]
)


@given(st.lists(PIECES, max_size=8).map("\n\n".join))
def test_the_words_stay_as_they_are(text):
    plain = markdown.markdown(text, extensions=["tables"])
    before, after = (
        lxml.html.fragment_fromstring(html, create_parent="div").text_content()
        for html in (plain, styled(plain, LABELS))
    )
    assert after == before


def linked(html: str, *links: tuple[str, int, int, str, str]) -> str:
    return styled(html, LABELS, json.dumps(links))


def test_a_name_is_linked_where_its_words_stand_so_often() -> None:
    words, to = "장관 가나다", "../people/a.html"
    html = "<p>장관 가나다 뒤의 장관 <b>가나다</b>와 장관 가나다, 장관 가나다</p>"
    first, second = (linked(html, (words, n, 3, "가나다", to)) for n in (0, 1))
    anchor = f'장관 <a class="bp-named" href="{to}">가나다</a>'
    assert first == html.replace(words, anchor, 1)
    assert second == anchor.join((html[: html.index("와 ") + 2], html[html.index("와 ") + 2 + len(words) :]))


@pytest.mark.parametrize(
    "html", ["<h2>장관 가나다</h2>", '<p><a href="x.html">장관 가나다</a></p>', "<p>가나다</p>"]
)
def test_no_link_within_a_heading_or_another_link(html: str) -> None:
    assert linked(html, ("장관 가나다", 0, 3, "가나다", "a.html")) == html
