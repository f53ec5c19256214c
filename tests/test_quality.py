"""The floors of issue 3 on real texts. `tests/quality.py` prints what lies behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from builder.registry import Registry


@pytest.fixture(scope="session")
def quality(load_module: Callable[[Path], ModuleType]) -> ModuleType:
    return load_module(Path(__file__).with_name("quality.py"))


@pytest.fixture(scope="session")
def records(shared: Path, quality: ModuleType) -> Sequence[dict[str, Any]]:
    path = shared / "search" / "docs.jsonl"
    if not path.is_file():
        pytest.skip("../shared/search holds no docs.jsonl")
    found: Sequence[dict[str, Any]] = quality.releases(path)
    return found


def test_the_lead_ministry_of_a_months_releases(
    records: Sequence[dict[str, Any]], registry: Registry, quality: ModuleType
) -> None:
    found = quality.lead_ministries(records, registry)
    assert sum(one.named for one in found) > 0.8 * len(found)
    assert quality.share_right(found) >= quality.NAMED_RIGHT
    assert quality.share_wrong(found) <= quality.WRONG_AT_MOST


def wrong_dates(
    records: Sequence[dict[str, Any]], registry: Registry, quality: ModuleType
) -> list[tuple[str, str, str]]:
    return [
        (one.known, one.found, one.title)
        for one in quality.inferred_dates(records, registry)
        if one.verdict == "wrong"
    ]


def test_no_inferred_date_is_wrong(
    records: Sequence[dict[str, Any]], registry: Registry, quality: ModuleType
) -> None:
    """Every third of them; all in `make audit`."""
    assert wrong_dates(records[::3], registry, quality) == []


@pytest.mark.slow
def test_no_inferred_date_of_them_all_is_wrong(
    records: Sequence[dict[str, Any]], registry: Registry, quality: ModuleType
) -> None:
    assert wrong_dates(records, registry, quality) == []


def test_the_real_articles_lack_but_topics(shared: Path, registry: Registry, quality: ModuleType) -> None:
    """All else is as in the gold; a topic that an editor would not give is a fault, a missing one is not yet."""
    faults = [fault for found in quality.real_faults(shared / "seeds", registry).values() for fault in found]
    assert [fault for fault in faults if not fault.startswith("topics: missing")] == []


def test_the_report_is_whole(
    shared: Path, quality: ModuleType, registry: Registry, capsys: pytest.CaptureFixture[str]
) -> None:
    quality.report_real(registry)
    assert capsys.readouterr().out.count("\n  ") == 5
