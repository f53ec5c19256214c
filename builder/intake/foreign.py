"""Front matter that other programs write above Markdown, in our words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import yaml

from builder.intake.day import read_dates

_FOREIGN: Final[Mapping[str, str]] = {
    "approve_date": "date",
    "published": "date",
    "pubdate": "date",
    "news_item_id": "id",
    "original_url": "url",
    "source_url": "url",
    "link": "url",
    "minister_code": "ministries",
}
"""Keys of collections of releases, by ours."""
_TEXT_TAG: Final = "tag:yaml.org,2002:str"

Pairs = Sequence[tuple[yaml.Node, yaml.Node]]


def in_our_words(
    pairs: Pairs, known: Collection[str], aliases: Mapping[str, str]
) -> tuple[list[tuple[yaml.Node, yaml.Node]], list[str]]:
    """The pairs with a key of ours or one whose meaning is known, renamed; and the other keys.

    A key of ours wins over a foreign one of the same meaning. ``aliases``: other words of ours for a key.
    """
    ours = {aliases.get(name, name) for key, _ in pairs if (name := _name(key)) in known or name in aliases}
    usable: list[tuple[yaml.Node, yaml.Node]] = []
    unknown: list[str] = []
    for key, value in pairs:
        name = _name(key)
        meaning = _FOREIGN.get(name)
        if name in known or name in aliases:
            usable.append((key, value))
        elif meaning is not None and meaning not in ours:
            ours.add(meaning)
            usable.append((_renamed(key, meaning), _translated(meaning, value)))
        else:
            unknown.append(name)
    return usable, unknown


def _name(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _renamed(node: yaml.Node, value: str) -> yaml.Node:
    return yaml.ScalarNode(_TEXT_TAG, value, node.start_mark, node.end_mark)


def _translated(meaning: str, node: yaml.Node) -> yaml.Node:
    """A foreign value in our form: the number of an article at korea.kr, its date with the month first."""
    value = _name(node)
    if meaning == "date" and len(meant := read_dates(value, month_first=True)) == 1:
        return _renamed(node, meant[0])
    if meaning == "id" and value.isdecimal():
        return _renamed(node, f"kr-{value}")
    return node
