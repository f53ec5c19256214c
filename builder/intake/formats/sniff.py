"""The format of a file by its first bytes, and by its name only where the bytes leave it open: names lie.

Of 92 files called ``.hwpx`` four were HWP 5 and one HTML; of a corpus' ``.hwp`` 32 were locked by DRM.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final


class Format(StrEnum):
    """The formats a seed may have."""

    HWPX = "hwpx"
    HWP5 = "hwp"
    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    TEXT = "text"
    OTHER = "other"


DOCUMENT_ENDINGS: Final = {
    ".hwpx": Format.HWPX,
    ".hwp": Format.HWP5,
    ".docx": Format.DOCX,
    ".pdf": Format.PDF,
}
"""How documents are called; of those of one stem the first here says most, and is the one that is read."""
MHTML_ENDINGS: Final = (".mhtml", ".mht")
"""How browsers call a page saved into one file."""
_DOCUMENTS: Final = frozenset(DOCUMENT_ENDINGS.values())
_WRITTEN: Final = frozenset({Format.TEXT, Format.HTML})
_LIKE_TEXT: Final = frozenset({".txt", ".md", ".html", ".htm", *MHTML_ENDINGS})
_ENDINGS: Final = {
    **DOCUMENT_ENDINGS,
    **dict.fromkeys((".html", ".htm", ".xhtml", *MHTML_ENDINGS), Format.HTML),
    **dict.fromkeys((".txt", ".md"), Format.TEXT),
}
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_LOCKS: Final = (b"DRMONE", b"<## NASCA DRM FILE", b"SCDSA00")
"""What the rights management systems of Korean offices write at the head of a file they have locked."""
_LOCK_IS_WITHIN: Final = 24
_MIME_HEAD: Final = re.compile(rb"(?:[!-9;-~]+:.*\r?\n(?:[ \t].*\r?\n)*)+\r?\n")
"""Lines ``name: value``, the longer ones folded, up to a blank line."""
_LONGEST_MIME_HEAD: Final = 16 * 1024
_RELATED: Final = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_HEAD: Final = 1024
_HTML: Final = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
#: Other formats by their first bytes, each with the name a message gives it.
_OTHERS: Final = (
    (b"HWP Document File V", "HWP 3 (before 2002)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"%!PS", "PostScript"),
)
#: Streams of other compound files, as their directory writes them.
_STREAMS: Final = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "DOC (Word before 2007)"),
    ("Workbook", "XLS (Excel before 2007)"),
    ("PowerPoint Document", "PPT (PowerPoint before 2007)"),
    ("__substg1.0_", "MSG (a message of Outlook)"),
)
#: Members of other packages.
_MEMBERS: Final = (
    (b"xl/workbook", "XLSX (a spreadsheet)"),
    (b"ppt/presentation", "PPTX (a presentation)"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "ODT"),
    (b"mimetypeapplication/vnd.oasis", "OpenDocument"),
    (b"mimetypeapplication/epub", "EPUB"),
)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A format, the name of it where it is one that is not read, and whether the file's name says another."""

    format: Format
    other: str = ""
    lock: str | None = None
    """E115 or E117 where the first bytes say already that the file is locked."""
    misnamed: bool = False


def sniff(data: bytes, name: str) -> Sniffed:
    """The format of a file called ``name``; ``OTHER``, with a name, where it is none that is read."""
    head = data[:_HEAD]
    if any(lock in head[:_LOCK_IS_WITHIN] for lock in _LOCKS):
        return Sniffed(Format.OTHER, "a locked file", "E117")
    by_name = _ENDINGS.get(PurePosixPath(name.lower()).suffix)
    found = _by_bytes(data, head, by_name)
    misnamed = by_name is not None and found.format is not by_name and found.format is not Format.OTHER
    return Sniffed(found.format, found.other, found.lock, misnamed)


def is_document(data: bytes, name: str) -> bool:
    """Whether it is for the readers of documents: to be read, or to be told why nobody can."""
    found = sniff(data, name)
    if found.format in _DOCUMENTS or found.lock:
        return True
    return found.format not in _WRITTEN and PurePosixPath(name.lower()).suffix not in _LIKE_TEXT


def mime_head(data: bytes) -> bytes:
    """The header lines of a MIME message or of a part of one; empty where it does not begin with any."""
    found = _MIME_HEAD.match(data[:_LONGEST_MIME_HEAD].lstrip(b"\r\n"))
    return found.group() if found else b""


def is_mhtml(data: bytes) -> bool:
    """Whether it is a page that a browser saved into one file (MHTML, RFC 2557)."""
    return _RELATED.search(mime_head(data)) is not None


def _by_bytes(data: bytes, head: bytes, by_name: Format | None) -> Sniffed:
    if head.startswith(_OLE):
        return _compound(data, by_name)
    if head.startswith(_ZIP):
        return _package(data, by_name)
    if head.lstrip().startswith(b"%PDF-") or (by_name is Format.PDF and b"%PDF-" in head):
        return Sniffed(Format.PDF)
    other = next((called for mark, called in _OTHERS if head.startswith(mark)), None)
    return Sniffed(Format.OTHER, other) if other else _written(data, head, by_name)


def _compound(data: bytes, by_name: Format | None) -> Sniffed:
    if b"HWP Document File" in data:
        return Sniffed(Format.HWP5)
    other = next((called for stream, called in _STREAMS if stream.encode("utf-16-le") in data), None)
    if other == "locked":
        return Sniffed(Format.OTHER, "a locked file", "E115")
    if other is None and by_name is Format.HWP5:
        return Sniffed(Format.HWP5)
    return Sniffed(Format.OTHER, other or "a compound file")


def _package(data: bytes, by_name: Format | None) -> Sniffed:
    """By the names of its members, which stand unpacked at its head and its end."""
    if (
        b"mimetypeapplication/hwp+zip" in data[:256]
        or b"Contents/section0.xml" in data
        or b"Contents/header.xml" in data
    ):
        return Sniffed(Format.HWPX)
    if b"word/document.xml" in data:
        return Sniffed(Format.DOCX)
    other = next((called for member, called in _MEMBERS if member in data), None)
    if other is None and by_name in (Format.HWPX, Format.DOCX):
        return Sniffed(by_name)
    return Sniffed(Format.OTHER, other or "a zip archive")


def _written(data: bytes, head: bytes, by_name: Format | None) -> Sniffed:
    """HTML or text; anything with NUL bytes that is no UTF-16 is neither."""
    if _HTML.match(head):
        return Sniffed(Format.HTML)
    if b"<HWPML" in head:
        return Sniffed(Format.OTHER, "HWPML (HWP as XML)")
    if b"\x00" in data and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Sniffed(Format.OTHER, "binary")
    return Sniffed(Format.HTML if by_name is Format.HTML else Format.TEXT)
