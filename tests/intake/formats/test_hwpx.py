"""HWPX, on files made by hand: what is read, what is set aside, what is refused."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from builder.intake.formats import package
from builder.intake.formats.extracted import Cell, Extracted, Kind, Rule, Table, cell_text, grid, plain, texts
from builder.intake.formats.hwpx import read_hwpx
from builder.model import Problem, Severity
from tests.intake.formats.make import HEAD, cell, hwpx, p, run, sublist, table, words, zipped


def read(data: bytes) -> Extracted:
    found = read_hwpx(data, "a.hwpx")
    assert isinstance(found, Extracted), found
    return found


def refused(data: bytes) -> str:
    found = read_hwpx(data, "a.hwpx")
    assert isinstance(found, Problem), found
    assert found.severity is Severity.ERROR
    assert found.hint
    return found.code


def test_paragraphs_and_sections_come_in_order() -> None:
    found = read(hwpx(p("하나") + p("둘"), p("셋")))
    assert plain(found) == "하나\n둘\n셋"
    assert [text.place.paragraph for text in texts(found.blocks)] == [1, 2, 3]


def test_sections_are_ordered_by_number_not_by_name() -> None:
    found = read(hwpx(*[p(f"{number}번") for number in range(11)]))
    assert plain(found).split("\n")[-2:] == ["9번", "10번"]


def test_signs_within_a_text() -> None:
    marked = "<hp:t>가<hp:tab/>나<hp:lineBreak/>다<hp:nbSpace/>라<hp:fwSpace/>마<hp:hyphen/>바<hp:markpenBegin/>사</hp:t>"
    assert plain(read(hwpx(p(run(marked))))) == "가\t나\n다 라 마-바사"


def test_automatic_bullets_and_numbers_are_shown() -> None:
    marked = (
        p("점", shape=1)
        + p("첫째", shape=2)
        + p("가지", shape=3)
        + p("나지", shape=3)
        + p("둘째", shape=2)
        + p("다시", shape=3)
    )
    found = list(texts(read(hwpx(marked)).blocks))
    assert [text.text for text in found] == ["□ 점", "1. 첫째", "가) 가지", "나) 나지", "2. 둘째", "가) 다시"]
    assert [(text.mark, text.level) for text in found[:3]] == [("□", 1), ("1.", 1), ("가)", 2)]


def test_an_outline_takes_the_numbering_of_its_section() -> None:
    head = HEAD.replace('type="NUMBER" idRef="1" level="0"', 'type="OUTLINE" idRef="0" level="0"')
    assert (
        plain(read(hwpx(p(run('<hp:secPr outlineShapeIDRef="1"/>'), "개요", shape=2), head=head)))
        == "1. 개요"
    )


def test_a_table_keeps_its_spans() -> None:
    rows = [cell("가", 0, 0, rows=2), cell("나", 0, 1, columns=2)], [cell("다", 1, 1), cell("라", 1, 2)]
    (found,) = read(hwpx(p(table(*rows)))).blocks
    assert isinstance(found, Table)
    shown = [[cell_text(one) if one else None for one in row] for row in grid(found)]
    assert shown == [["가", "나", "나"], ["가", "다", "라"]]
    assert found.cells[0] == Cell(0, 0, 2, 1, found.cells[0].blocks)


@pytest.mark.parametrize(("rows", "columns"), [(9, 1), (1, 9), (65_535, 65_535), (0, 0)])
def test_a_span_that_lies_loses_no_cell(rows: int, columns: int) -> None:
    lines = (
        [cell("가", 0, 0, rows=rows, columns=columns), cell("나", 0, 1)],
        [cell("다", 1, 0), cell("라", 1, 1)],
    )
    found = read_hwpx(hwpx(p(table(*lines))), "a.hwpx")
    if isinstance(found, Problem):
        assert found.code == "E121"
    else:
        assert sorted(plain(found).split("\n")) == ["가", "나", "다", "라"]
        (made,) = found.blocks
        assert isinstance(made, Table)
        assert sum(one.rows * one.columns for one in made.cells) <= made.height * made.width


def test_nested_tables_and_text_around_them_keep_their_order() -> None:
    inner = p(table([cell("안", 0, 0)]))
    found = read(hwpx(p("앞", table([cell(p("겉") + inner, 0, 0)]), "뒤")))
    assert plain(found) == "앞\n겉\n안\n뒤"
    assert [text.place.paragraph for text in texts(found.blocks)] == [1, 2, 3, 1]


def test_text_boxes_captions_and_lettering_are_read() -> None:
    box = f"<hp:rect><hp:drawText>{sublist(p('상자'))}</hp:drawText></hp:rect>"
    group = f"<hp:container>{box.replace('상자', '묶음')}</hp:container>"
    picture = f"<hp:pic><hp:caption side='BOTTOM'>{sublist(p('사진'))}</hp:caption></hp:pic>"
    letters = "<hp:textart text='글맵시'/>"
    found = list(texts(read(hwpx(p(run(box + group + picture + letters)))).blocks))
    assert [(text.text, text.kind) for text in found] == [
        ("상자", Kind.BOX),
        ("묶음", Kind.BOX),
        ("사진", Kind.CAPTION),
        ("글맵시", Kind.BODY),
    ]


@pytest.mark.parametrize(("side", "order"), [("TOP", "제목\n칸"), ("BOTTOM", "칸\n제목")])
def test_a_table_s_caption_stands_on_its_side(side: str, order: str) -> None:
    caption = f"<hp:caption side='{side}'>{sublist(p('제목'))}</hp:caption>"
    assert plain(read(hwpx(p(table([cell("칸", 0, 0)], extra=caption))))) == order


def test_the_automatic_number_of_a_caption_is_shown() -> None:
    number = (
        "<hp:ctrl><hp:autoNum num='3' numType='TABLE'><hp:autoNumFormat type='DIGIT'/></hp:autoNum></hp:ctrl>"
    )
    assert plain(read(hwpx(p("표 ", run(number), " 제목")))) == "표 3 제목"


def test_footnotes_stand_at_the_end_and_their_mark_in_the_text() -> None:
    note = f"<hp:ctrl><hp:footNote number='1'>{sublist(p('설명'))}</hp:footNote></hp:ctrl>"
    found = read(hwpx(p("본문", run(note), "이다") + p("끝")))
    assert plain(found) == "본문[1]이다\n끝\n[1] 설명"
    assert found.blocks[-1].kind is Kind.NOTE  # type: ignore[union-attr]


def test_formulas_ruby_and_overlapping_characters_are_read() -> None:
    formula = run("<hp:equation><hp:script>a over b</hp:script></hp:equation>")
    ruby = run(
        "<hp:ctrl><hp:dutmal><hp:mainText>한자</hp:mainText><hp:subText>음</hp:subText></hp:dutmal></hp:ctrl>"
    )
    assert plain(read(hwpx(p(formula, ruby, run("<hp:compose composeText='①'/>"))))) == "a over b한자(음)①"


def test_white_text_on_nothing_is_set_aside_with_a_receipt() -> None:
    found = read(hwpx(p("보임", words("숨음", 1)) + p(words("모두", 1)) + p("끝")))
    assert plain(found) == "보임\n끝"
    assert [(one.text, one.rule, one.place.paragraph) for one in found.set_aside] == [
        ("숨음", Rule.WHITE, 1),
        ("모두", Rule.WHITE, 2),
    ]
    assert [notice.code for notice in found.notices] == ["N122"]


@pytest.mark.parametrize(("ground", "hidden"), [(1, True), (2, False), (3, True)])
def test_white_text_in_a_cell_is_hidden_unless_the_cell_is_painted(ground: int, hidden: bool) -> None:
    found = read(hwpx(p("밖") + p(table([cell(p(words("안", 1)), 0, 0, ground=ground), cell("곁", 0, 1)]))))
    assert ("안" in plain(found)) is not hidden
    assert bool(found.set_aside) is hidden


def test_white_text_on_a_painted_area_or_shape_is_seen() -> None:
    zone = "<hp:cellzoneList><hp:cellzone startRowAddr='0' startColAddr='0' endRowAddr='0' endColAddr='0' borderFillIDRef='2'/></hp:cellzoneList>"
    blue = "<hc:fillBrush><hc:winBrush faceColor='#0000FF'/></hc:fillBrush>"
    box = f"<hp:rect>{blue}<hp:drawText>{sublist(p(words('상자', 1)))}</hp:drawText></hp:rect>"
    assert (
        plain(read(hwpx(p(table([cell(p(words("구역", 1)), 0, 0)], extra=zone)) + p(run(box)))))
        == "구역\n상자"
    )


def test_what_nobody_sees_is_set_aside_by_its_own_rule() -> None:
    comment = f"<hp:ctrl><hp:hiddenComment>{sublist(p('메모'))}</hp:hiddenComment></hp:ctrl>"
    header = f"<hp:ctrl><hp:header>{sublist(p('머리말'))}</hp:header></hp:ctrl>"
    picture = "<hp:pic><hp:shapeComment>그림입니다.</hp:shapeComment></hp:pic>"
    deleted = "<hp:t>남음<hp:deleteBegin/>지움<hp:deleteEnd/>또</hp:t>"
    found = read(hwpx(p(run(comment + header + picture + deleted))))
    assert plain(found) == "남음또"
    assert {(one.text, one.rule) for one in found.set_aside} == {
        ("메모", Rule.COMMENT),
        ("머리말", Rule.RUNNING_HEAD),
        ("그림입니다.", Rule.SHAPE_COMMENT),
        ("지움", Rule.DELETED),
    }


def test_sizes_are_points() -> None:
    assert [text.size for text in texts(read(hwpx(p("작다", words("크다", 2)))).blocks)] == [26.0]


def test_text_is_composed() -> None:
    assert plain(read(hwpx(p("\u1112\u1161\u11ab")))) == "한"


# --------------------------------------------------------------------------------------------------------------- refusals


def test_no_word_at_all_is_an_error() -> None:
    assert refused(hwpx(p(" ") + p(run("<hp:pic/>")))) == "E126"
    assert refused(hwpx(p(words("숨음", 1)))) == "E126"


def test_a_password_is_refused() -> None:
    manifest = "<m:manifest xmlns:m='urn:x'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    assert refused(hwpx(p("글"), more={"META-INF/manifest.xml": manifest})) == "E115"


def test_an_encrypted_zip_is_refused() -> None:
    data = bytearray(hwpx(p("글")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refused(bytes(data)) == "E115"


def test_a_file_that_is_cut_off_is_refused_everywhere() -> None:
    data = hwpx(p("글" * 500))
    assert {refused(data[:length]) for length in range(30, len(data) - 22, 37)} == {"E118"}


def test_a_wrong_check_sum_is_refused() -> None:
    data = bytearray(hwpx(p("글")))
    directory = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 16, 0)
    assert refused(bytes(data)) == "E119"


def test_broken_xml_is_refused() -> None:
    assert refused(hwpx("<hp:p>")) == "E120"
    assert refused(zipped({"mimetype": "application/hwp+zip", "Contents/header.xml": HEAD})) == "E120"
    assert refused(zipped({"mimetype": "application/hwp+zip", "Contents/section0.xml": "<a/>"})) == "E120"


def test_a_part_that_unpacks_to_too_much_is_refused() -> None:
    assert refused(hwpx(p("글"), more={"Contents/section1.xml": b" " * (65 * 1024 * 1024)})) == "E121"


def test_a_size_that_lies_is_refused() -> None:
    data = bytearray(hwpx(p("글" * 100)))
    struct.pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, 50)
    assert refused(bytes(data)) == "E119"
    struct.pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, 0x7FFFFFFF)
    assert refused(bytes(data)) == "E121"


def test_more_in_all_than_is_allowed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = hwpx(p("글"), more={f"BinData/{number}": bytes(1_000) for number in range(5)})
    monkeypatch.setattr(package, "MAX_TOTAL", 5_000)
    assert refused(data) == "E121"


def test_too_many_tags_are_refused() -> None:
    assert refused(hwpx("<a/>" * 1_500_001)) == "E121"


def test_too_many_paragraphs_are_refused() -> None:
    assert refused(hwpx("<hp:p/>" * 10_000, "<hp:p/>" * 10_001)) == "E121"


def test_too_many_parts_are_refused() -> None:
    assert refused(hwpx(p("글"), more={f"BinData/{number}": "" for number in range(5_001)})) == "E122"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_doctypes_are_refused(doctype: str, encoding: str) -> None:
    section = f"<?xml version='1.0' encoding='{encoding}'?>{doctype}<x>&a;</x>"
    assert refused(hwpx(more={"Contents/section0.xml": section.encode(encoding)})) in ("E123", "E120")
    declared = f"<?xml version='1.0' encoding='{encoding}'?>{doctype}<x/>"
    assert refused(hwpx(more={"Contents/section0.xml": declared.encode(encoding)})) == "E123"


@pytest.mark.parametrize("depth", [210, 3_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    assert refused(hwpx("<a>" * depth + "</a>" * depth)) == "E124"


def test_a_grid_that_would_fill_memory_is_refused() -> None:
    lines = [[cell("가", row, 0, rows=60_000, columns=60_000)] for row in range(10)]
    assert refused(hwpx(p(table(*lines)))) == "E121"


def test_two_parts_of_one_name_are_refused(recwarn: pytest.WarningsRecorder) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = _twice("Contents/section0.xml")
    assert refused(data) == "E120"


def _twice(name: str) -> bytes:
    out = io.BytesIO(hwpx(p("글")))
    with zipfile.ZipFile(out, "a") as made:
        made.writestr(name, "<a/>")
    return out.getvalue()
