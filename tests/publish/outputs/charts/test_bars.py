"""The charts say what the tables say: nothing is lost between a count and its bar."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.catalogue.tables import YearRow, YearTable
from builder.model import Entry
from builder.publish.outputs.charts import chart_fragments, fragments
from builder.publish.outputs.charts.bars import Bar, BarChart, bar_chart
from builder.publish.outputs.charts.counts import years_chart
from builder.publish.publication import Publication
from builder.registry import Registry

Make = Callable[..., Entry]
Figures = Callable[[Sequence[Entry]], dict[tuple[str, str], str]]
Parse = Callable[[str], Element]

_YEARS = st.dictionaries(
    st.integers(1950, 2049),
    st.tuples(st.integers(0, 9_000), st.integers(0, 40)).filter(any),
    min_size=1,
    max_size=60,
)


def _classes(figure: Element, name: str) -> list[Element]:
    return [one for one in figure.iter() if name in (one.get("class") or "").split()]


def _texts(figure: Element, name: str) -> list[str]:
    return [one.text or "" for one in _classes(figure, name)]


@given(years=_YEARS, undated=st.integers(0, 9))
def test_bars_and_words_add_up_to_the_table(
    years: dict[int, tuple[int, int]], undated: int, registry: Registry, parse: Parse
) -> None:
    rows = [
        YearRow(f"{year:04}", f"../years/{year}.md", counts)
        for year, counts in sorted(years.items(), reverse=True)
    ]
    rows += [YearRow("undated", "../undated.md", (undated, 0))] if undated else []
    axis = range(max(min(years), max(years) - 29), max(years) + 1)
    chart = years_chart(YearTable(("발표", "참여"), tuple(rows)), axis, registry.labels)
    assert chart is not None
    figure = parse(bar_chart(chart))
    drawn = sum(int(count.replace(",", "")) for count in _texts(figure, "bp-bars__count"))
    earlier = sum(sum(counts) for year, counts in years.items() if year not in axis)
    assert drawn + earlier == sum(map(sum, years.values()))
    assert len(_texts(figure, "bp-bars__label")) == len(axis) <= 30
    said = "".join((figure.find("figcaption") or figure).itertext()) or (figure.findtext("figcaption") or "")
    assert (f"{earlier:,}건은 표에" in said) == bool(earlier)
    assert (f"{undated:,}건은 그림에 없습니다" in said) == bool(undated)


@given(counts=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), min_size=1, max_size=30))
def test_a_picture_stays_within_its_bounds(counts: list[tuple[int, int]], parse: Parse) -> None:
    bars = tuple(Bar(str(place), "", pair) for place, pair in enumerate(counts))
    figure = parse(bar_chart(BarChart("years", "제목", "글", bars, ("발표", "참여"), (0, len(bars) - 1))))
    for rect in figure.iter("rect"):
        x, width = (float((rect.get(name) or "").removesuffix("%")) for name in ("x", "width"))
        y, height = (float(rect.get(name) or "") for name in ("y", "height"))
        assert 0 <= x <= x + width <= 100.01
        assert (
            0 < y <= y + height <= 112.6
        )  # a heap of two least bars may reach a little over the ground's line
        assert height >= 2.5


@pytest.mark.parametrize(
    ("count", "kind"), [(1, "bp-bars--few"), (3, "bp-bars--few"), (4, ""), (15, "bp-bars--many")]
)
def test_few_bars_are_no_blocks_and_many_leave_room(count: int, kind: str, parse: Parse) -> None:
    bars = tuple(Bar(str(year), "", (1,)) for year in range(2020, 2020 + count))
    figure = parse(bar_chart(BarChart("years", "", "", bars)))
    assert _classes(figure, "bp-bars")[0].get("class") == f"bp-bars {kind}".strip()


def test_whatever_is_said_is_escaped(parse: Parse) -> None:
    evil = '<script>alert("1")</script>&\'</title>'
    bars = (Bar(evil, evil, (1, 1), 'a.html?"><b>'), Bar("b", "", (0, 0)))
    text = bar_chart(BarChart("years", evil, evil, bars, (evil, "나")))
    assert "<script" not in text
    assert "<b>" not in text
    figure = parse(text)
    assert figure.findtext(".//title") == figure.findtext("figcaption") == evil
    assert [link.get("href") for link in figure.iter("a")] == ['a.html?"><b>']


def test_every_picture_has_a_name_words_and_no_element_that_closes_itself(
    entry: Make, figures: Figures, parse: Parse
) -> None:
    made = figures(
        [
            entry("a1", "2020-04-16", {"msit-2017": "lead"}, ("ai-data",)),
            entry("a2", "2004", {"mic-1994": "lead"}, ("telecom",)),
        ]
    )
    assert {slot for _, slot in made} >= {"years", "months", "lineage", "aliases"}
    for (page, slot), text in made.items():
        if slot == "aliases":
            continue
        figure = parse(text)
        picture = next(figure.iter("svg"))
        ids = [one.get("id") for one in figure.iter() if one.get("id")]
        assert picture.get("role") in {"img", "group"}, page
        assert picture.get("aria-labelledby") in ids
        assert figure.findtext(".//title")
        assert bool(figure.findtext("figcaption")) == (page != "ministries/lineage.md"), (
            "that page explains all its drawings at once"
        )
        assert "/>" not in text
        assert not re.search(r"(?:href|src)=\"(?:https?:)?//|<script|<style| on\w+=", text)


def test_links_of_bars_are_for_the_mouse_and_the_table_has_them_too(
    entry: Make, figures: Figures, pages: Callable[[Sequence[Entry]], dict[str, str]], parse: Parse
) -> None:
    entries = [
        entry(f"a{number}", f"20{number:02}-04-16", {"msit-2017": "lead"}, ("ai-data",))
        for number in (17, 20, 24)
    ]
    made, texts = figures(entries), pages(entries)
    for path in (
        "index.md",
        "ministries/msit-2017.md",
        "topics/ai-data.md",
        "topics/area-ict-media.md",
        "years/index.md",
    ):
        if (path, "years") not in made:
            continue
        figure = parse(made[path, "years"])
        (links,) = _classes(figure, "bp-bars__links")
        assert links.get("aria-hidden") == "true"
        assert {link.get("tabindex") for link in links.iter("a")} == {"-1"}
        targets = [str(link.get("href")).replace(".html", ".md") for link in links.iter("a")]
        assert len(targets) == 3
        assert all(f"]({target})" in texts[path] for target in targets), path
    assert "#2020년" in made["ministries/msit-2017.md", "years"]
    assert 'href="years/2020.html"' in made["index.md", "years"]


def test_a_ministry_shows_its_two_roles_and_when_it_existed(
    entry: Make, figures: Figures, parse: Parse
) -> None:
    entries = [
        entry("a1", "1999-04-16", {}),
        entry("a2", "2020-04-16", {"msit-2017": "lead"}),
        entry("a3", "2020-05-01", {"msit-2017": "involved"}),
    ]
    figure = parse(figures(entries)["ministries/msit-2017.md", "years"])
    assert _texts(figure, "bp-bars__count") == ["2"]
    assert len(_classes(figure, "bp-bars__0")) == len(_classes(figure, "bp-bars__1")) == 1
    assert [one.text for one in figure.findall("p/span")] == ["발표", "관련 기관으로 참여"]
    (band,) = _classes(figure, "bp-bars__band")
    assert band.get("x") == f"{round((2017 - 1999) / 22 * 100, 3):g}%"


def test_years_without_briefings_are_gaps(entry: Make, figures: Figures, parse: Parse) -> None:
    figure = parse(figures([entry("a1", "2010", {}), entry("a2", "2013", {})])["index.md", "years"])
    assert _texts(figure, "bp-bars__label") == ["2010", "2011", "2012", "2013"]
    assert len(_classes(figure, "bp-bars__0")) == 2
    assert [one.tag for one in _classes(figure, "bp-bars__links")[0]] == ["a", "i", "i", "a"]


def test_months_of_a_year_lead_to_their_pages(entry: Make, figures: Figures, parse: Parse) -> None:
    made = figures(
        [
            entry("a1", "2020-04-16", {}),
            entry("a2", "2020-04-17", {}),
            entry("a3", "2020", {}),
            entry("a4", "2019", {}),
        ]
    )
    figure = parse(made["years/2020.md", "months"])
    assert [link.get("href") for link in figure.iter("a")] == ["2020-04.html"]
    assert (
        figure.findtext("figcaption")
        == "달을 아는 것은 2건이고, 가장 많은 달은 4월 2건입니다. 해만 아는 1건은 그림에 없습니다."
    )
    assert ("years/2019.md", "months") not in made


def test_the_same_entries_make_the_same_bytes(entry: Make, figures: Figures) -> None:
    entries = [
        entry(f"a{number}", f"20{number:02}", {"msit-2017": "lead", "nts": "joint"}, ("ai-data", "tax"))
        for number in range(9, 26)
    ]
    assert figures(entries) == figures(entries[::-1])


def test_an_empty_archive_has_no_pictures(figures: Figures) -> None:
    assert {slot for _, slot in figures([])} == {"aliases"}


def test_other_names_of_bodies_cannot_end_their_script(figures: Figures, entry: Make) -> Any:
    text = figures([entry("a1", "2020", {"mosf-2008": "lead"})])["ministries/index.md", "aliases"]
    assert "기재부" in text
    assert text.count("<") == 2


def test_a_chart_that_shows_the_same_is_not_drawn_again(
    entry: Make, publication: Callable[[Sequence[Entry]], Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    what = publication(
        [
            entry(str(number), f"20{number:02}-05-06", {"moe-2013": "lead"}, ["welfare"])
            for number in range(14, 20)
        ]
    )
    drawn = list(chart_fragments(what))
    assert any("<svg" in one.html for one in drawn)
    monkeypatch.setattr(fragments, "bar_chart", lambda _: pytest.fail("drawn again"))
    assert list(chart_fragments(what)) == drawn
