"""The door: the format by the first bytes, what is not read by its name, names that lie."""

from __future__ import annotations

import pytest

from builder.codes import CODES
from builder.intake.formats.extracted import Extracted, plain
from builder.intake.formats.read import extract
from builder.intake.formats.sniff import Format, sniff
from builder.model import Problem
from tests.intake.formats.make import compound, docx, hwp5, hwpx, p, para, pdf, zipped

WORD = docx("<w:p><w:r><w:t>본문</w:t></w:r></w:p>")
FILES = {
    Format.HWPX: hwpx(p("본문")),
    Format.HWP5: hwp5(para("본문")),
    Format.PDF: pdf(
        [(50, 700, 14, "본문")]
    ),  # a text of one letter has no width where the system has no fonts
    Format.DOCX: WORD,
}


@pytest.mark.parametrize("format_", FILES)
@pytest.mark.parametrize("name", ["a.hwpx", "a.hwp", "a.pdf", "a.docx", "a.txt", "a", "A.HWPX"])
def test_bytes_decide_and_a_name_that_lies_is_told(format_: Format, name: str) -> None:
    found = extract(FILES[format_], name)
    assert isinstance(found, Extracted)
    assert (found.format, plain(found)) == (format_, "본문")
    lies = "." in name and not name.lower().endswith(f".{format_.value}")
    assert ("N124" in [notice.code for notice in found.notices]) is lies


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        (b"<!DOCTYPE html><html><body>a", "a.hwpx", Format.HTML),
        ("\ufeff  <HTML>".encode(), "a.hwp", Format.HTML),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="x">', "a", Format.HTML),
        (b"<p>a</p>", "a.html", Format.HTML),
        ("글".encode(), "a.txt", Format.TEXT),
        ("글".encode("cp949"), "a", Format.TEXT),
        (b"BMW recalls", "a.txt", Format.TEXT),
        (b"A file that begins with %PDF- is a PDF", "a.txt", Format.TEXT),
        (b"A report on Fasoo DRM and MarkAny, of NASCA DRM FILEs", "a.txt", Format.TEXT),
        (b"junk %PDF-1.4", "a.pdf", Format.PDF),
        ("글".encode("utf-16"), "a.txt", Format.TEXT),
        (b"", "a.hwpx", Format.TEXT),
    ],
)
def test_what_other_readers_read_is_told_apart(data: bytes, name: str, format_: Format) -> None:
    assert sniff(data, name).format is format_


@pytest.mark.parametrize(
    ("data", "name", "called"),
    [
        (b"HWP Document File V3.00 \x1a", "a.hwp", "HWP 3"),
        (b"<?xml version='1.0'?><HWPML Version='2.8'>", "a.hml", "HWPML"),
        (b"{\\rtf1", "a.rtf", "RTF"),
        (b"\x89PNG\r\n", "a.png", "PNG"),
        (b"\xff\xd8\xff\xe0", "a.pdf", "JPEG"),
        (b"a\x00b", "a.bin", "binary"),
        (compound({"WordDocument": b"x"}), "a.doc", "DOC"),
        (compound({"Other": b"x"}), "a.xyz", "compound"),
        (zipped({"xl/workbook.xml": ""}), "a.xlsx", "XLSX"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt", "ODT"),
        (zipped({"a.txt": ""}), "a.zip", "zip"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, name: str, called: str) -> None:
    found = extract(data, name)
    assert isinstance(found, Problem)
    assert found.code == "E125"
    assert called in found.message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x9b DRMONE  This Document is encrypted and protected by Fasoo DRM", "E117"),
        (b"<## NASCA DRM FILE - VER1.00 ##>", "E117"),
        (b"SCDSA004" + bytes(20), "E117"),
        (compound({"EncryptedPackage": b"x"}), "E115"),
        (b"", "E101"),
    ],
)
def test_what_is_locked_or_empty_is_refused_at_the_door(data: bytes, code: str) -> None:
    found = extract(data, "a.hwp")
    assert isinstance(found, Problem)
    assert found.code == code


def test_a_head_that_was_cut_off_is_still_known_by_its_name() -> None:
    assert sniff(b"PK\x03\x04" + bytes(10), "a.hwpx").format is Format.HWPX
    assert sniff(bytes.fromhex("d0cf11e0a1b11ae1"), "a.hwp").format is Format.HWP5


def test_every_code_of_the_readers_is_known() -> None:
    assert {f"E{number}" for number in range(115, 128)} | {
        f"N{number}" for number in range(121, 125)
    } <= CODES.keys()
