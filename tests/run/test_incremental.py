"""An archive that was built again and again as it changed is the archive built once, from nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from unittest import mock

import pytest
from mkdocs import utils

import builder
from builder import file_runs, looks
from builder.checks import tree
from builder.commands.common import open_archive
from builder.host import mkdocs
from builder.kept import Kept
from builder.pages import parsed
from builder.pages.store import page_at
from builder.progress import silent
from builder.publish.outputs.related import basis
from builder.reading.read import read as understand
from builder.run import articles
from builder.run.articles import How
from builder.run.whole import Built, build
from builder.settings import Settings

STORIES = ("산불 예방", "연구 개발", "주택 공급", "학교 급식", "항만 물류", "청년 일자리")
BODIES = ("산림청", "과학기술정보통신부", "국토교통부", "교육부", "해양수산부", "고용노동부")


def article(story: int, version: int = 0) -> str:
    body, subject = BODIES[story % len(BODIES)], STORIES[story % len(STORIES)]
    return (
        f"{subject} 계획 {story}호\n\n{2015 + story % 5}년 {story % 12 + 1}월 {version % 27 + 1}일 {body}\n\n"
        f"{body}은 {subject}을 위한 {story}번째 계획을 발표했다. 예산은 {version + 3}억 원이다.\n\n"
        f"- 첫째 과제 {version}\n- 둘째 과제 *{story}*\n\n“{subject}에 힘쓰겠다”고 담당자는 말했다.\n"
    )


def corrected(line: str) -> str:
    """Another title, within its quotes if it has any."""
    return f"{line[:-1]} 고침'" if line.endswith("'") else f"{line} 고침"


class Changes:
    """What people do to an archive, each by its name."""

    def __init__(self, archive: Path, seed: int) -> None:
        self.archive, self.dice = archive, random.Random(seed)
        self.count = 0

    def write(self, path: str, text: str) -> None:
        place = self.archive / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def seeds(self) -> list[Path]:
        return sorted((self.archive / "seeds").rglob("*.txt"))

    def add(self) -> None:
        self.count += 1
        self.write(
            f"seeds/{self.count % 2}/new-{self.count}.txt", article(self.dice.randrange(100), self.count)
        )

    def edit(self) -> None:
        if seeds := self.seeds():
            self.count += 1
            chosen = self.dice.choice(seeds)
            chosen.write_text(chosen.read_text("utf-8") + f"\n덧붙인 문단 {self.count}이다.\n", "utf-8")

    def remove(self) -> None:
        if len(seeds := self.seeds()) > 2:
            self.dice.choice(seeds).unlink()

    def rename(self) -> None:
        if seeds := self.seeds():
            self.count += 1
            chosen = self.dice.choice(seeds)
            chosen.rename(chosen.with_name(f"moved-{self.count}.txt"))

    def copy(self) -> None:
        if seeds := self.seeds():
            self.count += 1
            chosen = self.dice.choice(seeds)
            shutil.copy(chosen, chosen.with_name(f"{self.dice.choice('-z')}copy-{self.count}.txt"))

    def swap(self) -> None:
        one, other = self.dice.choice(self.seeds()), self.dice.choice(self.seeds())
        texts = one.read_bytes(), other.read_bytes()
        other.write_bytes(texts[0])
        one.write_bytes(texts[1])

    def supply(self) -> None:
        if seeds := self.seeds():
            chosen = self.dice.choice(seeds)
            chosen.with_suffix(".yml").write_text(f"outlet: 신문 {self.dice.randrange(9)}\n", "utf-8")

    def correct(self) -> None:
        page = self.dice.choice(sorted((self.archive / "docs/briefings").glob("*.md")))
        lines = page.read_text("utf-8").split("\n")
        changed = [corrected(line) if line.startswith("title: ") else line for line in lines]
        page.write_text("\n".join(changed), "utf-8")

    def rule(self) -> None:
        self.write("registry/labels.yaml", f"labels:\n  title.home: 첫 화면 {self.dice.randrange(9)}\n")

    def own_page(self) -> None:
        page = self.dice.choice(sorted((self.archive / "docs/briefings").glob("*.md")))
        self.write(
            "docs/own.md", f"# 내 쪽\n\n[글](briefings/{page.name})을 보라. {self.dice.randrange(9)}\n"
        )

    def delete_own_page(self) -> None:
        (self.archive / "docs/own.md").unlink(missing_ok=True)

    def damage_cache(self) -> None:
        kept = self.archive / ".cache/briefings/kept.sqlite"
        content = bytearray(kept.read_bytes())
        content[self.dice.randrange(len(content))] ^= 0xFF
        kept.write_bytes(content)

    def spoil_site(self) -> None:
        page = self.dice.choice(sorted((self.archive / "site/briefings").glob("*.html")))
        page.write_bytes(page.read_bytes() + b"<p>?")


NAMES = tuple(name for name in vars(Changes) if not name.startswith("_") and name not in ("write", "seeds"))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


@mock.patch.object(looks, "FRESH", 0)  # no file waits to be known by its look
@mock.patch.object(file_runs, "_LENGTH", 2)
@mock.patch.object(basis, "_FEW", 4)  # words weigh, and texts are held, as in a large archive
@mock.patch.object(articles, "ROOM", 1)
@mock.patch.object(parsed, "ROOM", 1)
def holds(
    seed: int, steps: int, folder: Path, new_archive: Callable[..., Path], briefings: Callable[..., object]
) -> None:
    """Build after each of some changes; then compare with a copy that is built from nothing by plain MkDocs."""
    seeds = {f"{number}.txt": article(number) for number in range(4)}
    config = new_archive(folder / "archive", seeds)
    changes = Changes(config.parent, seed)
    briefings("build", "-f", config)
    for _ in range(steps):
        getattr(changes, changes.dice.choice(NAMES))()
        briefings("build", "-f", config)
    shutil.copytree(config.parent, folder / "copy", ignore=shutil.ignore_patterns("site", ".cache"))
    with mock.patch.object(mkdocs, "applies", return_value=False):
        briefings("build", "-f", folder / "copy" / "mkdocs.yml")
    assert contents(folder / "copy" / "docs") == contents(config.parent / "docs")
    fresh, grown = contents(folder / "copy" / "site"), contents(config.parent / "site")
    assert {path: fresh.get(path) for path in grown} == grown
    assert not [path for path in fresh.keys() - grown.keys() if not path.startswith("assets/")]


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is the same for all builds of a test, and is no part of what it asks, is found out once."""
    code, digest = Path(builder.__file__).parent, tree.digest
    known = digest(code, Kept(None))
    monkeypatch.setattr(tree, "digest", lambda place, *how: known if place == code else digest(place, *how))
    monkeypatch.setattr(utils, "get_themes", cache(utils.get_themes))


@pytest.mark.usefixtures("quickly")
@mock.patch.object(looks, "FRESH", 0)
@mock.patch.object(file_runs, "_LENGTH", 2)
@mock.patch.object(basis, "_FEW", 4)
def test_twenty_short_sequences(tmp_path: Path, new_archive: Callable[..., Path]) -> None:
    """Each of some changes and a build; then the same seeds and pages are published from nothing."""
    config = new_archive(tmp_path / "archive", {f"{number}.txt": article(number) for number in range(3)})
    fresh = new_archive(tmp_path / "fresh", {})
    elsewhere = "  archive:\n    seeds: ../archive/seeds\n    registry: ../archive/registry\n"
    text = fresh.read_text("utf-8").replace("  archive:\n", elsewhere, 1)
    fresh.write_text(f"docs_dir: ../archive/docs\n{text}", "utf-8")
    grown, new = open_archive(config), open_archive(fresh).settings
    changes, deeds = Changes(config.parent, 13), list[str]()

    def built(settings: Settings) -> Built:
        how = How("2026-11-29", None, "keep")
        return build(settings, grown.registry, how, silent, render_site=True)

    built(grown.settings)
    for _ in range(20):
        some = changes.dice.choices(NAMES, k=changes.dice.randint(1, 3))
        for name in some:
            getattr(changes, name)()
        deeds += some
        grown = open_archive(config) if "rule" in some else grown
        built(grown.settings)
        for folder in (".cache", "site"):
            shutil.rmtree(fresh.parent / folder, ignore_errors=True)
        written = built(new).written
        assert (written.created, written.updated) == (0, 0), deeds
        assert contents(fresh.parent / "site") == contents(config.parent / "site"), deeds


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 300))
def test_many_changes(seed, tmp_path, new_archive, briefings) -> None:
    holds(seed, 6, tmp_path, new_archive, briefings)


def test_what_has_not_changed_is_neither_understood_nor_rendered_again(
    tmp_path, new_archive, briefings, monkeypatch
) -> None:
    seeds = {f"{number}.txt": article(number) for number in range(4)}
    seeds["3.txt"] += "\n`20년에 시작했다고 전했다.\n"  # its page is rendered in MkDocs' own way
    config = new_archive(tmp_path / "archive", seeds)
    briefings("build", "-f", config)
    read: list[str] = []

    def told(seed, registry):
        read.append(seed.path)
        return understand(seed, registry)

    monkeypatch.setattr(articles, "read", told)
    before = {path: path.stat().st_ino for path in (config.parent / "site/briefings").glob("*.html")}
    (config.parent / "seeds/new.txt").write_text(article(9), "utf-8")
    briefings("build", "-f", config)
    assert read == ["new.txt"]
    after = {path: path.stat().st_ino for path in (config.parent / "site/briefings").glob("*.html")}
    assert len(before.items() & after.items()) >= 2  # the others have a new neighbour


def test_a_page_that_has_not_changed_is_not_read_to_bring_docs_up_to_date(
    tmp_path, new_archive, briefings, monkeypatch
) -> None:
    config = new_archive(tmp_path / "archive", {f"{number}.txt": article(number) for number in range(4)})
    briefings("build", "-f", config, "--no-site")
    monkeypatch.setattr(parsed.ParsedPages, "_open", lambda _, page: pytest.fail(page.path))
    (config.parent / "seeds/new.txt").write_text(article(9), "utf-8")
    assert briefings("build", "-f", config, "--no-site").exit_code == 0


def test_a_page_of_which_the_copy_was_lost_is_read_from_its_file(tmp_path, new_archive, briefings) -> None:
    config = new_archive(tmp_path / "archive", {"1.txt": article(1)})
    briefings("build", "-f", config)
    [file] = (config.parent / "docs/briefings").glob("*.md")
    path, docs = f"briefings/{file.name}", config.parent / "docs"
    with Kept(None) as kept:
        first = parsed.ParsedPages(kept, b"")
        first.read(docs, path)
        first.save()
        page, again = (parsed.ParsedPages(kept, b"").read(docs, path) for _ in range(2))
        kept.replace("parsed", {}, [path])
        assert page == page_at(docs, path)
        file.write_text(file.read_text("utf-8") + "\n고친 문장이다.\n", "utf-8")
        with pytest.raises(OSError, match="was changed"):
            assert again == page


def test_a_copy_of_an_archive_needs_no_page_rendered(built: Path, tmp_path: Path, briefings) -> None:
    shutil.copytree(built, tmp_path / "copy")
    result = briefings("build", "-f", tmp_path / "copy" / "mkdocs.yml")
    assert (result.exit_code, "Rendering" in result.output) == (0, False)
