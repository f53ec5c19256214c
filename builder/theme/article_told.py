"""What the parts of an article's page are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.rights import Level


@dataclass(frozen=True, slots=True)
class Told:
    """An article as its page tells of it."""

    meta: Mapping[str, Any]
    """Its front matter, as YAML reads it."""
    labels: Mapping[str, str]
    slots: Mapping[str, str]
    """What publishing made for the page: HTML by slot."""
    level: Level
    """How much of the text is shown."""
    top: str
    """From the page to the top of the site: ``../``."""

    def label(self, key: str) -> str:
        """The words of a key that may have none."""
        return self.labels.get(key, "")

    def fragment(self, slot: str) -> str:
        """The HTML of a slot; empty where there is none."""
        return self.slots.get(slot, "")
