"""What is written for those who come after is true: the tree is the code's, the paths that are named exist."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / ".github/developer").glob("*.md"))]
BY_NAME = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)


def test_the_tree_is_the_codes(load_module: Callable[[Path], ModuleType]) -> None:
    architecture = load_module(Path(__file__).with_name("architecture.py"))
    assert architecture.page() == architecture.PAGE.read_text("utf-8"), (
        "run python tests/docs/architecture.py"
    )


def prose(page: Path) -> str:
    return re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)


@BY_NAME
def test_named_paths_exist(page: Path) -> None:
    named = re.findall(r"`((?:builder|tests|docs|seeds|\.github)/[\w./-]*)`", prose(page))
    assert [path for path in named if path != "docs/.addresses" and not (ROOT / path).exists()] == []


@BY_NAME
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", prose(page))
    assert [link for link in links if not link.startswith("http") and not (page.parent / link).exists()] == []


def test_each_kind_of_addition_names_its_list() -> None:
    """The file that lists a kind really lists what lies in its folder."""
    lists = {
        "builder/catalogue/kinds/__init__.py": "builder.catalogue.kinds.topic",
        "builder/publish/outputs/all.py": "builder.publish.outputs.feeds",
        "builder/intake/formats/read.py": "builder.intake.formats.hwpx",
        "builder/facts/inference.py": "builder.facts.clues.events",
        "builder/cli.py": "builder.commands",
    }
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for path, imported in lists.items():
        assert f"`{path}`" in contributing
        assert f"from {imported}" in (ROOT / path).read_text("utf-8"), path
