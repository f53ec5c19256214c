"""A page's facts survive being written and read again, by us and by MkDocs, whatever a headline throws at YAML."""

from __future__ import annotations

import datetime as dt
from typing import Any
from unittest import mock

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from builder import plain_yaml
from builder.prose import front_matter
from builder.prose.escape import INVISIBLE as INVISIBLE_CHARACTERS
from builder.prose.front_matter import dump_page, parse_page

HOSTILE_TITLES = [
    "'작은따옴표'로 시작",
    '"큰따옴표"로 시작',
    "홑 ' 따옴표",
    '겹 " 따옴표',
    "쌍점: 뒤에 공백",
    "끝에 쌍점:",
    "---",
    "--- 제목",
    "...",
    "{{ secret }}",
    "{% x %}",
    "{a: b}",
    "[앵커] 말",
    "[",
    "]",
    "!!python/object/apply:os.system ['id']",
    "!태그",
    "&a 닻",
    "*a 별",
    "2020-01-01",
    "2020-13-45",
    "2020",
    "2020-04",
    "1:30",
    "12:30:45",
    "0x1F",
    "1e3",
    "0o17",
    "1_000",
    ".inf",
    "yes",
    "no",
    "on",
    "off",
    "true",
    "null",
    "~",
    "",
    " ",
    "- 대시",
    "-",
    "? 물음",
    "?",
    "| 세로",
    "> 꺾쇠",
    "# 우물",
    "제목 # 우물",
    "@골뱅이",
    "`백틱`",
    "%p 올랐다",
    "=",
    "<<",
    "📱 이모지",
    "가\x85나",
    "가\u2028나",
    "가\u202e나",
    "가\x00나",
    "가\x1b[31m나",
    "가\ufeff나",
    "끝 공백 ",
    " 앞 공백",
    "탭\t탭",
    "a" * 3000,
    "가 " * 500,
    "\\",
    "\\n",
    "여러\n줄",
    "여러\n\n줄\n",
    "\n앞줄",
    "줄 끝 공백 \n다음",
    "\ud800",
    "\ufffe",
    "\u3000",
    "\r\n",
    "x\ry",
    "key: value\nother: x",
    "---\ntitle: x\n---",
    "#",
    ",",
    "a, b",
    "'",
    '"',
    "\xa0",
    "\xad",
    "\U0010ffff",
    "\ue000",
]
TEXT = st.one_of(
    st.sampled_from(HOSTILE_TITLES),
    st.text(max_size=25),
    st.lists(st.sampled_from(HOSTILE_TITLES), min_size=2, max_size=3).map("".join),
)
DATES = st.one_of(
    st.dates(dt.date(1000, 1, 1)).map(str),
    st.dates(dt.date(1000, 1, 1)).map(lambda day: str(day)[:7]),
    st.dates(dt.date(1000, 1, 1)).map(lambda day: str(day)[:4]),
    st.none(),
)
META = st.fixed_dictionaries(
    {
        "schema": st.just(1),
        "title": TEXT,
        "subtitle": st.lists(TEXT, max_size=3),
        "date": DATES,
        "added": DATES,
        "removed": st.lists(st.fixed_dictionaries({"lines": TEXT, "rule": TEXT}), max_size=3),
        "source": st.fixed_dictionaries({"file": TEXT, "url": st.none() | TEXT}),
        "hidden": st.booleans(),
        "score": st.integers(-5, 5_000),
    }
)
BODY = st.one_of(st.just(""), st.sampled_from(["글\n", "---\n\n글\n", "글\n\n---\n", "제목: 값\n"]))


def cleaned(value: Any) -> Any:
    """What a fact is after writing: no invisible characters, LF alone."""
    if isinstance(value, str):
        for end in ("\r\n", "\r", *"\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"):
            value = value.replace(end, "\n")
        return INVISIBLE_CHARACTERS.sub("", value)
    if isinstance(value, dict):
        return {cleaned(key): cleaned(inner) for key, inner in value.items()}
    return [cleaned(inner) for inner in value] if isinstance(value, list) else value


def with_date_strings(meta: dict[str, Any]) -> dict[str, Any]:
    return {key: str(value) if isinstance(value, dt.date) else value for key, value in meta.items()}


def test_what_a_page_looks_like() -> None:
    meta = {
        "schema": 1,
        "id": "k7f3q9x2mt",
        "title": "비과세: 226개 📱",
        "title_basis": "stated",
        "subtitle": [],
        "date": "2020-04-16",
        "ministry": None,
        "ministries": ("재정경제부", "국세청"),
        "removed": [{"lines": "2-11", "rule": "share-buttons"}, {"lines": "30", "rule": "copyright"}],
        "source": {"file": "seeds/a.txt", "outlet": None},
        "added": "2026-11",
    }
    assert dump_page(meta, "글이다.\n") == (
        "---\n"
        "schema: 1\n"
        "id: k7f3q9x2mt\n"
        "title: '비과세: 226개 📱'\n"
        "title_basis: stated\n"
        "subtitle: []\n"
        "date: 2020-04-16\n"
        "ministry: null\n"
        "ministries:\n"
        "- 재정경제부\n"
        "- 국세청\n"
        "removed:\n"
        "- {lines: 2-11, rule: share-buttons}\n"
        "- {lines: '30', rule: copyright}\n"
        "source:\n"
        "  file: seeds/a.txt\n"
        "  outlet: null\n"
        "added: 2026-11\n"
        "---\n"
        "\n"
        "글이다.\n"
    )


@pytest.mark.parametrize(
    "title", HOSTILE_TITLES, ids=[f"title-{number}" for number in range(len(HOSTILE_TITLES))]
)
def test_a_hostile_title_comes_back(title: str) -> None:
    page = dump_page({"title": title, "list": [title], "map": {"key": title}}, "글\n")
    expected = {"title": cleaned(title), "list": [cleaned(title)], "map": {"key": cleaned(title)}}
    assert parse_page(page) == (expected, "글\n")
    assert get_data(page) == ("글\n", expected)


@given(meta=META, body=BODY)
def test_any_page_comes_back(meta: dict[str, Any], body: str) -> None:
    page = dump_page(meta, body)
    assert parse_page(page) == (cleaned(meta), body)
    document, data = get_data(page)
    assert (with_date_strings(data), document) == (cleaned(meta), body)
    assert list(data) == list(meta)


@given(meta=META, body=BODY)
def test_bom_and_crlf_do_not_matter(meta: dict[str, Any], body: str) -> None:
    page = dump_page(meta, body)
    assert parse_page("\ufeff" + page.replace("\n", "\r\n")) == parse_page(page)


@given(meta=META)
def test_c_and_python_write_the_same(meta: dict[str, Any]) -> None:
    with mock.patch.object(plain_yaml, "written", return_value=None):
        written = dump_page(meta, "")
        with mock.patch.object(front_matter, "_FastDumper", front_matter._PlainDumper):
            assert dump_page(meta, "") == written


@pytest.mark.parametrize("value", ["2020-04-16", "2020-04", "2020", "0999"])
def test_dates_come_back_as_strings_at_their_precision(value: str) -> None:
    assert parse_page(dump_page({"date": value, "added": value}, "")) == ({"date": value, "added": value}, "")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2020", "2020"),
        ("2020-04", "2020-04"),
        ("2020-04-16", "2020-04-16"),
        ("'2020'", "2020"),
        ("2020-13-45", "2020-13-45"),
        ("", None),
    ],
)
def test_dates_as_editors_write_them(written: str, read: str | None) -> None:
    assert parse_page(f"---\ndate: {written}\n---\n") == ({"date": read}, "")


def test_a_title_that_is_a_date_is_text_for_mkdocs_too() -> None:
    assert get_data(dump_page({"title": "2020-01-01"}, ""))[1] == {"title": "2020-01-01"}


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("---\ntitle: a: b\n---\n", 2),
        ("---\nid: x\ntitle: [a\ndate: 2020\n---\n", 4),
        ("---\nid: x\ntitle: 'a\n---\n", 4),
        ("---\nid: x\n\ttitle: a\n---\n", 3),
        ("---\nid: x\nt: !!python/name:os.system ''\n---\n", 3),
        ("---\nid: *a\n---\n", 2),
        ("---\nid: &a x\ntitle: *a\n---\n", 3),
        ("---\nid: &a [*a]\n---\n", 2),
        ("---\n- id\n---\n", 2),
        ("---\nnur ein Satz\n---\n", 2),
        ("---\nid: x\n", 1),
        ("---", 1),
        ('---\nid: "\x01"\n---\n', 2),
        ("---\n? [a]\n: b\n---\n", 2),
    ],
)
def test_broken_front_matter_is_named_with_its_line(page: str, line: str) -> None:
    error = parse_page(page)
    assert isinstance(error, str)
    assert error.startswith(f"line {line}: ")


@pytest.mark.parametrize(
    "value",
    [
        "[" * 200_000,
        "{a: " * 100_000,
        "\n" + "- " * 100_000,
        "\n" + "? " * 50_000,
        "\n" + "".join(" " * depth + "a:\n" for depth in range(500)),
        "[" * 200 + "]" * 200,
    ],
)
def test_deep_nesting_is_refused_not_a_crash(value: str) -> None:
    error = parse_page(f"---\nid: {value}\n---\n")
    assert isinstance(error, str)
    assert "nested too deeply" in error


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("글이다.\n", ({}, "글이다.\n")),
        ("", ({}, "")),
        ("제목: 값\n\n글\n", ({}, "제목: 값\n\n글\n")),
        ("---\n---\n글\n", ({}, "글\n")),
        ("---\n# 설명만\n---\n\n글\n", ({}, "글\n")),
        ("---\nid: x\n---", ({"id": "x"}, "")),
        ("---\nid: x\n...\n글\n", ({"id": "x"}, "글\n")),
        ("--- \nid: x\n--- \n\n\n글\n---\n", ({"id": "x"}, "글\n---\n")),
    ],
)
def test_pages_as_people_write_them(page: str, expected: Any) -> None:
    assert parse_page(page) == expected


def test_the_same_value_twice_needs_no_anchor() -> None:
    shared = ["가"]
    assert "&" not in dump_page({"one": shared, "two": shared}, "")
    assert yaml.safe_load(dump_page({"one": shared, "two": shared}, "").split("---")[1]) == {
        "one": ["가"],
        "two": ["가"],
    }
