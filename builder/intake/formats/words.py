"""The Korean words the readers of this folder know, from ``words.yaml`` beside it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from builder.plain_yaml import SAFE_LOADER

_FILE: Final = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True, slots=True)
class Words:
    """Each list of the file under its name, without spaces."""

    embargo_labels: tuple[str, ...]
    release_labels: tuple[str, ...]
    print_marks: tuple[str, ...]
    kind_parts: tuple[str, ...]
    title_labels: tuple[str, ...]
    department_labels: tuple[str, ...]
    role_labels: tuple[str, ...]
    wrapped_words: tuple[str, ...]
    wrapped_longer_words: tuple[str, ...]


@cache
def words() -> Words:
    """The words, read once. Raises ``ValueError`` where the file lacks a list or has one too many."""
    loaded = yaml.load(_FILE.read_bytes(), Loader=SAFE_LOADER)  # noqa: S506 - a safe loader
    if set(loaded) != {field.name for field in fields(Words)}:
        raise ValueError(f"{_FILE.name}: its lists are not those of Words")
    return Words(**{name: tuple(str(word) for word in found) for name, found in loaded.items()})
