"""Every printed form of a date, and what only looks like one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.partial_date import is_partial_date
from builder.reading.stamps import printed_dates, stamp_line
from builder.registry import Registry

#: Text → (date, label) of each stamp of the line.
LINES: dict[str, list[tuple[str, str]]] = {
    # ISO-like
    "2017-12-07 15:30": [("2017-12-07", "bare")],
    "2020-11-27 14:15:20": [("2020-11-27", "bare")],
    "2020-07-28 10:00 송고": [("2020-07-28", "published")],
    'datetime="2023-06-20T09:30:00+09:00"': [("2023-06-20", "published")],
    # dotted
    "2021.01.19": [("2021-01-19", "bare")],
    "2020.04.16 17:08": [("2020-04-16", "bare")],
    "2007.05.25.": [("2007-05-25", "bare")],
    "2022.09.23 06:00:00": [("2022-09-23", "bare")],
    "2023. 4. 6. 08:56": [("2023-04-06", "bare")],
    "2019.08.29. 오후 6:21": [("2019-08-29", "bare")],
    # slashed
    "입력 :2017/07/25 15:36": [("2017-07-25", "published")],
    "2017/09/12 11:00 송고": [("2017-09-12", "published")],
    "[2004/11/05 09:40]": [("2004-11-05", "bare")],
    "20210726": [("2021-07-26", "bare")],
    # labelled
    "입력2010.04.23 10:26": [("2010-04-23", "published")],
    "수정 2010.04.23 10:26": [("2010-04-23", "modified")],
    "최종수정 2022/09/27 13:22:41": [("2022-09-27", "modified")],
    "업데이트 2019.01.02": [("2019-01-02", "modified")],
    "등록 :2020/07/28 14:48 수정:2020/07/28 16:02": [("2020-07-28", "published"), ("2020-07-28", "modified")],
    "최종수정 2022/09/27 13:22:41 기사입력 2022/09/27 11:00:00": [
        ("2022-09-27", "modified"),
        ("2022-09-27", "published"),
    ],
    "기사등록 2022/09/27 11:00:00": [("2022-09-27", "published")],
    "승인 2013.06.27 13:40": [("2013-06-27", "published")],
    "기사승인 : 2019-07-03 10:30": [("2019-07-03", "published")],
    "송고시간 | 2016/05/19 12:00": [("2016-05-19", "published")],
    "발행일 : 2003-03-07 08:49": [("2003-03-07", "published")],
    "지면 : 2007-10-18 1면": [("2007-10-18", "print")],
    "발행일 : 2004-03-22 09:12 | 지면 : 2004-03-23 6면": [
        ("2004-03-22", "published"),
        ("2004-03-23", "print"),
    ],
    "게시일 2018.06.20.": [("2018-06-20", "published")],
    "작성일 2018-06-20": [("2018-06-20", "published")],
    "개제일자 2018-06-20": [("2018-06-20", "published")],
    "보도시점 2018. 4. 27.(금) 조간부터": [("2018-04-27", "embargo")],
    "보도일시 2011. 8. 18.(목) 석간부터": [("2011-08-18", "embargo")],
    "(배포) 2018. 4. 26(목)": [("2018-04-26", "released")],
    "배 포 일2020. 2. 28. / (총 16매)": [("2020-02-28", "released")],
    "배포 2015. 7. 14.(화)": [("2015-07-14", "released")],
    # glued pairs
    "등록 2018-08-31 14:51수정 2018-08-31 16:31": [("2018-08-31", "published"), ("2018-08-31", "modified")],
    "방송/통신입력 :2017/07/25 15:36": [("2017-07-25", "published")],
    "입력일 2020-01-16 14:00 수정일 2020-06-03 21:49 발행일 2020-01-17 2면": [
        ("2020-01-16", "published"),
        ("2020-06-03", "modified"),
        ("2020-01-17", "published"),
    ],
    # Korean words
    "입력 2000년 7월 4일 19시 14분": [("2000-07-04", "published")],
    "• 입력 1999년 9월 14일 11시 02분": [("1999-09-14", "published")],
    "2018년 10월 17일 (수)": [("2018-10-17", "bare")],
    "2007년 03월 22일 [목요일]": [("2007-03-22", "bare")],
    "【2013년 1월 16일】": [("2013-01-16", "bare")],
    "등록 2017-07-25 오후 1:51:07": [("2017-07-25", "published")],
    # broadcast and print
    "입력 2019.03.17 (10:20) 창원": [("2019-03-17", "published")],
    "• 입력 2019-03-18 09:08:39": [("2019-03-18", "published")],
    "2000-06-27 1면": [("2000-06-27", "print")],
    # two-digit years
    "09.11.23 14:02ㅣ최종 업데이트 09.11.24 09:00": [("2009-11-23", "bare"), ("2009-11-24", "modified")],
    "'10. 3. 23(화) 배포": [("2010-03-23", "released")],
    # English
    "Tuesday, April 9, 2013": [("2013-04-09", "bare")],
    "Friday 31 October 2025": [("2025-10-31", "bare")],
    "Published : 2004.09.30": [("2004-09-30", "published")],
    "Thu, 12 Jun 2014 10:20:00 +0900": [("2014-06-12", "bare")],
    # months
    "date 2020-08": [("2020-08", "published")],
    "2022년 5월호": [("2022-05", "bare")],
    "2021-08": [("2021-08", "bare")],
}


@pytest.mark.parametrize("line", LINES)
def test_a_stamp_is_read(registry: Registry, line: str) -> None:
    assert [(stamp.date, stamp.label) for stamp in stamp_line(7, line, registry, bare_allowed=True)] == LINES[
        line
    ]


@pytest.mark.parametrize(
    "line",
    [
        # the days of other things: an event, a term, an imprint, a list of two
        "신청 마감 2019. 9. 30.",
        "행사일 : 2019.10.15",
        "교육일시 2019-10-15 14:00",
        "투표일 2017.05.09",
        "기준일자: 2017-12-31",
        "게시기간 2017-11-30 ~ 2017-12-31",
        "접수 (2009. 11. 6.)",
        "2009.11.03 | 2010.01.05",
        "과학기술부는 2004년 4월 16일 연구 계획을 발표했다고 밝혔다.",
        "정부는 2020.04.16 코로나19 대책을 내놓고 다음 달부터 시행하기로 했다.",
        "2025년까지 49조원을 투입한다.",
        "2017년 12월까지 시범 운영한다.",
        "전화 02-2000-1234",
        "1980-2025",
        "2020-13-01",
        "3.14.15",
        "1. 추진 배경",
        "16일",
        "",
    ],
)
def test_what_is_no_stamp(registry: Registry, line: str) -> None:
    assert stamp_line(1, line, registry, bare_allowed=True) == ()


def test_a_bare_date_counts_only_where_it_may(registry: Registry) -> None:
    assert stamp_line(1, "2021.01.19", registry, bare_allowed=False) == ()
    assert stamp_line(1, "입력 2021.01.19", registry, bare_allowed=False)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2020. 4. 16.", ["2020-04-16"]),
        ("2020.04.31", []),
        ("2019-02-29", []),
        ("2020-02-29", ["2020-02-29"]),
        ("12020-04-16", []),
        ("2020-04-161", []),
        ("https://example.com/article/20210726000212", []),
        ("https://example.com/2021/07/26/a.html", ["2021-07-26"]),
        ("1월 2일, 2020년 3월 4일과 2021.5.6", ["2020-03-04", "2021-05-06"]),
        ("버전 1.2020.3", []),
    ],
)
def test_printed_dates(text: str, dates: list[str]) -> None:
    assert [date.value for date in printed_dates(text)] == dates


@given(st.text(alphabet="0123456789.-/년월일 '’호janApril,", max_size=60))
def test_whatever_is_read_is_a_date_and_stands_there(text: str) -> None:
    end = 0
    for date in printed_dates(text):
        assert is_partial_date(date.value)
        assert end <= date.start < date.end <= len(text)
        end = date.end


days = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2039, 12, 31))


@given(
    days,
    st.sampled_from(
        [
            "{0:%Y-%m-%d}",
            "{0:%Y.%m.%d}",
            "{0:%Y/%m/%d}",
            "{0.year}. {0.month}. {0.day}.",
            "{0.year}년 {0.month}월 {0.day}일",
            "{0:%Y%m%d}",
        ]
    ),
)
def test_every_day_in_every_form_is_itself(day: dt.date, form: str) -> None:
    assert [date.value for date in printed_dates(f"입력 {form.format(day)} 09:30")] == [day.isoformat()]
