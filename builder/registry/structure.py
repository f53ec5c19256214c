"""How Korean policy texts mark paragraphs, lists, headings and speakers.

``data/structure.yaml`` as frozen types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

import yaml

from builder.plain_yaml import SAFE_LOADER
from builder.registry.files import Data, Entry

_USES: Final = ("paragraph", "item", "symbol", "note", "question", "answer")
_KINDS: Final = ("label", "question", "answer")
_LINE: Final = "__line__"
_Made = TypeVar("_Made")
_DECIMALS: Final = tuple(str(number) for number in range(1, 100))


class _Compiled:
    """What has an ``expression`` and compiles it when it is first asked for: most commands need few of them.

    ``cached_property`` keeps the result in the instance's dictionary, so these dataclasses have no slots.
    """

    expression: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.expression, re.DOTALL)


@dataclass(frozen=True)
class Mark(_Compiled):
    """A family of signs in front of a line. ``pattern`` has the groups ``mark`` and ``rest``."""

    id: str
    use: str
    """paragraph | item | symbol | note | question | answer."""
    rank: int
    expression: str
    example: str


@dataclass(frozen=True)
class Enumerator(_Compiled):
    """A way to count.

    ``pattern`` has the groups ``mark``, ``letter`` and ``rest``; ``ordinals`` gives a letter's number.
    """

    id: str
    rank: int
    ordered: bool
    headings: bool
    heading_rank: int
    single: bool
    """Its sign is one character that no sentence uses otherwise (①).

    A second one in the line means running text.
    """
    expression: str
    ordinals: Mapping[str, int]
    example: str


@dataclass(frozen=True)
class Label(_Compiled):
    """A way to say who speaks. ``pattern`` has the groups ``label`` and ``rest``."""

    id: str
    kind: str
    """label | question | answer."""
    expression: str
    example: str
    spares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything the prose room knows about marks.

    What each field means stands at the head of ``structure.yaml``.
    """

    marks: tuple[Mark, ...]
    enumerators: tuple[Enumerator, ...]
    labels: tuple[Label, ...]
    frames: tuple[tuple[str, str], ...]
    never_in_headings: frozenset[str]
    plain_heading: int
    marked_heading: int

    @property
    def beginnings(self) -> tuple[str, ...]:
        """Expressions for a line with any of these in front."""
        return tuple(one.expression for one in (*self.labels, *self.enumerators, *self.marks))


class _LineLoader(SAFE_LOADER):  # type: ignore[misc]
    """The safe loader, with the 1-based line of every mapping under ``__line__``."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        return {**super().construct_mapping(node, deep=deep), _LINE: node.start_mark.line + 1}


def load_structure(path: Path) -> Structure:
    """The file as a ``Structure``, checked.

    Raises:
        ValueError: the file is not well-formed or an entry does not recognise its own example; the text
        starts with ``line N:``.
        OSError: the file cannot be read.
    """
    data = read_structure(path.read_bytes())
    check_structure(data)
    return structure_of(data)


def read_structure(content: bytes) -> Data:
    """The file as plain data, every mapping with its line.

    Raises:
        ValueError: it is no well-formed YAML or no mapping.
    """
    try:
        data = yaml.load(content, Loader=_LineLoader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, reason = mark.line + 1 if mark else 1, getattr(error, "problem", error)
        raise ValueError(f"line {line}: not well-formed YAML: {reason}") from error
    if not isinstance(data, dict):
        raise ValueError("line 1: the file is no mapping")  # noqa: TRY004 - one kind of error for an ill-formed file
    return data


def structure_of(data: Entry) -> Structure:
    """Plain data as a ``Structure``; no pattern is compiled yet.

    Raises:
        ValueError: a field is missing or ill-formed; the text starts with ``line N:``.
    """
    words, offices = (_alternatives(_field(data, key, list)) for key in ("words", "offices"))
    headings = _field(data, "headings", dict)
    return Structure(
        marks=_entries(data, "marks", _mark),
        enumerators=_entries(data, "enumerators", _enumerator),
        labels=_entries(data, "labels", lambda entry: _label(entry, words, offices)),
        frames=tuple(_frame(headings, pair) for pair in _field(headings, "frames", list)),
        never_in_headings=frozenset(_field(headings, "never", str)),
        plain_heading=_field(headings, "plain", int),
        marked_heading=_field(headings, "marked", int),
    )


def check_structure(data: Entry) -> None:
    """Every pattern compiles and recognises its own example, and leaves alone what it must spare.

    Raises:
        ValueError: one does not; the text starts with ``line N:``.
    """
    structure = structure_of(data)
    made: list[Mark | Enumerator | Label] = [*structure.marks, *structure.enumerators, *structure.labels]
    for entry, one in zip((*data["marks"], *data["enumerators"], *data["labels"]), made, strict=True):
        _check_examples(entry, one)


def _check_examples(entry: Entry, made: Mark | Enumerator | Label) -> None:
    line = f"line {entry[_LINE]}"
    try:
        pattern = made.pattern
    except re.error as error:
        raise ValueError(f"{line}: the pattern does not compile: {error}") from error
    for text in made.spares if isinstance(made, Label) else ():
        if pattern.fullmatch(text):
            raise ValueError(f"{line}: {made.id} must leave alone: {text}")
    if not pattern.fullmatch(made.example):
        raise ValueError(f"{line}: {made.id} does not recognise its example: {made.example}")


def _field(entry: Entry, key: str, kind: type) -> Any:
    value = entry.get(key)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"line {entry[_LINE]}: {key} must be given as {kind.__name__}")
    return value


def _choice(entry: Entry, key: str, choices: tuple[str, ...]) -> str:
    value = str(_field(entry, key, str))
    if value not in choices:
        raise ValueError(f"line {entry[_LINE]}: {key} must be one of {', '.join(choices)}")
    return value


def _entries(data: Entry, key: str, build: Callable[[Entry], _Made]) -> tuple[_Made, ...]:
    seen: set[str] = set()
    for entry in _field(data, key, list):
        if not isinstance(entry, dict):
            raise ValueError(f"line {data[_LINE]}: an entry of {key} is no mapping")  # noqa: TRY004 - as above
        name = _field(entry, "id", str)
        if name in seen:
            raise ValueError(f"line {entry[_LINE]}: {name} stands twice")
        seen.add(name)
    return tuple(build(entry) for entry in data[key])


def _mark(entry: Entry) -> Mark:
    signs = _alternatives(_field(entry, "marks", list), spread=False)
    gaps = {
        "space": r"\s+",
        "letter": rf"(?:\s+|(?!{signs})(?=[^\s\d]))",
        "any": rf"(?:\s+|(?!{signs})(?=\S))",
    }
    gap = gaps[_choice(entry, "gap", tuple(gaps))]
    # a variation selector makes ▶ an emoji; it belongs to the sign
    return Mark(
        id=entry["id"],
        use=_choice(entry, "use", _USES),
        rank=_field(entry, "rank", int),
        expression=rf"(?P<mark>(?:{signs})\ufe0f?){gap}(?P<rest>\S.*)",
        example=_field(entry, "example", str),
    )


def _enumerator(entry: Entry) -> Enumerator:
    given = entry.get("letters")
    letters = _DECIMALS if given == "decimal" else tuple(map(str, _field(entry, "letters", list)))
    opening, closing = re.escape(_field(entry, "open", str)), re.escape(_field(entry, "close", str))
    gap = r"(?!\d)\s*" if opening or closing or len(letters[0].encode()) > 2 else r"\s+"
    sign = rf"(?P<mark>{opening}(?P<letter>{_alternatives(letters, spread=False)}){closing})"
    return Enumerator(
        id=entry["id"],
        rank=_field(entry, "rank", int),
        ordered=_field(entry, "ordered", bool),
        headings=_field(entry, "headings", bool),
        heading_rank=_field(entry, "heading_rank", int),
        single=not opening and not closing,
        expression=rf"{sign}{gap}(?P<rest>\S.*)",
        ordinals=MappingProxyType({letter: number for number, letter in enumerate(letters, 1)}),
        example=_field(entry, "example", str),
    )


def _label(entry: Entry, words: str, offices: str) -> Label:
    wanted = _field(entry, "pattern", str).replace("{word}", words).replace("{office}", offices)
    return Label(
        id=entry["id"],
        kind=_choice(entry, "kind", _KINDS),
        expression=rf"(?P<label>{wanted})\s*(?P<rest>.*)",
        example=_field(entry, "example", str),
        spares=tuple(map(str, _field(entry, "spares", list))),
    )


def _frame(headings: Entry, pair: Any) -> tuple[str, str]:
    if not isinstance(pair, str) or len(pair) != 2:
        raise ValueError(f"line {headings[_LINE]}: a frame is a pair of characters, not {pair!r}")
    return pair[0], pair[1]


def _alternatives(words: list[Any] | tuple[str, ...], *, spread: bool = True) -> str:
    """A regular expression for any of the words, longest first.

    ``spread`` lets white space stand between their letters.
    """
    longest_first = sorted(map(str, words), key=len, reverse=True)
    return "|".join(
        (r"\s*" if spread else "").join(re.escape(letter) for letter in word if letter != " " or not spread)
        for word in longest_first
    )
