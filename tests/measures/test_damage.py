"""Damaged files of every format: text or a named problem, never a traceback, never nothing, within time and memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.intake.formats.extracted import Extracted, plain
from builder.intake.formats.read import extract
from builder.intake.formats.sniff import is_document
from builder.registry import Registry
from tests.intake.formats.make import ATTACHMENTS, damaged
from tests.measures.damage import FILES, SEEDS, TEXTS, outcome, report_apart

#: One of each format; the variants of encodings and packing are the long run's.
QUICK = (*SEEDS, "a.jsonl", "a.json", "a.csv", "a.xlsx", "a.xml", "record.md")
#: What each may take, in seconds of CPU and megabytes.
SECONDS, MEGABYTES = 2, 300
REAL = (
    [
        *sorted(ATTACHMENTS.glob("*.hwpx"))[1:3],
        *sorted(ATTACHMENTS.glob("*.pdf"))[:1],
        *sorted(ATTACHMENTS.glob("f*.hwp"))[:1],
    ]
    if ATTACHMENTS.is_dir()
    else []
)


@pytest.mark.parametrize("name", [name for name, data in SEEDS.items() if is_document(data, name)])
def test_the_documents_are_whole_before_they_are_damaged(name: str) -> None:
    found = extract(SEEDS[name], name)
    assert isinstance(found, Extracted)
    assert all(text in plain(found) for text in TEXTS)


@pytest.mark.parametrize("name", QUICK)
def test_forty_damaged_files(name: str, tmp_path: Path, registry: Registry) -> None:
    found = [outcome(name, damaged(FILES[name], seed), tmp_path, registry) for seed in range(40)]
    assert not {"empty", "unnamed"} & set(found)
    assert set(found) != {"read"}, "the damage does nothing"


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_two_thousand_damaged_files(name: str) -> None:
    found = report_apart(name, FILES[name], 2_000)
    assert found.faults == {}
    assert found.slowest <= SECONDS
    assert found.memory <= MEGABYTES


@pytest.mark.slow
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_two_thousand_damaged_releases(path: Path) -> None:
    found = report_apart(path.name, path.read_bytes(), 2_000)
    assert found.faults == {}
    assert found.slowest <= SECONDS
    assert found.memory <= MEGABYTES
