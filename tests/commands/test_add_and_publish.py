"""`add`, drafts and embargoes, `publish`."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Briefings = Callable[..., Result]

TEXT = "산림청은 12일 숲길 320곳을 새로 연다고 밝혔다.\n\n숲길 공사는 내년 봄에 시작한다.\n"


def _titles(config: Path) -> list[str]:
    return sorted(
        line for page in (config.parent / "docs" / "briefings").glob("*.md") for line in page.read_text("utf-8").splitlines()
        if line.startswith("title:")
    )  # fmt: skip


def test_a_draft_is_added_written_and_published(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "archive", {})
    added = briefings(
        "add", "plans/trails", "숲길: 새로 연다", "--ministry", "산림청", "--date", "2019-06-12", "-f", config
    )
    seed = Path(added.stdout.strip())
    assert seed == config.parent / "seeds" / "plans" / "trails.txt"
    seed.write_text(seed.read_text("utf-8") + TEXT, "utf-8", newline="\n")
    built = briefings("build", "--no-site", "-f", config)
    assert (built.exit_code, "N142" in built.stderr, _titles(config)) == (0, True, [])
    lines = [
        line for line in seed.read_text("utf-8").splitlines(keepends=True) if not line.startswith("draft")
    ]
    seed.write_text("".join(lines), "utf-8", newline="\n")
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    assert _titles(config) == ["title: '숲길: 새로 연다'"]
    assert briefings("add", "plans/trails", "다시", "-f", config).exit_code == 2


@pytest.mark.parametrize("name", ["../out", "/tmp/out", "a\\b", ".."])
def test_nothing_is_added_outside_the_seeds(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path, name: str
) -> None:
    config = new_archive(tmp_path / "archive", {})
    assert briefings("add", name, "제목", "-f", config).exit_code == 2


def test_what_is_held_comes_out_on_the_day_that_is_told_and_stays(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    held = f"---\ntitle: 숲길을 새로 연다\ndate: 2019-06-12\npublish_after: 2200-01-02\n---\n{TEXT}"
    config = new_archive(tmp_path / "archive", {"a.txt": held})
    for day, told in (("", True), ("2200-01-01", True), ("2200. 1. 2.", False), ("", False)):
        built = briefings("build", "--no-site", "--as-of", day, "-f", config)
        assert (built.exit_code, "N142" in built.stderr) == (0, told)
        assert bool(_titles(config)) != told
    assert briefings("build", "--no-site", "--as-of", "2200-01", "-f", config).exit_code == 2


def _git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize(
    ("host", "branch", "files"),
    [
        ("github", "gh-pages", {".nojekyll", "index.html", "assets/briefings.css"}),
        ("gitlab", "pages", {".gitlab-ci.yml", "public/index.html"}),
    ],
)
def test_the_site_is_pushed_as_one_commit_and_nothing_else_is_touched(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    host: str, branch: str, files: set[str],
) -> None:  # fmt: skip
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "t")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "t@example.org")
    config = new_archive(tmp_path / "archive", {"a.txt": f"---\ntitle: 숲길\ndate: 2019-06-12\n---\n{TEXT}"})
    _git(tmp_path, "init", "-q", "--bare", "remote.git")
    _git(config.parent, "init", "-q")
    _git(config.parent, "remote", "add", "origin", str(tmp_path / "remote.git"))
    before = _git(config.parent, "status", "--porcelain")
    for commits in ("1", "2"):
        assert briefings("publish", host, "-f", config).exit_code == 0
        assert _git(tmp_path / "remote.git", "rev-list", "--count", branch).strip() == commits
    held = set(_git(tmp_path / "remote.git", "ls-tree", "-r", "--name-only", branch).splitlines())
    assert files <= held
    assert _git(config.parent, "status", "--porcelain").splitlines()[:1] == before.splitlines()[:1]
    refused = briefings("publish", host, "nowhere", "-f", config)
    assert (refused.exit_code, "git: " in refused.stderr) == (1, True)
    assert briefings("publish", "rsync", "-f", config).exit_code == 2
