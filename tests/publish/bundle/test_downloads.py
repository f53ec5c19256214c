"""Offline copies that readers are offered: on the data page of the site, and never inside themselves."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

import pytest

from builder.publish.bundle import downloads

SEED = "---\ntitle: 수소 충전소 {n}곳 연다\ndate: 202{n}-03-02\ntopics: [수소경제]\n---\n환경부는 수소 충전소를 연다고 밝혔다.\n"
ASKED = "  archive:\n    downloads: {whole: true, topics: [물관리], years: [2020]}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory, new_archive, briefings) -> Path:
    seeds = {f"{n}.txt": SEED.format(n=n) for n in range(2)}
    config = new_archive(tmp_path_factory.mktemp("downloads") / "archive", seeds)
    config.write_text(config.read_text("utf-8").replace("  archive:\n", ASKED), "utf-8")
    result = briefings("build", "-f", config)
    assert result.exit_code == 0, result.output
    return config.parent / "site"


def test_the_data_page_offers_each_copy_with_size_and_sum(site) -> None:
    """None of a topic without articles."""
    page = (site / "data.html").read_text("utf-8")
    offered = dict(re.findall(r'<a href="downloads/([^"]+\.zip)">.*?<code>([0-9a-f]{64})</code>', page))
    sums = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (site / "downloads").glob("*.zip")
    }
    assert offered == sums
    assert sorted(sums) == ["archive-offline.zip", "archive-year-2020-offline.zip"]
    manifest = (site / "downloads" / "SHA256SUMS").read_text("utf-8")
    assert all(f"{digest}  {name}\n" in manifest for name, digest in sums.items())


def test_a_copy_holds_no_copies_and_offers_none(site) -> None:
    with zipfile.ZipFile(site / "downloads" / "archive-offline.zip") as copy:
        assert not [name for name in copy.namelist() if "/downloads/" in name]
        assert b"downloads/" not in copy.read("archive/data.html")


def test_a_year_holds_its_articles_alone(site) -> None:
    with zipfile.ZipFile(site / "downloads" / "archive-year-2020-offline.zip") as copy:
        articles = [name for name in copy.namelist() if re.search(r"/briefings/.*\.html$", name)]
    assert len(articles) == 1


def test_a_whole_that_is_too_large_is_offered_by_years_each_once(site, briefings, monkeypatch) -> None:
    monkeypatch.setattr(downloads, "LARGEST", 0)
    (site / "index.html").unlink()  # it is published again
    assert briefings("build", "-f", site.parent / "mkdocs.yml").exit_code == 0
    name = "archive-year-2020-offline.zip"  # asked for by itself too
    assert [path.name for path in (site / "downloads").glob("*.zip")] == [name]
    assert (site / "data.html").read_text("utf-8").count(f'href="downloads/{name}"') == 1


def test_a_name_that_nothing_bears_is_told(site, briefings) -> None:
    config = site.parent / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("물관리", "수소경재"), "utf-8")
    result = briefings("build", "-f", config)
    assert result.exit_code == 2
    assert "E401" in result.output
    assert "수소경재" in result.output
    assert (site / "downloads" / "SHA256SUMS").is_file(), "the site that stood still stands"
