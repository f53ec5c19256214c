from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.intake.text import clean, is_blank, nfc, unify_line_ends


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\u2029", "\u0085"])
def test_every_line_end_becomes_lf(end: str) -> None:
    assert unify_line_ends(f"가{end}나{end}{end}다") == "가\n나\n\n다"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("정부는\u00a012일", "정부는 12일"),
        ("\u3000정부는", " 정부는"),
        ("정\u200b부\ufeff는\u2060", "정부는"),
        ("\u202e정부\u202c는\u200f", "정부는"),
        ("정부\x07는\x1b", "정부는"),
        ("정부\x0b는\x0c", "정부 는 "),
        ("    정부는\t12일", "    정부는\t12일"),
        (unicodedata.normalize("NFD", "과학기술정보통신부"), "과학기술정보통신부"),
        ("㎡ ① ㈜ ﹙", "㎡ ① ㈜ ﹙"),
        ("\u1112\u200b\u1161\u11ab", "한"),
    ],
)
def test_clean_folds_spaces_and_drops_the_invisible(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@settings(deadline=None)
@given(st.text())
def test_clean_text_is_nfc_stable_and_printable(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not [c for c in cleaned if c != "\t" and unicodedata.category(c) in {"Cc", "Zl", "Zp"}]
    assert is_blank(text) == (not cleaned.strip())


@settings(deadline=None)
@given(st.text())
def test_nfc_is_that_of_unicode_where_no_run_of_marks_is_long(text: str) -> None:
    assert nfc(text) == unicodedata.normalize("NFC", text)


def test_a_long_run_of_combining_marks_is_parted_so_that_sorting_stays_linear() -> None:
    parted = nfc("a" + "\u0301\u0316" * 100_000)
    longest = max(len(run) for run in parted.split("\u034f"))
    assert longest <= 31
    assert parted.replace("\u034f", "").count("\u0316") == 100_000
