"""What text leaves the archive.

Decided here, once, for pages, Markdown, JSON, feeds, search and the offline copy alike.

The archive's setting is ``extra.archive.text`` in mkdocs.yml: one of the levels for every article, or a
mapping of licence → level with ``default`` for the rest. An article's licence stands in its front matter
(``rights.licence``); one that names none is ``unknown``.

==========  ==========================================================================================
level       what is published beside the facts (title, date, ministries, source …)
==========  ==========================================================================================
full        the whole text
excerpt     its first paragraph, shortened (builder/prose/excerpt.py); its first sentence in lists and data
none        none of it, not even the first sentence
==========  ==========================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, cast

Level = Literal["full", "excerpt", "none"]

LEVELS: Final = ("full", "excerpt", "none")
LICENCES: Final = ("kogl-0", "kogl-1", "kogl-2", "kogl-3", "kogl-4", "reserved", "unknown")
"""The licences an article's front matter can name."""
_WITH_PAGE: Final = ("kogl-1", "kogl-2", "kogl-3", "kogl-4")
#: What the archive's setting can name: a licence, or all that it does not name.
_SET_FOR: Final = (*LICENCES, "default")

Setting = str | Mapping[str, str]
"""A level, or licence → level."""


def setting_fault(setting: object) -> str | None:
    """What is wrong with ``extra.archive.text``, as a message; None when nothing is."""
    if setting in LEVELS:
        return None
    if not isinstance(setting, dict):
        return f"it must be {', '.join(LEVELS)}, or a mapping of licence to one of them"
    for licence, level in setting.items():
        if licence not in _SET_FOR:
            return f"{licence} is no licence; known are {', '.join(_SET_FOR)}"
        if level not in LEVELS:
            return f"{licence}: {level} is none of {', '.join(LEVELS)}"
    return None


def level_of(licence: str, setting: object) -> Level:
    """How much text of the articles under a licence is published.

    The builder refuses a setting that ``setting_fault`` finds fault with. Plain ``mkdocs build`` does not
    ask: there, what cannot be understood publishes nothing.
    """
    level = setting.get(licence, setting.get("default", "full")) if isinstance(setting, Mapping) else setting
    return cast("Level", level) if level in LEVELS else "none"


def licence_address(licence: str) -> str | None:
    """The page of the Korea Open Government Licence that says what a licence allows; None for all else."""
    number = licence.removeprefix("kogl-")
    return f"https://www.kogl.or.kr/info/licenseType{number}.do" if licence in _WITH_PAGE else None


def public_summary(summary: str, level: Level) -> str:
    """The first sentence of an article, where any of its text is published; else an empty text."""
    return "" if level == "none" else summary
