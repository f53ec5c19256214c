"""`briefings topics` and `ministries`: a reader of the list finds what to write."""

from __future__ import annotations

import json
from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]


def test_an_abbreviation_finds_its_body(briefings: Run) -> None:
    assert json.loads(briefings("ministries", "기재부", "--format", "json").output) == [
        {"id": "mosf-2008", "name": "기획재정부", "since": "2008-02-29", "until": "2026-01-02"}
    ]


def test_a_topic_is_found_by_name_and_keyword(briefings: Run) -> None:
    assert briefings("topics", "주거복지").output.splitlines()[1].split()[:2] == [
        "housing-supply",
        "주택공급·주거복지",
    ]


def test_all_are_listed_without_a_word(briefings: Run) -> None:
    assert len(briefings("topics").output.splitlines()) == 119


def test_what_nothing_is_called_is_said(briefings: Run) -> None:
    result = briefings("topics", "없는말없는말")
    assert (result.exit_code, result.output) == (0, "nothing is called '없는말없는말'\n")
