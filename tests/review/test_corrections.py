"""The spreadsheet: out and in without a change, corrections applied or refused, words kept until the fact is another one."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.intake.day import read_dates
from builder.model import Problem
from builder.pages.edits import Made, without_seed
from builder.pages.page import Page
from builder.pages.parts import edited_parts, hashes
from builder.prose.front_matter import dump_page, parse_page
from builder.registry import Registry
from builder.review.corrections import Corrections, read_corrections
from builder.review.near_duplicates import find_versions
from builder.review.row import CONFIRMED, FACTS, SKIPPED, fact_hash, is_reviewed, row_of
from builder.review.spreadsheet import COLUMNS, Sheet, read_sheet, tidy, write_sheet

MakePage = Callable[..., Page]
Merge = Callable[..., Made]
Rows = list[dict[str, str]]
Change = Callable[[Rows], object]


def renamed(page: Page, page_id: str) -> Page:
    return Page.read(f"briefings/{page_id}.md", {**page.meta, "id": page_id}, page.body)


def exported(pages: Sequence[Page]) -> str:
    versions = find_versions(pages)
    return write_sheet(row_of(page, versions, ["N102 the date is inferred"]) for page in pages)


def rows_of(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def saved(
    rows: Rows, encoding: str = "utf-8-sig", separator: str = ",", columns: Sequence[str] = COLUMNS
) -> bytes:
    """The rows as a spreadsheet program writes them."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, columns, delimiter=separator, extrasaction="ignore", restval="")
    table.writeheader()
    table.writerows(rows)
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    return mark + out.getvalue().encode(encoding)


def read(data: bytes) -> Sheet:
    sheet = read_sheet(data, "review.csv")
    assert isinstance(sheet, Sheet), sheet
    return sheet


def corrected(
    pages: Sequence[Page], registry: Registry, change: Change, now: Sequence[Page] | None = None, **how: Any
) -> Corrections:
    """What comes of the pages' spreadsheet after ``change``; ``now``: the pages as they stand when it is applied."""
    rows = rows_of(exported(pages))
    change(rows)
    return read_corrections(read(saved(rows, **how)), now or pages, (), registry)


def put(**cells: str) -> Change:
    return lambda rows: rows[0].update(cells)


def refused(made: Corrections) -> Problem:
    assert (made.pages, made.changed, made.confirmed, made.skipped) == ((), 0, 0, 0)
    (one,) = made.problems
    assert (one.code, one.path, one.severity.value) == ("E206", "review.csv", "error")
    return one


def stored(page: Page) -> Page:
    """The page as it is read from the disk again."""
    parsed = parse_page(dump_page(page.meta, page.body))
    assert not isinstance(parsed, str)
    return Page.read(page.path, *parsed)


# ------------------------------------------------------------------------------------------------------------- round trip

#: A file with a NUL in it is no spreadsheet: reading refuses it as a whole.
TEXTS = st.text(min_size=1, max_size=30).filter(lambda text: bool(tidy(text)) and "\0" not in text)
DATES = st.sampled_from([None, "2020", "2020-04", "2020-04-16", "2020-04-05", "2020-13-45"])
ENCODINGS = st.sampled_from(["utf-8-sig", "utf-8", "utf-16-le", "utf-16-be"])


@given(
    titles=st.lists(TEXTS, min_size=1, max_size=3),
    date=DATES,
    evidence=st.text(max_size=20),
    encoding=ENCODINGS,
    separator=st.sampled_from(",;\t"),
)
def test_a_round_trip_without_edits_is_none(
    make_page: MakePage,
    registry: Registry,
    titles: list[str],
    date: str | None,
    evidence: str,
    encoding: str,
    separator: str,
) -> None:
    pages = [
        renamed(make_page(title=title, date=date, date_evidence=evidence), f"a{number}")
        for number, title in enumerate(titles)
    ]
    assert read_corrections(read(exported(pages).encode()), pages, (), registry) == Corrections()
    assert (
        corrected(pages, registry, lambda rows: rows, encoding=encoding, separator=separator) == Corrections()
    )


@given(TEXTS)
def test_no_cell_runs_as_a_formula_and_each_reads_as_it_was(text: str) -> None:
    written = write_sheet([{"id": "a1", "title": text}])
    assert rows_of(written)[0]["title"][:1] not in set("=+-@\t\r\n")
    assert read(written.encode()).rows[0].cells["title"] == tidy(text)


def test_the_form_of_the_file(make_page: MakePage) -> None:
    written = exported([make_page(title="제목,\n두 줄")])
    assert written.startswith("\ufeff" + ",".join(COLUMNS) + "\r\n")
    assert written.count("\n") == written.count("\r\n") == 2


def test_what_spreadsheets_do_is_tolerated(make_page: MakePage, registry: Registry) -> None:
    pages = [renamed(make_page(), page_id) for page_id in ("a1", "a2")]
    rows = rows_of(exported(pages))
    empty = dict.fromkeys(COLUMNS, "")
    rows = [
        empty,
        {**rows[0], "title": f"  {rows[0]['title']} \u3000", "my notes": "=1+1"},
        empty,
        {**rows[1], "title_check": " OK "},
        empty,
    ]
    columns = [
        "my notes",
        *(
            column
            for column in reversed(COLUMNS)
            if column not in {"evidence", "to_look_at", "title_basis", "date_basis"}
        ),
    ]
    data = (
        b";;;\r\n" + saved(rows, "cp949", ";", columns).replace(b"title_check", b"Title_Check") + b"\r\n\r\n"
    )
    made = read_corrections(read(data), pages, (), registry)
    assert (made.problems, made.confirmed, made.changed, [page.path for page in made.pages]) == (
        (),
        1,
        0,
        ["briefings/a2.md"],
    )


def test_signs_that_cp949_lacks_are_no_edit(make_page: MakePage, registry: Registry) -> None:
    page = make_page(title="인공지능 • 데이터 – 계획 🙂")
    assert (
        corrected([page], registry, put(title="인공지능 · 데이터 ? 계획 ??"), encoding="cp949")
        == Corrections()
    )
    assert (
        corrected([page], registry, put(title="인공지능 새 계획"), encoding="cp949").pages[0].meta["title"]
        == "인공지능 새 계획"
    )
    assert corrected([page], registry, put(title="인공지능 · 데이터 - 계획")).changed == 1


# ------------------------------------------------------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        *(
            (cell, ("2020-04-16",))
            for cell in (
                "2020-04-16",
                "2020-4-16",
                "2020.4.16",
                "2020. 4. 16.",
                "2020. 4. 16",
                "2020/4/16",
                "2020/04/16",
            )
        ),
        *(
            (cell, ("2020-04-16",))
            for cell in (
                "2020년 4월 16일",
                "2020년 4월 16일 목요일",
                "2020-04-16 (목)",
                "2020-04-16 0:00",
                "2020-04-16 00:00:00",
                "2020-04-16 10:30",
            )
        ),
        *(
            (cell, ("2020-04",))
            for cell in (
                "2020-04",
                "2020-4",
                "2020.4",
                "2020. 4.",
                "2020/4",
                "2020년 4월",
                "Apr-20",
                "apr-2020",
            )
        ),
        *((cell, ("2020",)) for cell in ("2020", "2020.", "2020년")),
        ("Apr-98", ("1998-04",)),
        *((cell, ("2020-04-16",)) for cell in ("4/16/2020", "16/04/2020", "16.4.2020")),
        ("4/5/2020", ("2020-04-05", "2020-05-04")),
        *(
            (cell, ())
            for cell in (
                "",
                "2020-02-30",
                "2020-13",
                "0000",
                "20-4-16",
                "43937",
                "곧",
                "2020-04-16-1",
                "4월 16일",
                "xyz-20",
            )
        ),
    ],
)
def test_dates_as_spreadsheets_write_them(cell: str, dates: tuple[str, ...]) -> None:
    assert read_dates(cell) == dates


@pytest.mark.parametrize(
    ("date", "cell"),
    [
        ("2020-04", "Apr-20"),
        ("2020-04-05", "4/5/2020"),
        ("2020-05-04", "4/5/2020"),
        ("2020-04-16", "2020. 4. 16."),
    ],
)
def test_a_date_that_a_program_rewrote_is_no_edit(
    make_page: MakePage, registry: Registry, date: str, cell: str
) -> None:
    page = make_page(date=date)
    assert corrected([page], registry, put(date=cell)) == Corrections()
    assert corrected([page], registry, put(date=cell, date_check="ok")).confirmed == 1


@pytest.mark.parametrize(
    ("cell", "date", "precision"),
    [
        ("2021. 3. 2.", "2021-03-02", "day"),
        ("2021-03", "2021-03", "month"),
        ("2021", "2021", "year"),
        ("", None, None),
    ],
)
def test_a_date_is_applied(
    make_page: MakePage, registry: Registry, cell: str, date: str | None, precision: str | None
) -> None:
    made = corrected([make_page()], registry, put(date=cell))
    (page,) = made.pages
    assert (made.problems, made.changed) == ((), 1)
    assert [page.meta[name] for name in ("date", "date_precision", "date_basis", "date_evidence")] == [
        date,
        precision,
        "edited",
        registry.labels["evidence.edited"],
    ]
    assert edited_parts(page) == {"date"}


def test_what_a_person_said_of_the_old_date_is_not_said_of_the_new(
    make_page: MakePage, registry: Registry
) -> None:
    page = make_page()
    edited = Page.read(
        page.path,
        {**page.meta, "date": "2020-05-01", "date_evidence": "담당자가 알려 준 날짜이다."},
        page.body,
    )
    assert (
        corrected([edited], registry, put(date="2021")).pages[0].meta["date_evidence"]
        == registry.labels["evidence.edited"]
    )


# ----------------------------------------------------------------------------------------------------------------- values


def test_title_ministries_and_topics_are_applied(make_page: MakePage, registry: Registry) -> None:
    made = corrected(
        [make_page()],
        registry,
        put(title="새 제목", ministries="기획재정부 ; 과학기술정보통신부;", topics="telecom, ai-data"),
    )
    (page,) = made.pages
    assert made.changed == 3
    assert (page.meta["title"], page.meta["title_basis"]) == ("새 제목", "edited")
    assert (page.meta["ministry"], page.meta["ministry_ids"]) == ("기획재정부", ["mosf-2008", "msit-2017"])
    assert (page.meta["topics"], page.meta["topic_names"]) == (
        ["telecom", "ai-data"],
        [registry.topics[slug].name for slug in ("telecom", "ai-data")],
    )


def test_lists_can_be_emptied(make_page: MakePage, registry: Registry) -> None:
    (page,) = corrected([make_page()], registry, put(ministries="", topics=" ; ")).pages
    assert [
        page.meta[name] for name in ("ministry", "ministries", "ministry_ids", "topics", "topic_names")
    ] == [None, [], [], [], []]


def test_names_are_those_of_the_new_date(make_page: MakePage, registry: Registry) -> None:
    made = corrected([make_page()], registry, put(date="2016-05-04", ministries="미래창조과학부"))
    assert (made.problems, made.pages[0].meta["ministries"]) == ((), ["미래창조과학부"])
    assert (
        "미래창조과학부"
        in refused(corrected([make_page()], registry, put(ministries="미래창조과학부"))).message
    )


def test_a_new_date_is_refused_where_an_edited_ministry_was_not_there(
    make_page: MakePage, registry: Registry
) -> None:
    page = make_page()
    edited = Page.read(page.path, {**page.meta, "ministries": ["과학기술정보통신부"]}, page.body)
    found = refused(corrected([edited], registry, put(date="2016-05-04")))
    assert "미래창조과학부" in found.hint
    assert corrected([edited], registry, put(date="2016-05-04", ministries="미래창조과학부")).changed == 2


@given(
    title=TEXTS,
    date=st.sampled_from(["2020-04-16", "2021", "", "2019-12"]),
    ministries=st.lists(st.sampled_from(["과학기술정보통신부", "기획재정부", "환경부"]), unique=True),
    topics=st.lists(st.sampled_from(["ai-data", "telecom", "water"]), unique=True),
    words=st.lists(st.sampled_from(["", "ok"]), min_size=4, max_size=4),
)
def test_what_is_applied_is_a_settled_edit_that_outlives_builds(
    make_page: MakePage,
    merged: Merge,
    registry: Registry,
    title: str,
    date: str,
    ministries: list[str],
    topics: list[str],
    words: list[str],
) -> None:
    page = make_page()
    cells = {
        "title": "'" + title if title[0] in "=+-@" else title,
        "date": date,
        "ministries": "; ".join(ministries),
        "topics": "; ".join(topics),
    }
    change = put(**cells, **{f"{part}_check": word for part, word in zip(FACTS, words, strict=True)})
    made = corrected([page], registry, change)
    assert made.problems == ()
    for corrected_page in map(stored, made.pages):
        assert merged(corrected_page, page).page == corrected_page
        assert without_seed(corrected_page, registry).page == corrected_page
        assert all(
            is_reviewed(part, corrected_page, {}) == (word == "ok")
            for part, word in zip(FACTS, words, strict=True)
        )
        assert corrected([page], registry, change, now=[corrected_page]) == Corrections(), (
            "to apply it twice is to apply it once"
        )


# ------------------------------------------------------------------------------------------------------------- wrong rows


@pytest.mark.parametrize(
    ("cells", "message", "hint"),
    [
        ({"id": "nowhere"}, "no article with this id", "build"),
        ({"id": ""}, "the id is missing", ""),
        ({"version": ""}, "the version is missing", "review --csv"),
        ({"version": "v12345678"}, "the version is missing or damaged", "review --csv"),
        ({"title": ""}, "title is empty", ""),
        ({"date": "2020-02-30"}, "date is '2020-02-30'", "2020-04-16"),
        ({"date": "곧"}, "date is '곧'", "2020-04-16"),
        ({"date": "4/5/2021"}, "may be two days", "2020-04-16"),
        ({"ministries": "과학기술정통부"}, "no body is called '과학기술정통부'", "과학기술정보통신부"),
        ({"ministries": "미래창조과학부"}, "not on 2020-04-16", "과학기술정보통신부"),
        ({"topics": "ai-dat"}, "no topic is called 'ai-dat'", "ai-data"),
        ({"topics_check": "skip"}, "skip needs a reason", "reason"),
        ({"title_check": "okay"}, "'okay' is no word for it", "ok or skip"),
        ({"date": "2021", "date_check": "skip", "reason": "모름"}, "skip, but the value is changed", ""),
    ],
)
def test_a_wrong_row_is_named_and_nothing_applied(
    make_page: MakePage, registry: Registry, cells: dict[str, str], message: str, hint: str
) -> None:
    pages = [renamed(make_page(), "a1"), make_page()]
    made = corrected(
        pages,
        registry,
        lambda rows: (rows[0].update(title="새 제목", date_check="ok"), rows[1].update(cells)),
    )
    found = refused(made)
    assert message in found.message
    assert hint in found.hint
    assert found.line == 3


def test_a_row_may_be_wrong_in_several_ways(make_page: MakePage, registry: Registry) -> None:
    made = corrected(
        [make_page()], registry, put(title="", date="2020-02-30", topics="nothing", ministries_check="yes")
    )
    assert [(one.code, one.line) for one in made.problems] == [("E206", 2)] * 4


def test_an_article_may_have_one_row(make_page: MakePage, registry: Registry) -> None:
    found = refused(corrected([make_page()], registry, lambda rows: rows.append(rows[0])))
    assert (found.line, "line 2" in found.message) == (3, True)


def test_a_row_that_was_cut_off_empties_nothing(make_page: MakePage, registry: Registry) -> None:
    data = exported([make_page()]).encode()
    made = read_corrections(read(data[: data.index(b",ai-data")]), [make_page()], (), registry)
    assert "topics: the row ends before it" in refused(made).message


def test_a_page_that_cannot_be_read_is_told_from_one_that_is_not_there(
    make_page: MakePage, registry: Registry
) -> None:
    page = make_page()
    made = read_corrections(read(exported([page]).encode()), [], [page.path], registry)
    assert "its page cannot be read" in refused(made).message


@pytest.mark.parametrize(
    "column",
    [
        column
        for column in COLUMNS
        if column in FACTS or column.endswith("_check") or column in {"id", "version", "reason"}
    ],
)
def test_a_missing_column_is_named(make_page: MakePage, column: str) -> None:
    rows = rows_of(exported([make_page()]))
    found = read_sheet(saved(rows, columns=[name for name in COLUMNS if name != column]), "review.csv")
    assert isinstance(found, Problem)
    assert (found.code, found.line) == ("E207", 1)
    assert f"missing: {column}" in found.message


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", None, "it is empty"),
        (b"\r\n \r\n,,\r\n", None, "it is empty"),
        (b"PK\x03\x04[Content_Types].xml", None, "it is no CSV (an Office document)"),
        (b"id\x00", 1, "NUL"),
        (b"id,version\n\xff\xfe\xfd", 2, "UTF-8, UTF-16 or CP949"),
        (b'id,version\na1,v1\n"a2,v1\na3,v1\n', 3, "unexpected end of data"),
        ((",".join(COLUMNS) + ",date\r\n").encode(), 1, "there twice: date"),
        ("제목,날짜\n가,나\n".encode(), 1, "missing: id"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_named(data: bytes, line: int | None, message: str) -> None:
    found = read_sheet(data, "review.csv")
    assert isinstance(found, Problem)
    assert (found.code, found.line) == ("E207", line)
    assert message in found.message


@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(
            lambda text: (",".join(COLUMNS) + "\n" + text).encode("utf-8", "surrogatepass")
        ),
    )
)
def test_no_bytes_raise(make_page: MakePage, registry: Registry, data: bytes) -> None:
    sheet = read_sheet(data, "review.csv")
    if isinstance(sheet, Sheet):
        assert read_corrections(sheet, [make_page()], (), registry).pages == ()


# -------------------------------------------------------------------------------------------------------------- stale rows


def later(page: Page, **changes: Any) -> Page:
    """The page after its seed or rules have changed."""
    changed = Page.read(page.path, {**page.meta, **changes}, page.body)
    generated = {**page.record.generated, **hashes(changed)}
    return Page.read(page.path, {**changed.meta, "generated": generated}, page.body)


@pytest.mark.parametrize(
    "cells", [{"date": "2021-03-02"}, {"date_check": "ok"}, {"date_check": "skip", "reason": "모름"}]
)
def test_a_fact_that_changed_since_is_not_corrected(
    make_page: MakePage, registry: Registry, cells: dict[str, str]
) -> None:
    page = make_page()
    found = refused(corrected([page], registry, put(**cells), now=[later(page, date="2020-05-16")]))
    assert "has changed since the export" in found.message
    assert "review --csv" in found.hint


def test_an_old_row_that_nobody_touched_changes_nothing(make_page: MakePage, registry: Registry) -> None:
    page = make_page()
    assert (
        corrected(
            [page],
            registry,
            lambda rows: rows,
            now=[later(page, title="새 제목", date=None, topics=["water"])],
        )
        == Corrections()
    )


def test_other_facts_of_an_old_row_are_corrected(make_page: MakePage, registry: Registry) -> None:
    page = make_page()
    made = corrected(
        [page], registry, put(date="2021", topics_check="ok"), now=[later(page, title="새 제목")]
    )
    assert (made.problems, made.changed, made.confirmed) == ((), 1, 1)
    assert made.pages[0].meta["title"] == "새 제목"


def test_a_correction_that_has_come_true_is_none(make_page: MakePage, registry: Registry) -> None:
    page = make_page()
    now = [later(page, date="2021-03-02", date_basis="stated")]
    assert corrected([page], registry, put(date="2021-03-02"), now=now) == Corrections()
    assert corrected([page], registry, put(date="2021-03-02", date_check="ok"), now=now).confirmed == 1


# ------------------------------------------------------------------------------------------------------------------- words

PART = pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("title", {"title": "새 제목"}),
        ("date", {"date": "2021"}),
        ("ministries", {"ministries": ["기획재정부"]}),
        ("topics", {"topics": ["water"]}),
    ],
)


@PART
@pytest.mark.parametrize("word", ["ok", "skip"])
def test_a_word_holds_until_the_fact_changes(
    make_page: MakePage, registry: Registry, part: str, changes: dict[str, Any], word: str
) -> None:
    page = make_page()
    assert not is_reviewed(part, page, {})
    made = corrected([page], registry, put(**{f"{part}_check": word, "reason": "출처 없음"}))
    said = stored(made.pages[0])
    assert (made.changed, made.confirmed, made.skipped) == (0, word == "ok", word == "skip")
    fact = fact_hash(part, page, {})
    assert (said.meta.get(CONFIRMED), said.meta.get(SKIPPED)) == (
        ({part: fact}, None) if word == "ok" else (None, {part: {"fact": fact, "reason": "출처 없음"}})
    )
    assert edited_parts(said) == frozenset()
    assert is_reviewed(part, said, {})
    assert is_reviewed(
        part, later(said, date_evidence="다른 근거", date_basis="stated", title_basis="stated"), {}
    ), "the fact is the same"
    assert not is_reviewed(part, later(said, **changes), {})


@PART
def test_words_survive_a_build(
    make_page: MakePage, merged: Merge, registry: Registry, part: str, changes: dict[str, Any]
) -> None:
    page = make_page()
    said = stored(corrected([page], registry, put(**{f"{part}_check": "ok"})).pages[0])
    built = merged(said, later(page, **changes)).page
    assert built is not None
    assert built.record.confirmed == said.record.confirmed
    assert not is_reviewed(part, built, {})


def test_ok_beside_a_new_value_confirms_that(make_page: MakePage, registry: Registry) -> None:
    made = corrected([make_page()], registry, put(date="2021", date_check="ok"))
    assert (made.changed, made.confirmed) == (1, 1)
    assert is_reviewed("date", made.pages[0], {})


def test_a_later_word_or_value_takes_the_place_of_the_first(make_page: MakePage, registry: Registry) -> None:
    page = corrected([make_page()], registry, put(date_check="ok", title_check="ok")).pages[0]
    skipped = corrected([page], registry, put(date_check="skip", reason="모름")).pages[0]
    assert (set(skipped.record.confirmed), set(skipped.record.skipped)) == ({"title"}, {"date"})
    changed = corrected([skipped], registry, put(date="2021")).pages[0]
    assert (set(changed.record.confirmed), SKIPPED in changed.meta) == ({"title"}, False)


def test_versions_can_be_confirmed_until_there_is_another_one(
    make_page: MakePage, registry: Registry
) -> None:
    body = "\n\n".join(
        f"과학기술정보통신부는 {number}일 {number}번째 인공지능 연구 과제를 {number * 7}곳에서 시작한다고 밝혔다."
        for number in range(1, 20)
    )
    first, second, third = (renamed(make_page(body), page_id) for page_id in ("a1", "a2", "a3"))
    made = corrected([first, second], registry, put(versions_check="ok"))
    assert (made.confirmed, [page.path for page in made.pages]) == (1, ["briefings/a1.md"])
    assert is_reviewed("versions", made.pages[0], find_versions([*made.pages, second]))
    assert not is_reviewed("versions", made.pages[0], find_versions([*made.pages, second, third]))
    found = refused(
        corrected([first, second], registry, put(versions_check="ok"), now=[first, second, third])
    )
    assert "has changed since the export" in found.message
