"""What templates can call beyond Jinja: ``config.theme.functions.…``; see ``!functions`` in __init__.py."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import markdown

from builder.catalogue.kinds import FOLDERS, PageKind, kind_of
from builder.pages.page import ARTICLES
from builder.pages.record import Record
from builder.prose.excerpt import public_text
from builder.registry.load import load_labels
from builder.rights import Level, level_of
from builder.theme.article_html import styled
from builder.theme.listing import folded, listing, years

MkDocs = Any
"""A page or the configuration of MkDocs, which no other room than the renderer's imports."""

#: Where publishing leaves the fragments, beside mkdocs.yml. Without them pages lack what depends on other
#: articles, nothing else.
FRAGMENTS = Path(".cache", "briefings", "fragments")


def labels(config: MkDocs) -> Mapping[str, str]:
    """The site's visible strings by key.

    The builder's, and over them those of the archive's own ``labels.yaml``.
    """
    folder = (config.extra.get("archive") or {}).get("registry", "registry")
    own = Path(config.config_file_path).resolve().parent / folder
    file = own / "labels.yaml"
    return _labels(own, file.stat().st_mtime_ns if file.is_file() else None)


@lru_cache(maxsize=4)
def _labels(own: Path, _changed: int | None) -> Mapping[str, str]:
    """Read once, and again when the file has changed: every page asks several times."""
    return load_labels(own)


def fragment(slot: str, page: MkDocs, config: MkDocs) -> str:
    """The HTML that publishing made for ``slot`` of an MkDocs page; empty where there is none."""
    place = Path(config.config_file_path).resolve().parent / FRAGMENTS / f"{page.file.src_uri}.json"
    return _slots(place).get(slot, "")


def _slots(place: Path) -> Mapping[str, str]:
    try:
        found: Mapping[str, str] = json.loads(place.read_bytes())
    except FileNotFoundError:
        return {}
    return found


def shown(page: MkDocs, config: MkDocs) -> str:
    """As much of an article's HTML as its rights and the archive's setting let the page show."""
    allowed = level(page, config)
    if allowed == "full":
        return str(page.content)
    # The excerpt is one paragraph of Markdown; cutting the HTML instead could leave a list open, or let a
    # page without <p> through.
    return markdown.markdown(public_text(page.markdown or "", allowed))


def level(page: MkDocs, config: MkDocs) -> Level:
    """``full``, ``excerpt`` or ``none``: how much of an article's text is published."""
    licence = Record.from_meta(page.meta or {}).licence
    return level_of(licence, (config.extra.get("archive") or {}).get("text", "full"))


def kind(page: MkDocs) -> PageKind:
    """What kind of index page it is, by its front matter; one without any features for every other page."""
    return kind_of((page.meta or {}).get("kind") if page else None)


def folders() -> tuple[str, ...]:
    """The folders of pages below docs."""
    return tuple(sorted((*FOLDERS, ARTICLES)))


class Functions:
    """The functions above under one name, as a theme setting."""

    styled = staticmethod(styled)
    fragment = staticmethod(fragment)
    labels = staticmethod(labels)
    shown = staticmethod(shown)
    level = staticmethod(level)
    kind = staticmethod(kind)
    folders = staticmethod(folders)
    listing = staticmethod(listing)
    folded = staticmethod(folded)
    years = staticmethod(years)
