"""One index page before it is a file, and how it becomes one.

Front matter, then the hand-written introduction, then what is counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from builder.catalogue.lists import Block, Listed
from builder.catalogue.markdown import heading
from builder.kept import key_of
from builder.model import Entry, OutputFile
from builder.pages.page import Crumb
from builder.prose.front_matter import dump_page


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading of the second level. A section whose blocks are all empty is left out.

    ``name`` (``years``, ``list`` …) is the same on every page, whatever the heading says: by it the theme
    finds the section's place on the page, and publishing the picture that belongs to it.
    """

    name: str
    title: str
    """Ready Markdown."""
    blocks: tuple[Block, ...]

    @property
    def filled(self) -> bool:
        """Whether there is anything under the heading."""
        return any(self.blocks)


@dataclass(frozen=True, slots=True)
class Sheet:
    """An index page. ``blocks`` are Markdown blocks, empty ones are left out; the sections follow them.

    ``keys`` name what the page is about (``ministry_id`` …).
    """

    path: str
    title: str
    kind: str
    description: str
    count: int
    parents: tuple[Crumb, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def filled_sections(self) -> tuple[Section, ...]:
        """The sections that the page shows, in order."""
        return tuple(one for one in self.sections if one.filled)


@dataclass(frozen=True, slots=True)
class Group:
    """The sheets about one thing, known by what decides them before any of them is made."""

    name: str
    lists: tuple[Sequence[Entry], ...]
    """The entries that they tell of."""
    around: tuple[object, ...]
    """What else ``make`` asks of the collection, besides rules and settings."""
    make: Callable[[], Iterable[Sheet]]

    def depends(self, digests: Mapping[str, bytes]) -> bytes:
        """What decides them besides rules, settings and introductions; ``digests``: of each entry, by id."""
        lists = (b"".join([digests[entry.id] for entry in one]) for one in self.lists)
        return key_of(self.name, self.around, *lists)


def each_sheet(made: Iterable[Sheet | Group]) -> Iterator[Sheet]:
    """All of them, those of groups made."""
    for one in made:
        yield from one.make() if isinstance(one, Group) else (one,)


def depends(sheet: Sheet, digests: Mapping[str, bytes]) -> bytes:
    """What decides the page besides rules, settings and its introduction.

    ``digests``: of each entry, by id. No list is written for it.
    """
    said = (sheet.path, sheet.title, sheet.kind, sheet.description, sheet.count, sheet.parents)
    named = [(one.name, one.title, len(one.blocks)) for one in sheet.sections]
    blocks = chain(sheet.blocks, *(one.blocks for one in sheet.sections))
    lists = (one.depends(digests) if isinstance(one, Listed) else one for one in blocks)
    return key_of(said, sorted(sheet.keys.items()), named, *lists)


def output_file(sheet: Sheet, intro: str | None) -> OutputFile:
    """The sheet as a Markdown file.

    ``intro`` (Markdown of a trusted person) is kept in the front matter and opens the body.
    """
    intro = intro.strip() if intro else None
    sections = (block for one in sheet.filled_sections for block in (heading(2, one.title), *one.blocks))
    body = "\n\n".join(str(block) for block in (intro, *sheet.blocks, *sections) if block) + "\n"
    return OutputFile(sheet.path, dump_page(_front_matter(sheet, intro, body), body))


def _front_matter(sheet: Sheet, intro: str | None, body: str) -> dict[str, object]:
    meta: dict[str, object] = {
        "title": sheet.title,
        "description": sheet.description,
        "kind": sheet.kind,
        **sheet.keys,
        "count": sheet.count,
    }
    meta["parents"] = [{"title": crumb.title, "path": crumb.path} for crumb in sheet.parents]
    if sheet.filled_sections:
        meta["sections"] = [one.name for one in sheet.filled_sections]
    if intro:
        meta["intro"] = intro
    meta["generated"] = {"page": body_hash(body)}
    return meta


def body_hash(body: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a page's body.

    The key it stands under marks the page as the builder's.
    """
    return hashlib.sha256(body.encode()).hexdigest()[:16]
