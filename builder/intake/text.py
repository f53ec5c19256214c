"""One form for all text that enters.

LF line ends, NFC, ordinary spaces, no invisible or control characters.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_OTHER_ENDS = "\r\u0085\u2028\u2029"
_LINE_ENDS = re.compile(f"\r\n|[{_OTHER_ENDS}]")

_NON_STARTER_RUN = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
"""May hold more than 30 combining marks in a row.

No combining character is a word character or lies below U+0300.
"""
_MAX_NON_STARTERS = 30
_GRAPHEME_JOINER = "\u034f"


def _ranges(*spans: tuple[int, int]) -> Iterable[int]:
    """Every code point of the inclusive spans."""
    return (point for first, last in spans for point in range(first, last + 1))


# Spaces of any width, with the Hangul fillers that Korean editors use as an invisible blank.
_SPACES = (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x3164, 0xFFA0)
# Vertical tab, form feed: Word's soft break and a page break stand where a space would.
_BREAKS = (0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
# Controls (C0 but tab, C1), soft hyphen, zero-width characters, bidi controls, BOM, interlinear marks, tag
# characters.
_INVISIBLE = _ranges(
    (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x061C, 0x061C), (0x180E, 0x180E),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),
)  # fmt: skip
_FOLD: dict[int, str | None] = {**dict.fromkeys(_INVISIBLE), **dict.fromkeys((*_SPACES, *_BREAKS), " ")}

_FOLDED = frozenset(map(chr, _FOLD)) - {"\n"}
_VISIBLE = re.compile(f"[^\\s{re.escape(''.join(map(chr, _FOLD)))}]")


def unify_line_ends(text: str) -> str:
    """CRLF, CR, NEL, U+2028 and U+2029 all become LF."""
    return _LINE_ENDS.sub("\n", text) if any(end in text for end in _OTHER_ENDS) else text


def nfc(text: str) -> str:
    """NFC, in linear time: sorting a long run of combining marks is quadratic, so such a run is parted first.

    The parting is the Stream-Safe Text Process of UAX #15, section 13: U+034F after every 30 marks in a row.
    """
    return unicodedata.normalize("NFC", _NON_STARTER_RUN.sub(lambda run: _part(run.group()), text))


def _part(run: str) -> str:
    """``run`` with a grapheme joiner after every 30 combining marks in a row."""
    cuts = [0]
    marks = 0
    for place, character in enumerate(run):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > _MAX_NON_STARTERS:
            cuts.append(place)
            marks = 1
    return _GRAPHEME_JOINER.join(run[start:end] for start, end in pairwise((*cuts, len(run))))


def clean(text: str) -> str:
    """One line as the later rooms see it: NFC, ordinary spaces, nothing invisible.

    Indent and inner spacing are kept.
    """
    return text if text.isascii() and text.isprintable() else nfc(text.translate(_FOLD))


def is_clean(text: str) -> bool:
    """Whether no line of ``text``, which is NFC already, would be changed by ``clean``."""
    return _FOLDED.isdisjoint(text)


def is_blank(text: str) -> bool:
    """Whether nothing of ``text`` can be seen."""
    return _VISIBLE.search(text) is None
