"""The masthead, on releases made by hand in the forms offices use."""

from __future__ import annotations

import pytest

from builder.intake.formats.extracted import Extracted, Place
from builder.intake.formats.masthead import Masthead, is_kind, read_masthead
from builder.intake.formats.read import extract
from builder.intake.formats.words import words as known_words
from tests.intake.formats.make import cell, docx, hwpx, p, pdf, table, words

BODY = p(
    "가상부(장관 홍길동)는 5월 4일 시험용 문서를 만드는 방법을 널리 알리기 위하여 새로운 사업을 시작한다고 밝혔다."
)
TITLE = p(table([cell(p(words("시험 문서를 만드는 법", 2)), 0, 0)], [cell("- 손으로도 만든다 -", 1, 0)]))


def head(*fields: str, title: str = TITLE) -> Masthead:
    """The masthead of a release with these cells in its table of times."""
    times = p(table([cell(text, 0, number) for number, text in enumerate(fields)])) if fields else ""
    kind = p(table([cell("", 0, 0), cell("보도자료", 0, 1)]))
    found = extract(hwpx(kind + times + title + BODY), "a.hwpx")
    assert isinstance(found, Extracted)
    return read_masthead(found)


def test_a_masthead_as_a_table() -> None:
    found = head("보도시점", "2031. 5. 4.(일) 12:00", "배포", "2031. 5. 2.(금)")
    assert found.title == "시험 문서를 만드는 법"
    assert found.subtitles == ("손으로도 만든다",)
    assert (found.kind, found.embargo, found.release) == (
        "보도자료",
        "2031. 5. 4.(일) 12:00",
        "2031. 5. 2.(금)",
    )
    assert found.date == "2031-05-04"
    assert [place.paragraph for place in found.places] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        (("보도시점", "배포 즉시", "배포", "2031. 5. 2.(금)"), "2031-05-02"),
        (("보도시점", "배포 시점", "배포", "2031. 5. 2.(금)"), "2031-05-02"),
        (("보도시점", "배포시점", "배포", "2031. 5. 2.(금)"), "2031-05-02"),
        (("보도 시점", "2031.5.4.(일) 12:00 (2031.5.5.(월) 조간)", "배포", "2031.5.2."), "2031-05-04"),
        (("보도일시", "(인터넷) 2031. 5. 4.(일) 11:00 (지면) 2031. 5. 5.(월) 조간"), "2031-05-04"),
        (("보도시점", "2031. 5. 5.(월)", "조간", "&lt; 2031. 5. 4.(일) 16:00 &gt;"), "2031-05-04"),
        (("보도시점", "(지  면) 2031. 5. 5.(월) 조간"), "2031-05-05"),
        (("보도시점", "(인터넷, 지면) 2031. 5. 4.(일) 즉시보도"), "2031-05-04"),
        (("보도시점", "5. 4.(일) 석간", "배포", "2031. 5. 2.(금)"), "2031-05-04"),
        (("보도시점", "’31. 5. 4.(일)"), "2031-05-04"),
        (("보도시점", "2031년 5월 4일 12시"), "2031-05-04"),
        (
            ("보도일시", "2031. 5. 5.(월) 조간(온라인 5. 4. 12:00)부터 보도하여 주시기 바랍니다."),
            "2031-05-04",
        ),
        (("보도일시", "2031. 1. 1.(수) 조간(온라인 12. 31. 12:00)부터"), "2030-12-31"),
        (("보도가능시점(엠바고)", "31. 5. 4.(일) 12:00"), "2031-05-04"),
        (("배포일시", "2031. 5. 2.(금)", "담당부서", "문서과"), "2031-05-02"),
        (("보도시점", "국회 의결 시"), None),
        (("보도시점", "2031. 13. 40."), None),
        ((), None),
    ],
)
def test_the_day_of_first_report(fields: tuple[str, ...], date: str | None) -> None:
    found = head(*fields)
    assert found.date == date
    assert found.title == "시험 문서를 만드는 법"


def test_labels_above_their_values() -> None:
    rows = (
        [cell("보도시점", 0, 0), cell("배포", 0, 1)],
        [cell("2031. 5. 4.(일) 12:00", 1, 0), cell("2031. 5. 2.(금)", 1, 1)],
    )
    found = extract(hwpx(p(table(*rows)) + TITLE + BODY), "a.hwpx")
    assert isinstance(found, Extracted)
    made = read_masthead(found)
    assert (made.date, made.embargo, made.release) == (
        "2031-05-04",
        "2031. 5. 4.(일) 12:00",
        "2031. 5. 2.(금)",
    )


def test_an_office_s_name_in_large_type_is_no_title() -> None:
    above = p(words("가상부", 2)) + p("보도자료") + p("2031. 5. 2.(금)")
    found = extract(hwpx(above + TITLE + BODY), "a.hwpx")
    assert isinstance(found, Extracted)
    assert read_masthead(found).title == "시험 문서를 만드는 법"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("배포일시 : 2031. 5. 2.(금) 14:00", "2031-05-02"),
        ("보도시점 : 배포 즉시 보도 가능 / 배포 : 2031. 5. 2.(금)", "2031-05-02"),
        ("보도시점 : 2031. 5. 4.(일) 16:00 이후(5. 5.(월) 조간) / 배포 : 2031. 5. 2.(금)", "2031-05-04"),
        ("보도시점 배포 즉시 배포 2031.5.2. 14:00", "2031-05-02"),
    ],
)
def test_a_masthead_as_a_line(line: str, date: str) -> None:
    found = extract(hwpx(p("보도자료") + p(line) + p(words("시험 문서를 만드는 법", 2)) + BODY), "a.hwpx")
    assert isinstance(found, Extracted)
    made = read_masthead(found)
    assert (made.date, made.title) == (date, "시험 문서를 만드는 법")


def test_kind_times_and_title_in_one_table() -> None:
    rows = (
        [cell("보도자료", 0, 0, columns=2)],
        [cell("보도시점", 1, 0), cell("2031. 5. 4.(일)", 1, 1)],
        [cell(p(words("시험 문서를 만드는 법", 2)), 2, 0, columns=2)],
        [cell("- 손으로도 만든다 -", 3, 0, columns=2)],
    )
    found = head(title=p(table(*rows)))
    assert (found.title, found.subtitles) == ("시험 문서를 만드는 법", ("손으로도 만든다",))
    assert found.date == "2031-05-04"


def test_a_title_on_two_lines_and_subtitles_that_wrap() -> None:
    title = p(
        table(
            [cell(p(words("시험 문서를", 2)) + p(words("만드는 법", 2)), 0, 0)],
            [cell(p("- 손으로") + p("만든다 -") + p("- 또 만든다"), 1, 0)],
        )
    )
    found = head("보도시점", "즉시", title=title)
    assert found.title == "시험 문서를 만드는 법"
    assert found.subtitles == ("손으로 만든다", "또 만든다")


def test_the_largest_type_is_the_title_wherever_it_stands() -> None:
    found = head("보도시점", "즉시", title=p("함께 만드는 나라") + p(words("시험 문서를 만드는 법", 2)))
    assert found.title == "시험 문서를 만드는 법"


def test_without_sizes_the_first_line_is_the_title() -> None:
    body = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        for text in ("보도자료", "시험 문서를 만드는 법", "- 손으로도 만든다 -", "글이다.")
    )
    found = extract(docx(body), "a.docx")
    assert isinstance(found, Extracted)
    assert read_masthead(found).title == "시험 문서를 만드는 법"


@pytest.mark.parametrize("beside", [True, False])
def test_a_form_that_labels_its_title(beside: bool) -> None:
    label, title = (
        cell("[ 제 목 ]", 1, 0),
        cell("시험 문서를 만드는 법", 1 if beside else 2, 1 if beside else 0),
    )
    rows = [[label, title]] if beside else [[label], [title]]
    found = extract(hwpx(p(table([cell("번호 12-34", 0, 0)], *rows))), "a.hwpx")
    assert isinstance(found, Extracted)
    assert read_masthead(found).title == "시험 문서를 만드는 법"


def test_a_column_of_titles_is_no_title() -> None:
    listed = p(
        table(
            [cell("제목", 0, 0), cell("기관", 0, 1), cell("날짜", 0, 2)], [cell("가", 1, 0), cell("나", 1, 1)]
        )
    )
    assert head("보도시점", "즉시", title=TITLE + listed).title == "시험 문서를 만드는 법"


def test_dashes_of_the_body_are_no_subtitles() -> None:
    found = head(
        "보도시점",
        "즉시",
        title=p(words("시험 문서를 만드는 법", 2)) + p("- 손으로") + p("○ 먼저") + p("- 또"),
    )
    assert found.subtitles == ("손으로",)


def test_contacts_are_read_row_by_row() -> None:
    rows = (
        [
            cell("담당 부서", 0, 0, rows=2),
            cell("시험국", 0, 1),
            cell("책임자", 0, 2),
            cell("과  장", 0, 3),
            cell("홍길동", 0, 4),
            cell("(044-000-0001)", 0, 5),
        ],
        [
            cell("문서과", 1, 1),
            cell("담당자", 1, 2),
            cell("사무관", 1, 3),
            cell("김  철", 1, 4),
            cell("(044-000-0002)", 1, 5),
        ],
        [
            cell("", 2, 0),
            cell("", 2, 1),
            cell("담당자", 2, 2),
            cell("주무관", 2, 3),
            cell("이영희", 2, 4),
            cell("(044-000-0003)", 2, 5),
        ],
    )
    found = extract(hwpx(BODY + p(table(*rows))), "a.hwpx")
    assert isinstance(found, Extracted)
    made = read_masthead(found)
    assert [(one.department, one.role, one.position, one.name, one.telephone) for one in made.contacts] == [
        ("시험국", "책임자", "과장", "홍길동", "044-000-0001"),
        ("문서과", "담당자", "사무관", "김철", "044-000-0002"),
        ("문서과", "담당자", "주무관", "이영희", "044-000-0003"),
    ]
    assert made.departments == ("시험국", "문서과")
    assert len(made.places) == 15


def test_contacts_in_the_table_of_times() -> None:
    """As offices set them until 2022: the telephone behind the name, two in a row."""
    rows = (
        [
            cell("배포일시", 0, 0),
            cell("2031. 5. 2.(금)", 0, 1),
            cell("담당부서", 0, 2),
            cell("문서과", 0, 3),
        ],
        [
            cell("담당과장", 1, 0),
            cell("홍길동(044-000-0001)", 1, 1),
            cell("담 당 자", 1, 2),
            cell("김철 사무관(044-000-0002)", 1, 3),
        ],
    )
    found = extract(hwpx(p(table(*rows)) + TITLE + BODY), "a.hwpx")
    assert isinstance(found, Extracted)
    made = read_masthead(found)
    assert (made.date, made.title, made.departments) == ("2031-05-02", "시험 문서를 만드는 법", ("문서과",))
    assert [(one.role, one.position) for one in made.contacts] == [
        ("담당과장", "홍길동"),
        ("담당자", "김철 사무관"),
    ]
    assert len(made.places) == 8


def test_a_pdf_has_its_masthead_in_lines() -> None:
    pytest.importorskip("pypdfium2", reason="the extra [pdf] is not installed")
    lines = [
        (50, 790, 14, "보도자료"), (50, 760, 10, "보도시점"), (120, 740, 10, "2031. 5. 4.(일) 11:00"), (120, 720, 10, "< 5. 5.(월) 조간 > 배포 2031. 5. 2.(금)"),
        (50, 680, 26, "시험 문서"), (50, 640, 14, "- 손으로도 만든다 -"), (50, 200, 10, "담당 부서 시험국"), (50, 180, 10, "책임자 과 장 홍길동 (044-000-0001)"),
    ]  # fmt: skip
    found = extract(pdf(lines), "a.pdf")
    assert isinstance(found, Extracted)
    made = read_masthead(found)
    assert (made.date, made.title, made.subtitles) == ("2031-05-04", "시험 문서", ("손으로도 만든다",))
    assert [(one.department, one.name) for one in made.contacts] == [("시험국", "홍길동")]


def test_a_file_without_masthead_has_none_and_still_a_title() -> None:
    found = extract(hwpx(p(words("모두발언", 2)) + BODY), "a.hwpx")
    assert isinstance(found, Extracted)
    assert read_masthead(found) == Masthead(title="모두발언", title_places=(Place(1),))


def test_nothing_but_body_has_no_title() -> None:
    found = extract(hwpx(BODY), "a.hwpx")
    assert isinstance(found, Extracted)
    assert read_masthead(found) == Masthead()


@pytest.mark.parametrize(
    "line", ["보도자료", "보 도 자 료", "공동 보도자료", "보도참고자료", "[동정자료]", "긴급지시"]
)
def test_a_kind_is_no_title(line: str) -> None:
    assert is_kind(line)


@pytest.mark.parametrize("line", ["보도자료 배포 방법 안내", "장관 긴급 지시로 대책 마련", ""])
def test_a_title_is_no_kind(line: str) -> None:
    assert not is_kind(line)


def test_the_words_hold_no_spaces() -> None:
    known = known_words()
    assert all(" " not in word for name in known.__slots__ for word in getattr(known, name))
