"""Work on several cores gives what one gives, also where one of them dies."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest

from builder.publish import alone, article_files
from builder.publish.outputs.search import store
from builder.workers import Shared, Workers, spread
from tests.threads import Threads


@pytest.fixture(autouse=True)
def few(monkeypatch) -> None:
    monkeypatch.setattr(spread, "_LEAST", 1)


class Poisoned(Threads):
    poison = 77


def number(written: bytes) -> int:
    return int(written)


def shared(value: int, written: bytes = b"") -> Shared[int]:
    return Shared(value, number, lambda: written or str(value).encode())


def add(context: int, batch: Sequence[int]) -> list[int]:
    return [context + one for one in batch]


def die_once(context: int, batch: Sequence[tuple[str, int]]) -> list[int]:
    """Ends the first process that comes here."""
    for mark, _ in batch:
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            continue
        os.kill(os.getpid(), signal.SIGKILL)
    return [context + one for _, one in batch]


def process(context: int, batch: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in batch]


def called(context: int, batch: Sequence[Callable[[], int]]) -> list[int]:
    return [one() for one in batch]


def fail(context: int, batch: Sequence[int]) -> list[int]:
    raise LookupError(f"no {batch[0]}")


def test_values_come_back_in_order_from_one_set_of_processes() -> None:
    with Workers(2) as workers:
        assert list(workers.map(shared(10), add, iter(range(430)), 430)) == list(range(10, 440))
        assert list(workers.map(shared(7), add, range(5), 5, batch=2)) == [7, 8, 9, 10, 11]
        others = {*workers.map(shared(1), process, range(60), 60, batch=1)}
        assert others
        assert os.getpid() not in others
    assert workers.lost == ()


def test_items_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for one in range(1000):
            taken.append(one)
            yield one

    with Workers(cluster=Threads) as workers:
        assert next(workers.map(shared(0), add, items(), 1000, batch=10)) == 0
    assert len(taken) <= 2 * spread._WAITING * 10


def test_work_that_always_ends_its_process_is_done_here() -> None:
    with Workers(cluster=Poisoned) as workers:
        assert list(workers.map(shared(1), add, range(120), 120, batch=10)) == list(range(1, 121))
    assert workers.lost == ("BrokenExecutor: gone",)


def test_the_work_of_one_that_is_killed_is_given_to_others(tmp_path: Path) -> None:
    items = [(str(tmp_path / "died"), one) for one in range(300)]
    with Workers(2) as workers:
        assert list(workers.map(shared(1), die_once, items, 300)) == list(range(1, 301))
    assert len(workers.lost) == 1
    assert "BrokenProcessPool" in workers.lost[0]


def test_a_context_that_cannot_be_made_elsewhere_costs_time_alone() -> None:
    with Workers(cluster=Threads) as workers:
        assert list(workers.map(shared(10, b"no number"), add, range(60), 60)) == list(range(10, 70))
    assert "no number" in workers.lost[0]


def test_what_cannot_travel_is_worked_on_here() -> None:
    with Workers(cluster=Threads) as workers:
        assert list(workers.map(shared(0), called, [lambda: 1, lambda: 2], 2)) == [1, 2]
    assert workers.lost == ()


def test_what_the_work_raises_is_raised_here() -> None:
    with Workers(cluster=Threads) as workers, pytest.raises(LookupError, match="no 0"):
        list(workers.map(shared(0), fail, range(9), 9))


@pytest.fixture
def small_batches(monkeypatch) -> None:
    monkeypatch.setattr(spread, "BATCH", 3)
    monkeypatch.setattr(spread, "_LEAST", 1)
    monkeypatch.setattr(store, "SIZE", 4)
    monkeypatch.setattr(article_files, "LEAST", 1)
    monkeypatch.setattr(alone, "LEAST", 1)


@pytest.mark.usefixtures("small_batches")
def test_an_archive_is_the_same_whoever_works(
    tmp_path: Path, built: Path, small_seeds, new_archive, briefings, monkeypatch, files_of
) -> None:
    worked: set[str] = set()

    class Counted(Threads):
        def submit(self, name: str, shared: bytes, task: bytes) -> Future[bytes]:
            worked.add(pickle.loads(task)[1].__name__)
            return super().submit(name, shared, task)

    monkeypatch.setattr("builder.commands.build.Workers", lambda *_: Workers(cluster=Counted))
    config = new_archive(tmp_path / "archive", small_seeds)
    assert briefings("build", "-f", config).exit_code == 0
    assert worked == {
        "_make_all",
        "_judge_all",
        "_of_bodies",
        "_read_all",
        "make_parts",
        "_said_of",
        "indexed",
    }
    assert files_of(config.parent) == files_of(built)


@pytest.mark.slow
@pytest.mark.usefixtures("small_batches")
def test_an_archive_is_the_same_on_any_number_of_cores(
    tmp_path: Path, built: Path, small_seeds, new_archive, briefings, files_of
) -> None:
    for jobs in (2, 4):
        config = new_archive(tmp_path / str(jobs), small_seeds)
        assert briefings("build", "-f", config, "--jobs", jobs).exit_code == 0
        assert files_of(config.parent) == files_of(built), jobs


@pytest.mark.slow
@pytest.mark.usefixtures("small_batches")
def test_packs_are_the_same_on_any_number_of_cores(
    tmp_path: Path, small_seeds, new_archive, briefings, files_of
) -> None:
    made = []
    for jobs in (1, 2):
        config = new_archive(tmp_path / str(jobs), small_seeds)
        text = config.read_text("utf-8")
        config.write_text(text.replace("  archive:\n", "  archive:\n    article_data: by-year\n"), "utf-8")
        assert briefings("build", "-f", config, "--jobs", jobs).exit_code == 0
        made.append(files_of(config.parent))
    assert any(path.endswith(".zip") for path in map(str, made[0]))
    assert made[0] == made[1]
