"""Markdown with front matter: a record a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from builder.intake.decode import Decoded, decode
from builder.intake.disk import bytes_of
from builder.intake.text import unify_line_ends
from builder.prose.front_matter import parse_page
from builder.records.row import MAX_RECORD, Fits, Row, UnreadableError, flattened
from builder.records.source import Told

MARKDOWN: Final = "M"
"""The type of a body that is Markdown."""


def markdown_rows(path: Path, fits: Fits, told: Told) -> Iterator[Row]:
    """The one record of the file: its front matter, and its text as ``body``. Raises ``UnreadableError``."""
    del fits
    data = bytes_of(path, MAX_RECORD)
    decoded = decode(data) if isinstance(data, bytes) else data
    if not isinstance(decoded, Decoded):
        raise UnreadableError(decoded.detail or "it is empty or no text")
    parsed = parse_page(unify_line_ends(decoded.text))
    if isinstance(parsed, str):
        raise UnreadableError(parsed)
    size = path.stat().st_size
    told(size, size)
    yield Row(1, {**flattened(parsed[0]), "body": (parsed[1],), "body_type": (MARKDOWN,)})
