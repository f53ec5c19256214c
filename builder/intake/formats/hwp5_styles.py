"""What the paragraphs of an HWP 5 file look up in its ``DocInfo``: marks, sizes, grounds.

Offsets are those of Hancom's published description of HWP 5.0 (revision 1.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.intake.formats.grounds import Ground, Letters, painted, topmost
from builder.intake.formats.hwp5_records import Record, characters, string, u16, u32
from builder.intake.formats.numbering import FORMATS, Numbering

BORDER_FILL, CHAR_SHAPE, NUMBERING, BULLET, PARA_SHAPE = 20, 21, 23, 24, 25
_NO_COLOUR: Final = 0xFFFFFFFF
_SOLID, _PAINTED = 0x1, 0x6
"""Bits of a fill: a colour; a picture or a gradation."""
_HEADINGS: Final = ("NONE", "OUTLINE", "NUMBER", "BULLET")
_FORMAT_NAMES: Final = tuple(FORMATS)
_LEVELS: Final = 7


@dataclass(frozen=True, slots=True)
class Shape:
    """A paragraph shape: its automatic mark (NONE, OUTLINE, NUMBER, BULLET), whose, level from 1, ground."""

    kind: str = "NONE"
    ref: int = 0
    level: int = 0
    ground: Ground = Ground.NONE


@dataclass(frozen=True, slots=True)
class Styles:
    """The tables, each in the file's order. Shapes are counted from 0, the others from 1."""

    letters: tuple[Letters, ...]
    shapes: tuple[Shape, ...]
    grounds: tuple[Ground, ...]
    bullets: tuple[str, ...]
    numberings: tuple[Numbering, ...]

    def ground(self, ref: int) -> Ground:
        """What the border and fill of that number paints."""
        return _of(self.grounds, ref)


def read_styles(records: list[Record]) -> Styles:
    """The tables of ``DocInfo``."""
    found = list(_flat(records))
    grounds = tuple(_ground(data) for tag, data in found if tag == BORDER_FILL)
    return Styles(
        letters=tuple(_letters(data, grounds) for tag, data in found if tag == CHAR_SHAPE),
        shapes=tuple(_shape(data, grounds) for tag, data in found if tag == PARA_SHAPE),
        grounds=grounds,
        bullets=tuple(characters(data[12:14]).strip("\0 ") for tag, data in found if tag == BULLET),
        numberings=tuple(_numbering(data) for tag, data in found if tag == NUMBERING),
    )


def _flat(records: list[Record]) -> Iterator[tuple[int, bytes]]:
    for record in records:
        yield record.tag, record.data
        yield from _flat(record.children)


def _is_white(colour: int) -> bool:
    return all(colour >> shift & 0xFF >= 0xFA for shift in (0, 8, 16))


def _ground(data: bytes) -> Ground:
    kind = u32(data, 32)
    if kind & _PAINTED:
        return Ground.COLOURED
    if not kind & _SOLID or u32(data, 36) == _NO_COLOUR:
        return Ground.NONE
    hatched = u32(data, 44, _NO_COLOUR) != _NO_COLOUR
    return painted(white=_is_white(u32(data, 36)) and not hatched)


def _of(grounds: tuple[Ground, ...], ref: int) -> Ground:
    return grounds[ref - 1] if 1 <= ref <= len(grounds) else Ground.NONE


def _letters(data: bytes, grounds: tuple[Ground, ...]) -> Letters:
    shade = u32(data, 60, _NO_COLOUR)
    own = Ground.NONE if shade == _NO_COLOUR else painted(white=_is_white(shade))
    ground = topmost((own, _of(grounds, u16(data, 68))))
    return Letters(u32(data, 42) / 100, len(data) >= 56 and _is_white(u32(data, 52)), ground)


def _shape(data: bytes, grounds: tuple[Ground, ...]) -> Shape:
    kind = _HEADINGS[u32(data, 0) >> 23 & 0x3]
    level = (u32(data, 0) >> 25 & 0x7) + 1 if kind != "NONE" else 0
    return Shape(kind, u16(data, 30), level, _of(grounds, u16(data, 32)))


def _numbering(data: bytes) -> Numbering:
    """Seven levels of flags, widths, a letter shape and a pattern; behind them the first numbers."""
    levels: list[tuple[str, str]] = []
    at = 0
    for _ in range(_LEVELS):
        form = u32(data, at) >> 5 & 0xF
        pattern = string(data, at + 12)
        levels.append((pattern, _FORMAT_NAMES[form] if form < len(_FORMAT_NAMES) else "DIGIT"))
        at += 14 + 2 * len(pattern)
    first = [u32(data, at + 2 + 4 * level, 1) for level in range(_LEVELS)]
    return Numbering(tuple((*level, min(start, 9999)) for level, start in zip(levels, first, strict=True)))
