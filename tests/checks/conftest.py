"""The small archive, written by hand, that the publish room's tests have as well."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest


@pytest.fixture
def written(load_module) -> ModuleType:
    return load_module(Path(__file__).resolve().parents[1] / "publish" / "conftest.py")


@pytest.fixture
def archive(tmp_path: Path, article_page, written: ModuleType) -> Path:
    return written._archive(tmp_path / "archive", article_page)


@pytest.fixture
def few_bodies() -> SimpleNamespace:
    """As much of the registry as the checks ask for."""
    return SimpleNamespace(bodies={"msit-2017": None, "mois-2017": None}, topics={"data-ai": None})
