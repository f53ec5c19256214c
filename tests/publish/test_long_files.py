"""A long file of which one block says something else: that block is made, the others are copied."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from builder.kept import Kept
from builder.publish.earlier_files import EarlierFiles
from builder.publish.outputs.output import Block, Poured
from builder.standing import StandingSite, look_of

_PATH: Final = "list.csv"


class _Builds:
    """One build after another, each into a folder of its own; ``made``: the blocks that the last one made."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._kept = folder, Kept(folder / "cache")
        self._count, self.made = 0, list[str]()

    @property
    def file(self) -> Path:
        """The one that stands."""
        return self._folder / str(self._count) / _PATH

    def build(self, *words: str, shape: bytes = b"") -> None:
        before = self.file.parent
        standing = StandingSite(before, self._kept, shape, look_of(before))
        earlier = EarlierFiles(standing, self._kept)
        self._count, self.made = self._count + 1, []
        self.file.parent.mkdir()
        poured = Poured(_PATH, words, lambda: self._blocks(words))
        if not earlier.take(poured.path, poured.depends):
            sha256 = earlier.pour(poured, str(self.file))
            assert sha256 == hashlib.sha256(b"".join(map(str.encode, words))).hexdigest()
        standing.change(self.file.parent)
        standing.lay_out(self.file.parent)
        standing.save(self.file.parent)
        earlier.save()
        assert self.file.read_text() == "".join(words)

    def _blocks(self, words: tuple[str, ...]) -> Iterator[Block]:
        return (Block((word,), partial(self._make, word)) for word in words)

    def _make(self, word: str) -> bytes:
        self.made.append(word)
        return word.encode()


@pytest.fixture
def builds(tmp_path: Path) -> _Builds:
    found = _Builds(tmp_path)
    found.build("one\n", "two\n", "three\n")
    return found


def test_nothing_is_made_of_a_file_that_stands(builds: _Builds) -> None:
    builds.build("one\n", "two\n", "three\n")
    assert builds.made == []


def test_only_what_says_something_else_is_made(builds: _Builds) -> None:
    builds.build("zero\n", "one\n", "2\n", "three\n")
    assert builds.made == ["zero\n", "2\n"]
    builds.build("three\n", "one\n")
    assert builds.made == []


def test_a_file_that_somebody_wrote_into_gives_nothing(builds: _Builds) -> None:
    builds.file.write_text("one\ntwo\nTHREE\n")
    os.utime(builds.file, ns=(0, 0))
    builds.build("one\n", "three\n")
    assert builds.made == ["one\n", "three\n"]


def test_a_copy_of_the_file_gives_all(builds: _Builds) -> None:
    os.utime(builds.file, ns=(0, 0))
    builds.build("one\n", "three\n")
    assert builds.made == []


def test_a_file_that_is_gone_or_of_other_code_is_made_anew(builds: _Builds) -> None:
    builds.build("one\n", shape=b"other")
    assert builds.made == ["one\n"]
    builds.file.unlink()
    builds.build("one\n", "two\n", shape=b"other")
    assert builds.made == ["one\n", "two\n"]
