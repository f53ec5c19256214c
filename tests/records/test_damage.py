"""Record files flipped, truncated and spliced: records or a named problem, never a traceback, never nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.codes import CODES
from builder.problems import has_errors
from builder.progress import silent
from builder.records.importing import import_records
from builder.records.survey import Wanted
from tests.intake.formats.make import damaged
from tests.records.make import FORMS, records
from tests.records.test_import import ATOM, PRESS_MD

FILES = {
    **{name: made(records(4)) for name, made in FORMS.items()},
    "atom.xml": ATOM.encode(),
    "1.md": PRESS_MD.encode(),
}
#: One of each format; the variants of encodings and packing are the long run's.
QUICK = ("a.jsonl", "a.json", "a.csv", "a.xlsx", "a.xml", "1.md")


def survives(name: str, seed: int, folder: Path) -> bool:
    """Whether the damaged file was still read; asserts what must hold either way."""
    path = folder / name
    path.write_bytes(damaged(FILES[name], seed))
    found = import_records(Wanted((path,), lambda _: True), folder / "seeds", silent, dry_run=True)
    assert all(one.code in CODES for one in found.problems), seed
    assert has_errors(found.problems) != bool(found.fates or found.survey.withdrawn), seed
    return bool(found.fates)


@pytest.mark.parametrize("name", QUICK)
def test_a_hundred_damaged_files(name: str, tmp_path: Path) -> None:
    read = [survives(name, seed, tmp_path) for seed in range(100)]
    assert not all(read), "the damage does nothing"


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_two_thousand_damaged_files(name: str, tmp_path: Path) -> None:
    for seed in range(2_000):
        survives(name, seed, tmp_path)
