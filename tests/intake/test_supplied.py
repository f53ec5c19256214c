from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.intake.supplied import MAX_BYTES, merge, parse_facts, split_header
from builder.model import Supplied

FULL = """id: k7f3q9x2mt
url: https://news.example.co.kr/a?b=1#c
title: "정부: 대책 [종합]"
subtitle: [하나, '둘']
date: 2020-04-16
outlet: 가온일보
author: 이솔빛
rights: 공공누리 1유형
kind: press_release
ministries:
  - 기획재정부
  - 환경부
topics: climate
"""


def supplied(text: str) -> Supplied:
    result, problems = merge([parse_facts(text, "a.yml")])
    assert problems == ()
    return result


def complaints(text: str) -> list[tuple[str, int | None]]:
    return [(found.code, found.line) for found in parse_facts(text, "a.yml").problems]


def test_all_facts() -> None:
    assert supplied(FULL) == Supplied(
        id="k7f3q9x2mt",
        url="https://news.example.co.kr/a?b=1#c",
        title="정부: 대책 [종합]",
        subtitle=("하나", "둘"),
        date="2020-04-16",
        outlet="가온일보",
        author="이솔빛",
        rights="공공누리 1유형",
        kind="press_release",
        ministries=("기획재정부", "환경부"),
        topics=("climate",),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date: 2020-04-16", "2020-04-16"),
        ("date: '2020-04-16'", "2020-04-16"),
        ("date: 2020-04", "2020-04"),
        ("date: 2020", "2020"),
        ("date: 20200416", "2020-04-16"),
        ("date: 2020-04-16 10:00", "2020-04-16"),
        ("date: 2020-04-16 10:00:30", "2020-04-16"),
        ("date: 2020-04-16T23:59:00+09:00", "2020-04-16"),
        ("date: 2020-04-16T23:30:00Z", "2020-04-17"),
        ("date: 2020-02-29", "2020-02-29"),
        ("date: 2020-4-16", "2020-04-16"),
        ("date: 16.04.2020", "2020-04-16"),
        ("date: 2018. 6. 14.(목)", "2018-06-14"),
        ("date: 2018년 6월 14일 오후 3시 30분", "2018-06-14"),
        ("date: Thu, 16 Apr 2020 23:30:00 +0000", "2020-04-17"),
        ("date:", None),
        ("date: ~", None),
    ],
)
def test_dates_at_their_precision(text: str, expected: str | None) -> None:
    assert supplied(text).date == expected


@pytest.mark.parametrize(
    "value",
    [
        "2021-02-29",
        "2020-13",
        "3/4/2020",
        "20",
        "어제",
        "2020-04-16 25:00",
        "2020-W16-4",
        "[2020]",
        "1.5",
        "9999-12-31T23:00:00Z",
    ],
)
def test_what_is_no_date_is_refused(value: str) -> None:
    assert complaints(f"title: 제목\ndate: {value}") == [("E112", 2)]


@pytest.mark.parametrize("value", ["yes", "0123", "1_000", "1e3", "2020-04-16", "null-값", "0x1F"])
def test_a_value_stays_as_it_is_written(value: str) -> None:
    assert supplied(f"title: {value}").title == value


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id: Ab", 1),
        ("id: a", 1),
        ("id: -ab", 1),
        ("id: ../../etc", 1),
        ("id: " + "a" * 65, 1),
        ("url: ftp://a.kr", 1),
        ("url: javascript:alert(1)", 1),
        ("url: https://", 1),
        ("url: 'https://a.kr/a b'", 1),
        ("url: 'http://[bad'", 1),
        ("url: https://a.kr/" + "x" * 2_000, 1),
        ("title: 가\nkind: blog", 2),
        ("title: |\n  가\n  나", 1),
        ('title: "가\\u202e나"', 1),
        ('title: "가\\0나"', 1),
        ("title: " + "가" * 501, 1),
        ("title: {a: b}", 1),
        ("title: [가]", 1),
        ("topics: {a: b}", 1),
        ("topics: [[a]]", 1),
        ("topics: [" + "a, " * 60 + "]", 1),
        ("# 설명\ntitel: 제목", 2),
        ("title: 가\ntitle: 나", 2),
        ("ministry: 가\nministries: [나]", 2),
        ("title: 가\noutlet: 나: 다", 2),
        ("title: [단독] 정부", 1),
        ('title: "정부" 대책', 1),
        ("title: &a 가\noutlet: *a", 1),
        ("title: !!python/object/apply:os.system [ls]", 1),
        ("title: !!binary aGVsbG8=", 1),
        ("- 가\n- 나", 1),
        ("제목만", 1),
        ("title: 가\x01", 1),
        ("title: 가\n---\ntitle: 나", 2),
    ],
)
def test_ill_formed_facts_are_named_with_their_line(text: str, line: int) -> None:
    assert complaints(text) == [("E112", line)]


def test_each_bad_key_is_told_and_the_good_ones_are_kept() -> None:
    facts = parse_facts("id: A\ntitle: 제목\nbogus: 1\ndate: x", "a.yml")
    assert [found.line for found in facts.problems] == [1, 3, 4]
    assert set(facts.values) == {"title"}


def test_a_short_form_for_one_ministry() -> None:
    assert supplied("ministry: 기획재정부").ministries == ("기획재정부",)


def test_values_are_nfc_with_ordinary_spaces() -> None:
    assert supplied("title: '\u1112\u1161\u11ab\u00a0국\u200b'").title == "한 국"


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 16_000,
        "{" * 16_000,
        "title: " + "[" * 16_000,
        "a: &a [b,b]\nc: &c [*a,*a]\nd: [*c,*c]",
        "- " * 8_000,
        "? " * 8_000,
        "\t" * 16_000,
        "title: >" + "\n" * 16_000,
    ],
)
def test_bombs_are_refused_and_do_not_blow_up(bomb: str) -> None:
    facts = parse_facts(bomb, "a.yml")
    assert not facts.values
    assert all(found.code == "E112" for found in facts.problems)


# ------------------------------------------------------------------------------------------------------- header


def test_a_header_is_taken_off_and_its_lines_are_counted() -> None:
    header = split_header("---\ntitle: 제목\n# 설명\ndate: 2020\n---\n본문\n", "a.txt")
    assert (header.length, header.body) == (5, "본문\n")
    assert {key: line for key, (_, line) in header.facts.values.items()} == {"title": 2, "date": 4}


@pytest.mark.parametrize(
    "text",
    [
        "---\n본문이다.\n---\n더 있다.",
        "---\n---\n본문",
        "---\n정부: 대책을 냈다\n---\n본문",
        "---\n바로 이날\ndate: 2020\n---\n본문",
        "----\ntitle: 가\n----\n본문",
        " ---\ntitle: 가\n---\n본문",
        "\n---\ntitle: 가\n---\n본문",
        "---",
        "---\n",
        "본문\n---\ntitle: 가\n---\n",
    ],
)
def test_lines_of_dashes_are_no_header(text: str) -> None:
    header = split_header(text, "a.txt")
    assert (header.length, header.body, header.facts.values, header.facts.problems) == (0, text, {}, ())


def test_an_empty_form_is_a_header_all_the_same() -> None:
    header = split_header("---\ntitle:\nurl:\n---\n본문", "a.txt")
    assert (header.length, header.body, header.facts.problems) == (4, "본문", ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: 가: 나\n---\n본문", 2),
        ("---\ntitle: 가\nbogus: 나\n---\n본문", 3),
        ("---\ntitle: 가\n\n본문", 1),
        ("---\ntitle: 가\n" + "# 긴 설명\n" * (MAX_BYTES // 4) + "---\n본문", 1),
    ],
)
def test_a_broken_header_is_not_taken_for_text_in_silence(text: str, line: int) -> None:
    assert [(found.code, found.line) for found in split_header(text, "a.txt").facts.problems] == [
        ("E112", line)
    ]


# ------------------------------------------------------------------------------------------------------- together


def test_the_header_wins_over_the_sidecar_and_a_contradiction_is_told() -> None:
    first = parse_facts("title: 가\nid: aa", "a.txt", 2)
    second = parse_facts("id: aa\ntitle: 나\noutlet: 다", "a.yml")
    facts, problems = merge([first, second])
    assert facts == Supplied(id="aa", title="가", outlet="다")
    assert [(found.code, found.path, found.line) for found in problems] == [("N110", "a.yml", 2)]


@given(st.text(max_size=100))
def test_no_text_makes_it_raise(text: str) -> None:
    merge(
        [
            parse_facts(text, "a.yml"),
            split_header(f"---\ntitle: {text}\n---\n", "a.txt").facts,
            split_header(f"---\n{text}", "a.txt").facts,
        ]
    )


@given(
    st.lists(
        st.sampled_from(
            [
                "title",
                "date",
                ":",
                " ",
                "\n",
                "-",
                "[",
                "]",
                "{",
                "}",
                "&a",
                "*a",
                "!!",
                "|",
                ">",
                "'",
                '"',
                "#",
                "%",
                "@",
                "`",
                "?",
                ",",
                "<<",
                "가",
            ]
        ),
        max_size=40,
    )
)
def test_no_yaml_makes_it_raise(parts: list[str]) -> None:
    merge([parse_facts("".join(parts), "a.yml")])
