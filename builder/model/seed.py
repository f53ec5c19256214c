"""A raw article, decoded: its lines, and what came with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a line: its words as they stand there, and the http(s) address it leads to."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a seed.

    ``number`` is its 1-based line in the raw file; ``text`` is NFC, without line end, indent kept.
    """

    number: int
    text: str
    aside: str = ""
    """The rule by which this line is no part of the article (``navigation``, ``outside-the-article`` …).

    Empty if it may be.
    """
    links: tuple[Link, ...] = ()
    """Of a saved page: the links in it that lead to the web, in order."""


@dataclass(frozen=True, slots=True)
class Supplied:
    """What the collector of the article already knew.

    A YAML header on top of the text, or ``<name>.yml`` beside it.
    """

    id: str | None = None
    url: str | None = None
    title: str | None = None
    subtitle: tuple[str, ...] = ()
    date: str | None = None
    """ISO, at its precision: ``2020-04-16``, ``2020-04`` or ``2020``."""
    outlet: str | None = None
    author: str | None = None
    rights: str | None = None
    kind: str | None = None
    ministries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seed:
    """One raw article, decoded."""

    path: str
    """POSIX path relative to the seeds folder; for ``convert`` the path as given."""
    sha256: str
    """Of the decoded, NFC, LF text of the whole file (header included): the base of the identity."""
    encoding: str
    lines: tuple[Line, ...]
    """Every line of the article, blank ones too. HTML: one line a text block, numbered by its source line."""
    supplied: Supplied
    metadata: tuple[tuple[str, str], ...] = ()
    """HTML only: what the page's head states, as (property, content).

    ``og:title``, ``article:published_time`` …
    """
