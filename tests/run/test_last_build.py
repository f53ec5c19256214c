"""Where nothing has changed since the last build, it is not done again; whatever has changed is noticed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.looks import look_at
from builder.run import last_build, whole

ARTICLE = (
    "산불 예방 계획\n\n2020년 3월 4일 산림청\n\n산림청은 산불 예방 계획을 발표했다. 예산은 3억 원이다.\n"
)


@pytest.fixture
def archive(tmp_path, new_archive, briefings, monkeypatch) -> Path:
    """One that has been built, at once after it was made."""
    monkeypatch.setattr(last_build, "_TICK", 0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764028800")  # as `briefings` has it
    config = new_archive(tmp_path / "archive", {"a.txt": ARTICLE, "b.txt": ARTICLE.replace("산불", "산사태")})
    (config.parent / "seeds/c.odd").write_bytes(b"?")
    return config


def is_known(config: Path, *, render_site: bool = True) -> bool:
    return last_build.last_build(config, last_build.Asked(render_site=render_site)) is not None


def test_what_was_found_is_told_again_and_nothing_is_done(archive, briefings, monkeypatch) -> None:
    first = briefings("build", "-f", archive)
    monkeypatch.setattr(whole, "build", None)
    again = briefings("build", "-f", archive)
    assert "Nothing has changed since the last build." in again.stderr
    assert again.exit_code == first.exit_code == 1
    assert "c.odd: E103" in first.stderr
    told = [line for line in first.stderr.splitlines() if ": N" in line or ": E" in line]
    assert [line for line in told if line in again.stderr] == told
    assert not is_known(archive, render_site=False)
    page = next((archive.parent / "site/briefings").glob("*.html"))
    page.write_bytes(page.read_bytes() + b"?")
    assert not is_known(archive)


def test_a_copy_does_not_look_at_the_archive_it_was_copied_from(archive, briefings) -> None:
    briefings("build", "-f", archive)
    copy = shutil.copytree(archive.parent, archive.parent.with_name("copy"))
    assert is_known(archive)
    assert not is_known(copy / archive.name)


def edited(place: Path) -> None:
    """As long as before, and dated as before."""
    known, text = place.stat(), place.read_text("utf-8")
    place.write_text(text.replace("계획", "개혁"), "utf-8")
    os.utime(place, ns=(known.st_atime_ns, known.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a seed": lambda root: edited(root / "seeds/a.txt"),
    "a sidecar": lambda root: (root / "seeds/a.yml").write_text("outlet: 신문\n", "utf-8"),
    "another name": lambda root: (root / "seeds/a.txt").rename(root / "seeds/d.txt"),
    "a page": lambda root: edited(next((root / "docs/briefings").glob("*.md"))),
    "a page of one's own": lambda root: (root / "docs/own.md").write_text("# 내 쪽\n", "utf-8"),
    "the ledger": lambda root: (root / "docs/.addresses").write_text("topics/index.html\n", "utf-8"),
    "a rule": lambda root: (root / "registry/labels.yaml").write_text("labels:\n  title.home: 첫\n", "utf-8"),
    "settings": lambda root: (root / "mkdocs.yml").write_bytes((root / "mkdocs.yml").read_bytes() + b"\n"),
}


def test_every_change_is_noticed(archive, briefings, monkeypatch) -> None:
    (archive.parent / "registry").mkdir(exist_ok=True)
    for name, change in CHANGES.items():
        briefings("build", "--no-site", "-f", archive)
        assert is_known(archive, render_site=False), name
        change(archive.parent)
        assert not is_known(archive, render_site=False), name
    briefings("build", "--no-site", "-f", archive)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert not is_known(archive, render_site=False)


def test_what_is_saved_while_a_build_runs_is_built_the_next_time(archive, briefings, monkeypatch) -> None:
    build = whole.build
    for change in (CHANGES["a seed"], CHANGES["a page of one's own"], CHANGES["settings"]):

        def saved(*given, change=change, **named):
            built = build(*given, **named)
            change(archive.parent)
            return built

        with monkeypatch.context() as patched:
            patched.setattr(whole, "build", saved)
            briefings("build", "--no-site", "-f", archive)
        assert not is_known(archive, render_site=False)


def test_archives_that_bring_code_of_their_own_are_built_each_time(archive, briefings) -> None:
    (archive.parent / "hook.py").write_text("", "utf-8")
    archive.write_text(archive.read_text("utf-8") + "\nhooks: [hook.py]\n", "utf-8")
    briefings("build", "--no-site", "-f", archive)
    assert not is_known(archive, render_site=False)


def test_a_file_saved_twice_in_one_moment_is_known_by_its_bytes(tmp_path) -> None:
    place = tmp_path / "a"
    place.write_text("one", "utf-8")
    moment = place.stat().st_mtime_ns
    before = look_at(tmp_path, moment)
    with place.open("r+") as file:  # the same file, as long as before
        file.write("two")
    after = look_at(tmp_path, moment)
    assert before.fresh != after.fresh
    assert look_at(tmp_path, moment + 10**10).fresh != after.fresh  # long ago: the times are enough
