"""A share card drawn: 1200 × 630 pixels, the size that Facebook's guide for webmasters asks for.

The letters come from the font beside this module, so that the picture is the same on every machine, whatever
fonts and language it has. A letter that the font has not got becomes an empty box: nothing is left out in
silence, and the words in full stand in ``og:image:alt``.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files as resource
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from builder.publish.outputs.cards.plan import HEIGHT, WIDTH, Words
from builder.publish.outputs.cards.png import Colour, png

_FONT: Final = "font/NotoSansKR-Bold-subset.otf"
_EDGE: Final = 88
_ROOM: Final = WIDTH - 2 * _EDGE
_PAPER: Final[Colour] = (0x16, 0x38, 0x66)
_INK: Final[Colour] = (0xFF, 0xFF, 0xFF)
_ACCENT: Final[Colour] = (0x94, 0xBA, 0xF0)
_SHADES: Final = 15
"""From paper to ink: enough for smooth edges; the accent is one colour more."""
_SOFT: Final = 190
"""How much of the ink (of 255) the small lines have: 7.6 to 1 against the paper."""
_TITLE_SIZES: Final = ((92, 2), (76, 3), (58, 4))
"""Sizes of the title, and into how many lines it may break in each; the last one is cut."""
_SMALL: Final = 34
_MOST_UNDER: Final = 2
_LEADING: Final = 1.32
_MISSING: Final = "□"
_CUT: Final = "…"
_BEFORE_CUT: Final = " ,·"


def draw(words: Words) -> bytes:
    """The PNG."""
    picture = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(picture)
    small = _font(_SMALL)
    _write(pen, _wrapped(words.over, small, 1), small, _EDGE, _SOFT)
    size, lines = _title(words.title)
    _write(pen, lines, _font(size), _EDGE + (round(_SMALL * 1.9) if words.over else 0), 255)
    under = _wrapped(words.under, small, _MOST_UNDER)
    foot = HEIGHT - _EDGE - round(len(under) * _SMALL * _LEADING)
    _write(pen, under, small, foot, _SOFT)
    return png(_in_colours(picture), WIDTH, _palette())


def _write(
    pen: ImageDraw.ImageDraw, lines: Sequence[str], font: ImageFont.FreeTypeFont, top: int, fill: int
) -> None:
    for number, line in enumerate(lines):
        pen.text((_EDGE, top + round(number * font.size * _LEADING)), line, font=font, fill=fill)


def _in_colours(picture: Image.Image) -> bytes:
    """Each pixel's number in the palette; the bar at the left edge in the accent."""
    shades = picture.point([round(value / 255 * (_SHADES - 1)) for value in range(256)])
    shades.paste(_SHADES, (0, 0, 20, HEIGHT))
    return shades.tobytes()


def _palette() -> list[Colour]:
    return [*(_between(shade / (_SHADES - 1)) for shade in range(_SHADES)), _ACCENT]


def _between(part: float) -> Colour:
    red, green, blue = (round(p + (i - p) * part) for p, i in zip(_PAPER, _INK, strict=True))
    return red, green, blue


# ------------------------------------------------------------------------------------------------------ words


@cache
def _bytes() -> bytes:
    return (resource("builder.publish.outputs.cards") / _FONT).read_bytes()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Laid out letter by letter: the other engine is a library that a system may have or not."""
    return ImageFont.truetype(io.BytesIO(_bytes()), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _looks(letter: str) -> bytes:
    return bytes(_font(_SMALL).getmask(letter))


def has(letter: str) -> bool:
    """Whether the font has it: one that it has not looks like a letter that nobody has."""
    return letter.isspace() or _looks(letter) != _looks("\U0010fffd")


def _shown(text: str) -> str:
    return "".join(letter if has(letter) else _MISSING for letter in " ".join(text.split()))


def _title(text: str) -> tuple[int, list[str]]:
    """The largest size in which it fits, and its lines in it."""
    for size, most in _TITLE_SIZES:
        lines = list(_lines(_shown(text), _font(size)))
        if len(lines) <= most:
            return size, lines
    size, most = _TITLE_SIZES[-1]
    return size, _wrapped(text, _font(size), most)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """At most so many lines; what is left over is cut at a word's end."""
    lines = list(_lines(_shown(text), font))
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(last + _CUT) > _ROOM:
        last = last[: last.rfind(" ")] if " " in last else last[:-1]
    return [*lines[: most - 1], last.rstrip(_BEFORE_CUT) + _CUT]


def _lines(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Broken between words (eojeol); a word that is longer than a line within itself."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if font.getlength(longer) <= _ROOM:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _pieces(word, font)
        yield from whole
    if line:
        yield line


def _pieces(word: str, font: ImageFont.FreeTypeFont) -> list[str]:
    pieces = [""]
    for letter in word:
        if font.getlength(pieces[-1] + letter) > _ROOM:
            pieces.append("")
        pieces[-1] += letter
    return pieces
