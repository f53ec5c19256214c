"""What text leaves the archive: decided here, once, for pages, Markdown, JSON, feeds, search and the offline copy alike.

The archive's setting is ``extra.archive.text`` in mkdocs.yml: one of the levels for every article, or a mapping of licence → level
with ``default`` for the rest. An article's licence stands in its front matter (``rights.licence``); one that names none is ``unknown``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, cast

Level = Literal["full", "excerpt", "none"]

LEVELS: Final = ("full", "excerpt", "none")
#: The licences an article's front matter can name, and ``default`` for all that the setting does not.
LICENCES: Final = ("kogl-0", "kogl-1", "kogl-2", "kogl-3", "kogl-4", "reserved", "unknown", "default")


def setting_fault(setting: Any) -> str | None:
    """What is wrong with ``extra.archive.text``, as a message; None when nothing is."""
    if setting in LEVELS:
        return None
    if not isinstance(setting, dict):
        return f"it must be {', '.join(LEVELS)}, or a mapping of licence to one of them"
    for licence, level in setting.items():
        if licence not in LICENCES:
            return f"{licence} is no licence; known are {', '.join(LICENCES)}"
        if level not in LEVELS:
            return f"{licence}: {level} is none of {', '.join(LEVELS)}"
    return None


def text_level(meta: Mapping[str, Any], setting: str | Mapping[str, str]) -> Level:
    """How much of an article's text is published, by its front matter and the archive's (checked) setting."""
    if isinstance(setting, str):
        return cast("Level", setting)
    rights = meta.get("rights")
    licence = str(rights.get("licence") or "unknown") if isinstance(rights, Mapping) else "unknown"
    return cast("Level", setting.get(licence, setting.get("default", "full")))


def public_text(body: str, level: Level) -> str:
    """The part of an article's Markdown that is published: all of it, its first paragraph, or nothing."""
    if level == "full":
        return body
    return "" if level == "none" else _first_paragraph(body.strip(), "\n\n")


def public_html(html: str, level: Level) -> str:
    """The same for an article's rendered HTML."""
    if level == "full":
        return html
    return "" if level == "none" else _first_paragraph(html, "</p>")


def _first_paragraph(text: str, end: str) -> str:
    before, found, _ = text.partition(end)
    return before + (found if end == "</p>" else "\n") if found else text
