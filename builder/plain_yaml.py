"""Front matter of the usual forms as YAML and back, as PyYAML writes and reads it, in a tenth of its time.

The usual forms are texts of one line, whole numbers, days and nothing; lists of them; mappings of all of
these. What else there may be is left to PyYAML. Which texts need quotes follows libyaml's emitter
(``yaml_emitter_analyze_scalar`` in its ``emitter.c``) and PyYAML's own table of the words that mean something
else than a text (``no``, ``2020``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import yaml

SAFE_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader of plain values: libyaml's where PyYAML was built with it, which takes a tenth of the time."""
#: A line of characters that YAML prints as they are.
_ONE_LINE: Final = re.compile("[ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*")
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,60}")
#: Inside of ``{…}`` more signs have a meaning: only what is certainly free of them is written here.
_IN_FLOW: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_ALWAYS_QUOTED: Final = frozenset(" #,[]{}&*!|>'\"%@`")
#: Whether these need quotes depends on what follows.
_UNDECIDED: Final = frozenset("-?:.")
_RESOLVERS: Final[Mapping[str, list[tuple[str, re.Pattern[str]]]]] = yaml.SafeDumper.yaml_implicit_resolvers
#: How a text without quotes may not begin.
_NOT_FIRST: Final = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_QUOTED: Final = re.compile(r"'((?:[^']|'')*)'")
_FLAT: Final = r"[a-z][a-z0-9_]*: (?:[A-Za-z0-9_-]+|'[A-Za-z0-9_-]*')"
_FLOW: Final = re.compile(rf"\{{({_FLAT}(?:, {_FLAT})*)\}}")
_PAIR: Final = re.compile(r"[a-z][a-z0-9_]{0,60}: \S.*")
_WORDS: Final[Mapping[str, object]] = {"null": None, "true": True, "false": False}
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,17}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DEEPEST: Final = 3
"""Levels of mappings below the first."""


class NoKeyTwice:
    """Of a loader of YAML: a key that stands twice is an error; YAML would drop the first in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's interface
        """As the loader's own."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                problem = f"the key {key.value} stands twice: keep one of them"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else "")
        made: dict[Any, Any] = super().construct_mapping(node, deep)  # type: ignore[misc]
        return made


class OneLine(dict[str, object]):
    """A mapping to be written on one line."""


class _UnusualError(Exception):
    """A value of a form that is not written here."""


def written(meta: Mapping[str, object]) -> str | None:
    """The mapping as YAML in block style, its keys in order; None where a form is not one of the usual."""
    try:
        return "\n".join(_block(meta, "")) + "\n" if meta else None
    except _UnusualError:
        return None


def _block(mapping: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in mapping.items():
        name = f"{indent}{_key(key)}:"
        if type(value) is dict and value:
            yield name
            yield from _block(value, f"{indent}  ")
        elif type(value) is list and value:
            yield name
            yield from (f"{indent}- {_entry(entry)}" for entry in value)
        else:
            yield f"{name} {_scalar(value)}"


def _entry(value: object) -> str:
    if type(value) is not OneLine or not value:
        return _scalar(value)
    return f"{{{', '.join(f'{_key(key)}: {_in_flow(entry)}' for key, entry in value.items())}}}"


def _key(key: object) -> str:
    if not isinstance(key, str) or not _is_key(key):
        raise _UnusualError
    return key


@lru_cache(maxsize=256)
def _is_key(key: str) -> bool:
    return _KEY.fullmatch(key) is not None and not _means_something_else(key)


def _in_flow(value: object) -> str:
    if isinstance(value, str) and not _IN_FLOW.fullmatch(value):
        raise _UnusualError
    return _scalar(value)


def _scalar(value: object) -> str:
    kind = type(value)
    if kind is str:
        return _text(str(value))
    if value is None:
        return "null"
    if kind is int:
        return str(value)
    if kind is dt.date:
        return str(value)
    if kind is bool:
        return "true" if value else "false"
    if kind in (list, dict) and not value:
        return "[]" if kind is list else "{}"
    raise _UnusualError


@lru_cache(maxsize=2048)  # kinds, names and days are those of many pages
def _text(text: str) -> str:
    if not text:
        return "''"
    if not _ONE_LINE.fullmatch(text) or text[0] in _UNDECIDED:
        raise _UnusualError
    quoted = (
        text[0] in _ALWAYS_QUOTED
        or text[-1] in ": "
        or ": " in text
        or " #" in text
        or _means_something_else(text)
    )
    return "'{}'".format(text.replace("'", "''")) if quoted else text


def _means_something_else(text: str) -> bool:
    return any(pattern.match(text) for _tag, pattern in _RESOLVERS.get(text[0], ()))


# ---------------------------------------------------------------------------------------------------- reading


def read(text: str, *, days: bool) -> dict[str, object] | None:
    """The mapping that the lines of a front matter hold; None where a form is not one of the usual.

    ``days``: full dates come as ``datetime.date``, as YAML has it; otherwise as they are written.
    """
    try:
        return _read(text.removesuffix("\n").split("\n"), days=days, below=_DEEPEST)
    except _UnusualError:
        return None


def _read(lines: list[str], *, days: bool, below: int) -> dict[str, object]:
    """A mapping; ``below``: so many levels of mappings may stand below it."""
    found: dict[str, object] = {}
    at = 0
    while at < len(lines):
        key, colon, value = lines[at].partition(":")
        at += 1
        if not colon or not _is_key(key) or key in found:
            raise _UnusualError
        if value:
            found[key] = _value(value, days=days)
            continue
        end = at
        while end < len(lines) and lines[end][:2] in ("- ", "  "):
            end += 1
        found[key] = _below(lines[at:end], days=days, below=below)
        at = end
    return found


def _below(lines: list[str], *, days: bool, below: int) -> object:
    """What stands below a key: a list, or a mapping one step further in."""
    if not lines:
        raise _UnusualError
    if lines[0][:2] == "  ":
        if not below or any(line[:2] != "  " for line in lines):
            raise _UnusualError
        return _read([line[2:] for line in lines], days=days, below=below - 1)
    entries: list[object] = []
    start = 0
    for end in [*(at for at in range(1, len(lines)) if lines[at][:2] == "- "), len(lines)]:
        entries.append(_list_entry(lines[start:end], days=days))
        start = end
    return entries


def _list_entry(lines: list[str], *, days: bool) -> object:
    """``- text``, ``- {key: value}``, or a mapping whose first line has the mark."""
    first = lines[0][2:]
    if len(lines) == 1 and (flow := _FLOW.fullmatch(first)):
        return _pairs(flow[1].split(", "), days=days)
    if _PAIR.fullmatch(first):
        return _pairs((line[2:] for line in lines), days=days)
    if len(lines) > 1:
        raise _UnusualError
    return _value(f" {first}", days=days)


def _pairs(lines: Iterable[str], *, days: bool) -> dict[str, object]:
    found: dict[str, object] = {}
    for line in lines:
        key, colon, value = line.partition(":")
        if not colon or not value or not _is_key(key):
            raise _UnusualError
        found[key] = _value(value, days=days)
    return found


def _value(written: str, *, days: bool) -> object:
    """What stands behind a colon or a mark, with the space between."""
    text = written[1:]
    if written[0] != " " or not text or not (text.isprintable() or _ONE_LINE.fullmatch(text)):
        raise _UnusualError
    if text[0] == "'":
        quoted = _QUOTED.fullmatch(text)
        if quoted is None:
            raise _UnusualError
        return quoted[1].replace("''", "'")
    if text in ("[]", "{}"):
        return [] if text == "[]" else {}
    return _bare(text, days=days)


@lru_cache(maxsize=4096)  # kinds, names, levels and days are those of many pages
def _bare(text: str, *, days: bool) -> object:
    """What a scalar without quotes means."""
    if text[0] in _NOT_FIRST or text[-1] in ": " or ": " in text or " #" in text:
        raise _UnusualError
    return _resolved(text, days=days) if text[0] in _RESOLVERS and _means_something_else(text) else text


def _resolved(text: str, *, days: bool) -> object:
    """What a word, a number or a day without quotes means."""
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return int(text)
    if not _DAY.fullmatch(text):
        raise _UnusualError
    if not days:
        return text
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise _UnusualError from None
