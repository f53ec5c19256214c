"""The table of a site's files: of all or of none it is known what they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import standing
from builder.kept import Kept, Value
from builder.standing import StandingSite, look_of

_KEY = bytes(range(standing.KEY))


def published(kept: Kept, site: Path, *names: str) -> None:
    """A site of these files, put where it stands."""
    found = StandingSite(site, kept, b"", look_of(site))
    site.mkdir(exist_ok=True)
    for name in names:
        if found.take(name, _KEY) is None:
            (site / name).write_text(name)
            found.note(name, _KEY, bytes(32))
    found.save(site)


def known(kept: Kept, site: Path, *names: str) -> list[str]:
    found = StandingSite(site, kept, b"", look_of(site))
    return [name for name in names if found.take(name, _KEY)]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_each_file_is_known_again_however_many_there_are(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "_PART", 2)
    names = [f"{number}.html" for number in range(count)]
    with Kept(tmp_path / "cache") as kept:
        published(kept, tmp_path / "site", *names)
        assert known(kept, tmp_path / "site", *names) == names


def test_of_a_smaller_site_nothing_else_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_PART", 2)
    with Kept(tmp_path / "cache") as kept:
        published(kept, tmp_path / "site", *"abcde")
        assert len(kept.names("site")) == 3
        published(kept, tmp_path / "site", *"bc")
        assert known(kept, tmp_path / "site", *"abcde") == ["b", "c"]
        assert len(kept.names("site")) == 1


def test_none_is_known_where_some_were_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_PART", 2)
    with Kept(tmp_path / "cache") as kept:
        published(kept, tmp_path / "site", *"abcde")
        kept.replace("site", {}, ["files 1"])
        assert known(kept, tmp_path / "site", *"abcde") == []


def test_none_is_known_where_some_are_of_another_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "_PART", 2)
    with Kept(tmp_path / "cache") as kept:
        published(kept, tmp_path / "site", *"abcde")
        other = kept.value("site", "files 1")
        assert other is not None
        kept.replace("site", {"files 1": Value(b"another look", other.value)})
        assert known(kept, tmp_path / "site", *"abcde") == []
