"""Two texts side by side: what differs is marked, whatever the texts are; what is common is shown where it helps."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from builder.publish.outputs.history.words import differences, line_differences

WORDS = st.lists(st.sampled_from(("예산은", "3억", "8억", "원이다.", "<b>", "&", "늘린다")), max_size=12).map(
    " ".join
)
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map("\n".join)


def without(tag: str, html: str) -> str:
    """The text of one side: the words of the other are out."""
    kept = re.sub(rf"<{tag}>.*?</{tag}>", "", html)
    plain = re.sub(r"</?(?:ins|del)>", "", kept)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@given(WORDS, WORDS)
def test_each_side_can_be_read_out_of_a_line(before: str, after: str) -> None:
    html = line_differences(before, after)
    for tag, text in (("ins", before), ("del", after)):
        words = without(tag, html).split()
        if "…" not in words:
            assert words == text.split()
        else:
            rest = iter(text.split())
            assert all(word in rest for word in words if word != "…")


@given(TEXTS, TEXTS)
def test_only_lines_that_differ_are_shown(before: str, after: str) -> None:
    assert (differences(before, after) == "") == (before == after)


def test_eojeol_by_eojeol_with_a_few_words_around() -> None:
    before = "정부는 올해 안에 모든 학교에 급식실을 짓고 예산은 3억 원으로 한다고 오늘 아침에 다시 밝혔다."
    after = before.replace("3억", "8억")
    assert line_differences(before, after) == (
        "… 학교에 급식실을 짓고 예산은 <del>3억</del> <ins>8억</ins> 원으로 한다고 오늘 아침에 …"
    )


def test_a_lone_word_between_changes_is_part_of_them() -> None:
    assert line_differences("가 나 다 라", "마 나 바 라") == "<del>가 나 다</del> <ins>마 나 바</ins> 라"


def test_whatever_comes_it_is_bounded() -> None:
    assert differences("\n".join("가나"), "\n".join(["다"] * 1_001)) is None
    assert differences("가", "\n".join(f"나{number}" for number in range(40))).count("<p>") == 31  # type: ignore[union-attr]
    assert len(line_differences("가 " * 20_000, "나 " * 20_000)) < 2_000
    alike = differences("가 나 " * 700, "나 가 " * 700)
    assert alike is not None
    assert "<script>" not in line_differences("<script>", "<script>alert(1)")
