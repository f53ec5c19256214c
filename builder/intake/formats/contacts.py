"""Who answers for a release: the table at its end, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from builder.intake.formats.extracted import Block, Place, Table, Text, lines, texts
from builder.intake.formats.words import words
from builder.text import fold, key

_TELEPHONE: Final = re.compile(r"\(?(0\d{1,2})\s*[-).∼~]\s*([\d*]{3,4})\s*[-–.]\s*([\d*]{4})\)?")
_TAG: Final = re.compile(r"^\s*<[^<>]*>\s*")
"""Says in a table of many whether a department leads or joins."""
_AROUND: Final = " ()[]☎☏,:："
"""What stands around a telephone in a cell of its own or of a name."""
_LONGEST_LABEL: Final = 100
_MOST_WORDS: Final = 10
"""A line with a telephone and more words than this is a sentence."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One person or desk, each part as printed, empty where it is not."""

    department: str
    role: str
    position: str
    name: str
    telephone: str


@dataclass(frozen=True, slots=True)
class Found:
    """The contacts in order, and the paragraphs they stand in."""

    contacts: tuple[Contact, ...]
    places: frozenset[Place]


def contacts(blocks: Iterable[Block]) -> Found:
    """The contacts of every row or line that has a role label and a telephone, in a table or outside."""
    found: list[Contact] = []
    places: set[Place] = set()
    department, announced = "", set[Place]()
    for cells, where in _rows(blocks):
        if in_row := list(_contacts_of(cells, department)):
            found += in_row
            places |= where | announced
            department, announced = in_row[-1].department, set()
        elif stated := _announced(cells):
            department, announced = stated, where
        elif any(cells):  # what was announced is not of the contacts that come later
            announced = set()
    return Found(tuple(found), frozenset(places))


def _announced(cells: Sequence[str]) -> str:
    """The department that a line without a person names behind its label, as a PDF sets it, or beside it."""
    labelled = next((n for n, cell in enumerate(cells) if key(cell) in words().department_labels), None)
    if labelled is not None and not any(map(_TELEPHONE.search, cells)):
        return " ".join(cells[labelled + 1 : labelled + 2])
    stated = _without_label(cells[0]) if len(cells) == 1 else ""
    is_name = stated != fold(cells[0]) if cells else False
    return (
        stated
        if is_name and len(stated.split()) <= _MOST_WORDS and not _role_pattern().search(stated)
        else ""
    )


def _rows(blocks: Iterable[Block]) -> Iterator[tuple[list[str], set[Place]]]:
    for block in blocks:
        if isinstance(block, Text):
            yield _parted(block.text), {block.place}
        else:
            yield from _table_rows(block)


def _table_rows(table: Table) -> Iterator[tuple[list[str], set[Place]]]:
    for number, line in enumerate(lines(table)):
        begun = [(cell, text) for cell, text in line if cell.row == number or _is_label(text)]
        places = {text.place for cell, _ in begun for text in texts(cell.blocks)}
        yield [text for _, text in begun], places
        for cell, _ in line:
            if cell.row == number:
                yield from (
                    one for inner in cell.blocks if isinstance(inner, Table) for one in _table_rows(inner)
                )


def _is_label(text: str) -> bool:
    """Whether a merged cell may speak for all its rows: it is short, and no telephone of one of them."""
    return len(text) <= _LONGEST_LABEL and not _TELEPHONE.search(text)


@cache
def _role_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{'|'.join(words().role_labels)})(?!\S)")


def _parted(line: str) -> list[str]:
    """A line as cells: before its role label, the label, the rest, the telephone."""
    role = _role_pattern().search(line)
    telephone = _TELEPHONE.search(line)
    if role is None or telephone is None or telephone.start() < role.end() or len(line.split()) > _MOST_WORDS:
        return [fold(line)]
    between = line[role.end() : telephone.start()].split()
    split = len(between) - (2 if between and len(between[-1]) == 1 else 1)
    before = _without_label(line[: role.start()])
    return [before, role[0], " ".join(between[:split]), " ".join(between[split:]), line[telephone.start() :]]


def _without_label(text: str) -> str:
    """A department without the label in front of it."""
    spelled = [r"\s*".join(label) for label in sorted(words().department_labels, key=len, reverse=True)]
    return fold(_TAG.sub("", re.sub(rf"^\W*(?:{'|'.join(spelled)})(?![가-힣])\s*[:：]?", "", text)))


def _contacts_of(cells: Sequence[str], department: str) -> Iterator[Contact]:
    """Each role label of a row with the telephone behind it; ``department``: where the row names none."""
    roles = [number for number, cell in enumerate(cells) if key(cell) in words().role_labels]
    before = " ".join(filter(None, map(_without_label, cells[: roles[0]]))) if roles else ""
    for role, end in pairwise([*roles, len(cells)]):
        behind = cells[role + 1 : end]
        telephone = next((found for cell in behind if (found := _TELEPHONE.search(cell))), None)
        if telephone is not None:
            stated = [left for cell in behind if (left := _TELEPHONE.sub("", cell).strip(_AROUND))]
            position, name = [*map(_closed, stated), "", ""][:2]
            number = "-".join(telephone.groups())
            yield Contact(before or department, key(cells[role]), position, name, number)


def _closed(text: str) -> str:
    """A word set wide (``과  장``, ``배  인``) without its spaces."""
    parts = text.split()
    return "".join(parts) if all(len(part) == 1 for part in parts) else " ".join(parts)
