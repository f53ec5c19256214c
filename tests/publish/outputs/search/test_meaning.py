"""The queries of the benchmark of meaning: well formed, fairly halved, and true of the releases where they lie beside the checkout."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

FILE = Path(__file__).parent / "meaning.jsonl"
TYPES = {
    "question",
    "synonym",
    "abbreviation",
    "date",
    "person",
    "place",
    "programme",
    "typo",
    "exclusion",
    "spacing",
    "body",
}
DAY = r"\d{4}(-\d\d(-\d\d)?)?"


@pytest.fixture(scope="module")
def bench(load_module):
    return load_module(FILE.parents[3] / "bench_search.py")


@pytest.fixture(scope="module")
def queries(bench):
    return bench.read_lines(FILE)


@pytest.fixture(scope="module")
def releases(bench, shared):
    path = shared / "press" / "releases.jsonl.gz"
    if not path.is_file():
        pytest.skip("the press releases are not beside this checkout")
    return {one["id"].removeprefix("r"): one for one in map(bench.release, bench.read_lines(path))}


def plain(text):
    return " ".join(text.split()).casefold()


def test_each_line_says_what_is_asked_and_what_is_wanted(queries):
    for one in queries:
        assert list(one) == ["id", "type", "query", "judged", "chips", "half"]
        assert one["query"] == one["query"].strip() != ""
        assert list(one["judged"]) == sorted(one["judged"])
        assert set(one["judged"].values()) <= {1, 2, 3}
        assert max(one["judged"].values()) >= 2
        assert set(one["chips"]) <= {"date", "body", "person"}
    assert [one["id"] for one in queries] == [f"m{number:03d}" for number in range(1, len(queries) + 1)]
    assert len({one["query"] for one in queries}) == len(queries)


def test_a_chip_is_a_day_a_span_or_a_name_of_a_body(queries, registry):
    for one in queries:
        assert re.fullmatch(rf"{DAY}(\.\.{DAY})?", one["chips"].get("date", "2020"))
        assert one["chips"].get("body", "기상청") in {body.name for body in registry.bodies.values()}
        assert "date" in one["chips"] or one["type"] != "date"
        assert "body" in one["chips"] or one["type"] != "body"


def test_every_type_is_asked_often_enough(queries):
    counts = Counter(one["type"] for one in queries)
    assert set(counts) == TYPES
    assert min(counts.values()) >= 30
    assert len(queries) >= 320


def test_the_halves_are_drawn_by_the_rule(queries):
    """Of each type the half of the ids whose SHA-256 is lower tunes, the rest reports."""
    for kind in TYPES:
        mine = sorted(
            (one for one in queries if one["type"] == kind),
            key=lambda one: hashlib.sha256(one["id"].encode()).hexdigest(),
        )
        half = len(mine) // 2
        assert [one["half"] for one in mine] == ["tune"] * half + ["report"] * (len(mine) - half)


def test_what_is_judged_is_there(queries, releases):
    assert {article for one in queries for article in one["judged"]} <= set(releases)


def test_no_query_is_part_of_a_judged_title(queries, releases):
    found = [
        (one["query"], article)
        for one in queries
        for article in one["judged"]
        if plain(one["query"]) in plain(releases[article]["title"])
    ]
    assert found == []


def test_an_exclusion_holds_the_wanted_and_lacks_the_excluded(queries, releases):
    for one in queries:
        if one["type"] != "exclusion":
            continue
        excluded = [word[1:] for word in one["query"].split() if word.startswith("-")]
        wanted = [word for word in one["query"].split() if not word.startswith("-")]
        assert excluded
        assert wanted
        for article in one["judged"]:
            text = f"{releases[article]['title']}\n{releases[article]['text']}"
            assert [word for word in excluded if word in text] == [], one["query"]
            assert [word for word in wanted if word not in "".join(text.split())] == [], one["query"]


def test_a_date_is_met_by_what_is_judged(queries, releases):
    """Where no release lies in the span asked for, those of the nearest days are good."""
    for one in queries:
        first, _, last = one["chips"].get("date", "").partition("..")
        if one["type"] != "date":
            continue
        within = {
            article
            for article, release in releases.items()
            if first <= release["date"] <= (last or first) + "~"
        }
        judged = set(one["judged"])
        assert judged <= within if within else set(one["judged"].values()) == {2}


def test_the_first_ten_are_measured(bench):
    judged = {"a": 3, "b": 2, "c": 1}
    assert bench.success(judged, ["x", "b"])
    assert not bench.success(judged, ["c", *"defghijkl", "a"])
    assert bench.ndcg(judged, ["a", "b", "c"]) == pytest.approx(1.0)
    assert bench.ndcg(judged, ["x", "a"]) == pytest.approx(
        (7 / 1.58496) / (7 + 3 / 1.58496 + 1 / 2), rel=1e-4
    )
    assert bench.ndcg(judged, []) == 0.0


def test_a_chip_is_right_under_any_name_of_its_body(bench, registry):
    wanted = {"body": "국가유산청", "date": "2020-04"}
    assert bench.right_chip(("body", "문화재청 → 문화재청 외 1"), wanted, registry)
    assert bench.right_chip(("date", "2020-04"), wanted, registry)
    assert not bench.right_chip(("date", "2020"), wanted, registry)
    assert not bench.right_chip(("body", "환경부"), wanted, registry)
    assert not bench.right_chip(("person", "강경화"), wanted, registry)


def test_the_figures_count_wrong_and_lacking_chips(bench, registry):
    query = {"judged": {"a": 3}, "chips": {"body": "기상청", "person": "x"}}
    shown = [(), (("body", "기상청"),), (("topic", "y"),)]
    pairs = [(query, bench.Answer(("a",), 0.0, (), False, chips)) for chips in shown]
    figures = bench.meaning_figures(pairs, registry)
    assert (figures["wrong"], figures["lacking"]) == (0.3333, 0.6667)
    assert (figures["success@10"], figures["nDCG@10"], figures["zero"]) == (1.0, 1.0, 0)
