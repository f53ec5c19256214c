"""Who is named in office, in which office and of which body: the term bounds the text, or nothing is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest

from builder.facts.clues.days import first_of, last_of
from builder.facts.clues.officials import first_mentions, officials, people
from builder.model import Seed
from builder.partial_date import first_day, last_day
from builder.reading.read import read
from builder.registry import Registry

SpanOf = Callable[[str], "tuple[str, str] | None"]
OPEN = dt.date(2130, 12, 31).isoformat()


@pytest.fixture
def span_of(registry: Registry, text_seed: Callable[..., Seed]) -> SpanOf:
    """The first and the last day that the officials named in a sentence leave; None where none is said."""

    def span(sentence: str) -> tuple[str, str] | None:
        text = f"회의 결과를 알린다\n\n{sentence}\n\n세부 기준은 공청회를 거쳐 확정한다.\n"
        clues = list(officials(read(text_seed(text), registry).sentences, registry))
        assert len(clues) <= 1
        return (first_of(clues[0].days).isoformat(), last_of(clues[0].days).isoformat()) if clues else None

    return span


KIM = ("2019-08-16", "2021-03-30")
"""김용범, first vice minister of 기획재정부."""
NAM = ("2022-05-13", "2024-07-04")
"""남성현, head of 산림청."""


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("김용범 제1차관은 16일 회의를 열었다.", KIM),
        ("김용범 1차관은 16일 회의를 열었다.", KIM),
        ("김용범 차관은 16일 회의를 열었다.", KIM),
        ("김용범 기획재정부 1차관은 16일 회의를 열었다.", KIM),
        ("김용범 기재부 제1차관은 16일 회의를 열었다.", KIM),
        ("기획재정부 김용범 제1차관은 16일 회의를 열었다.", KIM),
        ("기획재정부(제1차관 김용범)는 16일 회의를 열었다.", KIM),
        ("이날 회의를 연 제1차관 김용범은 이같이 밝혔다.", KIM),
        ("신임 김용범 1차관은 16일 취임식을 열었다.", KIM),
        ("김용범 신임 1차관은 16일 취임식을 열었다.", KIM),
        ("산림청(청장 남성현)은 16일 회의를 열었다.", NAM),
        ("산림청(청장: 남성현)은 16일 회의를 열었다.", NAM),
        ("남성현 산림청장은 16일 회의를 열었다.", NAM),
        ("산림청장(남성현)은 16일 회의를 열었다.", NAM),
        ("전현희 국민권익위원장은 16일 회의를 열었다.", ("2020-06-29", "2023-06-27")),
        ("유명희 통상교섭본부장은 16일 회의를 열었다.", ("2019-02-28", "2021-08-09")),
        ("추경호 경제부총리 겸 기획재정부 장관은 16일 회의를 열었다.", ("2022-05-10", "2023-12-29")),
        ("추경호 부총리는 16일 회의를 열었다.", ("2022-05-10", "2023-12-29")),
        ("김부겸 총리는 16일 회의를 열었다.", ("2021-05-14", "2022-05-12")),
    ],
)
def test_who_is_in_office_bounds_the_days(span_of: SpanOf, sentence: str, term: tuple[str, str]) -> None:
    assert span_of(sentence) == term


@pytest.mark.parametrize(
    "sentence",
    [
        "김용범 전 차관은 16일 강연을 열었다.",
        "전 김용범 차관은 16일 강연을 열었다.",
        "전임 김용범 차관은 16일 강연을 열었다.",
        "김용범 차관 내정자는 16일 강연을 열었다.",
        "김용범 차관 후보자는 16일 강연을 열었다.",
        "김용범 당시 차관은 16일 강연을 열었다.",
        "김용범 차관 시절에 마련한 제도이다.",
        "남성현 산림청장 직무대리는 16일 강연을 열었다.",
        "전 기획재정부 차관 김용범은 16일 강연을 열었다.",
    ],
)
def test_who_is_not_in_office_says_nothing(span_of: SpanOf, sentence: str) -> None:
    assert span_of(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "김용범 차관보는 16일 회의를 열었다.",
        "김용범 차관급 대표는 16일 회의를 열었다.",
        "김용범 장관은 16일 회의를 열었다.",
        "김용범 제2차관은 16일 회의를 열었다.",
        "김용범 환경부 차관은 16일 회의를 열었다.",
        "환경부 김용범 차관은 16일 회의를 열었다.",
        "환경부(차관 김용범)는 16일 회의를 열었다.",
        "남성현 국세청장은 16일 회의를 열었다.",
        "남성현 지방청장은 16일 회의를 열었다.",
        "전현희 부위원장은 16일 회의를 열었다.",
        "전현희 공동위원장은 16일 회의를 열었다.",
        "전현희 민간 위원장은 16일 회의를 열었다.",
        "범국민회의(위원장 전현희)는 16일 회의를 열었다.",
    ],
)
def test_another_office_or_another_body_is_another_person(span_of: SpanOf, sentence: str) -> None:
    assert span_of(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("이기일 제2차관은 16일 회의를 열었다.", ("2022-05-10", "2022-10-24")),
        ("이기일 제1차관은 16일 회의를 열었다.", ("2022-10-24", "2025-06-26")),
        ("이기일 차관은 16일 회의를 열었다.", ("2022-05-10", "2025-06-26")),
        ("김현수 차관은 16일 회의를 열었다.", ("2017-06-13", "2019-05-23")),
        ("임기근 조달청장은 16일 회의를 열었다.", ("2023-12-27", "2025-06-10")),
        ("임기근 기획재정부 2차관은 16일 회의를 열었다.", ("2025-06-10", OPEN)),
        ("김민석 고용노동부 차관은 16일 회의를 열었다.", ("2024-06-20", "2025-06-26")),
        ("김영주 산업자원부 장관은 16일 회의를 열었다.", ("2007-01-01", "2008-02-29")),
        ("김영주 고용노동부 장관은 16일 회의를 열었다.", ("2017-08-01", "2018-09-21")),
    ],
)
def test_one_name_in_several_offices_is_told_by_the_words_beside_it(
    span_of: SpanOf, sentence: str, term: tuple[str, str]
) -> None:
    assert span_of(sentence) == term


def test_a_body_renamed_within_a_term_is_still_its_body(span_of: SpanOf) -> None:
    """김부겸 was named to 행정자치부, which became 행정안전부 in the month after."""
    assert span_of("김부겸 행정안전부 장관은 16일 회의를 열었다.") == span_of(
        "김부겸 행정자치부 장관은 16일 회의를 열었다."
    )


def test_nobody_holds_an_office_of_a_body_beside_another(registry: Registry) -> None:
    """But for the days of handing over: an end known to the month may lie in the month after."""
    held: dict[tuple[str | None, str], list[tuple[str, str]]] = {}
    for one in registry.officials:
        if one.body and one.until:
            held.setdefault((one.body, one.office), []).append((last_day(one.since), first_day(one.until)))
    beside = [
        (office, end, start)
        for office, terms in held.items()
        for (_, end), (start, _) in pairwise(sorted(terms))
        if dt.date.fromisoformat(end) - dt.date.fromisoformat(start) > dt.timedelta(31)
    ]
    assert beside == []


@pytest.mark.parametrize(
    ("sentence", "date", "ids"),
    [
        ("남성현 산림청장은 16일 회의를 열었다.", "2023-05-16", ("nam-seonghyeon",)),
        ("남성현 산림청장은 16일 회의를 열었다.", "2023", ("nam-seonghyeon",)),
        ("남성현 산림청장은 16일 회의를 열었다.", None, ()),
        ("정동수 환경부 차관은 16일 회의를 열었다.", "2001-05-16", ("jeong-dongsu",)),
        (
            "정동수 환경부 차관은 16일 회의를 열었다.",
            "2024-05-16",
            (),
        ),  # no end is known, but the next in office
        ("남성현 산림청장은 16일 회의를 열었다.", "2019-05-16", ()),
        ("남성현 전 산림청장은 16일 회의에 왔다.", "2023-05-16", ()),
        ("남성현 씨는 16일 회의를 열었다.", "2023-05-16", ()),
    ],
)
def test_who_is_named_in_office_on_a_day_is_known_by_id(
    sentence: str, date: str | None, ids: tuple[str, ...], registry: Registry, text_seed: Callable[..., Seed]
) -> None:
    text = f"회의 결과를 알린다\n\n{sentence}\n\n세부 기준은 공청회를 거쳐 확정한다.\n"
    assert people(read(text_seed(text), registry).sentences, date, registry) == ids


def test_each_is_mentioned_first_where_name_office_and_day_agree(registry: Registry) -> None:
    lines = (
        "남성현 전 청장과 이상민 장관 후보자가 왔다.",
        "- **산림청장(남성현)**은 이상민 행정안전부 장관과 남성현 청장을",
    )
    found = first_mentions(lines, "2023-05-16", registry)
    assert [(one.person, one.line, one.words, one.words[one.name_start :]) for one in found] == [
        ("nam-seonghyeon", 1, "산림청장(남성현", "남성현"),
        ("i-sangmin", 1, "이상민 행정안전부 장관", "이상민 행정안전부 장관"),
    ]
    assert all(lines[one.line][one.start :].startswith(one.words) for one in found)
    assert first_mentions(lines, None, registry) == ()
