"""The one door to the binary formats: bytes and a name in, an ``Extracted`` or a ``Problem`` out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from builder.intake.formats.docx import read_docx
from builder.intake.formats.extracted import Extracted
from builder.intake.formats.hwp5 import read_hwp5
from builder.intake.formats.hwpx import read_hwpx
from builder.intake.formats.pdf import read_pdf
from builder.intake.formats.sniff import Format, Sniffed, sniff
from builder.model import Problem
from builder.problems import problem

READERS: Final[Mapping[Format, Callable[[bytes, str], Extracted | Problem]]] = {
    Format.HWPX: read_hwpx,
    Format.HWP5: read_hwp5,
    Format.PDF: read_pdf,
    Format.DOCX: read_docx,
}


def extract(data: bytes, name: str) -> Extracted | Problem:
    """Read the file ``name`` by what its bytes say it is.

    Errors: E101 nothing in it, E125 a format no reader here knows (HTML and text have readers elsewhere: ask
    ``sniff`` first), and the readers' own. Notices: N124 the name says another format, and the readers' own.
    """
    if not data:
        return problem("E101", name)
    found = sniff(data, name)
    if found.lock:
        return problem(found.lock, name)
    reader = READERS.get(found.format)
    if reader is None:
        return problem("E125", name, detail=found.other or found.format.value)
    read = reader(data, name)
    return _named_rightly(read, found, name) if isinstance(read, Extracted) else read


def _named_rightly(read: Extracted, found: Sniffed, name: str) -> Extracted:
    """With notice N124 where the name says another format."""
    if not found.misnamed:
        return read
    return replace(
        read, notices=(problem("N124", name, detail=f"it is {found.format.value.upper()}"), *read.notices)
    )
