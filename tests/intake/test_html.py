from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.intake.html import extract
from builder.intake.markup import MAX_TAGS, looks_like_html

PROSE = "정부는 올해 안에 지원 대상을 두 배로 늘리고 신청 절차를 한 번으로 줄인다고 12일 밝혔다."


def texts(source: str, **options: bool) -> list[str]:
    result = extract(source, **options)
    assert result is not None
    return [line.text for line in result.lines]


def numbered(source: str, **options: bool) -> list[tuple[int, str]]:
    result = extract(source, **options)
    assert result is not None
    return [(line.number, line.text) for line in result.lines if line.text]


def words(source: str) -> str:
    """All that an extract says, without spaces."""
    return re.sub(r"\s", "", "".join(texts(source)))


# ------------------------------------------------------------------------------------------------------- is it HTML?


@pytest.mark.parametrize(
    "source",
    [
        "<p>가</p><p>나",
        "가<br />\n나<br>다<BR>",
        "<div class='a'><span>가</span></div>",
        '<a href="/x">가</a> <a href="/y">나</a> <a href="z">다</a>',
        "<!DOCTYPE html><html><body>가",
        "<table><tr><td>가",
    ],
)
def test_tagged_text_is_html(source: str) -> None:
    assert looks_like_html(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "정부는 12일 밝혔다.",
        "<국내 유입 방지 대책>\n<여행객>\n<농가>\n<지자체>",
        "<저작권자(c) 다온통신, 무단 전재-재배포 금지>\n" * 5,
        "<문철기자>mun@example.com <이솔기자> <박별기자>",
        "<A>안 <B>안 <C>안 <P 씨> <S등급> <I>",
        "< Copyright ⓒ mbn > <Copyright ⓒ 매체> <AI 기본법> <ICT> <BYLINE>",
        "a < b > c 3 < 5 <p",
        "본문에 <br> 하나만 남았다",
        "<p 값> <div 값> <span 값>",
    ],
)
def test_angle_brackets_are_not_html(source: str) -> None:
    assert not looks_like_html(source)


def test_html_is_told_from_text(labelled: Sequence[Any]) -> None:
    assert [one.path.name for one in labelled if looks_like_html(one.text) != one.is_html] == []


# ------------------------------------------------------------------------------------------------------- lines


def test_blocks_become_lines_with_their_source_line_and_a_blank_between() -> None:
    source = "<html><head><title>제목</title></head>\n<body>\n<h1>표제</h1>\n<p>첫\n문단</p>\n\n<p>\n둘째</p><div>셋째</div></body></html>"
    result = extract(source)
    assert result is not None
    assert [(line.number, line.text) for line in result.lines] == [
        (3, "표제"), (3, ""), (4, "첫 문단"), (4, ""), (8, "둘째"), (8, ""), (8, "셋째"),
    ]  # fmt: skip


def test_lines_count_from_where_the_page_begins() -> None:
    result = extract("<p>가</p>\n<p>나</p>", 5)
    assert result is not None
    assert [line.number for line in result.lines if line.text] == [5, 6]


def test_a_break_starts_a_line_and_two_a_paragraph() -> None:
    assert texts("<div>가<br>나<br/><br/>다<br>&nbsp;<br>라</div>") == ["가", "나", "", "다", "", "라"]


def test_menus_and_footers_stay_for_the_noise_rules() -> None:
    source = (
        "<nav><a>정치</a></nav><header><p>머리</p></header><p>본문</p><aside>곁</aside><footer>발</footer>"
    )
    assert [text for text in texts(source) if text] == ["정치", "머리", "본문", "곁", "발"]


def test_what_is_no_text_is_left_out() -> None:
    source = "<script>a('<p>x</p>')</script><style>p{}</style><input value=x><!-- x --><p>본문</p><iframe></iframe>"
    assert texts(source) == ["본문"]


def test_an_element_that_never_ends_takes_nothing_along() -> None:
    assert words("<p>가</p><noscript><p>나</p><svg><p>다</p>") == "가나다"
    assert words("<p>가</p><!-- <p>나</p>") == "가<!--나"


def test_a_cell_that_reaches_far_is_said_in_every_place_it_covers() -> None:
    source = (
        "<table><tr><th rowspan=3>권역</th><th colspan=2>보유</th><th rowspan=2>증감</th></tr><tr><td>올해</td><td>지난해</td></tr>"
        f"<tr><td>1</td><td>2</td><td>3</td></tr><tr><td colspan=4>주: 어림수</td></tr><tr><td colspan=2>{'긴 칸 ' * 20}</td><td>4</td><td>5</td></tr></table>"
    )
    assert texts(source) == [
        "권역\t보유\t보유\t증감",
        "권역\t올해\t지난해\t증감",
        "권역\t1\t2\t3",
        "주: 어림수\t\t\t",
        f"{('긴 칸 ' * 20).strip()}\t\t4\t5",
    ]


def test_links_in_running_text_keep_their_addresses() -> None:
    result = extract(
        '<link rel="canonical" href="https://news.example.kr/a/1.html"><p>신청은 <a href="https://apply.example.kr/?a=1&amp;b=2">접수 누리집</a>이나 '
        '<a href="../guide">안내 <b>쪽</b></a>에서 한다. <a href="#top">위로</a> <a href="javascript:x()">닫기</a> <a href="mailto:a@b.kr">편지</a></p>'
    )
    assert result is not None
    assert [(link.text, link.url) for line in result.lines for link in line.links] == [
        ("접수 누리집", "https://apply.example.kr/?a=1&b=2"),
        ("안내 쪽", "https://news.example.kr/guide"),
    ]


def test_pictures_that_name_their_file_say_nothing_and_buttons_are_set_aside() -> None:
    source = (
        "<img src='/a.jpg' alt='DSC_0012.JPG'><p>글</p><img src='/img/btn_print.gif' alt='인쇄'>"
        + f"<p>{PROSE}</p>" * 3
    )
    result = extract(source)
    assert result is not None
    assert [(line.text, line.aside) for line in result.lines if line.text and line.text != PROSE] == [
        ("글", ""),
        ("인쇄", "button"),
    ]


def test_pictures_speak_by_their_alt_and_caption_without_cutting_a_paragraph() -> None:
    source = '<figure><img src="a.jpg" alt="회의 모습"><figcaption>회의 모습. /사진=부처</figcaption></figure><p>글이 <img alt="작은 그림"> 이어진다.</p><img alt="">'
    assert [text for text in texts(source) if text] == [
        "회의 모습",
        "회의 모습. /사진=부처",
        "글이 이어진다.",
        "작은 그림",
    ]


def test_links_keep_their_words() -> None:
    source = (
        '<p>기자 <a href="mailto:a@example.com">a@example.com</a></p><p><a href="/붙임.hwp">붙임.hwp</a></p>'
    )
    assert [text for text in texts(source) if text] == ["기자 a@example.com", "붙임.hwp"]


def test_entities_are_unescaped_once() -> None:
    assert texts("<p>&lt;도입&gt; &amp;nbsp; &quot;가&quot;&nbsp;&middot;&#44032;&#xAC00;</p>") == [
        '<도입> &nbsp; "가" ·가가'
    ]


def test_bold_paragraphs_keep_their_words() -> None:
    assert texts("<p><strong><b>소제목</b></strong></p><p>본문</p>") == ["소제목", "", "본문"]


def test_list_items_carry_the_mark_a_reader_sees() -> None:
    source = "<ul><li>가<li>나<ol start=3><li>다<li>라</ol></ul><ul><li>- 마<li>① 바<li>1. 사</ul>"
    assert [text for text in texts(source) if text] == [
        "  • 가",
        "  • 나",
        "    3. 다",
        "    4. 라",
        "- 마",
        "① 바",
        "1. 사",
    ]


def test_menu_items_that_are_links_carry_no_mark() -> None:
    assert texts('<ul><li><a href="/">홈</a></li><li><a href="/p">정치</a></li></ul>') == ["홈", "정치"]


def test_a_mark_waits_for_the_first_words_of_its_item() -> None:
    assert [
        text
        for text in texts("<ol><li>\n<p>가</p>\n<p>나</p></li><li><img alt='그림'><p>다</p></li></ol>")
        if text
    ] == [
        "  1. 가",
        "나",
        "그림",
        "다",
    ]


def test_data_tables_have_tabs_and_constant_columns() -> None:
    source = """<table><caption>현황</caption>
<thead><tr><th rowspan=2>구분</th><th colspan=2>예산</th></tr>
<tr><th>올해</th><th>내년</th></tr></thead>
<tr><td>가</td><td><p>1</p></td><td>2<br>3</td></tr>
<tr><td></td><td>4</td><td></td></tr><tr><td><td><td></tr></table>"""
    assert numbered(source) == [
        (1, "현황"),
        (2, "구분\t예산\t예산"),
        (3, "구분\t올해\t내년"),
        (4, "가\t1\t2 3"),
        (5, "\t4\t"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>가</td></tr><tr><td><p>나</p><p>다</p></td></tr></table>",
        "<table><tr><td>가</td><td><table><tr><td>나</td><td>다</td></tr></table></td></tr></table>",
        "<table><tr><td>가나다</td><td>" + "라" * 600 + "</td></tr></table>",
        "<table>가<tr><td>나</td><td>다</td></tr></table>",
    ],
)
def test_layout_tables_are_walked_and_lose_nothing(source: str) -> None:
    assert words(source) == re.sub(r"<[^>]*>", "", source)


def test_verbatim_text_keeps_its_lines_and_spaces() -> None:
    assert numbered("<pre>가  나\n\n    다</pre>\n<p>라</p>") == [(1, "가  나"), (3, "    다"), (4, "라")]


def test_text_with_some_tags_left_in_it_keeps_its_lines() -> None:
    source = "첫 줄 <br />\n둘째 줄\n\n셋째 <b>굵은\n넷째</b>\n  • 다섯\n<p>흐르는\n문단</p>\n끝"
    assert texts(source, keep_breaks=True) == [
        "첫 줄",
        "둘째 줄",
        "",
        "셋째 굵은",
        "넷째",
        "  • 다섯",
        "",
        "흐르는 문단",
        "",
        "끝",
    ]
    assert [number for number, _ in numbered(source, keep_breaks=True)] == [1, 2, 4, 5, 6, 7, 9]


@pytest.mark.parametrize(
    "inside",
    [
        "<저작권자(c) 다온, 재배포 금지>", "<AI 기본법>", "<ICT>", "<문철기자>", "a<b 그리고", "<P 씨>", "</국내>", "<?D.N.A. 생태계>", "<!주의>", "<kim@example.com>",
        "<Copyright ⓒ 매체>", "3<5", "<", "<<가>>", "<a", "</", "<!", '<p class="열림>글</p>',
    ],
)  # fmt: skip
def test_text_in_angle_brackets_survives(inside: str) -> None:
    assert words(f"<p>앞 {inside} 뒤</p><p>다음</p>").startswith("앞" + re.sub(r"\s|</p>", "", inside))
    assert words(f"<p>앞 {inside} 뒤</p><p>다음</p>").endswith("뒤다음")


@pytest.mark.parametrize(
    "markup",
    [
        "<BYLINE>이름</BYLINE>",
        "<YNAPHOTO path='C:/a.jpg' />이름",
        "<o:p>이름</o:p>",
        "<font color=red>이름</font>",
        "<![CDATA[이름]]>",
    ],
)
def test_foreign_tags_go_and_their_words_stay(markup: str) -> None:
    assert words(f"<p>앞 {markup} 뒤</p>") == "앞이름뒤"


# ------------------------------------------------------------------------------------------------------- metadata


def test_what_the_head_states_is_collected_in_order() -> None:
    result = extract(
        """<head><title>제목 - 매체</title><meta property="og:title" content="제목&amp;"><meta name="Author" content=" 배가온 ">
        <meta property="og:image" content="x.jpg"><meta property="article:published_time" content="2008-11-13T14:05:00+09:00">
        <link rel="canonical" href="https://e.kr/1/2.html"><meta property="og:description" content=""></head>
        <header><time datetime="2008-11-13">어제</time></header><aside><time datetime="2024-01-01">오늘</time></aside>
        <a href="../f/붙임 1.hwp">붙임 1</a><a href="javascript:x.pdf">나쁨.pdf</a><a href="http://[bad">x.pdf</a>""",
    )
    assert result is not None
    assert result.metadata == (
        ("article:published_time", "2008-11-13T14:05:00+09:00"),
        ("author", "배가온"),
        ("title", "제목 - 매체"),
        ("og:title", "제목&"),
        ("canonical", "https://e.kr/1/2.html"),
        ("time", "2008-11-13"),
        ("attachment", "https://e.kr/f/붙임%201.hwp 붙임 1"),
    )


def test_a_stated_character_set_or_xml_declaration_changes_nothing() -> None:
    assert texts('<?xml version="1.0" encoding="euc-kr"?><meta charset="euc-kr"><p>가나다</p>') == ["가나다"]


# ------------------------------------------------------------------------------------------------------- traps


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<p>앞</p>" + "<div>" * 20_000 + "글" + "</div>" * 20_000 + "<p>뒤</p>", "앞글뒤"),
        ("<p>앞</p>" + "<b>" * 20_000 + "글<p>뒤</p>", "앞글뒤"),
        ("<table><tr><td>" * 20_000 + "글<p>뒤</p>", "글뒤"),
        ("<ul><li>" * 3_000 + "글", "글"),
        ("<p>" + "[" * 20_000 + "뒤</p>", "[" * 20_000 + "뒤"),
        ("<p>앞 " + "<" * 20_000 + "뒤</p>", "앞" + "<" * 20_000 + "뒤"),
        ("<p>앞</p>" + "<!--" * 20_000 + "<p>뒤</p>", "앞" + "<!--" * 20_000 + "뒤"),
        ("<p>앞" + "</x" * 20_000 + "<p>뒤</p>", "앞" + "</x" * 20_000 + "뒤"),
        ("<p>앞" + "<a =\"<a ='" * 10_000 + "<p>뒤</p>", "앞" + "<a=\"<a='" * 10_000 + "뒤"),
        ("<p " + " ".join(f"a{number}=1" for number in range(20_000)) + ">글</p>", "글"),
        ("<p>" + "&amp" * 20_000 + ";</p>", "&" * 20_000),
    ],
    ids=[
        "div",
        "b",
        "table",
        "ul",
        "bracket",
        "angle",
        "comment",
        "end tag",
        "quotes",
        "attributes",
        "entities",
    ],
)
def test_traps_lose_no_word(source: str, said: str) -> None:
    assert words(source) == said


def test_a_page_of_too_many_tags_is_refused() -> None:
    assert extract("<p>" * (MAX_TAGS + 1)) is None


def test_an_extract_stops_growing_beyond_its_limit() -> None:
    result = extract("<p>가</p>" * 100, max_lines=10)
    assert result is not None
    assert 10 < len(result.lines) <= 12


ATOMS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<b>",
        "</b>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<li>",
        "<ul>",
        "</ul>",
        "<span class='x'>",
        "</span>",
        "<h2>",
    ]
)
WORDS = st.text(st.sampled_from("정부는 12일밝혔다. <>&\"'=[]()!?/-·…「」AaBp"), max_size=12)


@given(st.lists(st.one_of(ATOMS, WORDS.map(lambda text: escape(text, quote=False))), max_size=40))
def test_every_escaped_word_comes_back_whatever_the_tags(parts: list[str]) -> None:
    source = "".join(parts)
    expected = "".join(part for part in parts if not re.fullmatch(r"<[^>]*>", part))
    expected = expected.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert re.sub(r"[\s•]|\d+\.", "", words(source)) == re.sub(r"[\s•]|\d+\.", "", expected)


@given(st.text(st.sampled_from("<>/!-?=\"' \n&;#ap가나[]CDATA")))
@example("<![CDATA[")
@example("<!-->")
@example("<title>")
def test_no_text_makes_it_raise_and_numbers_never_run_backwards(source: str) -> None:
    result = extract(source)
    assert result is not None
    numbers = [line.number for line in result.lines]
    assert numbers == sorted(numbers)
    assert all(1 <= number <= source.count("\n") + 1 for number in numbers)
    assert not any("\n" in line.text for line in result.lines)
