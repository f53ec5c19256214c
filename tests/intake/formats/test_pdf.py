"""PDF, on files made by hand: lines joined, furniture out, the notice that is always there."""

from __future__ import annotations

import sys

import pytest

from builder.intake.formats.extracted import Extracted, Place, Rule, plain
from builder.intake.formats.pdf import read_pdf
from builder.intake.formats.pdf_lines import Line
from builder.intake.formats.pdf_paragraphs import paragraphs
from builder.model import Problem
from tests.intake.formats.make import pdf

pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")

LEFT, RIGHT = 50, 540


def read(data: bytes) -> Extracted:
    found = read_pdf(data, "a.pdf")
    assert isinstance(found, Extracted), found
    return found


def refused(data: bytes) -> str:
    found = read_pdf(data, "a.pdf")
    assert isinstance(found, Problem), found
    assert found.hint
    return found.code


def line(text: str, number: int, *, left: float = LEFT, right: float = RIGHT, page: int = 1) -> Line:
    top = 700.0 - 20 * number
    return Line(text, page, number, left, right, top - 14, top, 14.0, 842.0)


def joined(*lines: Line) -> list[str]:
    return [one.text for one in paragraphs(lines)]


def test_a_page_is_read_with_its_notice() -> None:
    found = read(pdf([(50, 760, 26, "제목"), (50, 700, 14, "본문이 있다.")], [(50, 700, 14, "둘째 쪽이다.")]))
    assert plain(found) == "제목\n본문이 있다.\n둘째 쪽이다."
    assert [notice.code for notice in found.notices] == ["N121"]
    assert found.pages == 2
    assert [block.place for block in found.blocks] == [Place(1, 1), Place(2, 1), Place(3, 2)]


def test_page_numbers_and_running_heads_are_set_aside() -> None:
    pages = [
        [(50, 810, 9, "보도자료 제5호"), (50, 600, 14, f"{word} 이야기이다."), (290, 30, 10, f"- {number} -")]
        for number, word in enumerate("가나다라", 1)
    ]
    found = read(pdf(*pages))
    assert plain(found) == "가 이야기이다.\n나 이야기이다.\n다 이야기이다.\n라 이야기이다."
    assert [one.rule for one in found.set_aside] == [Rule.RUNNING_HEAD, Rule.PAGE_NUMBER] * 4


def test_a_full_line_goes_on_and_a_short_one_does_not() -> None:
    assert joined(line("가나다 ", 0), line("라마바", 1, right=200), line("사아자", 2)) == [
        "가나다 라마바",
        "사아자",
    ]


def test_a_mark_or_a_space_opens_a_paragraph() -> None:
    assert joined(line("가나다", 0), line("□ 라마바", 1), line(" 사아자", 2), line("1. 차카타", 3)) == [
        "가나다",
        "□ 라마바",
        " 사아자",
        "1. 차카타",
    ]


def test_an_indent_opens_a_paragraph() -> None:
    lines = line("가나다", 0, left=70), line("라마바", 1), line("사아자", 2), line("차카타", 3, left=70)
    assert joined(*lines) == ["가나다라마바사아자", "차카타"]


def test_a_line_goes_on_across_pages() -> None:
    assert joined(line("가나다 ", 0), line("라마바", 0, page=2)) == ["가나다 라마바"]


def test_spaces_at_line_ends() -> None:
    assert joined(line("나라의 ", 0), line("살림", 1)) == ["나라의 살림"]
    assert joined(line("우리 살림을", 0), line("꾸린다", 1)) == ["우리 살림을 꾸린다"]
    assert joined(line("우리 살", 0), line("림이다", 1)) == ["우리 살림이다"]
    assert joined(line("이 살림을 본 우리 살", 0), line("림을 본다", 1)) == ["이 살림을 본 우리 살림을 본다"]


def test_a_raised_sign_stays_in_its_line() -> None:
    assert (
        plain(read(pdf([(50, 700, 14, "사절단"), (92, 705, 8, "*"), (100, 700, 14, "을 보냈다")])))
        == "사절단*을 보냈다"
    )


def test_no_text_layer_is_an_error() -> None:
    assert refused(pdf([])) == "E126"


def test_a_file_that_is_cut_off_is_refused() -> None:
    data = pdf([(50, 700, 14, "글")])
    assert refused(data[:-20]) == "E118"
    assert refused(b"%PDF-1.4\n%%EOF") == "E120"


def test_a_password_is_refused() -> None:
    locked = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{}> /U <{}> >> /ID [<00><00>]".format(
            "11" * 32,
            "22" * 32,
        )
    )
    assert refused(pdf([(50, 700, 14, "글")], trailer=locked)) == "E115"


def test_too_many_pages_are_refused() -> None:
    assert refused(pdf(*[[(50, 700, 14, "글")]] * 1_001)) == "E121"


def test_without_the_extra_the_problem_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    found = read_pdf(pdf([(50, 700, 14, "글")]), "a.pdf")
    assert isinstance(found, Problem)
    assert found.code == "E127"
    assert "[pdf]" in found.hint
