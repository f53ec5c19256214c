"""What waits on the disk is what was put there, for whoever asks, and a disk that refuses loses nothing."""

from __future__ import annotations

import pickle
from pathlib import Path

from builder.model import Line
from builder.model.packed import PackedFile, PackedLines
from builder.spool import Spool, Waiting


def test_contents_come_back_in_any_order_and_travel_whole(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "cache")
    contents = [b"", b"one", b"\0" * 5_000, "글".encode()]
    waiting = [spool.put(one) for one in contents]
    assert all(isinstance(one, Waiting) for one in waiting)
    assert [bytes(one) for one in reversed(waiting)] == contents[::-1]
    assert pickle.loads(pickle.dumps(waiting)) == contents
    spool.put(b"two")
    assert bytes(waiting[1]) == b"one"


def test_lines_and_files_say_the_same_while_they_wait(tmp_path: Path) -> None:
    spool, lines = Spool(tmp_path), (Line(1, "가나"), Line(3, "다", aside="navigation"))
    packed = PackedLines(lines)
    packed.wait(spool)
    assert tuple(packed) == tuple(pickle.loads(pickle.dumps(packed))) == lines
    assert PackedFile("a.md", "글\n", spool).text == "글\n"


def test_where_no_file_can_be_written_memory_serves(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert Spool(tmp_path / "file" / "cache").put(b"one") == b"one"
