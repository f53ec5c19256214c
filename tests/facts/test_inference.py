"""Each kind of clue, the conflicts, and that an inferred date is never a wrong one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Article, Basis
from builder.partial_date import contains, is_partial_date
from builder.registry import Registry

ArticleOf = Callable[..., Article]
MORE = "세부 기준은 공청회를 거쳐 확정한다."


def inferred(article_of: ArticleOf, *sentences: str) -> str | None:
    date = article_of("\n\n".join([*sentences, MORE])).facts.date
    assert date.basis in (Basis.INFERRED, Basis.UNKNOWN)
    assert (date.value is None) == (date.basis == Basis.UNKNOWN)
    assert date.sentence
    return date.value


CLUES = {
    "a day kept for a time that is told in words": (
        ("오늘 서른한 번째 과학의 날을 맞이하여 연구실을 지키신 여러분께 감사드립니다.",),
        "1998-04-21",
    ),
    "days counted from a storm whose name stands in quotes": (
        (
            "지난 2일 밤 태풍 ‘미탁’이 상륙한 마을에 복구 인력이 모인다.",
            "행정안전부는 7일 특별교부세를 보낸다고 밝혔다.",
        ),
        "2019-10-07",
    ),
    "a weekday and a body's short life": (
        ("국민안전처는 3월 20일(금) 지진 대피 지도를 내놓는다고 밝혔다.",),
        "2015-03-20",
    ),
    "a body that opened last month": (
        ("지난달 19일 문을 연 국민안전처는 12일 겨울철 산악 사고 예방책을 발표했다.",),
        "2014-12-12",
    ),
    "a body's life alone leaves too many years": (
        ("국민안전처는 12일 겨울철 산악 사고 예방책을 발표했다.",),
        None,
    ),
    "the text names its own year": (
        ("행정안전부는 3월 8일 청사 출입 절차를 고친다고 밝혔다.", "올해(2011년) 예산은 30억원이다."),
        "2011-03-08",
    ),
    "the text names the last year": (
        ("행정안전부는 3월 8일 청사 출입 절차를 고친다고 밝혔다.", "이용자는 지난해(2010년) 3만명이었다."),
        "2011-03-08",
    ),
    "the text names the next year": (
        ("행정안전부는 3월 8일 청사 출입 절차를 고친다고 밝혔다.", "내년(2012년)부터는 무인으로 바뀐다."),
        "2011-03-08",
    ),
    "today in brackets": (
        ("국민안전처는 오늘(12일) 예방책을 내놓았습니다.", "올해(2015년) 2월 대책의 후속입니다."),
        "2015",
    ),
    "a law that passed last month": (
        (
            "과학기술정보통신부는 24일 하위법령을 논의했다고 밝혔다.",
            "지난달 20일 국회를 통과한 소프트웨어진흥법 전부개정의 후속 조치다.",
        ),
        "2020-06-24",
    ),
    "an anniversary": (
        (
            "과학기술정보통신부는 22일 계획을 발표했다.",
            "디지털 뉴딜 1주년을 맞아 마련했다.",
            "지난해 7월 선포한 디지털 뉴딜을 넓힌다.",
        ),
        "2021-07-22",
    ),
    "nothing but a day": (("누리시는 16일 도서관을 새로 연다고 밝혔다.",), None),
    "no day": (("국민안전처가 예방책을 내놓았다.",), None),
}


@pytest.mark.parametrize("name", CLUES)
def test_a_clue_leaves_what_it_leaves(article_of: ArticleOf, name: str) -> None:
    sentences, value = CLUES[name]
    assert inferred(article_of, *sentences) == value


def test_near_months_narrow_the_year(article_of: ArticleOf) -> None:
    """``1월 말까지 … 3월 중`` is written in January."""
    value = inferred(
        article_of,
        "과학기술정보통신부는 16일 전담반을 운영한다고 밝혔다.",
        "데이터 3법 개정에 따른 하위법령 정비를 맡는다.",
        "1월말까지 과제를 정하고 2월 중 점검하며 3월 중 결과를 낸다.",
    )
    assert value == "2020-01-16"


def test_an_official_bounds_the_years(article_of: ArticleOf) -> None:
    article = article_of(f"최기영 과학기술정보통신부 장관은 16일 회의를 열었다고 밝혔다.\n\n{MORE}")
    assert article.facts.date.value is None or "2019-09" <= article.facts.date.value <= "2021-05"
    assert "clue-official" in {one.rule for one in article.facts.date.evidence}


@pytest.mark.parametrize("named", ["최기영 전 장관", "최기영 장관 후보자"])
def test_who_is_not_in_office_dates_nothing(article_of: ArticleOf, named: str) -> None:
    article = article_of(f"{named}은 16일 강연을 열었다고 밝혔다.\n\n{MORE}")
    assert "clue-official" not in {one.rule for one in article.facts.date.evidence}


def test_clues_that_contradict_each_other_leave_nothing(article_of: ArticleOf) -> None:
    """국민안전처 ended in 2017; a year of 2021 cannot be."""
    article = article_of(
        f"국민안전처는 3월 20일 지도를 내놓는다고 밝혔다.\n\n올해(2021년) 예산은 30억원이다.\n\n{MORE}"
    )
    assert article.facts.date.basis == Basis.UNKNOWN
    assert article.facts.date.conflicts


def test_a_day_that_does_not_exist_leaves_nothing(article_of: ArticleOf) -> None:
    assert (
        inferred(
            article_of, "국민안전처는 2월 30일 지도를 내놓는다고 밝혔다.", "올해(2015년) 예산은 30억원이다."
        )
        is None
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "지난 12일 열린 회의에서 국민안전처가 밝혔다.",
        "국민안전처는 오는 12일 행사를 연다고 밝혔다.",
        "국민안전처는 12일까지 신청을 받는다고 밝혔다.",
        "국민안전처는 12일간 훈련을 한다고 밝혔다.",
    ],
)
def test_another_day_is_not_the_announcements(article_of: ArticleOf, sentence: str) -> None:
    value = inferred(article_of, sentence, "올해(2015년) 3월에 시작한 사업이다.")
    assert value == "2015"


def test_an_event_ahead_is_an_upper_bound_only(article_of: ArticleOf) -> None:
    value = inferred(
        article_of,
        "과학기술정보통신부는 12일 발사 준비 상황을 점검했다고 밝혔다.",
        "다음 달 열리는 누리호 1차 발사를 앞두고 있다.",
    )
    assert value is None or value <= "2021-10-21"


# Texts in the manner of the example set's 001, 003 and 005, written anew.


def test_a_software_council_after_the_law(article_of: ArticleOf) -> None:
    value = inferred(
        article_of,
        "과기정통부는 24일 업계와 학계가 함께하는 소프트웨어 협의회를 화상으로 열었다고 밝혔다.",
        "지난달 20일 소프트웨어진흥법 전부개정안이 국회를 통과한 데 따른 것이다. 코로나19로 비대면 수요가 늘었다는 점도 다뤘다.",
    )
    assert value is not None
    assert contains(value, "2020-06-24")


def test_a_text_that_names_only_a_long_lived_office(article_of: ArticleOf) -> None:
    assert (
        inferred(
            article_of, "산림청은 5일 숲길을 새로 연다고 밝혔다.", "환경부는 동물 이동 통로를 함께 놓는다."
        )
        is None
    )


# ------------------------------------------------------------------------------------------------------------- properties

days = st.dates(dt.date(2015, 1, 1), dt.date(2017, 7, 1))
WEEKDAYS = "월화수목금토일"


@given(days)
def test_a_weekday_never_gives_a_wrong_day(article_of: ArticleOf, day: dt.date) -> None:
    """국민안전처 lived for 32 months: a month, a day and its weekday leave at most one day of it."""
    text = f"국민안전처는 {day.month}월 {day.day}일({WEEKDAYS[day.weekday()]}) 대책을 발표했다.\n\n{MORE}"
    value = article_of(text).facts.date.value
    assert (
        value == day.isoformat()
        if value and len(value) == 10
        else value is None or contains(value, day.isoformat())
    )


@given(days, st.sampled_from(["올해({0.year}년)", "지난해({1}년)", "내년({2}년)"]), st.booleans())
def test_a_named_year_never_gives_a_wrong_day(
    article_of: ArticleOf, day: dt.date, form: str, whole: bool
) -> None:
    year = form.format(day, day.year - 1, day.year + 1)
    said = f"{day.month}월 {day.day}일" if whole else f"{day.day}일"
    value = article_of(
        f"국민안전처는 {said} 대책을 발표했다.\n\n{year} 사업에 30억원을 쓴다.\n\n{MORE}"
    ).facts.date.value
    assert value is not None
    assert contains(value, day.isoformat())


# -------------------------------------------------------------------------------------------------------- numbers that age


@pytest.mark.parametrize(
    ("lead", "date"),
    [
        ("특허청은 5월 16일 제53회 발명의 날을 맞아 유공자를 포상했다고 밝혔다.", "2018-05-16"),
        ("환경부는 4일 ‘제26회 환경의 날’ 기념식을 개최했다.", "2021"),
        ("산업부는 12월 5일 제61회 무역의 날 기념식을 개최했다.", "2024-12-05"),
        ("법무부는 8월 12일 제80주년 광복절을 맞아 특별사면을 실시한다고 밝혔다.", "2025-08-12"),
        ("농림부는 11일 제8회 농업인의 날을 맞아 기념식을 열었다고 밝혔다.", "2003-11-11"),
        ("보호위는 안내서를 고쳤다고 23일 밝혔다. 개정은 2021년 이후 4년 만이다.", "2025"),
        ("소방청은 7월 20일 소방청 개청 5주년 기념행사를 개최했다.", "2022-07-20"),
        ("특허청은 18일 제53회 발명의 날 기념식 개최지를 대전으로 정했다고 밝혔다.", None),
        ("특허청은 2027년 제62회 발명의 날을 맞아 전시관을 연다고 2일 밝혔다.", None),
        ("특허청은 16일 제53회 발명의 날 수상자가 만든 제품을 전시한다고 밝혔다.", None),
        ("문화재청은 12일 문화재청 출범 60주년을 맞아 행사를 열었다고 밝혔다.", None),
        ("관세청은 12일 관세청 출범 이후 5주년이 지났다고 밝혔다.", None),
    ],
)
def test_editions_and_anniversaries(article_of: ArticleOf, lead: str, date: str | None) -> None:
    fact = article_of(f"숲길 새로 연다\n\n{lead}\n\n세부 기준은 공청회를 거쳐 확정한다.").facts.date
    assert (fact.value, fact.basis) == (date, Basis.INFERRED if date else Basis.UNKNOWN)


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("다가오는 추석 연휴를 앞두고", "2022-08-24"),
        ("지난 추석 연휴에 이어", None),
        ("설·추석 명절을 앞두고", None),
    ],
)
def test_a_holiday_that_moves_tells_the_weeks_about_it(
    article_of: ArticleOf, said: str, date: str | None
) -> None:
    """Of 2022 and 2011, whose 24 August is a Wednesday, the holiday of both is near; the body tells the year."""
    lead = f"질병관리청은 {said} 방역 대책을 마련했다고 24일 밝혔다. 대책은 올해(2022년) 처음이다."
    found = article_of(f"숲길 새로 연다\n\n{lead}\n\n세부 기준은 정한다.").facts.date.value
    assert found == date or (date is None and found == "2022")


def test_a_day_that_is_kept_may_be_a_saturday(article_of: ArticleOf) -> None:
    """18 July 2026 is one; that 18 June is a working day speaks for nothing."""
    assert (
        article_of(
            "숲길 새로 연다\n\n법무부는 18일 제78주년 제헌절을 맞아 행사를 개최했다.\n\n세부 기준은 정한다."
        ).facts.date.value
        == "2026"
    )


def test_days_that_return_every_year_are_well_formed(registry: Registry) -> None:
    days = [event for event in registry.events if event.counted_from is not None]
    assert len(days) >= 10
    assert [event.id for event in days if event.day is None or not is_partial_date(f"2024-{event.day}")] == []
    assert [event.id for event in days if event.on or event.since] == []
