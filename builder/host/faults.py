"""What is wrong with mkdocs.yml that MkDocs itself takes without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

from builder.host.engine import Engine
from builder.model import Problem
from builder.problems import problem

_ADDRESSES: Final = "use_directory_urls"


def silent_faults(config: Engine, config_file: Path) -> tuple[Problem, ...]:
    """E401 for keys that stand twice, and for pages that would get other addresses than the builder's."""
    text = config_file.read_text("utf-8-sig")
    found = [(line, f"the key {key} stands twice") for key, line in _twice(text)]
    if config.use_directory_urls:
        line = next((number for number, one in enumerate(text.split("\n"), 1) if _ADDRESSES in one), None)
        found.append((line, f"{_ADDRESSES} must be false: else every published address changes"))
    return tuple(problem("E401", config_file.name, line, detail) for line, detail in found)


def _twice(text: str) -> Iterator[tuple[str, int | None]]:
    """The keys that stand twice in one mapping, with their line: YAML takes the last."""
    waiting = [yaml.compose(text, Loader=yaml.SafeLoader)]
    for node in waiting:
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if str(key.value) in seen:
                    yield str(key.value), key.start_mark.line + 1
                seen.add(str(key.value))
                waiting.append(value)
