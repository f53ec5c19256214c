"""Front matter as a typed record: what goes in comes out, whatever a person made of it; all that is said of a key follows from it."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import fastjsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pages.mappings import Removed
from builder.pages.page import IndexPage, Page, page_of
from builder.pages.record import KEYS, Record, forms, key_table, required_keys

MakePage = Callable[..., Page]

_SCALARS = st.none() | st.booleans() | st.integers(-9, 3000) | st.text(max_size=8)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


def test_it_comes_back_as_it_was_in_the_same_order(make_page: MakePage) -> None:
    meta = make_page().meta
    assert list(Record.from_meta(meta).to_meta().items()) == list(meta.items())


@given(odd=st.dictionaries(st.sampled_from([*KEYS, "note", "intro"]), _VALUES, max_size=6))
def test_whatever_a_person_wrote_stays(make_page: MakePage, odd: dict[str, Any]) -> None:
    meta = {**make_page().meta, **odd}
    record = Record.from_meta(copy.deepcopy(meta))
    assert record.to_meta() == meta
    assert Record.from_meta(record.to_meta()) == record
    assert Record.from_meta(odd).to_meta() == odd


def test_it_is_read_forgivingly() -> None:
    record = Record.from_meta(
        {
            "date": 2020,
            "topics": "telecom",
            "title": " 제목 ",
            "source": "다온통신",
            "removed": [{"lines": 9}],
        }
    )
    assert (record.date, record.topics, record.title) == ("2020", ("telecom",), "제목")
    assert record.source.outlet is None
    assert record.removed == (Removed("9", ""),)
    assert record.licence == "unknown"


def test_a_new_value_takes_the_place_of_what_was_written(make_page: MakePage) -> None:
    record = Record.from_meta({**make_page().meta, "date": "gestern", "topics": "telecom"})
    assert replace(record, date="2020").to_meta()["date"] == "2020"
    assert replace(record, date="2020").to_meta()["topics"] == "telecom"
    del_date = Record.from_meta({key: value for key, value in make_page().meta.items() if key != "date"})
    assert "date" not in del_date.to_meta()
    assert replace(del_date, date="2020").to_meta()["date"] == "2020"


def test_every_key_says_what_it_means_and_has_a_form(make_page: MakePage) -> None:
    named = [one.name for one in fields(Record)]
    assert list(KEYS) == [name for name in named if name not in {"more", "unread", "missing"}]
    assert all(key.means.endswith(".") for key in KEYS.values())
    assert set(required_keys()) <= set(KEYS)
    meta = make_page().meta
    for name, form in forms().items():
        check = fastjsonschema.compile(dict(form))
        if name in meta:
            check(meta[name])


def test_the_table_of_keys_lists_them_all() -> None:
    rows = key_table().splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == list(KEYS)
    assert all(row.count("|") == 4 for row in rows)


def test_pages_pickle(make_page: MakePage) -> None:
    page = Page.read(
        "briefings/aaaaaaaaaa.md", {**make_page().meta, "note": "메모", "topics": "telecom"}, "본문\n"
    )
    index = page_of("topics/a.md", {"title": "주제", "generated": {}, "count": 3}, "")
    assert pickle.loads(pickle.dumps(page)) == page
    assert pickle.loads(pickle.dumps(index)) == index


def test_an_index_page_says_what_it_is() -> None:
    page = page_of(
        "topics/a.md",
        {
            "title": "주제",
            "parents": [{"title": "홈", "path": "index.md"}, "?"],
            "count": "3",
            "intro": " 머리말 ",
        },
        "",
    )
    assert isinstance(page, IndexPage)
    assert (page.title, page.intro, page.count, page.is_ours) == ("주제", "머리말", None, False)
    assert [(crumb.title, crumb.path) for crumb in page.parents] == [("홈", "index.md")]


@pytest.mark.parametrize("key", ["title", "kind", "organizations", "generated"])
def test_a_key_that_is_not_there_is_known_to_be_missing(key: str, make_page: MakePage) -> None:
    less = {name: value for name, value in make_page().meta.items() if name != key}
    assert Record.from_meta(less).missing == {key}
