"""The sentence by which lists show an article: its lead, whole, and not its title once more."""

from __future__ import annotations

import pytest

from builder.model import Document, Heading, Item, ItemList, Paragraph
from builder.prose.summary import lead, markdown_lead, markdown_summary
from builder.registry import Registry

TITLE = "산림청, 봄철 산불 조심 기간 운영"
LEAD = "산림청은 다음 달부터 산불 감시원 만 명을 둔다."


@pytest.mark.parametrize(
    "before",
    [
        TITLE,
        f"{TITLE} 관련 보도자료 내용입니다.",
        "봄철 산불 조심 기간 운영",
        "- 감시원 만 명 배치 -",
        "안녕하십니까?",
        "자세한 내용은 첨부파일을 참고하시기 바랍니다.",
        "산림청(청장 노을빛, 이하",
    ],
    ids=["title", "title and more", "part of it", "subtitle", "greeting", "pointer", "half a sentence"],
)
def test_what_tells_nothing_new_is_no_lead(before: str, registry: Registry) -> None:
    document = Document((Heading("개요", 2), Paragraph(before), Paragraph(LEAD), Paragraph("둘째 문장이다.")))
    assert lead(document, (TITLE, "감시원 만 명 배치"), registry.greetings) == LEAD


def test_without_a_sentence_the_first_entry_of_a_list_leads() -> None:
    entries = ItemList((Item(TITLE, (), None), Item("감시원 만 명 배치", (), None)), ordered=False)
    assert lead(Document((entries,)), (TITLE,)) == "감시원 만 명 배치"


def test_where_nothing_is_told_there_is_no_lead() -> None:
    assert lead(Document((Paragraph(TITLE),)), (TITLE,)) == ""
    assert lead(Document(()), (TITLE,)) == ""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"■ {LEAD}", LEAD),
        (f"\uf0a7 {LEAD}", LEAD),
        (f"\U000f1050{LEAD}", LEAD),
        ("- 감시원 만 명을 둔다. -", "감시원 만 명을 둔다."),
        ("-5도까지 내려간다.", "-5도까지 내려간다."),
        ("○○시는 감시원을 둔다.", "○○시는 감시원을 둔다."),
        ("▲감시원 배치 ▲헬기 점검", "▲감시원 배치 ▲헬기 점검"),
        ("산불\uf0e8숲 복원을 돕는다.", "산불 숲 복원을 돕는다."),
    ],
    ids=["sign", "private", "close", "frame", "number", "hidden name", "parts", "inside"],
)
def test_a_mark_in_front_and_private_signs_stay_behind(line: str, told: str, registry: Registry) -> None:
    assert lead(Document((Paragraph(line),)), (), (), registry.structure.marks) == told


def test_half_a_sentence_is_better_than_none() -> None:
    assert lead(Document((Paragraph("감시원 만 명을 두며"),)), (TITLE,)) == "감시원 만 명을 두며"


def test_a_long_lead_is_cut_at_a_word() -> None:
    text = lead(Document((Paragraph("산불을 " * 60 + "막는다."),)))
    assert len(text) <= 120
    assert text.endswith("산불을…")


def test_an_edited_body_has_its_lead_too() -> None:
    assert markdown_lead(f"{TITLE}\n\n{LEAD}\n", (TITLE,)) == LEAD
    assert markdown_summary(f"{TITLE}\n\n{LEAD}\n") == TITLE
