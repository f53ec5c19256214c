"""One understood article, and what the pages of the archive need of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from builder.model.document import Document
from builder.model.facts import Facts
from builder.model.problem import Problem
from builder.model.reading import Reading
from builder.model.seed import Seed


@dataclass(frozen=True, slots=True)
class Article:
    """One understood article: what ``convert`` prints, ``explain`` shows and ``build`` writes."""

    seed: Seed
    reading: Reading
    facts: Facts
    document: Document
    problems: tuple[Problem, ...]


ChangedBy = Literal["source", "person", "rules"]
"""The source corrected itself; a person edited the page; the builder reads the same source otherwise."""


@dataclass(frozen=True, slots=True)
class Change:
    """That an article was changed after it had been published."""

    on: str
    """The ISO day on which a build brought it in."""
    by: ChangedBy
    what: tuple[str, ...]
    """The parts of the page that say something else since."""
    before: str
    """The hash of what the page said until then (builder/pages/versions.py)."""

    @property
    def is_correction(self) -> bool:
        """Whether its source or a person changed it; else the rules only read it anew."""
        return self.by != "rules"


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index page needs to know of one article page."""

    id: str
    title: str
    title_basis: str
    date: str | None
    date_basis: str
    ministry_ids: tuple[str, ...]
    ministry_names: tuple[str, ...]
    ministry_roles: tuple[str, ...]
    """lead | joint | involved, in the order of ``ministry_ids``."""
    topics: tuple[str, ...]
    kind: str
    outlet: str | None
    summary: str
    """The body's lead, plain; empty where it says no more than the title."""
    added: str
    licence: str = "unknown"
    """As in ``Rights``."""
    people: tuple[str, ...] = ()
    """The ids of the officials it names in office."""
    organizations: tuple[str, ...] = ()
    """Other organizations it names, as they are written."""
    changed: tuple[Change, ...] = ()
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A text to stand at ``path`` (POSIX, relative to docs)."""

    path: str
    text: str
