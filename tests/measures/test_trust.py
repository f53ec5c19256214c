"""Whatever ends a build, and whatever people do: nothing torn, no edit lost, no address dead, no page taken."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.measures.trust import FAULTS, Trial, disks, kills, sequence, small_disk


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial(tmp_path_factory.mktemp("trial"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_a_build_that_is_killed_tears_nothing_and_the_next_one_heals(trial: Trial, seed: int) -> None:
    found = kills(trial, 10, random.Random(seed))
    assert found.keys() <= {"at events", "at times", "killed"}
    assert found["killed"]


@pytest.mark.slow
def test_a_full_disk_tears_nothing_and_the_next_build_heals(trial: Trial) -> None:
    try:
        with small_disk(1):
            pass
    except OSError as error:
        pytest.skip(str(error))
    found = disks(trial, 20, random.Random(1))
    assert {name for name, number in found.items() if number} <= {"tried", "full"}
    assert found["full"]


def test_a_sequence_of_deeds_loses_nothing(tmp_path: Path) -> None:
    found = sequence(tmp_path, 41, steps=3)
    assert [found[fault] for fault in FAULTS] == [0] * len(FAULTS)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1_000))
def test_many_sequences_of_deeds_lose_nothing(tmp_path: Path, seed: int) -> None:
    found = sequence(tmp_path, seed)
    assert [found[fault] for fault in FAULTS] == [0] * len(FAULTS)
