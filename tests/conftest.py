"""What all rooms' tests share: how hard the properties try, the registry, the folder beside the checkout."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from builder import pipeline
from builder.intake.read import read_seed
from builder.model import Article, Line, Seed, Supplied
from builder.registry import Registry, load_registry

ROOT = Path(__file__).resolve().parents[1]

# Two machines never disagree about a test: the normal run tries the same examples each time, `make audit` looks for new ones.
settings.register_profile("default", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("audit", max_examples=5_000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what `convert` makes into tests/golden/*/expected.md")
    parser.addoption("--update-floors", action="store_true", help="raise the floors of tests/floors.json to what is reached now")


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The builder's own registries."""
    return load_registry()


@pytest.fixture(scope="session")
def text_seed() -> Callable[..., Seed]:
    """A text as a seed; keywords are what its collector knew."""

    def make(text: str, metadata: tuple[tuple[str, str], ...] = (), **supplied: Any) -> Seed:
        lines = tuple(Line(number, line) for number, line in enumerate(text.split("\n"), 1))
        return Seed("seed.txt", "0" * 64, "utf-8", lines, Supplied(**supplied), metadata)

    return make


@pytest.fixture(scope="session")
def article_of(registry: Registry, text_seed: Callable[..., Seed]) -> Callable[..., Article]:
    """A text as an understood article."""

    def understand(text: str, metadata: tuple[tuple[str, str], ...] = (), **supplied: Any) -> Article:
        article = pipeline.understand_seed(text_seed(text.strip("\n"), metadata, **supplied), registry)
        assert isinstance(article, Article), article
        return article

    return understand


@pytest.fixture(scope="session")
def example_files() -> tuple[Path, ...]:
    """Every article there is: the sample archive, and the examples beside the checkout where they are."""
    folders = (ROOT / "seeds", ROOT.parent / "shared" / "eval", ROOT.parent / "shared" / "seeds")
    return tuple(path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".html"))


@pytest.fixture(scope="session")
def example_seeds(example_files: tuple[Path, ...], registry: Registry) -> tuple[Seed, ...]:
    """All of them, read."""
    reads = [read_seed(path, path.name, pipeline.list_page_patterns(registry)) for path in example_files]
    assert [problem for read in reads for problem in read.problems if read.seed is None] == []
    return tuple(read.seed for read in reads if read.seed)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of examples beside the checkout."""
    folder = ROOT / ".." / "shared"
    if not (folder / "eval").is_dir():
        pytest.skip("the folder ../shared is not beside this checkout")
    return folder.resolve()


@pytest.fixture(scope="session")
def load_module() -> Callable[[Path], ModuleType]:
    """A Python file as a module, wherever it lies: the test folders are no packages."""

    def load(path: Path) -> ModuleType:
        name = f"loaded_{path.stem}"
        if name not in sys.modules:
            spec = importlib.util.spec_from_file_location(name, path)
            assert spec is not None
            assert spec.loader is not None
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            spec.loader.exec_module(module)
        return sys.modules[name]

    return load
