"""Automatic numbers."""

from __future__ import annotations

import pytest

from builder.intake.formats.numbering import Counters, Numbering, formatted


@pytest.mark.parametrize(
    ("name", "number", "shown"),
    [
        ("DIGIT", 12, "12"),
        ("CIRCLED_DIGIT", 20, "⑳"),
        ("CIRCLED_DIGIT", 21, "(21)"),
        ("ROMAN_CAPITAL", 1994, "MCMXCIV"),
        ("ROMAN_SMALL", 4, "iv"),
        ("ROMAN_CAPITAL", 0, "0"),
        ("LATIN_CAPITAL", 27, "AA"),
        ("HANGUL_SYLLABLE", 14, "하"),
        ("HANGUL_SYLLABLE", 15, "가가"),
        ("HANGUL_JAMO", 2, "ㄴ"),
        ("CIRCLED_HANGUL_SYLLABLE", 1, "㉮"),
        ("UNHEARD_OF", 3, "3"),
        ("LATIN_SMALL", 0, "0"),
        ("LATIN_SMALL", 99_999, "99999"),
    ],
)
def test_formats(name: str, number: int, shown: str) -> None:
    assert formatted(name, number) == shown


def test_levels_count_and_begin_anew() -> None:
    scheme = Numbering(
        (("제^1장", "DIGIT", 3), ("^1.^2", "DIGIT", 1), ("^n", "DIGIT", 1), ("^N", "DIGIT", 1))
    )
    counters = Counters()
    marks = [counters.next("a", scheme, level) for level in (1, 2, 2, 3, 1, 2, 4)]
    assert marks == ["제3장", "3.1", "3.2", "3.2.1", "제4장", "4.1", "4.1.1.1."]
    assert counters.next("b", scheme, 1) == "제3장"


def test_a_level_the_scheme_does_not_have_has_no_mark() -> None:
    assert Counters().next("a", Numbering((("^9", "DIGIT", 1),)), 1) == ""
    assert Counters().next("a", Numbering(()), 1) == ""
