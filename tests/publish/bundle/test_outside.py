"""Links that leave a copy become text with the hosted address; every other byte stays."""

from __future__ import annotations

import pytest

from builder.publish.bundle.outside import without_outside_links

INSIDE = frozenset(
    {"index.html", "briefings/a1.html", "topics/housing.html", "assets/briefings.css", "briefings/a1.md"}
)
HOSTED = "https://example.org/archive/"


def left(page: str, path: str = "briefings/a1.html", site_url: str | None = HOSTED) -> str:
    return without_outside_links(page, path, INSIDE, site_url)


@pytest.mark.parametrize(
    "page",
    [
        '<a href="../index.html">홈</a>',
        '<a href="a1.html#말">여기</a> <a href="#위">위로</a> <a href="">이 쪽</a>',
        '<a href="../topics/housing.html?q=%EC%A7%91">주택</a>',
        '<a href="https://example.com/x.html">밖</a> <a href="mailto:a@example.org">편지</a> <a href="//example.com/y">밖</a>',
        "<a name=닻>닻</a> <a>빈 것</a>",
        '<abbr href="nothing.html">a가 아님</abbr> <area href="nothing.html">',
        '<a data-href="nothing.html">링크가 아님</a>',
        '<link rel="stylesheet" href="../assets/briefings.css"> <link rel="canonical" href="https://example.org/archive/briefings/a1.html">',
        '<script type="application/json">{"x": "\\u003ca href=nothing.html>"}</script>',
    ],
)
def test_what_stays_inside_or_leads_to_another_host_is_left_alone(page: str) -> None:
    assert left(page) == page


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<a href="b2.html">둘째</a>', '<span class="bp-away">둘째 <span class="bp-soft">(https://example.org/archive/briefings/b2.html)</span></span>'),
        ("<A class='x' HREF='../years/2020.html'><b>2020년</b></A >", '<span class="bp-away"><b>2020년</b> <span class="bp-soft">(https://example.org/archive/years/2020.html)</span></span>'),
        ("<a title='a > b' href=b2.html>둘째</a>", '<span class="bp-away">둘째 <span class="bp-soft">(https://example.org/archive/briefings/b2.html)</span></span>'),
        ('<a href="b2.md">사람이 적은 링크</a>', '<span class="bp-away">사람이 적은 링크 <span class="bp-soft">(https://example.org/archive/briefings/b2.html)</span></span>'),
        ('<a href="a1.json">자료</a>', '<span class="bp-away">자료 <span class="bp-soft">(https://example.org/archive/briefings/a1.json)</span></span>'),
        ('<a href="b2.html?x=1&amp;y=2#z">둘째</a>', '<span class="bp-away">둘째 <span class="bp-soft">(https://example.org/archive/briefings/b2.html)</span></span>'),
        ('가<link rel="alternate" href="a1.json">\n나', "가나"),
    ],
)  # fmt: skip
def test_what_leaves_becomes_text(page: str, expected: str) -> None:
    assert left(f"<p>앞</p>{page}<p>뒤</p>") == f"<p>앞</p>{expected}<p>뒤</p>"


def test_without_a_hosted_address_only_the_words_stay() -> None:
    assert left('<a href="b2.html">둘째</a>', site_url=None) == '<span class="bp-away">둘째</span>'


def test_an_articles_own_markdown_is_named_as_the_file_it_is() -> None:
    page = (
        '<section class="bp-data"><h2>이 글의 자료</h2><ul><li><a href="b2.md">본문</a></li></ul></section>'
    )
    assert "(https://example.org/archive/briefings/b2.md)" in left(page, "briefings/b2.html")


def test_a_heading_over_data_that_is_not_there_goes_where_nothing_can_be_said_of_it() -> None:
    section = (
        '<section class="bp-data"><h2>이 글의 자료</h2><ul><li><a href="{}">자료</a></li></ul></section>'
    )
    assert left(f"<p>글</p>\n  {section.format('a1.json')}<p>끝</p>", site_url=None) == "<p>글</p><p>끝</p>"
    assert "이 글의 자료" in left(section.format("a1.md") + '<a href="b2.html">다른 글</a>', site_url=None)
    assert "이 글의 자료" in left(section.format("a1.json"))


def test_an_address_is_escaped() -> None:
    assert left('<a href="&quot;&gt;&lt;script&gt;.html">둘째</a>').count("<script") == 0


def test_only_links_that_leave_change_among_others() -> None:
    page = '<a href="../index.html">홈</a> <a href="b2.html">둘째</a> <a href="a1.html">첫째</a>'
    assert (
        left(page, site_url=None)
        == '<a href="../index.html">홈</a> <span class="bp-away">둘째</span> <a href="a1.html">첫째</a>'
    )
