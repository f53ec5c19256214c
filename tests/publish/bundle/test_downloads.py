"""Offline copies that readers are offered: on the data page of the site, and never inside themselves."""

from __future__ import annotations

import hashlib
import re
import zipfile
from functools import partial
from pathlib import Path

import pytest

from builder.commands import bundle as command
from builder.host.renderer import renderer
from builder.publish.bundle import copies, downloads
from builder.publish.bundle.downloads import write_downloads
from builder.publish.bundle.make import make_bundles
from builder.publish.bundle.share import published
from builder.publish.earlier_files import EarlierFiles
from builder.settings import Settings

SEED = "---\ntitle: {title}\n{topic}{date}---\n{text}\n"
#: Of a year each, or of none; nothing that one says leads on to another.
SEEDS = {
    "a.txt": (
        "수소 충전소 연다",
        "topics: [수소경제]\n",
        "date: 2020-03-02\n",
        "환경부는 수소 충전소를 연다고 밝혔다.",
    ),
    "b.txt": ("군 급식 바꾼다", "", "date: 2021-03-02\n", "국방부가 장병 급식을 고친다고 말했다."),
    "c.txt": ("새 등대 불 밝혀", "", "", "해양수산부에서 등대지기를 뽑았다고 알렸다."),
}
LATER = ("숲길을 새로 열다", "", "date: 2023-05-06\n", "산림청, 나무 심는 날 맞아 묘목 나누기로.")
ASKED = """\
  archive:
    downloads: {whole: true, topics: [물관리], years: [2020]}
    volumes: {topics: all}
"""
YEAR = "archive-year-2020-offline.zip"


def silent(*_) -> None:
    """Progress that nobody waits for."""


@pytest.fixture(scope="module")
def site(tmp_path_factory, new_archive, briefings) -> Path:
    seeds = {name: seed(*facts) for name, facts in SEEDS.items()}
    config = new_archive(tmp_path_factory.mktemp("downloads") / "archive", seeds)
    config.write_text(config.read_text("utf-8").replace("  archive:\n", ASKED), "utf-8")
    result = briefings("build", "-f", config)
    assert result.exit_code == 0, result.output
    return config.parent / "site"


def seed(title: str, topic: str, date: str, text: str) -> str:
    return SEED.format(title=title, topic=topic, date=date, text=text)


def sums_of(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.zip"))}


def test_the_data_page_offers_each_copy_with_size_and_sum(site) -> None:
    """None of a topic without articles."""
    page = (site / "data.html").read_text("utf-8")
    offered = dict(re.findall(r'<a href="downloads/([^"]+\.zip)">.*?<code>([0-9a-f]{64})</code>', page))
    sums = sums_of(site / "downloads")
    assert offered == sums
    assert sorted(sums) == ["archive-offline.zip", YEAR]
    manifest = (site / "downloads" / "SHA256SUMS").read_text("utf-8")
    assert all(f"{digest}  {name}\n" in manifest for name, digest in sums.items())
    assert page.count('<a href="#bp-downloads">') == page.count('<a href="#volumes">') == 1


def test_a_copy_holds_and_offers_neither_copies_nor_volumes(site, registry) -> None:
    heading = registry.labels["volume.heading"].encode()
    topic = "topics/hydrogen.html"
    with zipfile.ZipFile(site / "downloads" / "archive-offline.zip") as copy:
        assert not [name for name in copy.namelist() if "/downloads/" in name or "/volumes/" in name]
        for page in ("data.html", topic):
            assert b"downloads" not in copy.read(f"archive/{page}")
            assert heading not in copy.read(f"archive/{page}")
    assert heading in (site / topic).read_bytes()


def test_a_year_holds_its_articles_alone(site) -> None:
    assert len(_articles(site / "downloads" / YEAR)) == 1


def test_a_whole_that_is_too_large_is_offered_by_years_each_once(site, registry, tmp_path) -> None:
    """And what has no date beside them: together they are all of it."""
    settings = renderer().load(site.parent / "mkdocs.yml")
    assert isinstance(settings, Settings)
    what = published(settings.docs, settings, registry)
    for name in ("data.html", "data/briefings.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<!-- copies -->", "utf-8")
    assert write_downloads(settings, what, tmp_path, EarlierFiles(), silent, largest=0) == ()
    offered = re.findall(
        r'href="downloads/archive-([^"]+)-offline\.zip"', (tmp_path / "data.html").read_text("utf-8")
    )
    assert offered == ["year-2020", "year-2021", "undated"]
    assert len(sums_of(tmp_path / "downloads")) == len(offered)


def test_what_is_copied_for_oneself_is_split_by_years_above_the_limit_alone(
    site, briefings, monkeypatch
) -> None:
    """A copy of exactly the limit is whole; below it each article is in one of the copies of years, and in no other."""

    def made(largest: int) -> list[Path]:
        monkeypatch.setattr(command, "make_bundles", partial(make_bundles, largest=largest))
        result = briefings("bundle", "-f", site.parent / "mkdocs.yml")
        assert result.exit_code == 0, result.output
        return [Path(line) for line in result.stdout.splitlines()[::3]]

    (whole,) = made(copies.LARGEST)
    size = whole.stat().st_size
    assert made(size) == [whole]
    parts = made(size - 1)
    names = ("year-2021", "year-2020", "undated")
    assert [part.name for part in parts] == [f"archive-{name}-offline.zip" for name in names]
    articles = [_articles(part) for part in parts]
    assert [len(each) for each in articles] == [1, 1, 1]
    assert set().union(*articles) == _articles(whole)


def _articles(copy: Path) -> set[str]:
    with zipfile.ZipFile(copy) as content:
        found = [re.search(r"/briefings/([^/]+)\.html$", name) for name in content.namelist()]
    return {name[1] for name in found if name}


def test_a_copy_is_made_again_only_where_its_share_changed(site, briefings, monkeypatch) -> None:
    """Volumes and copies of what an article is not in are taken over."""
    made: list[str] = []

    def noted(settings, whole, share, *more, **named):
        made.append(share.name)
        return copies.copy_of_share(settings, whole, share, *more, **named)

    monkeypatch.setattr(downloads, "copy_of_share", noted)
    volume = site / "volumes/topics/hydrogen/1.epub"
    before, sums = volume.stat().st_mtime_ns, sums_of(site / "downloads")
    (site.parent / "seeds" / "forest.txt").write_text(seed(*LATER), "utf-8")
    assert briefings("build", "-f", site.parent / "mkdocs.yml").exit_code == 0
    after = sums_of(site / "downloads")
    assert made == []
    assert (after.pop("archive-offline.zip"), after) != (sums.pop("archive-offline.zip"), sums)
    assert after == sums
    assert volume.stat().st_mtime_ns == before


def test_a_name_that_nothing_bears_is_told(site, briefings) -> None:
    config = site.parent / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("물관리", "수소경재"), "utf-8")
    line = config.read_text("utf-8").split("\n").index(ASKED.split("\n")[1].replace("물관리", "수소경재")) + 1
    result = briefings("check", "-f", config)
    assert result.exit_code == 2
    assert f"mkdocs.yml:{line}: E401" in result.output
    assert "수소경재" in result.output
    assert (site / "downloads" / "SHA256SUMS").is_file(), "the site that stood still stands"
