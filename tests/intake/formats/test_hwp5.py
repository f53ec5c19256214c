"""HWP 5, on files made by hand: what is read, what is set aside, what is refused."""

from __future__ import annotations

import struct

import pytest

from builder.intake.formats.extracted import Extracted, Kind, Rule, Table, cell_text, grid, plain, texts
from builder.intake.formats.hwp5 import read_hwp5
from builder.model import Problem, Severity
from tests.intake.formats.make import control, doc_info, hwp5, hwp5_table, packed, para, record

TABLE = control(11, b"tbl ")


def read(data: bytes) -> Extracted:
    found = read_hwp5(data, "a.hwp")
    assert isinstance(found, Extracted), found
    return found


def refused(data: bytes) -> str:
    found = read_hwp5(data, "a.hwp")
    assert isinstance(found, Problem), found
    assert found.severity is Severity.ERROR
    assert found.hint
    return found.code


def test_paragraphs_come_in_order() -> None:
    found = read(hwp5(para("하나"), para("둘"), para("셋")))
    assert plain(found) == "하나\n둘\n셋"
    assert found.notices == ()


def test_a_file_that_is_not_packed_is_read() -> None:
    assert plain(read(hwp5(para("글"), flags=0))) == "글"


def test_control_characters_within_a_text() -> None:
    tab = struct.pack("<H", 9) + bytes(12) + struct.pack("<H", 9)
    assert plain(read(hwp5(para("가", tab, "나", "\n", "다\x18라\x1e마\x1f바")))) == "가\t나\n다-라 마 바"


def test_automatic_bullets_and_numbers_are_shown() -> None:
    found = list(texts(read(hwp5(para("점", shape=1), para("첫째", shape=2), para("둘째", shape=2))).blocks))
    assert [(text.text, text.mark) for text in found] == [("□ 점", "□"), ("1. 첫째", "1."), ("2. 둘째", "2.")]


def test_a_table_keeps_its_spans_and_place() -> None:
    made = hwp5_table(("가", 0, 0, 2, 1), ("나", 0, 1, 1, 1), ("다", 1, 1, 1, 1))
    found = read(hwp5(para("앞", TABLE, "뒤") + made))
    assert plain(found) == "앞\n가\n나\n다\n뒤"
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    assert [[cell_text(one) if one else None for one in row] for row in grid(table)] == [
        ["가", "나"],
        ["가", "다"],
    ]


def test_a_control_without_its_place_in_the_text_is_not_lost() -> None:
    assert plain(read(hwp5(para("글") + hwp5_table(("칸", 0, 0, 1, 1))))) == "글\n칸"


@pytest.mark.parametrize(("ground", "hidden"), [(1, True), (2, False)])
def test_white_text_in_a_cell_is_hidden_unless_the_cell_is_painted(ground: int, hidden: bool) -> None:
    made = hwp5_table(("안", 0, 0, 1, 1), ground=ground, letters=1)
    found = read(hwp5(para("밖", TABLE) + made))
    assert ("안" in plain(found)) is not hidden
    assert [one.rule for one in found.set_aside] == [Rule.WHITE] * hidden
    assert [notice.code for notice in found.notices] == ["N122"] * hidden


def test_footnotes_text_boxes_and_captions() -> None:
    note = record(71, 1, b"  nf" + bytes(8)) + record(72, 2, bytes(8)) + para("설명", level=2)
    box = record(71, 1, b" osg" + bytes(40)) + record(72, 2, bytes(12)) + para("캡션", level=2)
    box += record(76, 2, b"cer$") + record(72, 3, bytes(8)) + para("상자", level=3)
    found = read(hwp5(para("본문", control(17, b"fn  "), "이다", control(11, b"gso ")) + note + box))
    assert [(text.text, text.kind) for text in texts(found.blocks)] == [
        ("본문[1]이다", Kind.BODY),
        ("상자", Kind.BOX),
        ("캡션", Kind.CAPTION),
        ("[1] 설명", Kind.NOTE),
    ]


def test_headers_and_hidden_comments_are_set_aside() -> None:
    header = record(71, 1, b"daeh" + bytes(8)) + record(72, 2, bytes(8)) + para("머리말", level=2)
    comment = record(71, 1, b"tmct" + bytes(8)) + record(72, 2, bytes(8)) + para("메모", level=2)
    found = read(hwp5(para(control(16, b"head"), control(15, b"tcmt"), "글") + header + comment))
    assert plain(found) == "글"
    assert {(one.text, one.rule) for one in found.set_aside} == {
        ("머리말", Rule.RUNNING_HEAD),
        ("메모", Rule.COMMENT),
    }


def test_half_a_surrogate_pair_is_marked() -> None:
    assert plain(read(hwp5(para(b"\x00\xd8", "글")))) == "\ufffd글"


def test_a_check_sum_that_does_not_match_is_a_notice() -> None:
    found = read(hwp5(para("글"), checked=b"other"))
    assert plain(found) == "글"
    assert [notice.code for notice in found.notices] == ["N123"]


# --------------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("flags", "code"), [(0x3, "E115"), (0x81, "E115"), (0x5, "E116"), (0x11, "E117"), (0x101, "E117")]
)
def test_what_is_locked_is_refused_by_name(flags: int, code: str) -> None:
    assert refused(hwp5(para("글"), flags=flags)) == code


def test_no_word_at_all_is_an_error() -> None:
    assert refused(hwp5(para(" "))) == "E126"


def test_a_file_that_is_cut_off_is_refused_everywhere() -> None:
    data = hwp5(para("글" * 500))
    codes = {refused(data[:length]) for length in range(600, len(data) - 512, 331)}
    assert codes == {"E118"}


def test_a_stream_that_ends_too_soon_is_refused() -> None:
    info = packed(doc_info())
    data = hwp5(para("글"))
    assert info in data
    assert refused(data.replace(info, info[:10] + b"\xff" * (len(info) - 10))) in ("E118", "E120")


def test_a_record_beyond_its_stream_is_refused() -> None:
    assert refused(hwp5(para("글"), struct.pack("<I", 67 | 500 << 20))) == "E118"


def test_a_missing_stream_is_refused() -> None:
    assert (
        refused(hwp5(para("글")).replace("DocInfo".encode("utf-16-le"), "DocInfa".encode("utf-16-le")))
        == "E120"
    )


def test_bytes_that_are_no_compound_file_are_refused() -> None:
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)) in ("E118", "E120")


def test_a_stream_that_unpacks_to_too_much_is_refused() -> None:
    assert refused(hwp5(para("글"), info=bytes(65 * 1024 * 1024))) == "E121"


def test_too_many_records_are_refused() -> None:
    assert refused(hwp5(para("글"), record(99, 0) * 200_001)) == "E121"


def test_a_text_without_end_is_refused() -> None:
    assert refused(hwp5(para("글" * 1_000_001))) == "E121"


def test_deep_nesting_is_refused() -> None:
    assert refused(hwp5(*[record(71, level) for level in range(300)])) == "E124"
    nested = b"".join(
        record(66, level, bytes(22)) + record(71, level + 1, b" lbt") for level in range(0, 198, 2)
    )
    assert refused(hwp5(nested)) in ("E124", "E126")
