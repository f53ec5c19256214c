"""What changes is exchanged in a second folder: the same site, whatever became of that folder."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from builder.kept import Kept, key_of
from builder.publish import places
from builder.publish.places import Places
from builder.publish.twin import Twin
from builder.standing import StandingSite, look_of
from tests.publish.test_site import codes, contents

FIRST = {"index.html": "하나", "a/1.html": "하나", "a/2.html": "둘", "b/c/3.html": "셋", "b/d": "넷"}
SECOND = {
    "index.html": "하나",
    "a/1.html": "새 하나",
    "a/2.html": "둘",
    "b/d/4.html": "넷",
    "e/5.html": "다섯",
}


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "await_folders", lambda _: None)


@pytest.fixture
def of(tmp_path: Path) -> Places:
    cache = tmp_path / "cache"
    cache.mkdir()
    twin = Twin(tmp_path / "twin", cache)
    return Places(tmp_path / "site", cache / "new", cache / "old", cache / "published", twin)


def build(of: Places, files: Mapping[str, str]) -> list[str]:
    """What was made for a site of these files: the others were taken over."""
    places.recover(of)
    made = []
    with Kept(of.record.parent) as kept:
        standing = StandingSite(of.site, kept, b"", look_of(of.site))
        for path, text in files.items():
            if not standing.take(path, key_of(text)):
                made.append(path)
                (of.staging / path).parent.mkdir(parents=True, exist_ok=True)
                (of.staging / path).write_text(text, "utf-8")
                standing.note(path, key_of(text), hashlib.sha256(text.encode()).digest())
        places.swap(of, standing, "fingerprint")
    return made


def standing_files(folder: Path) -> dict[str, str]:
    return {path: text.decode() for path, text in contents(folder).items()}


def inodes(folder: Path) -> dict[str, int]:
    return {path: (folder / path).stat().st_ino for path in contents(folder)}


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def holds(of: Places, files: Mapping[str, str]) -> None:
    assert standing_files(of.site) == files
    assert of.twin
    assert inodes(of.twin.folder) == inodes(of.site)
    assert (
        folders(of.twin.folder)
        == folders(of.site)
        == {"a", "b"} | ({"b/d", "e"} if "e/5.html" in files else {"b/c"})
    )
    assert of.record.read_text("utf-8").split() == ["fingerprint", look_of(of.site)]


def test_what_does_not_change_is_the_same_file_and_what_is_gone_leaves_nothing(of: Places) -> None:
    assert build(of, FIRST) == [*FIRST]
    for files, new in (
        (SECOND, ["a/1.html", "b/d/4.html", "e/5.html"]),
        (FIRST, ["a/1.html", "b/c/3.html", "b/d"]),
    ):
        before = inodes(of.site)
        assert build(of, files) == new
        holds(of, files)
        assert all(before[path] == number for path, number in inodes(of.site).items() if path not in new)


def copied(site: Path, twin: Path) -> None:
    shutil.rmtree(twin)
    shutil.copytree(site, twin)


def linked(site: Path, twin: Path) -> None:
    shutil.rmtree(twin)
    twin.symlink_to(site)


@pytest.mark.parametrize(
    "harm",
    [
        lambda _, twin: (twin / "index.html").unlink(),
        lambda _, twin: (twin / "a/foreign.html").touch(),
        lambda site, _: (site / "a/2.html").write_bytes(b""),  # the twin's as well
        lambda site, _: (site / "a/2.html").unlink(),
        lambda site, _: (site / "a/foreign.html").touch(),
        lambda _, twin: shutil.rmtree(twin),
        lambda site, _: shutil.rmtree(site),
        copied,
        linked,
    ],
)
def test_where_either_is_not_as_it_was_left_the_site_is_right(
    of: Places, harm: Callable[[Path, Path], object]
) -> None:
    build(of, FIRST)
    assert of.twin
    harm(of.site, of.twin.folder)
    build(of, SECOND)
    holds(of, SECOND)


def test_in_a_copy_with_other_times_nothing_is_made_again(of: Places) -> None:
    build(of, FIRST)
    os.utime(of.site / "a/2.html", (1, 1))
    assert build(of, FIRST) == []
    holds(of, FIRST)


def test_without_links_there_is_no_twin(of: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    for files in (FIRST, SECOND, FIRST):
        build(of, files)
        assert standing_files(of.site) == files
        assert of.twin
        assert not of.twin.folder.exists()


@pytest.mark.parametrize("in_one_step", [True, False])
def test_stopped_at_any_moment_the_site_is_whole_and_the_next_run_finishes(
    of: Places, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if not in_one_step:
        monkeypatch.setattr(places, "exchange", lambda _one, _other: False)
    left, moment, was_stopped = [0], 0, True

    def counted(do: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **named: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise KeyboardInterrupt
            return do(*arguments, **named)

        return step

    for name in ("link", "unlink", "replace", "rename", "rmdir", "mkdir"):
        monkeypatch.setattr(os, name, counted(getattr(os, name)))
    while was_stopped:
        build(of, FIRST)
        left[0] = moment = moment + 1
        try:
            build(of, SECOND)
            was_stopped = False
        except KeyboardInterrupt:
            places.recover(of)
            assert standing_files(of.site) in (FIRST, SECOND), moment
        left[0] = 0
        build(of, SECOND)
        holds(of, SECOND)
    assert moment > 20


def test_a_page_that_does_not_change_stays_the_same_file(standing, publish) -> None:
    for text in ("하나", "둘"):
        before = inodes(standing / "site")
        page = standing / "docs/about.md"
        page.write_text(page.read_text("utf-8") + f"\n{text}\n", "utf-8")
        codes(publish, standing)
        after = inodes(standing / "site")
        assert inodes(standing / ".cache/briefings-site") == after
        changed = {path for path, number in after.items() if before.get(path) != number}
        assert "about.html" in changed
        assert not [path for path in changed if path.startswith("briefings/")]
