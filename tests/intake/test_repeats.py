"""What counts as printed twice, and what only looks alike."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from builder.reading.repeats import find_repeats
from builder.text import key

FIRST = "해양안전국은 3일 연안 여객선의 점검표를 손님에게 공개한다고 밝혔다."
SECOND = "점검표에는 구명조끼의 수량과 최근 정비 날짜, 승선 정원이 함께 적힌다."
THIRD = "정원을 넘겨 태운 배에는 여섯 달까지 운항 정지와 함께 과징금을 물린다."
BODY = [FIRST, SECOND, THIRD]


def repeats(*lines: str, taken: frozenset[int] = frozenset()) -> list[int]:
    return sorted(find_repeats(lines, taken))


def test_a_body_printed_once_has_no_repeats() -> None:
    assert repeats(*BODY) == []


def test_a_body_printed_twice() -> None:
    assert repeats(*BODY, "", *BODY) == [4, 5, 6]


def test_a_second_print_with_other_quotes_dots_and_spaces() -> None:
    assert repeats(
        "정부는 '바다·섬' 지원을 늘리기로 했다고 설명했다.",
        "정부는 ‘바다ㆍ섬’  지원을 늘리기로 했다고 설명했다.",
    ) == [1]


def test_a_second_print_cut_off_in_a_word() -> None:
    assert repeats(*BODY, FIRST, SECOND, THIRD[:36]) == [3, 4, 5]


def test_a_first_print_that_was_cut_off_gives_way_to_the_whole_one() -> None:
    whole = f"{FIRST} {SECOND}"
    assert repeats(whole[:66], whole) == [0]


def test_a_second_print_with_its_paragraphs_joined() -> None:
    assert repeats(*BODY, " ".join(BODY)) == [3]


def test_a_second_print_clause_by_clause() -> None:
    clauses = ["연안 여객선의", "안전 점검 결과를", "승객이 부두에서 직접 볼 수 있게", "되었습니다."]
    assert repeats(*clauses, "입력 2002-08-22", *clauses) == [5, 6, 7, 8]


def test_short_lines_that_come_back_alone_stay() -> None:
    """Labels, unit names, ``답`` and ``문``: only a run of them in the same order is a second print."""
    assert repeats("[앵커]", FIRST, "[기자]", SECOND, "[앵커]", THIRD, "[기자]") == []


def test_a_headline_printed_above_and_below_the_menu() -> None:
    assert repeats(
        "여객선 안전 점검표 손님에게 공개", "상태바", "여객선 안전 점검표 손님에게 공개", *BODY
    ) == [2]


def test_the_desk_between_two_repeated_lines_goes_with_them() -> None:
    assert repeats("남해", *BODY, FIRST, "남해", SECOND, THIRD) == [4, 5, 6, 7]


def test_a_new_word_between_two_repeated_lines_stays() -> None:
    assert repeats(*BODY, FIRST, "동해", SECOND, THIRD) == [3, 5, 6]


def test_a_sentence_that_adds_something_stays() -> None:
    assert repeats(*BODY, f"{FIRST} 이번 조치는 다음 달부터 적용된다.") == []


def test_two_items_that_begin_alike_stay() -> None:
    one = "- 연안 여객선 안전 점검 결과를 공개하는 항로: 목포에서 제주까지 다니는 배 11척"
    other = "- 연안 여객선 안전 점검 결과를 공개하는 항로: 통영에서 욕지도까지 다니는 배 7척"
    assert repeats(one, other) == []


def test_what_was_removed_already_is_no_first_print() -> None:
    assert repeats(*BODY, *BODY, taken=frozenset({0, 1, 2})) == []


lines = st.lists(
    st.sampled_from(
        [*BODY, "", "남해", "[기자]", "되었습니다.", "안전 점검 결과를", FIRST[:30], f"{FIRST} {SECOND}"]
    ),
    max_size=16,
)


@given(lines)
def test_whatever_goes_still_stands(text: Sequence[str]) -> None:
    """Every repeated line's letters stand in what is kept: a repeat never takes the last print."""
    gone = set(find_repeats(text, frozenset()))
    left = key("".join(line for index, line in enumerate(text) if index not in gone))
    for index in gone:
        assert all(
            key(part) in left
            for part in (text[index].split(". ") if key(text[index]) not in left else [text[index]])
        )


@given(lines, st.sets(st.integers(0, 15)))
def test_only_open_lines_are_found(text: Sequence[str], taken: set[int]) -> None:
    found = find_repeats(text, frozenset(taken))
    assert all(index < len(text) and text[index] and index not in taken for index in found)


@given(
    st.lists(
        st.text(alphabet="가나다라마바사 .", min_size=30, max_size=80),
        min_size=1,
        max_size=8,
        unique_by=lambda line: key(line)[:24],
    )
)
def test_a_doubled_text_is_halved(text: list[str]) -> None:
    long = [line for line in text if len(key(line)) >= 24]
    assert sorted(find_repeats([*long, *long], frozenset())) == list(range(len(long), 2 * len(long)))
