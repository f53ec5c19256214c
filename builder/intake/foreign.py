"""The keys of others for facts of ours, which are data (``foreign.yaml``); front matter that holds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from builder.intake.day import read_dates

_FILE: Final = Path(__file__).with_name("foreign.yaml")
_GAPS: Final = re.compile(r"[\s_]+")
_TEXT_TAG: Final = "tag:yaml.org,2002:str"
_NOTE_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
"""A link to a note of Obsidian: ``[[note]]``, ``[[note|words]]``."""

Pairs = Sequence[tuple[yaml.Node, yaml.Node]]


class _Keys(NamedTuple):
    meanings: Mapping[str, str]
    ignored: frozenset[str]


@lru_cache(maxsize=10_000)
def folded_key(key: str) -> str:
    """A key as keys are compared: without case, spaces and ``_``."""
    return _GAPS.sub("", key).casefold()


def keys_of_records() -> Mapping[str, Sequence[str]]:
    """A fact → the keys under which tables usually hold it, the best first."""
    data = _loaded()
    elsewhere = set(data["only_front_matter"])
    return {fact: [key for key in keys if key not in elsewhere] for fact, keys in data["keys"].items()}


def in_our_words(
    pairs: Pairs,
    known: Collection[str],
    aliases: Mapping[str, str],
    is_usable: Callable[[str, yaml.Node], bool],
) -> tuple[list[tuple[yaml.Node, yaml.Node]], list[str]]:
    """The pairs with a key of ours or one whose meaning is known, renamed; and the other keys.

    A key of ours wins over a foreign one of the same meaning. A foreign key counts where its value can be
    what it means (``source`` may be an address, or a name).

    Args:
        pairs: The mapping, as composed.
        known: Our keys.
        aliases: Other words of ours for a key.
        is_usable: Whether a node is a value of this key of ours.
    """
    foreign = _foreign()
    ours = {aliases.get(name, name) for key, _ in pairs if (name := _text(key)) in known or name in aliases}
    usable: list[tuple[yaml.Node, yaml.Node]] = []
    unknown: list[str] = []
    for key, value in pairs:
        name = _text(key)
        meaning = foreign.meanings.get(folded_key(name), "")
        if name in known or name in aliases:
            usable.append((key, _authors(value) if name == "author" else value))
        elif (
            meaning in known
            and meaning not in ours
            and is_usable(meaning, translated := _translated(meaning, value))
        ):
            ours.add(meaning)
            usable.append((_renamed(key, meaning), translated))
        elif name not in foreign.ignored:
            unknown.append(name)
    return usable, unknown


@cache
def _foreign() -> _Keys:
    data = _loaded()
    elsewhere = set(data["only_records"])
    meanings = ((key, fact) for fact, keys in data["keys"].items() for key in keys if key not in elsewhere)
    return _Keys({folded_key(key): fact for key, fact in meanings}, frozenset(data["ignored"]))


@cache
def _loaded() -> Any:
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))


def _text(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _renamed(node: yaml.Node, value: str) -> yaml.Node:
    return yaml.ScalarNode(_TEXT_TAG, value, node.start_mark, node.end_mark)


def _translated(meaning: str, node: yaml.Node) -> yaml.Node:
    """A foreign value in our form: the number of an article at korea.kr, its date with the month first."""
    value = _text(node)
    if meaning == "author":
        return _authors(node)
    if meaning == "date" and len(meant := read_dates(value, month_first=True)) == 1:
        return _renamed(node, meant[0])
    if meaning == "id" and value.isdecimal():
        return _renamed(node, f"kr-{value}")
    return node


def _authors(node: yaml.Node) -> yaml.Node:
    """Who wrote it, as one text, links to notes reduced to their words."""
    entries = node.value if isinstance(node, yaml.SequenceNode) else [node]
    names = (_NOTE_LINK.sub(r"\1", _text(entry)).strip() for entry in entries)
    return _renamed(node, ", ".join(filter(None, names)))
