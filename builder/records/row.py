"""A record as it stands in its file, before anybody knows what its keys mean."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from builder.records.shapes import Values

MAX_RECORD: Final = 16 * 1024 * 1024
"""Bytes of one record: as much as a raw seed may have."""
_DEEPEST: Final = 20


Fits = Callable[[Collection[str], str], bool]
"""Whether a record with these keys is one that is looked for; its element's name in XML, else empty."""


class UnreadableError(Exception):
    """A record file cannot be read on. ``place``: its line or record, where it is known."""

    def __init__(self, message: str, place: int | None = None) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True, slots=True)
class Row:
    """One record: where it stands, its values, and in XML the name of its element."""

    place: int
    """Its line; in JSON that is no JSONL, and in XLSX, its number."""
    values: Values
    element: str = ""


def flattened(record: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """A record with a key a value: ``{"a": [{"b": 1}, {"b": 2}]}`` has ``a.b``: 1 and 2.

    Raises ``UnreadableError`` where it is nested too deeply.
    """
    found: dict[str, list[str]] = {}
    for key, value in _leaves(record, "", 0):
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _leaves(value: object, key: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise UnreadableError("it is nested too deeply")
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}.{name}" if key else str(name), depth + 1)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner, key, depth + 1)
    else:
        yield key, "" if value is None else str(value)
