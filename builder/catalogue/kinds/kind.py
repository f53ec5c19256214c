"""What a kind of index page is, in one value.

Lists, feeds, the data page, charts, templates and checks read it. To add a kind, write a module beside this
one that ends in a ``PageKind``, and name it in ``KINDS`` (``__init__.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from builder.catalogue.collection import Collection, Entries
from builder.catalogue.forms import Form
from builder.catalogue.pictures import Picture
from builder.catalogue.sheet import Group, Sheet

LISTING: Final = "partials/listing.html"


@dataclass(frozen=True, slots=True)
class Lists:
    """The articles that each page of a kind leads to, as data beside the page."""

    forms: tuple[Form, ...]
    entries: Callable[[Collection, str], Entries]
    """What the page lists whose file is called so (without ending): ``mosf-2008``, ``hydrogen``, ``2026``.

    Empty where nothing is known of it.
    """
    pages: Callable[[Collection], Iterable[tuple[str, str]]] | None = None
    """The pages as the data page lists them: (name, path)."""
    heading: str = ""
    """The label over them on the data page; kinds with the same one stand in one table."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A box that narrows the names on a page."""

    label: str
    words: Callable[[Collection], Mapping[str, str]] | None = None
    """What a name is found by besides itself: path of the page it leads to → words."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the theme shows a page. Sections are named as in ``Section.name``."""

    template: str = LISTING
    scripts: tuple[str, ...] = ()
    """Files below the theme's assets/, in order."""
    first: str = ""
    """The section before all others."""
    beside: tuple[str, ...] = ()
    """The sections in a column of their own; where there are any, the feeds stand there too."""
    files_after: str = ""
    """The section after which the page's files are named; else they end the page."""
    shaded: tuple[str, ...] = ()
    """The sections whose table is shaded by its counts."""
    folded: tuple[str, ...] = ()
    """The sections whose table is folded under its heading."""
    contents: bool = False
    """Whether the page begins with its contents."""
    paged: bool = False
    """Whether it begins with the way around in a divided list."""
    folds_tables: bool = True
    """Whether a table folds below the picture of the same numbers."""
    folds_long: bool = False
    """Whether long tables fold: what a reader opens is under its own heading."""
    own_search: bool = False
    """Whether the page has a search box of its own; then the header has none."""
    within: str = ""
    """What a search box in its head is set to.

    The value stands in the front matter, or is what the file is called.
    """


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of index page. ``name`` is the ``kind`` of its pages' front matter."""

    name: str
    sheets: Callable[[Collection], Iterable[Sheet | Group]]
    """All pages of the kind, and the parts of their lists."""
    title: str = ""
    """The label that names its pages together."""
    folder: str = ""
    """Where its pages lie below docs; empty: not in a folder."""
    lists: Lists | None = None
    filter: Filter | None = None
    pictures: Callable[[Collection], Iterable[Picture]] | None = None
    path: str = ""
    """Its page, where it has one only."""
    linked_from: Mapping[str, str] = field(default_factory=dict)
    """The kinds of pages that name it among the ways to go on → the label of the link."""
    look: Look = Look()

    @property
    def forms(self) -> tuple[Form, ...]:
        """The files beside each of its pages."""
        return self.lists.forms if self.lists else ()


def ways_from(name: str, kinds: Iterable[PageKind]) -> list[tuple[str, str]]:
    """(label, path) of the kinds that pages of the kind ``name`` name as ways to go on, in order."""
    return [(kind.linked_from[name], kind.path) for kind in kinds if name in kind.linked_from]


def no_sheets(_: Collection) -> Iterable[Sheet]:
    """For a kind whose pages another kind makes along with its own."""
    return ()
