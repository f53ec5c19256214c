"""The site as a reader clicks through it, and lists at any size."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from types import ModuleType
from urllib.parse import unquote, urlsplit

import pytest

from builder.host.renderer import renderer
from builder.registry import Registry
from builder.run import order as pipeline
from builder.run.articles import How
from builder.settings import Settings

LINK = re.compile(r"<a\b[^>]*?\shref=[\"']?([^\"'\s>]+)", re.IGNORECASE)
ROOT = Path(__file__).resolve().parents[2]


def clicks(site: Path) -> dict[str, int]:
    """Clicks from home to every page of a built site, along the links a reader sees."""
    known, waiting = {"index.html": 0}, ["index.html"]
    for page in waiting:
        for target in LINK.findall((site / page).read_text("utf-8")):
            parts = urlsplit(html.unescape(target))
            if parts.scheme or parts.netloc or not parts.path:
                continue
            path = _resolved(PurePosixPath(page).parent / unquote(parts.path))
            if (site / path).is_dir():
                path = f"{path}/index.html".lstrip("/")
            if path.endswith(".html"):
                assert (site / path).is_file(), f"{page} links to {target}, which is not there"
                if path not in known:
                    known[path] = known[page] + 1
                    waiting.append(path)
    return known


def _resolved(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        assert part != ".." or parts, f"{path} leaves the site"
        parts = parts[:-1] if part == ".." else parts if part == "." else [*parts, part]
    return "/".join(parts)


def test_every_article_is_within_three_clicks(built: Path) -> None:
    site = built / "site"
    known = clicks(site)
    articles = {path.relative_to(site).as_posix() for path in (site / "briefings").glob("*.html")}
    assert len(articles) >= 10
    assert {path for path in articles if known.get(path, 99) > 3} == set()


def test_every_page_is_reachable(built: Path) -> None:
    site = built / "site"
    known = clicks(site)
    assert {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - known.keys() <= {"404.html"}


def test_no_page_calls_another_host_or_names_this_machine(built: Path) -> None:
    named_only = r"(?!link rel=[\"']?(?:type|license|cite-as|canonical)\b)"  # a browser fetches none of these
    loaded = re.compile(
        rf"<{named_only}(?:script|link|img|iframe|source)\b[^>]*?\s(?:src|href)=[\"']?(?:https?:)?//",
        re.IGNORECASE,
    )
    for path in sorted((built / "site").rglob("*.html")):
        text = path.read_text("utf-8")
        assert loaded.findall(text) == [], path
        assert str(built) not in text


def test_plain_mkdocs_builds_it_strictly(built: Path, tmp_path: Path) -> None:
    """Without the builder: the docs folder is a MkDocs project like any other."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "-f",
        str(built / "mkdocs.yml"),
        "-d",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "")
    assert (tmp_path / "site" / "index.html").is_file()


# ------------------------------------------------------------------------------------------------------------------- any size


@pytest.fixture(scope="module")
def generate(load_module: Callable[[Path], ModuleType]) -> ModuleType:
    return load_module(ROOT / "tests" / "generate.py")


@pytest.fixture(scope="module")
def crowded(
    tmp_path_factory: pytest.TempPathFactory,
    new_archive: Callable[..., Path],
    registry: Registry,
    generate: ModuleType,
) -> dict[str, str]:
    """310 articles in one month and 205 without a date, as they would be written."""
    config = new_archive(
        tmp_path_factory.mktemp("crowded") / "archive", dict(generate.crowded_month(310, 205))
    )
    settings = renderer().load(config)
    assert isinstance(settings, Settings)
    prepared = pipeline.prepare(settings, registry, How("2025-11-25", None, "keep"))
    assert [problem for problem in prepared.problems if problem.severity == "error"] == []
    assert len(prepared.pages) == 515
    return {file.path: file.text for file in prepared.files if file.path.endswith(".md")}


def test_no_list_is_longer_than_two_hundred(crowded: dict[str, str], generate: ModuleType) -> None:
    longest, page = generate.longest_list(crowded)
    assert 100 < longest <= 200, page


def test_everything_is_reachable_within_five_clicks(crowded: dict[str, str], generate: ModuleType) -> None:
    depths = generate.depths(crowded)
    assert [path for path in crowded if path not in depths] == []
    assert max(depths[path] for path in crowded if path.startswith("briefings/")) <= 5


def test_no_link_leads_nowhere(crowded: dict[str, str], generate: ModuleType) -> None:
    assert [
        (path, target)
        for path, text in crowded.items()
        for target in generate.links(path, text)
        if target not in crowded
    ] == []
