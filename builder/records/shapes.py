"""The shapes of records: which of a record's keys hold which of our facts. They are data: ``shapes.yaml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from builder.intake.foreign import folded_key, keys_of_records

_FILE: Final = Path(__file__).with_name("shapes.yaml")
_USUAL: Final = "usual"
_PLUS: Final = re.compile(r"\s+\+\s+")

FACTS: Final = frozenset(
    {
        *("id", "url", "title", "subtitle", "date", "modified", "outlet", "author", "rights", "kind"),
        *("ministries", "topics", "body", "body_type", "status", "file_name", "file_url"),
    }
)
"""What a key of a record may mean."""

Values = Mapping[str, tuple[str, ...]]
"""A record: its keys, as written, and what stands under each."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """How the records of one origin are written; see the head of ``shapes.yaml``."""

    name: str
    facts: Mapping[str, tuple[tuple[str, ...], ...]]
    """A fact → the keys it may stand under, the best first; several keys: what stands under all of them."""
    needs: tuple[str, ...] = ()
    source: str = ""
    prefix: str = ""
    elements: frozenset[str] = frozenset()
    only_xml: bool = False
    between: tuple[str, ...] = ()
    """The lines between which a body stands, where the file prints more than that."""
    month_first: bool = False
    owns_ids: bool = False
    """The ids are ours already."""
    ignored: frozenset[str] = frozenset()
    """Keys that say nothing of the article."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """A fact → its values elsewhere, in ours."""

    def has(self, keys: Collection[str], element: str = "") -> bool:
        """Whether a record with these keys has this shape; ``element``: its name in XML, else empty."""
        if element not in self.elements and (self.only_xml or (element and self.elements)):
            return False
        folded = {folded_key(key) for key in keys}
        return all(
            any(key in folded for fact in need.split(" | ") for key in self.keys_of(fact))
            for need in self.needs
        )

    @property
    def all_keys(self) -> frozenset[str]:
        """Every key whose meaning is known, or known not to matter."""
        return self.ignored | {key for fact in self.facts for key in self.keys_of(fact)}

    def keys_of(self, fact: str) -> Iterator[str]:
        """Every key that a fact may stand under."""
        return (key for keys in self.facts.get(fact, ()) for key in keys)

    def take(self, values: Values) -> Values:
        """The record's facts: what stands under the first of its keys that is filled."""
        folded = {folded_key(key): found for key, found in values.items()}
        return {fact: found for fact, ways in self.facts.items() if (found := _first(ways, folded))}


@dataclass(frozen=True, slots=True)
class Address:
    """Addresses that name their article."""

    source: str
    prefix: str
    pattern: re.Pattern[str]
    drop: frozenset[str]


def _first(ways: Sequence[tuple[str, ...]], folded: Values) -> tuple[str, ...]:
    for keys in ways:
        found = tuple(value for key in keys for value in folded.get(key, ()))
        if any(map(str.strip, found)):
            return found
    return ()


def shape_of(keys: Collection[str], element: str = "") -> Shape | None:
    """The shape of a record with these keys; ``element``: its name in XML. None where none is known."""
    return next((shape for shape in shapes() if shape.has(keys, element)), None)


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes of ``shapes.yaml``, in its order."""
    return tuple(shape_from(entry) for entry in _loaded()["shapes"])


@cache
def addresses() -> tuple[Address, ...]:
    """The addresses of ``shapes.yaml``."""
    return tuple(
        Address(one["source"], one["prefix"], re.compile(one["pattern"]), frozenset(one["drop"]))
        for one in _loaded()["addresses"]
    )


def shape_from(entry: Mapping[str, Any]) -> Shape:
    """A shape as YAML gives it; ``facts: usual`` are the keys of ``foreign.yaml``."""
    facts = keys_of_records() if entry["facts"] == _USUAL else entry["facts"]
    ways = {
        fact: tuple(tuple(map(folded_key, _PLUS.split(str(way)))) for way in written)
        for fact, written in facts.items()
    }
    words = {
        fact: {str(theirs): str(ours) for theirs, ours in pairs.items()}
        for fact, pairs in entry.get("words", {}).items()
    }
    return Shape(
        name=entry["name"],
        facts=ways,
        needs=tuple(entry.get("needs", ())),
        source=entry.get("source", ""),
        prefix=entry.get("prefix", ""),
        elements=frozenset(entry.get("elements", ())),
        between=tuple(entry.get("between", ())),
        only_xml=entry.get("only_xml", False),
        month_first=entry.get("dates") == "month-first",
        owns_ids=entry.get("owns_ids", False),
        ignored=frozenset(map(folded_key, entry.get("ignored", ()))),
        words=words,
    )


@cache
def _loaded() -> Any:
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))
