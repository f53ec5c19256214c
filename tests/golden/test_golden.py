"""Whole pages, letter by letter: what `convert` makes of one article of each layout.

A case is a folder: `seed.txt` or `seed.html` and `expected.md`. After a change that is meant, look at the difference that

    pytest tests/golden --update-golden

makes, and commit it with the change. A new case needs its seed only.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from builder.intake.read import read_seed
from builder.model import Article
from builder.pages.article import understand_seed
from builder.pages.make import article_page
from builder.pages.new_id import new_id
from builder.prose.front_matter import dump_page
from builder.registry import Registry

CASES = sorted(
    path.name for path in Path(__file__).parent.iterdir() if path.is_dir() and any(path.glob("seed.*"))
)
DAY = "2025-11-25"


@pytest.fixture(scope="module")
def converted(registry: Registry) -> Callable[[Path], str]:
    def convert(path: Path) -> str:
        read = read_seed(path, path.name, registry.list_page_patterns)
        assert read.seed is not None, read.problems
        article = understand_seed(read.seed, registry)
        assert isinstance(article, Article), article
        page = article_page(article, new_id(read.seed.sha256), DAY, registry)
        return dump_page(page.meta, page.body)

    return convert


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_as_it_was(
    case: str, converted: Callable[[Path], str], request: pytest.FixtureRequest
) -> None:
    folder = Path(__file__).parent / case
    made = converted(next(path for path in sorted(folder.glob("seed.*")) if path.suffix != ".yml"))
    if request.config.getoption("--update-golden"):
        (folder / "expected.md").write_bytes(made.encode())
    assert made == (folder / "expected.md").read_bytes().decode()


def test_there_is_a_case_of_each_layout() -> None:
    assert len(CASES) >= 10


@pytest.mark.parametrize("case", CASES)
def test_an_expected_page_is_well_formed(case: str) -> None:
    """What is expected is itself a page: nobody commits a broken one."""
    text = (Path(__file__).parent / case / "expected.md").read_bytes().decode()
    head, body = text.removeprefix("---\n").split("\n---\n", 1)
    meta = yaml.safe_load(head)
    assert str(meta["added"]) == DAY
    assert body.strip()
    assert "\r" not in text
