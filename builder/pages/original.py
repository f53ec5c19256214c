"""Where an article's original stands on the site, if it is published at all."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from builder.model import Attachment

FOLDER: Final = "files"
"""Of the site; below it a folder an article."""
MEDIA_TYPES: Final = {
    "hwpx": "application/hwp+zip",
    "hwp": "application/x-hwp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ppt": "application/vnd.ms-powerpoint",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "csv": "text/csv",
    "txt": "text/plain",
    "zip": "application/zip",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
}
"""The kinds of files that are published, with their types: what a browser shows or saves, not what it would
run as a page of the site (HTML, SVG, XML), nor programs.

As IANA calls them; ``hwpx`` as in its own ``mimetype`` (KS X 6101), ``hwp`` as in shared-mime-info.
"""
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_DIGITS: Final = 20
_ADDRESS: Final = re.compile(rf"{FOLDER}/([a-z0-9-]+)/([0-9a-f]{{{_DIGITS}}})\.[a-z]{{3,4}}")


def original_address(page_id: str, one: Attachment) -> str | None:
    """``files/k7f3q9x2mt/9f86d081884c7d659a2f.hwpx``; None for a file elsewhere, or of no kind to publish.

    It follows from the file's bytes alone: the same wherever the file lies and whatever it is called; short
    and in ASCII, as the offline copy needs it (E311). A file that changes has a new address; what stood at
    the old one stays there.
    """
    if one.type not in MEDIA_TYPES or not (one.file and _DIGEST.fullmatch(one.sha256)):
        return None
    return f"{FOLDER}/{page_id}/{one.sha256[:_DIGITS]}.{one.type}"


def article_of(address: str) -> str | None:
    """The id of the article whose original is published at ``address``; None where it is no original's."""
    found = _ADDRESS.fullmatch(address)
    return found[1] if found else None


def digest_in(address: str) -> str:
    """How the SHA-256 of the file at an original's address begins."""
    return PurePosixPath(address).stem
