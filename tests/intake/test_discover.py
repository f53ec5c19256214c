from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from builder.intake.discover import find_seeds, seed_name


def _fill(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("글", encoding="utf-8")


def _found(root: Path) -> tuple[list[str], list[tuple[str, str]]]:
    seeds, problems = find_seeds(root)
    assert all(seed_name(root, path) == name for name, path in seeds.items())
    return [*seeds], [(found.code, found.path) for found in problems]


def test_text_and_html_at_any_depth_sorted_by_name(tmp_path: Path) -> None:
    _fill(tmp_path, "b.txt", "a/2.html", "a/10.HTM", "c/d/e/f.TXT", "a.txt")
    assert _found(tmp_path) == (["a.txt", "a/10.HTM", "a/2.html", "b.txt", "c/d/e/f.TXT"], [])


def test_hidden_files_sidecars_and_readme_are_passed_over(tmp_path: Path) -> None:
    _fill(
        tmp_path,
        "a.txt",
        "a.yml",
        ".git/x.txt",
        ".hidden.txt",
        "README.md",
        "README.ko.md",
        "Thumbs.db",
        "~$b.hwpx",
    )
    assert _found(tmp_path) == (["a.txt"], [])


@pytest.mark.parametrize(
    "name", ["a.doc", "a.odt", "a.jpg", "a.zip", "a.csv", "a.json", "noextension", "sub/a.yaml"]
)
def test_other_kinds_are_reported_with_a_hint(tmp_path: Path, name: str) -> None:
    _fill(tmp_path, "ok.txt", name)
    seeds, problems = find_seeds(tmp_path)
    assert [*seeds] == ["ok.txt"]
    assert [(found.code, found.path) for found in problems] == [("E103", name)]
    assert problems[0].hint


def test_of_the_documents_of_one_stem_the_best_is_the_seed(tmp_path: Path) -> None:
    _fill(tmp_path, "a.pdf", "a.hwp", "a.HWPX", "b.docx", "b.pdf", "sub/a.pdf", "c.txt", "c.hwpx", "d.md")
    assert _found(tmp_path) == (["a.HWPX", "b.docx", "c.txt", "d.md", "sub/a.pdf"], [])


def test_a_sidecar_without_its_seed_is_named_with_the_name_that_may_be_meant(tmp_path: Path) -> None:
    _fill(tmp_path, "leak.txt", "leek.yml", "b.hwpx", "b.hwpx.yml", "b.yml", "leak.txt.yml")
    assert _found(tmp_path) == (["b.hwpx", "leak.txt"], [("N125", "leek.yml")])
    assert "leak.yml" in find_seeds(tmp_path)[1][0].hint


def test_an_empty_folder_holds_no_seed(tmp_path: Path) -> None:
    assert find_seeds(tmp_path) == ({}, ())


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    assert _found(tmp_path / "none") == ([], [("E111", ".")])


def test_links_out_of_the_folder_are_reported_and_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "seeds", tmp_path / "outside"
    _fill(root, "ok.txt")
    _fill(outside, "secret.txt")
    (root / "file.txt").symlink_to(outside / "secret.txt")
    (root / "folder").symlink_to(outside)
    (root / "relative.txt").symlink_to("../outside/secret.txt")
    (root / "system").symlink_to("/etc")
    assert _found(root) == (
        ["ok.txt"],
        [("E110", "file.txt"), ("E110", "folder"), ("E110", "relative.txt"), ("E110", "system")],
    )


def test_a_sibling_folder_with_the_same_beginning_is_outside(tmp_path: Path) -> None:
    _fill(tmp_path / "seeds", "ok.txt")
    _fill(tmp_path / "seeds-old", "old.txt")
    (tmp_path / "seeds" / "old.txt").symlink_to(tmp_path / "seeds-old" / "old.txt")
    assert _found(tmp_path / "seeds") == (["ok.txt"], [("E110", "old.txt")])


def test_links_that_stay_inside_or_run_in_circles_find_nothing_twice(tmp_path: Path) -> None:
    _fill(tmp_path, "a/ok.txt")
    (tmp_path / "a" / "up").symlink_to("..")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "c.txt").symlink_to("a/ok.txt")
    (tmp_path / "x.txt").symlink_to("y.txt")
    (tmp_path / "y.txt").symlink_to("x.txt")
    assert _found(tmp_path) == (["a/ok.txt"], [("E111", "x.txt"), ("E111", "y.txt")])


def test_the_folder_itself_may_be_reached_through_a_link(tmp_path: Path) -> None:
    _fill(tmp_path / "real", "a.txt")
    (tmp_path / "seeds").symlink_to("real")
    assert _found(tmp_path / "seeds") == (["a.txt"], [])


def test_names_are_reported_in_nfc(tmp_path: Path) -> None:
    _fill(tmp_path, unicodedata.normalize("NFD", "정책/브리핑.txt"))
    assert _found(tmp_path) == (["정책/브리핑.txt"], [])


def test_two_forms_of_one_name_are_named(tmp_path: Path) -> None:
    _fill(tmp_path, "가.txt", unicodedata.normalize("NFD", "가.txt"))
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("this file system knows only one Unicode form")
    assert _found(tmp_path) == (["가.txt"], [("E309", "가.txt")])


def test_a_name_that_cannot_be_printed_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").write_text("글", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb0\xa1.txt")).write_text("글", encoding="utf-8")
    assert _found(tmp_path) == ([], [("E111", "\\xb0\\xa1.txt"), ("E111", "a?b.txt")])


def test_a_folder_that_cannot_be_listed_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(tmp_path, "a/1.txt", "b/2.txt")
    scandir = os.scandir

    def failing(folder: Path) -> object:
        if Path(folder).name == "a":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", failing)
    assert _found(tmp_path) == (["b/2.txt"], [("E111", "a")])


def test_what_a_browser_saved_beside_a_page_belongs_to_it(tmp_path: Path) -> None:
    _fill(
        tmp_path,
        "a.html",
        "a_files/ad.html",
        "a_files/b/c.txt",
        "b.HTM",
        "b.files/x.js",
        "c_files/d.txt",
        "sub/e.htm",
        "sub/e_files/f.html",
    )
    seeds, problems = _found(tmp_path)
    assert seeds == ["a.html", "b.HTM", "c_files/d.txt", "sub/e.htm"]
    assert problems == [
        ("N146", "a_files"),
        ("N147", "a_files/b/c.txt"),
        ("N146", "b.files"),
        ("N146", "sub/e_files"),
    ]


def test_what_a_glob_names_is_ignored(tmp_path: Path) -> None:
    _fill(
        tmp_path,
        "a.txt",
        "b.pdf",
        "drafts/c.txt",
        "2024/drafts/d.txt",
        "2024/e.txt",
        "2024/old/f.txt",
        "x.tmp.txt",
    )
    seeds, problems = find_seeds(tmp_path, ("*.pdf", "drafts", "2024/old/", "*.tmp.txt"))
    assert ([*seeds], problems) == (["2024/e.txt", "a.txt"], ())
