"""Pages on disk: read, planned, written whole; nothing that is not ours is touched."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import OutputFile, Problem
from builder.pages.known import salvaged_pages
from builder.pages.store import (
    apply,
    colliding_paths,
    is_safe_path,
    plan,
    read_pages,
)
from builder.pages.writing import stamps, write_together, write_whole
from builder.prose.front_matter import dump_page


def page(path: str, body: str = "본문이다.\n", **keys: object) -> OutputFile:
    return OutputFile(
        path,
        dump_page({"title": "제목", "date": "2020-04-16", **keys, "generated": {"body": "0" * 12}}, body),
    )


FILES = [
    page("index.md"),
    page("briefings/aaaaaaaaaa.md"),
    page("years/2020.md"),
    OutputFile(".addresses", "index.html\n"),
]


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def codes(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    return [(found.code, found.path) for found in problems]


# ------------------------------------------------------------------------------------------------------------ plan and apply


def test_create_then_nothing_to_do(tmp_path: Path) -> None:
    first = plan(FILES, tmp_path)
    assert (len(first.create), first.update, first.unchanged, first.problems) == (4, (), (), ())
    done: list[str] = []
    apply(first, tmp_path, done.append)
    assert sorted(done) == sorted(file.path for file in FILES)
    before = tree(tmp_path)
    assert {path: text for path, (text, _) in before.items()} == {
        file.path: file.text.encode() for file in FILES
    }
    again = plan(list(reversed(FILES)), tmp_path)
    assert (again.create, again.update, again.problems) == ((), (), ())
    apply(again, tmp_path)
    assert tree(tmp_path) == before


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    apply(plan(FILES, tmp_path), tmp_path)
    before = tree(tmp_path)
    changed = plan([page("index.md", body="Neues.\n"), *FILES[1:]], tmp_path)
    assert [file.path for file in changed.update] == ["index.md"]
    apply(changed, tmp_path)
    after = tree(tmp_path)
    assert [path for path in after if after[path] != before[path]] == ["index.md"]


@pytest.mark.parametrize(
    "respell",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace("title: 제목", 'title: "제목"  # Notiz'),
        lambda text: text.replace("date: 2020-04-16", "date: '2020-04-16'"),
        lambda text: text.replace("본문이다.\n", "본문이다.  \n\n\n"),
    ],
)
def test_another_spelling_is_left_alone(respell: Callable[[str], str], tmp_path: Path) -> None:
    wanted = page("briefings/aaaaaaaaaa.md")
    place = tmp_path / wanted.path
    place.parent.mkdir()
    place.write_bytes(respell(wanted.text).encode())
    assert place.read_bytes() != wanted.text.encode()
    assert plan([wanted], tmp_path).unchanged == (wanted.path,)


def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_bytes("# 내 첫 화면\n".encode())
    agreed = plan([page("index.md")], tmp_path)
    assert (agreed.update, codes(agreed.problems)) == ((), [("N113", "index.md")])


def test_a_broken_page_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings/aaaaaaaaaa.md").write_bytes("---\ntitle: [\n---\n\n본문\n".encode())
    assert codes(plan([page("briefings/aaaaaaaaaa.md")], tmp_path).problems) == [
        ("E203", "briefings/aaaaaaaaaa.md")
    ]


def test_what_stands_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "briefings").write_bytes(b"a file")
    (tmp_path / "index.md").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "years").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "About.md").write_bytes(b"")
    agreed = plan([*FILES, page("about.md")], tmp_path)
    assert [file.path for file in agreed.create] == [".addresses"]
    assert codes(agreed.problems) == [
        ("E309", "about.md"),
        ("E205", "briefings"),
        ("E205", "index.md"),
        ("E308", "years"),
    ]
    apply(agreed, tmp_path)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_paths_that_are_one_on_some_system() -> None:
    decomposed = unicodedata.normalize("NFD", "보")
    assert codes(colliding_paths(["b.md", "a.md", "A.md", "보.md", f"{decomposed}.md"])) == [
        ("E309", "a.md"),
        ("E309", "보.md"),
    ]


@pytest.mark.parametrize(
    "path",
    [
        "../x.md",
        "/etc/x.md",
        "a/../../x.md",
        "a//b.md",
        "",
        ".",
        "..",
        "a\\b.md",
        "con.md",
        "a/nul",
        "x.",
        "x\0.md",
        "A.md",
        "가.md",
        "a/",
        "a b.md",
        "c:/x",
        "a" * 130,
    ],
)
def test_paths_that_are_never_written(path: str, tmp_path: Path) -> None:
    agreed = plan([OutputFile(path, "x")], tmp_path / "docs")
    assert agreed.create == agreed.update == ()
    assert [found.code for found in agreed.problems] == ["E205"]


@given(st.text(st.sampled_from("ab./\\~:\0 Z가1-_"), max_size=12))
def test_fuzzed_paths_stay_inside(path: str) -> None:
    if is_safe_path(path):
        place = Path(os.path.normpath(Path("/docs", path)))
        assert place.is_relative_to("/docs")
        assert place != Path("/docs")


# --------------------------------------------------------------------------------------------------------------------- atomic


def test_an_interrupted_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(plan(FILES, tmp_path), tmp_path)
    before = tree(tmp_path)
    for error in (KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")):

        def interrupted(_descriptor: int, error: BaseException = error) -> None:
            raise error

        monkeypatch.setattr("builder.barrier.os.fsync", interrupted)
        with pytest.raises(type(error)):
            apply(plan([page("index.md", body="새 본문.\n")], tmp_path), tmp_path)
        assert tree(tmp_path) == before


def test_leavings_of_a_killed_run_are_swept_away(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings/.a.md.briefings-tmp").write_bytes(b"half")
    (tmp_path / ".keep").write_bytes(b"")
    apply(plan(FILES, tmp_path), tmp_path)
    assert {path for path in tree(tmp_path) if path.startswith((".", "briefings/."))} == {
        ".keep",
        ".addresses",
    }


_CHILD = """
import sys
from pathlib import Path
from builder.pages.store import Plan, apply
from builder.model import OutputFile
files = tuple(OutputFile(f"briefings/a{n}.md", "new" * 100_000) for n in range(30))
apply(Plan((), files, (), ()), Path(sys.argv[1]), lambda path: print(path, flush=True))
"""


@pytest.mark.parametrize("after", [0, 1, 7, 20])
def test_a_killed_run_tears_no_file(after: int, tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    for number in range(30):
        write_whole(tmp_path / f"briefings/a{number}.md", "old" * 100_000)
    root = Path(__file__).resolve().parents[2]
    child = subprocess.Popen([sys.executable, "-c", _CHILD, str(tmp_path)], stdout=subprocess.PIPE, cwd=root)
    assert child.stdout is not None
    with child.stdout:
        for _ in range(after):
            child.stdout.readline()
        child.kill()
        child.wait()
    texts = {path: path.read_bytes() for path in (tmp_path / "briefings").glob("a*.md")}
    assert len(texts) == 30
    assert set(texts.values()) <= {b"old" * 100_000, b"new" * 100_000}
    assert sum(text.startswith(b"new") for text in texts.values()) >= after


def test_several_files_stand_together_or_not_at_all(tmp_path: Path) -> None:
    for name in "abc":
        write_whole(tmp_path / f"{name}.md", "old")
    before = tree(tmp_path)
    with pytest.raises(FileNotFoundError):
        write_together(
            {tmp_path / "a.md": "new", tmp_path / "b.md": "new", tmp_path / "none" / "c.md": "new"}
        )
    assert tree(tmp_path) == before
    write_together({tmp_path / f"{name}.md": "new" for name in "ab"})
    assert {path: content for path, (content, _) in tree(tmp_path).items()} == {
        "a.md": b"new",
        "b.md": b"new",
        "c.md": b"old",
    }


@pytest.mark.parametrize("in_one_step", [True, False])
def test_what_was_saved_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if not in_one_step:
        monkeypatch.setattr("builder.pages.writing.exchange", lambda one, other: False)
    mine, also_mine, ours, new = (tmp_path / f"{name}.md" for name in ("mine", "also", "ours", "new"))
    for path in (mine, ours):
        path.write_text("old", "utf-8")
    seen = stamps(tmp_path)
    mine.write_text("an edit", "utf-8")
    also_mine.write_text("a new file", "utf-8")
    left = write_together(dict.fromkeys((mine, also_mine, ours, new), "built"), seen).left
    assert left == (mine, also_mine)
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        "mine.md": "an edit",
        "also.md": "a new file",
        "ours.md": "built",
        "new.md": "built",
    }


def test_a_files_mode_is_kept(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.md", "one")
    (tmp_path / "a.md").chmod(0o640)
    write_whole(tmp_path / "a.md", "two")
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640


# -------------------------------------------------------------------------------------------------------------------- reading


def test_reading_gives_our_pages_in_order(tmp_path: Path) -> None:
    apply(plan(FILES, tmp_path), tmp_path)
    (tmp_path / "mine.md").write_bytes(b"# mine\n")
    (tmp_path / "thematic.md").write_bytes(b"---\n\ntext, and no front matter\n")
    (tmp_path / ".hidden.md").write_bytes(FILES[0].text.encode())
    pages, problems = read_pages(tmp_path)
    assert [found.path for found in pages] == ["briefings/aaaaaaaaaa.md", "index.md", "years/2020.md"]
    assert pages[0].meta["date"] == "2020-04-16"
    assert pages[0].body == "본문이다.\n"
    assert problems == ()
    assert read_pages(tmp_path / "absent") == ((), ())


def test_broken_pages_are_named_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings/a.md").write_bytes("---\ntitle: 제목\ndate: [2020\n---\n\n본문\n".encode())
    (tmp_path / "briefings/b.md").write_bytes(b"---\ntitle: \xff\n---\n")
    (tmp_path / "index.md").write_bytes(b"---\nintro: {\ngenerated: 1\n---\n")
    (tmp_path / "other.md").write_bytes(b"---\nsomebody: {\n---\n")
    pages, problems = read_pages(tmp_path)
    assert pages == ()
    assert codes(problems) == [("E203", "briefings/a.md"), ("E203", "briefings/b.md"), ("E203", "index.md")]
    assert problems[0].line in {3, 4}


def test_a_broken_page_still_tells_whose_it_is(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    text = f"---\nid: a2\ntitle: [\nsource:\n  file: 2020/a.txt\n  sha256: {'ab' * 32}\n  url: https://example.org/1\n---\n\n본문\n"
    (tmp_path / "briefings/aaaaaaaaaa.md").write_bytes(text.encode())
    (known,) = salvaged_pages(tmp_path, read_pages(tmp_path)[1])
    assert (known.id, known.file, known.sha256, known.url) == (
        "aaaaaaaaaa",
        "2020/a.txt",
        "ab" * 32,
        "https://example.org/1",
    )


def test_links_are_reported_and_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.md").write_bytes(FILES[0].text.encode())
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "folder").symlink_to(outside)
    (docs / "x.md").symlink_to(outside / "x.md")
    pages, problems = read_pages(docs)
    assert pages == ()
    assert codes(problems) == [("E308", "folder"), ("E308", "x.md")]
