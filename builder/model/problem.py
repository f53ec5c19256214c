"""What a person should know of one file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How a problem weighs: an error makes the exit status 1, a notice leaves it 0."""

    ERROR = "error"
    NOTICE = "notice"


class Root(StrEnum):
    """The folder that the path of a problem is relative to."""

    SEEDS = "seeds"
    DOCS = "docs"
    ARCHIVE = "archive"
    """The archive's own folder, or wherever the command stands: the path can be opened as it is."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know about one file. Printed as ``path:line: CODE message (hint)``."""

    code: str
    severity: Severity
    path: str
    line: int | None
    message: str
    hint: str
    root: Root
