"""What the paragraphs of a DOCX file look up beside it: levels, sizes, automatic numbers and bullets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml.etree import _Element as Element

from builder.intake.formats.numbering import Numbering
from builder.intake.formats.package import Package

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FORMATS: Final = {
    "decimal": "DIGIT",
    "upperRoman": "ROMAN_CAPITAL",
    "lowerRoman": "ROMAN_SMALL",
    "upperLetter": "LATIN_CAPITAL",
    "lowerLetter": "LATIN_SMALL",
    "ganada": "HANGUL_SYLLABLE",
    "chosung": "HANGUL_JAMO",
    "decimalEnclosedCircle": "CIRCLED_DIGIT",
}
#: Bullets of the fonts Symbol and Wingdings, which have their own code page, as Unicode has them.
_SYMBOLS: Final = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf075": "◆",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
}
_OUTLINE_LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: heading level from 1 (0 none), size in points (0 unknown), numbering, its level."""

    heading: int = 0
    size: float = 0.0
    numbering: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by id, and per numbering its scheme with the bullets of its levels ("" where it counts)."""

    styles: dict[str, Style]
    numberings: dict[str, tuple[Numbering, tuple[str, ...]]]


def read_styles(package: Package, folder: str) -> Styles:
    """The tables of ``styles.xml`` and ``numbering.xml`` where there are any."""
    styles = package.xml(f"{folder}styles.xml") if f"{folder}styles.xml" in package else None
    numbers = package.xml(f"{folder}numbering.xml") if f"{folder}numbering.xml" in package else None
    return Styles(
        dict(_styles(styles)) if styles is not None else {},
        dict(_numberings(numbers)) if numbers is not None else {},
    )


def value(element: Element | None, path: str) -> str:
    """The ``w:val`` of an element below; empty where there is none."""
    found = element.find(path) if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def switched_on(element: Element | None, path: str) -> bool:
    """Whether an element below stands for yes: it is there, and does not say no."""
    found = element.find(path) if element is not None else None
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def whole(text: str, default: int = 0) -> int:
    """An attribute as a whole number; ``default`` where it is none or absurd."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


def numbering_of(properties: Element | None) -> tuple[str, int]:
    """The numbering a paragraph's properties name, and its level from 0."""
    path = f"{W}numPr/{W}"
    return value(properties, f"{path}numId"), whole(value(properties, f"{path}ilvl"))


def _styles(root: Element) -> Iterator[tuple[str, Style]]:
    for style in root.iterchildren(f"{W}style"):
        properties = style.find(f"{W}pPr")
        outline = value(properties, f"{W}outlineLvl")
        level = whole(outline) + 1 if outline else 0
        numbering, depth = numbering_of(properties)
        size = whole(value(style.find(f"{W}rPr"), f"{W}sz")) / 2
        yield (
            style.get(f"{W}styleId", ""),
            Style(level if level <= _OUTLINE_LEVELS else 0, size, numbering, depth),
        )


def _numberings(root: Element) -> Iterator[tuple[str, tuple[Numbering, tuple[str, ...]]]]:
    schemes = {one.get(f"{W}abstractNumId", ""): _scheme(one) for one in root.iterchildren(f"{W}abstractNum")}
    for one in root.iterchildren(f"{W}num"):
        scheme = schemes.get(value(one, f"{W}abstractNumId"))
        if scheme is not None:
            yield one.get(f"{W}numId", ""), scheme


def _scheme(root: Element) -> tuple[Numbering, tuple[str, ...]]:
    levels: list[tuple[str, str, int]] = []
    bullets: list[str] = []
    for level in root.iterchildren(f"{W}lvl"):
        kind, pattern = value(level, f"{W}numFmt"), value(level, f"{W}lvlText")
        bullets.append(_SYMBOLS.get(pattern, pattern) if kind == "bullet" else "")
        levels.append(
            (pattern.replace("%", "^"), _FORMATS.get(kind, "DIGIT"), whole(value(level, f"{W}start"), 1))
        )
    return Numbering(tuple(levels)), tuple(bullets)
