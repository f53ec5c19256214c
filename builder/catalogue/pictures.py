"""What pages show as pictures: the numbers and bodies, not yet drawn.

Publishing draws them (builder/publish/outputs/charts/).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from builder.catalogue.collection import Entries
from builder.catalogue.tables import YearTable
from builder.registry.types import Body


@dataclass(frozen=True, slots=True)
class Years:
    """Briefings per year on the page ``path``, as bars.

    ``body``: the one whose page it is, for the years in which it existed.
    """

    path: str
    lists: tuple[Entries, ...]
    """The briefings that are counted: they alone decide the table."""
    table: Callable[[], YearTable]
    body: Body | None = None
    slot: ClassVar[str] = "years"


@dataclass(frozen=True, slots=True)
class Months:
    """The briefings of the year ``key`` (``2020``) by month."""

    path: str
    key: str
    entries: Entries
    slot: ClassVar[str] = "months"

    @property
    def lists(self) -> tuple[Entries]:
        """The briefings that are counted."""
        return (self.entries,)


@dataclass(frozen=True, slots=True)
class Ancestry:
    """A body with all that it came from and that came from it."""

    path: str
    body: Body


@dataclass(frozen=True, slots=True)
class Family:
    """Bodies that predecessors and successors join.

    ``name``: of the section it belongs to; ``title``: plain text.
    """

    path: str
    name: str
    title: str
    bodies: tuple[Body, ...]


Picture = Years | Months | Ancestry | Family
