"""Work on a Dask cluster gives what this machine gives, also where one of its workers is killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from builder.workers import Cluster, NoPlaceError, Shared, Workers, spread


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a cluster of two processes on this machine."""
    distributed = pytest.importorskip("distributed", reason="the extra [cluster] is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as local:
        yield local.scheduler_address.replace("tcp://", "dask://")


def pid_of_its_own(context: int, batch: Sequence[int]) -> list[tuple[int, int]]:
    time.sleep(0.05)
    return [(context + one, os.getpid()) for one in batch]


def shared() -> Shared[int]:
    return Shared(10, int, lambda: b"10")


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_time_alone(cluster: str) -> None:
    with Workers(cluster=partial(Cluster, cluster)) as workers:
        workers.begin()
        done = workers.map(shared(), pid_of_its_own, range(400), 400, batch=4)
        first, pid = next(done)
        os.kill(pid, signal.SIGKILL)
        assert [first, *(one for one, _ in done)] == list(range(10, 410))


@pytest.mark.slow
def test_an_archive_is_the_same_from_a_cluster(
    cluster: str, tmp_path: Path, built: Path, small_seeds, new_archive, briefings, monkeypatch, files_of
) -> None:
    monkeypatch.setattr(spread, "BATCH", 3)
    config = new_archive(tmp_path / "archive", small_seeds)
    result = briefings("build", "-f", config, "--executor", cluster)
    assert result.exit_code == 0
    assert "N144" not in result.stderr
    assert files_of(config.parent) == files_of(built)


def test_what_is_no_cluster_is_told(new_archive, briefings, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("builder.workers.cluster._PATIENCE", 0.2)
    with pytest.raises(NoPlaceError, match="is no address of a cluster as dask://HOST:PORT"):
        Cluster("10.0.0.5:8786")
    with pytest.raises(NoPlaceError, match=r"no scheduler of Dask answers|Dask is not installed here"):
        Cluster("dask://127.0.0.1:9")
    config = new_archive(tmp_path / "archive", {})
    result = briefings("build", "-f", config, "--executor", "dask://127.0.0.1:9")
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
