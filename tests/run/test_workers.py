"""Work on several cores gives what one gives, also where one of them dies."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from builder import workers
from builder.workers import Workers


def add(context: int, batch: Sequence[int]) -> list[int]:
    return [context + one for one in batch]


def die_elsewhere(context: int, batch: Sequence[int]) -> list[int]:
    """Ends the process, if it is not that of the test."""
    if context != os.getpid():
        os._exit(9)
    return [-one for one in batch]


def test_values_come_back_in_order(monkeypatch) -> None:
    monkeypatch.setattr(workers, "_LEAST", 1)
    assert list(Workers(2, 10, int, ("10",)).map(add, range(230))) == list(range(10, 240))


def test_work_of_a_process_that_dies_is_done_here(monkeypatch) -> None:
    monkeypatch.setattr(workers, "_LEAST", 1)
    spread = Workers(2, os.getpid(), time.process_time_ns, ())
    assert list(spread.map(die_elsewhere, range(120))) == [-one for one in range(120)]


def test_a_context_that_cannot_be_made_elsewhere_costs_time_alone(monkeypatch) -> None:
    monkeypatch.setattr(workers, "_LEAST", 1)
    assert list(Workers(2, 10, int, ("no number",)).map(add, range(60))) == list(range(10, 70))


@pytest.mark.slow
def test_the_pages_are_the_same(tmp_path: Path, small_seeds, new_archive, briefings, monkeypatch) -> None:
    monkeypatch.setattr(workers, "_LEAST", 1)
    monkeypatch.setattr(workers, "_BATCH", 3)
    docs = []
    for jobs in (1, 2, 4):
        config = new_archive(tmp_path / str(jobs), small_seeds)
        assert briefings("build", "--no-site", "-f", config, "--jobs", jobs).exit_code in (0, 1)
        docs.append({file.name: file.read_bytes() for file in (config.parent / "docs").rglob("*.md")})
    assert docs[0] == docs[1] == docs[2]
