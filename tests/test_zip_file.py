"""The zip itself: what other programs read of it, and what may not change its bytes."""

from __future__ import annotations

import hashlib
import io
import shutil
import stat
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import zip_file
from builder.zip_file import Member, write_zip

PAGE = "<p>산림청은 숲길을 새로 연다고 밝혔다.</p>\n".encode() * 40
MEMBERS = (
    Member("README.html", PAGE),
    Member("archive/empty.txt", b""),
    Member("archive/briefings/k7f3q9x2mt.html", PAGE * 3),
    Member("archive/tiny", b"1"),
)


def packed(members: tuple[Member, ...] = MEMBERS, day: str = "2026-11-22") -> bytes:
    stream = io.BytesIO()
    write_zip(stream, members, day)
    return stream.getvalue()


def test_python_reads_every_member_back() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as found:
        assert found.testzip() is None
        assert [(info.filename, found.read(info)) for info in found.infolist()] == list(MEMBERS)


@given(st.lists(st.binary(max_size=400), max_size=8))
def test_any_members_come_back(contents: list[bytes]) -> None:
    with zipfile.ZipFile(
        io.BytesIO(packed(tuple(Member(f"a/{place}", content) for place, content in enumerate(contents))))
    ) as found:
        assert [found.read(info) for info in found.infolist()] == contents


def test_one_date_readable_by_all_and_no_owner() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as found:
        for info in found.infolist():
            assert info.date_time == (2026, 11, 22, 0, 0, 0)
            assert stat.S_IMODE(info.external_attr >> 16) == 0o644
            assert (info.create_system, info.extra, info.comment) == (3, b"", b"")


def test_the_first_day_a_zip_can_hold() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(day="1980-01-01"))) as found:
        assert found.infolist()[0].date_time[:3] == (1980, 1, 1)


def test_no_compressor_of_the_machine_has_a_part_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """zlib and zlib-ng pack the same input differently; only the checksum is taken from there."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the machine's compressor was asked")

    expected = packed()
    for name in ("compress", "compressobj"):
        monkeypatch.setattr(zlib, name, refuse)
    assert packed() == expected


@pytest.mark.parametrize("files", [zip_file._MOST_FILES, zip_file._MOST_FILES + 1])
def test_more_files_than_the_old_format_counts(files: int) -> None:
    stream = io.BytesIO()
    write_zip(stream, (Member(f"a/{number}", b"") for number in range(files)), "2026-11-22")
    content = stream.getvalue()
    assert (b"PK\x06\x06" in content[-120:]) == (files > zip_file._MOST_FILES)
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        assert len(found.namelist()) == files
        assert found.namelist()[-1] == f"a/{files - 1}"


def test_files_beyond_four_gibibytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not with four gibibytes: the border is moved to where the second file begins, and the numbers of eight bytes are read all the same."""
    monkeypatch.setattr(zip_file, "_FURTHEST", 10)
    content = packed()
    assert b"PK\x06\x06" in content
    directory = content.index(b"PK\x01\x02")
    assert content.count(b"\x01\x00\x08\x00", directory) == len(MEMBERS) - 1
    names = [member.name.encode() for member in MEMBERS]
    for name in names[1:]:
        place = content.index(name, directory) + len(name)
        offset = int.from_bytes(content[place + 4 : place + 12], "little")
        assert content[offset : offset + 4] == b"PK\x03\x04"
        assert content[offset + 30 : offset + 30 + len(name)] == name


def test_the_compressor_is_the_pinned_one() -> None:
    """Another version may choose other matches: then this sum changes, and with it every copy; raise the pin knowingly."""
    assert (
        hashlib.sha256(packed()).hexdigest()
        == "f9b37f985c3c5aa3b8f08156a5440ee1f93533f58670af0d4aaa9ac5734fe889"
    )


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is not installed")
def test_unzip_finds_no_fault(tmp_path: Path) -> None:
    (tmp_path / "copy.zip").write_bytes(packed())
    result = subprocess.run(
        ["unzip", "-tq", tmp_path / "copy.zip"], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
