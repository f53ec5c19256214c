"""What the offline copy and the files in it may be called, so that every system can unpack them."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from builder.problems import in_order, problem
from builder.settings import LONGEST_SLUG, Settings

if TYPE_CHECKING:
    from builder.model import Problem

LONGEST: Final = 100
"""Characters of a path in the zip.

Windows allows 260 in all, and the folder it is unpacked into needs its part.
"""

_NO_NAME: Final = "archive"
#: Printable ASCII without what Windows forbids in names
#: (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
_ALLOWED: Final = frozenset(string.ascii_letters + string.digits + "!#$%&'()+,-.;=@[]^_`{}~ ")


def archive_slug(settings: Settings) -> str:
    """The archive's ASCII name.

    ``extra.archive.slug``, else from ``site_name``, else from ``site_url``, else ``archive``.

    A name with other letters than ASCII gives none: of ``AI 정책 자료실`` only the AI would be left.
    """
    name = _slug(_ascii(settings.site.name)) or _slug(_place(settings.site_url)) or _NO_NAME
    return settings.slug or name


def _ascii(name: str) -> str:
    return name if all(letter.isascii() or not letter.isalnum() for letter in name) else ""


def _place(url: str | None) -> str:
    """The last folder of an address, else its host: ``https://example.org/policy/`` → ``policy``."""
    parts = urlsplit(url or "")
    folders = [folder for folder in parts.path.split("/") if folder]
    return folders[-1] if folders else (parts.hostname or "").removeprefix("www.")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST_SLUG].strip("-")


def name_problems(paths: Iterable[str], folder: str) -> tuple[Problem, ...]:
    """E311 for every path that some system could not unpack into ``folder``, or would show as other letters.

    Paths are relative to the site.
    """
    found = ((path, _fault(path, folder)) for path in paths)
    return in_order([problem("E311", path, detail=fault) for path, fault in found if fault])


def _fault(path: str, folder: str) -> str | None:
    length = len(f"{folder}/{path}")
    if foreign := sorted({letter for letter in path if letter not in _ALLOWED and letter != "/"}):
        return f"its name holds {', '.join(map(ascii, foreign))}"
    if any(part.endswith((".", " ")) for part in path.split("/")):
        return "a name ends in a full stop or a space"
    return f"its path has {length} characters with {folder}/" if length > LONGEST else None
