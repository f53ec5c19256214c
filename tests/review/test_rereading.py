"""What new rules read otherwise: old value and new, edits that stand beside it, the doubtful first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from builder.pages.page import Page
from builder.pages.rereading import Reread, reread
from builder.review.rereading import counts, data_of, report

MakePage = Callable[..., Page]
NONE = frozenset[str]()


def told(found: tuple[Reread, ...]) -> list[tuple[str, str, str, bool]]:
    return [(one.fact, one.old, one.new, one.kept) for one in found]


def test_facts_and_lines_that_are_read_otherwise(make_page: MakePage) -> None:
    old = make_page(body="첫째 줄이다.\n\n둘째 줄이다.\n")
    new = make_page(
        body="첫째 줄이다.\n\n셋째 줄이다.\n\n넷째 줄이다.\n",
        title="새로 읽은 제목",
        certainty={"title": "guess"},
    )
    title, body = reread(old, new, new, NONE)
    assert (title.fact, title.old, title.new, title.level) == (
        "title",
        old.record.title,
        "새로 읽은 제목",
        "guess",
    )
    assert (body.old, body.new) == ("2 lines", "3 lines, 1 of the old gone, 2 new")


def test_what_the_source_says_and_what_is_as_it_was_are_not_told(make_page: MakePage) -> None:
    old, new = make_page(), make_page(title="새로 읽은 제목")
    assert reread(old, new, new, frozenset({"title"})) == ()
    assert reread(old, old, old, NONE) == ()


def test_an_edit_stands_and_what_follows_from_it_is_no_other_reading(make_page: MakePage) -> None:
    old = make_page()
    edited = replace(old, record=replace(old.record, title="사람이 쓴 제목", topics=("water",)))
    rules = make_page(title="새로 읽은 제목")
    made = replace(rules, record=replace(rules.record, title="사람이 쓴 제목", topics=("water",)))
    assert told(reread(edited, made, rules, NONE)) == [("title", "사람이 쓴 제목", "새로 읽은 제목", True)]


def test_the_report_names_the_doubtful_first_and_edits_last() -> None:
    found = {
        "a.md": (Reread("title", "가", "나", "sure"), Reread("topics", "water", "", "")),
        "b.md": (Reread("title", "다", "라", "guess"), Reread("date", "2020", "2021", "likely", kept=True)),
        "c.md": (Reread("title", "마", "", ""),),
    }
    assert counts(found) == {"title": 3, "topics": 1}
    assert list(report(found, "docs", most=2)) == [
        "title: 3 read otherwise, the doubtful first",
        "  docs/c.md: 마 → nothing",
        "  docs/b.md: 다 → 라 (guess)",
        "  … and 1 more",
        "topics: 1 read otherwise, the doubtful first",
        "  docs/a.md: water → nothing",
        "edited by hand, and kept: 1",
        "  docs/b.md: date: 2020 stays; the rules say 2021 (likely)",
    ]
    (kept,) = data_of(found, "docs")["date"]
    assert kept == {"page": "docs/b.md", "old": "2020", "new": "2021", "certainty": "likely", "kept": True}
