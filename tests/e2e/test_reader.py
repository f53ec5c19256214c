"""The sample archive as a reader meets it: in Chromium, from a server and from disk, by clicking alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, publish) -> Path:
    """The committed docs/ of the sample archive, published: its site."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    assert [found.code for found in publish(folder / "mkdocs.yml")] == ["N111"]
    return folder / "site"


@pytest.fixture(scope="module", params=["hosted", "disk"])
def root(request: pytest.FixtureRequest, sample: Path, host_folder) -> Iterator[str]:
    """Where the site is: under a sub-path of a server, or in a folder."""
    if request.param == "disk":
        yield f"{sample.as_uri()}/"
    else:
        with host_folder(sample) as address:
            yield address


def test_home_ministry_article_topic_year_by_clicking(chromium, root: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    faults: list[str] = []
    page.on(
        "console",
        lambda message: faults.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            faults.append(asked.url) if not asked.url.startswith((root, "data:", "blob:")) else None
        ),
    )
    page.goto(f"{root}index.html")
    for link, leads_to in (
        ("article a[href='ministries/msit-2017.html']", "ministries/msit-2017.html"),
        ("article li time ~ a >> nth=0", "briefings/"),
        ("article a[href*='topics/'] >> nth=0", "topics/"),
        ("article a[href*='years/'] >> nth=0", "years/"),
    ):
        page.click(link)
        page.wait_for_load_state()
        assert page.url.startswith(f"{root}{leads_to}")
        assert page.locator("h1").count() == 1
        assert "견본" in page.locator("body").inner_text()
    assert faults == []
    page.close()


def test_every_page_says_that_it_is_a_sample(sample: Path) -> None:
    pages = sorted(sample.rglob("*.html"))
    assert len(pages) > 300
    assert [path.name for path in pages if "견본입니다" not in path.read_text("utf-8")] == []
