"""Clues of days with weekdays, spans counted, periods, and of what stands beside the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from builder.facts.clues import events as events_module
from builder.facts.clues.counted import counted_days
from builder.facts.clues.days import first_of, last_of, near, on_month_day, spread
from builder.model import Article, Basis
from builder.registry import Event

ArticleOf = Callable[[str], Article]

MORE = "이용자의 절반이 저녁에 찾는다는 조사 결과를 따른 것이다.\n\n사서를 두 명 더 뽑고 조명도 바꾼다."

#: What is said around an event of 2014-11-19 → the first and the last day it leaves.
SPANS = {
    ("", " 출범 하루 만에"): ("2014-11-19", "2014-11-21"),
    ("", " 출범 보름을 맞은"): ("2014-12-03", "2014-12-05"),
    ("", " 출범 한 달, "): ("2014-12-13", "2014-12-31"),
    ("", " 출범 석 달이 지난"): ("2015-02-11", "2015-03-01"),
    ("", "을 사흘 앞둔"): ("2014-11-15", "2014-11-17"),
    ("", "을 100일 앞두고"): ("2014-08-10", "2014-08-12"),
    ("다음 달 19일 ", "에"): ("2014-10-01", "2014-10-31"),
    ("올 11월 ", "한"): ("2014-11-19", "2014-12-31"),
    ("내년 ", "에 앞서"): ("2013-01-01", "2013-12-31"),
}


@pytest.mark.parametrize(("around", "span"), SPANS.items())
def test_a_span_counted_from_or_to_an_event(around: tuple[str, str], span: tuple[str, str]) -> None:
    days = counted_days("2014-11-19", *around)
    assert days is not None
    assert (first_of(days).isoformat(), last_of(days).isoformat()) == span


@pytest.mark.parametrize("after", ["은 5개 과제를 낸다", "에 따라 30일 동안 걷는다", ""])
def test_what_counts_nothing(after: str) -> None:
    assert counted_days("2014-11-19", "", after) is None or "동안" in after


def test_days_near_and_spread() -> None:
    day = on_month_day(2, 29) & -on_month_day(2, 29)
    middle = first_of(day)
    assert (first_of(near(day, 10)), last_of(near(day, 10))) == (
        middle - dt.timedelta(10),
        middle + dt.timedelta(10),
    )
    assert (first_of(spread(day, (-5, 14))), last_of(spread(day, (-5, 14)))) == (
        middle - dt.timedelta(5),
        middle + dt.timedelta(14),
    )


INFERRED = {
    "dotted, with its weekday": (
        "국민안전처는 12.3.(수) 설명회를 열고 계획을 내놓았다.",
        "2014-12-03",
    ),
    "with its weekday, and a year printed twice": (
        "고용노동부는 3월 16일(월) 회의를 열었다.\n\n2019년에 시작해 2020년 1월과 2020년 2월에 넓힌 사업이다.",
        "2020-03-16",
    ),
    "a body that opened some days ago": (
        "27일 국민안전처는 지난 19일 출범한 뒤 첫 회의를 열었다고 밝혔다.",
        "2014-11-27",
    ),
    "a quarter's figures": ("2019년 2분기 도서관 통계가 나왔다.", "2019"),
    "an election next month": (
        "안전행정부는 8일 다음 달 4일 지방선거의 준비를 살폈다고 밝혔다.",
        "2014-05-08",
    ),
    "an exam of a school year": (
        "교육부는 27일 지난 15일 치러진 2001학년도 수능의 채점을 시작했다고 밝혔다.",
        "2000-11-27",
    ),
    "a jubilee next year": ("국가보훈처는 9일 내년 3·1운동 100주년 사업을 마련했다고 밝혔다.", "2018"),
    "a wage of next year": ("고용노동부는 30일 내년 1월 1일부터 시간당 9,860원이 적용된다고 밝혔다.", "2023"),
    "a new year by its name": ("갑신년 새해를 맞아 정부는 3월 2일(화) 회의를 열기로 했다.", None),
    "a new year": ("희망찬 2009년 기축년 새해가 밝았다.", None),
}


@pytest.mark.parametrize("name", INFERRED)
def test_a_clue_leaves_what_it_leaves(article_of: ArticleOf, name: str) -> None:
    text, value = INFERRED[name]
    assert article_of(f"도서관, 더 연다\n\n{text}\n\n{MORE}").facts.date.value == value


def test_a_weekday_that_fits_several_years_leaves_them_open(article_of: ArticleOf) -> None:
    date = article_of(f"도서관, 더 연다\n\n외교부는 7.2.(목) 회의를 열었다.\n\n{MORE}").facts.date
    assert date.basis is Basis.UNKNOWN
    assert "7.2.(목)" in date.sentence


def test_a_caption_tells_the_year_and_the_month(article_of: ArticleOf) -> None:
    text = f"도서관, 더 연다\n\n▲ 도서관 모습. (사진=나루시 제공) 2025.11.6\n\n고용노동부는 6일 계획을 발표했다고 밝혔다.\n\n{MORE}"
    assert article_of(text).facts.date.value == "2025-11-06"


def test_a_file_is_named_after_its_day(article_of: ArticleOf) -> None:
    text = (
        f"도서관, 더 연다\n\n고용노동부는 21일 계획을 발표했다고 밝혔다.\n\n{MORE}\n\n151021 도서관계획.hwp"
    )
    assert article_of(text).facts.date.value == "2015-10-21"


def test_a_year_printed_in_passing_alone_dates_nothing(article_of: ArticleOf) -> None:
    text = f"도서관, 더 연다\n\n2019년 1월에 시작했고 2019년 3월에 넓혔다.\n\n{MORE}"
    assert article_of(text).facts.date.value is None


@pytest.mark.parametrize(
    "known", [{"on": "2018-06"}, {"on": "2018"}, {"since": "2018-06-13"}, {"since": "2018-06"}, {}]
)
def test_what_only_counts_may_be_known_by_month_or_by_its_beginning(known: dict[str, str]) -> None:
    on, since = known.get("on"), known.get("since")
    event = Event("e", "지방선거", "x", (), on, since, None, "", only_counted=True)
    said = SimpleNamespace(bare="다음 달 지방선거", paragraph=0)
    place = events_module._Place(event, said, 0, 5, 9, "")  # type: ignore[arg-type]
    days = [events_module._counted_from_one(day, place) for day in events_module._days_meant(place)]
    known_month = len(next(iter(known.values()), "")) >= len("2018-06")
    assert [last_of(one).isoformat() for one in days if one] == (["2018-05-31"] if known_month else [])
