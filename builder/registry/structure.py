"""How Korean policy texts mark paragraphs, lists, headings and speakers: ``data/structure.yaml`` as frozen types."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

import yaml

_USES: Final = ("paragraph", "item", "symbol", "note", "question", "answer")
_KINDS: Final = ("label", "question", "answer")
_LINE: Final = "__line__"
_Entry = TypeVar("_Entry")
_SAFE: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DECIMALS: Final = tuple(str(number) for number in range(1, 100))


@dataclass(frozen=True, slots=True)
class Mark:
    """A family of signs in front of a line. ``pattern`` has the groups ``mark`` and ``rest``."""

    id: str
    use: str
    """paragraph | item | symbol | note | question | answer."""
    rank: int
    pattern: re.Pattern[str]
    example: str


@dataclass(frozen=True, slots=True)
class Enumerator:
    """A way to count. ``pattern`` has the groups ``mark``, ``letter`` and ``rest``; ``ordinals`` gives a letter's number."""

    id: str
    rank: int
    ordered: bool
    headings: bool
    heading_rank: int
    single: bool
    """Its sign is one character that no sentence uses otherwise (①): a second one in the line means running text."""
    pattern: re.Pattern[str]
    ordinals: Mapping[str, int]
    example: str


@dataclass(frozen=True, slots=True)
class Label:
    """A way to say who speaks. ``pattern`` has the groups ``label`` and ``rest``."""

    id: str
    kind: str
    """label | question | answer."""
    pattern: re.Pattern[str]
    example: str
    spares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything the prose room knows about marks. What each field means stands at the head of ``structure.yaml``."""

    marks: tuple[Mark, ...]
    enumerators: tuple[Enumerator, ...]
    labels: tuple[Label, ...]
    frames: tuple[tuple[str, str], ...]
    never_in_headings: frozenset[str]
    plain_heading: int
    marked_heading: int


class _LineLoader(_SAFE):  # type: ignore[misc]  # the C loader where there is one
    """The safe loader, with the 1-based line of every mapping under ``__line__``."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        return {**super().construct_mapping(node, deep=deep), _LINE: node.start_mark.line + 1}


def load_structure(path: Path) -> Structure:
    """The file as a ``Structure``.

    Raises:
        ValueError: the file is not well-formed or an entry does not recognise its own example; the text starts with ``line N:``.
        OSError: the file cannot be read.
    """
    data = _read(path)
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


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_bytes(), Loader=_LineLoader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ValueError(
            f"line {mark.line + 1 if mark else 1}: not well-formed YAML: {getattr(error, 'problem', error)}"
        ) from error
    if not isinstance(data, dict):
        raise ValueError("line 1: the file is no mapping")  # noqa: TRY004 - one kind of error for an ill-formed file
    return data


def _field(entry: Mapping[str, Any], key: str, kind: type) -> Any:
    value = entry.get(key)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"line {entry[_LINE]}: {key} must be given as {kind.__name__}")
    return value


def _choice(entry: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> str:
    value = str(_field(entry, key, str))
    if value not in choices:
        raise ValueError(f"line {entry[_LINE]}: {key} must be one of {', '.join(choices)}")
    return value


def _entries(
    data: Mapping[str, Any], key: str, build: Callable[[Mapping[str, Any]], _Entry]
) -> tuple[_Entry, ...]:
    seen: set[str] = set()
    for entry in _field(data, key, list):
        if not isinstance(entry, dict):
            raise ValueError(f"line {data[_LINE]}: an entry of {key} is no mapping")  # noqa: TRY004 - as above
        name = _field(entry, "id", str)
        if name in seen:
            raise ValueError(f"line {entry[_LINE]}: {name} stands twice")
        seen.add(name)
    return tuple(build(entry) for entry in data[key])


def _mark(entry: Mapping[str, Any]) -> Mark:
    signs = _alternatives(_field(entry, "marks", list), spread=False)
    gaps = {
        "space": r"\s+",
        "letter": rf"(?:\s+|(?!{signs})(?=[^\s\d]))",
        "any": rf"(?:\s+|(?!{signs})(?=\S))",
    }
    gap = gaps[_choice(entry, "gap", tuple(gaps))]
    # a variation selector makes ▶ an emoji; it belongs to the sign
    pattern = _compiled(entry, rf"(?P<mark>(?:{signs})\ufe0f?){gap}(?P<rest>\S.*)")
    return Mark(
        entry["id"],
        _choice(entry, "use", _USES),
        _field(entry, "rank", int),
        pattern,
        _example(entry, pattern),
    )


def _enumerator(entry: Mapping[str, Any]) -> Enumerator:
    given = entry.get("letters")
    letters = _DECIMALS if given == "decimal" else tuple(map(str, _field(entry, "letters", list)))
    opening, closing = re.escape(_field(entry, "open", str)), re.escape(_field(entry, "close", str))
    gap = r"(?!\d)\s*" if opening or closing or len(letters[0].encode()) > 2 else r"\s+"
    pattern = _compiled(
        entry,
        rf"(?P<mark>{opening}(?P<letter>{_alternatives(letters, spread=False)}){closing}){gap}(?P<rest>\S.*)",
    )
    return Enumerator(
        id=entry["id"],
        rank=_field(entry, "rank", int),
        ordered=_field(entry, "ordered", bool),
        headings=_field(entry, "headings", bool),
        heading_rank=_field(entry, "heading_rank", int),
        single=not opening and not closing,
        pattern=pattern,
        ordinals=MappingProxyType({letter: number for number, letter in enumerate(letters, 1)}),
        example=_example(entry, pattern),
    )


def _label(entry: Mapping[str, Any], words: str, offices: str) -> Label:
    wanted = _field(entry, "pattern", str).replace("{word}", words).replace("{office}", offices)
    pattern = _compiled(entry, rf"(?P<label>{wanted})\s*(?P<rest>.*)")
    spares = tuple(map(str, _field(entry, "spares", list)))
    for line in spares:
        if pattern.fullmatch(line):
            raise ValueError(f"line {entry[_LINE]}: {entry['id']} must leave alone: {line}")
    return Label(entry["id"], _choice(entry, "kind", _KINDS), pattern, _example(entry, pattern), spares)


def _frame(headings: Mapping[str, Any], pair: Any) -> tuple[str, str]:
    if not isinstance(pair, str) or len(pair) != 2:
        raise ValueError(f"line {headings[_LINE]}: a frame is a pair of characters, not {pair!r}")
    return pair[0], pair[1]


def _alternatives(words: list[Any] | tuple[str, ...], *, spread: bool = True) -> str:
    """A regular expression for any of the words, longest first; ``spread`` lets white space stand between their letters."""
    longest_first = sorted(map(str, words), key=len, reverse=True)
    return "|".join(
        (r"\s*" if spread else "").join(re.escape(letter) for letter in word if letter != " " or not spread)
        for word in longest_first
    )


def _compiled(entry: Mapping[str, Any], pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.DOTALL)
    except re.error as error:
        raise ValueError(f"line {entry[_LINE]}: the pattern does not compile: {error}") from error


def _example(entry: Mapping[str, Any], pattern: re.Pattern[str]) -> str:
    example = str(_field(entry, "example", str))
    if not pattern.fullmatch(example):
        raise ValueError(f"line {entry[_LINE]}: {entry['id']} does not recognise its example: {example}")
    return example
