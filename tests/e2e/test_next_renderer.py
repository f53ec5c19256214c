"""What may render an archive when Material's life ends: MkDocs' fork ProperDocs, and Zensical. .github/developer/decisions.md says the rest."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
NEEDED = "pip install --no-deps --require-hashes -r tests/audit/requirements.txt"
#: The builder with another package behind its one door to the renderer.
BEHIND_THE_DOOR = """
import importlib.util, sys
import builder.host
spec = importlib.util.find_spec("builder.host.engine")
source = open(spec.origin, encoding="utf-8").read()
changed = source.replace('PACKAGE: Final = "mkdocs"', 'PACKAGE: Final = "properdocs"')
assert changed != source
engine = importlib.util.module_from_spec(spec)
exec(compile(changed, spec.origin, "exec"), engine.__dict__)
sys.modules[spec.name] = builder.host.engine = engine
from builder.cli import main
main()
"""
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def needs(package: str) -> None:
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed: {NEEDED}")


def said(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1764028800"}
    run = [sys.executable, *command]
    return subprocess.run(run, cwd=folder, env=environment, check=False, capture_output=True, text=True)


def contents(site: Path) -> dict[str, bytes]:
    files = (file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): GENERATOR.sub(b"", file.read_bytes()) for file in files}


def test_properdocs_makes_the_same_site(built: Path, copy_of: Callable[[Path], Path]) -> None:
    needs("properdocs")
    copy = copy_of(built).parent
    made = said(copy, "-c", BEHIND_THE_DOOR, "build", "-f", "mkdocs.yml")
    assert made.returncode == 0, made.stderr
    ours, theirs = contents(built / "site"), contents(copy / "site")
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []


def test_zensical_renders_every_page_of_docs(built: Path, copy_of: Callable[[Path], Path]) -> None:
    """With Material's look, which it brings along: the pages are plain Markdown, so that no generator can hold them."""
    needs("zensical")
    copy = copy_of(built).parent
    settings = (copy / "mkdocs.yml").read_text("utf-8").replace("name: briefings", "name: material")
    (copy / "plain.yml").write_text(f"site_dir: plain\n{settings}", "utf-8")
    made = said(copy, "-m", "zensical", "build", "-f", "plain.yml")
    assert made.returncode == 0, made.stderr
    pages = {path.relative_to(copy / "docs").with_suffix(".html") for path in (copy / "docs").rglob("*.md")}
    assert [str(page) for page in sorted(pages) if not (copy / "plain" / page).is_file()] == []


def test_what_zensical_lacks(built: Path, copy_of: Callable[[Path], Path]) -> None:
    """Our theme asks Python functions, and its templates know MkDocs' values. When this fails, decisions.md is out of date."""
    needs("zensical")
    made = said(copy_of(built).parent, "-m", "zensical", "build", "-f", "mkdocs.yml")
    assert made.returncode != 0, "Zensical takes the theme now: look at what it makes of it"
    assert "!functions" in made.stdout + made.stderr
