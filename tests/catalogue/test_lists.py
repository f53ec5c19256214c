from __future__ import annotations

import random
import re
from collections.abc import Callable

import markdown
import pytest
from lxml import html
from markdown_it import MarkdownIt

from builder.catalogue.lists import (
    LIMIT,
    Lines,
    Listed,
    Part,
    divide,
    heading_key,
    key_title,
    newest_first,
    oldest_first,
)
from builder.model import Entry
from builder.registry import Registry, load_registry

Make = Callable[..., Entry]


def _line(entry: Entry, registry: Registry, source: str = "years/2020.md") -> str:
    return str(Listed(source, [entry], Lines(registry.labels, registry.bodies)))


def _ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


# ------------------------------------------------------------------------------------------------------------------ lines


def test_a_line_holds_date_title_body_and_first_sentence(entry: Make, registry: Registry) -> None:
    assert _line(entry("a1", title="데이터 3법 시행", summary="새 법이 시행된다."), registry) == (
        '- <time datetime="2020-04-16">2020. 4. 16.</time> [데이터 3법 시행](../briefings/a1.md) <small>[과학기술정보통신부](../ministries/msit-2017.md) · 보도자료</small>\n'
        "  <br>새 법이 시행된다."
    )


def test_a_line_without_body_and_summary_is_short(entry: Make, registry: Registry) -> None:
    expected = '- <time datetime="2020-04-16">2020. 4. 16.</time> [제목](briefings/a1.md)'
    assert (
        _line(entry("a1", roles={}, kind="unknown", title="제목", summary=" "), registry, "index.md")
        == expected
    )


@pytest.mark.parametrize(
    ("date", "basis", "shown"),
    [
        ("2020-04-16", "stated", '<time datetime="2020-04-16">2020. 4. 16.</time>'),
        ("2020-04-16", "inferred", '<time datetime="2020-04-16">2020. 4. 16. 추정</time>'),
        ("2020-04", "stated", '<time datetime="2020-04">2020. 4.</time>'),
        ("2020", "inferred", '<time datetime="2020">2020. 추정</time>'),
        (None, "unknown", "날짜 미상"),
    ],
)
def test_a_date_shows_its_precision_and_whether_it_is_inferred(
    date: str, basis: str, shown: str, entry: Make, registry: Registry
) -> None:
    assert _line(entry("a1", date, date_basis=basis), registry).startswith(f"- {shown} [")


def test_a_generated_title_stands_in_brackets_and_is_marked(entry: Make, registry: Registry) -> None:
    line = _line(entry("a1", title="만든 제목", title_basis="generated"), registry)
    assert (
        r"[\[만든 제목\]](../briefings/a1.md) <small>붙인 제목 · [과학기술정보통신부](../ministries/msit-2017.md) · 보도자료</small>"
        in line
    )


def test_only_announcing_bodies_are_named_and_not_too_many(entry: Make, registry: Registry) -> None:
    roles = {
        "msit-2017": "lead",
        "mosf-2008": "joint",
        "nts": "joint",
        "kcs": "joint",
        "mpb-2026": "joint",
        "mofe-2026": "involved",
    }
    line = _line(entry("a1", roles=roles, kind="unknown"), registry)
    assert re.findall(r"\[(\w+)\]\(../ministries/[\w-]+\.md\)", line) == [
        "과학기술정보통신부",
        "기획재정부",
    ]
    assert line.split("\n")[0].endswith(" 외 3곳</small>")


def test_a_body_without_a_page_is_named_without_a_link(entry: Make) -> None:
    labels = load_registry().labels
    line = str(Listed("index.md", [entry("a1")], Lines(labels, ())))
    assert "<small>과학기술정보통신부 · 보도자료</small>" in line


@pytest.mark.parametrize(
    "text",
    [
        "[종합] 대책", "대책] 발표[", "a ] b", "]", "](x.md)", "a*b*c _d_ `e`", "<script>x</script>", "![그림](x.png)", "끝 역슬래시 \\", "\\]", "&amp; &#60;",
        "- 목록", "1. 번호", "# 제목", "> 인용", "---", "===", "| a | b |", "<!-- 말 -->", "[x]: http://a.b", "줄\n바꿈", "{: .x}", "http://a.b/c_d",
    ],
)  # fmt: skip
def test_whatever_a_text_holds_both_renderers_show_it_and_link_once(
    text: str, entry: Make, registry: Registry
) -> None:
    line = _line(entry("a1", roles={}, title=text, summary=text), registry)
    shown = " ".join(text.split())
    for rendered in (
        markdown.markdown(line, extensions=["tables", "toc"]),
        MarkdownIt("commonmark").enable("table").render(line),
    ):
        (item,) = html.fragment_fromstring(rendered, create_parent=True).findall(".//li")
        assert [(a.get("href"), a.text_content()) for a in item.iter("a")] == [("../briefings/a1.md", shown)]
        assert " ".join(item.text_content().split()) == f"2020. 4. 16. {shown} 보도자료 {shown}"
        assert {child.tag for child in item.iter()} == {"li", "time", "a", "small", "br"}


# ------------------------------------------------------------------------------------------------------------------ order


def test_order_is_by_date_then_added_then_id(entry: Make) -> None:
    entries = [
        entry("b", "2020-04-16"),
        entry("a", "2020-04-16"),
        entry("c", "2020-04-16", added="2026-11-23"),
        entry("d", "2020-04"),
        entry("e", "2020"),
        entry("f", None),
        entry("g", "2021-01-01"),
    ]
    for seed in range(5):
        random.Random(seed).shuffle(entries)
        assert _ids(newest_first(entries)) == ["g", "c", "a", "b", "d", "e", "f"]
        assert _ids(oldest_first(entries)) == ["f", "e", "d", "a", "b", "c", "g"]


# --------------------------------------------------------------------------------------------------------------- division


def _many(
    entry: Make, count: int, date: str | None, start: int = 0, added: str = "2026-11-22"
) -> list[Entry]:
    return [entry(f"x{number:05}", date, added=added) for number in range(start, start + count)]


def _shape(parts: tuple[Part, ...]) -> dict[str, int]:
    """Every page of the division and how many entries it covers."""
    return {
        key: count
        for part in parts
        for key, count in {part.key: len(part.entries), **_shape(part.parts)}.items()
    }


def test_years_are_divided_only_above_the_limit(entry: Make) -> None:
    entries = newest_first([*_many(entry, LIMIT, "2020-04-16"), *_many(entry, 1, "2019-01-01", LIMIT)])
    assert _shape(divide(entries)) == {"2020": 200, "2019": 1}


def test_a_long_year_is_divided_by_month_and_a_long_month_by_number(entry: Make) -> None:
    entries = newest_first([
        *_many(entry, 401, "2026-07-01"),
        *_many(entry, 3, "2026-06", 1000),
        *_many(entry, 2, "2026", 2000),
        *_many(entry, 5, None, 3000),
    ])  # fmt: skip
    assert _shape(divide(entries)) == {
        "2026": 406, "2026-07": 401, "2026-07-p3": 1, "2026-07-p2": 200, "2026-07-p1": 200, "2026-06": 3, "2026-unknown": 2, "undated": 5,
    }  # fmt: skip


def test_long_undated_and_monthless_lists_are_numbered(entry: Make) -> None:
    parts = divide(newest_first([*_many(entry, 201, "2026"), *_many(entry, 400, None, 1000)]))
    assert list(_shape(parts)) == [
        "2026",
        "2026-unknown",
        "2026-unknown-p2",
        "2026-unknown-p1",
        "undated",
        "undated-p2",
        "undated-p1",
    ]


@pytest.mark.parametrize(("date", "newer"), [("2026-07-01", "2026-07-02"), (None, None)])
def test_a_full_part_keeps_its_entries_when_newer_ones_come(
    date: str | None, newer: str | None, entry: Make
) -> None:
    first = _many(entry, 250, date)
    later = [*first, *_many(entry, 380, newer, 5000, added="2026-12-01")]

    def oldest_part(entries: list[Entry]) -> Part:
        part = divide(newest_first(entries))[0]
        while part.parts:
            part = part.parts[-1]
        return part

    assert oldest_part(later) == oldest_part(first)


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("2026", "2026년"),
        ("2026-07", "2026년 7월"),
        ("2026-unknown", "2026년 · 월 미상"),
        ("undated", "날짜 미상"),
    ],
)
def test_keys_have_titles(key: str, title: str, registry: Registry) -> None:
    assert key_title(key, registry.labels) == title


def test_months_head_a_dense_list_and_years_a_sparse_one(entry: Make) -> None:
    dense = [entry(f"d{n}", f"2020-0{1 + n // 2}-05") for n in range(6)]
    sparse = [entry(f"s{n}", f"2020-0{1 + n}-05") for n in range(6)]
    assert [heading_key(one)(one[0]) for one in (dense, sparse)] == ["2020-01", "2020"]


def test_no_entry_links_the_page_it_stands_on(entry: Make, registry: Registry) -> None:
    line = _line(entry("a1", title="대책[안]"), registry, "ministries/msit-2017.md")
    assert "<small>과학기술정보통신부 · 보도자료</small>" in line
    assert "(../briefings/a1.md)" in line
