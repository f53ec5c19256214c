"""An archive on disk, as its ``mkdocs.yml`` describes it: plain values.

The room host reads them; nobody else sees MkDocs' own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from builder.content_policy import Sources
from builder.model import Root
from builder.personal import Handling
from builder.rights import Setting

CACHE: Final = Path(".cache", "briefings")
"""What the builder keeps between runs, beside mkdocs.yml. Deleting it costs time, nothing else."""

LONGEST_SLUG: Final = 40
CARDS: Final = ("none", "lists", "all")
"""Share cards of nothing; of the site, ministries and topics; of articles too."""
BESIDE: Final = "beside"
BY_YEAR: Final = "by-year"
ARTICLE_DATA: Final = (BESIDE, BY_YEAR)
"""An article's JSON and Markdown as two files beside its page; in a zip with those of its year."""
_SLUG: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Site:
    """What pages say about the archive as a whole."""

    name: str
    description: str
    sample: bool = False
    """Whether the articles are sample data (견본)."""
    official: bool = False
    """Whether a government runs the site: then it does not say that it is none."""
    notice: str = ""
    """What stands on top of every page."""
    text: Setting = "full"
    """How much of the articles' text is published, by licence.

    An article that publishes none shows no first sentence in any list.
    """
    database: bool = False
    """Whether the archive is published as an SQLite database too."""
    security: tuple[tuple[str, str], ...] = ()
    """The fields of ``security.txt`` (RFC 9116); none where there is no such file."""
    downloads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The offline copies that are offered to readers.

    ``whole`` (of no names); ``ministries``, ``topics`` and ``years`` → names.
    """
    pairs: int = 0
    """From how many briefings a ministry and a topic have a feed together; 0: never."""
    volumes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What has volumes to print and read in one go: ``topics`` and ``ministries`` → names, or ``all``."""
    cards: str = "lists"
    """What has a share card: one of ``CARDS``."""
    article_data: str = BESIDE
    """Where the JSON and Markdown of articles stand: one of ``ARTICLE_DATA``."""
    policy: Sources = field(default_factory=dict)
    """What pages may load beyond the archive's own files."""
    own_scripts: bool = False
    """Whether scripts or templates of the owner's may run on pages."""
    originals: bool = False
    """Whether the files an article was read from, and those attached to it, are published with its text."""


@dataclass(frozen=True, slots=True)
class MarkdownSettings:
    """How pages are rendered.

    The names of Python-Markdown's extensions, and the settings of those that have any.
    """

    extensions: tuple[str, ...]
    configs: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Settings:
    """An archive. All paths are absolute."""

    config_file: Path
    root: Path
    """The archive's folder; what is made on the way lies in its ``.cache``."""
    docs: Path
    seeds: Path
    ignore: tuple[str, ...]
    """Globs of what is no seed below ``seeds``."""
    registry: Path
    """The archive's own registry files; the folder need not exist."""
    site_dir: Path
    custom_dir: Path | None
    """Templates of the archive's own."""
    site: Site
    site_url: str | None
    """Ends with a slash. Without it nothing can be named by an absolute address."""
    slug: str | None
    nav: object
    """The menu as YAML gives it: titles, mappings of title to page, lists of them."""
    narrow_menu: int | None
    """The line of mkdocs.yml for which the renderer, run alone, would miss new kinds of pages in the menu.

    None where none does.
    """
    markdown: MarkdownSettings
    personal: Handling
    """What becomes of e-mail addresses and mobile numbers in bodies."""
    scripts: frozenset[str]
    """The files below docs that mkdocs.yml has every page load as scripts."""
    fingerprint: str
    """Of all that mkdocs.yml and the renderer bring to the site's bytes.

    Settings, plugins, hooks, versions.
    """

    self_contained: bool = False
    """Whether nothing else shapes the site.

    No file that mkdocs.yml inherits, or that a plugin, hook or extension may read; no variable of the system.
    """

    as_of: str = ""
    """The ISO day as of which is published what is held until a day; empty where nobody has said one."""

    @property
    def cache(self) -> Path:
        """The folder of what is kept between runs."""
        return self.root / CACHE

    @property
    def folders(self) -> Mapping[Root, str]:
        """How the folders that problems are relative to are called from the archive's own."""
        return {Root.SEEDS: self.seeds.name, Root.DOCS: self.docs.name}


def is_slug(text: str) -> bool:
    """Whether an archive can be called so: lower-case ASCII letters, digits and hyphens, at most 40."""
    return len(text) <= LONGEST_SLUG and bool(_SLUG.fullmatch(text))
