"""What templates can call beyond Jinja: ``config.theme.functions.…``; see ``!functions`` in __init__.py."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.rights import Level, public_html, text_level

#: Where publishing leaves the fragments, beside mkdocs.yml. Without them pages lack what depends on other articles, nothing else.
FRAGMENTS = Path(".cache", "briefings", "fragments")


def fragment(slot: str, page: Any, config: Any) -> str:
    """The HTML that publishing made for ``slot`` of an MkDocs page; empty where there is none."""
    place = Path(config.config_file_path).resolve().parent / FRAGMENTS / f"{page.file.src_uri}.json"
    return _slots(place).get(slot, "")


def _slots(place: Path) -> Mapping[str, str]:
    try:
        found: Mapping[str, str] = json.loads(place.read_bytes())
    except FileNotFoundError:
        return {}
    return found


def shown(page: Any, config: Any) -> str:
    """As much of an article's HTML as its rights and the archive's setting let the page show."""
    return public_html(page.content, level(page, config))


def level(page: Any, config: Any) -> Level:
    """``full``, ``excerpt`` or ``none``: how much of an article's text is published."""
    return text_level(page.meta or {}, (config.extra.get("archive") or {}).get("text", "full"))


class Functions:
    """The functions above under one name, as a theme setting."""

    fragment = staticmethod(fragment)
    shown = staticmethod(shown)
    level = staticmethod(level)
