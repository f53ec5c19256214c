"""The text layer of a PDF, its lines joined into paragraphs again. Never a look at its pictures.

A PDF has no paragraphs and no tables, only characters at places. What is read here is therefore a good guess
and always comes with notice N121: where a line ends, a PDF often does not say whether a space stood there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Final

from builder.intake.formats.extracted import Extracted, Place, SetAside, Text, tidy
from builder.intake.formats.limits import MAX_TEXT
from builder.intake.formats.pdf_lines import Glyph, Line, lines_of
from builder.intake.formats.pdf_paragraphs import Paragraph, furniture, paragraphs
from builder.intake.formats.refusal import Refusal, at_the_door
from builder.intake.formats.sniff import Format
from builder.model import Problem
from builder.problems import problem

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGES: Final = 1_000
_END_MARK: Final = b"%%EOF"
_END_IS_WITHIN: Final = 4096
_WRONG_PASSWORD: Final = 4
"""PDFium's FPDF_ERR_PASSWORD."""
_UNREADABLE: Final = frozenset("\ufffd\x00")
_HYPHENS: Final = {"\x02": "-", "\ufffe": "-", "\xad": "-"}
"""PDFium's signs for a hyphen at a line's end."""


def read_pdf(data: bytes, name: str) -> Extracted | Problem:
    """The PDF ``name``, or why not: E115, E118, E120, E121, E126 no text layer, E127 the extra is missing."""
    return at_the_door(_read, data, name)


def _read(data: bytes, name: str) -> Extracted:
    if _END_MARK not in data[-_END_IS_WITHIN:]:
        raise Refusal("E118", "its end mark is missing")
    with closing(_opened(data)) as document:
        pages = list(_pages(document))
    lines = [line for page in pages for line in page]
    letters = "".join(line.text for line in lines)
    if sum(letter in _UNREADABLE for letter in letters) > len(letters) / 10:
        raise Refusal("E126", "its letters cannot be told from its pictures of them")
    apart = furniture(pages)
    kept = paragraphs([line for line in lines if line not in apart])
    blocks = tuple(
        _text(number, paragraph) for number, paragraph in enumerate(kept, 1) if tidy(paragraph.text).strip()
    )
    aside = tuple(
        SetAside(Place(0, line.page), line.text.strip(), apart[line]) for line in lines if line in apart
    )
    return Extracted(Format.PDF, blocks, aside, (problem("N121", name),), len(pages))


def _text(number: int, paragraph: Paragraph) -> Text:
    return Text(Place(number, paragraph.page), tidy(paragraph.text), size=paragraph.size)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        import pypdfium2  # noqa: PLC0415  an extra: without PDF seeds nobody needs it
    except ImportError as error:
        raise Refusal("E127") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _WRONG_PASSWORD or "password" in str(error).lower()
        raise Refusal("E115" if locked else "E120") from error
    if len(document) > MAX_PAGES:
        document.close()
        raise Refusal("E121", f"more than {MAX_PAGES:,} pages")
    return document


def _pages(document: pypdfium2.PdfDocument) -> Iterator[tuple[Line, ...]]:
    """The lines of each page, in the order they are drawn."""
    import pypdfium2  # noqa: PLC0415  as above

    left = MAX_TEXT
    for number in range(len(document)):
        try:
            page = document[number]
            with closing(page), closing(page.get_textpage()) as text:
                left -= text.count_chars()
                if left < 0:
                    raise Refusal("E121", f"more than {MAX_TEXT:,} characters")
                yield lines_of(_glyphs(text), number + 1, page.get_height())
        except pypdfium2.PdfiumError as error:
            raise Refusal("E120", f"page {number + 1} cannot be read") from error


def _glyphs(text: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    """Every character and its box; those PDFium made up itself have none."""
    from pypdfium2 import raw  # noqa: PLC0415  as above

    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        letter = chr(code) if code < 0x110000 else "\ufffd"
        if raw.FPDFText_IsGenerated(text, index) == 1:
            yield Glyph(letter, None)
        else:
            yield Glyph(_HYPHENS.get(letter, letter), text.get_charbox(index, loose=True))
