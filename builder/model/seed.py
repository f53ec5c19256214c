"""A raw article, decoded: its lines, and what came with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builder.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a line: its words as they stand there, and the http(s) address it leads to."""

    text: str
    url: str


class Line(NamedTuple):
    """One line of a seed. As a tuple, for an article has dozens: it is made in half the time.

    ``number`` is its 1-based line in the raw file; ``text`` is NFC, without line end, indent kept.

    Of a document (HWPX, HWP, PDF, DOCX) a line is a paragraph or a row of a table, and ``number`` that of its
    first paragraph.
    """

    number: int
    text: str
    aside: str = ""
    """The rule by which this line is no part of the article (``navigation``, ``white-text`` …).

    Empty if it may be.
    """
    links: tuple[Link, ...] = ()
    """Of a saved page and of Markdown: the links in it that lead to the web, in order."""
    part: str = ""
    """What the head says it is: title | subtitle | masthead | letterhead; empty where nothing.

    Of a saved page: caption, where its elements say so.
    Of a line opened where several ran together: title | row (of values) | closing (behind a picture's words).
    """


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
    modified: str | None = None
    """When the publisher last changed it: an ISO date, with or without a time."""
    outlet: str | None = None
    author: str | None = None
    rights: str | None = None
    kind: str | None = None
    ministries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    """Names of files beside the seed, and of files elsewhere with their addresses."""
    draft: str | None = None
    """``true`` as long as it is not to be published."""
    publish_after: str | None = None
    """The ISO day from which on it may be published."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the head of a document states of itself (``보도시점``, ``담당 부서`` …).

    As printed, empty where it is not.
    """

    title: str | None = None
    subtitles: tuple[str, ...] = ()
    date: str | None = None
    """The ISO day on which it may be reported or is handed out."""
    embargo: str | None = None
    """The words that say from when on it may be reported."""
    date_printed: str = ""
    """The words of the masthead that give ``date``."""
    date_line: int = 0
    departments: tuple[tuple[str, int], ...] = ()
    """Who answers for it, the first in charge, each with the paragraph it stands in."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an article, in the archive or elsewhere."""

    type: str
    """Its format; empty where neither bytes nor name tell it."""
    file: str = ""
    """POSIX path relative to the seeds folder; empty of a file elsewhere, as the next two are."""
    bytes: int = 0
    sha256: str = ""
    url: str = ""
    """The address of a file elsewhere, and what it is called there."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Seed:
    """One raw article, decoded."""

    path: str
    """POSIX path relative to the seeds folder; for ``convert`` the path as given."""
    sha256: str
    """Of the decoded, NFC, LF text of the whole file (header included): the base of the identity."""
    encoding: str
    """Of a document its format: hwpx | hwp | pdf | docx."""
    lines: Sequence[Line]
    """Every line of the article, blank ones too. HTML: one line a text block, numbered by its source line."""
    supplied: Supplied
    metadata: tuple[tuple[str, str], ...] = ()
    """HTML only: what the page's head states, as (property, content).

    ``og:title``, ``article:published_time`` …
    """
    stated: Stated | None = None
    """Documents and Markdown only: what their head states."""
    file_sha256: str | None = None
    """Documents only: of the file's bytes."""
    pages: tuple[tuple[int, int], ...] = ()
    """PDF only: (paragraph, page) of each paragraph."""
    doubts: tuple[Problem, ...] = ()
    """Documents only: what their reader was not sure of."""
    attachments: tuple[Attachment, ...] = ()
    """The originals of the article, and what came with it."""
    text_hash: str = ""
    """Of its lines (pages/likeness.py), where it is known already."""

    @property
    def is_document(self) -> bool:
        """Whether it was read from a document, its lines being paragraphs."""
        return self.file_sha256 is not None
