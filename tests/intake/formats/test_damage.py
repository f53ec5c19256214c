"""Files flipped, truncated and spliced: text or a named problem, never a traceback, never nothing."""

from __future__ import annotations

import pytest

from builder.codes import CODES
from builder.intake.formats.extracted import Extracted, plain
from builder.intake.formats.read import extract
from builder.model import Severity
from tests.intake.formats.make import (
    cell,
    control,
    damaged,
    docx,
    hwp5,
    hwp5_table,
    hwpx,
    p,
    para,
    pdf,
    table,
)

TEXTS = [f"시험 문서의 {number}째 문단은 {number * 7919} 번이다." for number in range(60)]
GRID = [[cell(f"{row}행 {column}열", row, column) for column in range(4)] for row in range(6)]
FILES = {
    "hwpx": hwpx(
        "".join(map(p, TEXTS)) + p(table(*GRID)), more={"BinData/image1.bmp": bytes(range(256)) * 40}
    ),
    "hwp": hwp5(
        *map(para, TEXTS),
        para(control(11, b"tbl ")) + hwp5_table(*[(f"{n}", n // 3, n % 3, 1, 1) for n in range(9)]),
    ),
    "docx": docx("".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in TEXTS)),
    "pdf": pdf(
        *[
            [(50, 780 - 20 * row, 12, text) for row, text in enumerate(TEXTS[start : start + 30])]
            for start in (0, 30)
        ]
    ),
}


def survives(kind: str, seed: int) -> bool:
    """Whether the damaged file was still read; asserts what must hold either way."""
    found = extract(damaged(FILES[kind], seed), f"a.{kind}")
    if isinstance(found, Extracted):
        assert plain(found).strip(), seed
        return True
    assert found.severity is Severity.ERROR, seed
    assert found.code in CODES, seed
    return False


@pytest.mark.parametrize("kind", FILES)
def test_the_files_are_whole_before_they_are_damaged(kind: str) -> None:
    found = extract(FILES[kind], f"a.{kind}")
    assert isinstance(found, Extracted)
    assert all(text in plain(found) for text in TEXTS)


@pytest.mark.parametrize("kind", FILES)
def test_a_hundred_damaged_files(kind: str) -> None:
    read = [survives(kind, seed) for seed in range(100)]
    assert not all(read), "the damage does nothing"


@pytest.mark.slow
@pytest.mark.parametrize("kind", FILES)
def test_two_thousand_damaged_files(kind: str) -> None:
    for seed in range(100, 2_100):
        survives(kind, seed)
