"""Whole archives over time: built twice, shuffled, renamed, moved, collected again, edited by hand."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

from builder.pages.page import Page
from builder.pages.parts import edited_parts
from builder.pages.store import read_pages
from builder.permanence.ledger import LEDGER
from builder.run.carried import Carried

Briefings = Callable[..., Result]
CopyOf = Callable[[Path], Path]


def article(subject: str, body: str = "산림청", *, day: str = "2019-06-12") -> str:
    return (
        f"{subject} 새로 연다\n입력 {day} 10:00\n\n{body}은 {int(day[-2:])}일 {subject} 320곳을 새로 연다고 밝혔다.\n\n"
        f"{subject} 공사는 내년 봄에 시작한다. 세부 기준은 공청회를 거쳐 확정한다.\n\n{subject} 안내판은 다섯 나라 말로 바꾼다.\n"
    )


OTHER = "연안 여객선 점검표 공개\n입력 2021-08-03 09:00\n\n해양수산부는 3일 배마다 안전 점검표를 붙인다고 밝혔다.\n\n승객은 선착장에서 구명조끼 수량과 정비 날짜를 볼 수 있다.\n"


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Path → bytes and modification time of every file."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {path: data for path, (data, _) in snapshot(folder).items()}


def pages(config: Path) -> dict[str, bytes]:
    """Name → bytes of every article page."""
    return {
        path.name: path.read_bytes() for path in sorted((config.parent / "docs" / "briefings").glob("*.md"))
    }


def meta_of(page: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(page.read_text("utf-8").split("---\n")[1])
    return found


def files_of(config: Path) -> dict[str, str]:
    """Seed → id of the page made from it."""
    folder = config.parent / "docs" / "briefings"
    return {str(meta_of(path)["source"]["file"]): path.stem for path in sorted(folder.glob("*.md"))}


@pytest.fixture
def archive(new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path) -> Path:
    """Two articles, built without the site."""
    config = new_archive(tmp_path / "archive", {"a.txt": article("숲길"), "b.txt": article("하천", "환경부")})
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    return config


# -------------------------------------------------------------------------------------------------------- twice, in any order


def test_building_twice_changes_nothing(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path, small_seeds: Mapping[str, bytes]
) -> None:
    config = new_archive(tmp_path / "archive", dict(list(small_seeds.items())[:3]))
    assert briefings("build", "-f", config).exit_code == 0
    docs, site = snapshot(config.parent / "docs"), contents(config.parent / "site")
    assert briefings("build", "-f", config).exit_code == 0
    assert snapshot(config.parent / "docs") == docs
    assert contents(config.parent / "site") == site
    (
        config.parent / "docs" / "about.md"
    ).touch()  # the site is rendered again only where bytes differ, and to the same bytes
    (config.parent / ".cache" / "briefings" / "published").unlink()
    assert briefings("build", "-f", config).exit_code == 0
    assert contents(config.parent / "site") == site


def test_docs_made_anew_are_the_same(built: Path, copy_of: CopyOf, briefings: Briefings) -> None:
    config = copy_of(built)
    before = contents(config.parent / "docs")
    for path in sorted((config.parent / "docs").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    before.pop(LEDGER)  # only publishing writes it
    assert contents(config.parent / "docs") == before


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_seeds_does_not_matter(
    built: Path, copy_of: CopyOf, briefings: Briefings, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    config = copy_of(built)
    before = contents(config.parent / "docs")
    for path in sorted((config.parent / "docs" / "briefings").glob("*.md")):
        path.unlink()

    find = Carried.find

    def shuffled(self: Carried, root: Path, ignore: Sequence[str]) -> tuple[dict[str, Path], tuple[Any, ...]]:
        found, problems = find(self, root, ignore)
        return dict(random.Random(seed).sample([*found.items()], len(found))), problems

    monkeypatch.setattr(Carried, "find", shuffled)
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    assert contents(config.parent / "docs") == before


def test_a_folder_listed_backwards_makes_the_same(
    archive: Path, briefings: Briefings, tmp_path: Path, new_archive: Callable[..., Path]
) -> None:
    """The same seeds, written to the disk in another order."""
    other = new_archive(tmp_path / "other", {"b.txt": article("하천", "환경부"), "a.txt": article("숲길")})
    assert briefings("build", "--no-site", "-f", other).exit_code == 0
    assert contents(other.parent / "docs") == contents(archive.parent / "docs")


# -------------------------------------------------------------------------------------------------------------------- identity


def test_a_renamed_seed_keeps_its_page(archive: Path, briefings: Briefings) -> None:
    before = files_of(archive)
    (archive.parent / "seeds" / "a.txt").rename(archive.parent / "seeds" / "renamed.txt")
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0
    assert files_of(archive) == {"renamed.txt": before["a.txt"], "b.txt": before["b.txt"]}


def test_a_moved_seed_keeps_its_page(archive: Path, briefings: Briefings) -> None:
    before = files_of(archive)
    (archive.parent / "seeds" / "2019" / "06").mkdir(parents=True)
    (archive.parent / "seeds" / "a.txt").rename(archive.parent / "seeds" / "2019" / "06" / "a.txt")
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0
    assert files_of(archive) == {"2019/06/a.txt": before["a.txt"], "b.txt": before["b.txt"]}


def test_seeds_that_swap_names_keep_their_pages(archive: Path, briefings: Briefings) -> None:
    before = files_of(archive)
    seeds = archive.parent / "seeds"
    for old, new in (("a.txt", "c.txt"), ("b.txt", "a.txt"), ("c.txt", "b.txt")):
        (seeds / old).rename(seeds / new)
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0
    assert files_of(archive) == {"a.txt": before["b.txt"], "b.txt": before["a.txt"]}


def test_a_text_collected_again_keeps_its_page(archive: Path, briefings: Briefings) -> None:
    before = files_of(archive)
    text = article("숲길").replace("320곳", "318곳") + "\n산림청은 표지도 새로 만든다고 덧붙였다.\n"
    (archive.parent / "seeds" / "a.txt").write_bytes(text.encode())
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0
    assert files_of(archive) == before
    assert "318곳" in pages(archive)[f"{before['a.txt']}.md"].decode()


def test_a_path_reused_for_another_article_makes_a_new_page(archive: Path, briefings: Briefings) -> None:
    before, old = files_of(archive), pages(archive)
    (archive.parent / "seeds" / "a.txt").write_bytes(OTHER.encode())
    result = briefings("build", "--no-site", "-f", archive)
    assert result.exit_code == 0
    assert "N108" in result.stderr
    assert old.items() <= pages(archive).items()
    assert len(pages(archive)) == len(before) + 1


def test_a_seed_that_comes_back_finds_its_page(archive: Path, briefings: Briefings) -> None:
    before = contents(archive.parent / "docs")
    seed = archive.parent / "seeds" / "a.txt"
    text = seed.read_bytes()
    seed.unlink()
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0
    seed.write_bytes(text)
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0
    assert contents(archive.parent / "docs") == before


# -------------------------------------------------------------------------------------------------------------------- edits


def test_pages_with_crlf_and_bom_are_not_edited(built: Path, copy_of: CopyOf, briefings: Briefings) -> None:
    config = copy_of(built)
    docs = config.parent / "docs"
    for path in sorted(docs.rglob("*.md")):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    read, problems = read_pages(docs)
    assert problems == ()
    assert [page.path for page in read if isinstance(page, Page) and edited_parts(page)] == []
    result = briefings("build", "--no-site", "-f", config)
    assert result.exit_code == 0
    assert "E2" not in result.stderr
    assert "edited" not in {meta_of(docs / "briefings" / name).get("date_basis") for name in pages(config)}


def page_of(config: Path, seed: str) -> Path:
    return config.parent / "docs" / "briefings" / f"{files_of(config)[seed]}.md"


def edit(page: Path, pattern: str, replacement: str) -> None:
    text, count = re.subn(pattern, replacement, page.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    page.write_bytes(text.encode())


def test_a_corrected_date_resolves_the_ministries_anew(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    text = "컴퓨터 교실 늘린다\n\n교육부는 컴퓨터 교실을 두 배로 늘린다고 밝혔다.\n\n교실마다 새 컴퓨터를 서른 대씩 놓고 강사를 한 명씩 보낸다.\n"
    config = new_archive(tmp_path / "archive", {"a.txt": text})
    briefings("build", "--no-site", "-f", config)
    page = page_of(config, "a.txt")
    assert meta_of(page)["ministries"] == ["교육부"]
    body = page.read_text("utf-8").split("---\n", 2)[2]
    edit(page, r"^date: null$", "date: 2005-03-02")
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    meta = meta_of(page)
    assert (str(meta["date"]), meta["date_basis"], meta["date_precision"]) == ("2005-03-02", "edited", "day")
    assert meta["ministries"] == ["교육인적자원부"]
    assert page.read_text("utf-8").split("---\n", 2)[2] == body
    settled = contents(config.parent / "docs")
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    assert contents(config.parent / "docs") == settled


def test_one_part_is_kept_and_the_others_follow_the_seed(archive: Path, briefings: Briefings) -> None:
    page = page_of(archive, "a.txt")
    edit(page, r"^title: .*$", "title: 손으로 고친 제목")
    (archive.parent / "seeds" / "a.txt").write_bytes(article("숲길").replace("320곳", "318곳").encode())
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0
    meta = meta_of(page)
    assert (meta["title"], meta["title_basis"]) == ("손으로 고친 제목", "edited")
    assert "318곳" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("take", "title"), [("mine", "손으로 고친 제목"), ("generated", "숲길 320곳 모두 연다")]
)
def test_a_conflict_is_told_and_settled(archive: Path, briefings: Briefings, take: str, title: str) -> None:
    page = page_of(archive, "a.txt")
    edit(page, r"^title: .*$", "title: 손으로 고친 제목")
    edited = page.read_bytes()
    (archive.parent / "seeds" / "a.txt").write_bytes(
        article("숲길").replace("숲길 새로 연다\n", "숲길 320곳 모두 연다\n").encode()
    )
    result = briefings("build", "--no-site", "-f", archive)
    assert result.exit_code == 1
    assert re.search(rf"docs/briefings/{page.name}(:\d+)?: E201 ", result.stderr)
    assert page.read_bytes() == edited
    assert briefings("build", "--no-site", "-f", archive, "--take", take).exit_code == 0
    assert meta_of(page)["title"] == title
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0


def test_a_page_of_ones_own_is_never_touched(archive: Path, briefings: Briefings) -> None:
    own = archive.parent / "docs" / "notes.md"
    own.write_bytes("# 우리 쪽\r\n\r\n손으로 쓴 글.\r\n".encode())
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0
    assert own.read_bytes() == "# 우리 쪽\r\n\r\n손으로 쓴 글.\r\n".encode()


def test_an_introduction_is_kept(archive: Path, briefings: Briefings) -> None:
    home = archive.parent / "docs" / "index.md"
    home.write_bytes(home.read_bytes().replace(b"---\n", "---\nintro: 손으로 쓴 머리말입니다.\n".encode(), 1))
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0
    assert home.read_text("utf-8").split("---\n", 2)[2].count("손으로 쓴 머리말입니다.") == 1


def test_a_broken_page_is_named_and_left_alone(archive: Path, briefings: Briefings) -> None:
    page = page_of(archive, "a.txt")
    broken = page.read_bytes().replace(b"\ntitle: ", b"\ntitle: [", 1)
    page.write_bytes(broken)
    result = briefings("build", "--no-site", "-f", archive)
    assert result.exit_code == 1
    assert "E203" in result.stderr
    assert page.read_bytes() == broken
    assert len(pages(archive)) == 2


def test_an_archive_of_a_folder_that_is_somewhere_else_is_the_same(
    built: Path, copy_of: CopyOf, briefings: Briefings
) -> None:
    """No page knows where the archive lies, when it was built, or by whom."""
    config = copy_of(built)
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Pacific/Kiritimati"
    try:
        for path in sorted((config.parent / "docs" / "briefings").glob("*.md")):
            path.unlink()
        assert briefings("build", "--no-site", "-f", config).exit_code == 0
    finally:
        os.environ.pop("TZ") if before is None else os.environ.__setitem__("TZ", before)
    assert contents(config.parent / "docs") == contents(built / "docs")
    assert not [
        path for path, data in contents(config.parent / "docs").items() if str(built).encode() in data
    ]
