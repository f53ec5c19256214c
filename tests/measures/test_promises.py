"""The counts of promises.py on few texts and settings; `python -m tests.measures.promises` counts many."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from builder.registry import Registry
from tests.measures.promises import front_matter, generated, lines, matrix, sanitised


def test_front_matter_comes_back() -> None:
    found = front_matter(100)
    assert found.pop("pages") == 100
    assert not any(found.values()), found


@pytest.mark.slow
def test_no_generated_line_is_lost(registry: Registry) -> None:
    found = lines(generated(500), registry)
    assert (found["texts"], found["unaccounted"]) == (500, 0)
    assert found["lines"] > 5_000


@pytest.mark.slow
def test_a_sanitiser_changes_nothing_in_a_built_text(built: Path) -> None:
    found = sanitised(built / "site")
    assert found["pages"]
    assert (found["without a text"], found["differences"]) == (0, 0)


@pytest.mark.slow
def test_the_setting_changes_no_byte() -> None:
    assert matrix([sys.executable], cells=3) == {"settings": 3, "the same": 3}
