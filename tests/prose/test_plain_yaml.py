"""The quick writer and reader of front matter give what PyYAML gives, or leave it to PyYAML."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.plain_yaml import OneLine, read, written
from builder.prose import front_matter

ROOT = Path(__file__).resolve().parents[2]
FENCED = re.compile(r"---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
#: Signs that YAML gives a meaning, words that it takes for other values, and what headlines are made of.
SIGNS = st.text(
    alphabet="가A0a1xe_-+.:#,[]{}&*!|>'\"%@`?~=<( ·“…\\\u00a0\u2028\ufeff\ufffd😀\n\t\x85", max_size=12
)
WORDS = st.sampled_from(
    ["", "no", "On", "y", "null", "~", "=", "<<", "---", "...", "- a", "-a", "? a", "?a", ": a", ":a", "0x1f", "0b11",
     "017", "1_000", "12:30:45", "1.5", ".5", ".inf", "1e5", "1.e+5", "+1", "-1", "2020", "2020-01-01", "2020-13-45",
     "2020-01-01 10:00:00", "012345678912", "0e4567890123", "'작은'", '"큰"', "쌍점: 뒤", "끝:", "a #b", "a# b", "\\U"]
)  # fmt: skip
SCALARS = SIGNS | WORDS | st.text() | st.none() | st.booleans() | st.integers() | st.dates() | st.floats()
KEYS = st.sampled_from(["title", "no", "on", "a_b", "date", "x1", "null"]) | SIGNS
LEAVES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(KEYS, SCALARS, max_size=2)
ENTRIES = st.lists(st.dictionaries(KEYS, SCALARS, max_size=3).map(OneLine) | SCALARS, max_size=3)
METAS = st.dictionaries(KEYS, LEAVES | ENTRIES | st.dictionaries(KEYS, LEAVES, max_size=2), max_size=4)


@settings(max_examples=100, deadline=None)
@given(METAS)
def test_it_writes_what_pyyaml_writes_or_nothing(meta: dict[str, Any]) -> None:
    assert written(meta) in (None, front_matter._dump(meta))


@settings(max_examples=100, deadline=None)
@given(SCALARS)
def test_one_value_alone(value: object) -> None:
    for meta in ({"a": value}, {"a": [value]}, {"a": {"b": value}}, {"a": [OneLine(b=value)]}):
        assert written(meta) in (None, front_matter._dump(meta))


def pyyaml(text: str, *, days: bool) -> object:
    """What PyYAML reads; None where it reads nothing."""
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader if days else front_matter._Loader)
    except (yaml.YAMLError, ValueError):
        return None


LINES = st.builds("{}{}{}".format, st.sampled_from(["a: ", "b:", "- ", "  c: ", "- d: ", "  - ", "", "e: {", "- {x: "]),
                  WORDS | SIGNS, st.sampled_from(["", "}", " ", ": x"]))  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(METAS.map(front_matter._dump) | st.lists(LINES, min_size=1, max_size=4).map("\n".join), st.booleans())
def test_it_reads_what_pyyaml_reads_or_nothing(text: str, days: bool) -> None:
    found = read(text, days=days)
    assert found is None or repr(found) == repr(pyyaml(text, days=days))


ORDINARY: dict[str, Any] = {
    "schema": 1,
    "title": "‘새 일’ 찾는 청년: 3만 명 #지원",
    "quoted": "'숲길' 연다",
    "subtitle": [],
    "date": dt.date(2020, 4, 16),
    "month": "2020-04",
    "year": "2020",
    "ministry": None,
    "names": ["산림청", "no"],
    "removed": [OneLine(lines="9", rule="copyright"), OneLine(lines="2-11", rule="portal-label")],
    "source": {
        "file": "a/b.txt",
        "url": "https://example.org/1",
        "more": {"x": "", "known": ["a"], "none": {}},
    },
    "generated": {"body": "012345678912", "text": "0e12"},
}


def test_ordinary_front_matter_is_written() -> None:
    assert written(ORDINARY) == front_matter._dump(ORDINARY)


def test_ordinary_front_matter_is_read() -> None:
    assert read(front_matter._dump(ORDINARY), days=True) == ORDINARY


def test_every_page_of_the_sample_is_ordinary() -> None:
    pages = {page: FENCED.match(page.read_text("utf-8")) for page in (ROOT / "docs").rglob("*.md")}
    assert [page.name for page, front in pages.items() if front and read(front[1], days=True) is None] == []


@pytest.mark.parametrize(
    "value",
    [
        "둘\n줄",
        "😀",
        "- 표",
        1.5,
        dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
        [["a"]],
        {"열쇠": 1},
        [OneLine(a="나")],
        [{"a": 1}],
    ],
)
def test_what_is_unusual_is_left_to_pyyaml(value: object) -> None:
    assert written({"a": value}) is None


def test_nothing_is_left_to_pyyaml() -> None:
    assert written({}) is None
