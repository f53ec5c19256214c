"""Pages that are in no menu: each a file of MkDocs for as long as somebody has it, and no longer."""

from __future__ import annotations

from types import SimpleNamespace
from weakref import ref

import pytest

from builder.host import engine, known_files
from builder.host.known_files import KnownFiles


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> KnownFiles:
    """Six pages that are known, and a file; two of them stay at hand."""
    monkeypatch.setattr(known_files, "_AT_HAND", 2)
    config = SimpleNamespace(docs_dir="docs", site_dir="site", use_directory_urls=False)
    own = engine.File("own.md", "docs", "site", use_directory_urls=False)
    return KnownFiles([own], [f"{name}.md" for name in "abcdef"], config)


def asked(files: KnownFiles, name: str) -> engine.Engine:
    file = files.at(f"{name}.md")
    assert file is not None
    return file


def test_it_is_the_same_for_as_long_as_somebody_has_it(files: KnownFiles) -> None:
    held = asked(files, "a")
    assert [asked(files, name).dest_uri for name in "bcdef"] == [f"{name}.html" for name in "bcdef"]
    assert asked(files, "a") is held


def test_of_thousands_few_stay_at_hand(files: KnownFiles) -> None:
    found = [ref(asked(files, name)) for name in "abcdef"]
    assert [one() is not None for one in found] == [False] * 4 + [True] * 2


def test_a_file_that_is_let_go_is_a_page_that_is_known(files: KnownFiles) -> None:
    own = asked(files, "own")
    own.content_string = "its text"
    files.let_go(own)
    assert asked(files, "own") is own
    assert [file.src_uri for file in files] == []
    assert "own.md" in files.pages()
    assert files.at("nowhere.md") is None
