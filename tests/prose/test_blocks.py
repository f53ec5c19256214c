"""Every phenomenon of the body becomes the block it is; and no word is lost or made up."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import (
    Block,
    Caption,
    Document,
    Heading,
    Item,
    ItemList,
    Note,
    Paragraph,
    Placed,
    Role,
    Speaker,
    Table,
)
from builder.prose.blocks import build_document
from builder.prose.escape import normalise
from builder.prose.markdown import render_document
from builder.registry.structure import Structure
from tests.prose.words import plain_text

Renderers = Mapping[str, Callable[[str], tuple[Any, ...]]]
DocumentOf = Callable[[str], Document]

LONG = "정부는 올해 하반기부터 상담 인력을 단계적으로 늘리고 지역 센터를 새로 짓는 방안을 추진한다고 밝혔다."
LONG_TOO = "관계자는 현장의 목소리를 들어 시행 시기와 예산을 조정하고 부처와 함께 점검하겠다고 말했다."


def bullets(*texts: str) -> ItemList:
    return ItemList(tuple(Item(text) for text in texts), ordered=False)


def blocks_of(document: Document) -> list[Block]:
    return list(document.blocks)


@pytest.mark.parametrize(
    "text",
    [f"{LONG}\n{LONG_TOO}", f"{LONG}\n\n{LONG_TOO}", f"\n\n{LONG}\n\xa0\n \u3000\n\u200b\n{LONG_TOO}\n"],
)
def test_paragraphs(text: str, document_of: DocumentOf) -> None:
    assert blocks_of(document_of(text)) == [Paragraph(LONG), Paragraph(LONG_TOO)]


def test_a_whole_article_on_one_line_is_one_paragraph(document_of: DocumentOf) -> None:
    text = f"{LONG} {LONG_TOO} " * 8
    assert blocks_of(document_of(text)) == [Paragraph(text.strip())]


def test_only_white_space_is_normalised(document_of: DocumentOf) -> None:
    text = "정부는\xa0‘국제다곡물’을\u3000R&D’) 뷴야에서  “시작”한다(梁承澤)․‧ㆍ・㎡ ① 한다.\u200b"
    assert blocks_of(document_of(text)) == [
        Paragraph("정부는 ‘국제다곡물’을 R&D’) 뷴야에서 “시작”한다(梁承澤)․‧ㆍ・㎡ ① 한다.")
    ]


def test_other_roles_are_left_out_and_captions_stand_alone(structure: Structure) -> None:
    placed = [
        Placed(1, "제목", Role.TITLE, "t"),
        Placed(2, "정부 관계자가 설명하고 있다.", Role.CAPTION, "t"),
        Placed(3, LONG, Role.BODY, "t"),
        Placed(4, "홍길동 기자", Role.BYLINE, "t"),
        Placed(5, LONG_TOO, Role.BODY, "t"),
    ]
    assert blocks_of(build_document(placed, structure)) == [
        Caption("정부 관계자가 설명하고 있다."),
        Paragraph(LONG),
        Paragraph(LONG_TOO),
    ]


# ------------------------------------------------------------------------------------------------------------- line breaks


def test_lines_cut_inside_words_at_a_width_are_joined_where_the_file_kept_the_spaces(
    document_of: DocumentOf,
) -> None:
    text = (
        "    정보통신부는 농어촌의 정보격차를 줄이기 위해 내년까지 모든 읍면에 초고\n"
        "속 통신망을 깔기로 하고 사업자를 고르는 일에 들어갔다고 오늘 아침에 밝혔\n"
        "다.\n"
        "    지금은 도시와 일부 읍에만 통신망이 들어가 있어 학교와 보건소마저 전화 \n"
        "모뎀을 쓰는 곳이 적지 않다. 정부는 융자금의 이자를 대신 내는 방식으로 사\n"
        " 업자를 모은다.\n"
    )
    assert blocks_of(document_of(text)) == [
        Paragraph(
            "정보통신부는 농어촌의 정보격차를 줄이기 위해 내년까지 모든 읍면에 초고속 통신망을 깔기로 하고 사업자를 고르는 일에 들어갔다고 오늘 아침에 밝혔다."
        ),
        Paragraph(
            "지금은 도시와 일부 읍에만 통신망이 들어가 있어 학교와 보건소마저 전화 모뎀을 쓰는 곳이 적지 않다. 정부는 융자금의 이자를 대신 내는 방식으로 사 업자를 모은다."
        ),
    ]


def test_lines_broken_between_words_are_joined_with_a_space(document_of: DocumentOf) -> None:
    text = (
        "정보통신부는 농어촌의 정보격차를 줄이기 위해 내년까지\n"
        "모든 읍면에 초고속 통신망을 깔기로 하고 사업자를 고르는\n"
        "일에 들어갔다고 밝혔다.\n"
        "지금은 도시와 일부 읍에만 통신망이 들어가 있어 학교와\n"
        "보건소마저 전화 모뎀을 쓰는 곳이 적지 않다. 정부는 이자를\n"
        "대신 내기로 했다.\n"
    )
    assert blocks_of(document_of(text)) == [
        Paragraph(
            "정보통신부는 농어촌의 정보격차를 줄이기 위해 내년까지 모든 읍면에 초고속 통신망을 깔기로 하고 사업자를 고르는 일에 들어갔다고 밝혔다."
        ),
        Paragraph(
            "지금은 도시와 일부 읍에만 통신망이 들어가 있어 학교와 보건소마저 전화 모뎀을 쓰는 곳이 적지 않다. 정부는 이자를 대신 내기로 했다."
        ),
    ]


def test_a_clause_a_line_is_joined_to_sentences(document_of: DocumentOf) -> None:
    text = "봄철 산불을 막는\n드론 감시가\n모레 시작됩니다.\n마을 방송과 문자로\n대피 장소를 알리고,\n혼자 사는 노인은\n담당 공무원이\n직접 돕습니다."
    assert blocks_of(document_of(text)) == [
        Paragraph("봄철 산불을 막는 드론 감시가 모레 시작됩니다."),
        Paragraph("마을 방송과 문자로 대피 장소를 알리고, 혼자 사는 노인은 담당 공무원이 직접 돕습니다."),
    ]


def test_short_lines_without_sentences_are_not_joined(document_of: DocumentOf) -> None:
    text = "서울\n부산\n대구\n인천\n광주"
    assert blocks_of(document_of(text)) == [Paragraph(line) for line in text.split("\n")]


# ---------------------------------------------------------------------------------------------------------------- headings


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_short_line_without_a_stop_above_text_is_a_heading(document_of: DocumentOf, gap: str) -> None:
    text = gap.join([LONG, "현지 인력 채용도 지원한다", LONG_TOO, "디지털미디어 선순환 생태계 구축", LONG])
    assert blocks_of(document_of(text)) == [
        Paragraph(LONG),
        Heading("현지 인력 채용도 지원한다", 2),
        Paragraph(LONG_TOO),
        Heading("디지털미디어 선순환 생태계 구축", 2),
        Paragraph(LONG),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "온마루뉴스 문하늘입니다.",
        "무엇이 달라지나?",
        "[자료=과학기술정보통신부]",
        "(세종=다온통신)",
        "사진제공=산림청",
        "지원 대상은 다음과 같다:",
        "1",
        "164명 (13.6% ↑)",
        "6월 3주",
        "△ 0.8",
        "▲ 3.1%",
    ],
)
def test_a_short_line_that_is_no_heading(document_of: DocumentOf, line: str) -> None:
    assert blocks_of(document_of(f"{LONG}\n\n{line}\n\n{LONG_TOO}")) == [
        Paragraph(LONG),
        Paragraph(line),
        Paragraph(LONG_TOO),
    ]


def test_the_last_line_is_no_heading(document_of: DocumentOf) -> None:
    assert blocks_of(document_of(f"{LONG}\n현지 인력 채용 지원")) == [
        Paragraph(LONG),
        Paragraph("현지 인력 채용 지원"),
    ]


@pytest.mark.parametrize(
    "line", ["<국내 유입 방지 대책>", "[보도 내용]", "【추진 배경】", "〈도입 사업장 반응〉"]
)
def test_a_line_in_brackets_is_a_heading_with_its_brackets(document_of: DocumentOf, line: str) -> None:
    assert blocks_of(document_of(f"{line}\n{LONG}")) == [Heading(line, 2), Paragraph(LONG)]


@pytest.mark.parametrize("sign", "■◇◆◎●▣▶▲")
def test_a_line_with_a_sign_alone_above_text_is_a_heading_without_it(
    document_of: DocumentOf, sign: str
) -> None:
    text = f"{sign} 추진 배경\n{LONG}\n{sign}주요 내용\n- 하나\n- 둘"
    assert blocks_of(document_of(text)) == [
        Heading("추진 배경", 2),
        Paragraph(LONG),
        Heading("주요 내용", 2),
        bullets("하나", "둘"),
    ]


def test_numbered_headings_below_roman_ones(document_of: DocumentOf) -> None:
    text = f"Ⅰ. 추진 배경\n1. 현황\n{LONG}\n2. 문제점\n{LONG_TOO}\nⅡ. 추진 계획\n{LONG}"
    assert blocks_of(document_of(text)) == [
        Heading("Ⅰ. 추진 배경", 2),
        Heading("1. 현황", 3),
        Paragraph(LONG),
        Heading("2. 문제점", 3),
        Paragraph(LONG_TOO),
        Heading("Ⅱ. 추진 계획", 2),
        Paragraph(LONG),
    ]


def test_the_first_heading_is_never_the_lower_one(document_of: DocumentOf) -> None:
    document = document_of(f"1. 현황\n{LONG}\nⅠ. 추진 배경\n{LONG_TOO}")
    assert [block.level for block in document.blocks if isinstance(block, Heading)] == [2, 2]


# ------------------------------------------------------------------------------------------------------------------- lists


def test_a_press_release(document_of: DocumentOf) -> None:
    text = (
        f"□ {LONG}\n"
        "  ㅇ (인력 확충) 늘린다.\n"
        "    - 2022년까지 1,577개\n"
        "      · 상반기 500개\n"
        "    – 시범지역 3곳\n"
        "  ㅇ (자살 유족 지원) 서비스*를 시범 실시한다.\n"
        "    * 대상: 1년 이내 가구\n"
        "    ** 시범지역: 3곳\n"
        f"□ {LONG_TOO}\n"
        "※ 자세한 내용은 누리집 참고\n"
    )
    deepest = bullets("상반기 500개")
    nested = ItemList((Item("2022년까지 1,577개", children=deepest), Item("시범지역 3곳")), ordered=False)
    assert blocks_of(document_of(text)) == [
        Paragraph(LONG),
        ItemList(
            (
                Item("(인력 확충) 늘린다.", children=nested),
                Item(
                    "(자살 유족 지원) 서비스*를 시범 실시한다.",
                    (Note("* 대상: 1년 이내 가구"), Note("** 시범지역: 3곳")),
                ),
            ),
            ordered=False,
        ),
        Paragraph(LONG_TOO),
        Note("※ 자세한 내용은 누리집 참고"),
    ]


@pytest.mark.parametrize("mark", ["ㅇ", "○", "◦", "◯", "-", "–", "·", "•", "∙", "▸", "►", "🔹", "o", "✓"])
def test_every_bullet_alone_is_a_first_level(document_of: DocumentOf, mark: Any) -> None:
    assert blocks_of(document_of(f"{LONG}\n{mark} 하나\n\n{mark} 둘")) == [
        Paragraph(LONG),
        bullets("하나", "둘"),
    ]


@pytest.mark.parametrize("sign", ["■", "◆", "▶", "▲", "▶️"])
def test_signs_in_a_row_are_a_list(document_of: DocumentOf, sign: str) -> None:
    assert blocks_of(document_of(f"{LONG}\n{sign}하나\n\n{sign} 둘\n{sign} 셋")) == [
        Paragraph(LONG),
        bullets("하나", "둘", "셋"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "▲ 과업심의위원회 운영 ▲ 원격지 개발 활성화 등 2개 과제를 뽑았다.",
        "△초당 과금 도입 △가입비 인하 등이 담긴다.",
        "① 예산을 늘리고 ② 사람을 뽑고 ③ 점검한다.",
        "○○시는 20일 밝혔다.",
        "-5도까지 떨어졌다.",
        "7.6조 원을 쓴다.",
        "2024. 3. 5. 발표했다.",
        "1. 한 번만 센다고 목록이 되지는 않으며 이 문장은 제목이 되기에도 너무 길다고 할 것이다.",
        "다. 그러나 이 줄은 앞줄에서 잘린 것이다.",
        "반도체?디스플레이 산업을 키운다.",
        "- 2022년까지 전 시군구 설치 -",
        "■ 하나뿐인 이 문장은 제목이 되기에는 너무 길고 마침표로 끝나므로 적힌 그대로 문단으로 남는다.",
        "(주)가온은 20일 밝혔다.",
        "**굵게**",
    ],
)
def test_running_text_stays_as_it_is(document_of: DocumentOf, line: str) -> None:
    assert blocks_of(document_of(f"{LONG}\n{line}\n{LONG_TOO}")) == [
        Paragraph(LONG),
        Paragraph(line),
        Paragraph(LONG_TOO),
    ]


def test_a_mark_lost_to_a_question_mark(document_of: DocumentOf) -> None:
    assert blocks_of(document_of(f"{LONG}\n?D.N.A. 생태계 강화\n?제도 정비")) == [
        Paragraph(LONG),
        bullets("D.N.A. 생태계 강화", "제도 정비"),
    ]


@pytest.mark.parametrize("form", ["{}. ", "{}) ", "{}."])
def test_numbers_that_count_up_are_a_numbered_list(document_of: DocumentOf, form: str) -> None:
    text = "\n".join([LONG, *(form.format(number) + f"항목{number}" for number in range(1, 13))])
    assert blocks_of(document_of(text)) == [
        Paragraph(LONG),
        ItemList(tuple(Item(f"항목{number}") for number in range(1, 13)), ordered=True),
    ]


def test_numbers_that_do_not_begin_at_one_stay_in_the_text(document_of: DocumentOf) -> None:
    assert blocks_of(document_of("3. 셋째\n4. 넷째")) == [bullets("3. 셋째", "4. 넷째")]


def test_a_number_that_is_missing_leaves_all_numbers_in_the_text(document_of: DocumentOf) -> None:
    assert blocks_of(document_of("1. 하나\n2. 둘\n4. 넷\n5. 다섯")) == [
        bullets("1. 하나", "2. 둘", "4. 넷", "5. 다섯")
    ]


@pytest.mark.parametrize("marks", ["①②③", ["가.", "나.", "다."], ["(1)", "(2)", "(3)"], ["㉮", "㉯", "㉰"]])
def test_letters_and_circles_stay_in_the_text(document_of: DocumentOf, marks: Any) -> None:
    assert blocks_of(document_of("\n".join(f"{mark} 항목" for mark in marks))) == [
        bullets(*(f"{mark} 항목" for mark in marks))
    ]


def test_numbers_letters_and_signs_below_each_other(document_of: DocumentOf) -> None:
    text = "1. 개요\n가. 목적\n1) 하나\n2) 둘\n나. 대상\n - 농가\n2. 계획\n○ 상반기\n○ 하반기"
    assert blocks_of(document_of(text)) == [
        ItemList(
            (
                Item(
                    "개요",
                    children=ItemList(
                        (
                            Item("가. 목적", children=ItemList((Item("하나"), Item("둘")), ordered=True)),
                            Item("나. 대상", children=bullets("농가")),
                        ),
                        ordered=False,
                    ),
                ),
                Item("계획", children=bullets("상반기", "하반기")),
            ),
            ordered=True,
        )
    ]


def test_a_mark_on_a_line_of_its_own_belongs_to_the_next(document_of: DocumentOf) -> None:
    assert blocks_of(document_of(f"□\n{LONG}\nㅇ\n하나\nㅇ\t둘\nㅇ\t셋")) == [
        Paragraph(LONG),
        bullets("하나", "둘", "셋"),
    ]


def test_an_item_goes_on_in_an_indented_line(document_of: DocumentOf) -> None:
    text = "ㅇ 기초센터가 없는 시군구에는 광역센터가 파견 상담을 운영하고 한 사람이\n   맡는 상담 대상자를 줄인다.\nㅇ 둘째"
    assert blocks_of(document_of(text)) == [
        bullets(
            "기초센터가 없는 시군구에는 광역센터가 파견 상담을 운영하고 한 사람이 맡는 상담 대상자를 줄인다.",
            "둘째",
        )
    ]


def test_a_label_with_a_square_above_its_list_is_a_heading(document_of: DocumentOf) -> None:
    assert blocks_of(document_of("□ 주요 내용\n ○ 하나\n ○ 둘\n□ (일시) 3월 5일\n□ (장소) 세종")) == [
        Heading("주요 내용", 2),
        bullets("하나", "둘"),
        Paragraph("(일시) 3월 5일"),
        Paragraph("(장소) 세종"),
    ]


# ---------------------------------------------------------------------------------------------------------------- speakers


def test_a_broadcast(document_of: DocumentOf) -> None:
    text = f"[앵커]\n{LONG}\n[기자]\n{LONG_TOO}\n[인터뷰] 유소담 / 보건복지부 응급의료과\n“병원을 정하게 됩니다.”"
    assert blocks_of(document_of(text)) == [
        Speaker("[앵커]"),
        Paragraph(LONG),
        Speaker("[기자]"),
        Paragraph(LONG_TOO),
        Speaker("[인터뷰] 유소담 / 보건복지부 응급의료과"),
        Paragraph("“병원을 정하게 됩니다.”"),
    ]


@pytest.mark.parametrize(
    "label",
    [
        "<앵커 멘트>",
        "⊙앵커:",
        "◀ 앵 커 ▶",
        "송나영 앵커>",
        "<임혜숙 장관>",
        "[녹취]",
        "【기자】",
        "◀ I N T ▶",
        "⊙ 문하늘 기자:",
        "<질문>",
    ],
)
def test_a_label_with_the_words_spoken(document_of: DocumentOf, label: str) -> None:
    assert blocks_of(document_of(f"{label} {LONG}\n{LONG_TOO}")) == [
        Speaker(label),
        Paragraph(LONG),
        Paragraph(LONG_TOO),
    ]
    assert blocks_of(document_of(f"{label}\n{LONG}")) == [Speaker(label), Paragraph(LONG)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q. 언제 받나요?", "A. 내년부터입니다."),
        ("문) 언제 받나?", "답) 내년부터다."),
        ("질문1: 언제 받나", "답변1: 내년부터다"),
    ],
)
def test_lettered_questions(document_of: DocumentOf, question: str, answer: str) -> None:
    assert blocks_of(document_of(f"{question}\n{answer}")) == [Speaker(question), Paragraph(answer)]


@pytest.mark.parametrize(("asked", "replied"), [("▲ ", "= "), ("-- ", "▲ "), ("-- ", "= ")])
def test_questions_told_by_their_signs(document_of: DocumentOf, asked: str, replied: str) -> None:
    text = f"{asked}언제 시행하나.\n{replied}{LONG}\n{asked}누가 받나.\n{replied}{LONG_TOO}"
    assert blocks_of(document_of(text)) == [
        Speaker("언제 시행하나."),
        Paragraph(LONG),
        Speaker("누가 받나."),
        Paragraph(LONG_TOO),
    ]


def test_questions_with_a_dash(document_of: DocumentOf) -> None:
    text = f"– 언제 시행하나?\n{LONG}\n– 누가 받나?\n{LONG_TOO}"
    assert blocks_of(document_of(text)) == [
        Speaker("언제 시행하나?"),
        Paragraph(LONG),
        Speaker("누가 받나?"),
        Paragraph(LONG_TOO),
    ]


# ------------------------------------------------------------------------------------------------------------------ tables


@pytest.mark.parametrize(
    "text",
    [
        "구분\t2024\t2025\n예산\t10\t20",
        "구분 | 2024 | 2025\n예산 | 10 | 20",
        "| 구분 | 2024 | 2025 |\n|---|---|---|\n| 예산 | 10 | 20 |",
    ],
)
def test_lines_of_as_many_cells_are_a_table(document_of: DocumentOf, text: str) -> None:
    assert blocks_of(document_of(f"{LONG}\n{text}\n{LONG_TOO}")) == [
        Paragraph(LONG),
        Table((("구분", "2024", "2025"), ("예산", "10", "20"))),
        Paragraph(LONG_TOO),
    ]


@pytest.mark.parametrize("text", ["구분 | 2024 | 2025", "구분\t2024\n예산\t10\t20"])
def test_lines_of_unequal_cells_are_no_table(document_of: DocumentOf, text: str) -> None:
    assert all(
        isinstance(block, Paragraph | Heading) for block in document_of(f"{LONG}\n{text}\n{LONG_TOO}").blocks
    )


# -------------------------------------------------------------------------------------------------------------- properties

SIGNS = [
    "",
    "□ ",
    "ㅇ ",
    "○",
    "- ",
    "–",
    "· ",
    "•",
    "▸",
    "■ ",
    "◆",
    "▲ ",
    "▶",
    "?",
    "※ ",
    "* ",
    "** ",
    "주) ",
    "1. ",
    "2. ",
    "3. ",
    "1) ",
    "2) ",
    "가. ",
    "나. ",
    "① ",
    "②",
    "Ⅰ. ",
    "= ",
    "-- ",
    "Q. ",
    "답) ",
]
WORDS = [
    LONG,
    LONG_TOO,
    "추진 배경",
    "짧은 줄",
    "끝났다.",
    "언제인가?",
    "드론 감시가",
    "가",
    "[앵커]",
    "[기자] 말했다.",
    "<임혜숙 장관> 안녕하십니까?",
    "<붙임>",
    "[보도 내용]",
    "2024. 3. 5. 발표",
    "A ▲ B ▲ C 등 3개",
    "이름\t값",
    "하나\t둘\t셋",
    "가 | 나",
    "|---|",
    "*",
    "-",
    "□",
    "ㅇ",
    "(끝)",
    "7~8일",
    "<b>",
    "\\",
    "📱",
    "  들여쓴 줄이",
    "a_b_c",
    "1",
    "◀ 앵 커 ▶",
    "?",
    "=",
    "…",
]
LINE = st.one_of(
    st.just(""),
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", " ", "    ", "\t", "\u3000"]),
        st.sampled_from(SIGNS),
        st.sampled_from(WORDS),
        st.sampled_from(["", " "]),
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=15),
)
PLACED = st.lists(
    st.tuples(LINE, st.sampled_from([Role.BODY] * 6 + [Role.CAPTION, Role.BYLINE])), max_size=25
).map(lambda lines: [Placed(number, text, role, "test") for number, (text, role) in enumerate(lines, 1)])
#: What may go: one sign or number in front of a line, the strokes and rules of a table.
DROPPED = re.compile(r"[□ㅇ○◦\-–·•▸■◆▲▶?=]\ufe0f?|--|\d{1,2}[.)]|[\u2190-\u2bff]\ufe0f?|\S{1,3}")
STROKES = re.compile(r"[|│┃]")


def squeezed(text: str) -> str:
    return STROKES.sub("", normalise(text).replace(" ", ""))


def words_follow(lines: list[str], output: str) -> bool:
    """Whether every line stands in the output in order, whole or without what may stand in front of it."""
    places = {0}
    for line in lines:
        mark = DROPPED.match(line)
        forms = (
            {line}
            | ({line[mark.end() :]} if mark else set())
            | ({line[end:] for end in range(1, 4)} if mark else set())
            | ({""} if set(line) <= set(":+=-─━") else set())
        )
        places = {place + len(form) for place in places for form in forms if output.startswith(form, place)}
    return len(output) in places


@given(placed=PLACED)
def test_no_word_is_lost_or_made_up(placed: list[Placed], structure: Structure) -> None:
    document = build_document(placed, structure)
    lines = [squeezed(line.text) for line in placed if line.role in (Role.BODY, Role.CAPTION)]
    assert words_follow([line for line in lines if line], squeezed(plain_text(document)))


@given(placed=PLACED)
def test_any_lines_make_a_well_formed_document(placed: list[Placed], structure: Structure) -> None:
    document = build_document(placed, structure)
    assert not any(
        isinstance(one, ItemList) and isinstance(two, ItemList) for one, two in pairwise(document.blocks)
    )
    assert all(
        len({len(row) for row in block.rows}) == 1 for block in document.blocks if isinstance(block, Table)
    )
    assert all(block.level in (2, 3) for block in document.blocks if isinstance(block, Heading))


@given(placed=PLACED)
def test_what_is_written_reads_as_the_document(
    placed: list[Placed], structure: Structure, renderers: Renderers
) -> None:
    document = build_document(placed, structure)
    for name, render in renderers.items():
        assert squeezed(text_of(render(render_document(document)))) == squeezed(plain_text(document)), name


def text_of(tree: tuple[Any, ...]) -> str:
    return " ".join(node if isinstance(node, str) else text_of(node[1:]) for node in tree)


def test_the_example_texts_read_as_their_documents(
    shared: Path, document_of: DocumentOf, renderers: Renderers
) -> None:
    files = sorted((shared / "eval").glob("0*.txt")) + sorted((shared / "seeds").glob("*.txt"))
    assert len(files) >= 20
    for path in files:
        raw = path.read_bytes()
        document = document_of(raw.decode("cp949" if path.stem == "016" else "utf-8"))
        assert document.blocks
        for name, render in renderers.items():
            assert squeezed(text_of(render(render_document(document)))) == squeezed(plain_text(document)), (
                path.name,
                name,
            )


def test_a_line_of_any_length_takes_time_in_proportion(document_of: DocumentOf) -> None:
    for line in (
        "[" * 10_000,
        "|" * 10_000,
        "▲" * 10_000,
        "- " * 5_000,
        "1." * 5_000,
        "<" * 10_000,
        "가 " * 5_000,
        "." * 10_000,
        "\t" * 10_000,
    ):
        document_of(f"{line}\n{line}x")
