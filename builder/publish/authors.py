"""Who wrote an article: for citations, feeds and data alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.archive import values
from builder.archive.indexes.lists import ANNOUNCING_ROLES
from builder.model import Entry


def authors(entry: Entry, meta: Mapping[str, Any]) -> tuple[str, ...]:
    """The bodies that announce their own release; else the reporter, or the outlet; empty where nobody is known (overview.md, section 6)."""
    if entry.kind == "press_release":
        bodies = [name for name, role in zip(entry.ministry_names, entry.ministry_roles, strict=True) if role in ANNOUNCING_ROLES]
        if bodies:
            return tuple(bodies)
    source = values.mapping(meta.get("source"))
    found = values.text(source.get("author")) or values.text(source.get("outlet"))
    return (found,) if found else ()
