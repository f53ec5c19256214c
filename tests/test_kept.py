"""What is kept between runs is given back as it was, or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from builder.kept import Drawer, Kept, Value, key_of
from builder.memory import Memory

OLD = 1_600_000_000_000_000_000


def filled(folder: Path, count: int = 300) -> dict[str, Value]:
    rows = {f"name {number}": Value(key_of(number), f"값 {number}".encode() * 50) for number in range(count)}
    with Kept(folder) as kept:
        kept.replace("kind", rows)
        kept.commit()
    return rows


def test_values_come_back_and_go(tmp_path: Path) -> None:
    rows = filled(tmp_path, 3)
    with Kept(tmp_path) as kept:
        assert kept.values("kind") == rows
        assert kept.values("another") == {}
        kept.replace("kind", {"name 1": Value(b"k", b"v")}, gone=["name 2"])
        kept.commit()
    with Kept(tmp_path) as kept:
        assert kept.values("kind") == {"name 0": rows["name 0"], "name 1": Value(b"k", b"v")}


def test_a_drawer_forgets_what_is_neither_taken_nor_put_in(tmp_path: Path) -> None:
    with Kept(tmp_path) as kept:
        drawer = Drawer(kept, "kind")
        for name in "abc":
            drawer.put(name, b"k", name.encode())
        drawer.save()
        drawer.save()
    with Kept(tmp_path) as kept:
        drawer = Drawer(kept, "kind")
        assert (drawer.take("a", b"k"), drawer.take("b", b"another")) == (b"a", None)
        drawer.put("c", b"new", b"d")
        drawer.save()
        assert kept.values("kind") == {"a": Value(b"k", b"a"), "c": Value(b"new", b"d")}


def test_who_asks_one_that_is_closed_is_told_nothing_and_loses_nothing(tmp_path: Path) -> None:
    rows = filled(tmp_path, 3)
    with Kept(tmp_path) as kept:
        drawer = Drawer(kept, "kind")
    assert drawer.take("name 0", rows["name 0"].key) is None
    with Kept(tmp_path) as kept:
        assert kept.values("kind") == rows


def test_kinds_that_nobody_asks_for_go_with_their_room(tmp_path: Path) -> None:
    filled(tmp_path, 2_000)
    full = (tmp_path / "kept.sqlite").stat().st_size
    with Kept(tmp_path) as kept:
        Drawer(kept, "asked").take("a", b"k")
        kept.replace("put", {"a": Value(b"k", b"v")})
        kept.forget_unasked()
    with Kept(tmp_path) as kept:
        assert kept.values("put") == {"a": Value(b"k", b"v")}
        assert kept.values("kind") == {}
    assert (tmp_path / "kept.sqlite").stat().st_size < full / 5


def test_what_was_made_in_another_shape_and_is_not_asked_for_is_forgotten(tmp_path: Path) -> None:
    def run(shape: bytes, *names: str) -> set[str]:
        with Kept(tmp_path) as kept:
            memory = Memory(kept, shape)
            for name in names:
                memory.recall("kind", name, (), lambda: 1)
            memory.save({"a", "b"})
            return kept.names("kind")

    assert run(b"1", "a 1", "a 2", "b", "c") == {"a 1", "a 2", "b", "c"}
    assert run(b"1", "b") == {"a 1", "a 2", "b"}
    assert run(b"2", "a 1") == {"a 1"}
    assert run(b"2", "b") == {"a 1", "b"}


def test_what_was_not_committed_is_forgotten(tmp_path: Path) -> None:
    with Kept(tmp_path) as kept:
        kept.replace("kind", {"a": Value(b"k", b"v")})
    with Kept(tmp_path) as kept:
        assert kept.values("kind") == {}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 5_000])
def test_a_foreign_file_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kept.sqlite").write_bytes(content)
    rows = filled(tmp_path, 2)
    with Kept(tmp_path) as kept:
        assert kept.values("kind") == rows


def test_whatever_byte_is_damaged_nothing_wrong_is_given(tmp_path: Path) -> None:
    rows = filled(tmp_path)
    file = tmp_path / "kept.sqlite"
    whole = file.read_bytes()
    for place in range(0, len(whole), 997):
        for beside in tmp_path.iterdir():
            beside.unlink()
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with Kept(tmp_path) as kept:
            found = kept.values("kind")
            assert found.items() <= rows.items()
            kept.replace("kind", rows)
            kept.commit()


def test_a_folder_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file stands where the folder should")
    with Kept(tmp_path / "cache") as kept:
        kept.replace("kind", {"a": Value(b"k", b"v")})
        kept.commit()
        assert kept.values("kind") == {"a": Value(b"k", b"v")}


class TestDigests:
    def test_a_file_that_looks_the_same_is_not_read_again(self, tmp_path: Path, monkeypatch) -> None:
        file = tmp_path / "a.txt"
        file.write_bytes(b"one")
        monkeypatch.setattr("time.time_ns", lambda: os.lstat(file).st_ctime_ns + 10_000_000_000)
        with Kept(tmp_path / "cache") as kept:
            first = kept.digests([file])
            monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read again"))
            assert kept.digests([file]) == first

    def test_a_file_saved_a_moment_ago_is_read_again(self, tmp_path: Path, monkeypatch) -> None:
        file = tmp_path / "a.txt"
        file.write_bytes(b"one")
        monkeypatch.setattr("time.time_ns", lambda: os.lstat(file).st_ctime_ns + 1_000_000_000)
        with Kept(tmp_path / "cache") as kept:
            kept.digests([file])
            monkeypatch.setattr(Path, "read_bytes", lambda _: b"two")
            assert kept.digests([file]) == {file: hashlib.sha256(b"two").digest()}

    def test_a_saved_file_is_seen_even_where_its_time_was_put_back(self, tmp_path: Path, monkeypatch) -> None:
        file = tmp_path / "a.txt"
        file.write_bytes(b"one")
        os.utime(file, ns=(OLD, OLD))
        monkeypatch.setattr("time.time_ns", lambda: os.lstat(file).st_ctime_ns + 10_000_000_000)
        with Kept(tmp_path / "cache") as kept:
            before = kept.digests([file])
            file.write_bytes(b"two")
            os.utime(file, ns=(OLD, OLD))
            assert kept.digests([file]) != before
