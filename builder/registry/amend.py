"""A registry file of an archive's own with one more thing said in it; what a person wrote there stays.

Only lines are added, in the places where YAML says that lists and entries begin: comments, order and
spelling are nobody's but the person's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import yaml

_LISTS: Final = {"topics": ("areas", "slug"), "ministries": ("bodies", "id")}
"""File stem → its list, and what names an entry."""

_Steps = tuple[str, ...]
"""To a list: a key, the name of an entry below it, a key of that …"""


class AmendError(ValueError):
    """The file has a form that no line can be added to."""


def amended(text: str, stem: str, area: str, name: str, keys: Mapping[str, str]) -> str:
    """The file's text with some keys more in the entry ``name``, which is made where there is none.

    Args:
        text: Of the file; empty where there is none yet.
        stem: ``topics`` or ``ministries``.
        area: Of a topic: the area in which its entry stands.
        name: The entry's slug or id.
        keys: What it says from now on.

    Raises:
        AmendError: see there.
    """
    listing, names = _LISTS[stem]
    steps: _Steps = (listing,)
    text = text if text.strip() else f"{text}{listing}:\n"
    if stem == "topics":
        text = _with_entry(text, steps, names, area)
        steps = (listing, area, "topics")
        if _at(text, steps) is None:
            text = _with_lines(text, steps[:-1], ["topics:"])
    text = _with_entry(text, steps, names, name)
    return _with_lines(text, (*steps, name), [f"{key}: {_scalar(value)}" for key, value in keys.items()])


def _with_entry(text: str, steps: _Steps, names: str, name: str) -> str:
    """The entry at the head of its list, unless it stands there."""
    place = _at(text, steps)
    if _at(text, (*steps, name)) is not None:
        return text
    if isinstance(place, yaml.SequenceNode) and place.value and not place.flow_style:
        line, column = place.start_mark.line, place.start_mark.column
    elif isinstance(place, yaml.ScalarNode) and not place.value:
        key = _key(text, steps)
        line, column = key.start_mark.line + 1, key.start_mark.column + 2
    else:
        raise AmendError("its lists are not written with one entry below the other")
    return _inserted(text, line, [f"{' ' * column}- {names}: {name}"])


def _with_lines(text: str, steps: _Steps, lines: Sequence[str]) -> str:
    """The entry with more lines, below its first one."""
    entry = _at(text, steps)
    if not isinstance(entry, yaml.MappingNode) or entry.flow_style:
        raise AmendError(f"the entry {steps[-1]} is not written with one key below the other")
    first = entry.value[0][0]
    return _inserted(text, first.end_mark.line + 1, [" " * first.start_mark.column + one for one in lines])


def _inserted(text: str, line: int, added: Sequence[str]) -> str:
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join([*lines[:line], *(f"{one}\n" for one in added), *lines[line:]])


def _scalar(value: str) -> str:
    return yaml.safe_dump(value, allow_unicode=True, width=10_000).split("\n")[0]


# ----------------------------------------------------------------------------------------- where things stand


def _at(text: str, steps: _Steps) -> yaml.Node | None:
    """What the steps lead to: a list, or an entry of one."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise AmendError("it is no well-formed YAML") from error
    for place, step in enumerate(steps):
        node = _entry(node, step) if place % 2 else _value(node, step)
    return node


def _key(text: str, steps: _Steps) -> yaml.Node:
    """The key whose list the steps lead to."""
    node = _at(text, steps[:-1])
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    found: yaml.Node = next(key for key, _ in pairs if key.value == steps[-1])
    return found


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _entry(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """The entry of a list that is called so by its ``slug`` or ``id``."""
    for one in node.value if isinstance(node, yaml.SequenceNode) else []:
        called = _value(one, "slug") or _value(one, "id")
        if called is not None and called.value == name:
            found: yaml.Node = one
            return found
    return None
