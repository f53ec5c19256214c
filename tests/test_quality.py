"""The floors on real texts. `tests/quality.py` prints what lies behind them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from builder.registry import Registry
from tests.measures import month, releases
from tests.measures.real import real_faults
from tests.quality import report_real


@pytest.fixture(scope="session")
def records(shared: Path) -> Sequence[dict[str, Any]]:
    path = shared / "search" / "docs.jsonl"
    if not path.is_file():
        pytest.skip("../shared/search holds no docs.jsonl")
    found: Sequence[dict[str, Any]] = month.releases(path)
    return found


def test_the_lead_ministry_of_a_months_releases(
    records: Sequence[dict[str, Any]], registry: Registry
) -> None:
    found = month.lead_ministries(records, registry)
    assert sum(one.named for one in found) > 0.8 * len(found)
    assert month.share_right(found) >= month.NAMED_RIGHT
    assert month.share_wrong(found) <= month.WRONG_AT_MOST


def wrong_dates(records: Sequence[dict[str, Any]], registry: Registry) -> list[tuple[str, str | None, str]]:
    return [
        (one.known, one.found, one.title)
        for one in month.inferred_dates(records, registry)
        if one.verdict == "wrong"
    ]


def test_no_inferred_date_is_wrong(records: Sequence[dict[str, Any]], registry: Registry) -> None:
    """Every third of them; all in `make audit`."""
    assert wrong_dates(records[::3], registry) == []


@pytest.mark.slow
def test_no_inferred_date_of_them_all_is_wrong(records: Sequence[dict[str, Any]], registry: Registry) -> None:
    assert wrong_dates(records, registry) == []


def test_the_real_articles_lack_but_topics(shared: Path, registry: Registry) -> None:
    """All else is as in the gold; a topic that an editor would not give is a fault, a missing one is not yet."""
    faults = [fault for found in real_faults(shared / "seeds", registry).values() for fault in found]
    assert [fault for fault in faults if not fault.startswith("topics: missing")] == []


def test_the_report_is_whole(shared: Path, registry: Registry, capsys: pytest.CaptureFixture[str]) -> None:
    report_real(registry)
    assert capsys.readouterr().out.count("\n  ") == 5


# --------------------------------------------------------------------------------------- press releases, nothing supplied


@pytest.mark.slow
def test_press_releases_as_texts(shared: Path, registry: Registry) -> None:
    """Leads and days of 3,000 of them."""
    path = shared / "press" / "releases.jsonl.gz"
    if not path.is_file():
        pytest.skip("../shared/press holds no releases.jsonl.gz")
    found = releases.all_releases(releases.read_records(path), registry)
    leads, days = releases.leads(found), releases.days(found)
    assert leads.right >= 0.94
    assert leads.wrong <= 0.025
    assert min(days.year_right - 0.995, days.near - 0.95, days.to_the_day - 0.215) >= 0
    assert releases.with_topic(found) >= 0.97
