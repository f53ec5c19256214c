"""What the paragraphs of an HWPX file look up in its header: marks, sizes, and what white text stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element as Element

from builder.intake.formats.grounds import Ground, Letters, painted, topmost
from builder.intake.formats.numbering import Numbering
from builder.intake.formats.package import local

_NO_COLOUR: Final = ("", "none", "NONE")


@dataclass(frozen=True, slots=True)
class Heading:
    """The automatic mark of a paragraph shape: NONE, OUTLINE, NUMBER, BULLET; whose; its level from 1."""

    kind: str = "NONE"
    ref: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Styles:
    """The header's tables by id."""

    letters: dict[str, Letters]
    headings: dict[str, Heading]
    paragraph_grounds: dict[str, Ground]
    grounds: dict[str, Ground]
    bullets: dict[str, str]
    numberings: dict[str, Numbering]


def read_styles(head: Element) -> Styles:
    """The tables of ``Contents/header.xml``."""
    grounds = {_id(fill): ground_of(fill) for fill in head.iter("{*}borderFill")}
    paragraphs = list(head.iter("{*}paraPr"))
    return Styles(
        letters={_id(shape): _letters(shape, grounds) for shape in head.iter("{*}charPr")},
        headings={_id(shape): _heading(shape) for shape in paragraphs},
        paragraph_grounds={_id(shape): _paragraph_ground(shape, grounds) for shape in paragraphs},
        grounds=grounds,
        bullets={_id(bullet): bullet.get("char", "") for bullet in head.iter("{*}bullet")},
        numberings={_id(numbering): _numbering(numbering) for numbering in head.iter("{*}numbering")},
    )


def _id(element: Element) -> str:
    return element.get("id", "")


def number(text: str | None, default: int = 0) -> int:
    """An attribute as a whole number; ``default`` where it is none or absurd."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else default


def is_white(colour: str) -> bool:
    """Whether a colour (``#FFFFFF``, ``#AARRGGBB``) cannot be told from paper."""
    digits = colour.removeprefix("#")[-6:]
    try:
        return len(digits) == 6 and all(int(digits[i : i + 2], 16) >= 0xFA for i in (0, 2, 4))
    except ValueError:
        return False


def ground_of(element: Element) -> Ground:
    """The ground an element's ``fillBrush`` paints."""
    brush = element.find("{*}fillBrush")
    grounds = {_brush_ground(child) for child in brush} if brush is not None else set()
    return topmost(ground for ground in (Ground.COLOURED, Ground.WHITE) if ground in grounds)


def _brush_ground(brush: Element) -> Ground:
    if local(brush) != "winBrush":
        return Ground.COLOURED  # a gradation or a picture
    face = brush.get("faceColor", "none")
    if brush.get("hatchStyle") is not None:
        return Ground.COLOURED
    return Ground.NONE if face in _NO_COLOUR else painted(white=is_white(face))


def _letters(shape: Element, grounds: dict[str, Ground]) -> Letters:
    shade = shape.get("shadeColor", "none")
    own = Ground.NONE if shade in _NO_COLOUR else painted(white=is_white(shade))
    ground = topmost((own, grounds.get(shape.get("borderFillIDRef", ""), Ground.NONE)))
    return Letters(number(shape.get("height")) / 100, is_white(shape.get("textColor", "")), ground)


def _paragraph_ground(shape: Element, grounds: dict[str, Ground]) -> Ground:
    border = next(shape.iter("{*}border"), None)
    return grounds.get(border.get("borderFillIDRef", ""), Ground.NONE) if border is not None else Ground.NONE


def _heading(shape: Element) -> Heading:
    heading = next(shape.iter("{*}heading"), None)
    if heading is None or heading.get("type", "NONE") == "NONE":
        return Heading()
    return Heading(heading.get("type", "NONE"), heading.get("idRef", ""), number(heading.get("level")) + 1)


def _numbering(numbering: Element) -> Numbering:
    return Numbering(tuple(_levels(numbering)))


def _levels(numbering: Element) -> Iterator[tuple[str, str, int]]:
    for head in numbering.iterchildren("{*}paraHead"):
        yield head.text or "", head.get("numFormat", "DIGIT"), number(head.get("start"), 1)
