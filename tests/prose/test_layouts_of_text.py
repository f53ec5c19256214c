"""How texts were laid out before they came here: cut lines, cells one a line, levels run together, stanzas."""

from __future__ import annotations

from collections.abc import Callable

from builder.model import Block, Document, Heading, Item, ItemList, Note, Paragraph, Table

DocumentOf = Callable[[str], Document]


def blocks_of(document: Document) -> list[Block]:
    return list(document.blocks)


def bullets(*texts: str) -> ItemList:
    return ItemList(tuple(Item(text) for text in texts), ordered=False)


def test_a_release_that_was_cut_at_a_width(document_of: DocumentOf) -> None:
    text = (
        "□ 가상부는 여름부터 석 달 동안 바닷가 마을의 오래된 방파제\n"
        "4백 곳을 점검하고 그 결과를 오늘 내놓았다.\n"
        "ㅇ 점검은 지방자치단체와 함께 하였으며, 잠수사와 기술사 등\n"
        "312명이 현장을 찾았다.\n"
        "- 이 가운데 금이 간 73곳은 다음 달 보름까지 먼저 고치도록\n"
        "조치한다.\n"
        "□ 다만 예산이 모자라 당장 고치기 어려운 마을에는 임시로 쓸\n"
        "방파제를 놓기로 했다.\n"
    )
    made = blocks_of(document_of(text))
    assert made[0] == Paragraph(
        "가상부는 여름부터 석 달 동안 바닷가 마을의 오래된 방파제 4백 곳을 점검하고 그 결과를 오늘 내놓았다."
    )
    assert isinstance(made[1], ItemList)
    assert made[1].items[0].text.endswith("잠수사와 기술사 등 312명이 현장을 찾았다.")
    assert made[1].items[0].children == bullets(
        "이 가운데 금이 간 73곳은 다음 달 보름까지 먼저 고치도록 조치한다."
    )
    assert made[2] == Paragraph(
        "다만 예산이 모자라 당장 고치기 어려운 마을에는 임시로 쓸 방파제를 놓기로 했다."
    )


def test_levels_that_ran_together_are_opened(document_of: DocumentOf) -> None:
    text = "□ 가상부는 점검 결과를 밝혔다. ㅇ 모두 4백 곳 - (바다) 3백 곳임 - (강) 백 곳임 * 지난해 기준 □ ○○시는 고친다."
    assert blocks_of(document_of(text)) == [
        Paragraph("가상부는 점검 결과를 밝혔다."),
        ItemList(
            (
                Item(
                    "모두 4백 곳",
                    children=ItemList(
                        (Item("(바다) 3백 곳임"), Item("(강) 백 곳임", (Note("* 지난해 기준"),))),
                        ordered=False,
                    ),
                ),
            ),
            ordered=False,
        ),
        Paragraph("○○시는 고친다."),
    ]


def test_one_sign_within_a_line_opens_nothing(document_of: DocumentOf) -> None:
    text = "가상부는 답안지에 ○ 표를 하게 하고 - 그것도 연필로 - 점수를 매긴다고 밝혔다."
    assert blocks_of(document_of(text)) == [Paragraph(text)]


def test_cells_one_a_line_are_a_table(document_of: DocumentOf) -> None:
    text = "표는 다음과 같다.\n구분\n한도\n비율\n처음\n500만원\n100%\n2천만원 미만\n350만원\n70%\n끝으로 알린다.\n"
    assert blocks_of(document_of(text))[1] == Table(
        (("구분", "한도", "비율"), ("처음", "500만원", "100%"), ("2천만원 미만", "350만원", "70%"))
    )


def test_clauses_set_apart_by_blank_lines_are_paragraphs_by_their_wider_gaps(document_of: DocumentOf) -> None:
    stanza = "오늘은 서른 명의\n\n새내기가 떠나는\n\n날입니다."
    document = document_of("\n\n\n".join([stanza] * 4))
    assert blocks_of(document) == [Paragraph("오늘은 서른 명의 새내기가 떠나는 날입니다.")] * 4


def test_numbers_set_off_above_lists_are_headings(document_of: DocumentOf) -> None:
    text = "1. 법률안 (2건)\n① 바다법 (가상부)\n② 강법 (가상부)\n\n2. 부처 보고 (1건)\n① 여름 대비 (가상부)\n"
    assert blocks_of(document_of(text)) == [
        Heading("1. 법률안 (2건)", 2),
        bullets("① 바다법 (가상부)", "② 강법 (가상부)"),
        Heading("2. 부처 보고 (1건)", 2),
        bullets("① 여름 대비 (가상부)"),
    ]


def test_numbers_above_paragraphs_are_headings_though_they_end_in_a_stop(document_of: DocumentOf) -> None:
    text = "1. 지원을 늘리겠습니다.\n가상부는 지원하는 시간을 올해부터 백 시간 늘린다고 밝혔다.\n2. 기다림을 줄이겠습니다.\n여름부터 순서를 볼 수 있다고 가상부는 덧붙여 설명하였다."
    assert [type(block) for block in document_of(text).blocks] == [Heading, Paragraph, Heading, Paragraph]


def test_one_mark_an_item(document_of: DocumentOf) -> None:
    assert blocks_of(document_of("• ㅇ 바다를 살핀다\n• ㅇ 강을 살핀다")) == [
        bullets("바다를 살핀다", "강을 살핀다")
    ]
    assert blocks_of(document_of("?o 바다를 살핀다\n?o 강을 살핀다")) == [
        bullets("바다를 살핀다", "강을 살핀다")
    ]
