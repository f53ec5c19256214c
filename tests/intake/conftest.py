"""What the reading tests share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builder.intake.read import Read, read_seed
from builder.registry import load_registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from builder.model import Seed

Patterns = tuple[re.Pattern[str], ...]
SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(scope="session")
def list_page_patterns() -> Patterns:
    patterns = tuple(entry.pattern for entry in load_registry().patterns_of("list-page"))
    assert patterns, "the registry has no list-page patterns"
    return patterns


@pytest.fixture
def read(tmp_path: Path, list_page_patterns: Patterns) -> Callable[..., Read]:
    """Write bytes (or text as UTF-8) to a seed and read it, with a sidecar if there is one."""

    def run(content: bytes | str, name: str = "a.txt", sidecar: str | None = None) -> Read:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        if sidecar is not None:
            path.with_suffix(".yml").write_bytes(sidecar.encode())
        return read_seed(path, name, list_page_patterns)

    return run


@pytest.fixture
def seed_of(read: Callable[..., Read]) -> Callable[..., Seed]:
    """As ``read``, of what is no error."""

    def run(*content: bytes | str, **options: str) -> Seed:
        seed = read(*content, **options).seed
        assert seed is not None
        return seed

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of example articles beside the checkout."""
    if not (SHARED / "eval").is_dir():
        pytest.skip("no ../shared beside this checkout")
    return SHARED
