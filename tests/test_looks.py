"""How files look: the same whichever way the system lets a folder be asked."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from builder.looks import files_below, look_at, look_of, tree_of
from builder.standing import look_of as look_of_site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files, a hidden one, one in a folder of a folder, and a link."""
    for name in ("b.txt", ".hidden", "a/c/d.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    return tmp_path


def test_each_file_is_found_once_in_the_same_order(folder: Path) -> None:
    paths = [path for path, _ in files_below(folder)]
    assert paths == [".hidden", "a.txt", "b.txt", "link", "a/c/d.txt"]


def test_a_folder_looks_the_same_where_it_cannot_be_asked_from_within(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns()
    looks = look_at(folder, now), look_of_site(folder), dict(files_below(folder))
    monkeypatch.setattr(os, "supports_fd", set[object]())
    assert (look_at(folder, now), look_of_site(folder), dict(files_below(folder))) == looks


def test_what_is_walked_looks_as_what_is_held(folder: Path) -> None:
    now = time.time_ns()
    assert look_at(folder, now) == look_of(tree_of(folder), now)


def test_no_folder_stays_open(folder: Path) -> None:
    before = open_files()
    next(files_below(folder))
    look_at(folder, time.time_ns())
    look_of_site(folder)
    assert open_files() == before


def open_files() -> set[Path]:
    place = Path("/dev/fd")
    return set(place.iterdir()) if place.is_dir() else set()


def test_what_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert list(files_below(tmp_path / "nothing")) == []


def test_a_file_is_no_folder(folder: Path) -> None:
    with pytest.raises(NotADirectoryError):
        list(files_below(folder / "a.txt"))
