"""Which lines of a saved page are its article, and that none of the others is lost in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.intake.html import RULES, extract

LEAD = "해양수산부는 섬 마을을 도는 도서관 배를 내년부터 세 척으로 늘린다고 12일 밝혔다."
SECOND = (
    "배는 한 달에 두 번 섬에 닿으며 한 번에 책 3천 권을 싣고, 다 읽은 책은 다음 배편으로 돌려보내면 된다."
)
LAST = "해수부는 내년 예산안에 배를 고치는 비용 41억 원을 넣었고, 사서 여섯 명을 새로 뽑을 계획이다."
TITLE = "섬 마을 도서관 배, 내년부터 세 척"
BODY = f"<p>{LEAD}</p><p>{SECOND}</p><p>{LAST}</p>"
HEAD = f"<head><title>{TITLE} - 물살신문</title></head>"


def fates(source: str) -> dict[str, str]:
    """Each line that is not blank, and the rule that sets it aside."""
    result = extract(source)
    assert result is not None
    return {line.text: line.aside for line in result.lines if line.text}


def kept(source: str) -> list[str]:
    return [text for text, rule in fates(source).items() if not rule]


ARTICLE = [TITLE, LEAD, SECOND, LAST]


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{BODY}</article>",
        f"<div class='view_cont'>{BODY}</div>",
        f"<section itemprop='articleBody'>{BODY}</section>",
        f"<div>{LEAD}<br><br>{SECOND}<br><br>{LAST}</div>",
        f"<table><tr><td>{LEAD}<br>{SECOND}<br>{LAST}</td></tr></table>",
        f"<form id='aspnetForm'><div>{BODY}</div></form>",
        f"<div class='ad_wrap'>{BODY}</div>",
        f"<div style='display:none'>{BODY}</div>",
    ],
)
def test_the_body_is_found_whatever_holds_it(body: str) -> None:
    source = f"{HEAD}<div><a href='/1'>정치</a> <a href='/2'>경제</a></div><h1>{TITLE}</h1>{body}<div>발행인 아무개 | 등록번호 서울 가00</div>"
    assert kept(source) == ARTICLE


@pytest.mark.parametrize(
    ("furniture", "rule"),
    [
        ("<nav><p>말 하나</p></nav>", "navigation"),
        ("<div role='navigation'>말 하나</div>", "navigation"),
        ("<aside><p>말 하나</p></aside>", "beside-the-article"),
        ("<div role='dialog'><p>말 하나</p></div>", "dialog"),
        ("<footer>말 하나</footer>", "page-footer"),
        ("<div hidden>말 하나</div>", "hidden"),
        ("<div aria-hidden='true'>말 하나</div>", "hidden"),
        ("<div style='color:red; display : none'>말 하나</div>", "hidden"),
        ("<h4 class='sr-only'>말 하나</h4>", "hidden"),
        ("<div class='relatedNews'>말 하나</div>", "beside-the-article"),
        ("<div id='bannerAd'>말 하나</div>", "advertisement"),
        ("<div>말 하나<input type=text></div>", "controls"),
        ("<button>말 하나</button>", "controls"),
        (
            "<div class='box'><h4><a href='/a'>말 하나</a></h4><a href='/b'>둘째 이야기</a></div>",
            "link-block",
        ),
        ("<p><a href='/a'>말 하나</a></p>", "link-line"),
    ],
)
def test_furniture_within_the_article_is_set_aside_by_its_rule(furniture: str, rule: str) -> None:
    source = f"{HEAD}<article><h1>{TITLE}</h1><p>{LEAD}</p>{furniture}<p>{SECOND}</p><p>{LAST}</p></article>"
    assert fates(source)["말 하나"] == rule
    assert kept(source) == ARTICLE


def test_what_stands_around_the_article_is_set_aside_and_its_head_stays() -> None:
    source = (
        f"{HEAD}<div>오늘의 날씨 맑음</div><div class='top'><p>사회 &gt; 섬</p><h2>{TITLE}</h2><h3>사서 여섯 명 새로 뽑아</h3>"
        f"<span>입력 2024.03.12 10:20</span></div><div class='txt'>{BODY}</div><div>바람결 기자 baram@example.com</div>"
        "<div>구독하면 첫 달은 무료입니다.</div>"
    )
    assert kept(source) == [
        TITLE,
        "사서 여섯 명 새로 뽑아",
        "입력 2024.03.12 10:20",
        LEAD,
        SECOND,
        LAST,
        "바람결 기자 baram@example.com",
    ]
    assert fates(source)["오늘의 날씨 맑음"] == "outside-the-article"
    assert fates(source)["사회 > 섬"] == "navigation"
    assert fates(source)["구독하면 첫 달은 무료입니다."] == "outside-the-article"


def test_the_columns_beside_a_body_in_a_layout_table_are_set_aside() -> None:
    source = (
        "<table><tr><td><a href='/1'>정치</a><br>경제<br>사회</td>"
        f"<td>{TITLE}<br>2001-04-17<br>{LEAD}<br>{SECOND}<br>{LAST}</td><td>많이 본 기사<br>배추값 내림<br>눈 소식</td></tr></table>"
    )
    assert kept(source) == [TITLE, "2001-04-17", LEAD, SECOND, LAST]


def test_a_summary_in_items_above_the_body_is_set_aside() -> None:
    box = "<div><strong>세 줄로 읽기</strong><ul><li>도서관 배가 내년부터 세 척으로 늘어난다.</li><li>사서 여섯 명을 새로 뽑을 계획이라고 한다.</li></ul></div>"
    source = f"{HEAD}<h1>{TITLE}</h1>{box}<div class='txt'>{BODY}</div>"
    assert kept(source) == ARTICLE


def test_of_a_block_about_the_author_the_name_and_the_address_stay() -> None:
    block = (
        "<div class='reporter'><p><a href='/r/7'>바람결 기자</a></p><p>바다와 섬 이야기를 씁니다.</p></div>"
    )
    mail = "<div class='writer_box'>바람결 baram@example.com<p>다른 기사 보기</p></div>"
    source = f"{HEAD}<article><h1>{TITLE}</h1>{block}{BODY}{mail}</article>"
    assert kept(source) == [TITLE, "바람결 기자", LEAD, SECOND, LAST, "바람결 baram@example.com"]


def test_tables_notes_and_paragraphs_that_follow_the_body_belong_to_it() -> None:
    table = "<table><tr><th>섬</th><th>배편</th></tr><tr><td>큰섬</td><td>2</td></tr></table>"
    source = (
        f"{HEAD}<h1>{TITLE}</h1><div class='txt'>{BODY}</div>{table}<p class='n'>※ 배편은 한 달 기준</p><div><b>알림</b> 다른 글</div>"
        f"<p>주민들은 겨울에도 배가 뜨기를 바란다고 입을 모았다.</p>"
    )
    assert kept(source) == [
        *ARTICLE,
        "섬\t배편",
        "큰섬\t2",
        "※ 배편은 한 달 기준",
        "주민들은 겨울에도 배가 뜨기를 바란다고 입을 모았다.",
    ]


def test_a_text_that_the_page_states_to_be_its_article_is_kept() -> None:
    said = f"{LEAD} {SECOND} {LAST}"
    source = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","articleBody":"{said}"}}</script>'
        f"<h1>{TITLE}</h1><div class='related'><p>{LEAD}</p></div><div><p>{SECOND}</p></div><div class='ad'><p>{LAST}</p></div>"
    )
    assert kept(source) == ARTICLE


def test_a_page_with_hardly_any_text_is_left_as_it_is() -> None:
    assert kept("<nav><a href='/'>처음</a></nav><p>짧은 알림</p>") == ["처음", "짧은 알림"]


TAGS = [
    "div",
    "p",
    "ul",
    "li",
    "nav",
    "aside",
    "footer",
    "table",
    "tr",
    "td",
    "h1",
    "a href=/x",
    "span class=ad",
    "button",
    "article",
]


@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag.split()[0]}>" for tag in TAGS]),
            st.sampled_from([LEAD, SECOND, "짧은 말", "2024.03.12", "a@example.com"]),
        ),
        max_size=60,
    )
)
def test_every_line_stays_with_or_without_a_rule(parts: list[str]) -> None:
    result = extract("".join(parts))
    assert result is not None
    said = "".join("".join(line.text.split()) for line in result.lines)
    for words in (LEAD, SECOND, "짧은 말"):
        assert said.count("".join(words.split())) >= parts.count(words)
    assert not any(line.aside for line in result.lines if not line.text)
    assert {line.aside for line in result.lines} <= {"", *RULES}


@pytest.mark.parametrize(
    "source",
    [
        "<div class='ad related nav'>" * 1_900 + f"<p>{LEAD}</p>" * 50,
        f"<ul>{f'<li><a href=/a>{SECOND}</a> 2024.03.12</li>' * 2_000}</ul>",
        "<td>" * 3_000 + f"<tr><td>{LEAD}" * 500,
        f"<h1>{TITLE}</h1>" * 3_000 + BODY,
        "<p>" + " › " * 30_000 + "</p>" + BODY,
        "<span itemprop=headline>" * 1_900 + BODY,
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>" + BODY,
        '<script type="application/ld+json">' + '"author":{"name' * 20_000 + "</script>" + BODY,
        f"<div><button>x</button>{'<p>' + LEAD + '</p>'}" * 900,
        f"<p class='{'a b ' * 400}'>" * 1_900 + LEAD,
    ],
    ids=[
        "names",
        "links",
        "cells",
        "headings",
        "arrows",
        "itemprops",
        "brackets",
        "authors",
        "controls",
        "classes",
    ],
)
def test_traps_for_the_judge_end(source: str) -> None:
    result = extract(source, max_lines=5_000)
    assert result is not None
    assert any(line.text for line in result.lines)


def test_teasers_below_an_article_are_told_by_their_links_where_nothing_has_a_name() -> None:
    teasers = "".join(
        f"<div><b><a href='/{n}'>다른 섬 이야기 {n}번째를 여기에서 이어서 더 읽을 수 있다</a></b>"
        f"<div>섬 {n}곳을 잇는 배가 새로 다닌다고 한다.</div></div>"
        for n in range(2, 7)
    )
    source = f"{HEAD}<div><div><h1>{TITLE}</h1><div>{BODY}</div></div><div>{teasers}</div></div>"
    assert kept(source) == ARTICLE


def test_the_pictures_of_the_article_are_known_and_no_others() -> None:
    picture = "<img src='배_files/{}.jpg' alt=''>"
    source = (
        f"{HEAD}<div>{picture.format('logo')}<a href='/1'>정치</a></div><h1>{TITLE}</h1><div class='view_cont'>"
        f"<p>{LEAD}</p>{picture.format('boat')}<p>{SECOND}</p><p>{LAST}</p></div>"
        f"<aside>{picture.format('other')}<p>말 하나</p></aside>"
    )
    result = extract(source)
    assert result is not None
    assert result.pictures == ("배_files/boat.jpg",)
