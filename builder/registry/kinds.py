"""The kinds of articles, with their words in other vocabularies: read once from ``data/kinds.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import yaml

from builder.plain_yaml import SAFE_LOADER

PATH: Final = Path(__file__).parent / "data" / "kinds.yaml"

UNKNOWN: Final = "unknown"
"""The kind of an article of which nobody has said what it is."""


@dataclass(frozen=True, slots=True)
class ArticleKind:
    """One kind. The fields are the columns of kinds.yaml."""

    id: str
    ris: str
    csl: str
    schema_org: str
    zotero: str
    by_bodies: bool
    of_bodies: bool

    @property
    def label(self) -> str:
        """The key of its Korean name among the labels."""
        return f"kind.{self.id}"


@cache
def article_kinds() -> Mapping[str, ArticleKind]:
    """Every kind by its id, in the order of the file."""
    entries = yaml.load(PATH.read_bytes(), Loader=SAFE_LOADER)["kinds"]  # noqa: S506 - a safe loader
    return MappingProxyType({entry["id"]: ArticleKind(**entry) for entry in entries})


def article_kind(kind_id: str | None) -> ArticleKind:
    """The kind of that id; ``unknown`` where there is none."""
    kinds = article_kinds()
    return kinds.get(kind_id or UNKNOWN, kinds[UNKNOWN])
