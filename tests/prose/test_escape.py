"""What is escaped reads as the same text again, in one paragraph, in both renderers; and ordinary lines stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.prose.escape import escape_inline, escape_line, normalise

Renderers = Mapping[str, Callable[[str], tuple[Any, ...]]]

#: Lines that were, or would be, something else than text. Every defect caught becomes one more.
TRAPS = {
    "date-as-list": "2024. 3. 5. 발표",
    "number-list": "1. 첫째",
    "number-list-empty": "1.",
    "number-list-full-width": "１. 첫째",
    "bracket-list": "1) 첫째",
    "bracket-list-empty": "3)",
    "long-number": "20240305. 발표",
    "dash-list": "- 항목",
    "dash-alone": "-",
    "plus-list": "+ 항목",
    "plus-alone": "+",
    "star-list": "* 항목",
    "star-alone": "*",
    "hashtag": "#태그 #정책",
    "heading": "# 제목",
    "heading-six": "###### 제목 ######",
    "quote": "> 인용",
    "quote-tight": ">인용",
    "rule-dashes": "---",
    "rule-dashes-spaced": "- - -",
    "rule-stars": "***",
    "rule-stars-spaced": "* * *",
    "rule-underscores": "___",
    "rule-underscores-spaced": "_ _ _",
    "underline": "===",
    "underline-one": "=",
    "table-delimiter": "|---|---|",
    "table-delimiter-bare": "--- | ---",
    "table-delimiter-colon": ":--|--:",
    "table-delimiter-no-dash": "::: |",
    "table-delimiter-backslash": "\\|",
    "table-stroke": "|",
    "table-row": "| 가 | 나 |",
    "front-matter": "--- title: x",
    "fence-backticks": "``` python",
    "fence-tildes": "~~~ python",
    "code-span": "`코드`",
    "code-span-double": "``a ` b``",
    "emphasis": "*강조*와 **굵게**",
    "emphasis-footnote": "서비스*를 시범 실시*한다",
    "emphasis-underscore": "_강조_와 __굵게__",
    "underscore-word": "snake_case_name",
    "underscore-hangul": "파일_이름_하나",
    "underscore-edge": "_a_b_",
    "strike": "~~취소~~",
    "strike-single": "7~8일과 9~10일",
    "link": "[이름](https://a.example)",
    "link-script": "[이름](javascript:alert(1))",
    "link-reference": "[x]: https://a.example '제목'",
    "link-shortcut": "[앵커] 말",
    "link-empty": "[]()",
    "image": "![그림](a.png)",
    "image-onerror": '<img src=x onerror="alert(1)">',
    "footnote": "[^1]: 각주",
    "abbreviation": "*[ABC]: 줄임말",
    "table-of-contents": "[TOC]",
    "autolink": "<https://a.example>",
    "automail": "<a@example.com>",
    "bare-address": "https://a.example/b_c_d a@example.com",
    "tag": "<국내 유입 방지 대책>",
    "script": "<script>alert(1)</script>",
    "closing-tag": "</p></div>",
    "comment": "<!-- 숨김 -->",
    "comment-open": "<!-- 열림",
    "cdata": "<![CDATA[x]]>",
    "instruction": "<?php x ?>",
    "doctype": "<!DOCTYPE html>",
    "entity-named": "&copy; &nbsp; &lt;",
    "entity-number": "&#60;b&#62; &#x3c;",
    "entity-cut": "&#9 그리고 &#",
    "entity-unknown": "&없음; R&D; AT&T",
    "entity-double": "&amp;lt;",
    "backslash": "\\* \\가 \\",
    "backslash-end": "끝\\",
    "won-sign": "\\10,000",
    "attribute-list": "글 {: onclick=alert(1)}",
    "template": "{{ secret }} {% include 'x' %}",
    "admonition": "!!! note",
    "details": "??? note",
    "fenced-div": "::: note",
    "snippet": "--8<-- 'secret.txt'",
    "definition": ": 뜻",
    "math": "$x$ $$y$$",
    "caret": "10^2^ ==표시== ++키++",
    "placeholder": "\x02klzzwxh:0000\x03 \x02amp\x03 wzxhzdk:1",
    "controls": "가\x00나\x07다",
    "mainframe-line-end": "가\x85나\u2028다",
    "bidi": "가\u202e나",
    "byte-order-mark": "\ufeff가",
    "indented-code": "        네 칸보다 깊다",
    "indented-tab": "\t탭",
    "full-width-space": "\u3000\u3000들여쓴 문단",
    "hard-break": "줄 끝  \n다음 줄",
    "hard-break-backslash": "줄 끝\\\n다음 줄",
    "dangling-emphasis": "**열리기만 한 굵게",
    "brackets-nested": "[[[[a](b)](c)](d)](e)",
    "long-brackets": "[" * 3000,
    "long-stars": "*" * 3000,
    "long-backticks": "`" * 3000,
    "long-tags": "<" * 3000,
}

ATOMS = st.sampled_from(
    [
        *"\\`*_{}[]()>#+-.!<&;|~^=:$\"'/ 0123456789abAB가나다○ㅁ※·\t@%\n",
        *(
            "1. ",
            "1) ",
            "2024. 3. 5. ",
            "１. ",
            "- ",
            "![",
            "](",
            "javascript:",
            "&lt;",
            "&#60;",
            "&#x",
            "<script>",
            "</p>",
            "<!--",
            "-->",
            "***",
            "---",
            "===",
            "|---|",
        ),
        *(
            "```",
            "~~~",
            "!!! note",
            "??? ",
            "::: ",
            "{: .x}",
            "[^1]: ",
            "*[a]: ",
            "http://a.b",
            "<a@b.c>",
            "{{",
            "}}",
            "{%",
            "%}",
            "--8<--",
            "[TOC]",
            "가_나",
        ),
        *(
            "\x02",
            "\x03",
            "klzzwxh:0000",
            "\x85",
            "\u2028",
            "\u200b",
            "\u202e",
            "\ufeff",
            "\xa0",
            "\u3000",
            "📱",
            "\u200d",
        ),
    ]
)
HOSTILE = st.one_of(st.lists(ATOMS, max_size=14).map("".join), st.text(max_size=20))


def test_there_are_enough_traps() -> None:
    assert len(TRAPS) >= 60


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS.keys())
def test_trap(trap: str, renderers: Renderers) -> None:
    for name, render in renderers.items():
        assert render(escape_line(trap)) == (("p", normalise(trap)),), name


@given(text=HOSTILE)
def test_any_line_reads_as_itself(text: str, renderers: Renderers) -> None:
    expected = (("p", normalise(text)),) if normalise(text) else ()
    for name, render in renderers.items():
        assert render(escape_line(text)) == expected, name


@given(texts=st.lists(HOSTILE, min_size=1, max_size=4))
def test_lines_below_each_other_read_as_one_paragraph(texts: list[str], renderers: Renderers) -> None:
    lines = [text for text in texts if normalise(text)]
    expected = (("p", normalise("\n".join(lines))),) if lines else ()
    for name, render in renderers.items():
        assert render("\n".join(map(escape_line, lines))) == expected, name


@given(text=HOSTILE)
def test_inside_a_line_it_reads_as_itself(text: str, renderers: Renderers) -> None:
    for name, render in renderers.items():
        assert render(f"가 {escape_inline(text)}") == (("p", normalise(f"가 {text}")),), name


@pytest.mark.slow
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(HOSTILE, min_size=1, max_size=3))
def test_a_hundred_thousand_paragraphs_read_as_themselves(texts: list[str], renderers: Renderers) -> None:
    lines = [text for text in texts if normalise(text)] or ["x"]
    for name, render in renderers.items():
        assert render("\n".join(map(escape_line, lines))) == (("p", normalise("\n".join(lines))),), name


@given(text=HOSTILE)
def test_github_never_finds_two_tildes(text: str) -> None:
    assert escape_inline(text).count("~") <= 1


@pytest.mark.parametrize(
    "line",
    [
        "과학기술정보통신부는 24일 '소프트웨어정책 민관협의회'를 영상회의로 열고, 후속 조치를 논의했다.",
        "“작은 기업이 혼자 넘기 어려운 언어‧법률의 벽을 낮추는 데 초점을 맞췄다”고 설명했다.",
        "과기정통부는 ▲ 과업심의위원회 운영 기준 ▲ 원격지 개발 활성화 등 7개 대표 과제를 뽑았다.",
        "7~8일 평창에서 R&D + 인력교류 = 시너지 | 1:1 상담 {가칭} $100 10^2 (사진=과기부)!",
        "2024년 3월 5일 발표했다. 7.6조 원, 4.8%p, 53.8GW.",
        "-5도까지 떨어진다",
        "+82-2-000-0000",
        "파일_이름을 바꾼다",
        "※ 최근 3년간 지원예산 변화: ’08년 61억 원 / ’09년 68억 원",
    ],
)
def test_an_ordinary_line_stays_as_it_is(line: str) -> None:
    assert escape_line(line) == line


@pytest.mark.parametrize(
    ("line", "escaped"),
    [
        ("2024. 3. 5. 발표", "2024\\. 3. 5. 발표"),
        ("1) 첫째", "1\\) 첫째"),
        ("[앵커] 말", "\\[앵커] 말"),
        ("<국내 유입 방지 대책>", "&lt;국내 유입 방지 대책>"),
        ("* 대상: 1년 이내", "\\* 대상: 1년 이내"),
        ("7~8일과 9~10일", "7&#126;8일과 9&#126;10일"),
    ],
)
def test_only_what_is_active_is_escaped(line: str, escaped: str) -> None:
    assert escape_line(line) == escaped


def test_the_escaped_text_grows_with_the_text_alone() -> None:
    assert len(escape_line("[" * 20_000)) == 2 * 20_000
    assert len(escape_line("~" * 20_000)) <= 6 * 20_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" \u3000가\xa0\n나\t다 ", "가 나 다"),
        ("가\u200b나\ufeff", "가나"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("㎡ ① Δ", "㎡ ① Δ"),
        ("\u200b\xa0", ""),
    ],
)
def test_normalise(text: str, expected: Any) -> None:
    assert normalise(text) == expected
