"""Two paths change places; at no moment is either missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from builder import exchange as module
from builder.exchange import exchange


@pytest.mark.skipif(sys.platform != "linux", reason="other systems may have no such step")
def test_folders_and_files_change_places(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/in-a").touch()
    (tmp_path / "b").write_bytes(b"b")
    assert exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == b"b"
    assert (tmp_path / "b/in-a").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems may have no such step")
def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "a", tmp_path / "none")
    assert (tmp_path / "a").exists()


def test_where_the_system_cannot_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_call", lambda: None)
    assert not exchange(tmp_path / "a", tmp_path / "b")
