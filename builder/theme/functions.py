"""What templates can call beyond Jinja: ``config.theme.functions.…``; see ``!functions`` in __init__.py."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import markdown

from builder.catalogue.kinds import FOLDERS, PageKind, kind_of
from builder.content_policy import Sources, added_sources, content_policy, hash_of
from builder.model import Level as Trust
from builder.pages import certainty
from builder.pages.mappings import read_rights
from builder.pages.page import ARTICLES
from builder.pages.record import Record, licence_of
from builder.prose.excerpt import public_text
from builder.registry.load import load_labels
from builder.rights import Level, level_of
from builder.theme.article_page import article_page
from builder.theme.article_told import Told
from builder.theme.listing import folded, listing, years
from builder.theme.pieces import crumbs, korean_date, title

MkDocs = Any
"""A page or the configuration of MkDocs, which no other room than the renderer's imports."""

#: Where publishing leaves the fragments, beside mkdocs.yml. Without them pages lack what depends on other
#: articles, nothing else.
FRAGMENTS = Path(".cache", "briefings", "fragments")

#: What Material calls its style sheets, whose names change with each version.
_STYLE_SHEETS: Final = ("main.*.min.css", "palette.*.min.css")
_FOLDER: Final = "assets/stylesheets"
_PRE: Final = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
#: The keys of the front matter from which it is told what is only a guess.
_ASKED_FOR_GUESSES: Final = ("certainty", "confirmed", "title_basis", "topic_names", "ministries")


def _root(config: MkDocs) -> Path:
    """The archive's folder."""
    return Path(config.config_file_path).resolve().parent


def _slots(file: MkDocs, config: MkDocs) -> Mapping[str, str]:
    """What publishing made for a page; a renderer that has it already gives it with the page's file."""
    try:
        written: bytes = file.fragments if hasattr(file, "fragments") else _read_fragments(file, config)
    except FileNotFoundError:
        return {}
    found: Mapping[str, str] = json.loads(written or "{}")
    return found


def _read_fragments(file: MkDocs, config: MkDocs) -> bytes:
    return (_root(config) / FRAGMENTS / f"{file.src_uri}.json").read_bytes()


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
    # three templates ask: the one key is read, not the whole record
    licence = licence_of(read_rights((page.meta or {}).get("rights")))
    return level_of(licence, (config.extra.get("archive") or {}).get("text", "full"))


def guesses(page: MkDocs, labels: Mapping[str, str]) -> str:
    """The facts of an article that are only a guess, in Korean; of a list the entries.

    Not those that a person has confirmed.
    """
    meta = page.meta or {}
    if Trust.GUESS.value not in repr(meta.get("certainty")):  # as on most pages
        return ""
    record = Record.from_meta({key: meta[key] for key in _ASKED_FOR_GUESSES if key in meta})
    found = []
    for fact in certainty.guesses(record):
        shown = labels[f"guess.{fact}"]
        entries = certainty.guessed_entries(fact, record)
        found.append(f"{shown}({', '.join(entries)})" if entries else shown)
    return ", ".join(found)


def kind(page: MkDocs) -> PageKind:
    """What kind of index page it is, by its front matter.

    One without any features for every other page, and for one whose list stands elsewhere now.
    """
    meta = (page.meta or {}) if page else {}
    return kind_of(None if meta.get("moved_to") else meta.get("kind"))


def style_sheets(config: MkDocs) -> tuple[str, ...]:
    """The addresses of Material's style sheets, relative to the site."""
    found: dict[str, str] = {}
    for folder in reversed([Path(one) / _FOLDER for one in config.theme.dirs]):
        found |= {form: f"{_FOLDER}/{one.name}" for form in _STYLE_SHEETS for one in folder.glob(form)}
    return tuple(found[form] for form in _STYLE_SHEETS)


def lean(html: str) -> str:
    """HTML without the indentation and the empty lines of templates; what is in ``<pre>`` stays."""
    parts = _PRE.split(html.strip()) if "<pre" in html else [html.strip()]
    return "".join(part if place % 2 else _unindented(part) for place, part in enumerate(parts))


def _unindented(text: str) -> str:
    """White space with a line end in it becomes one; other white space at both ends stays."""
    first, *rest = text.split("\n")
    if not rest:
        return text
    inner = filter(None, map(str.strip, rest[:-1]))
    return "\n".join((first.rstrip(), *inner, rest[-1].lstrip()))


def policy(config: MkDocs, more: Sources = MappingProxyType({})) -> str:
    """The Content Security Policy of a page; ``more`` is what this page alone is allowed."""
    own = (config.extra.get("archive") or {}).get("policy") or {}
    return content_policy(added_sources(own, config), more)


def missing(ending: str) -> str:
    """The style (``css``) or the script (``js``) that stands in 404.html."""
    return (Path(__file__).parent / "assets" / f"missing.{ending}").read_text("utf-8")


def missing_sources() -> Sources:
    """What that page is allowed, which loads nothing."""
    return {"script-src": (hash_of(missing("js")),), "style-src": (hash_of(missing("css")),)}


def folders() -> tuple[str, ...]:
    """The folders of pages below docs."""
    return tuple(sorted((*FOLDERS, ARTICLES)))


class Functions:
    """The functions above under one name, as a theme setting.

    One object serves one configuration of MkDocs: what every page asks for several times is read once.
    """

    def __init__(self) -> None:
        self._labels: Mapping[str, str] | None = None
        self._policy = ""
        self._page = ""
        self._fragments: Mapping[str, str] = {}

    def labels(self, config: MkDocs) -> Mapping[str, str]:
        """The site's visible strings by key.

        The builder's, and over them those of the archive's own ``labels.yaml``.
        """
        if self._labels is None:
            folder = (config.extra.get("archive") or {}).get("registry", "registry")
            self._labels = load_labels(_root(config) / folder)
        return self._labels

    def policy(self, config: MkDocs, more: Sources = MappingProxyType({})) -> str:
        """The Content Security Policy of a page; ``more`` is what this page alone is allowed."""
        if more:
            return policy(config, more)
        self._policy = self._policy or policy(config)
        return self._policy

    def words(self, prefix: str, config: MkDocs) -> Mapping[str, str]:
        """The labels whose keys begin with ``prefix``, by the rest of their keys: what a script says."""
        found = self.labels(config).items()
        return {key.removeprefix(prefix): word for key, word in found if key.startswith(prefix)}

    def fragment(self, slot: str, page: MkDocs, config: MkDocs) -> str:
        """The HTML that publishing made for ``slot`` of an MkDocs page; empty where there is none."""
        return self._slots(page, config).get(slot, "")

    def _slots(self, page: MkDocs, config: MkDocs) -> Mapping[str, str]:
        if self._page != page.file.src_uri:
            self._page = page.file.src_uri
            self._fragments = _slots(page.file, config)
        return self._fragments

    def article(self, page: MkDocs, config: MkDocs) -> str:
        """The page of an article between header and footer."""
        meta, labels = page.meta, self.labels(config)
        top = "../" * page.url.count("/")
        told = Told(meta, labels, self._slots(page, config), level(page, config), top)
        return article_page(told, page, shown(page, config), guesses(page, labels))

    title = staticmethod(title)
    crumbs = staticmethod(crumbs)
    korean_date = staticmethod(korean_date)
    style_sheets = staticmethod(style_sheets)
    lean = staticmethod(lean)
    missing = staticmethod(missing)
    missing_sources = staticmethod(missing_sources)
    level = staticmethod(level)
    kind = staticmethod(kind)
    folders = staticmethod(folders)
    listing = staticmethod(listing)
    folded = staticmethod(folded)
    years = staticmethod(years)
