"""HWPX against ``python-hwpx``, a reader and writer that others wrote: on files it makes itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.intake.formats.extracted import Extracted, Rule, Table, cell_text, grid, plain
from builder.intake.formats.hwpx import read_hwpx

hwpx = pytest.importorskip("hwpx", reason="python-hwpx is not installed")
extractor = pytest.importorskip("hwpx.tools.text_extractor", reason="python-hwpx is not installed")


def read(document: object) -> Extracted:
    found = read_hwpx(document.to_bytes(), "a.hwpx")  # type: ignore[attr-defined]
    assert isinstance(found, Extracted), found
    return found


def test_paragraphs_and_a_merged_table() -> None:
    document = hwpx.HwpxDocument.new()
    document.add_paragraph("시험 문서의 첫 문단이다.")
    table = document.add_table(2, 3)
    for row in range(2):
        for column in range(3):
            table.set_cell_text(row, column, f"{row}{column}")
    table.merge_cells(0, 0, 0, 1)
    document.add_paragraph("시험 문서의 끝 문단이다.")
    found = read(document)
    assert plain(found).startswith("시험 문서의 첫 문단이다.")
    assert plain(found).endswith("시험 문서의 끝 문단이다.")
    (made,) = [block for block in found.blocks if isinstance(block, Table)]
    shown = [[cell_text(one) if one else None for one in row] for row in grid(made)]
    assert shown[0][0] == shown[0][1]
    assert shown[0][2] == "02"
    assert shown[1] == ["10", "11", "12"]


def test_notes_memos_and_headers() -> None:
    document = hwpx.HwpxDocument.new()
    document.add_paragraph("각주가 있는 문단")
    document.paragraphs[-1].add_footnote("각주의 글")
    document.page.set_header(text="머리말의 글")
    found = read(document)
    assert plain(found).split("\n")[-1] == "[1] 각주의 글"
    assert [one.rule for one in found.set_aside if one.text == "머리말의 글"] == [Rule.RUNNING_HEAD]


def test_the_oracle_opens_our_own_files(tmp_path: Path) -> None:
    document = hwpx.HwpxDocument.new()
    document.add_paragraph("글")
    path = tmp_path / "a.hwpx"
    path.write_bytes(document.to_bytes())
    with extractor.TextExtractor(path) as text:
        assert "글" in "".join(one.text() for one in text.iter_document_paragraphs())
